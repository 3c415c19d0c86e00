"""Text files: extracted from a PDF by some tool, or saved as text by a word processor.

Page breaks may be missing; the mark-up that extraction tools leave becomes headings and emphasis.
"""

import re

from pipeline.errors import UnreadableDocument
from pipeline.reading.characters import clean, decode
from pipeline.reading.document import Document, EmphasisKind
from pipeline.reading.document_assembly import Span
from pipeline.reading.layout import Pages, compose_pages
from pipeline.reading.layout.footnotes import NOTE_HEADING
from pipeline.reading.lines import Line, Row

MEDIA_TYPE = "text/plain"
_LINE_END = re.compile(r"\r\n?|[\v\x85\u2028\u2029]")
_LINE_HYPHEN = re.compile(
    "\ufffe(?:\r?\n)?"
)  # what PDFium makes of a hyphen at a line end, in place of both
_RULE = re.compile(r"-{3,}|_{3,}|\*{3,}|={3,}")  # between the pages of a mark-up extraction
_HASHES = re.compile(r"(#{1,6}) +(?=\S)")
_MARKED_UP = re.compile(r"(?m)^#{1,6} \S|\*\*\S")
# **bold**, _italic_ (not the underscores inside an address), 11[e ] for a raised letter.
_STARS = re.compile(r"\*\*(?P<words>[^*\n]{1,400})\*\*")
_UNDERSCORES = re.compile(r"(?<![\w/])_(?P<words>[^_\s][^\n]{0,400}?)_(?![\w/])")
_RAISED = re.compile(r"(?<=\d)\[(?P<words>e|de|ste) ?\]")
_ESCAPED = re.compile(r"\\(?P<words>[\\`*_{}\[\]()#+.!|<>'\"-])")
_HARD_BREAK = re.compile(r"\\\n")  # inside a paragraph; emphasis can go on behind it
_STRAY_STARS = re.compile(r"^\*\*(?P<words>[^*\n]*)$|^(?P<rest>[^*\n]*)\*\*$")
_FRAME = re.compile(r"(?m)^[ ]*(?:[+|](?=[-=+:| ]*?[-=]{2})[-=+:| ]*|-{3,}(?: +-{2,})+ *)$")
"""A line of a frame: "+---+---+", "|---|:--|", "---- -----"."""
_ROW = re.compile(r"(?m)^[ ]*\|(?P<cells>.*)\|[ ]*$")
_GRID = "+--"
"""Corner of a table in which a row can take several lines; elsewhere each line is a row."""
_GAP = "   "
"""White space that separates the cells of a row."""
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)(?:\{[^}\n]{0,200}\})?|(?m:^\s*\[\]\s*$)")
_SPLIT_UNIT = re.compile(r"(?<=\s)([kcd]?m)\n([23])(?=[\s.,;)])")
"""A unit at a line's end and its raised figure on the next line."""
_WEB_PAGE = re.compile(r"(?m)^(?:X Noot(?:\n+(?P<number>\d{1,3}))?|Naar boven)$")
"""Words of the official web page in text copied from it: above a note, below the paper."""
_SITE_FRAMES = re.compile(
    r"""(?msx)
    ^\[overzicht\]\ \[activiteiten\].{1,600}?\[wat\ is\ dit\?\]$  # menu of opentk.nl
    |^Nummer:\ \d{4}D\d{5,6},\ datum:.{1,3000}?^Preview\ document\ \([^()\n]{1,30}\)$  # its record
    |^Kamervraag\ document\ nummer:\ (?:kv|ah)-.*\Z  # below written questions on openkamer.org
    |^Indieners\n{1,3}(?:-\n{1,3})?Gericht\ aan$.*\Z  # below written questions on tweedekamer.nl
    """
)
"""Words of other web pages around a paper.

Why: they cite the paper itself, and the last question or answer would go on with them.

Seen in: kst-21501-28-263, 2022D16491, 2026D02567; 2020Z15889; 2024D30281.
"""
_NUMBERED_BULLET = re.compile(r"(?m)^( *)[•·] +(?=\(?(?:\d{1,2}|[a-z])[.)] )")
"""Bullet before the number of an item, in text copied from the official web page: "• 1."."""
_SITE_LABELS = re.compile(
    r"(?m)(?<=\n)(?=(?:Ingediend|Beantwoord|Indieners?|Onderwerpen|Bron (?:vraag|antwoord)) \S)"
)
"""Beginnings of lines above written questions on openkamer.org: each is a paragraph."""
_OF_SITE = re.compile(r"\s*Kamervraag \d{4}Z\d{5}\n")
_STUCK = re.compile(r"fractie(?<=\w[A-Z\d]fractie)(?=(?:s|leden|lid)?\b)")
_MOST_LINES = 100_000  # of a file: more than any letter has


def read_text(content: bytes) -> Document:
    """Return the document in a text file; raise UnreadableDocument if its bytes hold no text."""
    lines = _split(decode(content))
    if not lines:
        raise UnreadableDocument(
            "the text file has no words; fetch the paper again or give another format of it"
        )
    return compose_pages(Pages([Row(line.page, [line]) for line in lines]), MEDIA_TYPE)


def _split(text: str) -> list[Line]:
    """Return the lines that have words, with their pages and the blank lines above them."""
    if text.count("\n") > _MOST_LINES:
        raise UnreadableDocument(
            f"the text has more than {_MOST_LINES} lines, more than any letter: it is not read"
        )
    text = _without_frames(_LINE_HYPHEN.sub("-\n", text))
    text = _repaired(
        clean(_LINE_END.sub("\n", text.replace("\t", "   ")))
    )  # a tab parts the cells of a table
    marked_up = _MARKED_UP.search(text) is not None
    if marked_up:
        text = _HARD_BREAK.sub("\n", text)
    lines: list[Line] = []
    page, blanks = 1, 0
    for raw in text.replace("\f", "\n\f").split("\n"):
        if raw.startswith("\f"):
            page, raw = page + 1, raw[1:]  # noqa: PLW2901 - the form feed is no part of the line
        words = raw.strip(" ")
        if not words:
            blanks += 1
        elif _RULE.fullmatch(words):
            page, blanks = page + marked_up, blanks + 1
        else:
            line = Line(words, page, blanks, len(raw) - len(raw.lstrip(" ")))
            lines.append(_without_markup(line) if marked_up else line)
            blanks = 0
    return [line for line in lines if line.text]


def _without_markup(line: Line) -> Line:
    """Return the line without its mark-up, kept as heading depth and emphasis."""
    if hashes := _HASHES.match(line.text):
        line.heading = len(hashes[1])
        line.cut((0, hashes.end()))
    if "*" in line.text:
        _emphasise(line, _STARS, "bold")
        if stray := _STRAY_STARS.match(line.text):
            line.cut((0, 2) if stray["words"] is not None else (stray.end() - 2, stray.end()))
    if "_" in line.text:
        _emphasise(line, _UNDERSCORES, "italic")
    for pattern in (_RAISED, _ESCAPED):
        spans = [
            span
            for match in pattern.finditer(line.text)
            for span in _around(match)
            if span[0] < span[1]
        ]
        if spans:
            line.cut(*spans)
    return line


def _emphasise(line: Line, pattern: re.Pattern[str], kind: EmphasisKind) -> None:
    """Remove the signs of one kind of emphasis from the line."""
    matches = list(pattern.finditer(line.text))
    line.spans += tuple(Span(kind, *match.span("words")) for match in matches)
    line.cut(*(span for match in matches for span in _around(match)))


def _around(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the spans of a mark-up before and after its words."""
    return (match.start(), match.start("words")), (match.end("words"), match.end())


def _without_frames(text: str) -> str:
    """Return a text without places of images and frames of tables drawn with characters.

    Example: "| Vraag | Antwoord |" below "+-------+----------+" becomes "Vraag   Antwoord".

    Seen in: brief-jenv-4975504-baker, as pandoc gives its Word file.
    """
    if not _FRAME.search(text):
        return text
    end = "" if _GRID in text else "\n"
    text = _FRAME.sub("", _IMAGE.sub("", text))
    return _ROW.sub(
        lambda match: _GAP.join(filter(None, map(str.strip, match["cells"].split("|")))) + end, text
    )


def _repaired(text: str) -> str:
    """Return the text without frames of web pages, with lost hyphens and raised figures joined.

    "• 1. Is dat zo?" loses its bullet (kst-32043-26).

    The heading of a note on the official web page gets the note's number: "X Noot 1".
    Example: "BBBfractie" → "BBB-fractie"; "10,4 miljard m" / "3 aan" → "m3 aan". Why: a word in
    capitals is never joined to another without a hyphen.

    Seen in: ah-tk-20242025-564
    """
    text = _NUMBERED_BULLET.sub(r"\1", text)
    text = _SITE_FRAMES.sub("", _SPLIT_UNIT.sub(r"\1\2", text))
    if _OF_SITE.match(text):
        text = _SITE_LABELS.sub("\n", text)
    text = _WEB_PAGE.sub(
        lambda match: NOTE_HEADING + match["number"] if match["number"] else "", text
    )
    return _STUCK.sub("-fractie", text) if "fractie" in text else text
