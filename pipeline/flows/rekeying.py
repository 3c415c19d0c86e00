"""Re-keying: withdraw a paper's former identifier when the catalogue moves it to another one.

A paper moves when the catalogue corrects its dossier or its number in the dossier.
"""

from collections.abc import Iterator, Sequence

from pipeline.domain.aggregate import CATALOGUE
from pipeline.domain.deduplication import is_late
from pipeline.domain.events import PublicationListed, PublicationWithdrawn
from pipeline.identity import FRESH, identifier_key
from pipeline.log import EventLog


class Moves:
    """Detection of papers in a listing that were kept under another identifier.

    A paper is kept under the dossier and number that the catalogue lists. A fresh paper has a
    numeric identifier, which contains neither: if the catalogue corrects one of them, only that
    number shows that it is the same paper.
    """

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def away(self, listings: Sequence[PublicationListed]) -> Iterator[PublicationWithdrawn]:
        """Yield the withdrawals of the identifiers that these papers leave."""
        for listing in listings:
            if not _may_move(listing):
                continue
            named = self._log.waiting.named(listing.identifier, "official")
            former = [name for name in named if name != listing.publication_id]
            for name, state in self._log.publications(former).items():
                known = state.listed_by(CATALOGUE)
                # Skip publications that were re-keyed again, or listed later, under another
                # identifier.
                if known and known.identifier == listing.identifier and not is_late(listing, known):
                    yield withdrawal(name, listing)


def withdrawal(former: str, listing: PublicationListed) -> PublicationWithdrawn:
    """Return the withdrawal of a former identifier, under which nothing will be listed again."""
    reason = (
        f"the catalogue tells by now that {listing.identifier} is {listing.publication_id}: it "
        "goes on there"
    )
    return PublicationWithdrawn(
        publication_id=former, url=listing.preferred_url or "", reason=reason
    )


def _may_move(listing: PublicationListed) -> bool:
    """Return True if the publication id does not follow from the listing's identifier alone.

    Why: most identifiers determine it, and need no query here.
    """
    stated = identifier_key(listing.identifier)
    settled = stated is not None and stated.publication_id == listing.publication_id
    return listing.source == CATALOGUE and (
        bool(FRESH.match(listing.identifier)) or (listing.series == "kst" and not settled)
    )
