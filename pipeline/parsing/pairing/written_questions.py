"""Written questions of members (kv, ah): the letters, and the questions with their answers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from pipeline.lexicon import concept
from pipeline.parsing.letters import DEFERRAL, Letter, LetterKind, Side
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import Pairing, Roles, readings, scoring
from pipeline.parsing.pairing.question_heads import Head, reply_heads, request_head
from pipeline.reading.document import Document

GOVERNMENT = concept("government-word")

LATER = re.compile(
    r"\b(?:zo\s(?:spoedig|snel)\smogelijk|nader\sbericht|zal|zullen|zult|streef|streeft|verwacht)\b",
    re.IGNORECASE,
)

MOST_REPLIES = 12
"""Heads of replies and notices that are used, at most.

Why: a paper has a notice or two, an answer, a further answer; more heads are repeated words.
"""
LONGEST_NOTICE = 20_000
"""Characters of a notice that are searched for its purpose, which may follow the questions."""


def pair_parts(
    document: Document, lines: Sequence[LabelledBlock]
) -> tuple[list[Letter], Pairing] | None:
    """Return the letters and the pairing of written questions, None if they have no heads.

    The House's own Word text of a reply prints no head of the questions: then the reply is the only
    letter. None too for a letter that prints the head of the questions above its answers.
    """
    top = request_head(document, lines)
    replies = _replies(document, lines, top)
    if not replies and (top is None or _are_answered(document, lines, top)):
        return None
    letters = [_letter(lines, 1, "request", "unknown", top, None)] if top else []
    for head in replies:
        letters.append(_reply(document, lines, head, len(letters) + 1, has_request=top is not None))
    asked_from = top.last + 1 if top else len(lines)
    above = lines[asked_from : replies[0].first] if replies else lines[asked_from:]
    below = lines[replies[-1].last + 1 :] if replies else []
    return letters, _pairing(document, above, below, _roles(letters, top), replies)


def _replies(document: Document, lines: Sequence[LabelledBlock], top: Head | None) -> list[Head]:
    """Return the heads of replies below that of the questions; without one they need a day."""
    replies = reply_heads(document, lines, top.last + 1 if top else 0)[:MOST_REPLIES]
    return replies if top else [head for head in replies if head.dated_on]


def _are_answered(document: Document, lines: Sequence[LabelledBlock], head: Head) -> bool:
    """Return True if a minister signs above the head, or headings of answers follow it."""
    signed = any(
        line.kind == "signature" and GOVERNMENT.search(document.text, line.start, line.end)
        for line in lines[: head.first]
    )
    return signed or any(line.kind == "answer" for line in lines[head.last + 1 :])


def _roles(letters: Sequence[Letter], top: Head | None) -> Roles:
    """Return the letters of the questions and of the answers, and the members who ask."""
    answering = [letter.ordinal for letter in letters if letter.kind == "reply"]
    roles = Roles(1, answering[0] if answering else len(letters))
    return replace(roles, askers=top.askers, party=top.party) if top else roles


def _pairing(
    document: Document,
    above: Sequence[LabelledBlock],
    below: Sequence[LabelledBlock],
    roles: Roles,
    replies: Sequence[Head],
) -> Pairing:
    """Return the best reading of the lines above and below the heads of the replies.

    Without one nothing is answered: a list below the questions has their notes.

    Seen in: questions of 14 July 2003 on a news site, whose notes are numbered "1)" below "1.".
    """
    if replies and all(head.notice for head in replies):
        lines = readings.without_notices([*above, *below])
        candidates = readings.unanswered(document, lines, roles)
        return scoring.choose(document, lines, candidates, due=False)
    both = readings.above_and_below(document, above, below, roles)
    inline = readings.inline(document, below, roles)
    candidates = chain(both, inline, readings.lists(document, [*above, *below], roles))
    pairing = scoring.choose(document, [*above, *below], candidates, due=bool(below))
    return pairing if replies else replace(pairing, answers=[])


def _reply(
    document: Document,
    lines: Sequence[LabelledBlock],
    head: Head,
    ordinal: int,
    *,
    has_request: bool,
) -> Letter:
    """Return the letter below the head of a reply; a notice of a later reply is a deferral."""
    kind: LetterKind = "reply"
    if head.notice:
        notice = document.text[lines[head.first].start :][:LONGEST_NOTICE]
        kind = "deferral" if DEFERRAL.search(notice) or LATER.search(notice) else "other"
    return _letter(lines, ordinal, kind, "government", head, 1 if has_request else None)


def _letter(
    lines: Sequence[LabelledBlock],
    ordinal: int,
    kind: LetterKind,
    side: Side,
    head: Head,
    reply_to: int | None,
) -> Letter:
    """Return one letter of such a paper, which spans the lines of its head."""
    return Letter(
        ordinal,
        kind,
        side,
        head.first,
        head.last + 1,
        head.last + 1,
        lines[head.first].start,
        lines[head.last].end,
        head.dated_on,
        recipient=head.recipient,
        in_reply_to=reply_to,
    )
