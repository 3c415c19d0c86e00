"""Question numbers as papers write them: "3", "1a", "2, 3 en 5", "4 t/m 6"."""

from pipeline.lexicon import concept

TOKEN = concept("number-token")
LONGEST_RANGE = 60
"""Upper limit of a range, so that "2 - 100" is not read as one.

Why: more questions than this are never answered together.
"""


def expand(text: str) -> tuple[str, ...]:
    """Return the numbers of a list, ranges written out: "2a, b en 4 t/m 6" is 2a, 2b, 4, 5, 6."""
    labels: list[str] = []
    joined = False
    number = ""
    for token in TOKEN.finditer(text):
        if token["range"]:
            joined = bool(labels)
            continue
        number = token["number"] or number
        label = number + (token["part"] or token["alone"] or "").strip("()")
        labels += ranged(labels[-1], label)[1:-1] if joined else []
        labels.append(label)
        joined = False
    return tuple(dict.fromkeys(labels))


def ranged(first: str, last: str) -> list[str]:
    """Return the numbers or letters from first to last; only those two if they form no range."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < LONGEST_RANGE:
        return [str(number) for number in range(int(first), int(last) + 1)]
    if first[:-1] == last[:-1] and first[-1:].isalpha() and last[-1:].isalpha() and first < last:
        return [first[:-1] + chr(code) for code in range(ord(first[-1]), ord(last[-1]) + 1)]
    return [first, last]


def follows(first: str, second: str) -> bool:
    """Return True if ``second`` is the number or letter directly after ``first``."""
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1
