"""The escaping of text cells that a spreadsheet would run as a formula."""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""The start of a text that a spreadsheet may execute as a formula.

After any apostrophes, it is a sign that begins a formula (ASCII or full width), or a tab or line
end, after which some programs look for one.

Seen in: OWASP, "CSV Injection".
"""
FORMULA_SQL = r"^'*[=+\-@\t\r\n＝＋－＠]"
"""The same, as DuckDB's regexp_matches takes it."""


def neutral(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet could run it.

    Example: ``=1+1`` becomes ``'=1+1``, and ``'=1+1`` becomes ``''=1+1``. To get the original text,
    remove one apostrophe from every cell that matches ``FORMULA``.
    """
    return f"'{text}" if FORMULA.match(text) else text


def neutral_sql(column: str) -> str:
    """Return the SQL expression that escapes a quoted column of text."""
    pattern = FORMULA_SQL.replace("'", "''")
    return (
        f"CASE WHEN regexp_matches({column}, '{pattern}') THEN '''' || {column} ELSE {column} END"
    )
