"""What the beginning of a paragraph says about it: list markers, headings, signatures."""

from __future__ import annotations

import re

_MARKER = re.compile(
    r"(?:"
    # "5 en 6." "2, 3 en 4." "2 t/m 4."
    r"\d{1,3}(?:(?:, ?(?:en )?| en | t/m | tot en met )\d{1,3}){1,12}[.):](?=\s)"
    r"|\d{1,3}[.)](?=\s|[^\W\d_])"  # "1." "1)", also stuck to its first word
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
# "1 Hoeveel veerponten ...", without a full stop behind the number
_NUMBERED_QUESTION = re.compile(
    r"\d{1,3} +(?:Kan|Kunt|Kunnen|Is|Zijn|Heeft|Hebt|Hebben|Wil|Wilt|Zal|Zou|Acht|Deelt|Bent|Ziet"
    r"|Erkent|Weet|Klopt|Vindt|Gaat"
    r"|Wordt|Worden|Hoe\w{0,8}|Wat|Welke?|Wie|Wanneer|Waar\w{0,8}|(?:Op|In|Voor|Aan|Van|Tot|Met"
    r"|Bij) (?:welke?|hoeverre|wie)) "
)
_BULLETS = frozenset("•·▪◦‣●○■□➢✓")
_LONE_BULLET = re.compile(r"[•·▪◦‣∙●○■□➢✓→*–—-]")
# "4 en 5", "2 t/m 5", "1a, 1b"
_NUMBERS = r"\d{1,3}[a-z]?(?:(?:, ?| en | t/m | tot en met |-|–)(?:vraag )?\d{1,3}[a-z]?)*"
_HEADING = re.compile(
    rf"(?:Vraag|Vragen|Antwoord|Antwoorden|Mededeling) {_NUMBERS}[.:]?"
    rf"|Antwoord(?: op)?(?: de)? vra(?:ag|gen) {_NUMBERS}[.:]?"
    r"|(?:Vraag|Antwoord|Toelichting|Mededeling|Inleiding|Algemeen|Bijlage)[.:]?"
    r"|(?:\d{1,2}|[IVX]{1,4})\.? (?:Inleiding|Algemeen(?: deel)?|Artikelsgewijs(?:e toelichting"
    r"| deel)?)"
)
# Above the part of one party group: "Vragen en opmerkingen van de leden van de …-fractie",
# "Antwoorden op de vragen van de …-fractie"; or only its name: "…-fractie", "Leden van de fractie
# van …".
_ASKED = (
    r"(?:(?:[Nn]adere |[Aa]anvullende |[Ss]chriftelijke |[Oo]verige )?"
    r"(?:[Vv]ragen en opmerkingen|[Oo]pmerkingen en vragen|[Vv]ragen|[Oo]pmerkingen|[Ii]nbreng"
    r"|[Bb]ijdrage))"
)
_PARTY_GROUP = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4})\. )?"
    rf"(?:(?:Antwoord(?:en)?|Beantwoording|Reactie) (?:op|van) (?:de )?{_ASKED}|{_ASKED}|Reactie)"
    r" (?:van|door) (?:de |het )?(?:leden|fractie(?:s|leden)?|lid"
    r"|[\w+/-]{1,40}-fractie(?:leden)?)\b[^.?!:]{0,160}"
)
_PARTY = re.compile(
    r"(?:(?:De )?[Ll]eden van (?:de )?)?"
    r"(?:(?:De )?[A-Z0-9][\w+/-]{1,40}-fractie(?:leden)?|(?:De )?[Ff]ractie(?:leden)? van (?:de "
    r"|het )?[A-Z0-9][\w+/-]{1,40})"
)
_OFFICE = re.compile(
    r"(?:De |Het |de )?(?:[Mm]inister(?:-[Pp]resident)?|[Ss]taatssecretaris"
    r"|[Vv]ice-[Mm]inister(?:-[Pp]resident)?|[Gg]riffier"
    r"|[Vv]oorzitters?|[Oo]ndervoorzitter|[Aa]djunct-griffier|(?:wnd\.? |waarnemend )(?:griffier"
    r"|voorzitter))"
    r"(?:,? (?:van|voor|der|de|het|en|in|tot|op|vaste|bijzondere|tijdelijke|commissies?|a\.i\.|ad"
    r"|interim|mede|namens|tevens"
    # the part of the ministry: "- Jeugd, Preventie en Sport"
    r"|minister|staatssecretaris|[-–—](?= [A-Z])"
    r"|[A-ZÀ-Ý][\w’'&-]*))*,?"  # after the office only its field: names and what joins them
)
_NAME = re.compile(
    r"(?:(?:[A-Z]\.[ -]?){1,8}|[A-Z][\w'’.-]++ )"  # initials or a first name
    r"(?:[\w'’.-]++ ){0,4}[A-Z'’][\w'’-]+(?:[-–][A-Z][\w’-]+)?"
)

_ALONE = re.compile(r"\d{1,3}[a-z]?(?:(?:, ?(?:en )?| en | t/m )\d{1,3}[a-z]?){0,8}")

_DAY = (
    r"\d{1,2}(?:e|ste)? (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober"
    r"|november|december) \d{4}"
)
_DATE_LINE = re.compile(  # "Den Haag, 17 juni 2025", "Vastgesteld 3 juli 2025"
    r"(?:(?:Den |[’'‘`]s[-–])?[A-Z][a-zé]+(?:[- ][A-Z][a-z]+)?, |Vastgesteld |Ontvangen "
    rf"|Datum:? ){_DAY}\.?"
)
_REPLY_HEAD = re.compile(  # the second sentence in the head of written questions
    r"(?:(?:Nader|Aanvullend|Herzien) )?(?:[Aa]ntwoord(?:en)?|Mededeling) van (?:de )?"
    r"(?:[Mm]inister|[Ss]taatssecretaris|[Vv]ice)\b"
)
_ASKING_HEAD = re.compile(
    r"Vragen van (?:het lid|de leden) (?:[Vv]an |[Dd]e |[Tt]er )*[A-ZÀ-Ý]"
)  # the first sentence

_ADDRESS = re.compile(
    r"Aan (?:de|het) (?:[Vv]oorzitters?|[Mm]inisters?|[Ss]taatssecretaris|[Ll]eden van de)\b"
)
_DATED = re.compile(rf", {_DAY}$")
_NUMBERED_TITLE = re.compile(r"Nr\. ?\d{1,4}(?:$| [A-ZÀ-Ý])")
_GREETING = re.compile(r"(?:Hoogachtend|Met (?:vriendelijke|hartelijke) groet(?:en)?),?")

_ABBREVIATED = re.compile(
    # nr. 14; Stb. 2024; J. de Vries
    r"(?<![\w.])(?:nrs?|blz|pag|art|resp|prof|mr|drs?|ir|Stb|Stcrt|Trb|[A-Z])\.$"
)
_NUMBER_DUE = re.compile(r"(?<![\w.])(?:[Nn]rs?|[Bb]lz|[Pp]ag|[Aa]rtt?|Stb|Stcrt|Trb)\.$")
_CITES_ON = re.compile(  # what is cited there goes on: "Stb. 2021," "36 259, nr. 3,"
    r"(?<![\w.])(?:(?:Stb|Stcrt|Trb)\.? ?\d{4}|(?:[Nn]rs?|[Bb]lz|[Pp]ag|pp?)\. ?\d{1,5}"
    r"|\d{4}[-–/]\d{2,4}|\d{2} ?\d{3}(?:[- ][IVXLC]{1,7})?),$"
)
_CITED = re.compile(r"\d|pp?\. ?\d|blz\.")

_MASTHEAD = re.compile(
    r"Vergaderjaar \d{4}\s?[-–]\s?\d{2,4}\b|(?:Eerste|Tweede) Kamer der Staten[-–]Generaal\b"
)
_CLOSES_HEAD = re.compile(r"\((?:[Ii]ngezonden|[Oo]ntvangen) [^)]{6,40}\)?\.?$")
_SPEAKS = re.compile(r"(?:Vraag|Antwoord) \d|(?:De|Deze) (?:fractie)?leden\b")
_WISH = r"(?:vragen|vroegen|willen|wensen|verzoeken|vernemen)\b"
_ASKS = re.compile(  # a question without its mark, or what leads to it or ends them all
    r"(?:De|Deze|Genoemde) (?:fractie)?leden (?:van (?:de |het )?[^.?!]{1,60} )?"
    rf"(?:{_WISH}|(?:lezen|lazen|wijzen|wezen|constateren|zien|ontvangen)\b)"
    rf"|(?:Voorts|Verder|Ook|Tevens|Daarnaast|Tot slot|Ten slotte) {_WISH}"
)

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
    return _GREETING.fullmatch(text) is not None


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
