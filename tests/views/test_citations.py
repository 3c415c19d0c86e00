"""Citations, and the cited papers that the warehouse holds."""

from datetime import date

from in_memory_warehouse import InMemoryWarehouse


def _named(in_memory_warehouse: InMemoryWarehouse, publication_id: str, value: str) -> None:
    in_memory_warehouse.add(
        "identifier", {"publication_id": publication_id, "scheme": "official", "value": value}
    )


def test_a_cited_paper_is_found_under_every_name_it_had(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """By its own identifier, by an older one, or as a dossier; what is not held says so."""
    in_memory_warehouse.paper("kst-36000-A")
    in_memory_warehouse.paper("kst-36000-B")
    _named(in_memory_warehouse, "kst-36000-A", "kst-1259252")
    for ordinal, target in enumerate(
        ("kst-36000-A", "kst-1259252", "kst-99999-1", "dossier-36000", "dossier-99999"), start=1
    ):
        in_memory_warehouse.reference("kst-36000-B", ordinal, target)
    expected = [
        ("kst-36000-A", "kst-36000-A", None, True),
        ("kst-1259252", "kst-36000-A", None, True),
        ("kst-99999-1", None, None, False),
        ("dossier-36000", None, 2, True),
        ("dossier-99999", None, None, False),
    ]
    query = "SELECT target, cited_publication_id, cited_dossier_papers, holds FROM reference_holding ORDER BY reference_id"
    assert expected == in_memory_warehouse.ask(query)


def test_addresses_laws_pointers_and_unresolved_citations_are_no_edges(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """The graph is of official papers and documents."""
    in_memory_warehouse.paper("kst-36000-A")
    for ordinal, (kind, target) in enumerate(
        [
            ("url", "https://example.org"),
            ("law", "Grondwet"),
            ("answer", "D66 2"),
            ("letter", None),
        ],
        start=1,
    ):
        in_memory_warehouse.reference("kst-36000-A", ordinal, target, kind)
    assert [] == in_memory_warehouse.ask("FROM reference_holding")
    assert [] == in_memory_warehouse.ask("FROM citation")


def test_the_most_cited_paper_counts_papers_and_citations(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """Two papers that cite a third, one of them twice."""
    for letter in "ABC":
        in_memory_warehouse.paper(f"kst-36000-{letter}", title=f"Stuk {letter}")
    in_memory_warehouse.reference("kst-36000-A", 1, "kst-36000-C")
    in_memory_warehouse.reference("kst-36000-B", 1, "kst-36000-C")
    in_memory_warehouse.reference("kst-36000-B", 2, "kst-36000-C")
    in_memory_warehouse.reference("kst-36000-B", 3, "COM(2025)120", "eu_document")
    expected = [
        ("kamerstuk", "kst-36000-C", 2, 3, "kst-36000-C", "Stuk C"),
        ("eu_document", "COM(2025)120", 1, 1, None, None),
    ]
    assert expected == in_memory_warehouse.ask("FROM most_cited_paper ORDER BY papers DESC")
    assert [("kst-36000-A", 1), ("kst-36000-B", 2)] == in_memory_warehouse.ask(
        "SELECT publication_id, citations FROM citation WHERE cited_publication_id = 'kst-36000-C' ORDER BY ALL"
    )


def test_papers_that_cite_each_other_are_one_pair(in_memory_warehouse: InMemoryWarehouse) -> None:
    """Once per pair, under whatever names they cite each other; a paper that cites itself is none."""
    for letter in "ABC":
        in_memory_warehouse.paper(f"kst-36000-{letter}")
    _named(in_memory_warehouse, "kst-36000-A", "kst-1")
    in_memory_warehouse.reference("kst-36000-A", 1, "kst-36000-B")
    in_memory_warehouse.reference("kst-36000-A", 2, "kst-36000-A")
    in_memory_warehouse.reference("kst-36000-A", 3, "kst-36000-C")
    in_memory_warehouse.reference("kst-36000-B", 1, "kst-1")
    in_memory_warehouse.reference("kst-36000-B", 2, "kst-36000-A")
    assert [("kst-36000-A", "kst-36000-B", 1, 2)] == in_memory_warehouse.ask("FROM mutual_citation")


def test_a_letter_named_by_its_date_is_found_in_the_same_dossier(
    in_memory_warehouse: InMemoryWarehouse,
) -> None:
    """One candidate is the letter; two are ambiguous; the citing letter and other dossiers are not
    meant.
    """
    march, april, may = date(2025, 3, 1), date(2025, 4, 1), date(2025, 5, 1)
    in_memory_warehouse.paper("kst-36000-A")
    in_memory_warehouse.paper("kst-36000-B")
    in_memory_warehouse.paper("kst-36001-A")
    wanted = in_memory_warehouse.letter("kst-36000-A", 1, "other", march)
    in_memory_warehouse.letter("kst-36000-A", 2, "other", april)
    in_memory_warehouse.letter("kst-36000-A", 3, "reply", april)
    in_memory_warehouse.letter("kst-36001-A", 1, "other", may)
    citing = in_memory_warehouse.letter("kst-36000-B", 1, "reply", may)
    for ordinal, day in enumerate((march, april, may), start=1):
        in_memory_warehouse.add(
            "reference",
            {
                "reference_id": f"kst-36000-B/reference-{ordinal}",
                "publication_id": "kst-36000-B",
                "letter_id": citing,
                "ordinal": ordinal,
                "kind": "letter",
                "text": "mijn brief",
                "cited_on": day,
                "status": "unresolved",
            },
        )
    query = (
        "SELECT cited_on, cited_letter_id, cited_publication_id, candidates FROM cited_letter"
        " ORDER BY reference_id"
    )
    assert [
        (march, wanted, "kst-36000-A", 1),
        (april, None, None, 2),
        (may, None, None, 0),
    ] == in_memory_warehouse.ask(query)
