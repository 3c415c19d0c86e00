"""Settings that name a connection of Airflow: how they become addresses and keys, and who refuses."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline.connections import resolved
from pipeline.errors import ConfigurationError
from pipeline.settings import settings, use_connections


@dataclass
class Stated:
    """A connection as Airflow returns it."""

    conn_type: str | None = "aws"
    host: str | None = None
    login: str | None = None
    password: str | None = None
    port: int | None = None
    schema: str | None = None
    extra_dejson: dict[str, Any] = field(default_factory=dict)


DATABASE = Stated(
    "postgres", "db", "griffier", "p@ss/word", 5433, "log", {"sslmode": "require", "connect": "a b"}
)
OBJECTS = Stated(
    login="key",
    password="secret",
    extra_dejson={"endpoint_url": "http://objects:8333", "region_name": "eu-west-1"},
)
CONNECTIONS = {"log": DATABASE, "objects": OBJECTS, "other": Stated(login="another")}
STORE, PUBLISH = "conn:objects/griffier/store", "conn:objects/griffier/published"


def test_a_database_becomes_an_address_with_its_password_quoted() -> None:
    """Also one that has the signs of an address in it."""
    found = resolved({"GRIFFIER_LOG": "conn:log"}, CONNECTIONS.__getitem__)
    assert {
        "GRIFFIER_LOG": (
            "postgresql://griffier:p%40ss%2Fword@db:5433/log?sslmode=require&connect=a+b"
        )
    } == found


def test_store_and_publication_share_the_keys_of_one_account() -> None:
    """The places are in the settings, the keys in the connection."""
    environment = {"GRIFFIER_STORE": STORE, "GRIFFIER_PUBLISH": PUBLISH, "GRIFFIER_LOG": ""}
    assert {
        "GRIFFIER_STORE": "s3://griffier/store",
        "GRIFFIER_PUBLISH": "s3://griffier/published",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL": "http://objects:8333",
        "AWS_ALLOW_HTTP": "true",
    } == resolved(environment, CONNECTIONS.__getitem__)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"GRIFFIER_LOG": "conn:objects"}, "of type aws: use one of type postgres"),
        ({"GRIFFIER_STORE": "conn:log/bucket"}, "of type postgres: use one of type aws"),
        ({"GRIFFIER_STORE": "conn:objects"}, "conn:objects/BUCKET/PREFIX"),
        ({"GRIFFIER_STORE": STORE, "GRIFFIER_PUBLISH": "conn:other/b"}, "one account"),
    ],
)
def test_a_connection_that_does_not_fit_is_refused(environment: dict[str, str], told: str) -> None:
    """With what would fit."""
    with pytest.raises(ConfigurationError, match=told):
        resolved(environment, CONNECTIONS.__getitem__)


def test_connections_reach_the_settings_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that were read before the connection was known are read again."""
    for name in ("GRIFFIER_STORE", *resolved({"GRIFFIER_STORE": STORE}, CONNECTIONS.__getitem__)):
        monkeypatch.setenv(name, STORE if name == "GRIFFIER_STORE" else "")
    settings.cache_clear()
    assert settings().store_url == STORE
    use_connections(CONNECTIONS.__getitem__)
    assert ("s3://griffier/store", "key") == (
        settings().store_url,
        os.environ["AWS_ACCESS_KEY_ID"],
    )
    settings.cache_clear()


def test_a_command_refuses_a_setting_that_names_a_connection() -> None:
    """It would take the name for an address; only tasks of Airflow can look it up."""
    done = subprocess.run(
        [Path(sys.executable).with_name("griffier"), "status"],
        env={**os.environ, "GRIFFIER_STORE": STORE},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (1, "") == (done.returncode, done.stdout)
    assert f"GRIFFIER_STORE is {STORE}, a connection of Airflow" in " ".join(done.stderr.split())
