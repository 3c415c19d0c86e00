"""Real papers printed in another form, with the gold of that form.

The words of a paper stay; its headings, numbers and order are those that other ministries and
programs produce. Such a variant is fiction: it shows how errors are noticed, not how accurate the
parser is on real papers.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import zip_longest
from textwrap import wrap
from typing import Any

NUMBERS = r"\d{1,3}(?:(?:,\s|\sen\s|,\sen\s|\st/m\s)\d{1,3})*"
QUESTION = re.compile(rf"^Vra(?:ag|gen)\s(?P<numbers>{NUMBERS})\s?:?$")
ANSWER = re.compile(
    rf"^Antwoord(?:en)?(?:\s(?:op\s)?(?:vra(?:ag|gen)))?\s(?P<numbers>{NUMBERS})\s?:?$"
)
ITEM = re.compile(r"^(?P<numbers>\d{1,2})\.\s(?P<words>.+)$")
FOOTER = re.compile(r"(?P<words>.*Tweede Kamer, vergaderjaar \d{4}–\d{4}, Aanhangsel)(?: \d+)?")
"""The footer of a page, with its number."""


@dataclass(frozen=True)
class Piece:
    """A question or an answer as printed: its numbers, and its lines without the heading."""

    kind: str
    numbers: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """A paper with its gold: the lines above its first question, and its questions and answers."""

    name: str
    gold: Mapping[str, Any]
    head: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Variant:
    """A paper in another form: its text and gold; ``suffix`` is that of the file."""

    text: str
    gold: Mapping[str, Any]
    suffix: str = ".txt"


Printer = Callable[[Paper], Variant | None]


def paper_of(name: str, text: str, gold: Mapping[str, Any]) -> Paper | None:
    """Divide a text at its printed headings; None where they are not those of its gold."""
    head: list[str] = []
    pieces: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        heading = _heading(line.strip(), pieces)
        if heading:
            pieces.append(heading)
        else:
            (pieces[-1][2] if pieces else head).append(line)
    asked = [label for kind, label, _ in pieces if kind == "question"]
    if not asked or len(asked) > len(gold["questions"]):
        return None
    if bool(gold["answers"]) != (len(pieces) > len(asked)):
        return None
    return Paper(
        name,
        gold,
        tuple(head),
        tuple(Piece(kind, label, tuple(lines)) for kind, label, lines in pieces),
    )


def _heading(
    line: str, pieces: Sequence[tuple[str, str, list[str]]]
) -> tuple[str, str, list[str]] | None:
    if match := QUESTION.match(line):
        return "question", match["numbers"], []
    if match := ANSWER.match(line):
        return "answer", match["numbers"], []
    asked = [label for kind, label, _ in pieces if kind == "question"]
    match = ITEM.match(line)
    if not match or (pieces and pieces[-1][0] != "answer"):
        return None
    due = int(re.findall(r"\d+", asked[-1])[-1] if asked else 0) + 1
    return (
        ("question", match["numbers"], [match["words"]]) if int(match["numbers"]) == due else None
    )


def heads(question: str, answer: str) -> Printer:
    """Print each heading in another style: ``{n}`` is its number, ``{t}`` the words behind it."""

    def printed(paper: Paper) -> Variant | None:
        if "{n}" not in answer and not _answers_all_above(paper):
            return None
        lines = list(paper.head)
        for piece in paper.pieces:
            lines += _styled(piece, question if piece.kind == "question" else answer)
        return Variant(_text(lines), paper.gold)

    return printed


def _answers_all_above(paper: Paper) -> bool:
    """Return True if each answer is for the questions right above it: it needs no number."""
    asked: list[str] = []
    for piece in paper.pieces:
        if piece.kind == "question":
            asked.append(piece.numbers)
        elif asked != re.split(r",\sen\s|,\s|\sen\s", piece.numbers) and asked != [piece.numbers]:
            return False
        else:
            asked = []
    return True


def questions_first(question: str, between: Sequence[str], answer: str) -> Printer:
    """Print all questions, then the lines ``between``, then all answers."""

    def printed(paper: Paper) -> Variant | None:
        joint = any(not piece.numbers.isdecimal() for piece in paper.pieces)
        if joint or not paper.gold["answers"]:
            return None
        lines = list(paper.head)
        for kind, style in (("question", question), ("answer", answer)):
            lines += between if kind == "answer" else ()
            for piece in paper.pieces:
                lines += _styled(piece, style) if piece.kind == kind else ()
        return Variant(_text(_counted(lines)), paper.gold)

    return printed


def _counted(lines: Sequence[str]) -> list[str]:
    """Return the lines with their footers counted anew, and one below the last line.

    Why: pieces in another order take the footers of their pages with them.
    """
    found: list[str] = []
    page = 0
    for line in lines:
        if match := FOOTER.fullmatch(line):
            page += 1
            line = f"{match['words']} {page}"  # noqa: PLW2901
        found.append(line)
    last = next((match for line in reversed(lines) if (match := FOOTER.fullmatch(line))), None)
    return [*found, f"{last['words']} {page + 1}"] if last and last[0] != lines[-1] else found


def _styled(piece: Piece, style: str) -> list[str]:
    """Return the lines of a piece below its heading, or behind it."""
    heading = style.replace("{n}", piece.numbers)
    if "{t}" not in heading:
        return [*([heading] if heading else []), *piece.lines]
    first = next((n for n, line in enumerate(piece.lines) if line.strip()), None)
    if first is None:
        return [heading.replace("{t}", "").rstrip()]
    return [heading.replace("{t}", piece.lines[first].strip()), *piece.lines[first + 1 :]]


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


def answers_for_groups(heading: str, size: int = 2) -> Printer:
    """Print the answers of ``size`` questions in a row as one answer below these questions."""

    def printed(paper: Paper) -> Variant | None:
        kinds = [piece.kind for piece in paper.pieces]
        if kinds != ["question", "answer"] * (len(kinds) // 2) or not paper.gold["answers"]:
            return None
        own = {answer["keys"][0]: answer for answer in paper.gold["answers"]}
        if any(len(answer["keys"]) > 1 for answer in paper.gold["answers"]):
            return None
        lines, given = list(paper.head), []
        for place in range(0, len(kinds), 2 * size):
            some = paper.pieces[place : place + 2 * size]
            asked = [piece for piece in some if piece.kind == "question"]
            if any(piece.numbers not in own for piece in asked):
                return None
            for piece in asked:
                lines += _styled(piece, "Vraag {n}")
            numbers = [piece.numbers for piece in asked]
            listed = (
                " en ".join([", ".join(numbers[:-1]), numbers[-1]]) if numbers[1:] else numbers[0]
            )
            lines.append(
                heading.replace("{n}", listed).replace(
                    "vragen", "vragen" if numbers[1:] else "vraag"
                )
            )
            for piece in some:
                lines += piece.lines if piece.kind == "answer" else ()
            text = "\n".join(own[number]["text"] for number in numbers)
            relation = "shared" if numbers[1:] else own[numbers[0]]["relation"]
            given.append({"keys": numbers, "relation": relation, "text": text})
        return Variant(_text(_counted(lines)), {**paper.gold, "answers": given})

    return printed


def numbers_restart(paper: Paper) -> Variant | None:
    """Print a heading of a party group above each half, and count each half from 1."""
    kinds = [piece.kind for piece in paper.pieces]
    labels = [question["label"] for question in paper.gold["questions"]]
    if kinds != ["question", "answer"] * (len(kinds) // 2) or labels != [
        piece.numbers for piece in paper.pieces if piece.kind == "question"
    ]:
        return None
    half = len(labels) // 2
    lines, questions = list(paper.head), []
    renamed = {}
    for place, piece in enumerate(paper.pieces):
        number = place // 2
        party, label = ("VVD", number + 1) if number < half else ("SP", number - half + 1)
        if place in {0, 2 * half}:
            lines.append(f"Vragen en opmerkingen van de leden van de {party}-fractie")
        lines += _styled(
            replace(piece, numbers=str(label)), "Vraag {n}" if not place % 2 else "Antwoord {n}"
        )
        if not place % 2:
            key = f"{party} {label}"
            renamed[paper.gold["questions"][number]["key"]] = key
            questions.append(
                {**paper.gold["questions"][number], "key": key, "label": str(label), "party": party}
            )
    answers = [
        {**answer, "keys": [renamed[key] for key in answer["keys"]]}
        for answer in paper.gold["answers"]
    ]
    return Variant(_text(lines), {**paper.gold, "questions": questions, "answers": answers})


PAGE = 45


def page_lost(number: int) -> Printer:
    """Leave out one page."""

    def printed(paper: Paper) -> Variant | None:
        pages = _pages(paper)
        return (
            _of_pages(paper, [*pages[:number], *pages[number + 1 :]])
            if number < len(pages)
            else None
        )

    return printed


def pages_exchanged(number: int) -> Printer:
    """Put a page behind the one that follows it."""

    def printed(paper: Paper) -> Variant | None:
        pages = _pages(paper)
        if number + 1 >= len(pages):
            return None
        pages[number : number + 2] = pages[number + 1], pages[number]
        return _of_pages(paper, pages)

    return printed


def cut(share: float) -> Printer:
    """Leave out what follows a share of the questions and answers."""

    def printed(paper: Paper) -> Variant:
        body = [line for page in _pages(paper) for line in page]
        return _of_pages(paper, [body[: int(share * len(body))]])

    return printed


def _pages(paper: Paper) -> list[list[str]]:
    body = _original(paper)
    return [body[place : place + PAGE] for place in range(0, len(body), PAGE)]


def _original(paper: Paper) -> list[str]:
    styles = {"question": "Vraag {n}", "answer": "Antwoord {n}"}
    return [line for piece in paper.pieces for line in _styled(piece, styles[piece.kind])]


def _of_pages(paper: Paper, pages: Sequence[Sequence[str]]) -> Variant:
    return Variant(_text([*paper.head, *(line for page in pages for line in page)]), paper.gold)


def headings_lost(kinds: str, every: int) -> Printer:
    """Leave out every so many headings of questions or answers, as poor recognition does."""

    def printed(paper: Paper) -> Variant:
        lines, count = list(paper.head), 0
        for piece in paper.pieces:
            count += piece.kind in kinds
            lost = piece.kind in kinds and count % every == 0
            style = "Vraag {n}" if piece.kind == "question" else "Antwoord {n}"
            lines += piece.lines if lost else _styled(piece, style)
        return Variant(_text(lines), paper.gold)

    return printed


def misread(every: int) -> Printer:
    """Print every so many headings with letters that recognition takes for others."""

    def printed(paper: Paper) -> Variant:
        lines = list(paper.head)
        for count, piece in enumerate(paper.pieces, 1):
            style = "Vraag {n}" if piece.kind == "question" else "Antwoord {n}"
            if count % every == 0:
                wrong = piece.numbers.replace("1", "l").replace("0", "O").replace("5", "S")
                piece = replace(piece, numbers=wrong)  # noqa: PLW2901
                style = "Vraaq {n}" if piece.kind == "question" else "Antwoorcl {n}"
            lines += _styled(piece, style)
        return Variant(_text(lines), paper.gold)

    return printed


def beside(*, numbered: bool, titles: bool) -> Printer:
    """Print a table as a program gives it that keeps the layout: questions left, answers right."""

    def printed(paper: Paper) -> Variant | None:
        rows = _rows(paper)
        if rows is None:
            return None
        lines = list(paper.head)
        if titles:
            lines += [f"{'Nr   ' if numbered else ''}{'Vraag':<48}    Antwoord"]
        for number, question, answer in rows:
            left, right = wrap(question, 46), wrap(answer, 46)
            for place, (one, other) in enumerate(zip_longest(left, right, fillvalue="")):
                mark = f"{number if not place else '':<5}" if numbered else ""
                lines.append(f"{mark}{one:<48}    {other}".rstrip())
            lines.append("")
        return Variant(_text(lines), paper.gold)

    return printed


def table(*, numbered: bool, titles: bool, suffix: str = ".html") -> Printer:
    """Print a table of questions and answers: a web page, or lines between bars."""

    def printed(paper: Paper) -> Variant | None:
        rows = _rows(paper)
        if rows is None:
            return None
        cells = [list(row) if numbered else list(row[1:]) for row in rows]
        if titles:
            cells.insert(0, ["Nr", "Vraag", "Antwoord"] if numbered else ["Vraag", "Antwoord"])
        if suffix == ".html":
            body = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
                for row in cells
            )
            return _page(paper, f"<table>{body}</table>")
        lines = [f"| {' | '.join(cell.replace(chr(10), ' ') for cell in row)} |" for row in cells]
        return Variant(_text([*paper.head, *lines]), paper.gold)

    return printed


def _rows(paper: Paper) -> list[tuple[str, str, str]] | None:
    """Return the number, question and answer of each row; None unless they are one to one."""
    if (
        any(len(answer["keys"]) > 1 for answer in paper.gold["answers"])
        or not paper.gold["answers"]
    ):
        return None
    given = {answer["keys"][0]: answer["text"] for answer in paper.gold["answers"]}
    asked = paper.gold["questions"]
    if len(given) < len(paper.gold["answers"]) or len(given) < len(asked):
        return None
    return [(one["label"], one["text"], given[one["key"]]) for one in asked]


def in_words(question: str, answer: str, order: str) -> Printer:
    """Print a web page; the words of the gold in ``{t}``, the number in ``{n}``.

    ``order`` is "pairs" or "first": all questions first, then each again above its answer.
    """

    def printed(paper: Paper) -> Variant | None:
        rows = _rows(paper)
        if rows is None:
            return None
        parts = []
        if order == "first":
            parts += [f"<p>Vraag {number}</p><p>{escape(asked)}</p>" for number, asked, _ in rows]
            parts.append(REPLY)
        for number, asked, given in rows:
            parts.append(question.replace("{n}", number).replace("{t}", escape(asked)))
            said = "</p><p>".join(escape(part) for part in given.split("\n"))
            parts.append(answer.replace("{n}", number).replace("{t}", said))
        return _page(paper, "".join(parts))

    return printed


REPLY = "<h2>Antwoorden</h2>"


def _page(paper: Paper, body: str) -> Variant:
    top = "".join(f"<p>{escape(line)}</p>" for line in _head_paragraphs(paper.head))
    return Variant(f"<html><body>{top}{body}</body></html>", paper.gold, ".html")


def _head_paragraphs(head: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the head, with those joined that go on."""
    joined = ""
    for line in head:
        if re.match(r"(?:Vragen van|Antwoord van|Mededeling van|Antwoorden van)", line) and joined:
            yield joined
            joined = ""
        joined = (
            f"{joined} {line}".strip() if joined or re.match(r"(?:Vragen van|Antw)", line) else ""
        )
        if not joined:
            yield line
    if joined:
        yield joined


VARIANTS: Mapping[str, Printer] = {
    "as printed": heads("Vraag {n}", "Antwoord {n}"),
    "full stop": heads("Vraag {n}.", "Antwoord {n}."),
    "colon": heads("Vraag {n}:", "Antwoord:"),
    "capitals": heads("VRAAG {n}", "ANTWOORD {n}"),
    "hyphen": heads("Vraag-{n}", "Antwoord-{n}"),
    "initials": heads("V{n}:", "A{n}:"),
    "initials beside": heads("V{n}: {t}", "A{n}: {t}"),
    "initials without number": heads("V: {t}", "A: {t}"),
    "abbreviated": heads("Vr. {n}", "Antw. {n}"),
    "beside": heads("Vraag {n}: {t}", "Antwoord: {t}"),
    "beside without colon": heads("Vraag {n} {t}", "Antwoord {n} {t}"),
    "question beside": heads("Vraag {n}. {t}", "Antwoord"),
    "number with stop": heads("{n}. {t}", "Antwoord:"),
    "number with bracket": heads("{n}) {t}", "Antwoord"),
    "number in brackets": heads("({n}) {t}", "Antwoord op vraag ({n})"),
    "bare number": heads("{n}", "Antwoord"),
    "bare number beside": heads("{n} {t}", "Antwoord"),
    "bare number, answer beside": heads("{n} {t}", "Antwoord: {t}"),
    "reactie": heads("{n} {t}", "Reactie"),
    "reactie on number": heads("Vraag {n}", "Reactie op vraag {n}"),
    "of the minister": heads("{n}", "Antwoord van de minister"),
    "beantwoording": heads("Vraag {n}", "Beantwoording vraag {n}"),
    "nr.": heads("Vraag nr. {n}", "Antwoord nr. {n}"),
    "number twice": heads("{n}", "{n}"),
    "number twice beside": heads("{n}. {t}", "Ad {n}. {t}"),
    "number alone": heads("{n}", ""),
    "number alone beside": heads("{n}. {t}", ""),
    "no answer headings": heads("Vraag {n}", ""),
    "no question headings": heads("", "Antwoord {n}"),
    "no numbers": heads("Vraag", "Antwoord"),
    "only answer": heads("", "Antwoord"),
    "no headings": heads("", ""),
    "first, headed": questions_first("Vraag {n}", [], "Antwoord {n}"),
    "first, stops": questions_first("{n}. {t}", ["Antwoorden"], "{n}. {t}"),
    "first, bare beside": questions_first("{n} {t}", ["Antwoorden"], "{n} {t}"),
    "first, bare": questions_first("{n}", ["Antwoorden"], "{n}"),
    "first, brackets": questions_first("{n}) {t}", ["Beantwoording"], "{n}) {t}"),
    "first, titled": questions_first("{n}. {t}", ["Antwoord"], "{n}. {t}"),
    "first, antwoord": questions_first("{n} {t}", ["Antwoord van de minister:"], "{n} {t}"),
    "first, no title": questions_first("{n}. {t}", [], "{n}. {t}"),
    "first, ad": questions_first("{n}. {t}", ["Antwoorden"], "Ad {n}. {t}"),
    "first, ad colon": questions_first("{n}. {t}", ["Reactie"], "Ad {n}: {t}"),
    "first, vraag": questions_first("{n} {t}", ["Antwoorden"], "Vraag {n}"),
    "first, one answer": questions_first("{n}. {t}", ["Antwoord"], ""),
    "first, bullets": questions_first("- {t}", ["Antwoorden"], "- {t}"),
    "groups of 2": answers_for_groups("Antwoord op vragen {n}"),
    "groups of 3": answers_for_groups("Antwoord {n}", 3),
    "groups, reactie": answers_for_groups("Reactie op de vragen {n}:", 3),
    "numbers restart": numbers_restart,
    "page lost": page_lost(1),
    "second page lost": page_lost(2),
    "first page lost": page_lost(0),
    "pages exchanged": pages_exchanged(1),
    "first pages exchanged": pages_exchanged(0),
    "cut in half": cut(0.5),
    "cut at two thirds": cut(0.67),
    "half of the headings lost": headings_lost("question answer", 2),
    "third of the headings lost": headings_lost("question answer", 3),
    "fifth of the headings lost": headings_lost("question answer", 5),
    "third of the question headings lost": headings_lost("question", 3),
    "third of the answer headings lost": headings_lost("answer", 3),
    "misread": misread(1),
    "half misread": misread(3),
    "columns": beside(numbered=False, titles=True),
    "columns with numbers": beside(numbered=True, titles=True),
    "columns without title": beside(numbered=True, titles=False),
    "table": table(numbered=False, titles=True),
    "table with numbers": table(numbered=True, titles=True),
    "table without title": table(numbered=True, titles=False),
    "bars": table(numbered=True, titles=True, suffix=".txt"),
    "web, repeated in italics": in_words("<p><i>{t}</i></p>", "<p>{t}</p>", "first"),
    "web, number and italics": in_words("<p>{n}. <i>{t}</i></p>", "<p>{t}</p>", "pairs"),
    "web, italics": in_words("<p><i>{t}</i></p>", "<p>{t}</p>", "pairs"),
    "web, bold": in_words("<p><b>{n}. {t}</b></p>", "<p>{t}</p>", "pairs"),
    "web, list": in_words("<ol start='{n}'><li>{t}</li></ol>", "<p>{t}</p>", "pairs"),
    "web, headings": in_words("<h3>{t}</h3>", "<p>{t}</p>", "pairs"),
    "web, bare in bold": in_words(
        "<p><b>Vraag {n}</b></p><p>{t}</p>", "<p><b>Antwoord</b></p><p>{t}</p>", "pairs"
    ),
}
"""The forms by name."""
