"""A calendar of whole days by RFC 5545."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
LINE = 75
"""Octets after which a line goes on in the next one."""


@dataclass(frozen=True, slots=True)
class Day:
    """An event on one day. ``uid`` never changes, ``stamp`` is when it became known."""

    uid: str
    on: date
    summary: str
    text: str
    address: str
    stamp: datetime


def to_ics(name: str, days: Iterable[Day], description: str) -> bytes:
    """Return the calendar as a document in UTF-8."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Griffier//Deadlines//NL"]
    lines += ["CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_escaped(name)}"]
    lines.append(f"X-WR-CALDESC:{_escaped(description)}")
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day.uid}",
            f"DTSTAMP:{day.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(day.summary)}",
            f"DESCRIPTION:{_escaped(day.text)}",
            f"URL:{day.address}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in plain if letter >= " ")


def _folded(line: str) -> Iterator[str]:
    """Yield the line in parts of at most ``LINE`` octets; each but the first begins with a space.

    Why: the octets of one character stay together.
    """
    if len(line.encode()) <= LINE:
        yield line
        return
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE:
            yield part
            part, size = " ", 1
        part += letter
        size += octets
    yield part
