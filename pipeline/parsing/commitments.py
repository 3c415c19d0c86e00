"""Promises of ministers (toezeggingen): sentences that announce a delivery to the Chamber."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.lexicon import Concept, concept
from pipeline.parsing.calendar.deadlines import Deadline, deadlines
from pipeline.parsing.language.sentences import sentences
from pipeline.reading.document import Document

AIM_VERB = concept("aim-verb")
CONDITION = concept("condition")
DELIVERY = concept("promise-delivery")
DONE_HEREWITH = concept("done-herewith")
FUTURE_VERB = concept("future-verb")
MEMBERS_ACT = concept("members-act")
PASSIVE_VERB = concept("passive-verb")
PAST_DELIVERY = concept("past-delivery")
PLEDGE = concept("pledge")
PRESENT_VERB = concept("present-verb")
PROMISED_REPLY = concept("promised-reply")
RECEIVER = concept("promise-receiver")
REFUSAL = concept("refusal")
PARAGRAPH = re.compile(r"[^\n]+")
FARTHEST = 260
"""Characters between a verb and the delivery that it announces, at most."""
LONGEST = 1500
"""Characters of a sentence, at most; a longer stretch is a list or a table."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Promise with its sentence and span; ``due_text`` and ``due_on`` are its deadline, or None."""

    text: str
    due_text: str | None
    due_on: date | None
    start: int
    end: int


def find_commitments(
    document: Document, start: int, end: int, dated_on: date | None
) -> list[Commitment]:
    """Return the promises in ``document.text[start:end]``, part of a letter of ``dated_on``."""
    text = document.text
    commitments: list[Commitment] = []
    for paragraph in PARAGRAPH.finditer(text, start, end):
        if _can_promise(_lowered(paragraph.group())):
            for span in sentences(text, *paragraph.span()):
                commitments += _commitment(text[slice(*span)], span[0], dated_on)
    return commitments


def _commitment(sentence: str, start: int, dated_on: date | None) -> list[Commitment]:
    """Return the promise that a sentence makes, an empty list if it makes none."""
    fits = len(sentence) <= LONGEST and not sentence.endswith("?")
    promise = _promise(_lowered(sentence)) if fits else None
    if promise is None:
        return []
    stated = [
        deadline for deadline in deadlines(sentence, dated_on) if not deadline.is_over(dated_on)
    ]
    if promise == "with a deadline" and not stated:
        return []
    dated = [deadline for deadline in stated if deadline.due_on]
    due = next(iter(dated or stated), Deadline(None, 0, 0))
    due_text = " ".join(sentence[due.start : due.end].split()) or None
    text = " ".join(sentence.split())
    return [Commitment(text, due_text, due.due_on, start, start + len(sentence))]


def _lowered(text: str) -> str:
    """Return a text in lower case behind a space, so that its first word has one before it too."""
    return f" {text.lower()}"


def _promise(sentence: str) -> Literal["outright", "with a deadline"] | None:
    """Return how a lower-case sentence promises, None if it does not.

    "outright" by its words alone, "with a deadline" only together with a deadline.

    Example: "ik zeg toe de Kamer te informeren" promises outright.
    """
    if not _can_promise(sentence) or MEMBERS_ACT.search(sentence):
        return None
    if PLEDGE.search(sentence):
        return "outright"
    if CONDITION.search(sentence):
        return None
    receiver = RECEIVER.search(sentence) is not None
    if _leads_to_delivery(FUTURE_VERB, sentence):
        return "outright" if receiver else "with a deadline"
    if not receiver and not PROMISED_REPLY.search(sentence):
        return None
    return "with a deadline" if _delivers_now(sentence) else None


def _delivers_now(sentence: str) -> bool:
    """Return True if a delivery is in the present tense, in the passive or an intention."""
    if DONE_HEREWITH.search(sentence) or PAST_DELIVERY.search(sentence):
        return False
    return (
        PRESENT_VERB.search(sentence) is not None
        or _leads_to_delivery(PASSIVE_VERB, sentence)
        or _leads_to_delivery(AIM_VERB, sentence)
    )


def _can_promise(text: str) -> bool:
    """Return True if a lower-case text contains the words for a receiver and a delivery.

    Why: few paragraphs and sentences do, so this filter saves the slower patterns.
    """
    if " toe" in text:
        return True
    receiver = RECEIVER.search(text) or PROMISED_REPLY.search(text)
    return bool(receiver and (DELIVERY.search(text) or PRESENT_VERB.search(text)))


def _leads_to_delivery(verb: Concept, sentence: str) -> bool:
    """Return True if ``verb`` precedes a delivery to the Chamber, with no refusal between them."""
    verbs = [match.end() for match in verb.finditer(sentence)]
    for delivery in DELIVERY.finditer(sentence):
        before = bisect_right(verbs, delivery.start()) - 1
        between = sentence[verbs[before] : delivery.start()] if before >= 0 else ""
        if before >= 0 and len(between) <= FARTHEST and not REFUSAL.search(between):
            return True
    return False
