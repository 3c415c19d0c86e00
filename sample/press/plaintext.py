"""The plain text of a paper, as programs extract it from its PDF: each in its own way.

* ``pages``: the lines of the letter as sent, a form feed between pages, page numbers and footnotes
  where they stood;
* ``crlf``: the same with CRLF line ends and a byte order mark, as saved by an editor on Windows;
* ``lost``: no form feeds, a page begins with a space; the lines of the committee's letter, set
  wide, got empty lines between;
* ``markdown``: from the typeset paper, with marks between brackets, rules between pages, hyphens at
  line ends undone.
"""

import re
from collections.abc import Iterator

from press.layouts import LETTER, WRITTEN_QUESTIONS, pages
from press.paper import Paper
from press.typeset import Line, Page

# A word divided over two lines: what joins it again.
DIVIDED = re.compile(r"([^\W\d_])-\n([a-zà-ÿ])")


def render(paper: Paper, way: str) -> bytes:
    """Return the text file, extracted in that way.

    Raises:
        KeyError: there is no such way.
    """
    return {"pages": _pages, "crlf": _crlf, "lost": _lost, "markdown": _markdown}[way](
        paper
    ).encode()


def _pages(paper: Paper) -> str:
    sheets = ["\n".join(_sheet(page, wide=False)) + "\n" for page in pages(paper, LETTER)]
    if margin := paper.head.get("margin"):
        numbered = [
            f"{sheet}\nPagina {number} van {len(sheets)}\n"
            for number, sheet in enumerate(sheets, start=1)
        ]
        sheets = ["\n".join([*margin, "", numbered[0]]), *numbered[1:]]
    return "\f".join(sheets)


def _crlf(paper: Paper) -> str:
    return "\ufeff" + _pages(paper).replace("\n", "\r\n")


def _lost(paper: Paper) -> str:
    return (
        "\n".join(" " + "\n".join(_sheet(page, wide=True)) for page in pages(paper, LETTER)) + "\n"
    )


def _sheet(page: Page, *, wide: bool) -> Iterator[str]:
    for index, line in enumerate(page.lines):
        spaced = wide and line.style.leading == LETTER.body.leading and not line.style.bold
        if index and (line.before or spaced):
            yield ""
        yield line.text + (" " if spaced else "")
    if page.notes:
        yield ""
    yield from (line.text for line in page.notes)
    if page.number > 1:
        yield from ("", str(page.number))


def _markdown(paper: Paper) -> str:
    head = paper.head
    rows = [
        "",
        " # 1",
        "",
        f"#### Vergaderjaar {head['session_year'].replace('-', '–')} Aanhangsel van de Handelingen",
        "",
    ]
    rows += [
        "**Vragen gesteld door de leden der Kamer, met de daarop door de**",
        "**regering gegeven antwoorden**",
        "",
    ]
    rows += [f"### {head['number']}", ""]
    for page in pages(paper, WRITTEN_QUESTIONS):
        lines = [
            ("\n" if index and line.before else "") + _marked(line)
            for index, line in enumerate(page.lines)
        ]
        rows.append(DIVIDED.sub(r"\1\2", "\n".join(lines)))
        if page.notes:
            rows += [
                "",
                *(
                    "\n" * bool(index and line.label) + line.text
                    for index, line in enumerate(page.notes)
                ),
            ]
        running = f"h ek {head['session_year'].replace('-', '')} {head['number']}"
        rows += ["", *([running, ""] if page.number == 1 else []), "", "-----", ""]
    return "\n".join(rows)


def _marked(line: Line) -> str:
    words = " ".join(
        "".join(f"[{piece.text} ]" if piece.note else piece.text for piece in word)
        for word in line.words
    )
    return f"{line.label} {words}" if line.label else words
