"""What the beginning of a paragraph says about it: list markers, headings, signatures."""

from __future__ import annotations

import re

from pipeline.lexicon import concept

_BULLETS = frozenset("•·▪◦‣●○■□➢✓")
_LONE_BULLET = re.compile(r"[•·▪◦‣∙●○■□➢✓→*–—-]")
_MARKER = concept("line-marker")
_NUMBERED_QUESTION = concept("numbered-question")
_HEADING = concept("line-heading")
_PARTY_GROUP = concept("group-heading")
_PARTY = concept("group-name")
_OFFICE = concept("line-office")
_NAME = concept("name-line")
_ALONE = concept("bare-number")
_DATE_LINE = concept("date-line")
_REPLY_HEAD = concept("line-reply-head")
_ASKING_HEAD = concept("line-asking-head")
_ADDRESS = concept("address")
_DATED = concept("line-dated")
_NUMBERED_TITLE = concept("numbered-title")
_GREETING = concept("greeting")
_ABBREVIATED = concept("abbreviated-end")
_NUMBER_DUE = concept("number-due")
_CITES_ON = concept("cited-so-far")
_CITED = concept("cited-further")
_MASTHEAD = concept("masthead")
_CLOSES_HEAD = concept("head-end")
_SPEAKS = concept("speech-start")
_ASKS = concept("line-asks")

_LONGEST = 250  # characters: no heading or office is longer
_LONGEST_NAME = 60
_TAIL = 8  # the longest of those abbreviations, and the sign before it
_CITATION = 24  # the longest of what is cited, and the sign before it
_CAPITALS = 8  # letters: fewer are an abbreviation, no title


def list_marker(text: str) -> str:
    """The list marker with which ``text`` begins ("1.", "a)", "–"), or nothing."""
    if match := _MARKER.match(text):
        return match[0]
    return text.split(" ", 1)[0] if is_numbered_question(text) and "?" in text else ""


def counts_on(marker: str, following: str) -> bool:
    """Whether a list marker is the next one of its list: "2." behind "1.", "b)" behind "a)"."""
    last, number = marker.strip("(.):"), following.strip("(.):")
    if not last or marker.replace(last, "#", 1) != following.replace(number, "#", 1):
        return False  # "2." and "206)" are of no list
    if last.isdecimal() and number.isdecimal():
        return int(last) + 1 == int(number)
    return len(last) == len(number) == 1 and ord(last) + 1 == ord(number)


def is_numbered_question(text: str) -> bool:
    """Whether a line begins with a bare number and then as a question does: "1 Hoeveel
    veerponten".
    """
    return text[:1].isdigit() and _NUMBERED_QUESTION.match(text) is not None


def is_abbreviated(text: str) -> bool:
    """Whether the full stop at the end of ``text`` ends no sentence: a number or a name has to
    follow ("nr.", "drs.").
    """
    return text.endswith(".") and _ABBREVIATED.search(text[-_TAIL:]) is not None


def is_number_due(text: str, following: str) -> bool:
    """Whether ``following`` begins with the number that the abbreviation at the end of ``text``
    announces: "nr." and "3.".
    """
    return (
        text.endswith(".")
        and following[:1].isdigit()
        and _NUMBER_DUE.search(text[-_TAIL:]) is not None
    )


def is_cited_on(text: str, following: str) -> bool:
    """Whether ``following`` goes on with what is cited at the end of ``text``: "Stb. 2021," and
    "206", "nr. 3," and "p. 12".
    """
    return (
        text.endswith(",")
        and _CITED.match(following) is not None
        and _CITES_ON.search(text[-_CITATION:]) is not None
    )


def is_numbers(text: str) -> bool:
    """Whether a line is one number or several, as above questions: "3", "3, 4", "5 t/m 7"."""
    return text[:1].isdigit() and _ALONE.fullmatch(text) is not None


def is_bullet(text: str) -> bool:
    """Whether ``text`` begins with a bullet that means nothing else: no dash, no star."""
    return text[:1] in _BULLETS


def is_lone_bullet(text: str) -> bool:
    """Whether a line is a bullet without words, left over by an extraction."""
    return _LONE_BULLET.fullmatch(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line is a heading by its words ("Antwoord 3", "Vragen van de leden van de
    …-fractie") or its capitals.
    """
    if len(text) > _LONGEST:
        return False
    if _PARTY_GROUP.fullmatch(text):
        return "fractie" in text and " over " not in text
    return _HEADING.fullmatch(text) is not None or is_capitals(text)


def is_capitals(text: str) -> bool:
    """Whether a line of some length is set in capitals, as the titles of letters are."""
    return text.isupper() and " " in text and sum(map(str.isalpha, text)) >= _CAPITALS


def is_date_line(text: str) -> bool:
    """Whether a line says where and when a letter was written, or when a paper was received: "Den
    Haag, 17 juni 2025".
    """
    return len(text) < _LONGEST_NAME and _DATE_LINE.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether a line begins the address of a letter: "Aan de Voorzitter van de Eerste Kamer der
    Staten-Generaal".
    """
    return text.startswith("Aan ") and _ADDRESS.match(text) is not None


def ends_address(text: str) -> bool:
    """Whether a line is the address of a letter with place and day behind it."""
    return text[-4:].isdigit() and is_address(text) and _DATED.search(text) is not None


def is_numbered_title(text: str) -> bool:
    """Whether a line begins with the number of a paper in its dossier, and its title: "Nr. 9 BRIEF
    VAN DE MINISTER".
    """
    return text.startswith("Nr.") and _NUMBERED_TITLE.match(text) is not None


def is_greeting(text: str) -> bool:
    """Whether a line is the last word of a letter: "Hoogachtend,"."""
    return _GREETING.match(text) is not None and len(text) < _LONGEST_NAME


def is_party(text: str) -> bool:
    """Whether a line is no more than the name of a party group: a heading, where the line above it
    ended.
    """
    return "ractie" in text and _PARTY.fullmatch(text) is not None


def is_asking_head(text: str) -> bool:
    """Whether a line begins the sentence that says who asks: "Vragen van het lid Dijk (SP) aan de
    Minister ...".
    """
    return _ASKING_HEAD.match(text) is not None


def is_reply_head(text: str) -> bool:
    """Whether a line begins the sentence that says who answers written questions: "Antwoord van
    Minister Helder ...".
    """
    return _REPLY_HEAD.match(text) is not None


def is_office(text: str) -> bool:
    """Whether a line names an office as a signature does: "De minister van Defensie,"."""
    return (
        len(text) < _LONGEST
        and _OFFICE.fullmatch(text.title() if text.isupper() else text) is not None
    )


def is_name(text: str) -> bool:
    """Whether a line can be a person's name: "Koen Petersen", "M.L.J. Paul", "Van der Berg"
    preceded by initials.
    """
    return len(text) < _LONGEST_NAME and _NAME.fullmatch(text) is not None


def is_masthead(text: str) -> bool:
    """Return True for a line above every official paper: the session year, the chamber."""
    return _MASTHEAD.match(text) is not None


def closes_head(text: str) -> bool:
    """Return True if a line ends the sentence that names who asks or answers: "(ingezonden …)."."""
    return text.endswith((").", ")")) and _CLOSES_HEAD.search(text[-60:]) is not None


def begins_speech(text: str) -> bool:
    """Return True if a line begins as the words below a heading do: "De leden", "Antwoord 3"."""
    return _SPEAKS.match(text) is not None


def asks_without_mark(text: str) -> bool:
    """Return True if members ask in a line that needs no question mark: "Deze leden vragen"."""
    return _ASKS.match(text) is not None


def is_signed(text: str) -> bool:
    """Return True if a line is an office or a greeting at the end of a letter."""
    return is_greeting(text) or is_office(text)
