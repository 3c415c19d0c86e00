"""Code is written once: no two files share a run of more than six equal lines."""

import re
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FOLDERS = ("pipeline", "plugins", "dags", "docs", "sample", "tests")
MOST = 6
IMPORT = re.compile(r"^(?:from \S+ )?import (?:[^(\n]*$|\([^)]*\))", re.MULTILINE)
"""Import statement, over several lines if it has brackets."""

DECLARATION = re.compile(r"\w+: [\w\[\], .|]+$")
"""Field of a record or parameter of a function: two of them may need the same ones."""


COLUMN = re.compile(r"\w+ (?:VARCHAR|INTEGER|BIGINT|DOUBLE|BOOLEAN|DATE|TIMESTAMP)\b")
"""Column of a table in SQL: two tables may need the same ones."""


def code_lines(source: str) -> list[str]:
    """Return the lines of a module without imports, declarations, comments and punctuation."""
    lines = (line.strip().rstrip(",") for line in IMPORT.sub("", source).splitlines())
    return [
        line
        for line in lines
        if re.search(r"\w", line) and not line.startswith("#") and not DECLARATION.match(line)
    ]


def sql_lines(source: str) -> list[str]:
    """Return the lines of a SQL file without columns of tables, comments and punctuation."""
    lines = (line.strip().rstrip(",") for line in source.splitlines())
    return [
        line
        for line in lines
        if re.search(r"\w", line) and not line.startswith("--") and not COLUMN.match(line)
    ]


def repeated(files: dict[str, list[str]]) -> list[tuple[str, ...]]:
    """Return the pairs of files that share more than six equal lines in a row."""
    modules: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, lines in files.items():
        for start in range(len(lines) - MOST):
            modules[tuple(lines[start : start + MOST + 1])].add(name)
    return sorted({tuple(sorted(names)) for names in modules.values() if len(names) > 1})


def test_no_two_modules_share_more_than_six_lines() -> None:
    """A run that two modules need belongs in one of them, or in a third."""
    modules = {
        str(path.relative_to(PROJECT)): code_lines(path.read_text(encoding="utf-8"))
        for folder in FOLDERS
        for path in sorted((PROJECT / folder).rglob("*.py"))
    }
    assert [] == repeated(modules)


def test_no_two_sql_files_share_more_than_six_lines() -> None:
    """A list of columns or a table expression that two views need is a macro or a view."""
    files = {
        str(path.relative_to(PROJECT)): sql_lines(path.read_text(encoding="utf-8"))
        for path in sorted((PROJECT / "sql").rglob("*.sql"))
    }
    assert [] == repeated(files)


def test_a_repeated_run_is_found_among_other_lines_and_imports() -> None:
    """Seven equal lines count, six do not; imports do not separate and do not count."""
    run = [f"call_{number}()" for number in range(MOST + 1)]
    first = code_lines("import re\nfrom a import (\n    b,\n)\n" + "\n".join(run))
    second = code_lines("\n".join(["other()", *run[:3], "# a comment", "", *run[3:]]))
    assert [("first", "second")] == repeated({"first": first, "second": second})
    assert [] == repeated({"first": first, "second": run[:-1]})


def test_columns_of_tables_do_not_count_as_repeated_lines() -> None:
    """A column of a CREATE TABLE is left out, a column of a SELECT is not."""
    source = "CREATE TABLE a (\n    b VARCHAR NOT NULL,\n    -- x\n    c DATE[]\n);\nSELECT\n    b,\n    d AS c"
    assert ["CREATE TABLE a (", "SELECT", "b", "d AS c"] == sql_lines(source)
