"""Code is written once: no two modules share a run of more than six equal lines."""

import re
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MOST = 6
IMPORT = re.compile(r"^(?:from \S+ )?import (?:[^(\n]*$|\([^)]*\))", re.MULTILINE)
"""Import statement, over several lines if it has brackets."""

DECLARATION = re.compile(r"\w+: [\w\[\], .|]+$")
"""Field of a record or parameter of a function: two of them may need the same ones."""


def code_lines(source: str) -> list[str]:
    """Return the lines of a module without imports, declarations, comments and punctuation."""
    lines = (line.strip().rstrip(",") for line in IMPORT.sub("", source).splitlines())
    return [
        line
        for line in lines
        if re.search(r"\w", line) and not line.startswith("#") and not DECLARATION.match(line)
    ]


def repeated(sources: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the pairs of modules that share more than six equal lines in a row."""
    modules: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, source in sources.items():
        lines = code_lines(source)
        for start in range(len(lines) - MOST):
            modules[tuple(lines[start : start + MOST + 1])].add(name)
    return sorted({tuple(sorted(names)) for names in modules.values() if len(names) > 1})


def test_no_two_modules_share_more_than_six_lines() -> None:
    """A run that two modules need belongs in one of them, or in a third."""
    sources = {
        str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8")
        for folder in ("pipeline", "plugins")
        for path in sorted((PROJECT / folder).rglob("*.py"))
    }
    assert [] == repeated(sources)


def test_a_repeated_run_is_found_among_other_lines_and_imports() -> None:
    """Seven equal lines count, six do not; imports do not separate and do not count."""
    run = [f"call_{number}()" for number in range(MOST + 1)]
    first = "import re\nfrom a import (\n    b,\n)\n" + "\n".join(run)
    second = "\n".join(["other()", *run[:3], "# a comment", "", *run[3:]])
    assert [("first", "second")] == repeated({"first": first, "second": second})
    assert [] == repeated({"first": first, "second": "\n".join(run[:-1])})
