"""Labels that a block gets from its neighbours."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon import concept
from pipeline.parsing.language.labels import expand, follows
from pipeline.parsing.language.speech import asks, members_speak, puts
from pipeline.parsing.outline.labelled_block import LETTERED, NUMBERED, BlockKind, LabelledBlock
from pipeline.reading.document import Document

INLINE_HEADING = concept("inline-heading")
LONGEST_TITLE = 90
"""Characters of a numbered heading, at most."""
SENTENCE_MARKS = ".?!;:,"
"""Characters that end a sentence or an item, but not a heading."""


def split_inline(document: Document, line: LabelledBlock) -> list[LabelledBlock]:
    """Return the block, split where an answer or the next question begins inside it.

    Example: "1. Is dat zo? Antwoord: Ja." is an item and an answer.

    Why: an extraction, or a soft line break in Word, can put both in one paragraph.
    """
    lines = [line]
    while lines[-1].kind in {"item", "text", "question", "answer"}:
        last = lines[-1]
        hit = INLINE_HEADING.first(document.text, last.body, last.end)
        if hit is None:
            break
        match = hit.match
        lines[-1] = replace(last, end=match.start())
        kind: BlockKind = "question" if match["ask"] else "answer"
        labels = expand(match["labels"] or match["asked"] or "")
        lines.append(
            LabelledBlock(kind, match.start() + 1, match.end(), last.end, labels, rule=hit.rule)
        )
    return lines


def numbered_heading(
    document: Document, lines: Sequence[LabelledBlock], index: int
) -> LabelledBlock:
    """Return the block as a heading if numbered but in no list: "3. Kosten"."""
    line = lines[index]
    if not _can_be_title(document, line) or index + 1 == len(lines):
        return line
    beside = [
        neighbour for neighbour in lines[max(0, index - 1) : index + 2] if neighbour is not line
    ]
    if any(_short_item(neighbour) and neighbour.depth == NUMBERED for neighbour in beside):
        return line
    return replace(line, kind="heading", body=line.start, rule="neighbours.numbered-heading")


def _can_be_title(document: Document, line: LabelledBlock) -> bool:
    """Return True for a short numbered item that begins with a capital and is no sentence."""
    text = document.text
    return (
        _short_item(line)
        and line.depth <= NUMBERED
        and text[line.end - 1] not in SENTENCE_MARKS
        and text[line.body : line.end][:1].isupper()
    )


def _short_item(line: LabelledBlock) -> bool:
    return line.kind == "item" and line.end - line.body <= LONGEST_TITLE


def joined_numbers(lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the blocks, with a number merged with the number or the bare heading below it.

    Example: "3" and "4" become the number of the questions 3 and 4, "5" and "Vraag:" the heading
    of question 5.

    Why: the first number alone has no question.

    Seen in: ah-tk-20232024-1314, as pdftotext gives it with lines lost; kst-35925-VIII-146.
    """
    joined: list[LabelledBlock] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.kind == line.kind == "number" and follows(last.labels[-1], line.labels[0]):
            joined[-1] = replace(
                last, body=line.end, end=line.end, labels=last.labels + line.labels
            )
        elif last and _numbers_heading(last, line):
            joined[-1] = replace(line, start=last.start, labels=last.labels, party=last.party)
        else:
            joined.append(line)
    return joined


def _numbers_heading(above: LabelledBlock, line: LabelledBlock) -> bool:
    """Return True for the heading "Vraag:" right below a number, or below "Vraagnummer: 5"."""
    numbers = above.kind in {"number", "question"} and above.labels and above.body == above.end
    return bool(numbers) and line.kind == "question" and not line.labels


SOURCES = ("Bron:", "Bronnen:")
"""Beginnings of the line below a table or figure, which ends an answer: "Bron: IND, afgerond".

Seen in: kst-36820-XX-3.
"""


def topic_headings(document: Document, lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the blocks, with a few words between a paragraph and a question marked as a heading.

    They are bold or italic, except in a text file.

    Why: they belong to no answer.
    """
    emphasised = {
        emphasis.start: emphasis.end
        for emphasis in document.emphases
        if emphasis.end - emphasis.start <= LONGEST_TITLE
    }
    plain = document.media_type == "text/plain"
    classified = list(lines)
    for index in range(1, len(lines) - 1):
        line = lines[index]
        end = emphasised.get(line.start, line.start)
        short = end >= line.end or (plain and line.end - line.start <= LONGEST_TITLE)
        if line.kind == "text" and short and _parts_topics(document, lines[index - 1 : index + 2]):
            classified[index] = replace(line, kind="heading", rule="neighbours.topic")
    return classified


def _parts_topics(document: Document, lines: Sequence[LabelledBlock]) -> bool:
    """Return True if the second of three blocks can be the heading of a topic."""
    above, line, below = (document.text[line.body : line.end] for line in lines)
    return (
        line[0].isupper()
        and line[-1] not in SENTENCE_MARKS
        and not line.startswith(SOURCES)
        and lines[0].kind in {"text", "item"}
        and (
            (above.endswith(".") and not puts(above) and _begins_question(lines[2].kind, below))
            or (above.endswith((".", "?")) and lines[2].kind == "text" and members_speak(below))
        )
    )


def _begins_question(kind: BlockKind, text: str) -> bool:
    """Return True if a question, or a statement of members, begins with this block."""
    spoken = kind in {"text", "item"} and (members_speak(text) or asks(text))
    return spoken or kind in {"question", "party"}


def answers_to_parts(lines: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    """Return the blocks, with lettered items of an answer turned into answers to sub-questions.

    The letters must be those of the question. Example: "a. Ja." below "Antwoord 1" becomes the
    heading of the answer to question 1a.

    Why: the gold standard counts a sub-question with its own answer as a row. No paper at hand
    has this.
    """
    asked: dict[str, list[str]] = {}
    classified = list(lines)
    for index, line in enumerate(lines):
        if line.kind not in {"question", "answer"} or len(line.labels) != 1:
            continue
        items = _lettered(lines, index)
        letters = [lines[item].labels[0] for item in items]
        if line.kind == "question":
            asked[line.labels[0]] = letters
        elif len(letters) > 1 and letters == asked.get(line.labels[0]) and items[0] == index + 1:
            for item in items if line.body == line.end else ():
                classified[item] = _part_answer(lines[item], line.labels[0])
    return classified


def _part_answer(item: LabelledBlock, number: str) -> LabelledBlock:
    labels = (number + item.labels[0],)
    return replace(item, kind="answer", labels=labels, depth=0, rule="neighbours.answer-to-part")


def _lettered(lines: Sequence[LabelledBlock], index: int) -> list[int]:
    """Return the indices of lettered items between the heading at ``index`` and the next one."""
    below = range(index + 1, len(lines))
    end = next((place for place in below if lines[place].kind not in {"text", "item"}), len(lines))
    return [
        place
        for place in range(index + 1, end)
        if lines[place].kind == "item" and lines[place].depth == LETTERED
    ]
