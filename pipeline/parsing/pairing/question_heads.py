"""Heads of written questions and of their reply: askers, recipient and date.

A head runs from "Vragen van" to the day "(ingezonden 3 oktober 2023)", from "Antwoord van" to
"(ontvangen 24 oktober 2023)", over as many blocks as the page needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.lexicon import concept
from pipeline.parsing.calendar.days import read_date
from pipeline.parsing.language.parties import party_of
from pipeline.parsing.language.sentences import clean
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.reading.document import Document

ASKED = concept("request-head")
ANSWERED = concept("reply-head")
ANNEX = concept("annex-head")
TURN = concept("turn-in-debate")
ABOUT = concept("members-named")
TO = concept("asked-minister")
END_OF_NAMES = concept("end-of-names")
SENT = concept("sent-on")
SENT_ALONE = concept("sent-alone")
GROUP = concept("members-of-party")
TOGETHER = concept("members-together")
MEMBERS = concept("member-title")
JOINED = concept("leading-joint")
BETWEEN = concept("between-members")
INITIALS = concept("initials-alone")
BLOCKS_OF_HEAD = 8
"""Blocks that one head can span in an extraction, at most."""
LINES_OF_DATE = 2
"""Blocks above a head that are searched for the day of submission."""


@dataclass(frozen=True, slots=True)
class Head:
    """Head of written questions or of their reply, in the blocks ``first`` to ``last``.

    ``askers`` are the members as printed, ``party`` the party group of all of them; ``notice`` is
    true for a "Mededeling" in place of an answer.
    """

    first: int
    last: int
    dated_on: date | None
    askers: tuple[str, ...] = ()
    party: str | None = None
    recipient: str | None = None
    notice: bool = False


def request_head(document: Document, lines: Sequence[LabelledBlock]) -> Head | None:
    """Return the head of written questions, None if the paper has none."""
    for index in range(len(lines)):
        if _is_request(document, lines, index):
            last = _last_of_head(document, lines, index)
            text = _joined(document, lines, index, last)
            match = ASKED.match(text)
            members, party = askers(match["who"] if match else "")
            to = TO.search(text)
            day = _sent(text) or _sent_above(document, lines, index)
            return Head(index, last, day, members, party, clean(to["to"]) if to else None)
    return None


def reply_heads(document: Document, lines: Sequence[LabelledBlock], begin: int) -> list[Head]:
    """Return the heads of replies and notices from block ``begin`` on."""
    heads: list[Head] = []
    for index in range(begin, len(lines)):
        if (heads and index <= heads[-1].last) or not _is_reply(document, lines, index):
            continue
        last = _last_of_head(document, lines, index)
        text = _joined(document, lines, index, last)
        day = _received(text) or _sent_above(document, lines, index)
        heads.append(Head(index, last, day, notice=text.startswith("Mededeling")))
    return heads


def heads_annex(document: Document, line: LabelledBlock) -> bool:
    """Return True for the title of the questions and answers in the annex of a letter."""
    if line.kind not in {"text", "heading"}:
        return False
    return any(p.match(document.text, line.start, line.end) for p in (ASKED, ANNEX))


def asked_by(
    document: Document, lines: Sequence[LabelledBlock]
) -> tuple[tuple[str, ...], str | None]:
    """Return members and party named by a minister: "vragen van het lid Eerdmans (JA21)"."""
    for line in lines:
        if line.kind in {"question", "signature", "number"}:
            continue
        match = ABOUT.search(document.text, line.start, line.end)
        if match and (members_and_party := askers(match["who"] or match["bare"]))[0]:
            return members_and_party
    return (), None


def asked_above(
    document: Document, lines: Sequence[LabelledBlock], offset: int
) -> tuple[tuple[str, ...], str | None]:
    """Return the members whom the last heading above ``offset`` names, and their party group.

    Seen in: kst-35925-VIII-146.
    """
    above = [line for line in lines if line.kind == "party" and line.end <= offset]
    match = ABOUT.search(document.text, above[-1].start, above[-1].end) if above else None
    return askers(match["who"] or match["bare"]) if match else ((), None)


def askers(who: str) -> tuple[tuple[str, ...], str | None]:
    """Return members with their party, and the shared one: "de leden Kops en Wilders (PVV)"."""
    until = END_OF_NAMES.search(who)
    who = who[: until.start()] if until else who
    members: list[str] = []
    parties: dict[str, None] = {}
    for group in GROUP.finditer(who):
        party = TOGETHER.sub("", clean(group["party"]))
        parties[party_of(party) or party] = None
        names = JOINED.sub("", MEMBERS.sub("", clean(group["names"])))
        bare = [MEMBERS.sub("", name).strip(" ,") for name in BETWEEN.split(names)]
        members += [f"{name} ({party})" for name in bare if name and not INITIALS.fullmatch(name)]
    return tuple(members), next(iter(parties)) if len(parties) == 1 else None


def _is_request(document: Document, lines: Sequence[LabelledBlock], index: int) -> bool:
    """Return True for a line that begins the head of written questions, not of oral ones.

    "Indiener Jan Dijk (SP)" is one only below the day of submission.

    Why: overviews of motions and commitments in letters name members so.
    Seen in: h-tk-19971998-1657-1660.
    """
    line = lines[index]
    if line.kind in {"item", "question"} or not ASKED.match(document.text, line.start, line.end):
        return False
    if document.text.startswith("Indiener", line.start):
        return _sent_above(document, lines, index) is not None
    below = lines[index + 1 : index + 2]
    return not any(TURN.fullmatch(document.text, block.start, block.end) for block in below)


def _is_reply(document: Document, lines: Sequence[LabelledBlock], index: int) -> bool:
    """Return True for a line that begins the head of a reply, not the heading of one answer."""
    line = lines[index]
    if line.labels or not ANSWERED.match(document.text, line.start, line.end):
        return False
    if line.kind in {"text", "heading"}:
        return True
    last = _last_of_head(document, lines, index)
    return "ontvangen" in _joined(document, lines, index, last)


def _last_of_head(document: Document, lines: Sequence[LabelledBlock], index: int) -> int:
    """Return the last block of the head that begins at ``index``: the one with its day."""
    for last in range(index, min(len(lines), index + BLOCKS_OF_HEAD)):
        line = lines[last]
        if last > index and (line.labels or _begins_head(document, line)):
            break
        if _sent(_joined(document, lines, index, last)):
            return last
    return index


def _begins_head(document: Document, line: LabelledBlock) -> bool:
    return any(p.match(document.text, line.start, line.end) for p in (ASKED, ANSWERED))


def _sent_above(document: Document, lines: Sequence[LabelledBlock], index: int) -> date | None:
    """Return the day on a separate line right above the head, or right below it."""
    for line in [*lines[max(0, index - LINES_OF_DATE) : index], *lines[index + 1 : index + 2]]:
        text = document.text[line.start : line.end]
        if SENT_ALONE.match(text):
            return _sent(text)
    return None


def _joined(document: Document, lines: Sequence[LabelledBlock], first: int, last: int) -> str:
    return document.text[lines[first].start : lines[last].end].replace("\n", " ")


def _received(text: str) -> date | None:
    """Return the day on which a reply was received, None if its head has that of the questions.

    Example: "Antwoorden van de ministers van Defensie op vragen (Ingezonden 12 november 2018".

    Seen in: 2018D57259.
    """
    sent = "ngezonden" in text and "ontvangen" not in text
    return None if sent else _sent(text)


def _sent(text: str) -> date | None:
    """Return the day on which questions were submitted or a reply was received."""
    dates = [read_date(match["day"] or match["before"]) for match in SENT.finditer(text)]
    return next((day for day in reversed(dates) if day), None)
