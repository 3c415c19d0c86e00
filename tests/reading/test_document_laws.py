"""Laws that hold of any document, checked on made-up texts and on mutated files."""

from collections.abc import Callable
from pathlib import Path

from document_invariants import assert_laws
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document
from pipeline.reading.characters import clean
from pipeline.reading.document_assembly import Span
from pipeline.reading.lines import Line

SAMPLE = Path(__file__).parents[2] / "sample" / "letters"
FILES = sorted(
    path for path in SAMPLE.iterdir() if path.suffix in {".xml", ".html", ".pdf", ".txt", ".docx"}
)
PIECES = st.sampled_from(
    [
        "De minister van Veren,",
        "Gijs Overvaart",
        "Vraag 1",
        "Antwoord 1",
        "1. Klopt het?",
        "a) Waarom?",
        "– een punt;",
        "•",
        "2",
        "1 Kamerstuk 99 100, nr. 1",
        "de nota1 van 29 juni 20222 en het Witboek3.",
        "“sector.” 4",
        "de defensie-",
        "industrie",
        "[5 6 ]",
        "Natura 2000",
        "**vet** en _cursief_",
        "#### Kop",
        "-----",
        "\f",
        "",
        " ",
        "| a | b |",
        "| c | d |",
        "x   y",
        "p   q",
        "https://veren.example/a-",
        "BRIEF VAN DE MINISTER VAN VEREN,",
        "Eerste Kamer, vergaderjaar 2024–2025, 99 100, B 2",
        "een regel die gewoon doorloopt tot aan het einde van de kolom van deze bladzijde, en",
        "eﬃciënt\u00adheid\u00a0²",
        "[1 ]",
        "¹",
    ]
)


def outcome(content: bytes, name: str = "") -> None:
    """Read bytes: a lawful document, or a refusal."""
    try:
        document = read_document(content, name=name)
    except UnreadableDocument:
        return
    assert_laws(document)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_a_document_of_any_text_file_obeys_the_invariants(pieces: list[str], line_end: str) -> None:
    """Lines of every kind in any order."""
    outcome(line_end.join(pieces).encode())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_a_document_of_any_characters_obeys_the_invariants(text: str) -> None:
    """Characters of every kind."""
    outcome(text.encode("utf-8", errors="surrogatepass"))


@st.composite
def mutated(draw: Callable[..., object]) -> tuple[bytes, str]:
    """Return a file of the sample, cut, spliced, repeated or spoilt."""
    path: Path = draw(st.sampled_from(FILES))
    content = path.read_bytes()
    start = draw(st.integers(0, len(content)))
    stop = draw(st.integers(start, min(len(content), start + 5000)))
    other: Path = draw(st.sampled_from(FILES))
    changed = draw(
        st.sampled_from(
            [
                content[:start],
                content[:start] + content[stop:],
                content[:stop] + content[start:stop] * 2 + content[stop:],
                content[:start] + bytes(draw(st.binary(max_size=20))) + content[stop:],
                content[:start] + other.read_bytes()[stop:],
                content.replace(b"\n", b"\r\n"),
            ]
        )
    )
    return changed, path.name


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutated())
def test_mutated_files_are_read_or_refused(file: tuple[bytes, str]) -> None:
    """Nothing but a lawful document or ``UnreadableDocument`` comes out of a spoilt file."""
    outcome(*file)


def test_every_document_of_the_sample_obeys_the_invariants() -> None:
    """All formats, all kinds of papers."""
    for path in FILES:
        outcome(path.read_bytes(), path.name)


def test_every_document_of_the_corpus_obeys_the_invariants(corpus: Path) -> None:
    """Real letters."""
    for path in sorted((corpus / "letters").iterdir()):
        outcome(path.read_bytes(), path.name)


@given(
    st.text(alphabet="ab ", max_size=20),
    st.lists(st.integers(0, 20), max_size=5),
    st.sets(st.integers(0, 20), max_size=6),
)
def test_characters_cut_from_a_line_shift_the_offsets_behind(
    text: str, columns: list[int], edges: set[int]
) -> None:
    """Marks stand where they stood between the characters that are left."""
    places = sorted(min(edge, len(text)) for edge in edges)
    spans = list(zip(places[::2], places[1::2], strict=False))
    marks = [min(column, len(text)) for column in columns]
    kept = [not any(start <= index < end for start, end in spans) for index in range(len(text))]
    line = Line(text, spans=tuple(Span("mark", column, column, "1") for column in marks))
    line.cut(*spans)
    assert (
        "".join(character for character, here in zip(text, kept, strict=True) if here) == line.text
    )
    assert [sum(kept[:column]) for column in marks] == [mark.start for mark in line.marks]


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Clean characters stay as they are."""
    assert clean(clean(text)) == clean(text)
