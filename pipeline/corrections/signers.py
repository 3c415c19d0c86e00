"""Corrections of the ministers who sign a letter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.parsing.letters import Letter
from pipeline.parsing.ministers import Minister, signer
from pipeline.parsing.ministers.offices import Office, offices
from pipeline.parsing.ministers.signing import ON_BEHALF
from pipeline.parsing.origin import Correction


def office_of(value: str) -> Office | None:
    """Return the office that a value gives, with the name of who signs.

    Example: "Ruben Brekelmans, minister van Defensie", "mede namens de minister van Financiën".
    """
    named_offices = offices(value)
    if not named_offices:
        return None
    office, before = named_offices[0], value[: named_offices[0].start]
    behalf = ON_BEHALF.search(before)
    name = before[: behalf.start()] if behalf else before
    name = name.removesuffix("de ").strip(" ,") or office.name or ""
    return replace(office, name=name or None, on_behalf=behalf is not None)


def signed(
    letters: Sequence[Letter],
    signed: Mapping[int, Sequence[Minister]],
    corrections: Sequence[Correction],
) -> dict[int, list[Minister]]:
    """Return the signatures of every letter after their corrections, by its ordinal."""
    result = {ordinal: list(minister) for ordinal, minister in signed.items()}
    for correction in corrections:
        for letter in _letters(letters, correction):
            signatures = result.setdefault(letter.ordinal, [])
            if correction.what == "neither":
                signatures[:] = [
                    minister for minister in signatures if not _at(minister, correction)
                ]
            elif correction.what == "minister":
                _sign(signatures, letter, correction)
    return result


def _letters(letters: Sequence[Letter], correction: Correction) -> list[Letter]:
    """Return the letters of the government that contain the place, the last without a place."""
    written = [letter for letter in letters if letter.side == "government"]
    if correction.char_start is None:
        return written[-1:]
    around = [letter for letter in written if letter.start <= correction.span[0] < letter.end]
    return around or written[-1:]


def _sign(signatures: list[Minister], letter: Letter, correction: Correction) -> None:
    """Replace the signature for the same office, or the one at the place; add one otherwise."""
    office = office_of(correction.value)
    if office is None:
        return
    minister = signer(office.moved(correction.span[0] - office.start), letter.dated_on)
    same = [
        index
        for index, other in enumerate(signatures)
        if (other.role, other.portfolio) == (minister.role, minister.portfolio)
    ]
    there = [index for index, other in enumerate(signatures) if _at(other, correction)]
    if place := [*same, *there][:1]:
        signatures[place[0]] = minister
    else:
        signatures.append(minister)


def _at(minister: Minister, correction: Correction) -> bool:
    start, end = correction.span
    return minister.start < end and minister.end > start
