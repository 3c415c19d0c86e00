"""Accuracy of the parser on a folder of letters with gold tables, per letter, kind and format."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.accuracy import MEASURES, Tally, measure, nothing_found
from pipeline.errors import ConfigurationError, UnreadableDocument
from pipeline.rows import parse_file

FORMATS = (".xml", ".html", ".pdf", ".txt", ".docx")


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one letter file; ``failure`` is the reason if it could not be read."""

    name: str
    kind: str
    format: str
    tallies: dict[str, Tally]
    failure: str | None = None


@dataclass(slots=True)
class Scoreboard:
    """The scored letters, in the order of their names."""

    letters: list[Scored] = field(default_factory=list)

    @property
    def failed(self) -> list[str]:
        """Return the letters that could not be read, with the reason."""
        return [f"{letter.name}: {letter.failure}" for letter in self.letters if letter.failure]

    def total(self, kind: str | None = None, form: str | None = None) -> dict[str, Tally]:
        """Return the tallies of all letters, or of those of one kind or format."""
        totals = dict.fromkeys(MEASURES, Tally())
        for letter in self.letters:
            if kind in {None, letter.kind} and form in {None, letter.format}:
                totals = {name: totals[name] + letter.tallies[name] for name in MEASURES}
        return totals

    def groups(self) -> list[tuple[str, str]]:
        """Return the combinations of kind and format that occur."""
        return sorted({(letter.kind, letter.format) for letter in self.letters})

    def figures(self) -> dict[str, Any]:
        """Return the scores as plain values for JSON: in total and per letter.

        The total has precision, recall and F1 of each measure; a letter has its three counts.
        """
        return {
            "total": {name: _figures(tally) for name, tally in self.total().items()},
            "documents": {
                letter.name: {
                    name: (tally.hit, tally.gold, tally.found)
                    for name, tally in letter.tallies.items()
                }
                for letter in self.letters
            },
            "failed": self.failed,
        }

    def table(self) -> str:
        """Return a Markdown table of F1 per kind and format, with the total in the last line."""
        lines = [
            "| kind | format | letters | " + " | ".join(MEASURES) + " |",
            "|---|---|--:|" + "--:|" * len(MEASURES),
        ]
        for kind, form in self.groups():
            count = sum(letter.kind == kind and letter.format == form for letter in self.letters)
            lines.append(
                f"| {kind} | {form} | {count} | "
                + " | ".join(_cell(tally) for tally in self.total(kind, form).values())
                + " |"
            )
        lines.append(
            f"| all | all | {len(self.letters)} | "
            + " | ".join(_cell(tally) for tally in self.total().values())
            + " |"
        )
        return "\n".join(lines) + "\n"


def score(gold_dir: Path, letters_dir: Path) -> Scoreboard:
    """Score the letters in ``letters_dir`` that have a gold table of the same name in ``gold_dir``.

    The gold table is ``<name>.gold.json`` or ``<name>.json``.

    Raises:
        ConfigurationError: no letter has a gold table, or a table is not in that form.
    """
    board = Scoreboard()
    for path in sorted(gold_dir.glob("*.json")):
        gold = _gold(path)
        name = path.name.removesuffix(".json").removesuffix(".gold")
        board.letters += [_scored(gold, letter) for letter in _letters(letters_dir, name)]
    if not board.letters:
        raise ConfigurationError(
            f"no letter in {letters_dir} has a gold table in {gold_dir}: kst-36867-C.xml is scored "
            "against kst-36867-C.gold.json, which `griffier gold` writes"
        )
    return board


def _gold(path: Path) -> dict[str, Any]:
    """Return a gold table.

    Raises:
        ConfigurationError: the file holds no gold table.
    """
    try:
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _ = gold["publication"]["kind"], gold["letters"]
    except (ValueError, TypeError, KeyError) as error:
        raise ConfigurationError(
            f"{path} is not a gold table: `griffier gold` writes one"
        ) from error
    return gold


def _letters(folder: Path, name: str) -> Iterator[Path]:
    return (path for form in FORMATS if (path := folder / f"{name}{form}").exists())


def _scored(gold: dict[str, Any], path: Path) -> Scored:
    kind, form = gold["publication"]["kind"], path.suffix.removeprefix(".")
    try:
        return Scored(
            path.name, kind, form, measure(gold, parse_file(path.read_bytes(), path.name))
        )
    except UnreadableDocument as error:
        return Scored(path.name, kind, form, nothing_found(gold), str(error))


def _figures(tally: Tally) -> dict[str, float | int]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "hit": tally.hit,
        "gold": tally.gold,
        "found": tally.found,
    }


def _cell(tally: Tally) -> str:
    return f"{tally.f1:.3f}" if tally.gold or tally.found else "–"
