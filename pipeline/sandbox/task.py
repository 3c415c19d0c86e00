"""The task of the process that answers one query: all that the caller knows without a database."""

import json
from dataclasses import asdict, dataclass

NUMBER_BYTES = 8
"""The number of bytes of a query's number."""


@dataclass(frozen=True, slots=True)
class Task:
    """A query on the file ``snapshot``, with the values of its parameters, and its limits.

    ``session`` is the SQL that every connection to the warehouse runs first. The query gets
    ``seconds`` of time, ``memory`` as DuckDB writes it (512MB), and at most ``rows`` of its result
    (None: all of them).
    """

    sql: str
    parameters: dict[str, object]
    snapshot: str
    session: str
    seconds: float
    memory: str
    rows: int | None

    def to_json(self) -> str:
        """Return the task in the JSON form that the worker reads."""
        return json.dumps(asdict(self))
