"""Bullets below a paragraph of a request: separate questions, or parts of one question."""

from collections.abc import Sequence

from pipeline.lexicon import concept
from pipeline.parsing.language.sentences import sentences
from pipeline.parsing.language.speech import asks
from pipeline.parsing.outline.labelled_block import BULLETED, LabelledBlock
from pipeline.reading.document import Document

QUESTION_OPENING = concept("question-opening")
ANNOUNCES = concept("list-announced")


def below(lines: Sequence[LabelledBlock], index: int) -> list[LabelledBlock]:
    """Return the bullets right below the paragraph at ``index``, none if it is an item itself."""
    found: list[LabelledBlock] = []
    if lines[index].kind == "text":
        for line in lines[index + 1 :]:
            if line.kind != "item" or line.depth < BULLETED:
                break
            found.append(line)
    return found


def led_in(document: Document, line: LabelledBlock, bullets: Sequence[LabelledBlock]) -> bool:
    """Return True if a paragraph of one sentence is the lead-in of questions in its bullets."""
    if len(_asking(document, bullets)) < 2:  # noqa: PLR2004
        return False
    text = document.text[line.body : line.end]
    return len(list(sentences(text))) == 1 and (
        "?" not in text or ANNOUNCES.search(text) is not None
    )


def asked_in_list(
    document: Document, line: LabelledBlock, bullets: Sequence[LabelledBlock]
) -> bool:
    """Return True if a paragraph and its bullets are one question: "Kan de minister aangeven:"."""
    text = document.text[line.body : line.end]
    if not bullets or not text.endswith(":") or not (asks(text) or QUESTION_OPENING.match(text)):
        return False
    return _asking(document, bullets) in ([], [bullets[-1]])


def _asking(document: Document, bullets: Sequence[LabelledBlock]) -> list[LabelledBlock]:
    return [line for line in bullets if "?" in document.text[line.body : line.end]]
