"""Concepts: the entries of a label, tried together or in order of priority."""

import pytest

from pipeline.lexicon import Concept, Entry, Label, Lexicon, LexiconError, concept


def made(*entries: Entry, fragments: tuple[Entry, ...] = (), place: str = "anywhere") -> Concept:
    """Return a concept of these entries alone."""
    label = Label("x", "X", "", place, lowered=False, helper=False, chapter="", entries=entries)  # type: ignore[arg-type]
    lexicon = Lexicon({"x": label}, {entry.id: entry for entry in fragments})
    return Concept("x", lambda: lexicon)


def test_a_hit_names_the_entry_that_matched() -> None:
    """Also where all entries are compiled into one expression."""
    both = made(Entry("x.a", "aa", ("aa",)), Entry("x.b", r"b(?P<rest>\d)", ("b1",)))
    hit = both.first("see b1")
    assert hit is not None
    assert ("x.b", "x", "1") == (hit.rule, hit.label, hit.match["rest"])
    assert ["x.b", "x.a"] == [both.rule(match) for match in both.finditer("b1 aa")]


def test_entries_with_the_same_group_are_tried_in_the_order_of_the_file() -> None:
    """The first that matches counts, not the one further to the left."""
    both = made(Entry("x.a", r"a(?P<n>\d)", ("a1",)), Entry("x.b", r"b(?P<n>\d)", ("b1",)))
    hit = both.first("b1 a2")
    assert hit is not None
    assert ("x.a", "2") == (hit.rule, hit.match["n"])
    with pytest.raises(LexiconError):
        both.finditer("b1 a2")


def test_a_disabled_entry_matches_nothing() -> None:
    """Until the concept is compiled again."""
    both = made(Entry("x.a", "aa", ("aa",)), Entry("x.b", "bb", ("bb",)))
    both.compile(skip=frozenset({"x.a"}))
    assert (None, True) == (both.search("aa"), both.search("bb") is not None)
    both.compile()
    assert both.search("aa")


def test_a_disabled_fragment_matches_nothing() -> None:
    """The entries that include it are compiled without it."""
    number = Entry("NUMBER_WORD", "een|twee", ("een",))
    counted = made(Entry("x.a", "{NUMBER_WORD} dagen", ("een dagen",)), fragments=(number,))
    assert counted.search("eendagen")
    counted.compile(skip=frozenset({"NUMBER_WORD"}))
    assert counted.search("eendagen") is None


def test_every_match_is_reported_to_an_observer() -> None:
    """Of search, finditer and sub alike."""
    seen: list[str] = []
    one = made(Entry("x.a", "a", ("a",)))
    one.compile(observe=seen.append)
    one.search("a")
    list(one.finditer("aa"))
    one.sub("", "a")
    assert ["x.a"] * 4 == seen


def test_an_entry_with_an_unknown_fragment_is_refused_by_its_id() -> None:
    """The message names the entry and the fragment."""
    with pytest.raises(LexiconError, match=r"x\.a: no fragment is called NO_SUCH"):
        made(Entry("x.a", "{NO_SUCH}", ("a",))).search("a")


def test_an_unknown_label_raises_an_error() -> None:
    """Also when it is asked for late."""
    with pytest.raises(LexiconError, match="no label no-such-label"):
        concept("no-such-label").search("a")


def test_a_span_limits_where_a_label_is_looked_for() -> None:
    """From ``start`` to ``end``, as with a compiled expression."""
    text = "Antwoord 3\nAntwoord 4"
    hit = concept("answer-heading").first(text, 11)
    assert hit is not None
    assert "4" == hit.match["labels"]
    assert concept("answer-heading").first(text, 2) is None
