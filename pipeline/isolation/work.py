"""Reading and parsing of one document: the pure function that a worker runs."""

import traceback
from dataclasses import replace

from pipeline.domain.decisions import version_after
from pipeline.errors import UnreadableDocument
from pipeline.isolation.task import Outcome, Task
from pipeline.reading import read_document
from pipeline.rows import parse


def work(task: Task) -> Outcome:
    """Read one document, and parse it if its origin is given.

    Raises:
        MemoryError: memory does not suffice; every other error becomes the outcome.
    """
    doing = "reader"
    try:
        document = read_document(task.content, name=task.name, media_type=task.media_type)
        if task.origin is None:
            return Outcome("done", text=document.text)
        doing = "parser"
        version = version_after(task.accepted, document.text_sha256, task.first_version)
        origin = replace(task.origin, version=version)
        return Outcome("done", rows=parse(document, origin))
    except UnreadableDocument as error:
        return Outcome("unreadable", reason=str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- a fault of ours in one letter must not stop the others
        reason = f"the {doing} failed ({type(error).__name__}: {error})"
        return Outcome("failed", reason=reason, detail=traceback.format_exc(limit=-20))
