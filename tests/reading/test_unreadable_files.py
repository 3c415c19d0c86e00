"""Unreadable files: the message says what the file is and what to do."""

import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from document_views import blocks
from letters_in_layout import Words, pdf

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document
from pipeline.reading.detection import detect


def stores(**members: bytes) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 40, "control characters"),
        (b"%PDF-1.7\n", "broken or cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "old Word file"),
        (b"{\\rtf1 hallo}", "rich text"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"PK\x03\x04 no archive", "broken zip"),
        (stores(content_dot_xml=b"<a/>"), "OpenDocument"),
        (stores(letter_dot_txt=b"hallo"), "zip archive"),
        (stores(word__document_dot_xml=b"<w:document"), "Word file is broken"),
        (b"2\n\n\f3\n", "page numbers"),
        ("\fEerste Kamer, vergaderjaar 2024–2025, 99 100, B 2".encode(), "no words"),
    ],
)
def test_the_message_about_an_unreadable_file_names_its_format(content: bytes, words: str) -> None:
    """No traceback of a library, no empty document."""
    with pytest.raises(UnreadableDocument, match=words):
        read_document(content)


def test_a_pdf_without_words_is_called_a_scan() -> None:
    """The message names text recognition."""
    with pytest.raises(UnreadableDocument, match="OCR"):
        read_document(pdf([]))


def test_the_scan_of_the_corpus_is_called_a_scan(corpus: Path) -> None:
    """A real scan."""
    with pytest.raises(UnreadableDocument, match="scan"):
        read_document((corpus / "letters" / "blg-1007826.pdf").read_bytes())


def test_a_pdf_with_a_password_asks_for_a_copy_without() -> None:
    """Encrypted with a password to open it."""
    from fpdf import FPDF  # noqa: PLC0415

    locked = FPDF()
    locked.set_encryption(owner_password="baas", user_password="geheim")
    locked.add_page()
    locked.set_font("Helvetica", "", 12)
    locked.cell(0, 10, "Geheime brief")
    with pytest.raises(UnreadableDocument, match="password"):
        read_document(bytes(locked.output()))


def test_two_hundred_megabytes_of_zeros_are_refused_quickly() -> None:
    """Refused at the door."""
    nothing = bytes(200_000_000)
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(UnreadableDocument, match="empty"):
        read_document(nothing)
    spent, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < 2
    assert peak < 50_000_000


def test_first_bytes_outrank_the_name() -> None:
    """A file is what it begins with; its name and type count only where that says nothing."""
    assert "pdf" == detect(pdf([Words(50, 50, "Brief")]), "brief.txt", "text/plain")
    assert "xml" == detect(b"<kamerstuk><al>x</al></kamerstuk>", "brief.html")
    assert "html" == detect(
        b'<?xml version="1.0"?><!DOCTYPE html><html><p>x</p></html>', "brief.xml"
    )
    assert "html" == detect(b"<br>x", "brief.html")
    assert "text" == detect(b"Geachte voorzitter", "", "text/html")
    assert "text" == detect(b"<1% van de leden vond dat.", "brief.txt")


def test_windows_bytes_are_read_as_meant() -> None:
    """A file that is partly UTF-8 and partly Windows-1252 keeps all its letters."""
    assert ["Reeds geïnformeerd, cliënt."] == blocks(
        read_document("Reeds geïnformeerd, ".encode() + "cliënt.".encode("cp1252"))
    )
