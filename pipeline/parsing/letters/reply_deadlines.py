"""Deadline for the reply that a letter asks for or promises."""

from datetime import date

from pipeline.lexicon import concept
from pipeline.parsing.calendar.deadlines import Deadline, deadlines
from pipeline.parsing.language.sentences import sentences

ASKED_BEFORE = concept("asked-before")
LIMITING_WORD = concept("limiting-word")
REFUSED_AFTER = concept("refused-after")
REFUSED_BEFORE = concept("refused-before")
REPLY_SENTENCE = concept("reply-sentence")
CLAUSE = 100
"""Characters before a deadline in which "niet" or an earlier request rules it out."""
LONGEST = 1500
"""Maximum length in characters of a sentence of a letter."""


def reply_deadline(text: str, dated_on: date | None) -> date | None:
    """Return the day before which a letter of ``dated_on`` asks or promises a reply.

    None if it states no such deadline, or only one without a day ("binnen de gestelde termijn", "zo
    spoedig mogelijk"). A deadline that according to the letter is not kept does not count: a
    deferral names the old one before its new one.
    """
    stated: list[tuple[bool, Deadline]] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if end - start <= LONGEST and REPLY_SENTENCE.search(sentence):
            stated += [
                (bool(LIMITING_WORD.search(sentence, deadline.start, deadline.end)), deadline)
                for deadline in deadlines(sentence, dated_on)
                if deadline.due_on and not deadline.is_over(dated_on)
                if not _refused(sentence, deadline)
            ]
    best = next(
        (deadline for limited, deadline in stated if limited), stated[0][1] if stated else None
    )
    return best.due_on if best else None


def _refused(sentence: str, deadline: Deadline) -> bool:
    """Return True if the deadline is refused in the sentence, or belongs to another letter."""
    before = max(0, deadline.start - CLAUSE), deadline.start
    return bool(
        REFUSED_BEFORE.search(sentence, *before)
        or ASKED_BEFORE.search(sentence, *before)
        or REFUSED_AFTER.match(sentence, deadline.end)
    )
