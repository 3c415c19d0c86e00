"""Writer of JSON: one array, with an object per row on a line of its own."""

import json
from typing import IO

from pipeline.downloads.answer import Rows
from pipeline.json_encoding import distinct, json_value


def write_records(rows: Rows, file: IO[bytes]) -> None:
    """Write all rows. Text is unchanged, because JSON marks it as text."""
    names = distinct(rows.schema.names)
    between = "[\n"
    for row in rows.rows():
        record = {name: json_value(value) for name, value in zip(names, row, strict=True)}
        file.write((between + json.dumps(record, ensure_ascii=False)).encode())
        between = ",\n"
    file.write(b"[]\n" if between == "[\n" else b"\n]\n")
