"""The rules on parsed papers: those that are right load, and twenty planted defects are found among
them.
"""

import hashlib
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path

import pytest
from fictional_papers import Paper, frames_of
from planted_defects import CRITICAL, rename

from pipeline.errors import UnreadableDocument
from pipeline.identity import file_key
from pipeline.metadata import SourceMetadata
from pipeline.parsing.origin import Origin
from pipeline.quality import validate
from pipeline.reading import read_document
from pipeline.rows import parse
from pipeline.tables import PARSED

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "letters"
FORMATS = (".xml", ".html", ".docx", ".pdf", ".txt")

TWENTY = (
    "ddl.question.primary_key",
    "ddl.publication.kind.check",
    "publication.session_year_possible",
    "publication.session_year_fits_dates",
    "publication.text_hash_well_formed",
    "publication_text.text_readable",
    "letter.asked_before_answered",
    "letter.due_after_dated",
    "letter.date_possible",
    "letter.request_found",
    "question.text_present",
    "question.party_known",
    "question.inside_text",
    "answer.linked",
    "answer.text_present",
    "answer.not_broken_off",
    "question_answer.answer_found",
    "minister.ministry_known",
    "reference.resolved_has_target",
    "across_tables.text_present",
)


def parsed(paths: Iterable[Path]) -> dict[str, Paper]:
    """Return the rows of each paper, by id: one format of each, as the pipeline takes them."""
    papers: dict[str, Paper] = {}
    for path in paths:
        content, key = path.read_bytes(), file_key(path.stem)
        if path.suffix not in FORMATS or key.publication_id in papers:
            continue
        origin = Origin(
            key.publication_id,
            key.series,
            hashlib.sha256(content).hexdigest(),
            listing=SourceMetadata(chamber=key.chamber),
        )
        try:
            rows = parse(read_document(content, name=path.name), origin)
        except UnreadableDocument:
            continue
        papers[key.publication_id] = {table: rows.get(table, []) for table in PARSED}
    return papers


MAY_BE_EMPTY = {"unexplained_span", "correction"}
"""Tables without a row for a paper that was understood and that nobody corrected."""


@pytest.fixture(scope="module")
def sample() -> dict[str, Paper]:
    """Return the shipped sample, parsed: the xml where there is one."""
    return parsed(
        sorted(
            SAMPLE.iterdir(),
            key=lambda path: (
                FORMATS.index(path.suffix) if path.suffix in FORMATS else 9,
                path.name,
            ),
        )
    )


def test_twenty_defects_hold_back_exactly_their_papers(sample: dict[str, Paper]) -> None:
    """Copies of a sample paper with one defect each are caught by the rule on it; the sample itself
    loads.
    """
    whole = next(
        rows
        for rows in sample.values()
        if all(found for table, found in rows.items() if table not in MAY_BE_EMPTY)
    )
    copies: dict[str, Paper] = {}
    for number, rule in enumerate(TWENTY):
        copies[rule] = deepcopy(whole)
        rename(f"kst-{98000 + number}-A")(copies[rule])
        CRITICAL[rule](copies[rule])
    outcome = validate(frames_of(*sample.values(), *copies.values()))
    names = {rule: f"kst-{98000 + number}-A" for number, rule in enumerate(TWENTY)}
    assert set(names.values()) == set(outcome.failures)
    missed = [
        rule
        for rule, name in names.items()
        if rule not in {failure["rule"] for failure in outcome.failures[name]}
    ]
    assert [] == missed


def test_the_corpus_is_not_held_back(corpus: Path) -> None:
    """Real letters pass every critical rule."""
    papers = parsed(sorted((corpus / "letters").iterdir()))
    assert 17 == len(papers)
    assert {} == dict(validate(frames_of(*papers.values())).failures)
