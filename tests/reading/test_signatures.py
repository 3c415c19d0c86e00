"""Signatures where only the words tell them from paragraphs."""

from pipeline.reading import read_document

SIGNED = """\
De veerdienst wordt in het najaar hervat, zoals de provincie heeft toegezegd, en de kosten ervan
worden gedeeld.

De staatssecretaris van Infrastructuur en Waterstaat - Openbaar Vervoer, Vaarwegen en Milieu,
R. Veerman
De Minister van Volksgezondheid, Welzijn en Sport,
P.J. de Brug
"""


def test_the_part_of_a_ministry_belongs_to_the_office() -> None:
    """A signature that fills its line is parted from the name below it, also where a dash stands in
    the office.
    """
    document = read_document(SIGNED.encode())
    assert [
        "De staatssecretaris van Infrastructuur en Waterstaat - Openbaar Vervoer, Vaarwegen en Milieu,",
        "R. Veerman",
        "De Minister van Volksgezondheid, Welzijn en Sport,",
        "P.J. de Brug",
    ] == [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind == "signature"
    ]


def test_a_signature_without_mark_up_is_found_by_its_words() -> None:
    """An office, also in small letters, and a name below it sign, whatever the format."""
    words = "<al>Dat is zo.</al><al>de minister van Volksgezondheid, Welzijn en Sport,</al><al>P.J. de Brug</al>"
    document = read_document(
        f"<?xml version='1.0'?><kamerstuk><vrije-tekst><tekst>{words}</tekst></vrije-tekst></kamerstuk>".encode()
    )
    assert ["paragraph", "signature", "signature"] == [block.kind for block in document.blocks]


def test_a_second_signature_in_small_letters_is_found() -> None:
    """An office below a name begins another signature, though its first word goes on like a
    sentence.
    """
    document = read_document(
        b"Dat is zo.\nde minister van Defensie,\nPiet de Brug\nde staatssecretaris van Defensie,\nRia Veerman\n"
    )
    assert ["Piet de Brug", "de staatssecretaris van Defensie,"] == [
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind == "signature"
    ][1:3]
