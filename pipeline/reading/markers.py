"""What the beginning of a paragraph says about it: list markers, headings, signatures."""

from __future__ import annotations

import re

_MARKER = re.compile(
    r"(?:"
    r"\d{1,3}[.)](?=\s|[^\W\d_])"  # "1." "1)", also stuck to its first word
    r"|\d{1,3}[a-z][.)]?(?=\s)"  # "1a." "1a)" "1a"
    r"|\d{1,3} ?[-–](?=\s)"  # "1 -"
    r"|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)(?=\s)"  # "(a)" "(iv)"
    r"|(?:[a-z]|[ivx]{1,5})[.)](?=\s)"  # "a." "b)" "iv."
    r"|[IVX]{1,5}\.(?=\s)"  # "II." above a part
    r"|[•·▪◦‣∙●○■□➢✓→*](?=\s)"
    r"|[-–—](?=\s)"
    r"|o(?=\s+[A-Z])"  # the second level of a word processor's bullets, set in Courier
    r")"
)
_BULLETS = frozenset("•·▪◦‣●○■□➢✓")
_LONE_BULLET = re.compile(r"[•·▪◦‣∙●○■□➢✓→*–—-]")
_HEADING = re.compile(
    r"(?:Vraag|Vragen|Antwoord|Antwoorden|Mededeling) \d{1,3}[a-z]?"
    r"(?:(?:, ?| en | t/m | tot en met |-|–)(?:vraag )?\d{1,3}[a-z]?)*[.:]?"  # "Vraag 4 en 5", "Antwoord 2 t/m 5:"
    r"|Antwoord(?: op)?(?: de)? vra(?:ag|gen) \d{1,3}[a-z]?(?:(?:, ?| en | t/m | tot en met |-|–)\d{1,3}[a-z]?)*[.:]?"
    r"|(?:Antwoord|Toelichting|Mededeling|Inleiding|Algemeen|Bijlage)[.:]?"
    r"|(?:Vragen|Vragen en opmerkingen|Opmerkingen en vragen|Inbreng|Bijdrage|Reactie)"
    r" van (?:de )?(?:leden|fractie|lid)\b[^.?!]{0,160}"  # headings above the part of one party group
)
_OFFICE = re.compile(
    r"(?:De |Het |de )?(?:[Mm]inister|[Ss]taatssecretaris|[Vv]ice-[Mm]inister|[Gg]riffier|[Vv]oorzitter|[Oo]ndervoorzitter"
    r"|adjunct-griffier|(?:wnd\.? |waarnemend )(?:griffier|voorzitter))\b[^.?!:;]{0,140},?"
)
_NAME = re.compile(
    r"(?:(?:[A-Z]\.[ -]?)+|[A-Z][\w'’.-]+ )"  # initials or a first name
    r"(?:[\w'’.-]+ ){0,4}[A-Z'’][\w'’-]+(?:[-–][A-Z][\w’-]+)?"
)


def list_marker(text: str) -> str:
    """The list marker with which ``text`` begins ("1.", "a)", "–"), or nothing."""
    match = _MARKER.match(text)
    return match[0] if match else ""


def is_bullet(text: str) -> bool:
    """Whether ``text`` begins with a bullet that means nothing else: no dash, no star."""
    return text[:1] in _BULLETS


def is_lone_bullet(text: str) -> bool:
    """Whether a line is a bullet without words, left over by an extraction."""
    return _LONE_BULLET.fullmatch(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line is a heading by its words ("Antwoord 3", "Vragen van de leden van de …-fractie") or its capitals."""
    return len(text) < 250 and (_HEADING.fullmatch(text) is not None or is_capitals(text))


def is_capitals(text: str) -> bool:
    """Whether a line of some length is set in capitals, as the titles of letters are."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 8 and " " in text and all(map(str.isupper, letters))


def is_office(text: str) -> bool:
    """Whether a line names an office as a signature does: "De minister van Defensie,"."""
    return len(text) < 200 and _OFFICE.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether a line can be a person's name: "Koen Petersen", "M.L.J. Paul", "Van der Berg" preceded by initials."""
    return len(text) < 60 and _NAME.fullmatch(text) is not None
