"""Tasks and outcomes of the pool, and their encoding in the pipe.

Why: they are JSON, because a document may have taken the worker over, and unpickling its answer
would run its code here.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from pipeline.parsing.origin import Origin, Rows  # which loads the parser: workers need it only

MEGABYTE = 1024 * 1024
TASK = struct.Struct("!II")
"""Lengths of the header and of the content of a task, in bytes."""
ANSWER = struct.Struct("!Q")
"""Length of an answer, in bytes."""

Kind = Literal["done", "unreadable", "failed", "killed", "damaged"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of reading and parsing one document."""

    seconds: int = 30
    """Seconds of processor time."""
    memory_mb: int = 1024
    """Megabytes of address space."""
    output_mb: int = 64
    """Megabytes of rows or text."""

    def __str__(self) -> str:
        """Return the limits as text, as events keep them.

        Example: ``30 s, 1024 MB, 64 MB out``.
        """
        return f"{self.seconds} s, {self.memory_mb} MB, {self.output_mb} MB out"


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read; it is also parsed if ``origin`` is given.

    ``accepted`` is the hash and the version of the last accepted text, from which the version of
    this text follows; None if no text of this paper was accepted: then it is ``first_version``.
    """

    content: bytes
    name: str = ""
    media_type: str | None = None
    origin: Origin | None = None
    accepted: tuple[str, int] | None = None
    first_version: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one task.

    ``kind`` is *done* (``rows`` or ``text`` hold the result), *unreadable* (no letter in these
    bytes), *failed* (a fault in the reader or parser; ``detail`` is its traceback), *killed* (it
    exceeded a limit) or *damaged* (its bytes were missing from the store); ``reason`` is for
    people.
    """

    kind: Kind
    rows: Rows = field(default_factory=dict)
    text: str = ""
    reason: str = ""
    detail: str = ""


def task_header(task: Task) -> bytes:
    """Encode all of a task but its content, which follows unchanged."""
    header = {
        "name": task.name,
        "media_type": task.media_type,
        "origin": asdict(task.origin) if task.origin else None,
        "accepted": task.accepted,
        "first_version": task.first_version,
    }
    return _encoded(header)


def task_of(header: bytes, content: bytes) -> Task:
    """Decode the result of ``task_header``."""
    from pipeline.metadata import SourceMetadata  # noqa: PLC0415 -- as above
    from pipeline.parsing.origin import Correction, Origin  # noqa: PLC0415 -- as above

    stated = _decoded(header)
    origin = None
    if fields := stated["origin"]:
        fields["listing"] = SourceMetadata(**fields["listing"])
        fields["corrections"] = tuple(
            Correction(**correction) for correction in fields["corrections"]
        )
        origin = Origin(**fields)
    accepted = tuple(stated["accepted"]) if stated["accepted"] else None
    return Task(
        content, stated["name"], stated["media_type"], origin, accepted, stated["first_version"]
    )


def outcome_bytes(outcome: Outcome) -> bytes:
    """Encode an outcome."""
    return _encoded({name: getattr(outcome, name) for name in Outcome.__slots__})


def outcome_of(answer: bytes) -> Outcome:
    """Decode an outcome.

    Raises:
        ValueError: the bytes are not a valid outcome.
    """
    try:
        outcome = Outcome(**_decoded(answer))
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"no outcome: {error}") from error
    if outcome.kind not in get_args(Kind) or not isinstance(outcome.rows, dict):
        raise ValueError("no outcome: its kind or its rows are of another type")
    return outcome


def _encoded(value: object) -> bytes:
    return json.dumps(value, default=_tagged, separators=(",", ":")).encode("ascii")


def _decoded(encoded: bytes) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(encoded, object_hook=_untagged)
    return decoded


def _tagged(value: object) -> Mapping[str, str]:
    """Return a date or a moment as an object that names its type."""
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    raise TypeError(f"a row cannot hold a {type(value).__name__}: {value!r:.60}")


def _untagged(value: dict[str, Any]) -> object:
    if len(value) == 1:
        if "$date" in value:
            return date.fromisoformat(value["$date"])
        if "$moment" in value:
            return datetime.fromisoformat(value["$moment"])
    return value
