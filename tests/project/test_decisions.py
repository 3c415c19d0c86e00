"""No function takes more decisions than a reader can hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PIPELINE = Path(__file__).resolve().parents[2] / "pipeline"
MOST = 10
MOST_EXPRESSIONS = 200
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
EXPRESSION = re.compile(r"\bre\.(?:compile|sub|match|search|split|findall|finditer|fullmatch)\(")


def decisions(function: ast.AST) -> int:
    """Count if, conditional expression, for, while, except, case, each further operand of and/or,
    and each ``if`` of a comprehension.
    """
    found = 0
    for node in ast.walk(function):
        found += isinstance(node, BRANCHES)
        if isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
        if isinstance(node, ast.comprehension):
            found += len(node.ifs)
    return found


def functions() -> Iterator[tuple[str, ast.AST]]:
    """Yield every function of the packages with its module."""
    for path in sorted(PIPELINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, FUNCTIONS):
                yield f"{path.relative_to(PIPELINE)}:{node.name}", node


def test_no_function_takes_more_than_ten_decisions() -> None:
    """Ruff's C901 counts no and/or and no conditions of comprehensions, so this is our own."""
    assert [] == [name for name, node in functions() if decisions(node) > MOST]


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("a and b and c", 2),
        ("a if b else c", 1),
        ("[x for x in y if x if not x.z]", 2),
        ("for x in y:\n while x:\n  pass", 2),
        ("try:\n pass\nexcept A:\n pass", 1),
        ("match x:\n case 1:\n  pass\n case _:\n  pass", 2),
    ],
)
def test_every_kind_of_decision_counts(source: str, count: int) -> None:
    """As the contract of the project lists them."""
    assert count == decisions(ast.parse(source))


def test_patterns_are_kept_in_the_lexicon() -> None:
    """Few expressions are left in code: those that name no concept of a paper."""
    sources = [
        path.read_text(encoding="utf-8")
        for package in ("reading", "parsing", "rows", "corrections")
        for path in (PIPELINE / package).rglob("*.py")
    ]
    assert sum(len(EXPRESSION.findall(source)) for source in sources) <= MOST_EXPRESSIONS
