"""Gaps in the letters of a dossier: if the Eerste Kamer has A, B and D, then C was not listed.

The Eerste Kamer numbers the papers of a dossier A to Z, then AA, AB and so on. A gap between two
known letters is a paper that exists, but that the catalogue did not list. A folder need not be
complete, so its papers have no gaps.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from pipeline.domain.aggregate import CATALOGUE
from pipeline.identity import paper_key
from pipeline.tables import Row

LETTERS = re.compile(r"[A-Z]{1,3}")  # BM is the 65th paper; four letters have not been seen
ALPHABET = 26
WIDEST_GAP = ALPHABET
"""Most papers missing in one gap.

Why: a wider gap is a period that was not listed yet.
"""


READ = (
    "source",
    "publication_id",
    "series",
    "dossier_number",
    "sub_number",
    "session_year",
    "month",
    "state",
    "since",
)
"""The columns of ``coverage`` that ``expected`` reads."""


def number_of(letters: str) -> int:
    """Return the number of a paper in its dossier: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * ALPHABET + ord(letter) - ord("A") + 1
    return number


def letters_of(number: int) -> str:
    """Return the letters of the paper with this number: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, last = divmod(number - 1, ALPHABET)
        letters = chr(ord("A") + last) + letters
    return letters


def expected(known: Iterable[Row]) -> list[Row]:
    """Return coverage rows of the missing papers, given the coverage rows of one or more dossiers.

    Withdrawn papers are ignored, since they may have been filed under the wrong dossier. A missing
    paper gets session year, month and day of the next known paper, which shows the gap.
    """
    by_dossier: dict[str, dict[int, Row]] = {}
    for row in known:
        listed = row["source"] == CATALOGUE and row["state"] != "withdrawn"
        if listed and row["series"] == "kst" and LETTERS.fullmatch(str(row["sub_number"])):
            dossier = by_dossier.setdefault(str(row["dossier_number"]), {})
            number = number_of(str(row["sub_number"]))
            # Two names of one paper: whichever comes first by name, so that the order of loading
            # does not matter.
            if number not in dossier or str(row["publication_id"]) < str(
                dossier[number]["publication_id"]
            ):
                dossier[number] = row
    return [row for papers in by_dossier.values() for row in _missing(papers)]


def _missing(papers: dict[int, Row]) -> Iterable[Row]:
    """Yield the rows of missing papers between those of one dossier, which are given by number."""
    numbers = sorted(papers)
    for before, after in pairwise(numbers):
        if after - before - 1 > WIDEST_GAP:
            continue
        for number in range(before + 1, after):
            later = papers[after]
            dossier, letters = later["dossier_number"], letters_of(number)
            since = later["since"]
            yield {
                "source": CATALOGUE,
                "publication_id": paper_key("EK", str(dossier), letters).publication_id,
                "chamber": "EK",
                "series": "kst",
                "dossier_number": dossier,
                "sub_number": letters,
                "session_year": later["session_year"],
                "title": None,
                "month": later["month"],
                "state": "expected",
                "since": since if isinstance(since, date) else None,
                "reason": (
                    f"dossier {dossier} has {letters_of(before)} and {letters_of(after)}, but no "
                    f"{letters} was listed"
                ),
            }
