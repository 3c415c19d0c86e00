"""Resolution of mentions: normal name of the cited item, official address, degree of certainty."""

from functools import cache

from pipeline.identity import official_page, paper_key
from pipeline.parsing.references.citation import Mention, Status
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


def resolved(
    mention: Mention, *, chamber: str | None, latest: int
) -> tuple[str | None, str | None, Status]:
    """Return target, address, status of a mention in a paper of ``chamber`` of year ``latest``."""
    if mention.kind == "kamerstuk":
        return _paper(mention, latest)
    if mention.kind in PROCEEDINGS:
        return _proceedings(mention, chamber, latest)
    if mention.kind in JOURNALS or mention.kind == "eu_document":
        return _of_a_year(mention, latest)
    addresses = {
        "ecli": _judgment_address(mention.series),
        "url": mention.series,
        "law": _law_address(mention, latest),
    }
    if mention.kind not in addresses:
        return None, None, "unresolved"
    return mention.series, addresses[mention.kind], "resolved"


def _of_a_year(mention: Mention, latest: int) -> tuple[str | None, str | None, Status]:
    """Resolve a number of an official journal, or of a document of the Union."""
    year = meant_year(mention.year, latest)
    if not year:
        return None, None, "unresolved"
    if mention.kind == "eu_document":
        target = f"{mention.series}({year}){mention.number}"
        return target, f"{EUR_LEX}{mention.series}:{year}:{mention.number}:FIN", "resolved"
    target = f"{JOURNALS[mention.kind]}-{year}-{mention.number}"
    return target, f"{OFFICIAL}{target}.html", "resolved"


def _judgment_address(ecli: str) -> str | None:
    """Return the address where a judgment is published, None for courts of other countries."""
    if ecli.startswith("ECLI:NL:"):
        return RECHTSPRAAK + ecli
    return f"{EUR_LEX}ecli:{ecli}" if ecli.startswith("ECLI:EU:") else None


def _law_address(mention: Mention, latest: int) -> str | None:
    """Return the address of a named law at wetten.overheid.nl, with its article as a JCI.

    Example: ``jci1.3:c:BWBR0045754&artikel=5.1&lid=2``. None for a law of which no number is known,
    or whose title did not hold yet when the paper was written: a short name meant another law then.
    """
    law = _laws().get(mention.series)
    if law is None or not law["bwb"] or law["from"][:4] > str(latest):
        return None
    if not mention.item:
        return f"{WETTEN}{law['bwb']}"
    article, _, paragraph = mention.item.partition(" lid ")
    of_paragraph = f"&lid={paragraph}" if paragraph else ""
    return f"{WETTEN}jci1.3:c:{law['bwb']}&artikel={article}{of_paragraph}"


@cache
def _laws() -> dict[str, dict[str, str]]:
    """Return the laws of the register by their title."""
    return {law["title"]: law for law in records("laws")}


def _paper(mention: Mention, latest: int) -> tuple[str, str, Status]:
    """Resolve a kamerstuk, or the dossier if no paper of it is named."""
    if not mention.number:
        return f"dossier-{mention.series}", f"{OFFICIAL}dossier/{mention.series}", "resolved"
    session = session_year(mention.year, latest)
    key = paper_key(mention.chamber, mention.series, mention.number, session)
    page = official_page(key.publication_id, session)
    return key.publication_id, page or "", "resolved"


def _proceedings(
    mention: Mention, chamber: str | None, latest: int
) -> tuple[str | None, str | None, Status]:
    """Resolve a citation of Handelingen or Aanhangsel; it needs a chamber and a session year."""
    where = mention.chamber or chamber or _by_number(mention)
    session = session_year(mention.year, latest)
    if session is None or where is None or not mention.number:
        return None, None, "ambiguous" if mention.year or session else "unresolved"
    item = f"-{mention.item}" if mention.item else ""
    series = PROCEEDINGS[mention.kind]
    target = f"{series}-{where.lower()}-{session.replace('-', '')}-{mention.number}{item}"
    return (
        target,
        f"{OFFICIAL}{target}.html" if item or mention.kind == "aanhangsel" else None,
        "resolved",
    )


def _by_number(mention: Mention) -> str | None:
    """Return TK for a number of the Aanhangsel that only the House reaches."""
    high = mention.kind == "aanhangsel" and int(mention.number or 0) >= OF_THE_HOUSE
    return "TK" if high else None
