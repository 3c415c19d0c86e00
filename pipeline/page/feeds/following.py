"""Feeds of one question or one promise: when it was asked and answered, or made and due."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

import duckdb

from pipeline.page.feeds.atom import Entry, tag
from pipeline.page.links import row_path
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import Row, rows

QUESTION = """
    SELECT question.question_id, question.text, question.label, question.party,
        version.accepted_at
    FROM question
    JOIN publication_version AS version
        ON version.publication_id = question.publication_id AND version.in_force
    WHERE question_id = $id
"""
ANSWERS = """
    SELECT answer.answer_id, answer.text, version.accepted_at
    FROM question_answer AS pair
    JOIN answer ON answer.answer_id = pair.answer_id
    JOIN publication_version AS version
        ON version.publication_id = answer.publication_id AND version.in_force
    WHERE pair.question_id = $id
        OR pair.question_id = (SELECT answered_as FROM asked_question WHERE question_id = $id)
    ORDER BY answer.answer_id
"""
"""The answers, including those in a later paper that repeats the question."""
PROMISE = """
    SELECT commitment_id, text, due_on, due_text, version.accepted_at, load.as_of
    FROM commitment
    JOIN publication_version AS version
        ON version.publication_id = commitment.publication_id AND version.in_force
    CROSS JOIN load
    WHERE commitment_id = $id
"""


def history(
    context: RequestContext, connection: duckdb.DuckDBPyConnection, row_id: str
) -> tuple[str, list[Entry]] | None:
    """Return the title and the entries of a question or promise, or None if it is unknown."""
    if matches := rows(connection, QUESTION, {"id": row_id}):
        return _question(context, matches[0], rows(connection, ANSWERS, {"id": row_id}))
    if matches := rows(connection, PROMISE, {"id": row_id}):
        return _promise(context, matches[0])
    return None


def _question(
    context: RequestContext, question: Row, answers: Iterable[Row]
) -> tuple[str, list[Entry]]:
    translate, name = context.language.translate, question["question_id"]
    page = f"{context.site}{row_path(name)}"
    title = translate("feed.asked", label=question["label"], who=question["party"] or "")
    entries = [Entry(tag(name), title, page, question["accepted_at"], question["text"])]
    for answer in answers:
        answered = translate("feed.answered", label=question["label"])
        address = f"{context.site}{row_path(answer['answer_id'])}"
        entry_id = tag(f"{name}/answered/{answer['answer_id']}")
        entries.append(Entry(entry_id, answered, address, answer["accepted_at"], answer["text"]))
    return title, entries


def _promise(context: RequestContext, promise: Row) -> tuple[str, list[Entry]]:
    translate, name = context.language.translate, promise["commitment_id"]
    page = f"{context.site}{row_path(name)}"
    title = translate("feed.promised")
    entries = [Entry(tag(name), title, page, promise["accepted_at"], promise["text"])]
    due = promise["due_on"]
    if due and promise["as_of"] and due <= promise["as_of"]:
        moment = datetime.combine(due, time(), UTC)
        due_title = translate("feed.due", day=context.language.day(due))
        entries.append(Entry(tag(f"{name}/due"), due_title, page, moment, promise["text"]))
    return title, entries
