"""The offices of a person in the register, by date."""

from datetime import date

from pipeline.page.warehouse_rows import Row
from pipeline.vocabulary import records


def offices(person_id: str) -> list[Row]:
    """Return the offices of a person, the latest first; ``until`` is the day the next holder began.

    Source: the register of office holders in ``pipeline/vocabulary/holders.csv``.
    """
    held = [row for row in records("holders") if row["person_id"] == person_id]
    terms = [
        {
            "role": row["role"],
            "portfolio": row["portfolio"],
            "ministry_id": row["ministry_id"],
            "first_on": _day(row["from"]),
            "last_on": _day(row["until"]),
        }
        for row in held
    ]
    return sorted(terms, key=lambda row: row["first_on"] or date.min, reverse=True)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
