"""A warehouse of any size, made up: the measurements of views and search run on it.

The rows follow the DDL and hang together (every answer has its question, every letter its paper),
and every value comes from its row's number, so the same size gives the same warehouse.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from pipeline.warehouse.build import BLOCK_BYTES
from pipeline.warehouse.reader import SESSION
from pipeline.warehouse.schema import create_tables, create_views, schema_sha256

WORDS = """
de het een van voor met op door over regering minister kabinet Kamer commissie leden fractie vraag antwoord brief wetsvoorstel
uitvoering toezicht financiering begroting subsidie gemeente provincie waterschap onderwijs zorg defensie veiligheid klimaat
energie stikstof woningbouw asiel migratie belasting pensioen arbeidsmarkt landbouw natuur digitalisering grondstof grondstoffen
leveringszekerheid strategie Europese verordening richtlijn gevolgen burgers bedrijven
"""
PASSAGES = 2_000
PER_PAPER = 15

ROWS = Path(__file__).with_name("synthetic_rows.sql")


def make(path: Path, questions: int, texts: Sequence[str] = ()) -> None:
    """Make a warehouse file at ``path`` with about that many questions, and the views over them.

    ``texts`` are the words of its questions and answers, over and over; a few common words if
    empty. The file has the blocks of a published one.
    """
    words = WORDS.split()
    texts = texts or [
        " ".join(words[(at * 31 + k * (at + k)) % len(words)] for k in range(100))
        for at in range(PASSAGES)
    ]
    passages = pl.DataFrame({"at": range(len(texts)), "text": texts})
    values = {
        "papers": max(questions // PER_PAPER, 20),
        "per_paper": PER_PAPER,
        "passages": len(texts),
    }
    with duckdb.connect(str(path), config={"default_block_size": BLOCK_BYTES}) as connection:
        connection.execute(SESSION)
        create_tables(connection)
        connection.register("passages", passages)
        connection.execute("CREATE TEMP TABLE passage AS FROM passages")
        for statement in ROWS.read_text(encoding="utf-8").split(";"):
            used = {name: value for name, value in values.items() if f"${name}" in statement}
            if statement.strip():
                connection.execute(statement, used)
        connection.execute(
            "INSERT INTO load SELECT max(log_position), NULL, NULL, NULL, max(published_on), false, ? FROM publication",
            [schema_sha256()],
        )
        create_views(connection)
        connection.execute("CHECKPOINT")
