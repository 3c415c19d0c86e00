"""Documents that kill their reader are quarantined with the reason, and tried again in new bounds."""

from datetime import date
from pathlib import Path

from hostile_documents import drawn_by_itself

from pipeline.domain.events import PublicationQuarantined
from pipeline.flows import acceptance, ingesting, publishing
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings
from pipeline.warehouse import connect

LETTER = "Aan de Voorzitter\nDen Haag, 3 maart 2026\n\nHoeveel vuurtorens zijn er?\n\nA. de Vries"


def test_a_killing_document_is_quarantined_and_the_others_load(tmp_path: Path) -> None:
    """The event keeps the limits; with the same ones it is not tried again, with others it is."""
    letters = tmp_path / "letters"
    letters.mkdir()
    for number in range(3):
        (letters / f"brief-{number}.txt").write_text(LETTER, encoding="utf-8")
    (letters / "bom.pdf").write_bytes(drawn_by_itself())
    configured = Settings(
        home=tmp_path / "home", source=f"folder:{letters}", reader_memory_mb=512, reader_seconds=5
    )
    with open_stores(configured) as stores:
        day = date(2026, 3, 3)
        tally = ingesting.ingest(stores, day, day, "run")
        publishing.publish(stores)
        (last,) = [
            event
            for _, event in stores.log.read(kinds=[PublicationQuarantined])
            if isinstance(event, PublicationQuarantined) and event.limits
        ]
        assert (4, "5 s, 512 MB, 64 MB out") == (tally["fetched"], last.limits)
        assert ["limits"] == [failure["rule"] for failure in last.failures]
        assert [] == acceptance.plan_decisions(stores)
    with connect(configured.warehouse_path) as connection:
        held_back = connection.execute("SELECT rule, reason FROM quarantine WHERE rule = 'limits'")
        (row,) = held_back.fetchall()
        assert "out of memory at 512 MB" in row[1]
    wider = configured.model_copy(update={"reader_seconds": 6})
    with open_stores(wider) as stores:
        assert [last.publication_id] == acceptance.plan_decisions(stores)
        acceptance.decide(stores, acceptance.plan_decisions(stores))
        assert [] == acceptance.plan_decisions(stores)
