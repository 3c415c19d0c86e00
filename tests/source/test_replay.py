"""The replayed source answers as the real one does, as far as real answers were seen."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.errors import ConfigurationError
from pipeline.source.replay import catalogue_file, serve
from pipeline.source.replay import scenario as scenario_module
from pipeline.source.replay.catalogue_file import papers as read_papers
from pipeline.source.replay.catalogue_file import session_year
from pipeline.source.replay.query import Refusal, parse
from pipeline.source.replay.scenario import read_scenario
from pipeline.source.replay.source import ReplayedSource

FRESH = '[[paper]]\nidentifier = "kst-36999-B"\nfiles = {}\n'
BASE = "http://127.0.0.1:1"


def found(folder: Path, query: str) -> list[str]:
    """Return the identifiers that a query selects, in its order."""
    return [paper.identifier for paper in parse(query).select(read_papers(folder).values())]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dt.identifier==kst-36999-A", ["kst-36999-A"]),
        (
            'dt.creator=="Eerste Kamer der Staten-Generaal" AND w.ondernummer==B NOT dt.type==Bijlage',
            ["kst-36999-B"],
        ),
        (
            "(w.ondernummer==A or w.ondernummer==B) and dt.type==Kamerstuk",
            ["kst-36999-A", "kst-36999-B"],
        ),
        ("dt.title=antwoord", ["kst-36999-B"]),
        ('dt.title="memorie van" sortBy dt.identifier', ["kst-36999-B"]),
        ("dt.title=memo", []),
        ("dt.title==Memorie", []),
        ("dt.modified==2026-02-03", ["blg-1299001", "kst-36999-B"]),
        (
            "w.dossiernummer==36999 sortBy dt.modified/sort.descending",
            ["kst-1299999", "blg-1299001", "kst-36999-B", "kst-36999-A"],
        ),
        ("w.hoofddocument==kst-36999-B", ["blg-1299001"]),
        ("dt.modified>=2026-02-99 AND w.ondernummer==A", ["kst-36999-A"]),
    ],
)
def test_a_query_selects_the_matching_papers(papers: Path, query: str, expected: list[str]) -> None:
    """Exact and token relations, brackets, NOT, order; a malformed date bound is ignored, as is
    reported of the real one.
    """
    assert expected == found(papers, query)


def test_the_queries_of_real_responses_are_understood(corpus: Path, papers: Path) -> None:
    """Those that the catalogue echoed."""
    responses = sorted((corpus / "sru").glob("*.xml"))
    echoed = [
        query.text or ""
        for path in responses
        for query in etree.fromstring(path.read_bytes()).iter("{*}query")
    ]
    assert echoed
    for query in echoed:
        parse(query).select(read_papers(papers).values())


@pytest.mark.parametrize(
    "query",
    [
        "dt.title==",
        "dt.title",
        "AND",
        "(dt.title==a",
        "dt.title==a b",
        "dt.nonsense==a",
        'dt.title=="a',
        "x.y==1",
        "",
    ],
)
def test_an_invalid_query_is_refused(query: str) -> None:
    """With a diagnostic."""
    with pytest.raises(Refusal):
        parse(query)


@given(
    st.text(alphabet='()/=<>"\\\\ .abdtw-0 andornotsortBy')
    | st.just("(" * 100_000)
    | st.just('"' + "a" * 100_000)
)
def test_any_text_is_a_query_or_refused(text: str) -> None:
    """Nothing brings the server down."""
    with suppress(Refusal):
        parse(text)


def test_an_unknown_prefix_is_refused_in_the_words_of_the_real_catalogue(
    corpus: Path, papers: Path
) -> None:
    """Same elements, same namespaces, same texts."""
    reply = ReplayedSource(papers).answer(
        "/sru", {"query": "dcterms.modified>=2026-01-01"}, {}, BASE
    )
    real = etree.fromstring((corpus / "sru" / "diagnostic-unknown-prefix.xml").read_bytes())
    assert [(e.tag, e.text) for e in real.iter()] == [
        (e.tag, e.text) for e in etree.fromstring(reply.content).iter()
    ]
    assert 200 == reply.status


def test_a_search_has_the_shape_of_a_real_one(corpus: Path, papers: Path) -> None:
    """Every element stands under the parent that it has in a real answer, with the same name and
    scheme.
    """

    def shape(content: bytes) -> set[tuple[object, ...]]:
        nodes = etree.fromstring(content).iter()
        return {
            (getattr(e.getparent(), "tag", None), e.tag, e.get("scheme"), e.get("manifestation"))
            for e in nodes
        }

    names = ("eerste-kamer-dossier-36867.xml", "page-10-of-76.xml")
    known = set().union(*(shape((corpus / "sru" / name).read_bytes()) for name in names))
    query = "w.dossiernummer==36999 AND dt.type==Kamerstuk"
    assert (
        set()
        == shape(ReplayedSource(papers).answer("/sru", {"query": query}, {}, BASE).content) - known
    )


def test_the_furthest_start_fails_as_reported(papers: Path) -> None:
    """From record 10,000 on, with 504."""
    source = ReplayedSource(papers)
    assert [200, 504] == [
        source.answer(
            "/sru", {"query": "dt.type==Kamerstuk", "startRecord": start}, {}, BASE
        ).status
        for start in ("9999", "10000")
    ]


def test_no_more_records_than_the_catalogue_gives_at_once(papers: Path) -> None:
    """However many are asked for; ten where nothing is asked."""
    source = ReplayedSource(papers)
    text = source.answer(
        "/sru", {"query": "dt.type==Kamerstuk", "maximumRecords": "2"}, {}, BASE
    ).content.decode()
    assert "<sru:nextRecordPosition>3</sru:nextRecordPosition>" in text
    assert (
        b"<sru:maximumRecords>10<"
        in source.answer("/sru", {"query": "dt.type==Kamerstuk"}, {}, BASE).content
    )
    assert (
        b"diagnostic"
        in source.answer(
            "/sru", {"query": "dt.type==Kamerstuk", "startRecord": "one"}, {}, BASE
        ).content
    )


def test_every_listed_address_is_served(papers: Path) -> None:
    """Manifestations and metadata files; the page for people; and nothing else."""
    with serve(papers) as server:
        answer = httpx.get(
            server.catalogue_url, params={"query": "dt.identifier==kst-36999-A"}
        ).content
        urls = [
            item.text or ""
            for item in etree.fromstring(answer).iter("{*}itemUrl", "{*}preferredUrl")
        ]
        assert 6 == len(urls)
        assert [200] * 6 == [httpx.get(url).status_code for url in urls]
        assert [404] * 4 == [
            httpx.get(server.url + path).status_code
            for path in (
                "/",
                "/kst-1.html",
                urls[1].removeprefix(server.url) + "x",
                "/frbr/officielepublicaties/kst/1/kst-36999-A/1/xml/a.xml",
            )
        ]
        assert 200 == httpx.get(server.catalogue_url, params={"operation": "explain"}).status_code


def test_a_served_metadata_file_reads_back_as_the_same_paper(papers: Path, tmp_path: Path) -> None:
    """It has the form of the real ones."""
    path = "/frbr/officielepublicaties/kst/36999/kst-36999-B/1/metadata/metadata.xml"
    content = ReplayedSource(papers).answer(path, {}, {}, BASE).content
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "metadata-kst-36999-B.xml").write_bytes(content)
    (copy / "kst-36999-B.xml").write_bytes((papers / "kst-36999-B.xml").read_bytes())
    before, after = read_papers(papers)["kst-36999-B"], read_papers(copy)["kst-36999-B"]
    for name in (
        "title",
        "type",
        "creator",
        "dossiernummer",
        "ondernummer",
        "documenttitel",
        "documentstatus",
        "available",
    ):
        assert getattr(before, name) == getattr(after, name)


def test_real_metadata_files_are_understood(corpus: Path, tmp_path: Path) -> None:
    """Beside the real letter that they describe."""
    for name in ("kst-32545-143", "ah-tk-20202021-3235"):
        (tmp_path / f"metadata-{name}.xml").write_bytes(
            (corpus / "sru" / f"metadata-{name}.xml").read_bytes()
        )
        (tmp_path / f"{name}.xml").write_bytes((corpus / "letters" / f"{name}.xml").read_bytes())
    known = read_papers(tmp_path)
    assert ("32545", "143", "Motie", date(2021, 7, 7), date(2021, 7, 6)) == (
        known["kst-32545-143"].dossiernummer,
        known["kst-32545-143"].ondernummer,
        known["kst-32545-143"].subrubriek,
        known["kst-32545-143"].available,
        known["kst-32545-143"].issued,
    )
    assert ("Aanhangsel van de Handelingen", "2020-2021", "2021Z09739") == (
        known["ah-tk-20202021-3235"].type,
        known["ah-tk-20202021-3235"].vergaderjaar,
        known["ah-tk-20202021-3235"].vraagnummer,
    )


def test_a_folder_without_a_catalogue_file_lists_what_file_names_state(tmp_path: Path) -> None:
    """Two readings agree: no date is taken from the clock or the file system."""
    (tmp_path / "later").mkdir()
    for name in (
        "kst-36600-XV-B.xml",
        "ah-ek-20232024-5.xml",
        "notitie.xml",
        "kst-36600-XV-B.pdf",
        "later/kst-36600-XV-C.xml",
    ):
        (tmp_path / name).write_text("x")
    known = read_papers(tmp_path)
    assert known == read_papers(tmp_path)
    assert ["ah-ek-20232024-5", "kst-36600-XV-B"] == list(known)
    paper = known["kst-36600-XV-B"]
    assert (
        "36600-XV",
        "B",
        "2024-2025",
        ["html", "metadata", "metadataowms", "pdf", "xml"][2:]
        and ["metadata", "metadataowms", "pdf", "xml"],
    ) == (
        paper.dossiernummer,
        paper.ondernummer,
        paper.vergaderjaar,
        paper.manifestations,
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 9, 15), "2024-2025"),
        (date(2025, 9, 16), "2025-2026"),
        (date(2026, 9, 14), "2025-2026"),
        (date(2026, 9, 15), "2026-2027"),
        (date(2026, 1, 1), "2025-2026"),
    ],
)
def test_the_session_year_turns_on_prinsjesdag(day: date, expected: str) -> None:
    """The third Tuesday of September."""
    assert expected == session_year(day)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[paper]]\n", "has no identifier"),
        ('[[paper]]\nidentifier = "kst-36999-A"\ncolour = "red"\n', "no field \\['colour'\\]"),
        ('[[paper]]\nidentifier = "kst-36999-A"\nfiles = { xml = "nowhere.xml" }\n', "not there"),
        ("paper", "no valid TOML"),
    ],
)
def test_a_mistake_in_the_catalogue_file_is_reported(
    tmp_path: Path, text: str, message: str
) -> None:
    """With the file and what to mend."""
    (tmp_path / "catalogue.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=message):
        read_papers(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["[[step]]\n[[step.fault]]\nkind = 'typo'\n", "steps = 3\n[[step]]\nfault = 3\n", "step"],
)
def test_a_mistake_in_a_scenario_is_reported(scenario: Callable[[str], Path], text: str) -> None:
    """Before anything is served."""
    with pytest.raises(ConfigurationError, match="is no scenario"):
        read_scenario(scenario(text))


def test_people_can_move_the_scenario_and_see_the_requests(
    papers: Path, scenario: Callable[[str], Path]
) -> None:
    """By HTTP, when the replay runs in a process of its own."""
    with serve(papers, scenario=scenario('[[step]]\nsays = "nothing happens"\n')) as server:
        assert {"says": "nothing happens", "step": 1} == httpx.post(
            f"{server.url}/replay/advance"
        ).json()
        assert 409 == httpx.post(f"{server.url}/replay/advance").status_code
        httpx.get(f"{server.url}/kst-36999-A.html")
        assert [("/kst-36999-A.html", 200)] == [
            (seen["target"], seen["status"])
            for seen in httpx.get(f"{server.url}/replay/requests").json()
        ]


@pytest.mark.parametrize(
    ("module", "listed"),
    [(scenario_module, ["kst-36999-B", "kst-36999-D"]), (catalogue_file, ["kst-36999-C"])],
)
def test_the_examples_in_the_documentation_are_valid(
    module: ModuleType, listed: list[str], tmp_path: Path
) -> None:
    """Whoever copies the example from the docstring has a file that works, once the files that it
    names are there.
    """
    lines = (module.__doc__ or "").splitlines()
    example = dedent(
        "\n".join(line for line in lines if line.startswith("    ") and "dumps" not in line)
    )
    for name in re.findall(r'"((?:later|letters)/[^"]+)"', example):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "scenario.toml").write_text(example if module is scenario_module else "")
    (tmp_path / "catalogue.toml").write_text(example if module is catalogue_file else FRESH)
    source = ReplayedSource(tmp_path, read_scenario(tmp_path / "scenario.toml"))
    for _ in read_scenario(tmp_path / "scenario.toml").step:
        assert source.advance()
    assert listed == sorted(source.listed)
