"""The description inside a downloaded file: question, query, columns, day and source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class About:
    """The text around a downloaded table.

    ``title`` is the question in words, ``filters`` the filters applied, ``columns`` the meaning of
    each column by its name. ``words`` are the labels of the sheet with all this, by name. ``link``
    returns the address of a cell's page, or None.
    """

    title: str = ""
    sentence: str = ""
    watch_out: str = ""
    address: str = ""
    sql: str = ""
    filters: Mapping[str, object] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    log_position: int | None = None
    source: str = ""
    licence: str = ""
    sample: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    link: Callable[[str, str], str | None] = lambda _column, _value: None

    def lines(self) -> list[tuple[str, str]]:
        """Return the label and the text of every known property, in reading order."""
        facts = [
            ("title", self.title),
            ("sample", self.sample),
            ("sentence", self.sentence),
            ("watch_out", self.watch_out),
            ("filters", "; ".join(f"{name} = {value}" for name, value in self.filters.items())),
            ("as_of", self.as_of.isoformat() if self.as_of else ""),
            ("log_position", "" if self.log_position is None else str(self.log_position)),
            ("address", self.address),
            ("source", self.source),
            ("licence", self.licence),
            ("sql", self.sql),
        ]
        return [(self.words.get(name, name), text) for name, text in facts if text]
