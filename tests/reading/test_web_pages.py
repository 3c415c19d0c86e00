"""Papers as the publisher shows them on the web, and letters on other pages."""

import time

import pytest
from document_views import blocks, body, kinds, marks, notes

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document

PAGE = """<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta name="DC.identifier" content="kst-99100-B" /><meta name="OVERHEIDop.vergaderjaar" content="2024-2025" /></head>
<body><nav>Zoeken</nav><script>var x = "geen tekst";</script><div id="broodtekst">CONTENT</div>
<footer>Over deze site</footer></body></html>"""


def page(content: str) -> bytes:
    """Return a page with this content."""
    return PAGE.replace("CONTENT", content).encode()


def test_the_publishers_classes_become_roles() -> None:
    """The same roles as in the xml of the same paper."""
    content = (
        '<h1 class="dossiertitel no-toc"><span class="dossiernummer">99 100</span> Veren</h1><div class="stuk">'
        '<h1 class="stuktitel no-toc"><span class="stuknummer">B</span> BRIEF VAN DE MINISTER</h1>'
        '<p class="kamerstukdatum">Vastgesteld 3 juli 2025</p><div class="alineagroep"><p>Tekst\n   over twee regels.</p></div>'
        '<p class="ondertekening"><span class="functie">De Minister van Veren,</span><br/><span class="naam">'
        '<span class="voornaam">G.</span> <span class="achternaam">Overvaart</span></span></p></div>'
    )
    document = read_document(page(content))
    expected = [
        "99 100",
        "Veren",
        "B",
        "BRIEF VAN DE MINISTER",
        "Vastgesteld 3 juli 2025",
        "Tekst over twee regels.",
    ]
    assert [*expected, "De Minister van Veren,", "G. Overvaart"] == blocks(document)
    roles = [
        "dossiernummer",
        "dossiertitel",
        "ondernummer",
        "stuktitel",
        "datum",
        "",
        "ondertekening",
        "ondertekening",
    ]
    assert roles == [block.role for block in document.blocks]
    assert {
        "identifier": "kst-99100-B",
        "vergaderjaar": "2024-2025",
        "title": "BRIEF VAN DE MINISTER",
    } == dict(document.metadata)


@pytest.mark.parametrize("number", ["B", '<span class="stuknummer">B</span>'])
def test_a_paper_bears_its_own_title_and_not_that_of_its_dossier(number: str) -> None:
    """The head of the page names the dossier, by which the paper would be taken for a yearly
    report.
    """
    content = page(
        f'<h2 class="stuktitel no-toc">{number} BRIEF VAN DE MINISTER VAN VEREN</h2><p>De brug is open.</p>'
    )
    dossier = (
        b'<head><meta name="DC.title" content="Jaarverslag en slotwet Ministerie van Veren 2024" />'
    )
    assert (
        "BRIEF VAN DE MINISTER VAN VEREN"
        == read_document(content.replace(b"<head>", dossier)).metadata["title"]
    )


def test_questions_and_answers_of_the_publishers_page_are_headings() -> None:
    """A title inside div.vraag is the question's number."""
    content = (
        '<h1 class="kamervraagomschrijving_kop no-toc">Vragen van het lid De Vries.</h1>'
        '<h1 class="kamervraagomschrijving_kop no-toc">Antwoord van Minister Overvaart.</h1>'
        '<div class="vraag"><h2 class="stuktitel no-toc"><a id="d1" name="d1"></a>Vraag 1\n</h2><p>Klopt het?</p></div>'
        '<div class="antwoord"><h2 class="stuktitel no-toc">Antwoord 1</h2><p>Ja.</p></div>'
    )
    roles = [
        "kamervraagomschrijving-vraag",
        "kamervraagomschrijving-antwoord",
        "vraag-nr",
        "vraag",
        "antwoord-nr",
        "antwoord",
    ]
    assert roles == [block.role for block in read_document(page(content)).blocks]


@pytest.mark.parametrize(
    "heading",
    [
        '<h3 class="tussenkop no-toc"><a id="d1"></a><span class="tussenkop_vet">De SP-fractie</span></h3>',
        '<p class="tussenkop"><span class="tussenkop_cur">De SP-fractie</span></p>',
        '<h2 class="tussenkop_vet no-toc">De SP-fractie</h2>',
        '<p class="tussenkop"><strong class="tussenkop_vet">De SP-fractie</strong></p>',
    ],
)
def test_a_subheading_of_the_publishers_page_is_a_heading(heading: str) -> None:
    """Whatever the classes of what stands in it say of its letter, it is a heading."""
    document = read_document(page(f"<p>De veren varen.</p>{heading}<p>Waarom?</p>"))
    assert ["De veren varen.", "De SP-fractie", "Waarom?"] == blocks(document)
    assert ("heading", "tussenkop") == (document.blocks[1].kind, document.blocks[1].role)


OF_THE_PUBLISHER = """<p>Zie de nota.<a class="nootnum supernote-click-ID-1" href="#ID-1">1</a> Meer.</p>
<div class="voet noot snp" id="supernote-note-ID-1">
<h5 class="note-close"><a class="note-close" href="#close-ID-1">X</a> Noot</h5>
<sup><span class="nootnum"><a id="ID-1" name="ID-1"></a>1</span></sup>
<p>Kamerstuk <a href="kst-99100-1.html">99 100, nr. 1</a>.</p></div>"""
OF_A_WORD_PROCESSOR = """<p>Zie de nota.<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> Meer.</p>
<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a>
Kamerstuk <a href="https://zoek.officielebekendmakingen.nl/kst-99100-1.html">99 100, nr. 1</a>.</p></div>"""
OF_A_CONVERTER = """<p>Zie de nota.<sup><a href="#fn1" id="fnref1">1</a></sup> Meer.</p>
<section class="footnotes"><ol class="none"><li id="fn1">
<p>Kamerstuk <a href="kst-99100-1">99 100, nr. 1</a>.<a href="#fnref1">↩</a></p></li></ol></section>"""

BELOW_THE_TEXT = """<p>Zie de nota.<a class="nootnum" href="#n1" id="m1" title="naar noot 1"><sup>1</sup></a> Meer.</p></div>
<div id="noten"><div class="noot" id="n1"><p><a href="#m1" class="nootnr"><sup>1</sup></a>
Kamerstuk <a href="kst-99100-1.html">99 100, nr. 1</a>.</p></div>"""


@pytest.mark.parametrize(
    "content",
    [OF_THE_PUBLISHER, OF_A_WORD_PROCESSOR, OF_A_CONVERTER, BELOW_THE_TEXT],
    ids=["the publisher", "a word processor", "a converter", "an element of their own"],
)
def test_a_short_link_to_a_place_further_down_is_a_footnote_mark(content: str) -> None:
    """A short link to a place further down is a mark; the way back and the number are no part of
    the note.
    """
    document = read_document(page(content))
    assert "Zie de nota. Meer." == body(document)
    assert [("1", "Kamerstuk 99 100, nr. 1.")] == notes(document)
    assert [("nota.", "1", 0)] == marks(document)
    assert ["kst-99100-1"] == [target for _, _, target in document.links]


def test_lists_and_tables_read_as_a_browser_shows_them() -> None:
    """Markers that the browser draws are written out; printed ones are taken as they are."""
    content = (
        '<ol start="3"><li>drie<ul><li>diep</li></ul></li><li>vier</li></ol><ol type="a"><li>aa</li></ol>'
        '<ul class="expliciet"><li class="li"><p class="labeled"><span class="ol">1° </span>eerst</p></li></ul>'
        "<table><tr><th>Haven</th><th>Boten</th></tr><tr><td>Noord</td><td>12</td></tr></table>"
    )
    document = read_document(page(content))
    assert [
        "3. drie",
        "• diep",
        "4. vier",
        "a. aa",
        "1° eerst",
        "Haven | Boten",
        "Noord | 12",
    ] == blocks(document)
    assert [*["list_item"] * 5, "table", "table"] == kinds(document)


def test_an_item_that_prints_its_own_number_gets_no_second_marker() -> None:
    """Whatever the class of the printed number: the bullet that a browser would draw is switched
    off by the style sheet.
    """
    content = (
        '<ul class="expliciet"><li><p><span class="li.nr">1</span> Hoeveel bruggen zijn dicht?</p></li>'
        "<li><p><b>2)</b> Tot wanneer?</p></li><li>a. En daarna?</li></ul><ul><li>veerpont</li></ul>"
    )
    document = read_document(page(content))
    assert [
        "1 Hoeveel bruggen zijn dicht?",
        "2) Tot wanneer?",
        "a. En daarna?",
        "• veerpont",
    ] == blocks(document)
    assert ["1", "2)", "a.", "•"] == [block.label for block in document.blocks]


def test_a_letter_on_any_other_page_reads_well() -> None:
    """Loose text, line breaks and headings without any class of the publisher's."""
    other = (
        "<html><body><h2>Vraag 1</h2>Klopt het?<br>Zo ja, waarom?<div><p>Ja.</div></body></html>"
    )
    document = read_document(other.encode(), name="letter.html")
    assert ["Vraag 1", "Klopt het?", "Zo ja, waarom?", "Ja."] == blocks(document)


def test_an_empty_error_page_is_unreadable() -> None:
    """A page without words is no letter."""
    with pytest.raises(UnreadableDocument, match="no words"):
        read_document(b"<html><head><title>404</title></head><body><div></div></body></html>")


def test_a_deeply_nested_page_is_refused_quickly() -> None:
    """A parser would need minutes for it."""
    began = time.process_time()
    with pytest.raises(UnreadableDocument, match="nests"):
        read_document(b"<html><body>" + b"<div>" * 100_000 + b"woord")
    assert time.process_time() - began < 1


def test_a_head_in_a_table_is_read() -> None:
    """Two columns, the number and the title beside it, are one line each."""
    content = (
        "<table><tr><td>Tweede Kamer der Staten-Generaal</td><td>2</td></tr><tr><td>Vergaderjaar 2024-2025</td></tr></table>"
        "<table><tr><td>99 100 XV</td><td>Wijziging van de Veerwet</td></tr><tr><td>Nr. 6</td><td>NOTA VAN WIJZIGING</td></tr></table>"
        "<p>Tekst.</p><table><tr><td>SP</td><td>Vijf veren</td></tr></table>"
    )
    document = read_document(f"<!DOCTYPE html><html><body>{content}</body></html>".encode())
    assert [
        "99 100 XV Wijziging van de Veerwet",
        "Nr. 6 NOTA VAN WIJZIGING",
        "Tekst.",
        "SP | Vijf veren",
    ] == blocks(document)[2:]
