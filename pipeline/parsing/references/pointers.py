"""Pointers to another answer in the same paper: "zie het antwoord op vraag 2 van D66", "bij vraag 4 toegelicht"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.parsing.fractions import FRACTION, fraction
from pipeline.parsing.references.citation import Mention
from pipeline.parsing.references.numbers import DASH, LONGEST_RANGE, PLAIN_NUMBER
from pipeline.parsing.references.scanning import Scan, matches, places

SUB = r"(?:viii|vii|vi|iv|ix|iii|ii|[a-z])"
LABEL = (
    rf"\d{{1,3}}(?:\.\d{{1,2}}(?!\d))?(?:{SUB}|\s?\({SUB}\)|,?\s(?:onder|sub|onderdeel)\s{SUB}(?!\w)"
    rf"|\s[a-z](?=[,;.)¶]|\s(?:en|t/m)\s|$))?(?!\w|\.\d|\s?%)"
)
"""2, 3a, 1ii, 4.2, 2 (b), 2 onder b, 2 b"""
LETTER = r"[a-z](?![\w’'.-])"
LABELS = rf"{LABEL}(?:{DASH}(?:{LABEL}|{LETTER}))?"
NEXT = rf"(?:{LABELS}|{LETTER}(?:{DASH}{LETTER})?){PLAIN_NUMBER}"
AND = r"(?:,?\s(?:en|of|alsmede|alsook|evenals|respectievelijk|resp\.)\s(?:ook\s)?|\s?[&+]\s?)"
VRAAG = r"(?:(?:deel|sub|vervolg)?vra(?:ag|gen)|onderdeel)"
LIST = rf"{LABELS}(?:(?:,\s(?:{VRAAG}\s)?{NEXT})*{AND}(?:de\s)?(?:{VRAAG}\s)?{NEXT}|(?:,\s{NEXT})+)?"
"""2; 2 en 3; 2, 6 en 8; 2 t/m 4; 1a en b; 2, 3"""
LONE = r"[a-h](?![\w’'-])(?:,\s[a-h](?![\w’'-]))*(?:\sen\s[a-h](?![\w’'-]))?"
"""vraag a, deelvragen a en b: sub-questions of the question at hand"""

ARTICLE = r"(?:(?:de|het|deze|dit|uw|hun|mijn|onze|ons)\s)?(?:(?:eerdere?|bovenstaande|voorgaande|gestelde)\s)?"
ANSWER = (
    r"(?:antwoord(?:en)?|beantwoording)(?:\s(?:gegeven|hierboven|hiervoor))?"
    rf"(?:\s(?:op|van|bij|onder|aan|tot|als)){{0,2}}\s{ARTICLE}"
)
"""antwoord op, antwoorden bij de, beantwoording van, antwoord 3"""
AT = (
    r"(?:zie(?:\s(?!antwoord|beantwoord)\w{2,12}){0,3}?|bij|onder|naar|conform|vgl\.|vergelijk|idem|reacties?\sop|toelichting\s(?:op|bij)"
    rf"|(?:samen|tezamen|gezamenlijk|gelijktijdig)\smet)\s{ARTICLE}"
)
"""zie vraag 3, bij vraag 4 toegelicht, naar vraag 2, samen met vraag 3 beantwoord"""
SAID = (
    r"(?=[^.;¶]{0,40}\b(?:toegelicht|aangegeven|uiteengezet|beschreven|gemeld|benoemd|vermeld|geantwoord|beantwoord"
    r"|ingegaan|opgemerkt)\b)"
)
"""zoals in vraag 3 toegelicht; without such a word "in vraag 3" speaks of the question, not of its answer"""
GROUP = (
    r"(?:(?P<{0}>(?!\d{{1,3}}\W|\d{{1,3}}[a-z]\b)(?-i:[A-Z0-9])[\w’'/–-]{{1,20}}?)(?:[-\s]fractie)?,?[\s-](?:vra(?:ag|gen)\s)?)?"
)
"""zie vraag D66 2, antwoord op VVD-vraag 3: the party group before the number"""
NR = r"(?:(?:nummers?|nrs?\.?|onder)\s)?"
COUNTED = rf"{PLAIN_NUMBER}(?!\svan\sde\s\d|\s(?:\w{{1,14}}\s)?(?:vragen|moties|brieven|punten|leden|fracties)\b)"
"""antwoord op 12 schriftelijke vragen: how many questions, not which"""

NUMBERED = re.compile(
    rf"""\b(?:
      # antwoord op vraag 2, op VVD-vraag 3
      {ANSWER}(?:{VRAAG}\s{NR}{GROUP.format("answerer")}|{GROUP.format("fraction")}{VRAAG}\s)(?P<answer>{LIST})
    | {ANSWER}{NR}(?P<plain>{LIST}){COUNTED}                                              # antwoorden 2 en 3, antwoord op 3a
    | {AT}{VRAAG}\s{NR}{GROUP.format("asker")}(?P<at>{LIST})                              # zie vraag 3, bij vraag 4
    | in\s{ARTICLE}{VRAAG}\s{NR}(?P<said>{LIST}){SAID}                                    # in vraag 3 toegelicht
    | (?:{ANSWER}|{AT}){VRAAG}\s(?P<letters>{LONE})                                      # antwoord op vraag a, bij deelvraag b
    # zie 3a; zie onder 2.
    | zie(?:\s(?:ook|onder|bij)){{0,2}}\s{GROUP.format("group")}(?P<short>\d{{1,3}}[a-z](?!\w)|\d{{1,3}}(?=\s?[.)¶]|$))(?![.]\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
WORDS = (
    "antwoord", "beantwoording", "zie ", "bij ", "onder ", "naar ", "conform ", "vgl.", "vergelijk ", "idem ", "reactie",
    "toelichting ", "samen ", "tezamen ", "gezamenlijk ", "gelijktijdig ", "in ", "vorig", "voorgaand", "voorafgaand",
    "bovenstaand", "verwijs", "verwijzen",
)  # fmt: skip
"""The words with which pointers begin."""
LISTS = ("answer", "plain", "at", "said", "letters", "short")

ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|vijftiende"
    r"|zestiende|zeventiende|achttiende|negentiende|twintigste|laatste)"
)
RELATIVE = r"(?:vorige|voorgaande|voorafgaande|bovenstaande|bovengenoemde|eerdere|volgende|hiernavolgende|onderstaande)"
BY_WORD = re.compile(
    rf"""\b(?:
      # antwoord op de voorgaande vraag
      (?:{ANSWER}|{AT})(?P<word>{ORDINAL}(?:(?:,\s{ORDINAL}){{0,8}}\sen\s(?:de\s)?{ORDINAL})?|{RELATIVE})\s(?:{VRAAG})\b
    # in de vorige vraag aangegeven
    | in\s(?:de\s)?(?P<said>{ORDINAL}|{RELATIVE})\s{VRAAG}\b{SAID}
    # mijn vorige antwoord, bovenstaand antwoord
    | (?P<above>(?:vorige?|voorgaande?|voorafgaande?|bovenstaande?)\santwoord(?:en)?)\b
    # het antwoord hierboven
    | (?P<over>antwoord(?:en)?\s(?:hierboven|hiervoor|hiervóór)\b|(?<=¶)zie\s(?:ook\s)?(?:hierboven|boven)\s?\.?(?=¶|$))
    # zie het antwoord op de vraag van de SP-fractie
    | (?P<lone>(?:zie|verwijs|verwijst|verwijzen)[^.;¶]{{0,60}}?\bantwoord\sop\sde\svraag)(?=\svan\s)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
PLAIN = dict.fromkeys(("voorgaande", "voorafgaande", "bovenstaande", "bovengenoemde", "eerdere"), "vorige") | dict.fromkeys(
    ("hiernavolgende", "onderstaande"), "volgende"
)
"""The plain form of words that point backwards or forwards."""

BY = re.compile(
    r"(?:,?\s(?:van|door)\s(?:de\s)?(?:leden\svan\s(?:de\s)?)?(?:fracties?\s)?(?:van\s)?(?:de\s|het\s)?|\s\((?:fractie\s)?|,?\s)",
    re.IGNORECASE,
)
"""vraag 2 van de leden van de fractie van de PvdD, vraag 2 (PvdD), vraag 2 PvdD"""
AND_NAME = re.compile(r"(?:,|\sen|\sen\sde)\s")
AFTER_NAME = re.compile(r"(?:[-\s]fractie)?\)?")

ELSEWHERE = re.compile(
    r"""\s(?:van|uit|in|bij|op|\(?)\s?(?:(?:de|het|mijn|uw|onze|een|die)\s)?
    (?:(?:eerdere?|vorige|voorgaande|schriftelijke|nadere?|mondelinge|recente|gestelde|beantwoorde|feitelijke)\s){0,3}
    (?:set|kamervragen|schriftelijk|vragen|vragenuur|verslag|(?:kamer|antwoord|verzamel|voortgangs)?brief|(?:eerste\s|tweede\s)?kamer\b|overleg|lid\s|leden\s|nota|memorie|commissie|aanhangsel|ingezonden|kamerstuk)""",
    re.VERBOSE | re.IGNORECASE,
)
"""antwoord op vraag 3 van het lid De Vries, van de eerdere Kamervragen, in mijn brief: an answer in another paper"""

MORE = re.compile(
    rf"(?:,\s|{AND})(?:(?:op|aan|bij|van|het\santwoord\sop)\s)?(?:de\s)?(?P<named>{VRAAG}\s)?(?P<labels>{LIST})", re.IGNORECASE
)
"""vraag 2 van D66 en vraag 3 van de VVD"""

AT_BLOCK_START = re.compile(r"(?:^|¶)\W{0,4}(?:Het\s|De\s)?$", re.IGNORECASE)
HEADING = re.compile(r"antwoord|beantwoording|reactie", re.IGNORECASE)
HEADING_END = re.compile(r"\s*(?:[:–—¶]|[.)]\s*(?:¶|$|\s)|$|-\s|\s(?=[“‘«]?[A-ZÀ-Þ]))")
"""A block that is nothing but "Antwoord op vraag 3", or begins so before a colon or a new sentence, has it as its heading."""

LABEL_PARTS = re.compile(
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)?(?:,?\s?(?:onder|sub|onderdeel)?\s?\(?(?P<sub>{SUB})\)?)?", re.IGNORECASE
)
ITEM = re.compile(rf"(?P<first>{LABEL}|{LETTER})(?:{DASH}(?P<last>{LABEL}|{LETTER}))?", re.IGNORECASE)
UP_TO = re.compile(r"\s(?:t/m|tot\s(?:en\s)?met)\s", re.IGNORECASE)
NOT_ITEMS = re.compile(rf"\b{VRAAG}\b|\b(?:en|of|alsmede|alsook|evenals|respectievelijk|resp|ook|de)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asker:
    """The party group that the text names behind a number, and where the naming ends."""

    name: str | None
    end: int


def pointers(scan: Scan) -> Iterator[Mention]:
    """Every pointer to another answer, one mention for each item of a list."""
    text, taken = scan.text, -1
    words = places(scan.lower, WORDS)
    found = [*matches(NUMBERED, text, words), *matches(BY_WORD, text, words)]
    for match in sorted(found, key=lambda one: (one.start(), -one.end())):
        if match.start() >= taken:
            for mention in _numbered(text, match) if match.re is NUMBERED else _worded(text, match):
                yield mention
                taken = max(taken, mention.end)


def _numbered(text: str, match: re.Match[str]) -> Iterator[Mention]:
    group = match["answerer"] or match["fraction"] or match["asker"] or match["group"]
    before = fraction(group) if group else None
    if group and not before:
        return
    labels, end = next(match[name] for name in LISTS if match[name]), match.end()
    asker = _Asker(before, end) if before else _asker(text, end)
    if (not asker.name and ELSEWHERE.match(text, end)) or _is_heading(text, match.start(), asker.end):
        return
    yield from _mentions(labels, match.start(), asker)
    while (more := MORE.match(text, asker.end)) and (more["named"] or asker.name):
        asker = _asker(text, more.end())
        if not (asker.name or more["named"]) or ELSEWHERE.match(text, more.end()):
            return
        yield from _mentions(more["labels"], match.start(), asker)


def _worded(text: str, match: re.Match[str]) -> Iterator[Mention]:
    words = match["word"] or match["said"] or ("vorige" if match["above"] or match["over"] else "")
    asker = _asker(text, match.end())
    if (not words and not asker.name) or (not asker.name and ELSEWHERE.match(text, match.end())):
        return
    if _is_heading(text, match.start(), asker.end):
        return
    for word in re.findall(rf"{ORDINAL}|{RELATIVE}", words.lower()) or [None]:
        yield Mention(
            "answer", match.start(), asker.end, fraction=asker.name, ordinal_word=PLAIN.get(word, word) if word else None
        )


def _mentions(labels: str, start: int, asker: _Asker) -> Iterator[Mention]:
    for label in expanded_labels(labels):
        yield Mention("answer", start, asker.end, fraction=asker.name, label=label)


def _asker(text: str, end: int) -> _Asker:
    """The party group whose name follows at ``end``: "van de leden van de D66-fractie"."""
    by = BY.match(text, end)
    name = FRACTION.match(text, by.end()) if by else None
    if by is None or name is None:
        return _Asker(None, end)
    end = name.end()
    while "fracties" in by.group() and (again := AND_NAME.match(text, end)) and (also := FRACTION.match(text, again.end())):
        end = also.end()  # the fracties van D66 en VVD: groups that ask together
    after = AFTER_NAME.match(text, end)
    return _Asker(fraction(text[name.start() : end]), after.end() if after else end)


def _is_heading(text: str, start: int, end: int) -> bool:
    starts_block = AT_BLOCK_START.search(text, max(0, start - 9), start)
    return bool(starts_block and HEADING.match(text, start) and HEADING_END.match(text, end))


def expanded_labels(printed: str) -> list[str]:
    """Every question that a printed list names: ``"1a en b"`` -> 1a, 1b; ``"2 t/m 4"`` -> 2, 3, 4; ``"3 onder a"`` -> 3a."""
    found: list[str] = []
    number = ""
    for match in ITEM.finditer(NOT_ITEMS.sub(",", UP_TO.sub("-", printed))):
        first, last = _label(match["first"], number), match["last"]
        number = first.rstrip("abcdefghijklmnopqrstuvwxyz")
        found += _range(first, _label(last, number)) if last else [first]
    return found


def _label(printed: str, number: str) -> str:
    parts = LABEL_PARTS.fullmatch(printed.strip().lower())
    if parts is None:
        return printed.strip()
    return (parts["number"] or number) + (parts["sub"] or "")


def _range(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < LONGEST_RANGE:
        return [str(number) for number in range(int(first), int(last) + 1)]
    if first[:-1] == last[:-1] and first[-1:].isalpha() and first < last:
        return [first[:-1] + chr(code) for code in range(ord(first[-1]), ord(last[-1]) + 1)]
    return [first, last]
