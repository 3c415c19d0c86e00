"""Gold tables (expected rows) written from the rows of a corrected paper, to test the parser.

The format is that of the gold that ``griffier score`` reads.
"""

from collections.abc import Collection, Mapping
from typing import Any

from pipeline.parsing.origin import Row, Rows

PUBLICATION = ("publication_id", "chamber", "kind", "dossier_number", "sub_number", "session_year")
LETTER = ("ordinal", "kind", "dated_on", "place", "sender", "recipient", "reply_due_on")
MINISTER = ("ordinal", "role", "portfolio", "name")


def gold(rows: Rows, source: str) -> dict[str, Any]:
    """Return the gold table of a paper whose rows are right; ``source`` names its file."""
    keys = _keys(rows)
    links: dict[object, list[Row]] = {}
    for link in rows["question_answer"]:
        links.setdefault(link["answer_id"], []).append(link)
    return {
        "source": source,
        "publication": _picked(rows["publication"][0], PUBLICATION),
        "letters": [_picked(row, LETTER) for row in rows["letter"]],
        "questions": [
            {
                "key": keys[row["question_id"]],
                "fraction": row["party"],
                "askers": list(row["askers"] or ()),  # type: ignore[call-overload]  # a list of names
                "label": row["label"],
                "text": row["text"],
            }
            for row in rows["question"]
        ],
        "answers": [
            {
                "keys": [keys[link["question_id"]] for link in links[row["answer_id"]]],
                "relation": links[row["answer_id"]][0]["relation"],
                "text": row["text"],
            }
            for row in rows["answer"]
        ],
        "ministers": [_picked(row, MINISTER) for row in rows["minister"]],
        "references": [
            {
                **_picked(row, ("kind", "target", "text")),
                "cited_in": _cited_in(row, keys, links),
                "footnote": _footnote(row["footnote"]),
            }
            for row in rows["reference"]
            if row["kind"] != "law" and row["target"]
        ],
    }


def _keys(rows: Rows) -> Mapping[object, str]:
    """Return the key of each question: its label, after its party if labels restart per party.

    Why: the labels of written questions, and of a paper by topics, run through the whole paper.
    """
    questions = rows["question"]
    labels = {row["label"] for row in questions}
    parties = {row["party"] for row in questions}
    written = rows["publication"][0]["kind"] == "schriftelijke_vragen"
    through = written or (len(labels) == len(questions) and len(parties) > 1)
    keys: dict[object, str] = {}
    for row in questions:
        party = "" if through or not row["party"] else f"{row['party']} "
        keys[row["question_id"]] = _free(party, str(row["label"]), keys.values())
    return keys


def _free(party: str, label: str, taken: Collection[str]) -> str:
    """Return the key of a question, with the next free number if its label is printed twice.

    Seen in: ah-tk-20242025-597, which prints "Vraag 7" twice.
    """
    while f"{party}{label}" in taken:
        label = str(int(label) + 1) if label.isdecimal() else f"{label}'"
    return f"{party}{label}"


def _cited_in(
    row: Row, keys: Mapping[object, str], links: Mapping[object, list[Row]]
) -> str | None:
    """Return the place of a citation, such as "answer VVD 1"; a shared answer has its first key."""
    if row["answer_id"]:
        return f"answer {keys[links[row['answer_id']][0]['question_id']]}"
    if row["question_id"]:
        return f"question {keys[row['question_id']]}"
    return f"letter {str(row['letter_id']).rpartition('-')[2]}" if row["letter_id"] else None


def _footnote(label: object) -> object:
    return int(str(label)) if str(label).isdecimal() else label


def _picked(row: Row, columns: tuple[str, ...]) -> dict[str, Any]:
    return {column: row[column] for column in columns}
