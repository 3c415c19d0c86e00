"""Small fictional letters as PDF, word by word where a test wants them."""

from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF

WIDTH, HEIGHT = 595, 842  # A4 in points


@dataclass(frozen=True)
class Words:
    """Words whose baseline begins ``x`` points from the left and ``y`` from the top; ``style`` is
    "", "B" or "I".
    """

    x: float
    y: float
    text: str
    size: float = 10
    style: str = ""


def pdf(*pages: Sequence[Words]) -> bytes:
    """Return a PDF of such pages."""
    paper = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    for page in pages:
        paper.add_page()
        for words in page:
            paper.set_font("Helvetica", words.style, words.size)
            paper.text(words.x, words.y, words.text)
    return bytes(paper.output())


def lines(
    x: float, y: float, *texts: str, size: float = 10, style: str = "", leading: float = 1.2
) -> list[Words]:
    """Return lines below each other."""
    return [
        Words(x, y + index * leading * size, text, size, style) for index, text in enumerate(texts)
    ]


def width(text: str, size: float = 10, style: str = "") -> float:
    """Return the width of words, in points."""
    paper = FPDF(unit="pt")
    paper.set_font("Helvetica", style, size)
    return float(paper.get_string_width(text))
