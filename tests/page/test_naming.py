"""Names of papers, and addresses that a page may link to."""

import pytest

from pipeline.page.links import page_of
from pipeline.page.paper_names import official_page, paper_name, web_address


@pytest.mark.parametrize(
    ("publication_id", "expected"),
    [
        ("kst-36867-C", "36 867, C"),
        ("kst-36600-XV-B", "36 600 XV, B"),
        ("kst-21501-02-2732", "21 501-02, 2732"),
        ("kst-1259252", "kst-1259252"),
        ("dossier-36741", "36 741"),
        ("ah-ek-20252026-12", "Aanhangsel EK 2025–2026, 12"),
        ("kv-ek-990003", "kv-ek-990003"),
        ("file-map/brief aan de Kamer", "map/brief aan de Kamer"),
        ("COM(2025)120", "COM(2025)120"),
        ("dossier-9", "9"),
    ],
)
def test_papers_are_called_as_a_clerk_cites_them(publication_id: str, expected: str) -> None:
    """Dossier numbers are written in groups; what has no official number keeps its name."""
    assert expected == paper_name(publication_id)


def test_the_official_page_is_the_one_the_catalogue_prefers() -> None:
    """Else the one that the identifier gives; a bare file has none."""
    assert "https://zoek.example/x" == official_page("kst-36867-C", "https://zoek.example/x")
    assert "https://zoek.officielebekendmakingen.nl/kst-36867-C.html" == official_page(
        "kst-36867-C", None
    )
    assert "https://zoek.officielebekendmakingen.nl/kst-36867-C.html" == official_page(
        "kst-36867-C", "javascript:alert(1)"
    )
    assert official_page("file-brief", None) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "file:///etc/passwd",
        "http://[",
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    """A letter cannot make the page run or open anything else."""
    assert web_address(url) is None


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("question_id", "kst-36867-C/question-2", "/letter/kst-36867-C#question-2"),
        ("asking_publication_id", "kst-36867-C", "/letter/kst-36867-C"),
        ("answer_id", "file-2024/een brief/answer-1", "/letter/file-2024/een%20brief#answer-1"),
        ("letter_id", "file-2024/een brief", "/letter/file-2024/een%20brief"),
        ("publication_id", "file-2024/letter-3", "/letter/file-2024/letter-3"),
        ("party", "50PLUS/x", "/party/50PLUS%2Fx"),
        ("title", "kst-36867-C", None),
    ],
)
def test_an_id_leads_to_its_paper(column: str, value: str, expected: str | None) -> None:
    """Also where the file of a paper lies in a folder of the folder, so that its id has slashes."""
    assert expected == page_of(column, value)
