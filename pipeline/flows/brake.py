"""The brake: a run that would change or withdraw too many held papers stops before it writes that.

A faulty source can answer every request in a valid form, so that no single answer is wrong. Only
the number shows it: papers seldom change, and hardly ever many at once.

Why: 404 on everything withdrew 16 of 16 papers, and a maintenance page replaced 11 of 16. A
catalogue with wrong dossier numbers would withdraw every paper that it lists.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pipeline.domain.aggregate import Publication
from pipeline.domain.events import FetchFailed, PublicationEvent, PublicationFetched
from pipeline.errors import SourceChanged

LEAST = 5
"""Number of papers below which the brake does not act.

Why: in a small collection two corrections are a large share.
"""


@dataclass(slots=True)
class Brake:
    """Changes to held papers that one run observed, withheld until all of them are known.

    ``withheld`` has their events by publication; a paper that moves to another identifier has none.
    ``share`` is the largest share of the held papers that may change or vanish; 1 lets all pass.
    ``unlisted`` counts the requested papers that the source did not list anew, so that they are
    expected to be unchanged, and ``surprises`` those of them that did change.
    """

    share: float
    withheld: dict[str, list[PublicationEvent]] = field(default_factory=dict)
    unlisted: int = 0
    surprises: int = 0

    def holds(self, state: Publication, events: list[PublicationEvent]) -> bool:
        """Record the events of one paper; return True if they have to wait for the others."""
        if state.accepted_version is None or self.share >= 1:
            return False
        changed = any(_changes(state, event) for event in events)
        if not state.needs_fetch:
            self.unlisted += 1
            self.surprises += changed
        if changed:
            self.withheld[state.publication_id] = events
        return changed

    def counts_moves(self, leaving: Iterable[Publication]) -> bool:
        """Record which held papers a listing moves elsewhere; return True if any has moved so far.

        ``leaving`` are publications that the listing withdraws, held or not.
        """
        if self.share < 1:
            held = (state for state in leaving if state.accepted_version is not None)
            self.withheld.update({state.publication_id: [] for state in held})
        return bool(self.withheld)

    def trips(self, held: Callable[[], int]) -> bool:
        """Return True if too many papers changed; ``held`` counts all papers that are held."""
        if self.surprises >= LEAST and self.surprises > self.share * self.unlisted:
            return True
        return len(self.withheld) >= LEAST and len(self.withheld) > self.share * held()

    def error(self) -> SourceChanged:
        """Return the error that ends the run."""
        withheld = list(self.withheld.values())
        moved = sum(not events for events in withheld)
        gone = sum(isinstance(event, FetchFailed) for events in withheld for event in events[-1:])
        changed = len(self.withheld) - gone - moved
        names = ", ".join(sorted(self.withheld)[:LEAST])
        return SourceChanged(
            f"the source changed {changed} held papers, moved {moved} to other identifiers and no "
            f"longer has {gone} in one run ({names}, ...): more than GRIFFIER_BRAKE_SHARE "
            f"({self.share:g}) allows. Nothing of that was written. Look at some of them at the "
            "source; if it is right, run again with --yes (in Airflow: the parameter yes)"
        )


def _changes(state: Publication, event: PublicationEvent) -> bool:
    """Return True if an event removes the accepted text, or replaces it by other bytes."""
    if isinstance(event, FetchFailed):
        return event.cause == "gone"
    known = {state.fetched.content_sha256 if state.fetched else None}
    known |= {text.content_sha256 for text in state.accepted_versions}
    return isinstance(event, PublicationFetched) and event.content_sha256 not in known
