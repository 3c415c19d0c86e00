"""What pdfium knows of a PDF's text: runs of characters in one style, with their place on the page.

A run is (a part of) one text object of the page. Asking pdfium about every character would take ten times as long as
extracting the text: here the text of a page is taken in one call, and style and place are asked for once per run.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from pipeline.errors import UnreadableDocument

_PDFIUM = threading.Lock()
"""pdfium is not safe to use from two threads at once, not even on different documents."""

_MOST_PAGES = 3000
_MOST_CHARACTERS = 20_000_000
_BROKEN_LINE = re.compile("\r\n|\n|\r|\ufffe|\x02")
# Where another text object can begin within a line: at a word, at digits inside one, at punctuation.
_JOINT = re.compile(r"(?<=\s)(?=\S)|(?<=\d)|(?=\d)|(?<=\w)(?=[^\w\s])|(?<=[^\w\s])(?=\w)")
_WORD = re.compile(r"[^ ]+")
_WIDE, _FEW, _FAR = 0.75, 4, 2.0  # sizes per character, characters, sizes: no words of a line are set so wide apart
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi(?!-?light)|[-,]bd", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obliq|kursiv", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one style on one line. Points, from the page's lower left corner; ``y`` is the baseline.

    ``gap`` says that a space stood before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points and its runs in the order of the file."""

    number: int
    width: float
    height: float
    runs: list[Run]


def pages(content: bytes) -> list[Page]:
    """All pages of a PDF with their runs. Raises ``UnreadableDocument`` where it is broken, encrypted or beyond measure."""
    with _PDFIUM, _opened(content) as document:
        count = len(document)
        if count > _MOST_PAGES:
            raise UnreadableDocument(f"the PDF has {count} pages, more than any letter: it is not read")
        styles: dict[int, tuple[bool, bool]] = {}
        result: list[Page] = []
        characters = 0
        for index in range(count):
            page = _Textpage(document, index, styles)
            characters += len(page.text)
            if characters > _MOST_CHARACTERS:
                raise UnreadableDocument("the PDF holds more than 20 million characters, more than any letter: it is not read")
            result.append(Page(index + 1, page.width, page.height, list(page.runs())))
            page.close()
        return result


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            message = "the PDF is encrypted and asks for a password; give a copy without one, or another format of the paper"
        else:
            message = f"the PDF is broken or cut short ({error}); fetch the paper again or give another format of it"
        raise UnreadableDocument(message) from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"a page of the PDF cannot be read ({error}); fetch the paper again") from error
    finally:
        document.close()


class _Textpage:
    """One page while pdfium has it open."""

    def __init__(self, document: pypdfium2.PdfDocument, index: int, styles: dict[int, tuple[bool, bool]]) -> None:
        self._page = document[index]
        self._textpage = self._page.get_textpage()
        self._raw = self._textpage.raw
        self._styles = styles
        self.width, self.height = self._page.get_size()
        self.text = self._read()
        self._matrix = raw.FS_MATRIX()
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def close(self) -> None:
        self._textpage.close()
        self._page.close()

    def _read(self) -> str:
        """All characters of the page, one code unit per character of pdfium's."""
        count = raw.FPDFText_CountChars(self._raw)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="surrogatepass")
        if written - 1 == count == len(text):
            return text
        codes = (raw.FPDFText_GetUnicode(self._raw, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x10000 else "\ufffd" for code in codes)

    def runs(self) -> Iterator[Run]:
        """The runs in the order of the file."""
        start = 0
        for match in _BROKEN_LINE.finditer(self.text):
            broken = match[0] in {"\ufffe", "\x02"}
            yield from self._line(start, match.end() if broken else match.start())
            start = match.end()
        yield from self._line(start, len(self.text))

    def _line(self, start: int, end: int) -> Iterator[Run]:
        """The runs of what pdfium calls one line."""
        gap = self.text[start:end].startswith(" ")
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start == end:
            return
        first = self._object(start)
        if first and first == self._object(end - 1):
            yield from self._apart(start, end, gap=gap)
            return
        begin, current = start, first
        for joint in _JOINT.finditer(self.text, start + 1, end):
            place = joint.start()
            found = self._object(place)
            if found in {0, current}:
                continue
            if current:
                yield from self._apart(begin, place, gap=gap)
            gap = " " in self.text[place - 1 : place + 1]
            begin, current = place, found
        if current:
            yield from self._apart(begin, end, gap=gap)

    def _apart(self, start: int, end: int, *, gap: bool) -> Iterator[Run]:
        """One run, or several where one text object holds words far apart, as some producers write a table's row."""
        run = self._run(start, end, gap=gap)
        if run.x1 - run.x0 < _WIDE * run.size * max(len(run.text), _FEW) or " " not in run.text:
            yield run
            return
        first = last = None
        for word in _WORD.finditer(self.text, start, end):
            this = self._run(*word.span(), gap=gap or first is not None)
            if first is not None and last is not None and this.x0 - last > _FAR * run.size:
                yield self._run(first, before, gap=gap)
                first, gap = None, True
            first = word.start() if first is None else first
            before, last = word.end(), this.x1
        if first is not None:
            yield self._run(first, before, gap=gap)

    def _object(self, index: int) -> int:
        """The address of the text object that a character belongs to; 0 for characters that pdfium made up."""
        pointer = raw.FPDFText_GetTextObject(self._raw, index)
        return ctypes.addressof(pointer.contents) if pointer else 0

    def _run(self, start: int, end: int, *, gap: bool) -> Run:
        while start < end - 1 and self.text[start] == " ":
            start += 1
        while end > start + 1 and self.text[end - 1] == " ":
            end -= 1
        raw.FPDFText_GetMatrix(self._raw, start, self._matrix)
        raw.FPDFText_GetCharOrigin(self._raw, start, self._x, self._y)
        raw.FPDFText_GetLooseCharBox(self._raw, end - 1, self._box)
        matrix = self._matrix
        size = raw.FPDFText_GetFontSize(self._raw, start) * (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
        bold, italic = self._style(start)
        text = self.text[start:end].replace("\ufffe", "-").replace("\x02", "-")
        return Run(text, self._x.value, self._box.right, self._y.value, size, bold, italic, gap)

    def _style(self, index: int) -> tuple[bool, bool]:
        """Whether the font of a character is bold and italic; asked once per font."""
        font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(self._raw, index))
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._styles:
            name = ctypes.create_string_buffer(256)
            flags = ctypes.c_int()
            raw.FPDFText_GetFontInfo(self._raw, index, name, 256, flags)
            words = name.value.decode("latin-1")
            heavy = raw.FPDFText_GetFontWeight(self._raw, index) >= _BOLD_WEIGHT or bool(flags.value & _BOLD_FLAG)
            self._styles[key] = (
                bool(_BOLD_NAME.search(words)) or heavy,
                bool(_ITALIC_NAME.search(words)) or bool(flags.value & _ITALIC_FLAG),
            )
        return self._styles[key]
