"""Docstrings follow the template of CONTRIBUTING.md, as far as a test can hold it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
HEADLESS = re.compile(r"(?:Whether|What|Where|How|Which|Who)\b")
"""Beginnings that name a question instead of what a function does or a module is."""

CONTROL = {"AttributeError", "HTTPException", "NotImplementedError"}
"""Errors that are answers of a protocol, not failures."""

OLD_NAMES = re.compile(r"\b(?:fraction|fractions|fraction_activity|commitment_term|term_passed)\b")
"""Names of the public schema before version 1.0."""


def docstrings(folder: str) -> Iterator[tuple[str, str]]:
    """Yield every docstring, and every note below a constant, with its file and name or line."""
    for path in sorted((PROJECT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module):
                text = ast.get_docstring(node)
                if text:
                    name = getattr(node, "name", "module")
                    yield f"{path.relative_to(PROJECT)}:{name}", text
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                yield f"{path.relative_to(PROJECT)}:{node.lineno}", str(node.value.value)


def test_docstrings_name_what_a_thing_does() -> None:
    """None begins with Whether, What, Where, How, Which or Who; ruff's D401 holds the imperative."""
    found = [
        place
        for folder in ("pipeline", "dags", "plugins", "tests")
        for place, text in docstrings(folder)
        if HEADLESS.match(text)
    ]
    assert [] == found


def raised(function: ast.AST) -> set[str]:
    """Return the names of the error classes that a function raises itself."""
    names = set()
    for node in ast.walk(function):
        error = node.exc if isinstance(node, ast.Raise) else None
        error = error.func if isinstance(error, ast.Call) else error
        if isinstance(error, ast.Name) and error.id[0].isupper():
            names.add(error.id)
    return names


def test_public_functions_name_their_errors() -> None:
    """Each error that a function raises is in its docstring, or it refers to another function.

    Docstrings of commands are help texts, and those of MCP tools go to language models.
    """
    silent = []
    for path in sorted((PROJECT / "pipeline").rglob("*.py")):
        if path.parent.name == "cli" or path.name == "mcp.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                text = ast.get_docstring(node) or ""
                stated = not text or node.name.startswith("_") or "aises" in text
                missing = {name for name in raised(node) - CONTROL if name not in text}
                if missing and not stated:
                    silent.append(f"{path.relative_to(PROJECT)}:{node.name} {sorted(missing)}")
    assert [] == silent


def test_the_public_schema_has_no_name_from_before_its_first_version() -> None:
    """Views, tables and queries; sql/renames.toml is where the old names live on."""
    statements = sorted((PROJECT / "sql").rglob("*.sql"))
    assert [] == [
        path.name for path in statements if OLD_NAMES.search(path.read_text(encoding="utf-8"))
    ]
