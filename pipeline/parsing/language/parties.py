"""Party groups (fracties) as headings and sentences name them.

Example: "de leden van de fractie van de Partij voor de Dieren".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.lexicon import concept
from pipeline.vocabulary import entries


@dataclass(frozen=True, slots=True)
class NamedParty:
    """One mention of a party group: ``text[start:end]``, with the short name that tables use."""

    name: str
    start: int
    end: int


def _vocabulary() -> tuple[dict[str, str], dict[str, str]]:
    """Return the short names by case-folded name, and by names that are case-sensitive."""
    folded: dict[str, str] = {}
    exact: dict[str, str] = {}
    for party in entries("parties")["party"]:
        name, spelt = party["name"], party.get("exact", [])
        exact |= dict.fromkeys(spelt, name)
        folded |= {
            spelling.lower(): name
            for spelling in [name, *party.get("also", [])]
            if spelling not in spelt
        }
    return folded, exact


def _either(names: Iterable[str]) -> str:
    """Return an expression for any name, longest first: GroenLinks-PvdA before GroenLinks."""
    return "|".join(
        re.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=len, reverse=True)
    )


_FOLDED, _EXACT = _vocabulary()
_SURNAME = r"(?-i:(?:[Vv]an\s(?:de[rn]?\s|[‘’']t\s)?|[Dd]e[nr]?\s)?[A-ZÀ-Þ][\w’'-]{1,40})"

PARTY = re.compile(
    # a name is a word by itself; after a hyphen it is part of a motion's name (motie-Omtzigt)
    rf"""(?<![\w-])(?:
      (?-i:(?P<exact>{_either(_EXACT)}))       # names that count only as spelt
    | (?P<folded>{_either(_FOLDED)})           # names that count in headings in capitals too
    # members who left their party: Fractie-Van de Sanden
    | (?P<member>fractie[-–]|groep[-–]|(?-i:Groep)\s)(?P<surname>{_SURNAME})
    )(?!\w)                                    # but the hyphen of "BBB-fractie" may follow
    """,
    re.VERBOSE | re.IGNORECASE,
)

ON_BEHALF = concept("also-on-behalf")
JOINT = "GroenLinks-PvdA"
JOINED = {"GroenLinks", "PvdA"}

ENDED = re.compile(r"[.?!]\s\($")
"""End of a sentence, with an opening bracket behind it."""


def named(text: str) -> list[NamedParty]:
    """Return the groups that a text names, in order."""
    return [
        NamedParty(_short_name(match), match.start(), match.end()) for match in PARTY.finditer(text)
    ]


def party_of(heading: str) -> str | None:
    """Return the short name of the party group in ``heading``, None if it names none.

    Groups that ask together are joined by a hyphen, as the joint groups of the Chambers name
    themselves; after "mede namens" the names are left out, because that group does not ask itself.
    """
    behalf = ON_BEHALF.search(heading)
    names = dict.fromkeys(
        naming.name for naming in named(heading) if behalf is None or naming.start < behalf.start()
    )
    return JOINT if names.keys() == JOINED else "-".join(names) or None


def _short_name(match: re.Match[str]) -> str:
    if match["exact"]:
        return _EXACT[" ".join(match["exact"].split())]
    if match["folded"]:
        return _FOLDED[" ".join(match["folded"].split()).lower()]
    surname = " ".join(match["surname"].split())
    hyphen = "-" if match["member"][-1] in "-–" else " "
    member = match["member"].rstrip("-–").strip().capitalize()
    return f"{member}{hyphen}{surname[0].upper()}{surname[1:]}"


def askers_behind(text: str) -> list[NamedParty]:
    """Return the groups alone in brackets behind a sentence: "Is dat zo? (VVD)" names VVD.

    Seen in: kst-31031-15.
    """
    return [
        party
        for party in named(text)
        if text[party.end : party.end + 1] == ")" and ENDED.search(text, 0, party.start) is not None
    ]
