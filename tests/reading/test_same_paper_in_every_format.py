"""One paper gives one text, whichever of its formats is read."""

import json
import re
from pathlib import Path

import pytest

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document
from pipeline.reading.document import Document

SAMPLE = Path(__file__).parents[2] / "sample" / "letters"
HEAD = {
    *("vergaderjaar", "kameraanduiding", "documenttype", "overig", "kamervraagnummer"),
    *("dossiernummer", "dossiertitel", "ondernummer", "stuktitel", "datum"),
}
PAPERS = sorted(path.stem for path in SAMPLE.glob("*.xml"))


def plain(text: str) -> str:
    """Return text with single spaces, and one sort of bullet."""
    return re.sub(r"\s+", " ", text).replace("\uf0b7", "•").strip()


def said(document: Document) -> list[str]:
    """Return the blocks behind the head of a paper, whose layout differs from format to format."""
    return [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.role not in HEAD
    ]


def notes(document: Document) -> list[str]:
    """Return the text of the footnotes."""
    return [document.text[note.start : note.end] for note in document.footnotes]


def places(document: Document) -> list[tuple[str, str, int | None]]:
    """Return every mark with the words before it and the note it points to."""
    return [
        (plain(document.text[: mark.position])[-25:], mark.label, mark.note)
        for mark in document.marks
    ]


def assert_same(one: Document, other: Document) -> None:
    """Assert that two documents have the same words, notes and footnote marks."""
    assert plain(" ".join(said(one))) in plain(other.text[: other.body_end])
    assert notes(one) == notes(other)
    assert places(one) == places(other)


def test_a_real_paper_gives_the_same_text_in_three_formats(corpus: Path) -> None:
    """The publisher's xml, html and pdf of one paper: the same blocks."""
    xml, html, pdf = (
        read_document((corpus / "letters" / f"ah-tk-20202021-3235.{form}").read_bytes())
        for form in ("xml", "html", "pdf")
    )
    expected = said(xml)
    assert expected == said(html)
    assert expected == said(pdf)[-len(expected) :]


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "txt"])
@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_of_the_sample_gives_the_same_text_in_every_format(paper: str, form: str) -> None:
    """Words, notes and marks are those of the xml."""
    path = SAMPLE / f"{paper}.{form}"
    if not path.exists():
        pytest.skip(f"the sample has no {form} of {paper}")
    assert_same(
        read_document((SAMPLE / f"{paper}.xml").read_bytes()), read_document(path.read_bytes())
    )


def test_all_questions_and_answers_of_the_gold_are_found_word_for_word(corpus: Path) -> None:
    """Every question, answer and citation of every letter stands in its text, in every format;
    tables part their cells.
    """
    missing = []
    for path in sorted((corpus / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text())
        wanted = [
            row["text"] for kind in ("questions", "answers", "references") for row in gold[kind]
        ]
        for letter in (corpus / "letters").glob(f"{gold['source'].rsplit('.', 1)[0]}.*"):
            try:
                text = plain(read_document(letter.read_bytes()).text).replace(" | ", " ")
            except UnreadableDocument:
                continue
            missing += [
                (letter.name, row) for row in wanted if plain(row).replace(" | ", " ") not in text
            ]
    assert [] == missing
