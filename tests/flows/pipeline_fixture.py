"""A whole pipeline with a home of its own, and the papers that it ingests."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from pipeline.domain.events import Event
from pipeline.flows import ingesting, publishing
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings
from pipeline.source import replay
from pipeline.warehouse import connect

PROVENANCE = {"log_position", "validated_at", "listed_at", "accepted_at", "corrected_at"}
PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><kamerstuk>
<kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2025-2026</tekstregel>
<tekstregel inhoud="kameraanduiding">Eerste Kamer der Staten-Generaal</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>36 999</dossiernr></dossiernummer>
<titel>Wijziging van de Wet op de vuurtorens</titel></dossier>
<stuk><stuknr><ondernummer kamer="1">{letter}</ondernummer></stuknr><titel>VOORLOPIG VERSLAG</titel>
<datumtekst>Vastgesteld <datum isodatum="2026-01-13">13 januari 2026</datum></datumtekst>
<algemeen><vrije-tekst><tekst>
<tussenkop kopopmaak="vet">Vragen van de leden van de VVD-fractie</tussenkop>
<al>1. {question}</al>
</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>
"""
LETTER_HEAD = """BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR DIGITALISERING

Aan de Minister van Economische Zaken

Den Haag, 3 maart 2025

De leden van de VVD-fractie hebben de volgende vragen.

Vragen van de leden van de VVD-fractie

1. Hoeveel vuurtorens zijn er sinds 2020 gedoofd?

"""
"""Beginning of a letter with its first question."""


def ingest_folder(settings: Settings) -> dict[str, int]:
    """Ingest the folder that the settings name, publish, and return the counts."""
    with open_stores(settings) as stores:
        tally = ingesting.ingest(stores, date(2025, 1, 1), date(2025, 1, 1), run="test")
        publishing.publish(stores)
    return tally


def tables(path: Path) -> dict[str, pl.DataFrame]:
    """Return the published tables."""
    with connect(path) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND table_name <> 'load'"
            ).fetchall()
        ]
        frames = {name: connection.table(f'"{name}"').pl() for name in sorted(names)}
    kept = {name: frame.drop(PROVENANCE & set(frame.columns)) for name, frame in frames.items()}
    return {
        name: frame.select(frame.columns).sort(frame.columns[:3]) for name, frame in kept.items()
    }


class PipelineFixture:
    """A pipeline with a home of its own that ingests from a replayed source."""

    def __init__(self, server: replay.ReplayServer, home: Path, **changes: object) -> None:
        self.server = server
        self.settings = Settings(
            home=home,
            catalogue_url=server.catalogue_url,
            allow_loopback=True,
            requests_per_second=0,
            **changes,
        )
        self.runs = 0
        self.days = date(2026, 1, 1), date(2026, 4, 30)

    def now(self) -> datetime:
        """Return the moment of the present run: today for the first, a day later for each next."""
        return datetime.now(tz=UTC) + timedelta(days=self.runs - 1)

    def ingest(self, *, recheck: bool = False) -> dict[str, int]:
        """Return one whole run over the first months of 2026."""
        self.runs += 1
        with open_stores(self.settings, self.now) as stores:
            if recheck:
                tally = ingesting.recheck(stores, f"run {self.runs}")
            else:
                tally = ingesting.ingest(stores, *self.days, f"run {self.runs}")
            publishing.publish(stores)
        return tally

    def events(self, publication_id: str) -> list[Event]:
        """Return the events of one publication, in order."""
        with open_stores(self.settings) as stores:
            return [event for _, event in stores.log.stream(publication_id)]

    def kinds(self, publication_id: str) -> list[str]:
        """Return the kinds of those events."""
        return [type(event).__name__ for event in self.events(publication_id)]

    def position(self) -> int:
        """Return the last position in the log."""
        with open_stores(self.settings) as stores:
            return stores.log.position()

    def kept(self, sha256: str) -> bytes:
        """Return the bytes that the content store keeps under a hash."""
        with open_stores(self.settings) as stores:
            return stores.store.get(sha256)

    def assert_quiet(self, *, recheck: bool = False) -> None:
        """Assert that a second run changes nothing."""
        position, seen = self.position(), self.tables()
        self.ingest(recheck=recheck)
        assert position == self.position()
        assert all(seen[name].equals(frame) for name, frame in self.tables().items())

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return the published tables."""
        return tables(self.settings.warehouse_path)

    def held(self) -> list[str]:
        """Return the publications that readers see."""
        return self.tables()["publication"]["publication_id"].to_list()


def write_papers(folder: Path) -> None:
    """Write two papers of the fictional dossier 36999 and what the catalogue says of them."""
    (folder / "later").mkdir(parents=True)
    entries = []
    for letter, question in {
        "A": "Hoeveel vuurtorens zijn er gedoofd?",
        "B": "Wie betaalt de vuurtorenwachter?",
    }.items():
        name = f"kst-36999-{letter}"
        (folder / f"{name}.xml").write_text(
            PAPER.format(letter=letter, question=question), encoding="utf-8"
        )
        entries.append(f"""[[paper]]
identifier = "{name}"
dossiertitel = "Wijziging van de Wet op de vuurtorens"
documenttitel = "Voorlopig verslag"
subrubriek = "Verslag"
vergaderjaar = "2025-2026"
available = 2026-01-13
modified = 2026-01-15
""")
    (folder / "catalogue.toml").write_text("\n".join(entries), encoding="utf-8")
