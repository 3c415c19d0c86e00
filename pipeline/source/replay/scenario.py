"""A scenario: what happens at the source, step by step, in a file that people can write.

Step 0 is the folder as it stands. Each further step changes papers for good; its faults last until
the next step::

    [[step]]
    says = "A fresh paper appears, as a PDF only"
      [[step.paper]]        # new or changed: keys of catalogue.toml; others stay as they were
      identifier = "kst-1299999"
      dossiernummer = "36999"
      ondernummer = "D"
      modified = 2026-02-10
      files = { pdf = "later/kst-1299999.pdf" }   # "later": not served before this

    [[step]]
    says = "It is typeset, another is withdrawn, and the source is busy"
      [[step.paper]]
      identifier = "kst-36999-D"
      replaces = "kst-1299999"            # no longer listed; its fields are inherited
      files = { xml = "later/kst-36999-D.xml" }
      [[step.gone]]
      identifier = "kst-36999-B"
      status = 410                        # 404 where left out
      listed = true                       # still in the catalogue; false where left out
      [[step.fault]]
      kind = "status"                     # see Fault for every kind
      path = "*.xml"                      # pattern of paths ("/sru", "*.pdf"); left out: every one
      times = 2                           # how many requests it strikes; every one where left out
      status = 429
      retry_after = 1
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import ConfigurationError

Kind = Literal[
    "status",
    "slow",
    "truncated",
    "content_type",
    "body",
    "diagnostic",
    "ignore_dates",
    "rename_prefix",
    "rename_element",
    "estimate",
    "clock",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of the source.

    * ``status``: answer with ``status``, Retry-After ``retry_after`` seconds (``as_date``: as a
      date) and ``location``.
    * ``slow``: pause ``seconds`` in the middle of the body. ``truncated``: break the connection
      after half of the body.
    * ``content_type``: declare ``type`` instead of the right one. ``body``: send ``file`` (in the
      folder) as the body.
    * ``diagnostic``: refuse the search with ``message``. ``ignore_dates``: ignore date bounds.
    * ``rename_prefix``, ``rename_element``: write ``old`` as ``new`` in the catalogue's answers.
    * ``estimate``: add ``off`` to numberOfRecords. ``clock``: set the server's clock off by
      ``hours``.
    """

    kind: Kind
    path: str = "*"
    times: int | None = None
    status: int = 503
    retry_after: int | None = None
    as_date: bool = False
    location: str = ""
    seconds: float = 1.0
    type: str = "text/html"
    file: str = ""
    message: str = "general system error"
    old: str = ""
    new: str = ""
    off: int = 0
    hours: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A paper that is no longer served, and not listed either unless ``listed`` is set."""

    identifier: str
    status: Literal[404, 410] = 404
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Changes at one moment.

    ``paper`` holds tables of ``catalogue.toml``, which may also have the key ``replaces``.
    """

    says: str = ""
    paper: tuple[Mapping[str, Any], ...] = ()
    gone: tuple[Gone, ...] = ()
    fault: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The steps after the first state of the folder."""

    step: tuple[Step, ...] = field(default=())


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from a file.

    Raises:
        ConfigurationError: the file cannot be read, or is not a valid scenario.
    """
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(Scenario).validate_python(stated)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise ConfigurationError(f"{path} is no scenario: {error}") from error
