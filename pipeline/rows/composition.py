"""Composition of one paper's rows, from its ``Document``: parsing, corrections, assembly."""

from pathlib import PurePath

from pipeline import corrections
from pipeline.parsing import PARSER_VERSION, front_page
from pipeline.parsing.ministers.register import register_for
from pipeline.parsing.origin import Origin, Rows
from pipeline.parsing.outline import outline
from pipeline.parsing.pairing import confidence, merging
from pipeline.parsing.pairing.unexplained import unexplained
from pipeline.parsing.paper import ASKING_KINDS, divide, finish, signers
from pipeline.reading import read_document
from pipeline.reading.document import Document
from pipeline.rows import assembly


def parse(document: Document, origin: Origin) -> Rows:
    """Return the rows of one paper by table: publication, letters, questions, answers and so on.

    Pure: the same document and origin give the same rows, ids included. The corrections of the
    origin are applied as the last reading.
    """
    with register_for(origin.publication_id):
        return _rows(document, origin)


def _rows(document: Document, origin: Origin) -> Rows:
    corrected = corrections.of_text(origin.corrections, document.text_sha256)
    lines = corrections.relabelled(outline(document), corrected)
    divided = divide(document, lines, origin, corrections.kind(corrected))
    letters = divided.letters
    signed = signers(document, lines, letters)
    signed = corrections.signed(letters, signed, corrected)
    finished = [
        finish(document, lines, letter, letters, signed.get(letter.ordinal, []))
        for letter in letters
    ]
    metadata = front_page.describe(document, finished, origin)
    pairing = merging.merge(divided.pairing)
    confidence.rate(document, pairing)
    corrections.apply(document, letters, pairing, corrected)
    due = divided.kind in ASKING_KINDS
    share, left_over = unexplained(
        document, lines, letters, pairing, due=due, unknown=divided.unknown
    )
    rows = assembly.rows(
        assembly.Paper(
            document,
            origin,
            divided.kind,
            metadata,
            finished,
            signed,
            pairing,
            share,
            left_over,
        ),
        PARSER_VERSION,
    )
    result = corrections.Result(divided.kind, lines, pairing, signed)
    return rows | {"correction": corrections.rows(origin, document.text_sha256, result)}


def parse_file(content: bytes, name: str) -> Rows:
    """Return the rows of a file of which only the bytes and the name are known.

    Example: the name ``kst-36741-B.xml`` gives the publication kst-36741-B.

    Raises:
        UnreadableDocument: the file contains no letter that can be parsed.
    """
    return parse(read_document(content, name=name), Origin.of_file(PurePath(name).stem, content))
