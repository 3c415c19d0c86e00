"""Papers written down as lines, one block each, so that tests of the parser do not depend on how
files are read.
"""

import re
from itertools import pairwise

from pipeline.metadata import SourceMetadata
from pipeline.parsing.origin import Origin, Rows
from pipeline.reading.document import Document
from pipeline.reading.document_assembly import BlockDraft, Span, TextRun, assemble
from pipeline.reading.markers import is_heading, is_name, is_office, list_marker
from pipeline.rows import parse


def document(text: str, media_type: str = "text/plain") -> Document:
    """Return each line that is not empty as a block: "# " begins a heading, "@ " a signature,
    **bold** words are bold.
    """
    drafts = [_block(line.strip()) for line in text.splitlines() if line.strip()]
    for first, second in pairwise(drafts):
        upper, lower = first.run.text, second.run.text
        plain = {first.kind, second.kind} <= {"paragraph", "signature"}
        if plain and (
            (is_office(upper) and is_name(lower)) or (is_name(upper) and is_office(lower))
        ):
            first.kind = second.kind = "signature"
    return assemble(drafts, [], media_type)


def rows(
    text: str, publication_id: str = "kst-99999-A", media_type: str = "text/plain", **facts: str
) -> Rows:
    """Return the rows of a paper written down as lines; only a text file leaves open where its
    paragraphs end.
    """
    return parse(
        document(text, media_type),
        Origin(
            publication_id,
            publication_id.partition("-")[0],
            "0" * 64,
            listing=SourceMetadata(**facts),
        ),
    )


def keys(found: Rows) -> dict[str, str]:
    """Return the name of each question by its id: its party group, where it has one, and its label."""
    return {
        str(row["question_id"]): " ".join(filter(None, [row["party"], row["label"]]))
        for row in found["question"]
    }


def pairing(found: Rows) -> list[tuple[tuple[str, ...], str, str]]:
    """Return each answer with the names of its questions, the relation and the text."""
    names = keys(found)
    links: dict[object, list[tuple[str, str]]] = {}
    for link in found["question_answer"]:
        links.setdefault(link["answer_id"], []).append(
            (names[str(link["question_id"])], str(link["relation"]))
        )
    answered = []
    for answer in found["answer"]:
        linked = links[answer["answer_id"]]
        answered.append((tuple(name for name, _ in linked), linked[0][1], str(answer["text"])))
    return answered


def _block(line: str) -> BlockDraft:
    if line.startswith("# "):
        return BlockDraft("heading", _flow(line.removeprefix("# ")))
    if line.startswith("@ "):
        return BlockDraft("signature", TextRun(line.removeprefix("@ ")))
    flow = _flow(line)
    if is_heading(flow.text):
        return BlockDraft("heading", flow)
    label = list_marker(flow.text)
    return BlockDraft(
        "list_item" if label else "paragraph", flow, label, 2 if label[:1].isalpha() else 1
    )


def _flow(line: str) -> TextRun:
    flow = TextRun()
    for number, part in enumerate(re.split(r"\*\*", line)):
        flow.take(part, [Span("bold", 0, len(part))] if number % 2 else [])
    return flow
