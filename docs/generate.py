"""The generator of the documents that follow from the code: ``make docs``.

Tests check that they are up to date.
"""

from pathlib import Path

from pipeline.lexicon.guide import guide
from pipeline.metrics import METRICS, PREFIX
from pipeline.quality.suites import Suite, column_meanings, suites
from pipeline.queries import named_queries
from pipeline.settings import Settings
from pipeline.warehouse.dictionary import dictionary

DOCS = Path(__file__).resolve().parent
METRICS_HEAD = "\n### Names of metrics\n\n"
"""The heading in operations.md before the table of metrics, behind which all is generated."""
SETTINGS = "\n## Settings\n\n"
"""The heading in operations.md before the table of settings, which ends the document."""


QUERIES = "| name | question | values |\n|---|---|---|\n"
"""The head of the table of named queries in warehouse.md, up to the next blank line."""
BAR = "\\|"
"""A vertical bar inside a cell of a Markdown table."""
RULES = "<!-- rules: generated from expectations/ -->"
"""The line in quality.md before the tables of rules, which end the document."""


def documents() -> dict[str, str]:
    """Return the text of each generated document, by its name in docs/."""
    told = (DOCS / "operations.md").read_text(encoding="utf-8").partition(METRICS_HEAD)[0]
    analysts = (DOCS / "warehouse.md").read_text(encoding="utf-8")
    quality = (DOCS / "quality.md").read_text(encoding="utf-8").partition(RULES)[0]
    before, _, rest = analysts.partition(QUERIES)
    _, _, after = rest.partition("\n\n")
    return {
        "warehouse.md": f"{before}{QUERIES}{query_table()}\n\n{after}",
        "data-dictionary.md": dictionary(),
        "rules.md": guide(),
        "quality.md": f"{quality}{RULES}\n\n{rule_tables()}",
        "operations.md": f"{told}{METRICS_HEAD}{metrics_table()}\n{SETTINGS}{settings_table()}\n",
    }


def query_table() -> str:
    """Return the named queries with question and parameters as rows of a Markdown table."""
    rows = []
    for query in named_queries().values():
        parameters = ", ".join(
            f"`{one.name}`{' (required)' if one.required else ''}" for one in query.parameters
        )
        rows.append(f"| `{query.name}` | {query.title} | {f'{parameters} ' if parameters else ''}|")
    return "\n".join(rows)


def rule_tables() -> str:
    """Return the rules of data quality as a Markdown table per suite, and the columns they read."""
    columns = [
        "### Prepared columns",
        "",
        "| column | meaning |",
        "|---|---|",
        *(f"| `{name}` | {meaning} |" for name, meaning in column_meanings().items()),
        "",
    ]
    return "\n".join(
        [*(line for suite in suites().values() for line in rule_table(suite)), *columns]
    )


def rule_table(suite: Suite) -> list[str]:
    """Return the lines of one suite: id, title, condition, severity, dimension, message, reason."""
    rows = (
        (
            f"`{rule.id}`",
            rule.title["en"],
            f"`{rule.condition}`",
            rule.severity,
            rule.dimension,
            rule.message,
            rule.why,
        )
        for rule in suite.rules
    )
    return [
        f"### {suite.name}",
        "",
        "| rule | what it requires | condition | severity | dimension | message | why |",
        "|---|---|---|---|---|---|---|",
        *(f"| {' | '.join(cell.replace('|', BAR) for cell in row)} |" for row in rows),
        "",
    ]


def metrics_table() -> str:
    """Return the metrics with kind and meaning as a Markdown table."""
    rows = ["| metric | kind | what it is |", "|---|---|---|"]
    rows += [
        f"| `{PREFIX}{name}` | {kind} | {meaning} |" for name, (kind, meaning) in METRICS.items()
    ]
    return "\n".join(rows)


def settings_table() -> str:
    """Return the settings with default and meaning as a Markdown table."""
    rows = ["| setting | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = (
            ", ".join(sorted(default))
            if isinstance(default, frozenset)
            else "data"
            if name == "home"
            else default
        )
        cell = "" if shown in ("", None, {}) else f"`{shown}` "
        rows.append(f"| `GRIFFIER_{name.upper()}` | {cell}| {field.description} |")
    return "\n".join(rows)


if __name__ == "__main__":
    for document, text in documents().items():
        (DOCS / document).write_text(text, encoding="utf-8")
        print(f"griffier: wrote docs/{document}")
