"""Promises (toezeggingen): sentences in which a minister says what the Chamber will get, and
when.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.parsing.calendar.terms import Term, terms
from pipeline.parsing.language.sentences import sentences
from pipeline.reading.document import Document

RECEIVER = re.compile(
    r"\b(?:(?:uw|beide|beider)\skamers?|de\s(?:eerste\s(?:en\s(?:de\s)?tweede\s)?|tweede\s(?:en\s(?:de\s)?eerste\s)?)?kamers?|staten-generaal|het\sparlement"
    r"|uw\scommissie|deze\sleden|u)\b(?!-)",
)
"""Those to whom something is promised: uw Kamer, de Eerste Kamer, beide Kamers, u."""

DELIVER = re.compile(
    r"""\b(?:
      ge(?:[iï]nformeerd | steld | zonden | stuurd | deeld | rapporteerd | meld)
    | [iï]n(?:formeren | gediend | dienen)
    | aan(?:geboden | (?:\ste)?\s?bieden | gekondigd)
    | voor(?:gelegd | (?:\ste)?\s?leggen)
    | toe(?:gezonden | zenden | gestuurd | sturen | komen | gaan | gelicht)
    | terug(?:(?:\ste)?\s?komen | gekomen | koppelen)
    | ver(?:strekt | strekken | zonden | zenden)
    | be(?:richt(?:en)? | trokken | trekken | antwoord(?:en)?)
    | op\sde\shoogte | ontvangen | zenden | sturen | delen | rapporteren | meegenomen | melden
    )\b""",
    re.VERBOSE,
)
"""informeren, toezenden, aanbieden, voorleggen, rapporteren: what is done for the Chamber"""

REPLY = re.compile(
    r"\b(?:(?:de|mijn)\s(?:beantwoording|antwoorden)|(?:de|deze|uw)\s(?:\w{1,20}\s)?vragen)\b"
)
"""de beantwoording, uw vragen: a reply promised for a day is a promise, though the Chamber is not
named"""

NAMED = ("kamer", "leden", "commissie", "parlement", "staten", " toe", "vragen", "antwoord")
YOU = re.compile(r"\bu\b")
"""What one of the three above, or a pledge, cannot do without: most sentences have none of it, and
this is quick to see."""

PLEDGE = re.compile(
    r"\b(?:zeg(?:gen)?\s(?:ik|wij|we)\b[^.;?]{0,80}?\btoe|(?:ik|wij|we|de\sminister|de\sstaatssecretaris|het\skabinet|de\sregering)\szeg(?:t|gen)?\b[^.;?]{0,80}?\btoe"
    r"|(?:ik|wij|we)\sdoe(?:n)?\s[^.;?]{0,40}\btoezegging|(?:kan|wil)\s(?:ik|ik\su|ik\suw\skamer)\b[^.;?]{0,60}?\btoezeggen|(?:ik|wij)\s(?:kan|kunnen|wil|willen)\s[^.;?]{0,60}?\btoezeggen)\b",
)
"""ik zeg toe, dat zeg ik graag toe, kan ik toezeggen: a promise in so many words"""

FUTURE = re.compile(r"\b(?:zal|zullen|gaat|gaan|ga)\b")
"""zal ... informeren"""
PASSIVE = re.compile(r"\b(?:word|wordt|worden)\b")
"""wordt ... geïnformeerd"""
AIMED = re.compile(
    r"\b(?:voornemens|van\splan|streven|streef|streeft|verwacht|verwachten|hoop|hopen|beoog|beoogt)\b"
)
"""verwacht ... te informeren"""
FARTHEST = 260
"""Characters between such a verb and what is done for the Chamber."""

PRESENT = re.compile(
    r"""\b(?:
      # uw Kamer ontvangt de evaluatie eind 2025
      (?:ontvang(?:t|en)?|krijg(?:t|en)?)\b
    # ik informeer uw Kamer
    | (?:informeer|informeert|stuur|stuurt|sturen|zend|zendt|zenden|bericht|rapporteer|rapporteert
      |leg|legt|bied|biedt|deel|kom|komt|komen)\b
    )""",
    re.VERBOSE,
)
"""The present tense promises only together with a term."""

CONDITION = re.compile(
    r"\b(?:indien|mocht(?:en)?|tenzij|ingeval|mits|zou(?:den)?|(?:zo|waar|indien)\snodig|desgewenst|voor\szover|als\s(?:dit|dat|er|het|blijkt|daar|hier|uit|de|uw))\b",
)
"""indien dat zo is, zal ik: a promise that may never fall due"""

REFUSED = re.compile(r"\b(?:niet(?!\s(?:later|alleen|uitsluitend|eerder))|geen|nooit)\b")
"""zal ik uw Kamer hierover niet apart informeren"""

PAST = re.compile(
    r"\b(?:(?:had|heeft|heb|hebben|is|zijn|was|waren|werd|werden|bent|hebt)\b[^.;?,]{0,120}?\b(?:toegezegd|aangekondigd|gemeld|ge[iï]nformeerd|gestuurd|toegezonden|gezonden|aangeboden|bericht)"
    r"|(?:informeerde|zegde|stuurde|zond|bood|ontving(?:en)?))\b",
)
"""heb ik uw Kamer geïnformeerd: that was then"""

HEREBY = re.compile(
    r"\b(?:hierbij|hiermee|bijgaand|bij\sdeze|met\sdeze\sbrief|in\sdeze\sbrief|middels\sdeze|als\sbijlage|zoals\sgebruikelijk)\b",
)
"""hierbij zend ik u: done with this very letter"""

MEMBERS = re.compile(
    r"\b(?:leden|fractie|commissie)\b[^.;?]{0,80}\b(?:vragen|verzoeken|ontvangen|vernemen|krijgen|zien|wensen|willen|stellen|constateren|lezen)\b",
)
"""de leden ontvangen graag: the Chamber speaks, not the minister"""


CLAUSE_END = re.compile(r"[.;?]\s")
LONGEST = 1500
"""Characters: what is longer is no sentence of a letter."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise: the sentence in clean text and where it stands (``Document.text[start:end]``).

    ``due_text`` is the term as printed and ``due_on`` its last day, both None where the sentence
    states no term.
    """

    text: str
    due_text: str | None
    due_on: date | None
    start: int
    end: int


def find(document: Document, start: int, end: int, dated_on: date | None) -> list[Commitment]:
    """The promises in ``document.text[start:end]``, part of a minister's letter of ``dated_on``, in
    order.
    """
    text = document.text
    found = []
    for begin, stop in sentences(text, start, end):
        sentence = text[begin:stop]
        promise = _promise(sentence.lower())
        stated = (
            [term for term in terms(sentence, dated_on) if _ahead(term, dated_on)]
            if promise
            else []
        )
        if promise == "outright" or stated:
            term = next((term for term in stated if term.due_on), stated[0] if stated else None)
            due_text = " ".join(sentence[term.start : term.end].split()) if term else None
            found.append(
                Commitment(
                    " ".join(sentence.split()), due_text, term.due_on if term else None, begin, stop
                )
            )
    return found


def _ahead(term: Term, dated_on: date | None) -> bool:
    return term.due_on is None or dated_on is None or term.due_on >= dated_on


def _promise(sentence: str) -> Literal["outright", "with a term"] | None:
    """Whether the sentence, in small letters, promises by its words alone, only together with a
    term, or not at all.
    """
    if not _can_promise(sentence):
        return None
    receiver = RECEIVER.search(sentence) is not None
    if PLEDGE.search(sentence):
        return None if MEMBERS.search(sentence) else "outright"
    if CONDITION.search(sentence) or MEMBERS.search(sentence):
        return None
    if _leads_to_delivery(FUTURE, sentence):
        return "outright" if receiver else "with a term"
    if HEREBY.search(sentence) or PAST.search(sentence):
        return None
    present = (
        PRESENT.search(sentence) is not None
        or _leads_to_delivery(PASSIVE, sentence)
        or _leads_to_delivery(AIMED, sentence)
    )
    return "with a term" if present and (receiver or REPLY.search(sentence)) else None


def _can_promise(sentence: str) -> bool:
    """Whether single words say both whom something is promised and what; few sentences do."""
    if (
        len(sentence) > LONGEST
        or sentence.endswith("?")
        or not (any(word in sentence for word in NAMED) or YOU.search(sentence))
    ):
        return False
    if " toe" in sentence:
        return True
    return bool(
        (RECEIVER.search(sentence) or REPLY.search(sentence))
        and (DELIVER.search(sentence) or PRESENT.search(sentence))
    )


def _leads_to_delivery(verb: re.Pattern[str], sentence: str) -> bool:
    """Whether ``verb`` stands before what is done for the Chamber, with no refusal between them."""
    verbs = [match.end() for match in verb.finditer(sentence)]
    for delivery in DELIVER.finditer(sentence):
        before = bisect_right(verbs, delivery.start()) - 1
        between = sentence[verbs[before] : delivery.start()] if before >= 0 else ""
        if (
            before >= 0
            and len(between) <= FARTHEST
            and not CLAUSE_END.search(between)
            and not REFUSED.search(between)
        ):
            return True
    return False
