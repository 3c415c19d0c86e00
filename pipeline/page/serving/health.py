"""The state for monitoring: whether a warehouse answers, and how fresh and complete it is."""

import duckdb
from starlette.responses import JSONResponse, PlainTextResponse, Response

from pipeline.errors import ConfigurationError, GriffierError
from pipeline.page.request_context import RequestContext

FIGURES = """
    SELECT log_position, epoch(last_event_at), epoch(as_of::TIMESTAMP), papers, letters, questions,
        answers, missing, quarantined
    FROM freshness
"""
METRICS = (
    ("griffier_log_position", "Log position that the warehouse shows"),
    ("griffier_last_event_timestamp_seconds", "Moment of the last event that the tables know"),
    ("griffier_as_of_timestamp_seconds", "Day up to which the source is known"),
    ("griffier_papers", "Papers in the tables"),
    ("griffier_letters", "Letters in the tables"),
    ("griffier_questions", "Questions in the tables"),
    ("griffier_answers", "Answers in the tables"),
    ("griffier_missing_papers", "Papers that are listed and not held"),
    ("griffier_quarantined_papers", "Papers that wait in quarantine"),
)


def healthz(context: RequestContext) -> Response:
    """Answer 200 with the log position, or 503 with the reason why no warehouse answers."""
    try:
        with context.warehouse() as connection:
            row = connection.execute("SELECT log_position FROM load").fetchone()
    except (GriffierError, duckdb.Error) as error:
        reason = _reason(error)
        return JSONResponse({"status": "unavailable", "reason": reason}, status_code=503)
    return JSONResponse({"status": "ok", "log_position": row[0] if row else None})


def metrics(context: RequestContext) -> Response:
    """Answer the figures of the warehouse in the text format of Prometheus 0.0.4, or 503."""
    try:
        with context.warehouse() as connection:
            row = connection.execute(FIGURES).fetchone() or ()
    except (GriffierError, duckdb.Error) as error:
        return PlainTextResponse(f"# {_reason(error)}\n", status_code=503)
    lines = [
        line
        for (name, about), value in zip(METRICS, row, strict=False)
        if value is not None
        for line in (f"# HELP {name} {about}.", f"# TYPE {name} gauge", f"{name} {value}")
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _reason(error: Exception) -> str:
    """Return why no warehouse answers, without the paths of this machine."""
    if isinstance(error, ConfigurationError):
        return "nothing is published yet: run `griffier ingest` or `griffier rebuild`"
    return "the warehouse cannot be read: run `griffier doctor`"
