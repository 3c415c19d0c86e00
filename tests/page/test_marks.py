"""Texts cut where rows begin and end in them."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.paper.highlights import Mark, Piece, Span, SpanIndex, lines

TEXTS = st.text(alphabet="ab \n", max_size=60)
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), max_size=6)


def spans_in(text: str, places: list[tuple[int, int]]) -> list[Span]:
    """Return spans that fit a text."""
    return [
        Span(f"row-{number}", start, min(start + length, len(text)))
        for number, (start, length) in enumerate(places)
        if start < len(text)
    ]


@given(TEXTS, PLACES)
def test_every_character_is_there_once_with_the_rows_that_hold_it(
    text: str, places: list[tuple[int, int]]
) -> None:
    """No character is lost, doubled, or given to a row that does not hold it."""
    spans = spans_in(text, places)
    position, told = 0, {}
    for line in lines(text, 0, len(text), spans):
        position = line.start
        for piece in line.pieces:
            for character in piece.text:
                told[position] = (character, set(piece.names))
                position += 1
    expected = {
        place: (character, {span.name for span in spans if span.start <= place < span.end})
        for place, character in enumerate(text)
        if character != "\n"
    }
    assert expected == told


@given(TEXTS, st.lists(st.integers(0, 60), max_size=4))
def test_a_mark_changes_no_words(text: str, positions: list[int]) -> None:
    """A footnote mark stands between the words and takes none of them."""
    marks = [
        Mark(f"note-{number}", str(number), place)
        for number, place in enumerate(positions)
        if 0 < place <= len(text)
    ]
    pieces = [piece for line in lines(text, 0, len(text), [], marks) for piece in line.pieces]
    assert text.replace("\n", "") == "".join(piece.text for piece in pieces if piece.note is None)
    assert sorted(mark.name for mark in marks) == sorted(
        piece.note for piece in pieces if piece.note is not None
    )


def test_a_mark_belongs_to_the_text_before_it() -> None:
    """A note at the end of an answer is that answer's, and not the next one's."""
    text, mark = "een twee", Mark("note-9", "1", 3)
    before, after = lines(text, 0, 3, [], [mark]), lines(text, 3, 8, [], [mark])
    assert (Piece("een"), Piece("1", note="note-9")) == before[0].pieces
    assert (Piece(" twee"),) == after[0].pieces


def test_a_part_of_a_text_is_cut_at_its_own_borders() -> None:
    """A row that reaches over both ends marks all of the part."""
    assert (Piece("wee", ("row-0",)),) == lines("een twee drie", 5, 8, [Span("row-0", 0, 13)])[
        0
    ].pieces


@given(PLACES, st.integers(0, 60), st.integers(0, 60))
def test_only_spans_that_overlap_a_part_are_found(
    places: list[tuple[int, int]], start: int, length: int
) -> None:
    """Looking them up gives what looking at every one would."""
    spans = [
        Span(f"row-{number}", begin, begin + size) for number, (begin, size) in enumerate(places)
    ]
    expected = {span for span in spans if span.start < start + length and span.end > start}
    assert expected == set(SpanIndex(spans).touching(start, start + length))
