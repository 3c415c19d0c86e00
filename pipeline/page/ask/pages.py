"""The handlers of ``/ask`` and of everything below it."""

from collections.abc import Mapping
from datetime import date

from starlette.responses import RedirectResponse, Response

from pipeline.downloads import DOWNLOAD_FORMATS
from pipeline.errors import QueryRefused
from pipeline.page.ask.answering import PAGE, Answered, answer, hold
from pipeline.page.ask.cells import cell, column_name
from pipeline.page.ask.choices import fields
from pipeline.page.ask.questions import GROUPS, Presentation, presentations, renamed
from pipeline.page.extract import OFFERED, Extract, download
from pipeline.page.feeds import handlers as feeds
from pipeline.page.feeds.entries import KEYS, latest, of_question
from pipeline.page.figures import charts
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import Row, last_page
from pipeline.queries import Value, values

MOST_PAGES = 1_000_000
FEED = "atom"


def index(context: RequestContext) -> Response:
    """List the questions, group by group."""
    groups: dict[str, list[Presentation]] = {name: [] for name in GROUPS}
    for question in presentations().values():
        groups[question.group].append(question)
    return context.render("ask/index.html", {"groups": groups})


def question(context: RequestContext) -> Response:
    """Answer one question as a page, or as a file if the address has a file's ending."""
    name, _, ending = context.request.path_params["file"].partition(".")
    if name in renamed():
        moved = context.url(
            f"/ask/{renamed()[name]}{ending and f'.{ending}'}", **context.request.query_params
        )
        return RedirectResponse(moved, 301)
    presentation = presentations().get(name)
    if presentation is None or (ending and ending not in {*DOWNLOAD_FORMATS, FEED}):
        return context.render("message.html", {"what": "not_found"}, status=404)
    try:
        return _answer(context, presentation, ending)
    except QueryRefused as error:
        return context.render("message.html", {"what": "refused", "detail": str(error)}, status=400)


def _answer(context: RequestContext, presentation: Presentation, ending: str) -> Response:
    """Answer with the values of the address, or show the form if a required one is missing."""
    parameters = _parameters(context, presentation)
    if _lacks(presentation, parameters):
        return _page(context, presentation, parameters, None, {})
    filled = values(presentation.query.parameters, parameters)
    if ending == FEED:
        return _feed(context, presentation, filled)
    if ending:
        return _file(context, presentation, filled, ending)
    page = context.number("page", 1, MOST_PAGES)
    with context.warehouse() as connection:
        answered = answer(connection, presentation, filled, page)
    return _page(context, presentation, parameters, answered, filled)


def _feed(context: RequestContext, question: Presentation, filled: Mapping[str, Value]) -> Response:
    """Return the answer as a feed, if its rows are about papers."""
    with context.warehouse() as connection, hold(connection, question, filled):
        entries = of_question(context, connection)
        updated = latest(entries or (), connection)
    if entries is None:
        return context.render("message.html", {"what": "not_found"}, status=404)
    chosen = _given(question, filled)
    page = context.absolute(f"/ask/{question.query.name}", **chosen)
    title = " · ".join([question.title(context.language.code), *map(str, chosen.values())])
    return feeds.answer(context, title, page, entries, updated)


def _file(
    context: RequestContext, question: Presentation, values: Mapping[str, Value], ending: str
) -> Response:
    """Return the whole answer as a file in this format."""
    extract = Extract(
        title=question.title(context.language.code),
        sql=question.query.sql,
        path=f"/ask/{question.query.name}",
        values=dict(values),
        filters=_given(question, values),
        watch_out=question.watch_out.get(context.language.code, ""),
    )
    with context.warehouse() as connection:
        return download(context, connection, extract, ending)


def _given(question: Presentation, values: Mapping[str, Value]) -> dict[str, object]:
    """Return the values that differ from the defaults of a question."""
    return {
        parameter.name: values[parameter.name]
        for parameter in question.query.parameters
        if values[parameter.name] != parameter.default
    }


def _parameters(context: RequestContext, presentation: Presentation) -> dict[str, str]:
    """Return the value of each parameter in the address, without empty ones."""
    return {
        parameter.name: value
        for parameter in presentation.query.parameters
        if (value := context.parameter(parameter.name))
    }


def _lacks(presentation: Presentation, parameters: Mapping[str, str]) -> bool:
    return any(
        parameter.required and parameter.name not in parameters
        for parameter in presentation.query.parameters
    )


def _page(
    context: RequestContext,
    presentation: Presentation,
    parameters: dict[str, str],
    answered: Answered | None,
    filled: Mapping[str, Value],
) -> Response:
    """Render one question, or only its form if a required value is missing."""
    with context.warehouse() as connection:
        offered = fields(connection, presentation, parameters)
        load = connection.execute("SELECT as_of FROM load").fetchone()
    language = context.language
    template_values: Row = {
        "question": presentation,
        "title": presentation.title(language.code),
        "watch_out": presentation.watch_out.get(language.code, ""),
        "fields": offered,
        "as_of": load[0] if load else None,
        "answered": answered,
        "filters": parameters,
        "forms": OFFERED,
        "param": lambda name: language.messages.get(f"ask.param.{name}", name),
    }
    if answered:
        template_values |= {
            "sentence": sentence(context, presentation, answered),
            "columns": [(name, column_name(language, name)) for name, _ in answered.columns],
            "numeric": _numeric(answered),
            "rows": [
                [
                    cell(language, name, value)
                    for (name, _), value in zip(answered.columns, row, strict=True)
                ]
                for row in answered.rows
            ],
            "few": _few(answered),
            "page": answered.page,
            "first": (answered.page - 1) * PAGE + 1,
            "last": last_page(answered.total, PAGE),
            "chart": _chart(context, presentation, answered),
            "values": _given(presentation, filled),
            "feed": any(name in KEYS for name, _ in answered.columns),
        }
    return context.render("ask/question.html", template_values)


def _numeric(answered: Answered) -> set[str]:
    """Return the names of the columns of numbers, which are right-aligned."""
    numbers = ("BIGINT", "INTEGER", "DOUBLE", "HUGEINT", "DECIMAL", "FLOAT")
    return {name for name, of_type in answered.columns if of_type.startswith(numbers)}


def _few(answered: Answered) -> set[int]:
    """Return the numbers of the rows with too few cases for a comparison, which are shown pale."""
    names = [name for name, _ in answered.columns]
    if "enough" not in names:
        return set()
    place = names.index("enough")
    return {number for number, row in enumerate(answered.rows) if row[place] is False}


def sentence(context: RequestContext, presentation: Presentation, answered: Answered) -> str:
    """Return the answer in one sentence, in the visitor's language."""
    language = context.language
    if not answered.total:
        return language.translate("ask.none")
    template = presentation.sentence.get(language.code)
    if template is None:
        return language.translate("ask.rows", n=answered.total)
    words = {
        name: language.day(value)
        if isinstance(value, date)
        else cell(language, name, value)["text"]
        for name, value in answered.numbers.items()
    }
    return template.format(**words)


def _chart(context: RequestContext, presentation: Presentation, answered: Answered) -> Row | None:
    """Return the bars of the chart with their lengths in percent, or None with fewer than two."""
    if presentation.chart is None or len(answered.bars) < 2:  # noqa: PLR2004 -- one bar compares nothing
        return None
    language, unit = context.language, presentation.chart.unit
    factor = 100 if unit == "percent" else 1
    most, ticks = charts.across(max(float(bar["value"]) for bar in answered.bars) * factor)
    bars = [
        {
            "label": cell(language, presentation.chart.label, bar["label"]),
            "value": float(bar["value"]) * factor,
            "width": 100 * float(bar["value"]) * factor / most,
        }
        for bar in answered.bars
    ]
    return {"bars": bars, "ticks": ticks, "unit": unit, "label": presentation.chart.label}
