"""Models for the OpenAPI document, made from the DDL: a column is a field with its meaning."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from pipeline.page.api.resources import Resource
from pipeline.queries import NamedQuery, Parameter

TYPES: dict[str, Any] = {
    "VARCHAR": str,
    "INTEGER": int,
    "BIGINT": int,
    "DOUBLE": float,
    "BOOLEAN": bool,
    "DATE": date,
    "TIMESTAMP WITH TIME ZONE": datetime,
    "VARCHAR[]": list[str],
}
LONGEST = 300
"""Characters of a value in an address."""
MOST = 1000
"""Rows of one answer."""
LARGEST = 100_000
"""Largest whole number that a question takes."""
TEXT = r"^[^\x00]*$"

Limit = Annotated[int, Field(ge=1, le=MOST, description="Most rows of this answer.")]
Cursor = Annotated[
    str | None,
    Field(max_length=LONGEST, description="`next` of the answer before, for the rows behind it."),
]


class Problem(BaseModel):
    """The reason why there is no answer."""

    detail: str


class Known(BaseModel):
    """The extent of the data: repeat a request when `log_position` has changed."""

    as_of: date | None = Field(description="Day up to which the source is known.")
    log_position: int = Field(description="Position of the last event in the log.")
    sample: bool = Field(description="True for the shipped sample: invented letters and people.")


def row_model(resource: Resource) -> type[BaseModel]:
    """Return the model of a row, or only of its ``fields``."""
    fields: dict[str, Any] = {
        field.name: (
            TYPES[field.type] | None if field.nullable else TYPES[field.type],
            Field(default=None, description=field.meaning),
        )
        for field in resource.fields
    }
    model: type[BaseModel] = create_model(
        resource.name.capitalize(), __doc__=resource.meaning, **fields
    )
    return model


def page_model(resource: Resource) -> type[BaseModel]:
    """Return the model of a page of rows."""
    model: type[BaseModel] = create_model(
        f"{resource.name.capitalize()}Page",
        __base__=Known,
        data=(_list_of(row_model(resource)), ...),
        next=(str | None, Field(description="Cursor of the next page; null on the last.")),
    )
    return model


def _list_of(row: type[BaseModel]) -> Any:  # noqa: ANN401 -- a type that is made at run time
    return list[row]  # type: ignore[valid-type]


def query_model(resource: Resource) -> type[BaseModel]:
    """Return the model of the parameters in the address of a list."""
    names = "|".join(field.name for field in resource.fields)
    filters: dict[str, Any] = {
        name: (str | None, Field(default=None, max_length=LONGEST, pattern=TEXT))
        for name in resource.filters
    }
    model: type[BaseModel] = create_model(
        f"{resource.name.capitalize()}Query",
        __config__=ConfigDict(extra="forbid"),
        limit=(Limit, 100),
        cursor=(Cursor, None),
        fields=(
            str | None,
            Field(
                default=None,
                pattern=f"^({names})(,({names}))*$",
                max_length=LONGEST,
                description="Names of fields, with commas between them; else all.",
            ),
        ),
        **filters,
    )
    return model


def question_model(query: NamedQuery) -> type[BaseModel]:
    """Return the model of the values that a ready-made question takes."""
    model: type[BaseModel] = create_model(
        f"Ask{query.name.title().replace('_', '')}",
        __config__=ConfigDict(extra="forbid"),
        limit=(Limit, 100),
        cursor=(Cursor, None),
        **{parameter.name: _parameter(parameter) for parameter in query.parameters},  # type: ignore[call-overload]
    )
    return model


def _parameter(parameter: Parameter) -> tuple[Any, Any]:
    kind: Any = {"text": str, "integer": int, "boolean": bool, "date": date}[parameter.type]
    default = ... if parameter.required else parameter.default
    limits: dict[str, Any] = {}
    if parameter.type == "text":
        limits = {"max_length": LONGEST, "pattern": TEXT}
    elif parameter.type == "integer":
        limits = {"ge": 1, "le": LARGEST}
    return (
        kind if parameter.required else kind | None,
        Field(default=default, description=parameter.description, **limits),
    )


class Rows(Known):
    """The answer to a question or a search: rows whose fields are its columns."""

    total: int = Field(description="Rows in all.")
    data: list[dict[str, Any]]
    next: str | None = Field(description="Cursor of the next page; null on the last.")


class ReadyQuestion(BaseModel):
    """A ready-made question."""

    name: str
    title: str
    title_nl: str
    grain: str
    address: str
    sql: str


class ReadyQuestions(BaseModel):
    """Every ready-made question."""

    data: list[ReadyQuestion]


class Paper(Known):
    """A whole paper: its rows, and its text, into which every char_start and char_end points."""

    publication: dict[str, Any]
    text: str
    letters: list[dict[str, Any]]
    ministers: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    answers: list[dict[str, Any]]
    pairs: list[dict[str, Any]]
    references: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
