"""The names of papers on the page, as a clerk cites them, and their official addresses."""

from urllib.parse import urlsplit

from pipeline import identity
from pipeline.identity import identifier_key, printed_dossier


def paper_name(publication_id: str) -> str:
    """Return a paper's identifier as it is cited: ``36 600 XV, B`` for ``kst-36600-XV-B``.

    A whole dossier is named by its number. An identifier of another form is returned as it is.
    """
    if publication_id.startswith("dossier-"):
        return printed_dossier(publication_id.removeprefix("dossier-"))
    key = identifier_key(publication_id)
    if key is None:
        return publication_id.removeprefix("file-")
    if key.dossier_number and key.sub_number:
        return f"{printed_dossier(key.dossier_number)}, {key.sub_number}"
    if key.session_year:
        return f"Aanhangsel {key.chamber} {key.session_year.replace('-', '–')}, {key.sub_number}"
    return publication_id


def official_page(publication_id: str, preferred: str | None) -> str | None:
    """Return the official page of a paper, or None for a bare file.

    It is the page that the catalogue prefers, or the one that the identifier implies.
    """
    if preferred is not None and (address := web_address(preferred)):
        return address
    return identity.official_page(publication_id)


def web_address(url: str | None) -> str | None:
    """Return the address if a page may link to it, or None for every scheme but http and https.

    Why: letters are untrusted text.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None
