"""Results of fetching one manifestation of a paper from a source."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Cause = Literal["unavailable", "refused", "damaged"]


@dataclass(frozen=True, slots=True)
class Request:
    """One manifestation to fetch.

    ``etag`` and ``last_modified`` are those of the bytes that are held already, if any.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete download with the format that its address promises.

    ``url`` is the final address, after redirects.
    """

    url: str
    content: bytes
    media_type: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The held bytes are still those of the source (304)."""

    url: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The source has nothing at this address: 404, or 410 if it is permanent."""

    url: str
    status: int

    @property
    def reason(self) -> str:
        """Return a description of the failure, for people."""
        return f"{self.url} answered {self.status}: the source no longer has it"


@dataclass(frozen=True, slots=True)
class Failed:
    """A failed fetch of one manifestation.

    ``unavailable``: the source did not answer, also after retries; a later run tries again.
    ``refused``: the source or the rules of this program forbid it. ``damaged``: the bytes do not
    have the format of the address; another manifestation is tried.
    """

    url: str
    cause: Cause
    reason: str


Outcome: TypeAlias = Fetched | NotModified | Gone | Failed
