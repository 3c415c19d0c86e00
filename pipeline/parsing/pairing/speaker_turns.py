"""Changes of speaker, members or government, within one paragraph.

A page break can put an answer and the next question in one paragraph, and in a text file without
blank lines any two paragraphs are joined if the last line of the first is full.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.language.speech import (
    addresses_government,
    closes,
    ends_asking,
    government_speaks,
    members_speak,
    puts,
    speaking,
)
from pipeline.parsing.outline.labelled_block import LabelledBlock
from pipeline.reading.document import Document

MEMBERS = concept("members-turn")
RUNS_ON = "text/plain"
"""Media type of text files, in which the ends of paragraphs are not marked."""


def asking_end(document: Document, start: int, end: int) -> int:
    """Return the end of the last sentence of members or with a question; ``start`` for none."""
    spans = reversed(list(sentences(document.text, start, end)))
    return next((last for first, last in spans if _of_members(document.text[first:last])), start)


def turn_of_speech(document: Document, line: LabelledBlock) -> int:
    """Return the offset at which the government takes over from members, ``line.end`` for none."""
    spans = list(sentences(document.text, line.body, line.end))
    last = next(
        (
            number
            for number in range(len(spans) - 1, 0, -1)
            if _of_members(document.text[slice(*spans[number])])
        ),
        0,
    )
    for start, _ in spans[last + 1 :]:
        if government_speaks(document.text[start : line.end]):
            return start
    return line.end


def asks_again(document: Document, start: int, end: int) -> int:
    """Return the offset in the government's ``text[start:end]`` at which members ask again.

    ``end`` if they do not.

    Why: a page break can hide the beginning of their paragraph.
    """
    spans = list(sentences(document.text, start, end))[1:]
    texts = [document.text[first:last] for first, last in spans]
    asking = bool(texts) and ends_asking(texts[-1])
    again = next(
        (
            number
            for number, sentence in enumerate(texts)
            if (MEMBERS.match(sentence) and members_speak(sentence))
            or (asking and addresses_government(sentence))
        ),
        len(texts),
    )
    return spans[again][0] - 1 if any(puts(sentence) for sentence in texts[again:]) else end


def wishes(document: Document, line: LabelledBlock) -> bool:
    """Return True if the government closes its letter with this paragraph.

    Why: members who would like to know something use the same words.
    """
    text = document.text[line.body : line.end]
    return closes(text) and not members_speak(text)


def apart(document: Document, line: LabelledBlock) -> list[LabelledBlock]:
    """Split a paragraph of a text file into question, statement, next question of members.

    Why: an extraction without blank lines joins paragraphs whose last line is full, and two
    questions with their answers became one question. No paper at hand changes by it.
    """
    if document.media_type != RUNS_ON:
        return [line]
    spans = list(sentences(document.text, line.body, line.end))
    if not any(MEMBERS.match(document.text, *span) for span in spans[2:]):
        return [line]
    cuts = _cuts(spans, [document.text[start:end] for start, end in spans])
    ends = [*(cut - 1 for cut in cuts), line.end]
    parts = [replace(line, end=ends[0])]
    for cut, end in zip(cuts, ends[1:], strict=True):
        parts.append(replace(line, kind="text", start=cut, body=cut, end=end))
    return parts


def _cuts(spans: Sequence[tuple[int, int]], said: Sequence[str]) -> list[int]:
    """Return the offsets at which to split a paragraph: a statement, the next turn, and so on.

    ``spans`` are the half-open spans of its sentences, ``said`` their texts. A statement only
    counts between a question and the next turn of members.
    """
    cuts: list[int] = []
    has_question, statement = False, None
    for number, (start, _) in enumerate(spans):
        asking, speaks = puts(said[number]), members_speak(said[number])
        if statement is not None and speaks and _begins_turn(said[number:], asking=asking):
            cuts += [statement, start]
        if asking or speaks:
            has_question, statement = has_question or asking, None
        elif has_question and statement is None:
            statement = start
    return cuts


def _begins_turn(said: Sequence[str], *, asking: bool) -> bool:
    """Return True if a turn of members begins with these sentences."""
    return MEMBERS.match(said[0]) is not None and (asking or _leads_up(said))


def _leads_up(said: Sequence[str]) -> bool:
    """Return True if members speak until they ask: "De leden lezen dit. Zij vragen waarom."."""
    if speaking(said[0]) is None:
        return False
    last = next(
        (sentence for sentence in said[1:] if puts(sentence) or not members_speak(sentence)), ""
    )
    return puts(last) and members_speak(last)


def _of_members(sentence: str) -> bool:
    """Return True if a sentence asks, or begins like one of members."""
    return puts(sentence) or members_speak(sentence)
