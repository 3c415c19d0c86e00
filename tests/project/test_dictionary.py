"""The documents that are made from the project are up to date, and the diagram in them is true."""

import runpy
from pathlib import Path

import pytest

from pipeline.tables import tables
from pipeline.warehouse import connect
from pipeline.warehouse.diagram import KNOWN_ONLY, ForeignKey, diagram, foreign_keys

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    """Return the present contents of each generated document."""
    return runpy.run_path(str(DOCS / "generate.py"))["documents"]()


@pytest.mark.parametrize("name", ["data-dictionary.md", "operations.md", "rules.md"])
def test_a_generated_document_is_up_to_date(documents: dict[str, str], name: str) -> None:
    """A comment in sql/ or a setting was changed: the document follows."""
    stands = (DOCS / name).read_text(encoding="utf-8") == documents[name]
    assert stands, f"docs/{name} is out of date: run `make docs` and commit what it wrote"


def test_the_dictionary_has_a_row_for_every_column_and_every_value_of_a_list(
    documents: dict[str, str],
) -> None:
    """Nothing that the DDL states is lost on the way."""
    chapters = documents["data-dictionary.md"].partition("\n## Tables\n")[2].split("\n### ")
    found = {
        chapter.partition("\n")[0]: [
            line.split(" | ") for line in chapter.splitlines() if line.startswith("| `")
        ]
        for chapter in chapters[1:]
    }
    expected = {
        name: [
            (f"| `{column.name}`", column.sql_type, "yes" if column.nullable else "no")
            for column in table.columns
        ]
        for name, table in tables().items()
    }
    assert expected == {name: [tuple(row[:3]) for row in rows] for name, rows in found.items()}
    (kind,) = (row for row in found["letter"] if row[0] == "| `kind`")
    assert "`request`, `reply`, `deferral`, `reminder`, `other` |" == kind[4]


@pytest.mark.parametrize("relation", foreign_keys(), ids=lambda one: f"{one.table}.{one.column}")
def test_a_relation_of_the_diagram_holds_in_the_sample(
    sample_warehouse: Path, relation: ForeignKey
) -> None:
    """Every value that must point at a row does, and where no two rows share one, none do."""
    with connect(sample_warehouse) as connection:
        stated = connection.table(relation.table).pl()[relation.column].drop_nulls()
        keys = connection.table(relation.target).pl()[f"{relation.target}_id"]
    assert len(stated) > 0 or relation.table in {"quarantine", "unexplained_span", "correction"}, (
        "the sample shows nothing of this relation"
    )
    if relation.table not in KNOWN_ONLY:
        assert set() == set(stated) - set(keys)
    if relation.single:
        assert len(stated) == stated.n_unique()


def test_the_diagram_has_one_line_per_direct_relation() -> None:
    """A letter stands in a publication, and an answer in a letter, so there is no third line; a
    request may have no reply.
    """
    lines = [line.strip() for line in diagram().splitlines()]
    assert 'publication ||--o{ letter : "publication_id"' in lines
    assert 'letter ||--o{ answer : "letter_id"' in lines
    assert 'publication ||--o{ answer : "publication_id"' not in lines
    assert 'letter |o--o{ letter : "in_reply_to"' in lines
    assert 'question |o--o{ reference : "target_question_id"' in lines
    assert "load {" not in lines
