"""No command ends in a traceback for a condition of the machine.

Each condition meets an eighth of the commands here, and all of them in the chaos suite.
"""

from pathlib import Path

import pytest
from machine_conditions import (
    COMMANDS,
    LASTING,
    LIMITS,
    PASSING,
    fault,
    limited_fault,
    make_whole,
)

EVERY = 8
CONDITIONS = [*LASTING, *PASSING]


@pytest.fixture(scope="module")
def healthy_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which nothing is wrong."""
    root = tmp_path_factory.mktemp("whole")
    make_whole(root)
    return root


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_command_in_a_bad_condition_ends_in_a_message(
    condition: str, healthy_home: Path, tmp_path: Path
) -> None:
    """In a message, with exit code 0, 1 or 2."""
    turn = CONDITIONS.index(condition)
    met = [name for at, name in enumerate(COMMANDS) if (at + turn) % EVERY == 0]
    faults = [fault(condition, name, healthy_home, tmp_path / "case") for name in met]
    assert not any(faults), "\n".join(filter(None, faults))


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_on_file_sizes_is_reported(limit: int, healthy_home: Path, tmp_path: Path) -> None:
    """By the command that writes the largest file, in a process of its own; it does not abort."""
    assert not limited_fault(limit, "rebuild", healthy_home, tmp_path / "case")
