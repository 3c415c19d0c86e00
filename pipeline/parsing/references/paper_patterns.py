"""Patterns for citations of kamerstukken, used by ``parliamentary_papers``."""

from __future__ import annotations

from pipeline.lexicon import concept
from pipeline.vocabulary import entries

DOSSIER = concept("dossier-number")
NOT_BEFORE = frozenset("_.,/€$@=-")
"""Signs before a number that make it part of an amount, an address or a longer number."""
PREFIX = concept("dossier-word")
WORDS = (
    "kamerst", "kst", "kamerdossier", "dossier", "parl", "voorstel", "wetsvoorstel", "initiatief",
    "rijkswetsvoorstel",
    "tweede kamer", "eerste kamer", "vergaderja", "motie", "amendement",
)  # fmt: skip

PIECE = concept("dossier-piece")
MOST_PIECES = 6
LEAD_OUT = concept("dossier-lead-out")
SUFFIX = concept("dossier-suffix")
NUMBERED = concept("paper-number")
FUND = concept("budget-fund")
JOINTLY = concept("dossier-and-others")
LETTERED = concept("paper-letter")
JOINED = concept("paper-joined")
BARE = concept("paper-bare-number")
BRACKETED = concept("paper-bracketed-numbers")
YEAR = concept("year")
AMOUNT = concept("amount")
MORE = concept("further-paper-number")
CARRIED = concept("further-dossier")
SENATE_DOSSIER = concept("senate-dossier")
IDENTIFIER = concept("paper-identifier")
LAW_BEFORE = concept("bill-before-bracket")
NAME_LENGTH = 180

NOT_LETTERS = {
    "EU",
    "VN",
    "EN",
    "IN",
    "OP",
    "TE",
    "US",
    "UK",
    "NL",
    "DE",
    "OF",
    "AI",
    "IT",
    "ZO",
    "ER",
    "IS",
}
"""Abbreviations and capitalised words that are not the letter of a paper after a dossier."""
BUDGETS = frozenset(entries("papers")["budget_dossiers"])
MOTION_BEFORE = concept("motion-before-bracket")
WEAK = concept("weak-dossier-word")
NEWEST = 39_999
"""Highest dossier number that is accepted without an announcing word or "nr.".

Why: dossiers have not reached higher numbers yet.
"""
