"""Two versions of a paper side by side, with the differences marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from re import findall

from starlette.responses import Response

from pipeline.errors import GriffierError
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import Row, rows
from pipeline.store.batches import read_batch
from pipeline.store.content import ContentStore

VERSIONS = """
    SELECT * FROM publication_version WHERE publication_id = $id ORDER BY version
"""
WORDS = r"\s+|\w+|[^\w\s]"
"""The units of a comparison: a word, a sign, or the space between them."""
LIKE = 0.4
"""The similarity of two paragraphs from which their words are compared.

Less similar ones are shown as replaced.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one paragraph; ``changed`` if the other version does not have them."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of each version beside the other; one of them may be missing."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """True if the two are not the same."""
        return any(piece.changed for piece in (*self.before, *self.after))


def versions(context: RequestContext) -> Response:
    """Compare two versions of a paper: those in the address, or the last two."""
    name = context.request.path_params["publication_id"]
    with context.warehouse() as connection:
        known = rows(connection, VERSIONS, {"id": name})
    if not known:
        return context.render("message.html", {"what": "not_found"}, status=404)
    last = len(known)
    before = context.number("from", max(last - 1, 1), last)
    after = context.number("to", last, last)
    pairs: list[Pair] = []
    if before != after:
        try:
            old, new = (_text(context, known[number - 1], name) for number in (before, after))
        except GriffierError as error:
            return context.render(
                "message.html", {"what": "refused", "detail": str(error)}, status=503
            )
        pairs = compare(old, new)
    template_values = {
        "name": name,
        "known": known,
        "before": before,
        "after": after,
        "pairs": pairs,
    }
    return context.render("versions.html", template_values)


def compare(old: str, new: str) -> list[Pair]:
    """Return the paragraphs of two texts side by side."""
    left, right = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    pairs: list[Pair] = []
    for action, start, end, other, until in matcher.get_opcodes():
        if action == "equal":
            pairs += [Pair(_same(line), _same(line)) for line in left[start:end]]
        else:
            pairs += _beside(left[start:end], right[other:until])
    return pairs


def _beside(left: Sequence[str], right: Sequence[str]) -> Iterator[Pair]:
    for old, new in zip_longest(left, right):
        if old is None or new is None:
            yield Pair(_changed(old), _changed(new))
        else:
            yield _words(old, new)


def _words(old: str, new: str) -> Pair:
    """Return the words of two paragraphs, marking those that are only in one of them."""
    left, right = findall(WORDS, old), findall(WORDS, new)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < LIKE:
        return Pair(_changed(old), _changed(new))
    before: list[Piece] = []
    after: list[Piece] = []
    for action, start, end, other, until in matcher.get_opcodes():
        changed = action != "equal"
        before += [Piece("".join(left[start:end]), changed)] if end > start else []
        after += [Piece("".join(right[other:until]), changed)] if until > other else []
    return Pair(tuple(before), tuple(after))


def _same(line: str) -> tuple[Piece, ...]:
    return (Piece(line, changed=False),)


def _changed(line: str | None) -> tuple[Piece, ...]:
    return () if line is None else (Piece(line, changed=True),)


def _text(context: RequestContext, version: Row, name: str) -> str:
    """Return the text of one version from the stored batch with its rows."""
    store = ContentStore(context.settings.store_url)
    texts = read_batch(store, version["batch_sha256"], ["publication_text"])["publication_text"]
    return str(texts.filter(publication_id=name)["text"].item())
