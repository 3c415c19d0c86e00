"""How papers are called on the page: as a clerk would cite them, and where they stand
officially.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from pipeline import identity
from pipeline.identity import identifier_key


def paper_name(publication_id: str) -> str:
    """``kst-36600-XV-B`` is cited as ``36 600 XV, B``, a whole dossier by its number; what has none
    keeps its name.
    """
    if publication_id.startswith("dossier-"):
        return dossier_name(publication_id.removeprefix("dossier-"))
    key = identifier_key(publication_id)
    if key is None:
        return publication_id.removeprefix("file-")
    if key.dossier_number and key.sub_number:
        return f"{dossier_name(key.dossier_number)}, {key.sub_number}"
    if key.session_year:
        return f"Aanhangsel {key.chamber} {key.session_year.replace('-', '–')}, {key.sub_number}"
    return publication_id


def dossier_name(number: str) -> str:
    """Return a dossier number as papers print it: ``36600-XV`` is ``36 600 XV``."""
    return identity.printed_dossier(number)


def official_page(publication_id: str, preferred: str | None) -> str | None:
    """The official page of a paper: the one the catalogue prefers, else the one its identifier
    gives; None for a bare file.
    """
    if preferred is not None and (address := web_address(preferred)):
        return address
    return identity.official_page(publication_id)


def web_address(url: str | None) -> str | None:
    """The address when it is one that a page may link to, None for every other scheme: letters are
    text from outside.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None
