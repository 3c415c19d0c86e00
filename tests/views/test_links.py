"""Links between papers: made again around each change, they are those of a rebuild."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from in_memory_warehouse import InMemoryWarehouse
from synthetic_warehouse import make

from pipeline.warehouse.links import ORDER, READ, create_links, scope_of, update_links

DAYS = (date(2025, 6, 17), date(2025, 7, 15), date(2025, 8, 28))
TEXTS = (
    "Hoeveel openbare uurwerken zijn er, en hoeveel daarvan staan stil?",
    "Zij vragen hoeveel openbare uurwerken er zijn en hoeveel daarvan stilstaan.",
    "Wie houdt toezicht op de torens van kerken?",
)
NAMES = ("kst-36000-B", "kst-36000-C", "kst-36001-B", "kv-1", "ah-ek-1", "ah-ek-2")
KINDS = ("voorlopig_verslag", "memorie_van_antwoord", "schriftelijke_vragen")


class Letter(NamedTuple):
    """A letter: what it is, its day, the texts of its questions, if they get an answer, if it makes
    a promise and the paper that it cites.
    """

    kind: str
    dated_on: date | None
    replies: bool
    texts: list[str]
    answered: bool
    promises: bool = False
    cites: str | None = None


letters = st.builds(
    Letter,
    st.sampled_from(["request", "request", "reply", "deferral"]),
    st.sampled_from([*DAYS, None]),
    st.booleans(),
    st.lists(st.sampled_from(TEXTS), max_size=2),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, *NAMES[:3]]),
)
changes = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(KINDS),
    st.sampled_from([None, "36000"]),  # a record may move a paper into a dossier
    st.lists(letters, max_size=3),
)


def write(
    in_memory_warehouse: InMemoryWarehouse,
    name: str,
    kind: str,
    dossier: str | None,
    told: list[Letter],
) -> None:
    """Write the rows of a paper; one without letters is gone."""
    if not told:
        return
    in_memory_warehouse.paper(name, kind, **({"dossier_number": dossier} if dossier else {}))
    asking: str | None = None
    number = 0
    for ordinal, letter in enumerate(told, start=1):
        home = in_memory_warehouse.letter(
            name,
            ordinal,
            letter.kind,
            letter.dated_on,
            in_reply_to=asking if letter.replies else None,
            reply_due_on=DAYS[1] if letter.kind == "deferral" else None,
        )
        asking = home if letter.kind == "request" else asking
        for text in letter.texts:
            number += 1
            question = in_memory_warehouse.question(home, number, "CDA", text)
            if letter.answered:
                in_memory_warehouse.answer(home, number, [question])
        write_outcome(in_memory_warehouse, home, ordinal, letter)


def write_outcome(
    in_memory_warehouse: InMemoryWarehouse, home: str, ordinal: int, letter: Letter
) -> None:
    """Write what is in a letter besides its questions: a signature, a promise and a citation."""
    name = home.rpartition("/")[0]
    if letter.kind != "request":
        in_memory_warehouse.signature(home, ordinal, "A. Bé", "Financiën")
    if letter.promises:
        promise = {"commitment_id": f"{name}/commitment-{ordinal}", "publication_id": name}
        in_memory_warehouse.add(
            "commitment", promise | {"letter_id": home, "text": "Ik kom erop terug."}
        )
    if letter.cites:
        in_memory_warehouse.reference(name, ordinal, letter.cites, letter_id=home)


def erase(in_memory_warehouse: InMemoryWarehouse, name: str) -> None:
    """Remove the rows of a paper."""
    for table in READ:
        statement = f"DELETE FROM {table} WHERE publication_id = ?"  # noqa: S608
        in_memory_warehouse.unlinked.execute(statement, [name])


def linked(in_memory_warehouse: InMemoryWarehouse) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the links as they are kept."""
    return {
        name: in_memory_warehouse.unlinked.execute(f"FROM linked.{name}s ORDER BY ALL").fetchall()
        for name in ORDER
    }


def change(
    in_memory_warehouse: InMemoryWarehouse, name: str, *paper: object
) -> dict[str, list[tuple[object, ...]]]:
    """Put another paper in the place of one, make the links around it again, and return all."""
    names = pl.DataFrame({"publication_id": [name]})
    before = scope_of(in_memory_warehouse.unlinked, names)
    erase(in_memory_warehouse, name)
    write(in_memory_warehouse, name, *paper)  # type: ignore[arg-type]
    after = scope_of(in_memory_warehouse.unlinked, names)
    update_links(in_memory_warehouse.unlinked, names, pl.concat([before, after]).unique())
    return linked(in_memory_warehouse)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(st.lists(changes, min_size=2, max_size=6))
def test_links_around_each_change_are_those_of_a_rebuild(
    in_memory_warehouse: InMemoryWarehouse, history: list[tuple[str, str, str | None, list[Letter]]]
) -> None:
    """Whatever papers come, change and go: papers of a dossier, and requests of one day."""
    for name in NAMES:
        erase(in_memory_warehouse, name)
    create_links(in_memory_warehouse.unlinked)
    for paper in history:
        kept = change(in_memory_warehouse, *paper)
        create_links(in_memory_warehouse.unlinked)
        assert linked(in_memory_warehouse) == kept


def test_making_all_links_keeps_the_number_of_threads(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The one with which the connection was opened, not DuckDB's own."""
    connection = in_memory_warehouse.unlinked
    connection.execute("SET threads = 3")
    create_links(connection)
    assert (3,) == connection.execute("SELECT current_setting('threads')").fetchone()


def test_a_neighbour_keeps_its_links_to_its_own_neighbours(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """A paper with letters of two days stands between two that have no day in common."""
    early, late = (Letter("request", day, False, [TEXTS[0]], False) for day in DAYS[:2])  # noqa: FBT003
    write(in_memory_warehouse, "kv-1", KINDS[2], None, [late])
    write(in_memory_warehouse, "ah-ek-1", KINDS[2], None, [early, late])
    create_links(in_memory_warehouse.unlinked)
    expected = [("ah-ek-1/letter-2", "kv-1/letter-1", "ah-ek-1")]
    assert expected == linked(in_memory_warehouse)["letter_repeat"]
    held = change(in_memory_warehouse, "kv-2", KINDS[2], None, [early])["letter_repeat"]
    assert sorted([*expected, ("ah-ek-1/letter-1", "kv-2/letter-1", "ah-ek-1")]) == held


def test_a_letter_that_follows_a_promise_of_another_paper_is_linked_to_it(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The paper with the promise did not change; the one that cites it came later, and went."""
    promise = Letter("reply", DAYS[0], False, [], False, promises=True)  # noqa: FBT003
    following = Letter("reply", DAYS[1], False, [], False, cites="kst-36000-B")  # noqa: FBT003
    write(in_memory_warehouse, "kst-36000-B", KINDS[1], None, [promise])
    create_links(in_memory_warehouse.unlinked)
    change(in_memory_warehouse, "kst-36000-C", KINDS[1], None, [following])
    followed = "SELECT followed_by FROM commitment_deadline"
    assert in_memory_warehouse.unlinked.execute(followed).fetchall() == [("kst-36000-C/letter-1",)]
    change(in_memory_warehouse, "kst-36000-C", KINDS[1], None, [])
    assert in_memory_warehouse.unlinked.execute(followed).fetchall() == [(None,)]


def test_the_rows_of_a_paper_lie_together(tmp_path: Path) -> None:
    """DuckDB reads 2,048 rows for each that it wants, so spread rows made a query of one paper slow."""
    make(tmp_path / "made.duckdb", 3_000)
    with duckdb.connect(str(tmp_path / "made.duckdb"), read_only=True) as connection:
        for name in ORDER:
            spread = connection.execute(f"""
                SELECT publication_id, max(rowid) - min(rowid) + 1 AS over, count(*) AS held
                FROM linked.{name}s GROUP BY publication_id HAVING over > held
            """).fetchall()  # noqa: S608 -- a constant
            assert spread == [], name
