"""Writes the documents that the project makes of itself: ``make docs``. Tests hold that they are up
to date.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.lexicon.guide import guide
from pipeline.settings import Settings
from pipeline.warehouse.dictionary import dictionary

DOCS = Path(__file__).resolve().parent
SETTINGS = "\n## Settings\n\n"
"""The heading in operations.md after which the table of settings stands, up to the end of the
document."""


def documents() -> dict[str, str]:
    """What each generated document must hold, by its name in docs/."""
    told = (DOCS / "operations.md").read_text(encoding="utf-8").partition(SETTINGS)[0]
    return {
        "data-dictionary.md": dictionary(),
        "rules.md": guide(),
        "operations.md": f"{told}{SETTINGS}{settings_table()}\n",
    }


def settings_table() -> str:
    """Every setting with its default and meaning, as Markdown."""
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
