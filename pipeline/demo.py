"""The main job, as ``make run`` starts it: the real DAGs on the shipped sample.

The sample is served as the official source serves papers. Everything is created under
``GRIFFIER_HOME``; nothing leaves this machine. Airflow keeps its own database there too.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from rich.text import Text

from pipeline.cli.main import give_up
from pipeline.cli.output import err, out, print_facts
from pipeline.domain.events import PublicationListed
from pipeline.errors import ConfigurationError, GriffierError
from pipeline.files import FILES
from pipeline.flows import status
from pipeline.flows.stores import Stores, open_stores
from pipeline.identity import is_fiction
from pipeline.settings import settings
from pipeline.source import replay

SINCE, UNTIL = "2024-01-01", "2026-07-31"
"""The days in which the sample's papers were published and changed, all in the past."""
PORT = 8767
"""The port on which the sample is served.

Why: the log stores the addresses of papers, so with another port a second run has new events.
"""


def main() -> None:
    """Run both DAGs and print the result; exit with code 1 if a DAG failed.

    Raises:
        ConfigurationError: the log holds real papers, among which the sample would be lost.
    """
    home = settings().home
    with open_stores() as stores:
        refuse_real_papers(stores)
    log = home / "airflow" / "run.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with replay.serve(FILES / "sample" / "letters", port=port()) as server:
        environment = _environment(home, server.url)
        with log.open("w", encoding="utf-8") as output:
            _say(f"serving the sample as the official source at {server.url}")
            _say("preparing Airflow's own database")
            _airflow(["db", "migrate"], environment, output)
            _airflow(["pools", "import", str(FILES / "dags" / "pools.json")], environment, output)
            _say("DAG ingest_letters: list the catalogue, fetch what is new")
            days = json.dumps({"since": SINCE, "until": UNTIL})
            _airflow(["dags", "test", "ingest_letters", "--conf", days], environment, output)
            _say("DAG build_warehouse: parse, validate, load, publish, report")
            _airflow(["dags", "test", "build_warehouse"], environment, output)
    with open_stores() as stores:
        facts = status.summary(stores)
        held_back = [row for row in status.publication_statuses(stores) if row["state"] != "held"]
    tell(facts, held_back)


def refuse_real_papers(stores: Stores) -> None:
    """Refuse a log that was begun with real papers.

    Raises:
        ConfigurationError: its first paper is not one of the sample.
    """
    first = next((event for _, event in stores.log.read(kinds=[PublicationListed])), None)
    if isinstance(first, PublicationListed) and not is_fiction(first.publication_id):
        raise ConfigurationError(
            f"{stores.settings.home} holds real papers, and this would load the invented ones of "
            "the sample beside them: set GRIFFIER_HOME to another folder for it"
        )


def tell(facts: Mapping[str, object], held_back: Iterable[Mapping[str, object]]) -> None:
    """Print the contents of the warehouse, the publications held back, and a next step."""
    print_facts("\nDone. The warehouse holds", facts)
    for row in held_back:
        out.print(
            f"  {row['publication_id']} is {row['state']}: {row['why']}",
            highlight=False,
            soft_wrap=True,
        )
    out.print(
        Text.assemble(
            "\nTry:  ",
            (".venv/bin/griffier open", "bold"),
            "\n      ",
            ('.venv/bin/griffier sql "SELECT * FROM answered_question LIMIT 5"', "bold"),
        ),
        highlight=False,
    )


def port() -> int:
    """Return the port to serve the sample on: ``PORT``, or 0 for any free one if it is taken.

    Why: with the same port at each run, the papers keep their addresses.
    """
    with suppress(OSError), socket.create_server((replay.HOST, PORT)):
        return PORT
    _say(
        f"port {PORT} is taken: the papers get other addresses than in an earlier run, so they are "
        "listed and fetched anew"
    )
    return 0


def _environment(home: Path, url: str) -> dict[str, str]:
    """Return the environment in which the DAGs find the sample and their own folders.

    It replaces the settings of this machine.
    """
    paths = {"AIRFLOW_HOME": home / "airflow", "AIRFLOW__CORE__DAGS_FOLDER": FILES / "dags"}
    return {
        **os.environ,
        **{name: str(path) for name, path in paths.items()},
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        # the DAGs are on in `make airflow` afterwards, which uses the same database
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
        "GRIFFIER_HOME": str(home),
        "GRIFFIER_CATALOGUE_URL": f"{url}/sru",
        "GRIFFIER_ALLOW_LOOPBACK": "true",
        "GRIFFIER_ATTACHMENTS": "true",
        "GRIFFIER_REQUESTS_PER_SECOND": "0",
        # `dags test` cannot run DAGs with a deadline: see dags/conventions.py
        "GRIFFIER_LATE_AFTER_MINUTES": "0",
    }


def _say(what: str) -> None:
    err.print(f"griffier: {what}", highlight=False)


def _airflow(arguments: list[str], environment: dict[str, str], output: TextIO) -> None:
    command = [str(Path(sys.executable).with_name("airflow")), *arguments]
    done = subprocess.run(  # noqa: S603
        command, env=environment, stdout=output, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        tail = Path(output.name).read_text(encoding="utf-8").splitlines()[-30:]
        err.print("\n".join(tail), highlight=False)
        failed = f" airflow {arguments[0]} failed; the whole output is in {output.name}"
        err.print(Text.assemble(("griffier:", "bold red"), failed), highlight=False, soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    try:
        main()
    except GriffierError as error:
        give_up(error)
