"""Rows derived from a paper's rows and the register: addressees of letters, and joint parties.

Why: they are made at the load, since they depend on the present register, so they are not stored
in batches; a changed register rebuilds the warehouse (``schema_sha256``).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import duckdb

from pipeline.parsing.language.parties import party_of
from pipeline.parsing.ministers.offices import offices
from pipeline.parsing.ministers.register import GENERAL_AFFAIRS, ministry_of
from pipeline.tables import Frames, Row, frame
from pipeline.vocabulary import entries, records

DERIVED = ("addressee", "asking_party")
"""Tables whose rows all belong to one publication and are made by the load."""

REGISTER = (
    "persons",
    "holders",
    "sample_persons",
    "sample_holders",
    "ministries",
    "portfolios",
    "parties",
    "sample",
)
"""Files of ``pipeline.vocabulary`` that determine these rows."""

ASKER_PARTY = re.compile(r"\(([^()]+)\)\s*$")
"""Party in brackets behind a member's name: Knip (VVD)"""


def derived(frames: Frames) -> Frames:
    """Return the frames of ``DERIVED`` that belong to these letters and questions."""
    letters, questions = frames["letter"], frames["question"]
    columns = ("letter_id", "publication_id", "recipient", "dated_on")
    addressed = [
        row for values in letters.select(columns).iter_rows() for row in _addressees(*values)
    ]
    columns = ("question_id", "publication_id", "party", "askers")
    asking = [row for values in questions.select(columns).iter_rows() for row in _parties(*values)]
    return {
        "addressee": frame("addressee", addressed),
        "asking_party": frame("asking_party", asking),
    }


def fill_register(connection: duckdb.DuckDBPyConnection) -> None:
    """Insert the persons and ministries of the register; the tables must exist and be empty."""
    persons: list[Row] = [
        {"person_id": row["person_id"], "name": f"{row['first_name']} {row['surname']}".strip()}
        for row in (*records("persons"), *records("sample_persons"))
    ]
    names = {row["ministry_id"]: row["name"] for row in _oldest_name_first()}
    ministries: list[Row] = [{"ministry_id": key, "name": name} for key, name in names.items()]
    for table, rows in (("person", persons), ("ministry", ministries)):
        connection.register("incoming", frame(table, rows))
        connection.execute(f"INSERT INTO {table} FROM incoming")
        connection.unregister("incoming")


def split_parties(spelt: str) -> tuple[str, ...]:
    """Return the single parties in a joint name, in its order.

    Example: ``"D66-Volt"`` gives ``("D66", "Volt")``; ``"GroenLinks-PvdA"`` is one party.
    """
    cuts = [0, *(at + 1 for at, letter in enumerate(spelt) if letter == "-")]
    starts = [at for at in cuts if at == 0 or _known_at(spelt, at)]
    parties, past = [], 0
    for at, following in zip(starts, [*starts[1:], len(spelt) + 1], strict=True):
        if at >= past:
            name = _known_at(spelt, at) or spelt[at : following - 1]
            parties.append(name)
            past = at + len(name)
    return tuple(dict.fromkeys(parties))


def _addressees(
    letter_id: str, publication_id: str, recipient: str | None, dated_on: date | None
) -> Iterator[Row]:
    for ordinal, office in enumerate(_offices(recipient, dated_on), start=1):
        role, portfolio, ministry_id = office
        yield {
            "letter_id": letter_id,
            "ordinal": ordinal,
            "publication_id": publication_id,
            "role": role,
            "portfolio": portfolio,
            "ministry_id": ministry_id,
        }


@lru_cache(maxsize=4096)
def _offices(
    recipient: str | None, dated_on: date | None
) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return role, portfolio and ministry of every office in an address, each once."""
    named: dict[tuple[str, str | None, str | None], None] = {}
    for office in offices(recipient or ""):
        portfolio = " ".join(office.portfolio.split()) if office.portfolio else None
        ministry = ministry_of(portfolio, dated_on) if portfolio else GENERAL_AFFAIRS
        named[(office.role, portfolio, ministry)] = None
    return tuple(named)


def _parties(
    question_id: str, publication_id: str, party: str | None, askers: Sequence[str] | None
) -> Iterator[Row]:
    parties = split_parties(party) if party else _asker_parties(tuple(askers or ()))
    for name in parties:
        yield {"question_id": question_id, "party": name, "publication_id": publication_id}


@lru_cache(maxsize=4096)
def _asker_parties(askers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parties in brackets behind the names of members who ask written questions."""
    printed = [match[1].strip() for asker in askers if (match := ASKER_PARTY.search(asker))]
    return tuple(dict.fromkeys(party_of(name) or name for name in printed))


@lru_cache(maxsize=1)
def _short_names() -> tuple[str, ...]:
    names = [party["name"] for party in entries("parties")["party"]]
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _known_at(spelt: str, at: int) -> str | None:
    """Return the longest short name between hyphens at ``at``, None if there is none."""
    rest = f"{spelt[at:]}-"
    return next((name for name in _short_names() if rest.startswith(f"{name}-")), None)


def _oldest_name_first() -> list[dict[str, str]]:
    """Return the names of ministries, the present one last; an empty end means it is in use."""
    return sorted(records("ministries"), key=lambda row: row["until"] or "9999")
