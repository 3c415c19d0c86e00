"""Corrections of the ministers who sign a letter."""

from collections.abc import Mapping, Sequence

from pipeline.parsing.letters import Letter
from pipeline.parsing.ministers import Minister, of_signature
from pipeline.parsing.ministers.offices import Office, offices
from pipeline.parsing.ministers.signing import ON_BEHALF, Signature, moved
from pipeline.parsing.origin import Correction


def office_of(value: str) -> tuple[Office, str, bool] | None:
    """Return the office and the name that a value gives, and True if somebody else signs for it.

    Example: "Ruben Brekelmans, minister van Defensie", "mede namens de minister van Financiën".
    """
    found = offices(value)
    if not found:
        return None
    office, before = found[0], value[: found[0].start]
    behalf = ON_BEHALF.search(before)
    name = before[: behalf.start()] if behalf else before
    return office, name.removesuffix("de ").strip(" ,") or office.name or "", bool(behalf)


def signed(
    letters: Sequence[Letter],
    signed: Mapping[int, Sequence[Minister]],
    corrections: Sequence[Correction],
) -> dict[int, list[Minister]]:
    """Return the signatures of every letter after their corrections, by its ordinal."""
    result = {ordinal: list(found) for ordinal, found in signed.items()}
    for one in corrections:
        for letter in _letters(letters, one):
            signatures = result.setdefault(letter.ordinal, [])
            if one.what == "neither":
                signatures[:] = [found for found in signatures if not _at(found, one)]
            elif one.what == "minister":
                _sign(signatures, letter, one)
    return result


def _letters(letters: Sequence[Letter], one: Correction) -> list[Letter]:
    """Return the letters of the government that contain the place, the last without a place."""
    written = [letter for letter in letters if letter.side == "government"]
    if one.char_start is None:
        return written[-1:]
    around = [letter for letter in written if letter.start <= one.span[0] < letter.end]
    return around or written[-1:]


def _sign(signatures: list[Minister], letter: Letter, one: Correction) -> None:
    """Replace the signature for the same office, or the one at the place; add one otherwise."""
    stated = office_of(one.value)
    if stated is None:
        return
    office, name, on_behalf = stated
    signature = Signature(moved(office, one.span[0] - office.start), name or None, on_behalf)
    minister = of_signature(signature, letter.dated_on)
    same = [
        index
        for index, found in enumerate(signatures)
        if (found.role, found.portfolio) == (minister.role, minister.portfolio)
    ]
    there = [index for index, found in enumerate(signatures) if _at(found, one)]
    if place := [*same, *there][:1]:
        signatures[place[0]] = minister
    else:
        signatures.append(minister)


def _at(minister: Minister, one: Correction) -> bool:
    start, end = one.span
    return minister.start < end and minister.end > start
