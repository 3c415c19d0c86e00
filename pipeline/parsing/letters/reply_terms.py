"""The day before which a letter asks for a reply, or promises one."""

from __future__ import annotations

import re
from datetime import date

from pipeline.parsing.calendar.terms import Term, terms
from pipeline.parsing.language.sentences import sentences

REPLY = re.compile(
    r"""\b(?:
      \w{0,3}antwoord\w{0,10}  # antwoord, beantwoorden, beantwoording
    | (?:schriftelijke\s)?reacties?|reageren|tegemoet\w{0,5}   # zien uw reactie tegemoet
    # ontvangen deze graag
    | ontvang(?:t|en|st)|toe(?:komen|zenden|gezonden|sturen)|toegaan|doen\stoekomen
    | (?:ge)?[iï]nformeer(?:d|t|en)?                           # u nader informeren
    | vragen                                                   # zal de vragen voor 1 juli afdoen
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""A sentence about the reply; a term in another sentence is about something else."""

REFUSED_BEFORE = re.compile(r"\bniet\s(?:\w{1,20}\s){0,4}$", re.IGNORECASE)
"""kunnen niet binnen de gebruikelijke termijn van drie weken worden beantwoord"""

ASKED_BEFORE = re.compile(
    r"\b(?:verzocht(?:en)?|vroeg(?:en)?|gevraagd)\b[^,;.]{0,80}$", re.IGNORECASE
)
"""De commissie verzocht om beantwoording binnen vier weken: the term of another letter, told of in
this one."""

CLAUSE = 100
"""Characters before a term in which a "niet" refuses it."""

REFUSED_AFTER = re.compile(
    r"[^,;.]{0,80}\b(?:niet|on)\s?(?:mogelijk|haalbaar|gelukt|lukken|lukt|gehaald)\b", re.IGNORECASE
)
"""binnen drie weken te beantwoorden is helaas niet mogelijk"""

LONGEST = 1500
"""Characters: what is longer is no sentence of a letter."""

LIMIT = re.compile(r"v[oó]{2}r|uiterlijk|binnen|niet\slater|eind", re.IGNORECASE)
"""Words that set a limit: a term with one of them wins over a day on which something else happens.
"""


def reply_term(text: str, dated_on: date | None) -> date | None:
    """The day before which the letter ``text``, written on ``dated_on``, asks or promises a reply.

    None where it states no such term, or one without a day ("binnen de gestelde termijn", "zo
    spoedig mogelijk"). A term that is said not to be kept does not count: a deferral names the old
    one before its new one.
    """
    found: list[tuple[bool, Term]] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if end - start <= LONGEST and REPLY.search(sentence):
            found += [
                (bool(LIMIT.search(sentence, term.start, term.end)), term)
                for term in terms(sentence, dated_on)
                if term.due_on
                and (dated_on is None or term.due_on >= dated_on)
                and not REFUSED_BEFORE.search(sentence, max(0, term.start - CLAUSE), term.start)
                and not ASKED_BEFORE.search(sentence, max(0, term.start - CLAUSE), term.start)
                and not REFUSED_AFTER.match(sentence, term.end)
            ]
    best = next((term for limited, term in found if limited), found[0][1] if found else None)
    return best.due_on if best else None
