"""Written questions of members (kv, ah): who asks whom, sent in and received when, and the
questions with their answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.parsing.calendar.days import read_date
from pipeline.parsing.exchange import Exchange, alignment, answers, asked, questions
from pipeline.parsing.language.parties import party_of
from pipeline.parsing.language.wording import clean
from pipeline.parsing.letters import Letter, LetterKind, Side
from pipeline.parsing.letters.purposes import DEFERRAL
from pipeline.parsing.outline.line import Line
from pipeline.reading.document import Document

ASKED = re.compile(
    r"""(?:\d{1,5}\s)?(?:(?:Nadere|Aanvullende|Schriftelijke)\s)?[Vv]ragen\s(?:van|gesteld\sdoor)\s
    (?P<who>(?:het\s(?:Kamer)?lid|de\s(?:Kamer)?leden|de\sheer|mevrouw|de\sfracties?)\s(?!der\sKamer|van\sde\s(?:fracties?|[\w+-]{2,30}-fractie)\b).{2,2000}?)$""",
    re.VERBOSE | re.DOTALL,
)
"""Vragen van het lid Dijk (SP) aan de Minister voor Langdurige Zorg en Sport over ... (ingezonden 3
oktober 2023)."""

ANSWERED = re.compile(
    r"""(?P<what>(?:Nader\s|Aanvullend\s|Herzien\s)?[Aa]ntwoord(?:en)?|Mededeling(?:en)?)
    \s(?:van|door)\s(?P<who>(?:de\s)?(?:heer\s|mevrouw\s)?(?:[Mm]inister|[Ss]taatssecretaris|[Vv]ice|[A-Z]).{2,1200})$""",
    re.VERBOSE | re.DOTALL,
)
"""Antwoord van Minister Helder (Langdurige Zorg en Sport) (ontvangen 24 oktober 2023)."""

TO = re.compile(
    r"\saan\s(?:de\s|het\s)?(?P<to>(?:[Mm]inister|[Ss]taatssecretaris|[Mm]inisters|[Vv]ice).{3,400}?)\s(?:over|inzake|betreffende|naar\saanleiding|met\sbetrekking|\()",
    re.DOTALL,
)
SENT = re.compile(
    r"(?:ingezonden|medegedeeld|ingediend|toegezonden|gesteld|ontvangen)(?:\sop)?:?\s(?P<day>[^()]{6,30})|\bop\s(?P<before>\d[^()]{5,30}?)\s(?:is\s)?medegedeeld",
    re.IGNORECASE,
)
"""(ingezonden 3 oktober 2023) in the Tweede Kamer, (medegedeeld op ...) or "op ... medegedeeld aan"
in the Eerste Kamer."""

GROUP = re.compile(r"(?:^|(?<=[()]))(?P<names>[^()]{2,400}+)(?<=\s)\((?P<party>[^()]{1,60})\)")
TOGETHER = re.compile(r"^(?:allen|alle|beiden|beide)\s", re.IGNORECASE)
MEMBERS = re.compile(
    r"^(?:het\s(?:Kamer)?lid|de\s(?:Kamer)?leden|de\sheer|mevrouw)\s", re.IGNORECASE
)
BETWEEN = re.compile(r"\s?,\s(?:en\s)?|\sen\s|\sc\.s\.")
LATER = re.compile(
    r"\b(?:zo\s(?:spoedig|snel)\smogelijk|nader\sbericht|zal|zullen|zult|streef|streeft|verwacht)\b",
    re.IGNORECASE,
)


MOST_REPLIES = 12
"""A notice or two, an answer, a further answer: a paper with more heads than this only repeats
words."""
LONGEST_NOTICE = 20_000
"""Characters in which a notice says what it is for; the questions may stand before it."""

LINES_OF_HEAD = 4
"""Blocks over which a page may spread the sentence above the questions."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above written questions, in the lines ``first`` to ``last``.

    It says who asks (as printed), the party group of all of them, whom they ask, and when they sent
    it in.
    """

    first: int
    last: int
    askers: tuple[str, ...]
    party: str | None
    recipient: str | None
    dated_on: date | None


def head(document: Document, lines: Sequence[Line]) -> Head | None:
    """The first lines of written questions, None where the paper has none."""
    for index, line in enumerate(lines):
        if line.kind != "item" and ASKED.match(document.text[line.start : line.end]):
            last = _spread(document, lines, index)
            text = document.text[line.start : lines[last].end].replace("\n", " ")
            match = ASKED.match(text)
            members, party = _askers(match["who"] if match else "")
            to = TO.search(text)
            return Head(index, last, members, party, clean(to["to"]) if to else None, _sent(text))
    return None


def _spread(document: Document, lines: Sequence[Line], index: int) -> int:
    """The last line of a head that begins at ``index``: where the day stands on which it was sent
    in or received.
    """
    for last in range(index, min(len(lines), index + LINES_OF_HEAD)):
        if last > index and (
            lines[last].kind not in {"text", "heading"} or _is_reply(document, lines, last)
        ):
            break
        if SENT.search(document.text, lines[index].start, lines[last].end):
            return last
    return index


def read(document: Document, lines: Sequence[Line], top: Head) -> tuple[list[Letter], Exchange]:
    """The letters and the exchange of a paper with written questions below ``top``."""
    replies = [index for index in range(top.last, len(lines)) if _is_reply(document, lines, index)][
        :MOST_REPLIES
    ]
    letters = [_letter(lines, 1, "request", (top.first, top.last), top.dated_on, top.recipient)]
    for ordinal, index in enumerate(replies, start=2):
        last = _spread(document, lines, index)
        text = document.text[lines[index].start : lines[last].end].replace("\n", " ")
        kind: LetterKind = "reply"
        if text.startswith("Mededeling"):
            notice = document.text[lines[index].start :][:LONGEST_NOTICE]
            kind = "deferral" if DEFERRAL.search(notice) or LATER.search(notice) else "other"
        letters.append(_letter(lines, ordinal, kind, (index, last), _sent(text), None))
    first_reply = replies[0] if replies else len(lines)
    body = lines[_spread(document, lines, replies[-1]) + 1 :] if replies else []
    between = lines[top.last + 1 : first_reply]
    reply = next((letter.ordinal for letter in letters if letter.kind == "reply"), len(letters))
    if replies and all(letter.kind != "reply" for letter in letters[1:]):
        exchange = Exchange(
            asked.read(document, [*between, *body], 1, top.askers, top.party)[0]
        )  # a notice answers nothing
    elif not replies or _asks_above(document, between):
        exchange = Exchange(questions.read(document, between, 1, top.askers, top.party))
        if body and exchange.questions:
            targets = [alignment.target(document, question) for question in exchange.questions]
            exchange.repeats, quotes = alignment.find(document, body, targets)
            exchange.answers = answers.read(
                document, body, reply, exchange.questions, exchange.repeats, quotes
            )
    else:
        found, repeats = asked.read(document, body, 1, top.askers, top.party)
        exchange = (
            Exchange(found, answers.read(document, body, reply, found, repeats), repeats)
            if body
            else Exchange()
        )
    return letters, exchange


def _is_reply(document: Document, lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the head of the reply, not the heading of one answer."""
    line = lines[index]
    text = document.text[line.start : line.end]
    return (
        not line.labels
        and ANSWERED.match(text) is not None
        and ("ontvangen" in text or line.kind in {"text", "heading"})
    )


def _asks_above(document: Document, lines: Sequence[Line]) -> bool:
    """Whether the questions stand above the head of the reply, apart from their answers."""
    return any(line.kind in {"question", "number", "item"} for line in lines) or any(
        "?" in document.text[line.start : line.end] for line in lines
    )


def _letter(
    lines: Sequence[Line],
    ordinal: int,
    kind: LetterKind,
    head_lines: tuple[int, int],
    dated_on: date | None,
    recipient: str | None,
) -> Letter:
    """One letter of such a paper: the first asks, the others reply to it. ``head_lines`` are the
    lines of its head.
    """
    first, last = head_lines
    side: Side = "government" if ordinal > 1 else "unknown"
    reply_to = 1 if ordinal > 1 else None
    return Letter(
        ordinal,
        kind,
        side,
        first,
        last + 1,
        last + 1,
        lines[first].start,
        lines[last].end,
        dated_on,
        recipient=recipient,
        in_reply_to=reply_to,
    )


def _sent(text: str) -> date | None:
    """The day on which questions were sent in or a reply was received, as the head says between
    brackets.
    """
    found = [read_date(match["day"] or match["before"]) for match in SENT.finditer(text)]
    return next((day for day in reversed(found) if day), None)


def _askers(who: str) -> tuple[tuple[str, ...], str | None]:
    """The members who ask, each with the party as printed, and their party group where it is
    one.
    """
    until = TO.search(who)
    who = who[: until.start()] if until else who
    found: list[str] = []
    parties: dict[str, None] = {}
    for group in GROUP.finditer(who):
        party = TOGETHER.sub("", clean(group["party"]))
        parties[party_of(party) or party] = None
        for name in BETWEEN.split(
            re.sub(r"^(?:\s?,\s|\s?en\s)", "", MEMBERS.sub("", clean(group["names"])))
        ):
            bare = MEMBERS.sub("", name).strip(" ,")
            if bare:
                found.append(f"{bare} ({party})")
    return tuple(found), next(iter(parties)) if len(parties) == 1 else None
