"""The official catalogue's records of the papers: the file that the replay server reads."""

import json
from datetime import date, datetime
from typing import Any

COLUMNS = (
    ("identifier", "identifier"),
    ("dossier", "dossiernummer"),
    ("sub", "ondernummer"),
    ("dossier_title", "dossiertitel"),
    ("document_title", "documenttitel"),
    ("catalogue_title", "title"),
    ("subrubriek", "subrubriek"),
    ("status", "documentstatus"),
    ("session_year", "vergaderjaar"),
    ("date", "date"),
    ("available", "available"),
    ("issued", "issued"),
    ("modified", "modified"),
    ("hoofddocument", "hoofddocument"),
    ("attachments", "bijlage"),
    ("vraagnummer", "vraagnummer"),
)
HEAD = (
    "# Made by ../build.py out of ../papers/: what the official catalogue would list. Change the "
    "papers, not this file.\n"
)


def render(heads: list[dict[str, Any]]) -> bytes:
    """Return ``catalogue.toml``: one table per paper, in the order of their identifiers."""
    tables = []
    attached: dict[object, list[object]] = {}
    for head in heads:
        attached.setdefault(head.get("hoofddocument"), []).append(head["identifier"])
    parents = [
        head
        | ({"attachments": attached[head["identifier"]]} if head["identifier"] in attached else {})
        for head in heads
    ]
    for head in sorted(parents, key=lambda head: str(head["identifier"])):
        rows = [f"{name} = {_value(head[key])}" for key, name in COLUMNS if key in head]
        tables.append("\n".join(["[[paper]]", *rows]))
    return (HEAD + "\n" + "\n\n".join(tables) + "\n").encode()


def _value(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
