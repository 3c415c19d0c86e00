"""Division of one paper into letters, questions and answers; its kind selects the strategy."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from pipeline.lexicon import concept
from pipeline.parsing import kind, letters, ministers
from pipeline.parsing.calendar.days import read_date
from pipeline.parsing.letters import Letter, committee
from pipeline.parsing.letters.reply_deadlines import reply_deadline
from pipeline.parsing.ministers import Minister
from pipeline.parsing.origin import Origin
from pipeline.parsing.outline import signatures
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import (
    Pairing,
    Roles,
    consultation,
    correspondence,
    narrative,
    question_heads,
    questions,
    readings,
    scoring,
    written_questions,
)
from pipeline.reading.document import Document

ASKING_KINDS = frozenset(
    {
        "verslag_schriftelijk_overleg",
        "memorie_van_antwoord",
        "nota_naar_aanleiding_van_het_verslag",
        "voorlopig_verslag",
    }
)
"""Kinds of papers that have questions by their nature."""
WRITTEN = frozenset({"ah", "kv"})
"""Series of written questions."""
DATED = concept("received-on")
DATE_WITHIN = 8  # below the title; without one the whole head is searched
LONGEST_DATE = 400
LONGEST_TERM = 3000
LONGEST_NAMING = 600
"""Limits: blocks searched for a date, characters of a date, a deadline and a committee's name."""


@dataclass(frozen=True, slots=True)
class Divided:
    """Kind, letters and pairing of a paper; ``unknown``: no title or letter shows a kind."""

    kind: kind.PaperKind
    letters: Sequence[Letter] = ()
    pairing: Pairing = field(default_factory=Pairing)
    unknown: bool = False


def divide(
    document: Document, lines: list[LabelledBlock], origin: Origin, corrected: kind.PaperKind | None
) -> Divided:
    """Return what the strategy for its kind finds; ``corrected`` is the kind that a person gave."""
    divided = _by_kind(document, lines, corrected or kind.classify(document, lines, origin))
    stated: kind.PaperKind | None = "schriftelijke_vragen" if origin.series in WRITTEN else None
    return replace(divided, kind=corrected or stated or divided.kind)


def _by_kind(
    document: Document, lines: list[LabelledBlock], paper_kind: kind.PaperKind | None
) -> Divided:
    """Return what the strategy for this kind finds; motions, bills and attachments have nothing."""
    if paper_kind == "other":
        return Divided(paper_kind)
    if paper_kind in {"schriftelijke_vragen", None} and (
        written := written_questions.pair_parts(document, lines)
    ):
        paper_letters, pairing = written
        return Divided("schriftelijke_vragen", paper_letters, _numbered_through(pairing))
    if paper_kind in {"memorie_van_antwoord", "nota_naar_aanleiding_van_het_verslag"}:
        return _memorie(document, lines, paper_kind)
    if paper_kind == "voorlopig_verslag":
        return _voorlopig_verslag(document, lines, paper_kind)
    paper_letters, pairing = _letters(document, lines, paper_kind)
    if _answers_members(document, lines, paper_kind, paper_letters, pairing):
        return Divided("schriftelijke_vragen", paper_letters, _numbered_through(pairing))
    unknown = paper_kind is None and not paper_letters
    return Divided(_by_letters(paper_kind, paper_letters), paper_letters, pairing, unknown)


def _letters(
    document: Document, lines: list[LabelledBlock], paper_kind: kind.PaperKind | None
) -> tuple[list[Letter], Pairing]:
    """Return letters and pairing; a consultation without letterheads is split into its parts."""
    paper_letters = letters.find_letters(document, lines)
    if not paper_letters and paper_kind == "verslag_schriftelijk_overleg":
        paper_letters = consultation.letters(document, lines)
        if len(paper_letters) > 1 and paper_letters[0].first == paper_letters[1].first:
            return paper_letters, consultation.mingled(document, lines, paper_letters)
    alone = (
        paper_letters or letters.unaddressed(document, lines) or letters.unsigned(document, lines)
    )
    return correspondence.pair_letters(document, lines, alone)


def _answers_members(
    document: Document,
    lines: list[LabelledBlock],
    paper_kind: kind.PaperKind | None,
    paper_letters: Sequence[Letter],
    pairing: Pairing,
) -> bool:
    """Return True if the only letter answers questions of members, and set their askers."""
    letters_only = paper_kind in {None, "brief", "schriftelijke_vragen"}
    if not letters_only or len(paper_letters) != 1 or not pairing.answers:
        return False
    members, party = question_heads.asked_by(document, lines)
    for question in pairing.questions:
        own, group = question_heads.asked_above(document, lines, question.start)
        question.askers = own or members
        question.party = question.party or group or party
    return bool(members)


def _numbered_through(pairing: Pairing) -> Pairing:
    """Return the pairing of written questions, which are numbered through the paper."""
    for question in pairing.questions:
        question.grouped = False
    return pairing


def _by_letters(
    paper_kind: kind.PaperKind | None, paper_letters: Sequence[Letter]
) -> kind.PaperKind:
    """Return the final kind of a paper, from ``paper_kind`` (by series or title) and its letters.

    Only None, ``brief`` and ``schriftelijke_vragen`` change: letters of both a committee and the
    government make a ``verslag_schriftelijk_overleg``, deferrals alone an ``uitstelbericht``, other
    letters a ``brief``. None without letters becomes ``other``.
    """
    if paper_kind not in {None, "brief", "schriftelijke_vragen"} or not paper_letters:
        return paper_kind or "other"
    if {"committee", "government"} <= {letter.side for letter in paper_letters}:
        return "verslag_schriftelijk_overleg"
    return (
        "uitstelbericht" if all(letter.kind == "deferral" for letter in paper_letters) else "brief"
    )


def _memorie(document: Document, lines: list[LabelledBlock], paper_kind: kind.PaperKind) -> Divided:
    """Return the single reply that a memorie or nota is, with the questions that it repeats."""
    letter = _only_letter(document, lines, paper_kind, "reply")
    body = lines[letter.body :]
    pairing = scoring.choose(
        document,
        body,
        chain(
            readings.by_headings(document, body, Roles(topics=True)),
            narrative.readings(document, body, Roles()),
        ),
        due=True,
    )
    return Divided(paper_kind, [letter], pairing)


def _voorlopig_verslag(
    document: Document, lines: list[LabelledBlock], paper_kind: kind.PaperKind
) -> Divided:
    """Return the single request that a voorlopig verslag is; its reply is another paper."""
    letter = _only_letter(document, lines, paper_kind, "request")
    body = lines[letter.body :]
    return Divided(
        paper_kind, [letter], Pairing(questions.find_questions(document, body, 1, running=True))
    )


def _only_letter(
    document: Document,
    lines: list[LabelledBlock],
    paper_kind: kind.PaperKind,
    role: letters.LetterKind,
) -> Letter:
    """Return a paper that is one letter from below its title and the day of receipt or adoption."""
    title = kind.title_line(document, lines, paper_kind)
    first, dated_on = title or 0, None
    within = kind.HEAD if title is None else title + DATE_WITHIN
    for index in range(first, min(len(lines), within)):
        match = DATED.search(
            document.text,
            lines[index].start,
            min(lines[index].end, lines[index].start + LONGEST_DATE),
        )
        if match:
            first, dated_on = index, read_date(match["day"])
            break
    side: letters.Side = "government" if role == "reply" else "committee"
    return replace(
        letters.whole_paper(document, lines, role, side, min(first + 1, len(lines))),
        dated_on=dated_on,
    )


def _body(lines: list[LabelledBlock], letter: Letter) -> int:
    """Return the offset at which the text of a letter begins."""
    return lines[letter.body].start if letter.body < letter.last else letter.start


def _notice(lines: list[LabelledBlock], letter: Letter) -> list[LabelledBlock]:
    """Return the lines of a mededeling, which follow the questions apart from the head."""
    heads = [
        index
        for index, line in enumerate(lines)
        if index >= letter.last and line.kind in {"notice", "answer"}
    ]
    return (
        lines[heads[-1] :]
        if heads and letter.in_reply_to and letter.last - letter.first == 1
        else []
    )


def signers(
    document: Document, lines: list[LabelledBlock], paper_letters: Sequence[Letter]
) -> dict[int, list[Minister]]:
    """Return the ministers who sign each letter of the government, by its ordinal."""
    return {
        letter.ordinal: ministers.find_ministers(
            document, letter.start, letter.end, letter.dated_on, _body(lines, letter)
        )
        for letter in paper_letters
        if letter.side == "government"
    }


def finish(
    document: Document,
    lines: list[LabelledBlock],
    letter: Letter,
    paper_letters: Sequence[Letter],
    signed: Sequence[Minister],
) -> Letter:
    """Return the letter with its sender, committee and reply deadline."""
    sender, role = signatures.first(document, lines[letter.body : letter.last])
    if first := next(
        (minister for minister in signed if minister.name and not minister.on_behalf), None
    ):
        sender, role = first.name, role or f"{first.role} ({first.portfolio})"
    return replace(
        letter,
        sender=sender,
        sender_role=role,
        committee=_committee(document, lines, letter, paper_letters),
        reply_due_on=_reply_due_on(document, lines, letter),
    )


def _committee(
    document: Document, lines: list[LabelledBlock], letter: Letter, paper_letters: Sequence[Letter]
) -> str | None:
    """Return the committee named at either end of the request, or of a letter without one."""
    request = next(
        (earlier for earlier in paper_letters if earlier.ordinal == letter.in_reply_to), letter
    )
    named = [
        line
        for line in lines[request.first : request.last]
        if line.kind in {"signature", "text", "heading"}
    ]
    texts = [
        document.text[line.start : min(line.end, line.start + LONGEST_NAMING)]
        for line in (*named[-3:], *named[:4])
    ]
    return next((name for text in texts if (name := committee(text))), None)


def _reply_due_on(document: Document, lines: list[LabelledBlock], letter: Letter) -> date | None:
    """Return the day by which a request or reminder asks for a reply, or a deferral moves it to."""
    if letter.kind not in {"request", "reminder", "deferral"} or letter.side == "unknown":
        return None
    own = lines[letter.body : letter.last] + (
        _notice(lines, letter) if letter.kind == "deferral" else []
    )
    paragraphs = [
        line for line in own if line.kind == "text" and line.end - line.start < LONGEST_TERM
    ]
    return reply_deadline(
        "\n".join(document.text[line.start : line.end] for line in paragraphs), letter.dated_on
    )
