"""Changes of speaker, members or government, within one paragraph.

A page break can put an answer and the next question in one paragraph.
"""

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.language.speech import (
    addresses_government,
    closes,
    ends_asking,
    government_speaks,
    members_speak,
    puts,
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


def _of_members(sentence: str) -> bool:
    """Return True if a sentence asks, or begins like one of members."""
    return puts(sentence) or members_speak(sentence)
