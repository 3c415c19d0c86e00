"""The citation of a paper in BibTeX, CSL-JSON, APA and the Leidraad voor juridische auteurs."""

import json
import re
from collections.abc import Mapping
from datetime import date

from pipeline.identity import identifier_key, is_fiction
from pipeline.page.paper_names import paper_name
from pipeline.page.warehouse_rows import Row
from pipeline.warehouse.descriptor import TITLE

SERIES = {"EK": "Eerste Kamer der Staten-Generaal", "TK": "Tweede Kamer der Staten-Generaal"}
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
          "oktober", "november", "december")  # fmt: skip


FICTION = "[VOORBEELD / SAMPLE] "
"""Mark in the citation of an invented paper."""


def citations(
    paper: Row, official: str | None, as_of: date | None, position: object
) -> Mapping[str, str]:
    """Return the citation of a paper in each format, with the last day of the data."""
    return {
        "Leidraad": leidraad(paper),
        "APA": _apa(paper, official),
        "BibTeX": _bibtex(paper, official, as_of, position),
        "CSL-JSON": _csl(paper, official),
    }


def leidraad(paper: Row) -> str:
    """Return the citation in the form of Dutch lawyers.

    Example: ``Kamerstukken I 2024/25, 36600-XV, nr. B``; ``Aanhangsel Handelingen I 2025/26, 901``.
    """
    key = identifier_key(paper["publication_id"])
    chamber = "II" if paper["chamber"] == "TK" else "I"
    session = _session(paper["session_year"])
    mark = FICTION if is_fiction(paper["publication_id"]) else ""
    if key and key.dossier_number and key.sub_number:
        number = f"{'nr. ' if key.sub_number.isdigit() else ''}{key.sub_number}"
        return f"{mark}Kamerstukken {chamber} {session}{key.dossier_number}, {number}"
    if paper["series"] == "ah" and paper["sub_number"]:
        return f"{mark}Aanhangsel Handelingen {chamber} {session}nr. {paper['sub_number']}"
    return mark + paper_name(paper["publication_id"])


def _session(year: str | None) -> str:
    """Return a session year in the form of a citation: ``2024/25, `` for ``2024-2025``."""
    years = re.fullmatch(r"(\d{4})-\d\d(\d\d)", year or "")
    return f"{years[1]}/{years[2]}, " if years else ""


def _apa(paper: Row, official: str | None) -> str:
    day = paper["published_on"]
    when = f"{day.year}, {day.day} {MONTHS[day.month - 1]}" if day else "z.d."
    name = paper_name(paper["publication_id"])
    return f"{_author(paper)}. ({when}). {_title(paper)} ({name}). {official or ''}".strip()


def _bibtex(paper: Row, official: str | None, as_of: date | None, position: object) -> str:
    fields = {
        "author": f"{{{_author(paper)}}}",
        "title": f"{{{_title(paper)}}}",
        "year": str(paper["published_on"].year) if paper["published_on"] else "",
        "number": paper_name(paper["publication_id"]),
        "url": official or "",
        "note": f"Griffier, as of {as_of}, log position {position}",
    }
    key = re.sub(r"[^A-Za-z0-9-]", "", paper["publication_id"])
    lines = ",\n".join(
        f"  {name} = {{{value.replace(chr(92), '')}}}" for name, value in fields.items() if value
    )
    return f"@misc{{{key},\n{lines}\n}}"


def _csl(paper: Row, official: str | None) -> str:
    day = paper["published_on"]
    item = {
        "id": paper["publication_id"],
        "type": "legislation",
        "author": [{"literal": _author(paper)}],
        "title": _title(paper),
        "number": paper_name(paper["publication_id"]),
        "language": "nl",
        **({"URL": official} if official else {}),
        **({"issued": {"date-parts": [[day.year, day.month, day.day]]}} if day else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=1)


def _author(paper: Row) -> str:
    return SERIES.get(paper["chamber"] or "", "Staten-Generaal")


def _title(paper: Row) -> str:
    title = paper["dossier_title"] or paper["title"] or paper_name(paper["publication_id"])
    return f"{FICTION if is_fiction(paper['publication_id']) else ''}{title}"


def data_citations(
    as_of: date | None, position: int, address: str, *, sample: bool
) -> Mapping[str, str]:
    """Return the citation of the data as a whole, with its last day and log position."""
    title = f"{'SAMPLE: invented letters. ' if sample else ''}{TITLE}"
    year, day = (as_of.year, as_of.isoformat()) if as_of else ("n.d.", "unknown")
    version = f"known up to {day}, log position {position}"
    key = f"griffier-{position}"
    bibtex = (
        f"@misc{{{key},\n  author = {{{{Griffier}}}},\n  title = {{{title}}},\n"
        f"  year = {{{year}}},\n  url = {{{address}}},\n  note = {{Data set, {version}}}\n}}"
    )
    csl = {
        "id": key,
        "type": "dataset",
        "author": [{"literal": "Griffier"}],
        "title": title,
        "version": version,
        "URL": address,
        **({"issued": {"date-parts": [[as_of.year, as_of.month, as_of.day]]}} if as_of else {}),
    }
    return {
        "APA": f"Griffier. ({year}). {title} [Data set, {version}]. {address}",
        "BibTeX": bibtex,
        "CSL-JSON": json.dumps([csl], ensure_ascii=False, indent=1),
    }
