"""An answer as a file, with the choices of its address."""

from collections.abc import Mapping

from starlette.responses import Response

from pipeline.page.ask.questions import Presentation
from pipeline.page.extract import Extract, download
from pipeline.page.request_context import RequestContext
from pipeline.queries import Value


def answer_file(
    context: RequestContext, question: Presentation, values: Mapping[str, Value], ending: str
) -> Response:
    """Return the whole answer as a file in this format."""
    extract = Extract(
        title=question.title(context.language.code),
        sql=question.query.sql,
        path=f"/ask/{question.query.name}",
        values=dict(values),
        filters=given(question, values),
        watch_out=question.watch_out.get(context.language.code, ""),
    )
    with context.warehouse() as connection:
        return download(context, connection, extract, ending)


def given(question: Presentation, values: Mapping[str, Value]) -> dict[str, object]:
    """Return the values that differ from the defaults of a question."""
    return {
        parameter.name: values[parameter.name]
        for parameter in question.query.parameters
        if values[parameter.name] != parameter.default
    }
