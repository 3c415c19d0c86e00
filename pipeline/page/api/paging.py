"""Cursors: the end of a page of rows, as text for an address."""

import base64
import binascii
import json
from collections.abc import Sequence

from pipeline.errors import QueryRefused


def write_cursor(values: Sequence[object]) -> str:
    """Return the cursor after a row with this key.

    Example: ``["kst-1-A"]`` becomes ``WyJrc3QtMS1BIl0``.
    """
    encoded = json.dumps(list(values), separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(encoded).decode().rstrip("=")


def read_cursor(cursor: str, length: int, kind: type = str) -> list[object]:
    """Return the key in a cursor.

    Raises:
        QueryRefused: this list did not create the cursor.
    """
    refused = QueryRefused("cursor: take it from `next` of the answer before, as it is")
    try:
        raw = base64.b64decode(
            cursor.encode("ascii") + b"=" * (-len(cursor) % 4), b"-_", validate=True
        )
        values = json.loads(raw)
    except (ValueError, binascii.Error, RecursionError) as error:
        raise refused from error
    if not isinstance(values, list) or len(values) != length:
        raise refused
    if any(type(value) is not kind for value in values):
        raise refused
    return values
