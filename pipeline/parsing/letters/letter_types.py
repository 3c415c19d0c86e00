"""What a letter without questions and answers is for: to recall a letter that waits for its reply,
or to put a reply off.
"""

from __future__ import annotations

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences

AWAITED_ANSWER = concept("awaited-answer")
DEFERRAL = concept("deferral")
PRESENTATION = concept("presentation")
REMINDER = concept("reminder")


def recalls(text: str) -> bool:
    """Return True if a letter of a committee recalls an earlier one that waits for its reply."""
    return REMINDER.search(text) is not None


def awaits(text: str) -> bool:
    """Return True if a question of a committee asks only for the answer that it waits for."""
    return AWAITED_ANSWER.search(text) is not None


def defers(text: str) -> bool:
    """Return True if a letter of the government announces that its reply comes later.

    In a letter that lays something before the Chamber a sentence has to say so of the answer.
    """
    if not DEFERRAL.search(text):
        return False
    if not PRESENTATION.search(text):
        return True
    return any(
        DEFERRAL.search(text, *span) and AWAITED_ANSWER.search(text, *span)
        for span in sentences(text)
    )
