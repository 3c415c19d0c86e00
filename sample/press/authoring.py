"""The authoring form of a paper: a TOML head between ``+++`` lines, then paragraphs.

Blank lines separate paragraphs. A paragraph may begin with a tag (``@tag words | text``); its lines
are joined. The meaning of the tags:

* ``@letter kind=request dated=2026-03-17 place="Den Haag" sender="…" recipient="…"
  due=2026-04-14``: a letter begins;
* ``# …`` the head of a letter, ``## …`` and ``### …`` headings in bold and in italics;
* ``@party D66``: the questions and answers that follow are of this fractie;
* ``@lead "1 -" | …``: what sub-questions share; ``@q 1a "a)" | …``: a question, with its label and
  the marker as printed (none: an unnumbered paragraph); ``@+ | …``: one more paragraph of the same
  question (``@+ "a)" | …`` an item); ``@& 3 | …``: the next question in the same paragraph;
* ``@r "1." | …``: a question as the reply repeats it (no row); ``@a D66 1; D66 2``: the paragraphs
  that follow answer these keys, ``@a refers D66 3``: and only point to another answer; ``@end``:
  the answer ends here;
* ``@item "–" | …``: a list item; ``@lines … | …``: short lines; ``@sign … | …``: a signature, line
  by line;
* ``@table Head | Head || cell | cell || …``: a table;
* ``@minister staatssecretaris "Defensie" "Naam"``: an expected row, printed by the words around it;
* ``@kop``, ``@antwoordkop``, ``@vraag``, ``@antwoord``: the parts of written questions;
* ``@wij``, ``@considerans``, ``@afkondiging``, ``@artikel``, ``@slot``: the parts of a bill.
"""

import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from press.markup import parse
from press.paper import BILL_PARTS, QUESTION_PARTS, Block, Paper

HEADINGS = {"#": "letterhead", "##": "heading", "###": "subheading"}
WHOLE = ("lines", "sign", *QUESTION_PARTS, *BILL_PARTS)
"""Tags that take no words of their own: all that follows is printed."""
ENDING = ("letterhead", "heading", "subheading", "lead", "sign", *QUESTION_PARTS)
"""Kinds of block that end a question or an answer."""


def read(path: Path, **changed: object) -> Paper:
    """Read the paper in ``path``, with ``changed`` in its head.

    Raises:
        ValueError: a paragraph cannot be understood; the message names the file and the paragraph.
    """
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    reader = _Reader(Paper(tomllib.loads(head) | changed))
    for source in re.split(r"\n{2,}", body.strip()):
        try:
            reader.take(" ".join(source.split()))
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{path.name}: {error}: in {source[:80]!r}") from error
    reader.paper.blocks = list(_with_leads(reader.paper.blocks))
    return reader.paper


def _with_leads(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, assigning the citations of each lead-in to the next sub-question."""
    for index, block in enumerate(blocks):
        if block.kind != "lead":
            yield block
            continue
        following = next((later.question for later in blocks[index:] if later.question), None)
        yield replace(
            block, kind="item" if block.label else "paragraph", place=f"question {following}"
        )


class _Reader:
    """The state of reading: the open letter, fractie, question and answer."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.numbers = count(1)
        self.party: str | None = paper.head.get("party")
        self.question: str | None = None
        self.answer: int | None = None

    def take(self, source: str) -> None:
        """Process one paragraph of the authored text."""
        first, _, rest = source.partition(" ")
        if first in HEADINGS:
            self.print(HEADINGS[first], rest)
        elif not first.startswith("@"):
            self.print("paragraph", source)
        elif first == "@table":
            rows = tuple(tuple(cell.strip() for cell in row.split("|")) for row in rest.split("||"))
            self.print("table", "")
            self.paper.blocks[-1] = replace(self.paper.blocks[-1], rows=rows)
        elif first[1:] in WHOLE:
            self.print(first[1:], rest)
        else:
            spec, _, text = rest.partition("| ") if "| " in rest else (rest, "", "")
            TAGS[first[1:]](self, shlex.split(spec), text)

    def ask(self, words: list[str], text: str) -> None:
        self.asked(words[0], words[1] if len(words) > 1 else "", text)

    def ask_on(self, words: list[str], text: str) -> None:
        self.asked(words[0], "", text)
        self.paper.blocks[-1] = replace(self.paper.blocks[-1], joined=True)

    def more(self, words: list[str], text: str) -> None:
        self.print(
            "item" if words else "paragraph", text, label="".join(words), question=self.question
        )

    def repeat(self, words: list[str], text: str) -> None:
        self.answer = None
        self.print("item" if words else "paragraph", text, label="".join(words), repeated=True)

    def reply(self, words: list[str], _: str) -> None:
        relation = words.pop(0) if words[0] == "refers" else ""
        keys = tuple(key.strip() for key in " ".join(words).split(";"))
        self.paper.answers.append((keys, relation or ("shared" if len(keys) > 1 else "own")))
        self.answer, self.question = len(self.paper.answers) - 1, None

    def end(self, *_: object) -> None:
        self.answer = self.question = None

    def of_party(self, words: list[str], _: str) -> None:
        self.party = " ".join(words)

    def minister(self, words: list[str], _: str) -> None:
        role, portfolio, *names = words
        name = names[0] if names else None
        ordinal = len(self.paper.ministers) + 1
        self.paper.ministers.append(
            {"ordinal": ordinal, "role": role, "portfolio": portfolio, "name": name}
        )

    def lead(self, words: list[str], text: str) -> None:
        self.print("lead", text, label="".join(words))

    def item(self, words: list[str], text: str) -> None:
        self.print("item", text, label="".join(words))

    def letter(self, words: list[str], _: str) -> None:
        stated = dict(word.split("=", 1) for word in words)
        columns = {
            "dated_on": "dated",
            "place": "place",
            "sender": "sender",
            "recipient": "recipient",
            "reply_due_on": "due",
        }
        if unknown := set(stated) - {"kind", *columns.values()}:
            raise ValueError(f"a letter has no {unknown}")
        row: dict[str, Any] = {"ordinal": len(self.paper.letters) + 1, "kind": stated["kind"]}
        self.paper.letters.append(
            row | {column: stated.get(name) for column, name in columns.items()}
        )
        self.question = self.answer = None
        if self.paper.head.get("notes") == "per letter":
            self.numbers = count(1)

    def asked(self, label: str, printed: str, text: str) -> None:
        key = (
            f"{self.party} {label}"
            if self.paper.head.get("grouped", True) and self.party
            else label
        )
        self.answer, self.question = None, key
        askers = list(self.paper.head.get("askers", []))
        self.print("item" if printed else "paragraph", text, label=printed, question=key)
        self.paper.blocks[-1] = replace(self.paper.blocks[-1], numbers=True)
        row = {"key": key, "fraction": self.party, "askers": askers, "label": label}
        self.paper.questions.append(row)

    def print(
        self,
        kind: str,
        text: str,
        *,
        label: str = "",
        repeated: bool = False,
        question: str | None = None,
    ) -> None:
        if kind in ENDING:
            self.answer = self.question = None
        letter = len(self.paper.letters) or None
        place = f"letter {letter}" if letter else None
        if question:
            place = f"question {question}"
        elif kind in ("kop", "antwoordkop"):
            place = None  # the head of the paper, whichever letter has begun
        elif self.answer is not None:
            place = f"answer {self.paper.answers[self.answer][0][0]}"
        number = self.numbers.__next__
        lines = (
            tuple(parse(line.strip(), number) for line in text.split("|"))
            if kind in ("sign", "lines")
            else ()
        )
        nodes = () if lines else parse(text, number)
        level = 2 if re.fullmatch(r"[a-z][.)]", label) else 1
        self.paper.blocks.append(
            Block(
                kind,
                nodes,
                label,
                level,
                repeated,
                letter,
                place,
                question,
                None if question else self.answer,
                lines,
            )
        )


TAGS: dict[str, Callable[[_Reader, list[str], str], None]] = {
    "letter": _Reader.letter,
    "party": _Reader.of_party,
    "lead": _Reader.lead,
    "q": _Reader.ask,
    "&": _Reader.ask_on,
    "+": _Reader.more,
    "r": _Reader.repeat,
    "a": _Reader.reply,
    "end": _Reader.end,
    "item": _Reader.item,
    "minister": _Reader.minister,
}
"""The action of each tag; the tags in ``WHOLE`` only print."""
