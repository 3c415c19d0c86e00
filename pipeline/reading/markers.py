"""Predicates on the words of a line: list markers, headings, offices, names, dates, citations.

The patterns are entries of the lexicon.
"""

from collections.abc import Callable

from pipeline.lexicon import concept

_BULLETS = frozenset("•·▪◦‣●○■□➢✓")
_LONE_BULLETS = "•·▪◦‣∙●○■□➢✓→*–—-"
_LONGEST = 250  # characters: no heading or office is longer
_LONGEST_NAME = 60
_TAIL = 60  # characters at the end of a line: what announces a number or ends a head is shorter
_CAPITALS = 8  # letters: fewer are an abbreviation, no title
Predicate = Callable[[str], bool]


def _whole_line(label: str, longest: int = _LONGEST) -> Predicate:
    """Return a predicate: True if an entry of the label is all of a line."""
    matcher = concept(label)
    return lambda text: len(text) < longest and matcher.fullmatch(text) is not None


def _begins(label: str) -> Predicate:
    """Return a predicate: True if a line begins with an entry of the label."""
    matcher = concept(label)
    return lambda text: matcher.match(text) is not None


def _ends(label: str, ends: tuple[str, ...]) -> Predicate:
    """Return a predicate: True if a line ends with an entry of the label.

    Every entry ends with one of ``ends``. Why: that test is faster than the expressions.
    """
    matcher = concept(label)
    return lambda text: text.endswith(ends) and matcher.search(text[-_TAIL:]) is not None


_is_line_heading = _whole_line("line-heading")
_is_group_heading = _whole_line("group-heading")
_is_office = _whole_line("line-office")
_is_rest_of_office = _whole_line("rest-of-office", _LONGEST_NAME)
_begins_address = _begins("address")
_begins_unpunctuated = _begins("numbered-question")
_begins_greeting = _begins("greeting")
_announces_number = _ends("number-due", (".",))
is_abbreviated = _ends("abbreviated-end", (".",))
is_asking_head = _begins("line-asking-head")
heads_answer = _whole_line("answer-heading")
is_reply_head = _begins("line-reply-head")
is_date_line = _whole_line("date-line", _LONGEST_NAME)
is_masthead = _begins("masthead")
opens_with_members = _begins("members-open")
is_name = _whole_line("name-line", _LONGEST_NAME)
is_numbers = _whole_line("bare-number")
asks_without_mark = _begins("line-asks")
_MARKER = concept("line-marker")
_head_end = concept("head-end")


def list_marker(text: str) -> str:
    """Return the list marker with which a line begins ("1.", "a)", "–"), or ""."""
    if match := _MARKER.match(text):
        return match[0]
    return text.split(" ", 1)[0] if is_numbered_question(text) and "?" in text else ""


def is_numbered_question(text: str) -> bool:
    """Return True if a line begins with a bare number and then as a question does: "1 Hoeveel"."""
    return text[:1].isdigit() and _begins_unpunctuated(text)


def closes_head(text: str) -> bool:
    """Return True if the head of questions or of a reply has its day: "(ingezonden 3 mei 2023)"."""
    return "(" in text and _head_end.search(text) is not None


def is_number_due(text: str, following: str) -> bool:
    """Return True if ``following`` begins with the number that ``text`` announces: "nr." / "3."."""
    return following[:1].isdigit() and _announces_number(text)


def is_address(text: str) -> bool:
    """Return True if a line begins an address: "Aan de Voorzitter van de Eerste Kamer"."""
    return text.startswith("Aan ") and _begins_address(text)


def is_greeting(text: str) -> bool:
    """Return True for the last words of a letter: "Hoogachtend,"."""
    return len(text) < _LONGEST_NAME and _begins_greeting(text)


def is_lone_bullet(text: str) -> bool:
    """Return True if a line is a bullet without words, left over by an extraction."""
    return len(text) == 1 and text in _LONE_BULLETS


def is_bullet(text: str) -> bool:
    """Return True if a line begins with an unambiguous bullet: not a dash, not a star."""
    return text[:1] in _BULLETS


def is_heading(text: str) -> bool:
    """Return True if a line is a heading by its words or its capitals: "Antwoord 3"."""
    if _is_group_heading(text):
        return "fractie" in text and " over " not in text
    return _is_line_heading(text) or (len(text) < _LONGEST and is_capitals(text))


def heads_members(text: str, following: str) -> bool:
    """Return True if ``following`` begins the part below the heading of a party group."""
    return opens_with_members(following) and _is_group_heading(text)


def is_capitals(text: str) -> bool:
    """Return True if a line of some length is set in capitals, as the titles of letters are."""
    return text.isupper() and " " in text and sum(map(str.isalpha, text)) >= _CAPITALS


def is_office_continued(text: str, following: str) -> bool:
    """Return True for the rest of an office: "De minister van Onderwijs," / "Cultuur en …"."""
    if not text.endswith((",", " en", " van", " voor")) or not is_office(text):
        return False
    return not text.endswith(",") or _is_rest_of_office(following)


def is_office(text: str) -> bool:
    """Return True if a line is an office as in a signature: "De minister van Defensie,"."""
    return len(text) < _LONGEST and _is_office(text.title() if text.isupper() else text)


def is_signed_office(text: str) -> bool:
    """Return True for an office, also with a name: "De Minister van Defensie, R.P. Brekelmans"."""
    office, comma, name = text.rpartition(", ")
    return is_office(text) or (bool(comma) and is_office(office) and is_name(name))
