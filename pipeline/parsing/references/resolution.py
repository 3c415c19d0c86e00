"""Resolution of citations: normal name of the cited item, official address, degree of certainty."""

from functools import cache

from pipeline.identity import official_page, paper_key
from pipeline.parsing.references.citation import Citation, Status
from pipeline.parsing.references.numbers import meant_year, session_year
from pipeline.vocabulary import records

OFFICIAL = "https://zoek.officielebekendmakingen.nl/"
"""Base address at which the official source shows a paper: <identifier>.html."""
EUR_LEX = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri="
WETTEN = "https://wetten.overheid.nl/"
RECHTSPRAAK = "https://deeplink.rechtspraak.nl/uitspraak?id="
JOURNALS = {"staatsblad": "stb", "staatscourant": "stcrt", "tractatenblad": "trb"}
OF_THE_HOUSE = 100
"""Lowest number of the Aanhangsel that is assigned to the House if nothing names the Chamber.

Why: the Senate asks only some dozens of written questions a year.

Seen in: ah-tk-20252026-654.
"""
PROCEEDINGS = {"aanhangsel": "ah", "handelingen": "h"}
Resolved = tuple[str | None, str | None, Status]
"""Target, address and status of a citation."""


def resolved(citation: Citation, *, chamber: str | None, latest: int) -> Citation:
    """Return the citation, in a paper of ``chamber`` of the year ``latest``, with its target."""
    target, url, status = _resolved(citation, chamber, latest)
    return citation._replace(target=target, url=url, status=status)


def _resolved(citation: Citation, chamber: str | None, latest: int) -> Resolved:
    if citation.kind == "kamerstuk":
        return _paper(citation, latest)
    if citation.kind in PROCEEDINGS:
        return _proceedings(citation, chamber, latest)
    if citation.kind in JOURNALS or citation.kind == "eu_document":
        return _of_a_year(citation, latest)
    addresses = {
        "ecli": _judgment_address(citation.series),
        "url": citation.series,
        "law": _law_address(citation, latest),
    }
    if citation.kind not in addresses:
        return None, None, "unresolved"
    return citation.series, addresses[citation.kind], "resolved"


def _of_a_year(citation: Citation, latest: int) -> Resolved:
    """Resolve a number of an official journal, or of a document of the Union."""
    year = meant_year(citation.year, latest)
    if not year:
        return None, None, "unresolved"
    if citation.kind == "eu_document":
        target = f"{citation.series}({year}){citation.number}"
        return target, f"{EUR_LEX}{citation.series}:{year}:{citation.number}:FIN", "resolved"
    target = f"{JOURNALS[citation.kind]}-{year}-{citation.number}"
    return target, f"{OFFICIAL}{target}.html", "resolved"


def _judgment_address(ecli: str) -> str | None:
    """Return the address where a judgment is published, None for courts of other countries."""
    if ecli.startswith("ECLI:NL:"):
        return RECHTSPRAAK + ecli
    return f"{EUR_LEX}ecli:{ecli}" if ecli.startswith("ECLI:EU:") else None


def _law_address(citation: Citation, latest: int) -> str | None:
    """Return the address of a named law at wetten.overheid.nl, with its article as a JCI.

    Example: ``jci1.3:c:BWBR0045754&artikel=5.1&lid=2``. None for a law of which no number is known,
    or whose title did not hold yet when the paper was written: a short name meant another law then.
    """
    law = _laws().get(citation.series)
    if law is None or not law["bwb"] or law["from"][:4] > str(latest):
        return None
    if not citation.item:
        return f"{WETTEN}{law['bwb']}"
    article, _, paragraph = citation.item.partition(" lid ")
    of_paragraph = f"&lid={paragraph}" if paragraph else ""
    return f"{WETTEN}jci1.3:c:{law['bwb']}&artikel={article}{of_paragraph}"


@cache
def _laws() -> dict[str, dict[str, str]]:
    """Return the laws of the register by their title."""
    return {law["title"]: law for law in records("laws")}


def _paper(citation: Citation, latest: int) -> Resolved:
    """Resolve a kamerstuk, or the dossier if no paper of it is named."""
    if not citation.number:
        return f"dossier-{citation.series}", f"{OFFICIAL}dossier/{citation.series}", "resolved"
    session = session_year(citation.year, latest)
    key = paper_key(citation.chamber, citation.series, citation.number, session)
    page = official_page(key.publication_id, session)
    return key.publication_id, page or "", "resolved"


def _proceedings(citation: Citation, chamber: str | None, latest: int) -> Resolved:
    """Resolve a citation of Handelingen or Aanhangsel; it needs a chamber and a session year."""
    where = citation.chamber or chamber or _by_number(citation)
    session = session_year(citation.year, latest)
    if session is None or where is None or not citation.number:
        return None, None, "ambiguous" if citation.year or session else "unresolved"
    item = f"-{citation.item}" if citation.item else ""
    series = PROCEEDINGS[citation.kind]
    target = f"{series}-{where.lower()}-{session.replace('-', '')}-{citation.number}{item}"
    return (
        target,
        f"{OFFICIAL}{target}.html" if item or citation.kind == "aanhangsel" else None,
        "resolved",
    )


def _by_number(citation: Citation) -> str | None:
    """Return TK for a number of the Aanhangsel that only the House reaches."""
    high = citation.kind == "aanhangsel" and int(citation.number or 0) >= OF_THE_HOUSE
    return "TK" if high else None
