"""Purpose of a letter without questions and answers: a reminder, or a deferral of the reply."""

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences

AWAITED_ANSWER = concept("awaited-answer")
DEFERRAL = concept("deferral")
PRESENTATION = concept("presentation")
REMINDER = concept("reminder")


def recalls(text: str) -> bool:
    """Return True if a letter of a committee is a reminder of an earlier, unanswered one."""
    return REMINDER.search(text) is not None


def awaits(text: str) -> bool:
    """Return True if a question of a committee only asks for an overdue answer."""
    return AWAITED_ANSWER.search(text) is not None


def defers(text: str) -> bool:
    """Return True if a letter of the government announces that its reply comes later.

    In a letter that presents a document, one sentence must name both the deferral and the answer.
    """
    if not DEFERRAL.search(text):
        return False
    if not PRESENTATION.search(text):
        return True
    return any(
        DEFERRAL.search(text, *span) and AWAITED_ANSWER.search(text, *span)
        for span in sentences(text)
    )
