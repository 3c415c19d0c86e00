"""Missing pages are noticed by the numbers that the other pages print."""

from pathlib import Path

import pytest
from letters_in_layout import lines, pdf

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document

FOOTER = "Tweede Kamer, vergaderjaar 2025–2026, Aanhangsel"
CITED = "Tweede Kamer, vergaderjaar 2023–2024, 31 066, nr. 1372"
PAGES = [
    "".join(f"Deel {page} van het verhaal over de munt, regel {line}.\n" for line in "abcdefg")
    for page in "12345"
]


def gaps(text: str) -> list[tuple[str, str]]:
    """Return the kind of each gap with the first words of the block beside it."""
    document = read_document(text.encode(), name="ah-tk-20252026-1.txt")
    return [(gap.kind, document.text[gap.start : gap.end][:6]) for gap in document.gaps]


def printed(*numbers: int, footer: str = FOOTER) -> str:
    """Return these pages, each with its footer."""
    return "".join(f"{PAGES[number - 1]}{footer} {number}\n" for number in numbers)


def headed(*numbers: int) -> str:
    """Return these pages, each with its number at the top."""
    return "".join(f"Pagina {number}\n{PAGES[number - 1]}" for number in numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (printed(1, 2, 3), []),
        (printed(1, 3), [("pages", "Deel 3")]),
        (printed(2, 3), [("pages", "Deel 2")]),
        (printed(1, 3, 2), [("pages", "Deel 3"), ("pages", "Deel 2")]),
        (printed(1, 2) + PAGES[2], [("end", "Deel 3")]),
        (printed(1, 2, footer="Pagina").replace("gina 2", "gina 2 van 3"), [("end", "Deel 2")]),
        (printed(1, 2, 3, footer="Pagina").replace("gina 3", "gina 3 van 3"), []),
        ("".join(f"{FOOTER} {n}\n{page}" for n, page in enumerate(PAGES, 1)), []),
        (printed(1, 2).replace("munt", "munt1", 1) + "1 Kamerstuk 36 410, nr. 3.\n", []),
        (printed(1, 2).replace("regel a.", "regel a.1", 1) + "\n1 Kamerstuk 36 410, nr. 3.\n", []),
        (f"{PAGES[0]}- 4 -\n{PAGES[1]}", []),
        (headed(1, 2, 4), [("pages", "Deel 4")]),
        (headed(1, 2, 4).replace("Pagina", "\fPagina")[1:], [("pages", "Deel 4")]),
        (
            printed(1, 2, 4, 1, 3).replace(".\n", " en\n").replace("D", "d"),
            [("pages", "deel 1")],
        ),
        ("".join(PAGES), []),
        (printed(1, 2, 3) + printed(1, 2), []),
        (printed(2, 3, footer="Pagina").replace("gina 3", "gina 3 van 3"), []),
        (PAGES[0] + printed(2, 3, footer="-").replace("- 2", "- 2 -").replace("- 3", "- 3 -"), []),
        (printed(1, 2, 3).replace(f"{FOOTER} ", f"{FOOTER} 25"), []),
        (f"{PAGES[0]}{CITED}\n{PAGES[1]}", []),
        (f"{PAGES[0]}{FOOTER} 259\n{PAGES[1]}", []),
        (printed(1) + f"{FOOTER} 2\n" + printed(3), []),
        (printed(1, 2) + f"{FOOTER} 3\n" + printed(5), [("pages", "Deel 5")]),
        (printed(1, 2, footer="Pagina").replace("2\n", "2 van 3\nPagina 3 van 3\n"), []),
    ],
)
def test_a_skipped_number_or_a_missing_footer_is_a_gap(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """Whole papers have none, nor those whose running head prints the number, nor annexes."""
    assert gaps(text) == expected


@pytest.mark.parametrize(
    ("footer", "expected"),
    [
        (["Pagina 1 van 3", "Pagina 2 van 3", "Pagina 3 van 3"], []),
        (["Pagina 1 van 5", "Pagina 3 van 5", "Pagina 5 van 5"], ["Deel 3", "Deel 5"]),
        ([f"{FOOTER} {n}" for n in (1, 2, 3)], []),
        ([f"{FOOTER} {n}" for n in (1, 2, 4)], ["Deel 4"]),
    ],
)
@pytest.mark.parametrize("beside", [(), (1,), (0, 1, 2)])
def test_numbers_beside_a_note_are_read(
    footer: list[str], expected: list[str], beside: tuple[int, ...]
) -> None:
    """A page number may be on the baseline of the last line of a note."""
    pages = []
    for index, words in enumerate(footer):
        number = int(words.partition(" van ")[0].split()[-1])
        note = lines(70, 790, "Uit het register.") if index in beside else []
        page = [*lines(70, 100, *PAGES[number - 1].splitlines()), *note]
        pages.append([*page, *lines(300, 790, words.replace("–", "-"))])
    document = read_document(pdf(*pages))
    assert [document.text[gap.start : gap.end][:6] for gap in document.gaps] == expected


def test_papers_at_hand_lack_no_page(corpus: Path) -> None:
    """Read every text of the corpus: none is cut off."""
    found = []
    for folder in ("real", "letters", "extractions/pdftotext", "extractions/pypdf"):
        for path in sorted((corpus / folder).glob("*.txt")):
            try:
                document = read_document(path.read_bytes(), name=path.name)
            except UnreadableDocument:
                continue
            found += [(path.name, gap.kind) for gap in document.gaps]
    assert found == []
