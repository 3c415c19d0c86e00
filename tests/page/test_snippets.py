"""Snippets: the few lines of a text that show why it was found."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.snippets import LENGTH, plain, snippet

WORDS = st.lists(
    st.sampled_from(["bos", "Bossen", "coördinatie", "weg", "de", "1a", "–", "\n"]), max_size=120
)


@given(WORDS, st.sets(st.sampled_from(["bos", "bossen", "coordinatie", "weg"])))
def test_a_snippet_is_a_part_of_the_text_and_marks_just_its_words(
    words: list[str], forms: set[str]
) -> None:
    """Without its ellipses it stands in the text; every whole word of the search in it is marked,
    and no other.
    """
    text = " ".join(words)
    parts = snippet(text, forms)
    whole = "".join(part.text for part in parts)
    assert whole.removeprefix("… ").removesuffix(" …") in text
    assert len(whole) <= LENGTH + 4
    assert all(plain(part.text) in forms for part in parts if part.hit)
    assert not {plain(word) for part in parts if not part.hit for word in part.text.split()} & forms


def test_the_part_with_the_most_different_words_is_shown() -> None:
    """One place with two of the words goes before many with one."""
    text = "bos " * 200 + "Het bos bij de weg. " + "bos " * 200
    assert {"bos", "weg"} == {part.text for part in snippet(text, ["bos", "weg"]) if part.hit}


def test_a_word_is_marked_whatever_its_accents() -> None:
    """The index has no accents; the text keeps its own."""
    assert ["coördinatie"] == [
        part.text for part in snippet("De coördinatie ontbreekt.", ["coordinatie"]) if part.hit
    ]


def test_a_snippet_without_the_words_starts_at_the_beginning() -> None:
    """A question whose answer was found is shown from its first word."""
    parts = snippet("a" + " woord" * 100, ["bos"])
    assert parts[0].text.startswith("a woord")
    assert parts[-1].text == " …"


def test_a_text_of_one_endless_word_is_cut_nowhere() -> None:
    """There is no place between words; it comes back whole."""
    assert "x" * 1000 == "".join(part.text for part in snippet("x" * 1000, ["bos"]))
