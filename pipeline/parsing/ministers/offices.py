"""Offices of the government as letters print them.

Example: "De staatssecretaris van Financiën – Fiscaliteit en Belastingdienst".
"""

import re
from dataclasses import dataclass, replace

from pipeline.lexicon import fragment
from pipeline.parsing.ministers.register import Role, abbreviated, portfolios

PARTICLE = fragment("NAME_PARTICLE")
NAME = fragment("PERSON_NAME")
CAPITAL = fragment("CAPITAL_WORD")
UNKNOWN = fragment("UNKNOWN_PORTFOLIO")
PART = fragment("PART_OF_MINISTRY")


def _known() -> str:
    """Return a pattern for the register's portfolios; a comma may lack, "en" may be "&"."""
    return "|".join(
        re.escape(name)
        .replace(r"\ ", r"\s?")
        .replace(",", ",?")
        .replace(r"\s?en\s?", r"\s?(?:en|&)\s?")
        .replace("ë", "[eë]")
        for name in portfolios()
    )


def _abbreviations() -> str:
    short = {abbreviation for entry in abbreviated() for abbreviation in entry.abbreviations}
    return "|".join(re.escape(name) for name in sorted(short, key=lambda name: (-len(name), name)))


MORE = (
    rf"(?:\sen\s(?!(?:{_known()})(?![\w-]))(?!minister"
    rf"|staatssecretaris)(?-i:{CAPITAL}(?:\s{CAPITAL})?)(?=\s?(?:[,;(]|$)))?"
)
"""Further words of an office after the name in the register: Medische Zorg en Sport

They must be followed by a border: a comma, a semicolon, a bracket or the end.
"""
PORTFOLIO = (
    rf"(?:(?:{_known()})(?![\w-]){MORE}|(?-i:{_abbreviations()})(?![\w&-])|{UNKNOWN})(?:{PART})?"
)

BEGIN = r"(?:(?<![\w-])|(?-i:(?:(?<=\bde)|(?<=\ben)|(?<=\bvan))(?=[MS])))"
"""Begin of an office; an extraction may glue a small word to it: "namens deMinister van Defensie".

Seen in: ah-tk-20242025-586
"""
OFFICE = re.compile(
    rf"""{BEGIN}(?P<role>minister[-\s]president|ministers?|staats?secretaris(?:sen)?|ambts?genoten|ambts?genoot|collega)
    # minister en staatssecretaris van Financiën
    (?:\sen\s(?:de\s)?(?P<second>minister|staatssecretaris)(?=\s(?:van|voor)\s))?
    # minister-president, minister van Algemene Zaken
    (?:,?\s(?:de\s)?(?P<also>(?:tevens\s)?minister)(?=\svan\sAlgemene))?
    (?:
      # Minister Helder (Langdurige Zorg en Sport)
      (?:\s|(?=(?-i:[A-Z])))(?P<holder>{NAME})\s?\((?!ontvangen|ingezonden|\d)(?P<bracketed>[^()]{{2,90}})(?:\)|\s?$)
    # Minister van Weel (Justitie en Veiligheid)
    | \s(?!(?:van|voor)\s(?:{_known()}))(?P<small>(?:{PARTICLE}\s){{1,2}}{NAME})
      \s?\((?P<beside>(?:{_known()})[^()]{{0,60}})\)
    # de Minister-President (Algemene Zaken)
    | \s\((?P<alone>{_known()})\)
    # minister van Defensie
    | (?:\s(?:van|voor)|(?-i:van|voor))(?:\s|(?=(?-i:[A-Z])))(?:het\sministerie\svan\s)?
      (?P<portfolio>{PORTFOLIO})
    # staatssecretaris Herstel en Toeslagen
    | \s(?P<bare>(?:{_known()})(?![\w-]){MORE})
    # minister Ollongren van Defensie
    | \s(?P<name>{NAME})\s(?:van|voor)\s(?P<named_portfolio>{PORTFOLIO})
    )?(?:\sa\.?i\.?(?!\w))?""",
    re.VERBOSE | re.IGNORECASE,
)
PORTFOLIO_GROUPS = ("portfolio", "bare", "bracketed", "beside", "alone", "named_portfolio")
"""Groups of ``OFFICE`` of which one has the portfolio."""
ANOTHER = re.compile(
    rf"(?:\s?,\s?(?:en\s)?|\sen\s)(?:van\s|voor\s)?(?P<portfolio>(?:{_known()})(?![\w-])|(?-i:{_abbreviations()})(?![\w&-]))",
    re.IGNORECASE,
)
"""Another portfolio after a plural: Ministers van Financiën en van Defensie"""
ANOTHER_NAMED = re.compile(
    rf"(?:\s?,\s?(?:en\s)?|\sen\s)(?!minister|staatssecretaris)(?P<name>{NAME})\s\((?P<bracketed>[^()]{{2,90}})\)",
    re.IGNORECASE,
)
"""Another holder after a plural: Ministers Bruins Slot (BZ) en Schreinemacher (BHOS)"""


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a text names, ``text[start:end]``, with its holder's name if it has one.

    ``on_behalf`` is true under a letter that somebody else signs for it.
    """

    role: Role
    portfolio: str | None
    name: str | None
    start: int
    end: int
    on_behalf: bool = False

    def moved(self, by: int) -> "Office":
        """Return the office with its offsets shifted by ``by`` characters."""
        return replace(self, start=self.start + by, end=self.end + by)


def offices(text: str) -> list[Office]:
    """Return the offices of the government that ``text`` names, in order, plurals split up."""
    named: list[Office] = []
    for match in OFFICE.finditer(text):
        role = _role(match["role"])
        portfolio = next((match[group] for group in PORTFOLIO_GROUPS if match[group]), None)
        name = match["holder"] or match["small"] or match["name"]
        if portfolio is None and role != "minister-president":
            continue
        roles = [role, _role(match["second"])] if match["second"] else [role]
        named += [
            Office(office_role, portfolio, name, match.start(), match.end())
            for office_role in roles
        ]
        if match["role"].lower().endswith(("s", "sen", "genoten")) and not match[
            "role"
        ].lower().endswith("secretaris"):
            named += _others(text, role, match.end(), named=name is not None)
    return named


def _others(text: str, role: Role, end: int, *, named: bool) -> list[Office]:
    """Return the offices after the first of a plural: "ministers van Financiën en van Defensie"."""
    others = []
    pattern = ANOTHER_NAMED if named else ANOTHER
    while match := pattern.match(text, end):
        groups = match.groupdict()
        others.append(
            Office(
                role,
                groups.get("portfolio") or groups.get("bracketed"),
                groups.get("name"),
                match.start(),
                match.end(),
            )
        )
        end = match.end()
    return others


def _role(word: str) -> Role:
    lowered = word.lower()
    if "president" in lowered:
        return "minister-president"
    return "staatssecretaris" if lowered.startswith("staats") else "minister"
