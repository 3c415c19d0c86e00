"""Settings that name a connection of Airflow instead of an address: ``conn:NAME``.

Airflow looks a connection up in its secrets backends (environment, database, Vault and others), so
that no password stands in the environment. Only tasks and the plugin can do so; this module
translates what they find and imports nothing of Airflow.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from pipeline.errors import ConfigurationError

SCHEME = "conn:"
LOG, OBJECTS = "GRIFFIER_LOG", ("GRIFFIER_STORE", "GRIFFIER_PUBLISH")
DATABASES = frozenset({"postgres", "postgresql"})
"""Types of connections to the database of an event log."""


class Connection(Protocol):
    """The part of ``airflow.sdk.Connection`` that is used here."""

    conn_type: str | None
    host: str | None
    login: str | None
    password: str | None
    port: int | None
    schema: str | None

    @property
    def extra_dejson(self) -> dict[str, Any]:
        """Return the extra fields."""


def resolved(
    environment: Mapping[str, str], look_up: Callable[[str], Connection]
) -> dict[str, str]:
    """Return the variables to set so that no setting names a connection any more.

    Example: ``GRIFFIER_STORE=conn:objects/bucket/store`` gives ``s3://bucket/store``, and the keys
    of the connection ``objects`` as ``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY`` and so on.

    Raises:
        ConfigurationError: a connection is of the wrong type, a place in the object store is
            missing, or two settings need different keys of an object store.
    """
    changes: dict[str, str] = {}
    for setting in (LOG, *OBJECTS):
        value = environment.get(setting, "")
        if not value.startswith(SCHEME):
            continue
        name, _, place = value.removeprefix(SCHEME).partition("/")
        connection = look_up(name)
        wanted = (
            {LOG: database_url(name, connection)}
            if setting == LOG
            else {setting: object_url(setting, name, place), **object_keys(name, connection)}
        )
        _merge(changes, wanted, setting)
    return changes


def database_url(name: str, connection: Connection) -> str:
    """Return the address of the event log in the database of a connection.

    Example: ``postgresql://griffier:secret@db:5432/griffier?sslmode=require``.

    Raises:
        ConfigurationError: the connection is not one to PostgreSQL.
    """
    if connection.conn_type not in DATABASES:
        raise ConfigurationError(
            f"{LOG} names the connection {name}, which is of type {connection.conn_type}: use one "
            "of type postgres"
        )
    login = quote(connection.login or "", safe="")
    password = f":{quote(connection.password, safe='')}" if connection.password else ""
    port = f":{connection.port}" if connection.port else ""
    query = f"?{urlencode(connection.extra_dejson)}" if connection.extra_dejson else ""
    account = f"{login}{password}@" if login else ""
    return f"postgresql://{account}{connection.host or ''}{port}/{connection.schema or ''}{query}"


def object_url(setting: str, name: str, place: str) -> str:
    """Return the address of a bucket and prefix.

    Example: ``griffier/store`` gives ``s3://griffier/store``.

    Raises:
        ConfigurationError: the setting names no bucket.
    """
    if not place:
        raise ConfigurationError(
            f"{setting} is {SCHEME}{name}: add bucket and prefix, as in "
            f"{SCHEME}{name}/BUCKET/PREFIX"
        )
    return f"s3://{place}"


def object_keys(name: str, connection: Connection) -> dict[str, str]:
    """Return the variables from which the object store's client takes its keys.

    Raises:
        ConfigurationError: the connection is not of type aws.
    """
    if connection.conn_type != "aws":
        raise ConfigurationError(
            f"the connection {name} is of type {connection.conn_type}: use one of type aws, also "
            "for other servers that speak S3 (extra endpoint_url)"
        )
    extra = connection.extra_dejson
    endpoint = str(extra.get("endpoint_url") or "")
    keys = {
        "AWS_ACCESS_KEY_ID": connection.login,
        "AWS_SECRET_ACCESS_KEY": connection.password,
        "AWS_SESSION_TOKEN": extra.get("aws_session_token"),
        "AWS_REGION": extra.get("region_name"),
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true" if endpoint.startswith("http://") else "",
    }
    return {variable: str(value) for variable, value in keys.items() if value}


def refuse_connections(environment: Mapping[str, str]) -> None:
    """Check that no setting names a connection, in a process that cannot look one up.

    Raises:
        ConfigurationError: a setting does.
    """
    for setting in (LOG, *OBJECTS):
        if environment.get(setting, "").startswith(SCHEME):
            raise ConfigurationError(
                f"{setting} is {environment[setting]}, a connection of Airflow, which only its "
                "tasks can look up: give this command the address itself"
            )


def _merge(changes: dict[str, str], wanted: Mapping[str, str], setting: str) -> None:
    """Add the variables of one setting to those of the settings before it."""
    for variable, value in wanted.items():
        if changes.setdefault(variable, value) != value:
            raise ConfigurationError(
                f"{setting} names a connection with another {variable} than the other setting: "
                "store and publication need one account in one object store"
            )
