"""Papers that were cut, spliced, repeated or spoilt on their way, as text and as files in every
format.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from letter_generator import consultation, memorie

HERE = Path(__file__).resolve()
TEXTS = [
    path.read_text(encoding="utf-8") for path in sorted((HERE.parent / "letters").glob("*.txt"))
]
FORMATS = {".xml", ".html", ".pdf", ".txt", ".docx"}
FILES = sorted(
    path for path in (HERE.parents[2] / "sample" / "letters").iterdir() if path.suffix in FORMATS
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252")


def mutated(seed: int) -> str:
    """Return a paper, cut, spliced with another, repeated, run together or shuffled, up to four
    times.
    """
    chance = Random(seed)  # noqa: S311
    texts = [*TEXTS, consultation(seed).text, memorie(seed).text]
    text = chance.choice(texts)
    for _ in range(chance.randint(1, 4)):
        first, last = sorted(chance.choices(range(len(text) + 1), k=2))
        act = chance.choice(("cut", "splice", "repeat", "join", "shuffle"))
        if act == "cut":
            text = (
                text[:first] + text[last:] if last - first < 0.7 * len(text) else text[first:last]
            )
        elif act == "splice":
            other = chance.choice(texts)
            start = chance.randrange(len(other))
            text = text[:first] + other[start : start + chance.randint(1, 4000)] + text[first:]
        elif act == "repeat":
            text = text[:last] + text[first:last][:5000] + text[last:]
        elif act == "join":
            text = (
                text[:first]
                + text[first:last].replace("\n", chance.choice((" ", "\n\n", "")))
                + text[last:]
            )
        else:
            lines = text.split("\n")
            place = chance.randrange(len(lines))
            lines[place : place + 6] = chance.sample(
                lines[place : place + 6], len(lines[place : place + 6])
            )
            text = "\n".join(lines)
    return text


def damaged(seed: int) -> Iterator[tuple[bytes, str]]:
    """Yield a text in some encoding and a file of the sample, both damaged, with their names."""
    chance = Random(seed)  # noqa: S311
    yield mutated(seed).encode(chance.choice(ENCODINGS), errors="replace"), "x.txt"
    path, other = chance.choice(FILES), chance.choice(FILES).read_bytes()
    content = path.read_bytes()
    first, last = sorted(chance.choices(range(len(content) + 1), k=2))
    changed = chance.choice(
        [
            content[:first] + content[last:],
            content[:last] + content[first:],
            content[:first] + other[first:],
        ]
    )
    if chance.random() < 0.5:
        changed = (
            changed[:first]
            + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 40)))
            + changed[first:]
        )
    yield changed, path.name
