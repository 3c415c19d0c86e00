"""The input at the prompt of ``griffier sql``: statements that end in a semicolon, and commands."""

import re
from typing import NamedTuple

from pipeline.sandbox.statements import tokens

COMMENT = re.compile(
    r"\s*(?:--[^\n]*(?:\n\s*)?)?"
)  # what may follow the last semicolon on its line
MARKS = ("\\", ".")


class Command(NamedTuple):
    r"""A command to the prompt, as in sqlite3 (``.tables``) and psql (``\d``), and its argument."""

    name: str
    argument: str


def command(text: str) -> Command | None:
    """Return the command in the text, or None if it is SQL.

    No statement begins with a backslash or a full stop.
    """
    words = text.replace(";", " ").split()
    return (
        Command(words[0].lower(), " ".join(words[1:]))
        if words and words[0].startswith(MARKS)
        else None
    )


def is_whole(text: str) -> bool:
    """Return True if the text is complete: empty, a command, or SQL that ends in a semicolon.

    DuckDB's tokenizer is used, so a semicolon within a text, a quoted name or a comment does not
    count.
    """
    if not text.strip() or text.lstrip().startswith(MARKS):
        return True
    all_tokens = tokens(text)
    if not all_tokens or not all_tokens[-1].text.startswith(";"):
        return False
    return bool(COMMENT.fullmatch(text.encode()[all_tokens[-1].start + 1 :].decode()))


def statements(text: str) -> list[str]:
    """Return the statements in the text, without semicolons and without mere comments."""
    encoded = text.encode()
    all_tokens = tokens(text)
    ends = [token.start for token in all_tokens if token.text.startswith(";")]
    starts = [0, *(end + 1 for end in ends)]
    parts = [
        encoded[start:end].decode().strip()
        for start, end in zip(starts, [*ends, len(encoded)], strict=True)
    ]
    return [part for part in parts if tokens(part)]
