"""What a letter without questions and answers is for: to recall a letter that waits for its reply,
or to put a reply off.
"""

from __future__ import annotations

import re

from pipeline.parsing.language.sentences import sentences

REMINDER = re.compile(
    r"""\brappel|\bherinner(?:t|en|ing)\b|\bonbeantwoord\b
    |(?:nog|tot\s(?:op\sheden|dusver(?:re)?|nu\stoe))\s(?:\w{1,20}\s){0,6}(?:geen|niet)\s(?:\w{1,20}\s){0,6}(?:ontvangen|beantwoord|gereageerd)
    |\bgeen\s(?:\w{1,20}\s){0,3}(?:antwoord|reactie|beantwoording)\s(?:\w{1,20}\s){0,4}ontvangen
    |\bverzoe(?:k|kt|ken)\s(?:\w{1,20}\s){0,4}(?:nogmaals|opnieuw|alsnog|andermaal|met\sklem)\b
    |\bherha(?:al|alt|len)\s(?:\w{1,20}\s){0,6}verzoek\b
    |\btermijn\b[^.?!]{0,120}\bverstreken\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""The committee recalls a letter that waits for its reply: "rappelleert u", "verzoekt u nogmaals".
"""

AWAITED = re.compile(r"\b(?:be)?antwoord\w*|\breacties?\b|\breager\w+", re.IGNORECASE)
"""What is asked in a reminder: when the answer comes, or that it come."""

DEFERRAL = re.compile(
    r"""\buitstel|\bmeer\stijd\b|\bniet\s(?:\w{1,20}\s){0,8}binnen\s(?:\w{1,20}\s){0,6}(?:termijn|weken)
    |\bbinnen\s(?:\w{1,20}\s){0,6}(?:termijn|weken)\s(?:\w{1,20}\s){0,8}(?:niet\s(?:haalbaar|mogelijk|lukt|lukken)|onmogelijk)
    |\bniet\s(?:\w{1,20}\s){0,4}(?:tijdig|op\stijd|eerder)\b|\b(?:tijdig|eerder)\s(?:\w{1,20}\s){0,4}niet\s(?:mogelijk|haalbaar)
    |\blater\sdan\sgebruikelijk
    |\bnog\sniet\s(?:\w{1,20}\s){0,4}(?:afgerond|gereed|voltooid)""",
    re.VERBOSE | re.IGNORECASE,
)
"""The government says that its reply will come later."""

PRESENTS = re.compile(
    r"\b(?:voor|na)hang|\bontwerp-?(?:besluit|regeling|verordening|wet|beschikking)|\bbied(?:en)?\s(?:ik|wij)\b[^.?!]{0,200}\baan\b",
    re.IGNORECASE,
)
"""A letter that lays something before the Chamber, such as a draft (voorhang): a delay in it may be
that of anything."""


def recalls(text: str) -> bool:
    """Whether a letter of a committee recalls an earlier one that waits for its reply."""
    return REMINDER.search(text) is not None


def awaits(text: str) -> bool:
    """Whether a question of a committee asks for nothing but the answer that it waits for."""
    return AWAITED.search(text) is not None


def defers(text: str) -> bool:
    """Whether a letter of the government says that its reply will come later.

    Where it lays something before the Chamber, a sentence has to say so of the answer itself.
    """
    if not DEFERRAL.search(text):
        return False
    if not PRESENTS.search(text):
        return True
    return any(
        DEFERRAL.search(text, *span) and AWAITED.search(text, *span) for span in sentences(text)
    )
