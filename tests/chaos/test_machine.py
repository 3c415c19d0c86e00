"""Every command in every condition of the machine: a message and an exit code, no traceback."""

from collections.abc import Sequence
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
from running import Command, Note


def limited(arguments: Sequence[str], home: Path, limit: int) -> tuple[int, str]:
    """Run a command whose files may not exceed this size."""
    return Command(home, *arguments, file_bytes=limit).ended()


@pytest.fixture(scope="module")
def healthy_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which nothing is wrong."""
    root = tmp_path_factory.mktemp("whole")
    make_whole(root)
    return root


@pytest.mark.parametrize("condition", [*LASTING, *PASSING])
def test_no_command_ends_in_a_traceback(
    condition: str, healthy_home: Path, tmp_path: Path, note: Note
) -> None:
    """All commands, one after another, each on a copy of its own."""
    faults = []
    for command in COMMANDS:
        found = fault(condition, command, healthy_home, tmp_path / "case")
        faults += [found] if found else []
        note("commands in conditions of the machine", survived=not found)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("limit", LIMITS)
def test_no_command_aborts_when_its_files_may_not_grow(
    limit: int, healthy_home: Path, tmp_path: Path, note: Note
) -> None:
    """Each in a process of its own."""
    faults = []
    for command in COMMANDS:
        found = limited_fault(limit, command, healthy_home, tmp_path / "case", limited)
        faults += [found] if found else []
        note("commands whose files may not grow (ulimit -f)", survived=not found)
    assert not faults, "\n".join(faults)
