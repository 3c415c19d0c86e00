"""Numbers and texts that no person means end in a message, never in a traceback."""

from pathlib import Path

import pytest
from machine_conditions import make_whole, run

HUGE = "9" * 60
WILD = [
    ["sql", "FROM letter", "--rows", HUGE],
    ["sql", "FROM letter", "--rows", "900000000"],
    ["sql", "FROM letter", "--seconds", "1e308"],
    ["sql", "FROM letter", "--memory", HUGE + "GB"],
    ["sql", "\udcff"],
    ["search", "\0"],
    ["search", "vuurtoren", "--limit", HUGE],
    ["search", "\udcff"],
    ["query", "ministers", "--rows", HUGE],
    ["gc", "--hours", "1e308"],
    ["rebuild", "--output", "/"],
    ["rebuild", "--as-of", "9999-12-31", "--output", "{out}.duckdb"],
    ["score", "{letters}", "{letters}", "--min", "nothing=1"],
    ["score", "{letters}", "{letters}", "--min", "pair=high"],
    ["status", "\udcff"],
    ["verify", "--since", "{letters}/../home/warehouse.duckdb"],
    ["withdraw", "file-brief-0", "--by", "\udcff", "--why", "none"],
    ["open", "--no-browser", "--port", "99999"],
    ["replay", "{letters}", "--port", "-1"],
    ["mcp", "--http", "--port", "99999"],
]


@pytest.fixture(scope="module")
def healthy_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which nothing is wrong."""
    root = tmp_path_factory.mktemp("whole")
    make_whole(root)
    return root


@pytest.mark.parametrize("arguments", WILD, ids=lambda told: ascii(" ".join(told))[:50])
def test_a_wild_argument_is_refused_or_served(arguments: list[str], healthy_home: Path) -> None:
    """With exit code 0, 1 or 2."""
    ended = run(arguments, healthy_home)
    assert not ended.traceback
    assert "Traceback" not in ended.said
    assert ended.code in {0, 1, 2}


def test_a_setting_of_the_warehouse_names_a_file(
    healthy_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The root of the file system is none; an empty text stands for the default."""
    monkeypatch.setenv("GRIFFIER_WAREHOUSE", "/")
    assert "must name a file" in run(["rebuild"], healthy_home).said
    monkeypatch.setenv("GRIFFIER_WAREHOUSE", "")
    assert 0 == run(["rebuild"], healthy_home).code
