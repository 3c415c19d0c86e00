"""Questions of a request, per party group: numbered ones, or one per paragraph."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.language.speech import asks, closes, introduces, members_speak, puts, speaking
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.parsing.pairing import Pairing, Question, numbered_items
from pipeline.parsing.pairing.scoring import Reading, choose
from pipeline.reading.document import Document

JOINS = concept("joins-questions")
LIST_ANNOUNCED = concept("list-announced")
QUESTION_OPENING = concept("question-opening")


@dataclass(slots=True)
class _Section:
    """Part of a letter for one party group, or a letter without such parts.

    ``headed`` is true if a heading names the party group, or the paper itself does; ``signed`` is
    true below a signature. ``grouped`` is true if the group numbers its own questions.
    """

    party: str | None
    headed: bool
    signed: bool = False
    grouped: bool = False
    lines: list[LabelledBlock] = field(default_factory=list)


def find_questions(
    document: Document,
    lines: Sequence[LabelledBlock],
    letter: int,
    askers: tuple[str, ...] = (),
    party: str | None = None,
    *,
    running: bool = False,
) -> list[Question]:
    """Return the questions in these lines of a letter, in order.

    ``askers`` and ``party`` are those of the whole letter, for written questions; otherwise the
    headings name the party group. ``running`` is true if the questions of a group without a heading
    are counted through the letter.
    """
    questions: list[Question] = []
    counts: Counter[str | None] = Counter()
    for section in _sections(document, lines, party, running=running):
        if section.signed and not _asks_anything(document, section):
            continue  # notes without a page end
        group = section.party if section.grouped else None
        numbered = numbered_items.questions(document, section.lines, section.party, letter)
        unnumbered = _unnumbered(document, section, letter, counts[group])
        candidates = (
            Reading("numbers", Pairing(numbered)),
            Reading("paragraphs", Pairing(unnumbered)),
        )
        best = choose(document, section.lines, candidates, due=False).questions
        counts[group] += sum(question.counted for question in best)
        for question in best:
            question.grouped = section.grouped
        questions += [question for question in best if question.start < question.end]
    for question in questions:
        question.askers = askers
    return questions


def _sections(
    document: Document, lines: Sequence[LabelledBlock], party: str | None, *, running: bool
) -> list[_Section]:
    """Return the parts of the letter per party group.

    They begin at headings, at headings of questions that name their party ("Vraag 3 (VVD)"), or, in
    a part without a heading, at paragraphs that introduce questions.
    """
    sections = [_Section(party, headed=party is not None)]
    for line in lines:
        text = document.text[line.start : line.end]
        last = sections[-1]
        if line.kind == "party":
            sections.append(_Section(line.party, headed=True, grouped=party is None))
        elif line.kind == "signature" or (line.kind == "text" and closes(text)):
            signed = line.kind == "signature"
            sections.append(_Section(last.party, last.headed, signed, last.grouped))
        elif line.kind in {"aside", "notice"}:
            break
        else:
            name = party or _next_party(text, line, last)
            if name != last.party:
                sections.append(_named(name, last, counts=party is None and not running))
            sections[-1].lines.append(line)
    return sections


def _named(name: str | None, last: _Section, *, counts: bool) -> _Section:
    """Return the part of a group that introduces itself; ``counts`` if its numbers begin at 1."""
    return _Section(name, last.headed, grouped=last.grouped if last.headed else counts)


def _asks_anything(document: Document, section: _Section) -> bool:
    """Return True if a question is below the signature of a letter, not only its notes.

    Seen in: kst-22112-KA.
    """
    return any(puts(document.text[line.start : line.end]) for line in section.lines)


def _next_party(text: str, line: LabelledBlock, section: _Section) -> str | None:
    """Return the party group that a line names, else that of its section."""
    named = line.party or (None if section.headed else _introduced(text, line))
    return named or section.party


def _introduced(text: str, line: LabelledBlock) -> str | None:
    """Return the party group of which a paragraph announces or asks questions, None if none."""
    if line.kind != "text":
        return None
    for start, end in sentences(text):
        sentence = text[start:end]
        if not members_speak(sentence) or (JOINS.search(sentence) and not asks(sentence)):
            continue
        if name := speaking(sentence):
            return name
    return None


def _unnumbered(document: Document, section: _Section, letter: int, count: int) -> list[Question]:
    """Return the questions of a part without numbers.

    Each is a paragraph that asks, with the paragraphs that lead up to it and the list right below
    it, in which nothing else is asked, or that completes it ("Kan de minister aangeven:"). A
    heading, an introduction and the lead-in of a list that asks ("De leden vragen het volgende:")
    belong to none.
    """
    questions: list[Question] = []
    leading: LabelledBlock | None = None
    listing = completing = False
    for line, below in zip_longest(section.lines, section.lines[1:]):
        if _parts_questions(document, line, below):
            leading, listing, completing = None, False, False
        elif completing and line.kind == "item":
            questions[-1].end = line.end
        elif _begins_question(document, line, below):
            label = str(count + len(questions) + 1)
            start = (leading or line).body
            questions.append(Question(letter, section.party, label, start, line.end, counted=True))
            leading, listing, completing = None, True, _asked_in_list(document, line, below)
        elif listing and line.kind == "item":
            questions[-1].end = line.end
        elif questions:
            leading, listing, completing = leading or line, False, False
    return questions


def _parts_questions(document: Document, line: LabelledBlock, below: LabelledBlock | None) -> bool:
    """Return True for a heading, an introduction, or the lead-in of a list that asks."""
    text = document.text[line.start : line.end]
    if line.kind == "heading" or (introduces(text) and not puts(text)):
        return True
    if below is None or below.kind != "item":
        return False
    asks_below = "?" in document.text[below.body : below.end]
    return asks_below and LIST_ANNOUNCED.search(text) is not None


def _begins_question(document: Document, line: LabelledBlock, below: LabelledBlock | None) -> bool:
    """Return True for a paragraph that asks, by itself or with the list below it."""
    return _asked_in_list(document, line, below) or puts(document.text[line.start : line.end])


def _asked_in_list(document: Document, line: LabelledBlock, below: LabelledBlock | None) -> bool:
    """Return True if the list below completes a question: "Kan de minister aangeven:"."""
    text = document.text[line.start : line.end]
    if below is None or below.kind != "item" or line.kind == "item" or not text.endswith(":"):
        return False
    if "?" in document.text[below.body : below.end]:
        return False
    return asks(text) or QUESTION_OPENING.match(text) is not None
