"""Text of a PDF as pdfium has it: runs of characters in one style, with their place on the page.

A run is (a part of) one text object of the page. Why: a call for every character would take ten
times as long as extracting the text. So the text of a page is taken in one call, and style and
place are read once per run.
"""

import ctypes
import re
import struct
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
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
_UP_TO_HYPHEN = re.compile("[^\ufffe\x02]*+[\ufffe\x02]|[^\ufffe\x02]++")
_BEYOND = 0x10000  # code points that take two code units
# Another text object can begin within a line at any of these: letters, each digit, punctuation.
_PIECE = re.compile(r"[^\W\d]+|\d|[^\w\s]+")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi(?!-?light)|[-,]bd", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obliq|kursiv", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_BOX, _BOXES = ctypes.c_float * 4, ctypes.c_float * 8
_UNITS, _NAME = ctypes.c_ushort * 1, ctypes.c_char * 256
"""Types of arrays, made once. Why: making one takes 20 microseconds and leaves a cycle."""
_EDGES = struct.Struct("8f").unpack
"""Left, top, right and bottom of the first and of the last character of a run."""


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


_Styles = dict[int, _Style]
"""The styles of a document by the address of their font."""


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
        styles: _Styles = {}
        result: list[Page] = []
        characters = 0
        for index in range(count):
            with closing(_Textpage(document, index, styles)) as page:
                characters += len(page.text)
                if characters > _MOST_CHARACTERS:
                    raise UnreadableDocument(
                        "the PDF holds more than 20 million characters, more than any letter: it "
                        "is not read"
                    )
                result.append(Page(index + 1, page.width, page.height, page.runs()))
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
    """One page while it is open in pdfium, with the handles of pdfium's own interface.

    Why: pypdfium2's page objects, which close themselves when they are forgotten, cost 40
    microseconds a page.
    """

    def __init__(self, document: pypdfium2.PdfDocument, index: int, styles: _Styles) -> None:
        self._styles = styles
        self._page = raw.FPDF_LoadPage(document.raw, index)
        self._raw = raw.FPDFText_LoadPage(self._page) if self._page else None
        if not self._raw:
            self.close()
            raise pypdfium2.PdfiumError(f"page {index + 1} does not load")
        self.width = raw.FPDF_GetPageWidthF(self._page)
        self.height = raw.FPDF_GetPageHeightF(self._page)
        self.text = self._read()
        self._boxes = _BOXES()
        self._second_box = _BOX.from_buffer(self._boxes, ctypes.sizeof(_BOX))

    def close(self) -> None:
        if self._raw:
            raw.FPDFText_ClosePage(self._raw)
        if self._page:
            raw.FPDF_ClosePage(self._page)

    def _read(self) -> str:
        """Return all characters of the page, one code unit per character of pdfium's."""
        count = raw.FPDFText_CountChars(self._raw)
        if count <= 0:
            return ""
        buffer = bytearray(2 * (count + 1))
        units = _UNITS.from_buffer(buffer)
        written = raw.FPDFText_GetText(self._raw, 0, count, units)
        text = buffer[: 2 * max(0, written - 1)].decode("utf-16-le", errors="surrogatepass")
        if written - 1 == count == len(text):
            return text
        codes = (raw.FPDFText_GetUnicode(self._raw, index) for index in range(count))
        return "".join(chr(code) if 0 < code < _BEYOND else "\ufffd" for code in codes)

    def runs(self) -> list[Run]:
        """Return the runs in the order of the file."""
        result: list[Run] = []
        for start, line in _lines(self.text):
            words = line.lstrip(" ")
            if words:
                begin = start + len(line) - len(words)
                self._line(words.rstrip(" "), begin, begin > start, result)
        return result

    def _line(self, words: str, begin: int, gap: bool, result: list[Run]) -> None:  # noqa: FBT001
        """Add the runs of one line as pdfium splits it."""
        page, text_object = self._raw, pdfium.text_object
        end = begin + len(words)
        current = text_object(page, begin)
        if current and current == text_object(page, end - 1):
            result.append(self._run(words, begin, current, gap))
            return
        for piece in _PIECE.finditer(self.text, begin, end):
            offset = piece.start()
            piece_object = text_object(page, offset)
            if not piece_object or piece_object == current:
                continue
            if current:
                self._add_part(begin, offset, current, gap, result)
                gap = " " in self.text[offset - 1 : offset + 1]
            begin, current = offset, piece_object
        if current:
            self._add_part(begin, end, current, gap, result)

    def _add_part(
        self,
        start: int,
        end: int,
        text_object: int,
        gap: bool,  # noqa: FBT001
        result: list[Run],
    ) -> None:
        """Add the run of a part of a line, without the spaces around it."""
        text = self.text[start:end].lstrip(" ")
        result.append(self._run(text.rstrip(" "), end - len(text), text_object, gap))

    def _run(self, text: str, first: int, text_object: int, gap: bool) -> Run:  # noqa: FBT001
        """Return characters as a run, with place and style of the first, right edge of the last."""
        font = pdfium.font(text_object) or 0
        style = self._styles.get(font) or self._style(first, font)
        pdfium.char_box(self._raw, first, self._boxes)
        pdfium.char_box(self._raw, first + len(text) - 1, self._second_box)
        x0, top, _, bottom, _, _, x1, _ = _EDGES(self._boxes)
        if text[-1] in _HYPHENS:
            text = text[:-1] + "-"
        height = top - bottom
        y = bottom + height * style.descent
        return Run(text, x0, x1, y, round(height * style.size, 2), style.bold, style.italic, gap)

    def _style(self, index: int, font: int) -> _Style:
        """Return weight, slant and box proportions of a character's font, read once per font."""
        name = _NAME()
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._raw, index, name, len(name), flags)
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


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page with their offsets; a hyphen at a line's end has no line feed."""
    start = 0
    for line in text.replace("\r", "\n").split("\n"):
        if "\ufffe" in line or "\x02" in line:
            for match in _UP_TO_HYPHEN.finditer(line):
                yield start + match.start(), match[0]
        elif line:
            yield start, line
        start += len(line) + 1
