"""The replayed source without a network: it answers requests and advances through a scenario."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.source.replay import responses
from pipeline.source.replay.catalogue_file import paper, papers, stated_papers
from pipeline.source.replay.papers import MEDIA_TYPES, Paper
from pipeline.source.replay.query import Refusal, parse
from pipeline.source.replay.scenario import Fault, Scenario, Step

# /frbr/officielepublicaties/kst/36867/kst-36867-C/1/xml/kst-36867-C.xml: place, identifier,
# version, manifestation, file.
PAPER_PATH = re.compile(
    r"/frbr/officielepublicaties/(?:[^/]+/)+(?P<identifier>[^/]+)/1/(?P<form>[a-z]+)/[^/]+"
)
# /kst-36867-C.html: the page for people on zoek.officielebekendmakingen.nl.
PAGE_PATH = re.compile(r"/(?P<identifier>[A-Za-z0-9-]+)\.html")
CATALOGUE_PATH = "/sru"
MOST_RECORDS, FURTHEST_START = 1000, 10_000
"""Limits of the real catalogue: most records of a page, and the first start that gives 504.

Both are reported.
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """A response, and how it is to be sent: with a pause in the middle, or only the first half."""

    status: int
    content: bytes = b""
    media_type: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    cut: bool = False


class ReplayedSource:
    """A folder served as the official source; ``advance`` moves to the next scenario step."""

    def __init__(self, folder: Path, scenario: Scenario | None = None) -> None:
        self._folder = folder
        self._steps = (scenario or Scenario()).step
        self._papers: dict[str, Paper] = papers(folder)
        self._stated = stated_papers(folder)
        self._gone: dict[str, int] = {}
        self._faults: dict[Fault, int] = {}
        self._last_search: tuple[str, list[Paper]] | None = None
        self.step = 0

    @property
    def listed(self) -> list[str]:
        """Return the identifiers of the papers that the catalogue lists now."""
        return list(self._papers)

    def advance(self) -> str:
        """Move to the next step of the scenario and return its description.

        Raises:
            ConfigurationError: there is no further step.
        """
        if self.step >= len(self._steps):
            raise ConfigurationError(f"the scenario ends with step {self.step}")
        step = self._steps[self.step]
        self.step += 1
        self._apply(step)
        return step.says

    def answer(
        self, path: str, parameters: Mapping[str, str], headers: Mapping[str, str], base: str
    ) -> Reply:
        """Return the reply to a GET. ``base`` is the address under which this source is reached."""
        faults = self._striking(path)
        clock = datetime.now(UTC) + timedelta(hours=sum(fault.hours for fault in faults.values()))
        if fault := faults.get("status"):
            reply = _failing(fault, clock)
        elif path == CATALOGUE_PATH:
            reply = self._search(parameters, base, faults)
        else:
            reply = self._serve(path, headers)
        if fault := faults.get("body"):
            reply = replace(reply, content=(self._folder / fault.file).read_bytes())
        if fault := faults.get("content_type"):
            reply = replace(reply, media_type=fault.type)
        pause = faults["slow"].seconds if "slow" in faults else 0.0
        date = {"Date": format_datetime(clock, usegmt=True)}
        return replace(
            reply, pause=pause, cut="truncated" in faults, headers={**date, **reply.headers}
        )

    def _apply(self, step: Step) -> None:
        """Apply one step of the scenario: its papers, withdrawals and faults."""
        self._faults = {
            fault: fault.times if fault.times is not None else -1 for fault in step.fault
        }
        self._last_search = None
        for change in step.paper:
            stated = dict(change)
            name, old = str(stated["identifier"]), str(stated.pop("replaces", stated["identifier"]))
            before = self._papers.pop(old, None)
            if old != name:
                self._gone[old] = 404
            self._gone.pop(name, None)
            inherited = {
                key: value
                for key, value in self._stated.pop(old, {}).items()
                if old == name or key in INHERITED
            }
            self._stated[name] = {**inherited, **stated}
            self._papers[name] = paper(
                self._stated[name], self._folder, before.files if before and old == name else {}
            )
        for gone in step.gone:
            self._gone[gone.identifier] = gone.status
            if not gone.listed:
                self._papers.pop(gone.identifier, None)

    def _striking(self, path: str) -> dict[str, Fault]:
        """Return the faults of this request, by kind; count down how often each is left."""
        striking = {
            fault.kind: fault
            for fault, left in self._faults.items()
            if left and fnmatchcase(path, fault.path)
        }
        for fault in striking.values():
            self._faults[fault] -= 1
        return {str(kind): fault for kind, fault in striking.items()}

    def _search(
        self, parameters: Mapping[str, str], base: str, faults: Mapping[str, Fault]
    ) -> Reply:
        """Return the catalogue's response to a search, changed by the faults."""
        if parameters.get("operation", "searchRetrieve") == "explain":
            return Reply(200, responses.explain_response().encode(), "application/xml")
        if fault := faults.get("diagnostic"):
            return _xml(responses.diagnostic_response(Refusal("1", fault.message)))
        query = parameters.get("query", "")
        try:
            start, maximum = (
                int(parameters.get("startRecord", "1")),
                int(parameters.get("maximumRecords", "10")),
            )
            papers = self._found(query, ignore_dates="ignore_dates" in faults)
        except ValueError:
            return _xml(responses.diagnostic_response(Refusal("6", "unsupported parameter value")))
        except Refusal as refusal:
            return _xml(responses.diagnostic_response(refusal))
        if start >= FURTHEST_START:
            return Reply(504, b"gateway time-out")
        off = faults["estimate"].off if "estimate" in faults else 0
        text = responses.search_response(
            papers, query, start, min(maximum, MOST_RECORDS), base, off=off
        )
        if fault := faults.get("rename_prefix"):
            text = re.sub(rf"(</?|xmlns:){re.escape(fault.old)}(?=[:=])", rf"\1{fault.new}", text)
        if fault := faults.get("rename_element"):
            text = re.sub(rf"(</?){re.escape(fault.old)}(?=[\s>])", rf"\1{fault.new}", text)
        return _xml(text)

    def _found(self, query: str, *, ignore_dates: bool) -> list[Paper]:
        key = f"{query} {ignore_dates}"
        if self._last_search is None or self._last_search[0] != key:
            self._last_search = (
                key,
                parse(query, ignore_dates=ignore_dates).select(self._papers.values()),
            )
        return self._last_search[1]

    def _serve(self, path: str, headers: Mapping[str, str]) -> Reply:
        """Return a manifestation with its validators; 304 if the client already has it."""
        match = PAPER_PATH.fullmatch(path) or PAGE_PATH.fullmatch(path)
        if match is None:
            return Reply(404, b"no such publication")
        name, form = match["identifier"], match.groupdict().get("form", "html")
        if status := self._gone.get(name):
            return Reply(status, b"no such publication")
        served = self._papers.get(name)
        if not served or (path.startswith("/frbr") and path != served.path(form)):
            return Reply(404, b"no such publication")
        if form in {"metadata", "metadataowms"}:
            return _xml(responses.metadata_file(served))
        if form not in served.files:
            return Reply(404, b"no such manifestation")
        content = served.files[form].read_bytes()
        return _unless_known(content, MEDIA_TYPES[form], served.modified_at, headers)


def _unless_known(
    content: bytes, media_type: str, modified_at: datetime, headers: Mapping[str, str]
) -> Reply:
    """Return these bytes with their validators, or 304 if the request has the same validators."""
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    changed = format_datetime(modified_at.astimezone(UTC), usegmt=True)
    validators = {"ETag": tag, "Last-Modified": changed}
    known_tag = headers.get("if-none-match")
    if known_tag == tag or (known_tag is None and headers.get("if-modified-since") == changed):
        return Reply(304, headers=validators)
    return Reply(200, content, media_type, validators)


INHERITED = {
    "dossiernummer",
    "ondernummer",
    "dossiertitel",
    "documenttitel",
    "subrubriek",
    "vergaderjaar",
    "creator",
    "date",
}
"""Fields that a typeset paper inherits from the fresh one that it replaces."""


def _failing(fault: Fault, clock: datetime) -> Reply:
    """Return the reply of a ``status`` fault; ``clock`` is the server's present time."""
    headers = {"Location": fault.location} if fault.location else {}
    if fault.retry_after is not None:
        moment = clock + timedelta(seconds=fault.retry_after)
        headers["Retry-After"] = (
            format_datetime(moment, usegmt=True) if fault.as_date else str(fault.retry_after)
        )
    return Reply(fault.status, b"the replayed source does not answer this", headers=headers)


def _xml(text: str) -> Reply:
    return Reply(200, text.encode(), "application/xml")
