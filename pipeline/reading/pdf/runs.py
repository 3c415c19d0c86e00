"""Text of a PDF as pdfium has it: runs of characters in one style, with their place on the page.

A run is (a part of) one text object of the page. Why: a call for every character would take ten
times as long as extracting the text. So the text of a page is taken in one call, and style and
place are read once per run.
"""

import ctypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from pipeline.errors import UnreadableDocument
from pipeline.reading.pdf import pdfium

_PDFIUM = threading.Lock()
"""Lock around pdfium, which is not safe in two threads at once, even on different documents."""
_MOST_PAGES = 3000
_MOST_CHARACTERS = 20_000_000
_HYPHENS = frozenset(
    "\ufffe\x02\u00ad"
)  # what pdfium makes of a hyphen at a line's end, and a soft one
_BROKEN_LINE = re.compile("\r\n|\n|\r|\ufffe|\x02")
_BEYOND = 0x10000  # code points that take two code units
# Another text object can begin within a line at any of these: letters, each digit, punctuation.
_PIECE = re.compile(r"[^\W\d]+|\d|[^\w\s]+")
_WORD = re.compile(r"[^ ]+")
_WIDE, _FEW, _FAR = (
    0.75,
    4,
    2.0,
)  # sizes per character, characters, sizes: no words of a line are set so wide apart
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi(?!-?light)|[-,]bd", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obliq|kursiv", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600


class Run(NamedTuple):
    """Characters in one style on a line; ``y`` is the baseline, ``gap``: a space before."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    gap: bool


class _Style(NamedTuple):
    """Weight and slant of a font, and the proportions of its character boxes.

    ``size`` and ``descent`` are the size of its letters and the height of the baseline above the
    bottom, in heights of the box that pdfium gives for a character.
    """

    bold: bool
    italic: bool
    size: float
    descent: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points and its runs in the order of the file."""

    number: int
    width: float
    height: float
    runs: list[Run]


def pages(content: bytes) -> list[Page]:
    """Return the pages of a PDF with their runs; raise UnreadableDocument if broken or too long."""
    with _PDFIUM, _opened(content) as document:
        count = len(document)
        if count > _MOST_PAGES:
            raise UnreadableDocument(
                f"the PDF has {count} pages, more than any letter: it is not read"
            )
        styles: dict[int, _Style] = {}
        result: list[Page] = []
        characters = 0
        for index in range(count):
            page = _Textpage(document, index, styles)
            characters += len(page.text)
            if characters > _MOST_CHARACTERS:
                raise UnreadableDocument(
                    "the PDF holds more than 20 million characters, more than any letter: it is "
                    "not read"
                )
            result.append(Page(index + 1, page.width, page.height, page.runs()))
            page.close()
        return result


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a document for the ``with`` block; raise UnreadableDocument with pdfium's reason."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            message = (
                "the PDF is encrypted and asks for a password; give a copy without one, or "
                "another format of the paper"
            )
        else:
            message = (
                f"the PDF is broken or cut short ({error}); fetch the paper again or give another "
                "format of it"
            )
        raise UnreadableDocument(message) from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(
            f"a page of the PDF cannot be read ({error}); fetch the paper again"
        ) from error
    finally:
        document.close()


class _Textpage:
    """One page while it is open in pdfium."""

    def __init__(
        self, document: pypdfium2.PdfDocument, index: int, styles: dict[int, _Style]
    ) -> None:
        self._page = document[index]
        self._textpage = self._page.get_textpage()
        self._raw = self._textpage.raw
        self._address = ctypes.cast(self._raw, ctypes.c_void_p).value or 0
        self._styles = styles
        self.width, self.height = self._page.get_size()
        self.text = self._read()
        self._box = raw.FS_RECTF()
        self._place = ctypes.addressof(self._box)

    def close(self) -> None:
        self._textpage.close()
        self._page.close()

    def _read(self) -> str:
        """Return all characters of the page, one code unit per character of pdfium's."""
        count = raw.FPDFText_CountChars(self._raw)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="surrogatepass")
        if written - 1 == count == len(text):
            return text
        codes = (raw.FPDFText_GetUnicode(self._raw, index) for index in range(count))
        return "".join(chr(code) if 0 < code < _BEYOND else "\ufffd" for code in codes)

    def runs(self) -> list[Run]:
        """Return the runs in the order of the file."""
        result: list[Run] = []
        start = 0
        for match in _BROKEN_LINE.finditer(self.text):
            end = match.end() if match[0] in _HYPHENS else match.start()
            if end > start:
                self._line(start, end, result)
            start = match.end()
        self._line(start, len(self.text), result)
        return result

    def _line(self, start: int, end: int, result: list[Run]) -> None:
        """Add the runs of one line as pdfium splits it."""
        line = self.text[start:end]
        words = line.strip(" ")
        if not words:
            return
        begin = start + line.index(words[0])
        end = begin + len(words)
        gap = begin > start
        address, text_object = self._address, pdfium.text_object
        current = text_object(address, begin)
        if current and current == text_object(address, end - 1):
            self._add(begin, end, current, gap, result)
            return
        for piece in _PIECE.finditer(self.text, begin, end):
            place = piece.start()
            found = text_object(address, place)
            if not found or found == current:
                continue
            if current:
                self._add(begin, place, current, gap, result)
                gap = " " in self.text[place - 1 : place + 1]
            begin, current = place, found
        if current:
            self._add(begin, end, current, gap, result)

    def _add(self, start: int, end: int, text_object: int, gap: bool, result: list[Run]) -> None:  # noqa: FBT001
        """Add one run, or several if one text object holds words far apart.

        Why: some producers write the row of a table in this way.
        """
        run = self._run(start, end, text_object, gap)
        text = run.text
        if run.x1 - run.x0 < _WIDE * run.size * max(len(text), _FEW) or " " not in text:
            result.append(run)
            return
        words = [
            self._run(*word.span(), text_object, True)  # noqa: FBT003
            for word in _WORD.finditer(self.text, start, end)
        ]
        part = [words[0]._replace(gap=gap)]
        for word in words[1:]:
            if word.x0 - part[-1].x1 > _FAR * run.size:
                result.append(_together(part))
                part = []
            part.append(word)
        result.append(_together(part))

    def _run(self, start: int, end: int, text_object: int, gap: bool) -> Run:  # noqa: FBT001
        """Return characters as a run, with place and style of the first, right edge of the last."""
        line = self.text[start:end]
        text = line.strip(" ")
        first = start if text[0] == line[0] else start + line.index(text[0])
        font = pdfium.font(text_object) or 0
        style = self._styles.get(font) or self._style(first, font)
        box, last = self._box, first + len(text) - 1
        pdfium.char_box(self._address, first, self._place)
        x0, bottom, height = box.left, box.bottom, box.top - box.bottom
        if last > first:
            pdfium.char_box(self._address, last, self._place)
        if text[-1] in _HYPHENS:
            text = text[:-1] + "-"
        size = round(height * style.size, 2)
        y = bottom + height * style.descent
        return Run(text, x0, box.right, y, size, style.bold, style.italic, gap)

    def _style(self, index: int, font: int) -> _Style:
        """Return weight, slant and box proportions of a character's font, read once per font."""
        name = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._raw, index, name, 256, flags)
        words = name.value.decode("latin-1")
        heavy = raw.FPDFText_GetFontWeight(self._raw, index) >= _BOLD_WEIGHT or bool(
            flags.value & _BOLD_FLAG
        )
        slanted = bool(_ITALIC_NAME.search(words)) or bool(flags.value & _ITALIC_FLAG)
        matrix, box, x, y = raw.FS_MATRIX(), raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetMatrix(self._raw, index, matrix)
        raw.FPDFText_GetLooseCharBox(self._raw, index, box)
        raw.FPDFText_GetCharOrigin(self._raw, index, x, y)
        size = raw.FPDFText_GetFontSize(self._raw, index) * hypot(matrix.c, matrix.d)
        height = box.top - box.bottom or 1.0
        bold = bool(_BOLD_NAME.search(words)) or heavy
        style = _Style(bold, slanted, size / height, (y.value - box.bottom) / height)
        self._styles[font] = style
        return style


def _together(words: list[Run]) -> Run:
    """Return the words of one part of a text object as one run."""
    return words[0]._replace(text=" ".join(word.text for word in words), x1=words[-1].x1)
