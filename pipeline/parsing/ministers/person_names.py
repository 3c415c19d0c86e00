"""Persons and the spellings of their names: Ruben Brekelmans, R.P. Brekelmans, Brekelmans."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a cabinet: "R.P.", "Ruben", "Brekelmans"."""

    person_id: str
    initials: str
    first_name: str
    surname: str


def is_named(person: Person, printed: str) -> bool:
    """Return True for Ruben Brekelmans, Ruben P. Brekelmans, R.P. Brekelmans, Brekelmans.

    A first name in brackets counts for nothing: "R. (Robert) Tieman".

    Seen in: 2026D02567.
    """
    bare = BRACKETED.sub(" ", TITLES.sub("", printed))
    for words in (
        folded(bare),
        folded(bare.rpartition("-")[0]),
    ):  # either may leave out a partner's name
        for surname in (folded(person.surname), folded(person.surname.partition("-")[0])):
            if words == surname:
                return True
            if words.endswith(" " + surname):
                first, *others = words.removesuffix(" " + surname).split()
                initials = all(len(part) <= LONGEST_INITIAL for part in others)
                if initials and len(first) <= LONGEST_INITIAL:
                    return first[0] == folded(person.initials)[0]
                return " ".join([first, *([] if initials else others)]) == folded(person.first_name)
    return False


LONGEST_INITIAL = 2
"""Maximum length of an initial in letters: S.Th.M."""
BRACKETED = re.compile(r"\s?\([^()]{1,30}\)\s?")
TITLES = re.compile(r"^(?:(?:prof|dr|drs|mr|ir|ing|jhr|jkvr|mw|dhr)\.\s?){1,4}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return a name for comparison: without case, accents and punctuation."""
    plain = unicodedata.normalize(
        "NFKD", name.replace("ş", "s").replace("ı", "i").replace("&", " en ")
    )
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", letters.casefold()))
