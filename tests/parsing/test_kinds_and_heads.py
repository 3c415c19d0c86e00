"""Kinds of papers, and their heads."""

import pytest
from printed_lines import document, rows

from pipeline.parsing.kind import kind_of_title
from pipeline.parsing.origin import Origin
from pipeline.rows import parse

HEAD = "Eerste Kamer der Staten-Generaal\nVergaderjaar 2025–2026\n36 410 VIII Vaststelling van de begrotingsstaten\n"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("C VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("Memorie van antwoord", "memorie_van_antwoord"),
        ("D NADERE MEMORIE VAN ANTWOORD", "memorie_van_antwoord"),
        ("Nr. 3 MEMORIE VAN TOELICHTING", "other"),
        ("Nr. 6 NOTA NAAR AANLEIDING VAN HET VERSLAG", "nota_naar_aanleiding_van_het_verslag"),
        ("Nota naar aanleiding van het nader verslag", "nota_naar_aanleiding_van_het_verslag"),
        ("B VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE VOOR FINANCIËN", "voorlopig_verslag"),
        ("B HERDRUK1 VOORLOPIG VERSLAG VAN DE VASTE COMMISSIE", "voorlopig_verslag"),
        ("2022D06714 INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag_schriftelijk_overleg"),
        ("nr. Lijst van vragen en antwoorden", "verslag_schriftelijk_overleg"),
        ("Verslag van een commissiedebat", "other"),
        ("BRIEF VAN DE MINISTER VAN FINANCIËN", "brief"),
        ("Brief van de voorzitter van de Eerste Kamer der Staten-Generaal", "other"),
        ("Uitstelbericht", "uitstelbericht"),
        ("K MOTIE VAN HET LID VAN HATTEM C.S.", "other"),
        ("A GEWIJZIGD VOORSTEL VAN WET", "other"),
        ("Vragen van het lid Dijk (SP) over de munt", "schriftelijke_vragen"),
        ("Wijziging van de Muntwet", None),
    ],
)
def test_a_title_names_the_kind(title: str, kind: str | None) -> None:
    """The sub-number may stand before it."""
    assert kind == kind_of_title(title)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"document_title": "Memorie van antwoord"}, "memorie_van_antwoord"),
        ({"document_type": "Motie"}, "other"),
        (
            {
                "title": "Wijziging van de Muntwet",
                "document_title": "Dossier; Nota naar aanleiding van het verslag",
            },
            "nota_naar_aanleiding_van_het_verslag",
        ),
    ],
)
def test_the_catalogues_kind_outranks_that_of_the_text(facts: dict[str, str], kind: str) -> None:
    """Its words are the official ones."""
    assert (
        kind
        == rows(HEAD + "BRIEF VAN DE MINISTER VAN FINANCIËN\nDe tekst.", **facts)["publication"][0][
            "kind"
        ]
    )


def test_the_series_settles_attachments_and_written_questions() -> None:
    """An attachment asks and answers nothing, whatever it prints."""
    text = "Vraag 1\nIs dat zo?\nAntwoord 1\nJa."
    attachment = parse(document(text), Origin("blg-1", "blg", "0" * 64))
    assert ("other", [], []) == (
        attachment["publication"][0]["kind"],
        attachment["question"],
        attachment["letter"],
    )
    assert (
        "schriftelijke_vragen"
        == parse(document(text), Origin("ah-ek-20252026-1", "ah", "0" * 64))["publication"][0][
            "kind"
        ]
    )


def test_the_head_of_a_paper_fills_what_the_catalogue_lacks() -> None:
    """Chamber, session year, dossier with its suffix and title, sub-number and title."""
    row = rows(HEAD + "C MEMORIE VAN ANTWOORD\nOntvangen 3 mei 2026\nDe tekst.", "file-x")[
        "publication"
    ][0]
    expected = (
        "EK",
        "2025-2026",
        "36410-VIII",
        "Vaststelling van de begrotingsstaten",
        "C",
        "MEMORIE VAN ANTWOORD",
    )
    assert expected == tuple(
        row[name]
        for name in (
            "chamber",
            "session_year",
            "dossier_number",
            "dossier_title",
            "sub_number",
            "title",
        )
    )


def test_the_catalogues_columns_outrank_the_head() -> None:
    """The columns that the catalogue states replace those of the text."""
    row = rows(
        HEAD + "C MEMORIE VAN ANTWOORD",
        "kst-36410-VIII-C",
        dossier_number="36410-VIII",
        sub_number="C",
        chamber="EK",
    )["publication"][0]
    assert ("36410-VIII", "C", "EK") == (row["dossier_number"], row["sub_number"], row["chamber"])


@pytest.mark.parametrize(
    "lines",
    [
        "36 600 VII Vaststelling van de begroting\nB MEMORIE VAN ANTWOORD",
        "36 600-VII Vaststelling van de begroting\nB MEMORIE VAN ANTWOORD",
        "36 600, VII\nVaststelling van de begroting\nB\nMEMORIE VAN ANTWOORD",
        "Dossier: 36 600-VII Vaststelling van de begroting\nB MEMORIE VAN ANTWOORD",
    ],
)
@pytest.mark.parametrize("received", ["Ontvangen 3 mei 2026", "Ontvangen: 3 mei 2026"])
def test_dossier_numbers_and_days_are_read_in_every_notation(lines: str, received: str) -> None:
    """A chapter of the budget behind a space, hyphen or comma, the title beside or below it; the
    day behind a colon.
    """
    found = rows(f"Eerste Kamer der Staten-Generaal\n{lines}\n{received}\nDe tekst.", "file-x")
    row = found["publication"][0]
    assert ("36600-VII", "Vaststelling van de begroting", "B") == (
        row["dossier_number"],
        row["dossier_title"],
        row["sub_number"],
    )
    assert "2026-05-03" == str(found["letter"][0]["dated_on"])


@pytest.mark.parametrize(
    ("publication_id", "chamber"), [("ah-tk-20252026-1", "TK"), ("kv-ek-1", "EK"), ("file-1", None)]
)
def test_the_identifier_of_a_paper_gives_its_chamber(
    publication_id: str, chamber: str | None
) -> None:
    """The name counts if the text is silent; an Aanhangsel that it cites without saying which is of that Chamber."""
    text = "Vraag 1\nKent u Aanhangsel Handelingen, vergaderjaar 2022–2023, nr. 59?"
    found = rows(
        f"Vragen van het lid Dijk (SP) aan de Minister van Financiën over de munt.\n{text}",
        publication_id,
    )
    target = f"ah-{chamber.lower()}-20222023-59" if chamber else None
    assert (chamber, target) == (
        found["publication"][0]["chamber"],
        found["reference"][0]["target"],
    )


@pytest.mark.parametrize("title", ["Nr. 5 VERSLAG", "nr. Lijst van vragen en antwoorden"])
def test_a_title_is_a_line_by_itself_in_a_text_without_blank_lines(title: str) -> None:
    """The dossier above it and the day below it are no part of the title.

    Seen in: kst-35497-5, 2025D46350.
    """
    text = (
        "35 497 Tijdelijke voorzieningen op het terrein van het Ministerie van Onderwijs, Cultuur "
        f"en Wetenschap (Tweede Verzamelwet)\n{title}\nVastgesteld 23 juni 2020\n"
        "De leden van de VVD-fractie vragen de regering wat de gevolgen zijn voor studenten.\n"
    )
    assert kind_of_title(title) == rows(text)["publication"][0]["kind"]
