"""Papers in the publisher's xml: every element of the schema that carries words, and nothing that
does not.
"""

import pytest
from document_views import blocks, body, kinds, marks, notes

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document

PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
    content="https://zoek.officielebekendmakingen.nl/kst-99100-XV-B/metadata.xml"/></metadata>
  <kamerstuk>
    <kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2024-2025</tekstregel>
      <tekstregel inhoud="kameraanduiding">Eerste Kamer der Staten-Generaal</tekstregel>
      <tekstregel inhoud="kamernummer">1</tekstregel></kamerstukkop>
    <dossier><dossiernummer><dossiernr>99 100</dossiernr> <begrotingshoofdstuk>XV</begrotingshoofdstuk></dossiernummer>
      <titel>Veren</titel></dossier>
    <stuk><stuknr><ondernummer kamer="1">B</ondernummer></stuknr>
      <titel>BRIEF VAN DE MINISTER<noot id="t1"><noot.nr>1</noot.nr><noot.al>Bijlage.</noot.al></noot></titel>
      <datumtekst>Vastgesteld <datum isodatum="2025-07-03">3 juli 2025</datum></datumtekst>
      <algemeen><vrije-tekst><tekst>CONTENT</tekst></vrije-tekst>
      <tekst-sluiting><ondertekening><functie>De Minister</functie> van Veren,
        <naam><voornaam>G.</voornaam><achternaam>Overvaart</achternaam></naam></ondertekening></tekst-sluiting>
      </algemeen></stuk>
  </kamerstuk>
</officiele-publicatie>"""


def paper(content: str) -> bytes:
    """Return a paper with this content, with the line ends that the publisher's files have."""
    return PAPER.replace("CONTENT", content).replace("\n", "\r\n").encode()


def test_the_head_of_a_paper_has_its_roles_and_metadata() -> None:
    """Numbers, titles, dates and the signature."""
    document = read_document(paper("<al>Tekst.</al>"))
    roles = [
        "vergaderjaar",
        "kameraanduiding",
        "dossiernummer",
        "dossiertitel",
        "ondernummer",
        "stuktitel",
        "datum",
        "",
    ]
    assert [*roles, "ondertekening", "ondertekening"] == [block.role for block in document.blocks]
    assert ["De Minister van Veren,", "G. Overvaart"] == blocks(document)[-2:]
    assert [("MINISTER", "1", 0)] == marks(document)
    expected = {
        "identifier": "kst-99100-XV-B",
        "vergaderjaar": "2024-2025",
        "creator": "Eerste Kamer der Staten-Generaal",
        "dossiernummer": "99 100 XV",
        "dossiertitel": "Veren",
        "ondernummer": "B",
        "title": "BRIEF VAN DE MINISTER",
    }
    assert expected == dict(document.metadata)


def test_notes_leave_the_sentence_and_keep_their_links() -> None:
    """The mark stands behind its word, the note behind the body."""
    source = 'Kamerstuk <extref doc="kst-99100-1">99 100, nr. 1</extref>.'
    note = f'<noot id="n2" type="voet"><noot.nr>2</noot.nr><noot.al>{source}</noot.al></noot>'
    document = read_document(
        paper(
            f"<al>Op 9 mei<?xpp afbreek?>{note} heb ik <nadruk type='cur'>toegezegd</nadruk> te schrijven.</al>"
        )
    )
    assert "Op 9 mei heb ik toegezegd te schrijven." in blocks(document)
    assert ("2", "Kamerstuk 99 100, nr. 1.") in notes(document)
    assert [("99 100, nr. 1", "kst-99100-1")] == [
        (document.text[start:end], target) for start, end, target in document.links
    ]
    assert ["toegezegd"] == [
        document.text[emphasis.start : emphasis.end] for emphasis in document.emphases
    ]


def test_lists_tables_and_headings_keep_their_lines_and_levels() -> None:
    """Two levels, a table row by row, the parts of a heading on one line."""
    content = (
        "<divisie><kop><label>Artikel</label><nr>3</nr><titel>Reikwijdte</titel></kop><al>Vooraf:</al>"
        "<lijst><li><li.nr>a.</li.nr><al>een;</al><lijst><li><li.nr>1°</li.nr><al>binnen;</al></li></lijst></li>"
        "<li><li.nr>b.</li.nr><al>twee.</al></li></lijst></divisie>"
        "<table><tgroup><thead><row><entry><al>Haven</al></entry><entry><al>Boten</al></entry></row></thead>"
        "<tbody><row><entry><al>Noord</al></entry><entry><al>12</al></entry></row></tbody></tgroup></table>"
        "<tussenkop kopopmaak='vet'>Slot</tussenkop>"
    )
    document = read_document(paper(content))
    expected = [
        "Artikel 3 Reikwijdte",
        "Vooraf:",
        "a. een;",
        "1° binnen;",
        "b. twee.",
        "Haven | Boten",
        "Noord | 12",
        "Slot",
    ]
    assert expected == blocks(document)[7:-2]
    assert [
        "heading",
        "paragraph",
        "list_item",
        "list_item",
        "list_item",
        "table",
        "table",
        "heading",
    ] == kinds(document)[7:-2]
    assert [1, 2, 1] == [block.level for block in document.blocks if block.kind == "list_item"]


def test_questions_and_answers_have_their_roles() -> None:
    """Written questions: who asks, who answers, and each question with its number."""
    questions = (
        "<officiele-publicatie><kamervragen><kamervraagnummer>5</kamervraagnummer>"
        '<kamervraagomschrijving type="vraag">Vragen van het lid '
        "<naam><voornaam>Romke de </voornaam><achternaam>Vries</achternaam></naam>, over veren.</kamervraagomschrijving>"
        '<kamervraagomschrijving type="antwoord">Antwoord van Minister '
        "<naam><achternaam>Overvaart</achternaam></naam>.</kamervraagomschrijving>"
        "<vraag><nr>Vraag 1</nr><al>Klopt het?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord>"
        "</kamervragen></officiele-publicatie>"
    )
    document = read_document(questions.encode())
    expected = [
        ("kamervraagnummer", "5"),
        ("kamervraagomschrijving-vraag", "Vragen van het lid Romke de Vries, over veren."),
        ("kamervraagomschrijving-antwoord", "Antwoord van Minister Overvaart."),
        ("vraag-nr", "Vraag 1"),
        ("vraag", "Klopt het?"),
        ("antwoord-nr", "Antwoord 1"),
        ("antwoord", "Ja."),
    ]
    assert expected == [
        (block.role, document.text[block.start : block.end]) for block in document.blocks
    ]


def test_unknown_elements_and_the_older_root_keep_their_words() -> None:
    """Nothing is lost because its element is not known; notes of kamerwrk stand apart from their
    marks.
    """
    old = (
        "<kamerwrk><frontm><onderw>Veren</onderw></frontm><tuskop>Vragen</tuskop><al>Zie de <vreemd>nota</vreemd>"
        "<voetref refid='v1'>1</voetref> hierover.</al>"
        "<voetnoot id='v1'><nr>1</nr><al>De nota van 1998.</al></voetnoot></kamerwrk>"
    )
    document = read_document(old.encode())
    assert "Zie de nota hierover." in body(document)
    assert [("1", "De nota van 1998.")] == notes(document)
    assert [("nota", "1", 0)] == marks(document)


@pytest.mark.parametrize(
    "content",
    [
        b"<officiele-publicatie><al>Open",
        b"<officiele-publicatie><kamerstuk/></officiele-publicatie>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><officiele-publicatie><al>&b;</al></officiele-publicatie>',
        b'<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/hostname">]><officiele-publicatie><al>&b;</al></officiele-publicatie>',
        b"<officiele-publicatie>" + b"<al>" * 5000 + b"</al>" * 5000 + b"</officiele-publicatie>",
    ],
    ids=[
        "cut short",
        "without words",
        "entities in entities",
        "an entity from outside",
        "nested 5,000 deep",
    ],
)
def test_broken_and_hostile_xml_is_unreadable(content: bytes) -> None:
    """Nothing is expanded or fetched, and the message says what to do."""
    with pytest.raises(UnreadableDocument, match=r"fetch|official"):
        read_document(content)
