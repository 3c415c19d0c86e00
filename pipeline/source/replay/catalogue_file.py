"""Catalogue of the replayed folder: papers named by identifier, with their records.

A file ``kst-36999-C.xml`` (anywhere in the folder) is the XML of that paper. What the catalogue
lists about it comes, strongest first, from

* ``catalogue.toml`` at the top of the folder, one ``[[paper]]`` table per paper::

      [[paper]]
      identifier = "kst-36999-C"                # required; every other key may be left out
      dossiernummer = "36999"                   # "35300-X" with a suffix
      ondernummer = "C"
      creator = "Eerste Kamer der Staten-Generaal"
      dossiertitel = "Wijziging van de Wet op de vuurtorens"
      documenttitel = "Verslag van een schriftelijk overleg"
      title = "..."                             # left out: dossiertitel; documenttitel
      subrubriek = "Verslag"                    # Brief, Verslag, Voorstel van wet, ...
      documentstatus = "Opgemaakt na onopgemaakt"   # or Opgemaakt, Onopgemaakt
      type = "Kamerstuk"                        # Bijlage, Kamervragen zonder antwoord, ...
      publicatienaam = "Kamerstuk"
      vergaderjaar = "2025-2026"
      date = 2026-01-13                         # dagtekening
      available = 2026-01-15                    # publication
      issued = 2026-01-15
      modified = 2026-02-03T10:15:00+01:00      # last change: a day, or a moment with its zone
      hoofddocument = "kst-36999-B"             # of an attachment (blg-...): its parent
      bijlage = ["blg-1299001"]                 # of a parent: its attachments
      vraagnummer = "176423"                    # of written questions
      files = { xml = "letters/kst-36999-C.xml" }   # left out: every file named by the identifier

  (``json.dumps(value, ensure_ascii=False)`` writes a valid TOML string, for those who make the
  file by program);
* ``metadata-<identifier>.xml``, a real metadata file of the repository, anywhere in the folder;
* the name of the file itself: series, chamber, dossier, sub-number and session year follow from the
  identifier; a day that nothing states is ``UNSTATED_DAY``, so that two runs over one folder agree.

Files whose name is no official identifier and that no ``[[paper]]`` names are not served. Neither
are files in a subfolder ``later``: they wait for a scenario to name them.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as dataclass_fields
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from pipeline.errors import ConfigurationError
from pipeline.identity import Key, identifier_key
from pipeline.source.replay.papers import MEDIA_TYPES, Paper

CATALOGUE = "catalogue.toml"
METADATA = "metadata-"
LATER = "later"
UNSTATED_DAY = date(2025, 1, 1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

FIELDS = {field.name for field in dataclass_fields(Paper)} - {"modified_at"}
UNKNOWN_KEY = Key("", None, "kst", None, None, None, 1)
"""The key of a file whose name is no official identifier: a Kamerstuk without a dossier."""
CREATORS = {"EK": "Eerste Kamer der Staten-Generaal", "TK": "Tweede Kamer der Staten-Generaal"}
TYPES = {
    "kst": ("Kamerstuk", "Kamerstuk"),
    "blg": ("Bijlage", "Kamerstuk"),
    "kv": ("Kamervragen zonder antwoord", "Kamervragen zonder antwoord"),
    "ah": ("Aanhangsel van de Handelingen", "Aanhangsel van de Handelingen"),
}
"""Values of ``dcterms:type`` and ``publicatienaam`` by series.

Seen: kst, blg and kv. The values of ah are those in reported queries.
"""

# Names in a real metadata.xml that differ from those of a record in more than prefix and case.
METADATA_NAMES = {"publicationname": "publicatienaam"}


def papers(folder: Path) -> dict[str, Paper]:
    """Return every paper of the folder by identifier, in the order of identifiers.

    Raises:
        ConfigurationError: ``catalogue.toml`` cannot be parsed, or names a missing file.
    """
    file_paths = _files(folder)
    return {
        name: paper(entry, folder, file_paths.get(name, {}))
        for name, entry in stated_papers(folder).items()
    }


def stated_papers(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the stated fields of each paper of the folder, by identifier.

    They come from the metadata files and from ``catalogue.toml``, which takes precedence.

    Raises:
        ConfigurationError: ``catalogue.toml`` cannot be parsed, or a paper has no identifier.
    """
    stated = {str(entry.get("identifier", "")): entry for entry in _catalogue(folder)}
    if "" in stated:
        raise ConfigurationError(
            f"{folder / CATALOGUE}: a [[paper]] has no identifier: give it one, such as kst-36999-C"
        )
    sidecars = {
        path.stem.removeprefix(METADATA): path for path in sorted(folder.rglob(f"{METADATA}*.xml"))
    }
    known = sorted({*stated, *(name for name in _files(folder) if identifier_key(name))})
    return {
        name: {**_metadata(sidecars.get(name)), **stated.get(name, {}), "identifier": name}
        for name in known
    }


def paper(entry: Mapping[str, Any], folder: Path, file_paths: Mapping[str, Path]) -> Paper:
    """Return one paper from its stated fields (``entry``) and those that its identifier implies.

    Raises:
        ConfigurationError: a field is unknown, or a named file is missing.
    """
    identifier = str(entry["identifier"])
    stated = {name: value for name, value in entry.items() if value is not None}
    if unknown := sorted(set(stated) - FIELDS):
        raise ConfigurationError(
            f"{identifier}: a record has no field {unknown}: the fields are {sorted(FIELDS)}"
        )
    moment = _moment(
        stated.get("modified") or stated.get("available") or stated.get("date") or UNSTATED_DAY
    )
    implied = _implied(identifier, stated, moment.astimezone(AMSTERDAM).date())
    fields = {
        **implied,
        **stated,
        "modified": moment.astimezone(AMSTERDAM).date(),
        "modified_at": moment,
    }
    fields |= {
        name: _day(fields[name]) for name in ("available", "date", "issued") if name in fields
    }
    files = (
        {form: folder / path for form, path in stated["files"].items()}
        if "files" in stated
        else dict(file_paths)
    )
    if missing := [str(path) for path in files.values() if not path.is_file()]:
        raise ConfigurationError(f"{identifier}: files are named that are not there: {missing}")
    return Paper(**{**fields, "files": files})


def _implied(identifier: str, stated: Mapping[str, Any], modified: date) -> dict[str, Any]:
    """Return default fields of a record, from the identifier and the day of the last change."""
    key = identifier_key(identifier) or UNKNOWN_KEY
    kind, name = TYPES.get(key.series, TYPES["kst"])
    day = _day(stated.get("available") or stated.get("date") or modified)
    titles = [stated[part] for part in ("dossiertitel", "documenttitel") if part in stated]
    return {
        "type": kind,
        "publicatienaam": name,
        "creator": CREATORS[key.chamber or "EK"],
        "title": "; ".join(titles) or identifier,
        "documentstatus": "Onopgemaakt" if _is_untypeset(key) else "Opgemaakt na onopgemaakt",
        "available": day,
        "date": day,
        "dossiernummer": key.dossier_number,
        "ondernummer": key.sub_number if key.series == "kst" else None,
        "vergaderjaar": key.session_year or session_year(day),
    }


def _is_untypeset(key: Key) -> bool:
    return key.series == "blg" or (key.series == "kst" and not key.dossier_number)


def session_year(day: date) -> str:
    """Return the session year of a day, such as ``2025-2026``.

    It starts on the third Tuesday of September (Grondwet, article 65).
    """
    first = date(day.year, 9, 1)
    third_tuesday = date(day.year, 9, 15 + (1 - first.weekday()) % 7)
    start = day.year if day >= third_tuesday else day.year - 1
    return f"{start}-{start + 1}"


def _catalogue(folder: Path) -> list[dict[str, Any]]:
    path = folder / CATALOGUE
    if not path.is_file():
        return []
    try:
        return list(tomllib.loads(path.read_text(encoding="utf-8")).get("paper", []))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is no valid TOML: {error}") from error


def _files(folder: Path) -> dict[str, dict[str, Path]]:
    """Return the files by stem, then by manifestation; the first path counts if two are equal."""
    file_paths: dict[str, dict[str, Path]] = {}
    for path in _sorted(folder.rglob("*")):
        form = path.suffix.lower().removeprefix(".")
        if LATER in path.relative_to(folder).parts[:-1]:
            continue
        if form in MEDIA_TYPES and path.is_file() and not path.name.startswith(METADATA):
            file_paths.setdefault(path.stem, {}).setdefault(form, path)
    return file_paths


def _sorted(paths: Iterable[Path]) -> Iterator[Path]:
    return iter(sorted(paths, key=lambda path: path.as_posix()))


def _metadata(path: Path | None) -> dict[str, Any]:
    """Return the fields of a real metadata.xml that a catalogue record has too."""
    if path is None:
        return {}
    entry: dict[str, Any] = {}
    root = etree.fromstring(
        path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True)
    )
    for item in root.iter("metadata"):
        name = item.get("name", "").rpartition(".")[2].lower()
        scheme, content = item.get("scheme", ""), item.get("content", "")
        if name == "type":
            name = {
                "OVERHEIDop.Parlementair": "type",
                "OVERHEIDop.KamerstukTypen": "subrubriek",
            }.get(scheme, "")
            entry |= {name: content} if name else {}
        elif (name := METADATA_NAMES.get(name, name)) in FIELDS:
            entry.setdefault(name, content)
    return entry


def _day(value: date | datetime | str) -> date:
    if isinstance(value, datetime):
        return value.astimezone(AMSTERDAM).date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _moment(value: date | datetime | str) -> datetime:
    """Return the moment of a change in a time zone; for a day alone, its noon in Amsterdam.

    Why: at noon, every zone agrees on the day.
    """
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if not isinstance(value, datetime):
        return datetime.combine(value, time(12), AMSTERDAM)
    return value if value.tzinfo else value.replace(tzinfo=UTC)
