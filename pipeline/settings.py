"""Settings: one environment variable each, with defaults that work on one machine.

``GRIFFIER_HOME`` holds all files that a run makes; the other addresses default to places inside it.
"""

import os
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from pipeline.connections import Connection, resolved
from pipeline.errors import ConfigurationError
from pipeline.files import FILES, INSTALLED

HOME = Path.home() / ".local" / "share" / "griffier" if INSTALLED else FILES / "data"
"""Default of GRIFFIER_HOME.

A checkout keeps its data beside the code, an installed package in the home of its user.
"""
OF_OTHERS = frozenset(
    {
        "GRIFFIER_MEMORY_LIMIT",
        "GRIFFIER_OSV_URL",
        "GRIFFIER_BENCH_JSON",
        "GRIFFIER_API_EXAMPLES",
        "GRIFFIER_CHAOS",
        "GRIFFIER_CHAOS_DISKS",
        "GRIFFIER_CHAOS_FLIPS",
        "GRIFFIER_CHAOS_HISTORIES",
        "GRIFFIER_CHAOS_KILLS",
        "GRIFFIER_CHAOS_RESULTS",
    }
)
"""Variables with the same prefix that other programs read: compose, the Makefile, the tests."""
NEAR = 0.7
"""Least similarity of a misspelt variable to the setting that is proposed."""


class Settings(BaseSettings):
    """Settings that a user can change; every field is ``GRIFFIER_<NAME>`` in the environment.

    An empty variable stands for the default: ``GRIFFIER_HOME=$UNSET`` is not the current folder.
    """

    model_config = SettingsConfigDict(env_prefix="GRIFFIER_", frozen=True, env_ignore_empty=True)

    home: Path = Field(
        default=HOME,
        description="Folder for the log, the content store and the warehouse.",
    )
    log: str = Field(
        default="",
        description=(
            "Event log: sqlite:///PATH or postgresql://…; in Airflow also conn:NAME; empty means "
            "HOME/log.sqlite."
        ),
    )
    store: str = Field(
        default="",
        description=(
            "Content store: any object-store URL; in Airflow also conn:NAME/BUCKET/PREFIX; empty "
            "means the folder HOME/store."
        ),
    )
    warehouse: Path | None = Field(
        default=None, description="The published DuckDB file; empty means HOME/warehouse.duckdb."
    )
    publish: str = Field(
        default="",
        description=(
            "Object-store URL under which the warehouse is published for several hosts, such as "
            "s3://BUCKET/PREFIX, in Airflow also conn:NAME/BUCKET/PREFIX; empty: only the local "
            "file."
        ),
    )
    shared: bool = Field(
        default=False,
        description=(
            "Several hosts work on one log: a local log, store or publication is refused. Set by "
            "the DAGs where the executor is not Airflow's LocalExecutor."
        ),
    )
    source: str = Field(
        default="catalogue", description="Where letters come from: catalogue, or folder:PATH."
    )

    catalogue_url: str = Field(
        default="https://repository.overheid.nl/sru",
        description="SRU endpoint of the official catalogue.",
    )
    attachments: bool = Field(
        default=False,
        description="Also list and fetch the attachments (bijlagen) of listed papers.",
    )
    allowed_hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset({"repository.overheid.nl", "zoek.officielebekendmakingen.nl"}),
        description=(
            "Hosts from which papers may be fetched, over https only, with commas between them."
        ),
    )
    allow_loopback: bool = Field(
        default=False, description="Also fetch from 127.0.0.1 over http: for the replay server."
    )
    contact: str = Field(
        default="",
        description="E-mail or URL put in the User-Agent, so that the source can reach you.",
    )
    requests_per_second: float = Field(
        default=5.0,
        ge=0,
        le=1000,
        description="Most requests per second to the source; 0 lifts the limit.",
    )
    concurrency: int = Field(default=4, ge=1, le=32, description="Most requests under way at once.")
    timeout_seconds: float = Field(
        default=30.0,
        gt=0,
        le=3600,
        description="Longest wait for one answer of the source, in seconds.",
    )
    max_bytes: int = Field(
        default=64 * 1024 * 1024,
        gt=0,
        le=2**32 - 1,  # the reader's process takes lengths of four bytes
        description="Largest manifestation that is fetched, in bytes.",
    )
    workers: int = Field(
        default=0,
        ge=0,
        le=256,
        description="Processes that read and parse papers; 0: one per core.",
    )
    reader_seconds: int = Field(
        default=30,
        ge=1,
        le=3600,
        description="Most processor seconds to read and parse one paper.",
    )
    reader_memory_mb: int = Field(
        default=1024,
        ge=256,
        le=1_048_576,
        description="Most megabytes of memory to read and parse one paper.",
    )
    brake_share: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description=(
            "Largest share of the held papers that one run may change or withdraw (from five on); "
            "1: no brake."
        ),
    )
    withdraw_after_hours: float = Field(
        default=24.0,
        ge=0,
        le=87_600,
        description="Hours between two runs that find a paper gone until it is withdrawn.",
    )
    notifier: str = Field(
        default="",
        description="Airflow notifier told of failed tasks and late runs, as a dotted path.",
    )
    notifier_arguments: dict[str, Any] = Field(
        default={}, description="Arguments of the notifier, as JSON."
    )
    digest_to: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="Addresses that get the daily digest by mail, with commas between them.",
    )
    digest_from: str = Field(
        default="", description="Sender of the digest; empty: that of Airflow's mail connection."
    )
    digest_smtp: str = Field(
        default="conn:smtp_default",
        description="Airflow connection of the mail server for the digest, as conn:NAME.",
    )
    digest_language: Literal["nl", "en"] = Field(
        default="nl", description="Language of the digest: nl or en."
    )
    page_url: str = Field(
        default="", description="Address at which readers reach the page, for links in mails."
    )
    late_after_minutes: float = Field(
        default=120.0,
        ge=0,
        le=525_600,
        description="Minutes after which a DAG run is late; 0: never.",
    )
    writer_wait_seconds: float = Field(
        default=900.0,
        ge=0,
        le=604_800,
        description="Longest wait for another process that writes the warehouse, in seconds.",
    )
    keep_snapshots: int = Field(
        default=3,
        ge=1,
        le=10_000,
        description="Published warehouse files kept behind the current one.",
    )

    @field_validator("allowed_hosts", "digest_to", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        """Return hosts from a list with commas or from JSON."""
        return re.findall(r'[^\s,"\[\]]+', value) if isinstance(value, str) else value

    @field_validator("home", "warehouse", mode="before")
    @classmethod
    def _of_the_user(cls, value: object) -> object:
        """Return a path with ``~`` replaced, which a shell does and a file .env does not."""
        return os.path.expanduser(value) if isinstance(value, str) else value  # noqa: PTH111 -- an unknown user is no error

    @field_validator("contact", mode="after")
    @classmethod
    def _fits_a_header(cls, value: str) -> str:
        """Return the contact, if a header of a request can hold it."""
        if not (value.isascii() and value.isprintable()):
            raise ValueError("it must be one line of letters, digits and signs of ASCII")
        return value

    @field_validator("store", "publish", mode="after")
    @classmethod
    def _names_a_whole_path(cls, value: str) -> str:
        """Return the address, if the path of a folder in it begins at the root.

        Why: ``file:data`` was taken for the folder ``/data``.
        """
        if re.match(r"file:(?!/)", value, re.IGNORECASE):
            raise ValueError("write a folder as file:///PATH")
        return value

    @field_validator("warehouse", mode="after")
    @classmethod
    def _names_a_file(cls, value: Path | None) -> Path | None:
        """Return the path of the warehouse, if it can be one of a file."""
        if value is not None and not value.name:
            raise ValueError("it must name a file")
        return value

    @property
    def log_url(self) -> str:
        """Return the event log's address."""
        return self.log or f"sqlite:///{self.home / 'log.sqlite'}"

    @property
    def store_url(self) -> str:
        """Return the content store's address."""
        return self.store or (self.home / "store").resolve().as_uri()

    def local_only(self) -> list[str]:
        """Return the variables of settings that name a place on this host's own disk.

        Example: ``["GRIFFIER_LOG"]`` if only the log is an SQLite file.
        """
        local = {
            "GRIFFIER_LOG": self.log_url.startswith("sqlite"),
            "GRIFFIER_STORE": self.store_url.startswith("file:"),
            "GRIFFIER_PUBLISH": not self.publish or self.publish.startswith("file:"),
        }
        return [name for name, is_local in local.items() if is_local]

    @property
    def warehouse_path(self) -> Path:
        """Return the path at which readers find the warehouse: a symbolic link to a snapshot."""
        return self.warehouse or self.home / "warehouse.duckdb"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read from the environment once.

    Raises:
        ConfigurationError: a variable has a value that its setting does not allow.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = (
            f"GRIFFIER_{str(fault['loc'][0]).upper()} is {fault['input']!r}: "
            f"{fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors()
        )
        raise ConfigurationError("; ".join(wrong)) from error
    except SettingsError as error:  # the library names the field in its message only
        name = str(error).partition('"')[2].partition('"')[0]
        raise ConfigurationError(
            f'GRIFFIER_{name.upper()} is no JSON: write it as {{"name": "value"}}'
        ) from error


def use_connections(look_up: Callable[[str], Connection]) -> None:
    """Replace ``conn:NAME`` in this process's settings by the connections that Airflow finds.

    Why: it changes the environment, from which the object store's client takes its keys. Processes
    that read documents get none of it.

    Raises:
        ConfigurationError: a connection does not fit its setting.
    """
    if values := resolved(os.environ, look_up):
        os.environ.update(values)
        settings.cache_clear()


def unknown_settings(environment: Mapping[str, str]) -> list[str]:
    """Return the variables that have the prefix of settings but name none, in alphabetical order.

    Example: ``{"GRIFFIER_FOO": "1"}`` gives ``["GRIFFIER_FOO"]``.
    """
    known = {*_variables(), *OF_OTHERS}
    return sorted(
        name for name in environment if name.startswith("GRIFFIER_") and name not in known
    )


def refuse_unknown_settings(environment: Mapping[str, str]) -> None:
    """Check that every variable with the prefix of settings names one.

    Why: a misspelt GRIFFIER_STORE would write to the default place, and nobody would see it.

    Raises:
        ConfigurationError: a variable names no setting; the message has the nearest one.
    """
    if not (unknown := unknown_settings(environment)):
        return
    names = [name.removeprefix("GRIFFIER_") for name in _variables()]
    faults = []
    for name in unknown:
        near = get_close_matches(name.removeprefix("GRIFFIER_"), names, n=1, cutoff=NEAR)
        advice = f"did you mean GRIFFIER_{near[0]}" if near else f"there are {', '.join(names)}"
        faults.append(f"{name} is no setting ({advice})")
    raise ConfigurationError(
        f"{'; '.join(faults)}: correct it or unset it; docs/operations.md explains all settings"
    )


def _variables() -> list[str]:
    """Return the names of the variables of all settings."""
    return [f"GRIFFIER_{name.upper()}" for name in Settings.model_fields]
