"""The resources of the API: a table or view under a name, its key and its filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.tables import tables


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a resource: DuckDB's name of its type, and its meaning."""

    name: str
    type: str
    meaning: str
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Resource:
    """A list of rows. ``source`` is SQL for a FROM clause; ``filters`` maps a parameter to SQL.

    In a filter ``?`` is replaced by the value, always text.
    """

    name: str
    source: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    meaning: str
    filters: Mapping[str, str] = field(default_factory=dict)


def _of_table(name: str, table: str, filters: Mapping[str, str]) -> Resource:
    """Return a table as a resource, with the columns, types and meanings of the DDL."""
    stated = tables()[table]
    fields = tuple(
        Field(column.name, column.sql_type, column.comment, column.nullable)
        for column in stated.columns
    )
    return Resource(name, f'"{table}"', stated.primary_key, fields, stated.comment, filters)


def _equal(*names: str) -> dict[str, str]:
    return {name: f'"{name}" = ?' for name in names}


DOSSIERS = """(
    SELECT dossier_number, any_value(dossier_title ORDER BY publication_id) AS dossier_title,
        count(*) AS papers, max(published_on) AS last_published_on
    FROM publication WHERE dossier_number IS NOT NULL GROUP BY dossier_number
)"""
PEOPLE = """(
    SELECT person_id, any_value(name ORDER BY length(name) DESC) AS name,
        count(DISTINCT letter_id) AS letters,
        list(DISTINCT portfolio ORDER BY portfolio) FILTER (portfolio IS NOT NULL) AS portfolios
    FROM minister WHERE person_id IS NOT NULL GROUP BY person_id
)"""

RESOURCES: Mapping[str, Resource] = {
    one.name: one
    for one in (
        _of_table(
            "papers",
            "publication",
            _equal("kind", "chamber", "series", "dossier_number", "session_year")
            | {
                "party": "publication_id IN (SELECT publication_id FROM asking_party "
                "WHERE lower(party) = lower(?))",
                "ministry_id": "publication_id IN (SELECT publication_id FROM minister "
                "WHERE ministry_id = ?)",
                "person_id": "publication_id IN (SELECT publication_id FROM minister "
                "WHERE person_id = ?)",
            },
        ),
        _of_table("letters", "letter", _equal("publication_id", "kind", "committee")),
        _of_table(
            "questions",
            "question",
            _equal("publication_id", "letter_id")
            | {
                "party": "question_id IN (SELECT question_id FROM asking_party "
                "WHERE lower(party) = lower(?))",
                "dossier_number": "publication_id IN (SELECT publication_id FROM publication "
                "WHERE dossier_number = ?)",
            },
        ),
        _of_table("answers", "answer", _equal("publication_id", "letter_id")),
        _of_table("pairs", "question_answer", _equal("publication_id", "question_id", "relation")),
        _of_table("references", "reference", _equal("publication_id", "kind", "target", "status")),
        _of_table("commitments", "commitment", _equal("publication_id", "letter_id")),
        _of_table("ministers", "minister", _equal("publication_id", "person_id", "ministry_id")),
        Resource(
            "dossiers",
            DOSSIERS,
            ("dossier_number",),
            (
                Field("dossier_number", "VARCHAR", "Dossier without spaces.", nullable=False),
                Field("dossier_title", "VARCHAR", "Its title."),
                Field("papers", "BIGINT", "Papers in the tables.", nullable=False),
                Field("last_published_on", "DATE", "Day of the newest of them."),
            ),
            "One row per dossier with papers in the tables.",
        ),
        Resource(
            "people",
            PEOPLE,
            ("person_id",),
            (
                Field("person_id", "VARCHAR", "Key in the register.", nullable=False),
                Field("name", "VARCHAR", "The longest form of the name that is printed."),
                Field("letters", "BIGINT", "Letters that the person signs.", nullable=False),
                Field("portfolios", "VARCHAR[]", "Portfolios as printed."),
            ),
            "One row per office holder who signs letters.",
        ),
    )
}
