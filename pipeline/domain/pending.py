"""The pending work of a publication, as a pure function of its state.

The log stores the result beside the events, in the transaction that appends them.

Why: a daily step can then query it and does not have to fold every paper that was ever listed
(``pipeline.log.projection``).
"""

from dataclasses import dataclass

from pipeline.domain.aggregate import CATALOGUE, Publication
from pipeline.domain.events import PublicationQuarantined

FOLDER = "folder"
"""Source name of a folder of files, as in ``PublicationListed.source``."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The pending work of one publication, in the columns that the log keeps.

    * ``to_fetch``: the catalogue lists it and no fetch succeeded since; ``failures`` counts the
      consecutive failed runs, 0 if the source was down or nothing failed.
    * ``to_judge``: bytes arrived since the last validation.
    * ``judged_by``: reader and parser of the last validation (``2/2``), None before the first.
    * ``limits``: limits of the process that were exceeded in the last attempt to read the paper.
    * ``quarantined``: log positions of every decision that quarantined it; ``open_quarantine``:
      position of the quarantine that waits for a reviewer.
    * ``recheck_catalogue``, ``recheck_folder``: this source delivered the paper, or failed to, and
      a recheck asks it again.
    """

    to_fetch: bool
    failures: int
    to_judge: bool
    judged_by: str | None
    limits: str | None
    quarantined: tuple[int, ...]
    open_quarantine: int | None
    recheck_catalogue: bool
    recheck_folder: bool


def waits(state: Publication, quarantined: tuple[int, ...]) -> Waits:
    """Return the pending work of a publication in this state.

    ``quarantined`` are the log positions of all its quarantines; the state itself keeps only the
    last one for each content.
    """
    judged, waiting = state.judged, state.open_quarantine
    killed = isinstance(judged, PublicationQuarantined) and not state.withdrawn
    return Waits(
        to_fetch=_to_fetch(state),
        failures=_failures(state),
        to_judge=state.needs_judgement,
        judged_by=made_by(judged.reader_version, judged.parser_version) if judged else None,
        limits=judged.limits if killed and isinstance(judged, PublicationQuarantined) else None,
        quarantined=quarantined,
        open_quarantine=waiting.position if waiting else None,
        recheck_catalogue=is_to_recheck(state, CATALOGUE),
        recheck_folder=is_to_recheck(state, FOLDER),
    )


def made_by(reader_version: str, parser_version: str) -> str:
    """Return the name of a reader and a parser together.

    Example: ``made_by("2", "3") == "2/3"``.
    """
    return f"{reader_version}/{parser_version}"


def is_to_recheck(state: Publication, source: str) -> bool:
    """Return True if this source delivered the paper, or failed to."""
    if not state.listed_by(source) or not (state.fetched or state.failed or state.withdrawn):
        return False
    given = state.withdrawn or state.fetched
    if given and given.url.startswith("file:") != (source != CATALOGUE):
        return False  # a paper of one source is not asked of another
    # A paper that was re-keyed is not asked for under its former identifier.
    return not state.withdrawn or (
        state.failed is not None and state.failed.url == state.withdrawn.url
    )


def _to_fetch(state: Publication) -> bool:
    if state.withdrawn or not state.listed_by(CATALOGUE):
        return False
    return state.failed is not None or state.needs_fetch


def _failures(state: Publication) -> int:
    in_vain = state.failed is not None and state.failed.cause != "unavailable"
    return state.failures_in_a_row if in_vain else 0
