"""Ministers who sign a letter, or on whose behalf it is signed, with their register entries.

Sources in order of trust: the offices under the letter, with the names next to them; for written
questions the line "Antwoord van Minister Helder (Langdurige Zorg en Sport)"; the letterhead, if
there is no signature. "Mede namens" in any of these, or in the opening sentence, adds the office
without a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.language.speech import asks, ends_asking, members_speak
from pipeline.parsing.ministers.offices import Office, offices
from pipeline.parsing.ministers.person_names import folded
from pipeline.parsing.ministers.register import (
    InOffice,
    Role,
    look_up,
    portfolios,
    registered,
    written_out,
)
from pipeline.parsing.ministers.signing import ON_BEHALF, signatures
from pipeline.reading.document import Block, Document

ALSO_ON_BEHALF = concept("also-on-behalf")
ANSWER_LINE = concept("answer-line")
LISTING_ENDS = concept("offices-end")
OF_QUESTIONS = concept("about-questions")
RECEIVED = concept("receipt")
SELF = concept("writer-speaks")
TITLE = concept("title-of-letter")
LONGEST_LINE = 600
"""Maximum length in characters of the line "Antwoord van ... (ontvangen ...)"."""
OPENING = 8
"""Number of blocks at the start of a letter in which "mede namens" is looked for."""


@dataclass(frozen=True, slots=True)
class Minister:
    """One signature under a reply, or one office on whose behalf it is given.

    It is a row of the table ``minister``. ``portfolio`` and ``name`` are as printed (an
    abbreviation is written out, a portfolio in capitals gets the register's spelling); ``start``
    and ``end`` locate the office in ``Document.text``. ``ministry_id``, ``person_id`` and
    ``in_office`` come from the register, for the day of the letter.
    """

    role: Role
    portfolio: str | None
    name: str | None
    on_behalf: bool
    ministry_id: str | None
    person_id: str | None
    in_office: InOffice
    start: int
    end: int


def find_ministers(
    document: Document, start: int, end: int, dated_on: date | None, body: int | None = None
) -> list[Minister]:
    """Return the ministers of one letter: first those who sign, then those on whose behalf they do.

    Args:
        document: The paper that contains the letter.
        start: Offset at which the letter begins in ``document.text``.
        end: Offset at which it ends (exclusive).
        dated_on: The day of the letter.
        body: Offset of its first words, below the address and the date line.
    """
    blocks = [block for block in document.blocks if start <= block.start and block.end <= end]
    if not blocks:
        return []
    signed = _signed(document, blocks, dated_on)
    head = _head(document, blocks)
    if not any(not office.on_behalf for office in signed):
        signed = [office for office in head if not office.on_behalf] + signed
    words = [block for block in blocks if block.start >= (body or start)]
    signed += [office for office in (*head, *_opening(document, words)) if office.on_behalf]
    return [signer(office, dated_on) for office in _once(signed)]


def _signed(document: Document, blocks: Sequence[Block], dated_on: date | None) -> list[Office]:
    """Return the offices of the line "Antwoord van ..." and of the signatures.

    Why: a letter that is sent with its answers names the offices twice, and only the signature has
    the name. The last lines of written answers are only read if a name is missing.

    Seen in: 2024Z11859.
    """
    announced = _answer_line(document, blocks)
    if announced and all(office.name for office in announced):
        return announced
    signed = signatures(document, blocks, dated_on)
    if announced and not any(office.name for office in signed):
        return announced
    return signed + announced


def _answer_line(document: Document, blocks: Sequence[Block]) -> list[Office]:
    """Return the offices in the line "Antwoord van Minister Helder (...) (ontvangen ...)".

    It may be split over several blocks: it ends with the day on which the answer was received. The
    part about the questions is left out, because it names the offices that were asked.

    Seen in: ah-tk-20242025-564.
    """
    for block in blocks[:OPENING]:
        text = document.text[block.start : block.start + LONGEST_LINE].replace("\n", " ")
        if not ANSWER_LINE.match(text):
            continue
        received = RECEIVED.search(text)
        line = text[: received.start() if received else block.end - block.start]
        if of_questions := OF_QUESTIONS.search(line):
            line = line[: of_questions.start()]
        return _listed(line, block.start)
    return []


def _head(document: Document, blocks: Sequence[Block]) -> list[Office]:
    """Return the offices in the title "BRIEF VAN DE MINISTER VAN ...", none without a title."""
    for block in blocks[:OPENING]:
        text = document.text[block.start : block.end]
        if TITLE.match(text):
            return _listed(text, block.start)
    return []


def _opening(document: Document, blocks: Sequence[Block]) -> list[Office]:
    """Return the offices after "mede namens" in the sentences that open the letter."""
    represented: list[Office] = []
    opening = blocks[:OPENING]
    if not any(ALSO_ON_BEHALF.search(document.text, block.start, block.end) for block in opening):
        return represented
    for block in opening:
        text = document.text[block.start : block.end]
        of_members = members_speak(text)
        asking = asks(text) and (of_members or ends_asking(text))
        for begin, stop in sentences(document.text, block.start, block.end):
            sentence = document.text[begin:stop]
            if asking and (of_members or asks(sentence)):
                return represented  # offices named inside the answers do not sign
            represented += _mede_namens(sentence, begin)
    return represented


def _mede_namens(sentence: str, at: int) -> list[Office]:
    """Return the offices after "mede namens" in a sentence in which the writer speaks."""
    behalf = ALSO_ON_BEHALF.search(sentence)
    if behalf is None or not SELF.search(sentence):
        return []
    if ANSWER_LINE.match(sentence) or TITLE.match(sentence):
        return []
    return [
        replace(office.moved(at), name=None, on_behalf=True)
        for office in offices(_listing(sentence, behalf.end()))
    ]


def _listing(sentence: str, start: int) -> str:
    """Return the sentence up to the end of its list of offices, blanked before ``start``."""
    ends = LISTING_ENDS.search(sentence, start)
    stop = ends.start() if ends else len(sentence)
    return " " * start + sentence[start:stop]


def _listed(text: str, at: int) -> list[Office]:
    """Return the offices of one line; those after "namens" are marked ``on_behalf``."""
    behalf = ON_BEHALF.search(text)
    border = behalf.start() if behalf else len(text)
    return [replace(office.moved(at), on_behalf=office.start > border) for office in offices(text)]


def _once(named: list[Office]) -> list[Office]:
    """Return each office once, as it is named first.

    A portfolio that is printed in two spellings (Koninkrijksrelaties, Koninkrijkrelaties) is one
    office.
    """
    distinct: list[Office] = []
    for office in named:
        if not any(_same_office(office, earlier) for earlier in distinct):
            distinct.append(office)
    return distinct


def _same_office(first: Office, second: Office) -> bool:
    mine, theirs = (registered(item.portfolio or "") for item in (first, second))
    return first.role == second.role and folded(mine) == folded(theirs)


def signer(office: Office, dated_on: date | None) -> Minister:
    """Build the row of an office under a letter, with its entry in the register."""
    portfolio = _as_printed(office.portfolio, dated_on) if office.portfolio else None
    name = " ".join(office.name.split()) if office.name else None
    known = look_up(office.role, portfolio, name, dated_on)
    return Minister(
        office.role,
        portfolio,
        name,
        office.on_behalf,
        known.ministry_id,
        known.person_id,
        known.in_office,
        office.start,
        office.end,
    )


def _as_printed(portfolio: str, dated_on: date | None) -> str:
    """Return a portfolio with abbreviations written out, capitals in the register's spelling."""
    printed = written_out(" ".join(portfolio.split()).strip(" ,."), dated_on)
    if printed.isupper():
        return next((name for name in portfolios() if folded(name) == folded(printed)), printed)
    return printed
