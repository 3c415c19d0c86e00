"""The possible values of a question's parameter, read from the data."""

from collections.abc import Sequence

import duckdb

from pipeline.page.ask.questions import Presentation
from pipeline.page.filter_options import OPTIONS, options
from pipeline.page.warehouse_rows import Row
from pipeline.queries import Parameter

SAME = {"ministry": "ministry_asked_or_signing", "session_year": "session"}
"""The filter with the values of a parameter, where its name is another one."""
MOST = 300
"""Values in a list; with more of them the field takes text."""
FIELDS = {"text": "text", "integer": "number", "date": "date", "boolean": "boolean"}


def fields(
    connection: duckdb.DuckDBPyConnection, question: Presentation, given: dict[str, str]
) -> list[Row]:
    """Return a field for each parameter: its name, type, value, and the values to choose from."""
    return [
        {
            "name": parameter.name,
            "required": parameter.required,
            "type": FIELDS[parameter.type],
            "value": given.get(parameter.name, _default(parameter)),
            "choices": _choices(connection, question, parameter, given.get(parameter.name, "")),
        }
        for parameter in question.query.parameters
    ]


def _default(parameter: Parameter) -> str:
    if parameter.default is None:
        return ""
    return str(parameter.default).lower() if parameter.type == "boolean" else str(parameter.default)


def _choices(
    connection: duckdb.DuckDBPyConnection,
    question: Presentation,
    parameter: Parameter,
    chosen: str,
) -> Sequence[str]:
    """Return the options of a parameter, including the chosen value."""
    name = SAME.get(parameter.name, parameter.name)
    values: Sequence[str] = question.choices.get(parameter.name, ())
    if not values and name in OPTIONS:
        values = options(connection, name, most=MOST + 1)[name]
    if not values or len(values) > MOST:
        return ()
    known = {value.casefold() for value in values}
    return [*values, *([chosen] if chosen and chosen.casefold() not in known else [])]
