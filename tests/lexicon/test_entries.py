"""Every entry of the lexicon matches its examples, rejects the others, and is well formed."""

import re
from pathlib import Path

import pytest

import pipeline.lexicon
from pipeline.lexicon import Entry, Label, alone, concept, entries, lexicon
from pipeline.lexicon.entries import FRAGMENT
from pipeline.reading import read_document

PREFILTERED = [entry for entry in entries() if entry.begins or entry.words]
METHODS = {"start": "match", "whole": "fullmatch", "anywhere": "search"}
OFFICIAL = re.compile(r"(?:kst|ah|kv|h|stb|stcrt)-[\w-]+|dossier \d{5}|\d{7}")
PIPELINE = Path(pipeline.lexicon.__path__[0]).parent
LONGEST_EXAMPLE = 10
"""Words of an example: a printed form, not a passage of a paper."""


def label_of(entry: Entry) -> Label | None:
    """Return the label of an entry, None for a fragment."""
    return lexicon().labels.get(entry.label)


def found(entry: Entry, example: str) -> re.Match[str] | None:
    """Return the match of an entry on its own in an example."""
    label = label_of(entry)
    method = METHODS[label.place if label else "whole"]
    text = example.lower() if label and label.lowered else example
    return getattr(alone(entry, lexicon), method)(text)


@pytest.mark.parametrize("entry", [*entries()], ids=lambda entry: entry.id)
def test_an_entry_matches_its_examples_and_rejects_the_others(entry: Entry) -> None:
    """Each on its own, whatever stands before it in its label."""
    assert entry.matches
    assert [] == [example for example in entry.matches if not found(entry, example)]
    assert [] == [example for example in entry.rejects if found(entry, example)]


@pytest.mark.parametrize("entry", PREFILTERED, ids=lambda entry: entry.id)
def test_a_prefilter_lets_every_example_through(entry: Entry) -> None:
    """A concept finds what its entries find one by one."""
    label = label_of(entry)
    assert label is not None, "a fragment has no prefilter"
    for example in entry.matches:
        text = example.lower() if label.lowered else example
        assert concept(label.name).first(text), example
        lowered = text.lower() if entry.any_case else text
        assert entry.id in {hit.rule for hit in concept(label.name).every(text, lowered)}


@pytest.mark.parametrize(
    "label",
    [one for one in lexicon().labels.values() if all(entry.begins for entry in one.entries)],
    ids=lambda label: label.name,
)
def test_a_prefilter_by_beginnings_loses_no_block(label: Label, sample: Path) -> None:
    """A block that an entry matches begins with one of the label's beginnings."""
    beginnings = tuple(begin for entry in label.entries for begin in entry.begins)
    patterns = [alone(entry, lexicon) for entry in label.entries]
    documents = [
        read_document(path.read_bytes(), name=path.name) for path in sorted(sample.glob("*.xml"))
    ]
    missed = [
        text
        for document in documents
        for block in document.blocks
        if not (text := document.text[block.start : block.end]).startswith(beginnings)
        and any(pattern.match(text) for pattern in patterns)
    ]
    assert [] == missed


@pytest.mark.parametrize("label", [*lexicon().labels.values()], ids=lambda label: label.name)
def test_a_label_names_the_entry_that_gave_a_match(label: Label) -> None:
    """The id is that of an entry of the label which matches the example on its own."""
    rules = {entry.id: entry for entry in label.entries}
    for entry in label.entries:
        for example in entry.matches:
            hit = concept(label.name).first(example.lower() if label.lowered else example)
            assert hit, example
            assert found(rules[hit.rule], example), hit.rule


def test_examples_are_at_most_ten_words() -> None:
    """At most ten words each."""
    longest = [
        example
        for entry in entries()
        for example in (*entry.matches, *entry.rejects)
        if len(example.split()) > LONGEST_EXAMPLE
    ]
    assert [] == longest


def test_ids_of_entries_are_unique() -> None:
    """Entries of other files included."""
    ids = [entry.id for entry in entries()]
    assert sorted(set(ids)) == sorted(ids)


def test_an_entry_has_evidence_or_a_reason() -> None:
    """The official identifier of a paper, or why it stays without one (fragments count with their
    users).
    """
    without = [
        entry.id
        for entry in entries()
        if not entry.id.isupper() and not OFFICIAL.fullmatch(entry.seen_in) and not entry.kept
    ]
    assert [] == without


def test_every_label_is_used_by_the_code() -> None:
    """Code asks for every label by its name, and some pattern includes every fragment."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in PIPELINE.rglob("*.py"))
    included = {name for entry in entries() for name in FRAGMENT.findall(entry.pattern)}
    included |= set(re.findall(r'fragment\("([A-Z_]+)"\)', code))
    assert [] == [name for name in lexicon().labels if f'"{name}"' not in code]
    assert [] == [name for name in lexicon().fragments if name not in included]
