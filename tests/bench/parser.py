"""Speed of reading and parsing a letter, and the effect of damaged or hostile texts on the
parser.

Run: python tests/bench/parser.py [mutated documents]

A letter of 60,000 characters is the exchange of the sample with all its questions asked by twice as
many party groups, and answered at length. It is denser than the real consultation of that size that
we have (kst-36741-D: 30 questions, 24 references and 158 paragraphs in 58,000 characters). The same
exchange several times over, ten letters in one paper, is measured beside it. Times are of the
processor, the least of seven rounds. The floor is pypdfium2 taking the text out of the PDF and
nothing else; the bounds are multiples of it, because a figure in milliseconds depends on the
machine. No regular expression may take more than a second on 500,000 characters, and every damaged
document gives rows or a refusal.
"""

import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "sample"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "parsing"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "project"))
from damaged_papers import damaged
from figures import Figure, report
from press import authoring, plaintext, printedpdf
from regex_attacks import LIMIT, attacks, expressions, seconds
from test_laws import FACTS, lawful

from pipeline.errors import UnreadableDocument
from pipeline.reading import read_document
from pipeline.rows import parse

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
LETTER = SAMPLE / "papers" / "kst-99012-B.txt"
CHARACTERS = 60_000
PARTS = re.compile(r"^## Vragen en opmerkingen van de leden van de BBB", re.MULTILINE)
"""Lines at which the questions and their answers begin."""
ADDS = re.compile(r"\^\[|\bKamer\b")
"""Footnotes and promises, of which a longer answer has not more."""
ROUNDS = 7
TEXT_BESIDE_FLOOR = 4.5
PDF_BESIDE_FLOOR = 6.0
READING_BESIDE_FLOOR = 3.2
"""Multiples of the floor that reading and parsing may cost, and reading a PDF alone."""
DOCUMENTS = 2_000


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work, the least of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000


def composed(body: Callable[[str], str]) -> authoring.Paper:
    """Return the exchange of the sample, its body made into another one."""
    _, head, written = LETTER.read_text(encoding="utf-8").split("+++\n", 2)
    with TemporaryDirectory() as folder:
        path = Path(folder) / LETTER.name
        path.write_text("+++\n".join(["", head, body(written)]), encoding="utf-8")
        return authoring.read(path)


def at_length(body: str) -> str:
    """Return a request and a reply: twice the questions, answered in so many paragraphs that
    both are long enough.
    """
    request, reply = (place.start() for place in PARTS.finditer(body))
    asked, answered = body.index("@end"), body.rindex("@sign")
    said = [
        one
        for one in body[reply:answered].split("\n\n")
        if one and one[0] not in "#@" and not ADDS.search(one)
    ]
    said = [" ".join(pair) for pair in zip(said, [*said[1:], said[0]], strict=True)]
    blocks = body[reply:answered].split("\n\n") * 2
    missing = CHARACTERS - 2 * (asked - request) - sum(map(len, blocks))
    more = cycle(said)
    each = missing // sum(block.startswith("@a ") for block in blocks)
    long: list[str] = []
    for block, above in zip(blocks, ["", *blocks], strict=False):
        long.append(block)
        if above.startswith("@a "):
            began = len(long)
            while sum(map(len, long[began:])) < each:
                long.append(next(more))
    return "".join(
        [
            body[:request],
            body[request:asked] * 2,
            body[asked:reply],
            "\n\n".join(long),
            body[answered:],
        ]
    )


def bare_text(content: bytes) -> list[str]:
    """Extract the text of a PDF with pypdfium2 alone."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def speed() -> list[Figure]:
    """From text and from PDF, a letter of 60,000 characters each."""
    paper = composed(at_length)
    text, pdf = plaintext.render(paper, "lost"), printedpdf.render(paper, "typeset")
    document = read_document(text, name="x.txt")
    scale = CHARACTERS / len(document.text)
    from_text = scale * milliseconds(lambda: parse(read_document(text, name="x.txt"), FACTS))
    rows_only = scale * milliseconds(lambda: parse(document, FACTS))
    often = read_document(
        plaintext.render(
            composed(lambda body: "\n\n".join([body] * (CHARACTERS // len(body) + 1))), "lost"
        ),
        name="x.txt",
    )
    many = CHARACTERS / len(often.text) * milliseconds(lambda: parse(often, FACTS))
    from_pdf = milliseconds(lambda: parse(read_document(pdf, name="x.pdf"), FACTS))
    read_pdf = milliseconds(lambda: read_document(pdf, name="x.pdf"))
    floor = milliseconds(lambda: bare_text(pdf))
    return [
        Figure("pdf: bare extraction, ms", floor),
        Figure("text: read and parsed, ms", from_text),
        Figure(
            "text: read and parsed beside bare extraction", from_text / floor, TEXT_BESIDE_FLOOR
        ),
        Figure("text: parsed, ms", rows_only),
        Figure("ten letters in one paper: parsed, ms for as many characters", many),
        Figure("pdf: read and parsed beside bare extraction", from_pdf / floor, PDF_BESIDE_FLOOR),
        Figure("pdf: read beside bare extraction", read_pdf / floor, READING_BESIDE_FLOOR),
    ]


def hostile() -> list[Figure]:
    """Attack each expression in three rounds of chance; count those that are not through in time."""
    slow, tried = [], 0
    for expression in expressions():
        for round_ in range(3):
            for attack in attacks(expression.pattern, Random(round_), samples=2):  # noqa: S311
                tried += 1
                if (taken := seconds(expression, *attack)) > LIMIT:
                    slow.append((expression.name, attack, taken))
    for name, attack, taken in slow:
        sys.stdout.write(f"slow: {name} took {taken:.1f} s for {attack}\n")
    return [
        Figure("attacks on regular expressions", tried),
        Figure(f"attacks beyond {LIMIT:g} s", len(slow), 0),
    ]


def survives(documents: int) -> list[Figure]:
    """Read damaged documents: each gives lawful rows or a refusal; anything else is raised."""
    read_at_all = 0
    for seed in range(documents // 2):
        for content, name in damaged(seed):
            with suppress(UnreadableDocument):
                document = read_document(content, name=name)
                lawful(document, parse(document, FACTS))
                read_at_all += 1
    return [
        Figure("damaged documents with lawful rows", read_at_all),
        Figure("damaged documents refused", documents - read_at_all),
    ]


def main(documents: int = DOCUMENTS) -> int:
    """Measure and report."""
    figures = [*speed(), *survives(documents), *hostile()]
    return report("parser", figures, {"characters": CHARACTERS})


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
