"""The values of a query's answer as JSON values, and as text."""

import json
import math
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, count
from typing import TypeGuard

NANOSECONDS = 1_000_000_000


def json_value(value: object) -> object:
    """Return a value of Arrow as a JSON value.

    Timestamps and dates are ISO 8601, intervals are ISO 8601 durations, bytes are hexadecimal,
    whole decimals are integers. NaN and infinity are null, because JSON cannot represent them.

    Raises:
        TypeError: a value of another type, which DuckDB does not give.
    """
    match value:
        case None | str() | int():
            encoded: object = value
        case float() | Decimal():
            encoded = _number(value)
        case datetime() | date() | time():
            encoded = value.isoformat()
        case bytes():
            encoded = value.hex()
        case dict():
            encoded = {str(name): json_value(item) for name, item in value.items()}
        case tuple() if _is_interval(value):
            encoded = _duration(value)
        case list() | tuple():  # a map is a list of pairs
            encoded = [json_value(item) for item in value]
        case _:
            raise TypeError(f"no text for {type(value).__name__}: {value!r}")
    return encoded


def _number(value: float | Decimal) -> int | float | None:
    """Return a number that JSON can represent: None for NaN and infinity."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if math.isfinite(value) else None


def text_of(value: object) -> str:
    """Return a value as text: as in JSON, but without quotes and with all digits of numbers."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float() | Decimal():
            return str(value)
    converted = json_value(value)
    return converted if isinstance(converted, str) else json.dumps(converted, ensure_ascii=False)


def distinct(names: Sequence[str]) -> list[str]:
    """Return the names of columns made unique: the second ``a`` becomes ``a_1``."""
    unique: list[str] = []
    for name in names:
        candidates = chain([name], (f"{name}_{number}" for number in count(1)))
        unique.append(next(candidate for candidate in candidates if candidate not in unique))
    return unique


def _is_interval(value: object) -> TypeGuard[tuple[int, int, int]]:
    # here, because it takes long to load and help must come at once
    from pyarrow import MonthDayNano  # noqa: PLC0415

    return isinstance(value, MonthDayNano)


def _duration(interval: tuple[int, int, int]) -> str:
    months, days, nanoseconds = interval
    seconds = Decimal(nanoseconds) / NANOSECONDS
    return f"P{months}M{days}DT{seconds.normalize():f}S"
