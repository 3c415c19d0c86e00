"""docs/quality.md says what the suites say. Written anew by: .venv/bin/python
tests/quality/test_quality_page.py.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.quality import Suite, suites

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"
BEGIN = "<!-- rules: written by tests/quality/test_quality_page.py -->"


def rules_section() -> str:
    """Every rule in a table per suite, the way people read them."""
    return "\n".join([BEGIN, "", *(line for suite in suites().values() for line in _table(suite))])


def _table(suite: Suite) -> list[str]:
    """One suite: what each rule asks, how much it weighs, and why it is there."""
    rows = [
        f"| `{rule.id}` | {rule.title['en']} | {rule.severity} | {rule.dimension} | {rule.notes} |".replace(
            "\n", " "
        )
        for rule in suite.rules
    ]
    return [
        f"### {suite.name}",
        "",
        "| rule | what it asks | severity | dimension | why |",
        "|---|---|---|---|---|",
        *rows,
        "",
    ]


def test_the_page_says_what_the_suites_say() -> None:
    """A reader of the page and Great Expectations are told the same."""
    told = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    assert rules_section() == told[1] + told[2]


if __name__ == "__main__":
    PAGE.write_text(
        PAGE.read_text(encoding="utf-8").partition(BEGIN)[0] + rules_section(), encoding="utf-8"
    )
