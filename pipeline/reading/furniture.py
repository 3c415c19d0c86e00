"""What a page carries besides the letter: running heads and feet, imprints, page numbers.

The forms are those of the official series (read off papers of both chambers) and of the letters of
ministries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_RUNNING = re.compile(
    # the foot of every page, on the first one beside the imprint
    r"(?:ISSN ?\d{4} ?[-–] ?\d{3}[\dXx]\s*)?(?:[’'‘`]s[-–]Gravenhage \d{4}\s*)?(?:\d{1,3} ?)?"
    r"(?:Eerste|Tweede) Kamer,? (?:der Staten-Generaal,? )?"
    r"vergaderjaar \d{4}\s?[-–/]\s?\d{2,4},.{0,80}"
    r"|Handelingen (?:Eerste|Tweede) Kamer .{0,60}"
    # kst-36741-B, kst1234567: in the margin
    r"|(?:kst|ah|kv|h|blg)-?(?:[et]k)?-?[0-9A-Z]+(?:-[0-9A-Za-z]+)*(?: +\d{1,3})?"
    # kst 36741 B: its hyphens lost; with a page number
    r"|kst \d{2} ?\d{3}(?:[- ][0-9A-Z]{1,7}){0,3}(?: +\d{1,3})?"
    r"|(?:ah|kv|blg) (?:[et]k )?(?:\d{8} \d{1,5}|\d{4}Z\d{4,6}|\d{4,8})(?: +\d{1,3})?"
    r"|[hk]{1,2} [et]k \d{8} \d+(?:[- ]\d+)?"  # h tk 20232024 302: the margin of older volumes
    r"|KST\d+"
    r"|ISSN ?\d{4} ?[-–] ?\d{3}[\dXx](?: +\d{1,3})?"  # a layout sets the page number beside it
    r"|[’'‘`]s[-–]Gravenhage \d{4}(?: +\d{1,3})?|[’'‘`]s-Gravenhage, Sdu Uitgevers.*"
    r"|Sdu Uitgevers.{0,60}",
)
_NAMES_PAPER = re.compile(  # what a foot names: chamber, year and paper, without the page
    r"(?P<paper>(?:Eerste|Tweede) Kamer,? (?:der Staten-Generaal,? )?vergaderjaar "
    r"\d{4}\s?[-–/]\s?\d{2,4},.*?)(?:(?<!nr\.)\s+\d{1,3})?$"
)
_PAGED = re.compile(r"(?:\b[A-Z]{1,3}|\bnr\. ?\d{1,5}|Aanhangsel) +\d{1,3}$")
_FOOT = re.compile(r"(?:Eerste|Tweede) Kamer,? (?:der Staten-Generaal,? )?vergaderjaar \d{4}")
_IMPRINT = (  # what can stand before the foot of the first page, in the same line
    r"(?:(?:kst|ah|kv|h|blg)-(?:[et]k-)?[0-9A-Z]+(?:-[0-9A-Za-z]+){0,3}\s?)?"
    r"(?:ISSN ?\d{4} ?[-–] ?\d{3}[\dXx]\s?)?"
    r"(?:[’'‘`]s[-–]Gravenhage \d{4}\s?)?"
)
_OF_PAPER = r"(?:Aanhangsel|\d{2} ?\d{3}(?:[ -]\(?[IVXLC]{1,7}\)?)?, (?:nr\. ?\d{1,5}|[A-Z]{1,3}))"
# "Eerste Kamer, vergaderjaar 2024–2025, 36 727, F 1De leden": pages put together without a line end
_STUCK_FOOT = re.compile(
    rf"{_IMPRINT}(?P<foot>(?:Eerste|Tweede) Kamer,? "
    r"(?:der Staten-Generaal,? )?vergaderjaar \d{4}\s?[-–/]\s?\d{2,4},"
    rf"(?:\s{_OF_PAPER}\s\d{{1,3}}(?=\s?[A-ZÀ-Ý«“‘(•]|[^\W\d_])"
    r"|[^.?!]{1,40}? \d{1,3}(?=[^\W\d_])))"
)
_ENDS_WITH_IDENTIFIER = re.compile(
    r"\s?(?:kst|ah|kv)-(?:[et]k-)?[0-9A-Z]{5,}(?:-[0-9A-Za-z]{1,6}){0,3}$"
)
_NUMBERED_PAGE = re.compile(
    r"(?:(?:Ons|Onze|Uw) (?:kenmerk|referentie)\b.{1,60}? )?"  # the ministries' letter-head
    r"[Pp]agina:? ?\d{1,3}(?: ?(?:van|/) ?\d{1,3})?"
    r"|[Bb]lad ?\d{1,3}(?: ?(?:van|/) ?\d{1,3})?"
    r"|[-–] ?\d{1,3} ?[-–]"
    r"|\d{1,3} ?/ ?\d{1,3}",
)
_REFERENCE = re.compile(r"(?:Ons|Onze) (?:kenmerk|referentie):? .{1,60}")
_LONGEST_IDENTIFIER = 40
_LONGEST = 140  # characters: no running head is longer
_GAP = re.compile(r" {2,}")
_BARE_NUMBER = re.compile(r"\d{1,3}")
_MASTHEAD = re.compile(
    r"Vergaderjaar \d{4}\s?[-–]\s?\d{2,4}\b|(?:Eerste|Tweede) Kamer der Staten[-–]Generaal\b"
)


def is_furniture(line: str) -> bool:
    """Whether a whole line is a running head or foot or an imprint of the official series, wherever
    it stands.
    """
    if "  " in line and (len(line) >= _LONGEST or "vergaderjaar" in line):
        line = _GAP.sub(" ", line)  # a layout sets the parts of a foot at both edges of the page
    return len(line) < _LONGEST and _RUNNING.fullmatch(line) is not None


def foreign_feet(lines: Iterable[str]) -> frozenset[str]:
    """Return the lines that have the form of a running foot but name another paper: they are notes.

    The paper's own foot is the one that most pages bear, the last of the file where all are alone.

    Example: "2 Tweede Kamer, vergaderjaar 2023–2024, 31 066, nr. 1372" in an Aanhangsel.
    Seen in: ah-tk-20242025-561
    """
    named = {line: match for line in lines if (match := _NAMES_PAPER.search(line))}
    stems = Counter(match["paper"] for line, match in named.items())
    order = {match["paper"]: place for place, match in enumerate(named.values())}
    own = max(stems, key=lambda stem: (stems[stem], order[stem]), default="")
    return frozenset(line for line, match in named.items() if match["paper"] != own)


def is_foot(line: str) -> bool:
    """Whether a piece of furniture is the foot of every page of an official paper, which names the
    session year.
    """
    return _FOOT.search(line) is not None


def is_numbered_foot(line: str) -> bool:
    """Whether a piece of furniture bears the number of its page, so that no number below it
    does.
    """
    return is_page_number(line) or _PAGED.search(line) is not None


def stuck_feet(line: str) -> list[tuple[int, int, int]]:
    """The feet of pages in a line to which the next page is stuck: where their imprint begins, the
    foot begins, and it ends.
    """
    if "vergaderjaar" not in line:
        return []
    return [
        (match.start(), match.start("foot"), match.end()) for match in _STUCK_FOOT.finditer(line)
    ]


def identifier_at_end(line: str) -> int:
    """Where the identifier in the margin begins, which an extraction put behind the last words of a
    page; else the end.
    """
    match = _ENDS_WITH_IDENTIFIER.search(line, max(0, len(line) - _LONGEST_IDENTIFIER))
    return match.start() if match else len(line)


def is_page_number(line: str) -> bool:
    """Whether a line numbers a page in words or between dashes ("Pagina 2 van 5", "- 2 -"), where a
    page ends.
    """
    if "agina" in line and "  " in line:
        line = _GAP.sub(" ", line)
    return len(line) < _LONGEST and _NUMBERED_PAGE.fullmatch(line) is not None


def is_reference(line: str) -> bool:
    """Whether a line is a ministry's own reference, as beside the number of a page: "Ons kenmerk
    6841190".
    """
    return line.startswith("On") and _REFERENCE.fullmatch(line) is not None


def is_bare_number(line: str) -> bool:
    """Whether a line is a number alone: a page number when it stands where a page ends."""
    return _BARE_NUMBER.fullmatch(line) is not None


def is_masthead(line: str) -> bool:
    """Whether a line is one of those above every official paper: the session year, the chamber."""
    return _MASTHEAD.match(line) is not None
