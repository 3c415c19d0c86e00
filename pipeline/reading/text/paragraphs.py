"""Lines to paragraphs, where the file only has lines.

Extractions differ: some leave a blank line between paragraphs, some behind every line, some none at
all, and one file can hold all three. A line that had room for the first word of the next one ended
its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.reading.furniture import is_masthead
from pipeline.reading.lines import Line
from pipeline.reading.markers import (
    ends_address,
    is_abbreviated,
    is_address,
    is_asking_head,
    is_bullet,
    is_capitals,
    is_cited_on,
    is_date_line,
    is_greeting,
    is_heading,
    is_lone_bullet,
    is_name,
    is_number_due,
    is_numbered_question,
    is_numbered_title,
    is_numbers,
    is_office,
    is_party,
    is_reply_head,
    list_marker,
)
from pipeline.reading.text.cuts import behind_mark
from pipeline.reading.text.headings import heading_at
from pipeline.reading.text.spacing import ENDS_SENTENCE, Widths, double_spaced, is_unwrapped

_DASHES = ("-", "–", "—")
_SPEAKS = re.compile(r"(?:Vraag|Antwoord) \d|(?:De|Deze) (?:fractie)?leden\b")
_WISH = r"(?:vragen|vroegen|willen|wensen|verzoeken|vernemen)\b"
_ASKS = re.compile(  # a question without its mark, or what leads to it or ends them all
    r"(?:De|Deze|Genoemde) (?:fractie)?leden (?:van (?:de |het )?[^.?!]{1,60} )?"
    rf"(?:{_WISH}|(?:lezen|lazen|wijzen|wezen|constateren|zien|ontvangen)\b)"
    rf"|(?:Voorts|Verder|Ook|Tevens|Daarnaast|Tot slot|Ten slotte) {_WISH}"
)
_TELLING = 50  # characters: a line that is longer, and the same as one above, says the same again
# of the width: a line without a full stop that is shorter than this ended there on purpose
_SHORT = 0.75


@dataclass(slots=True)
class _Pair:
    """A line and the one above it, with what is known of the place."""

    above: Line
    line: Line
    ended: bool  # the line above ends as a sentence ends
    blank: bool  # a blank line between them that means something
    fits: bool  # the line above had room for the first word of this one
    stub: bool  # the line above is so short that it ended there on purpose
    runs_on: bool  # this line begins as no sentence does


def group(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph, in order."""
    kept = [line for line in lines if not is_lone_bullet(line.text)]
    if not kept:
        return []
    double = double_spaced(kept)
    widths = Widths(kept, double)
    unwrapped = is_unwrapped(kept)
    groups = [[kept[0]]]
    begun: set[str] = set()
    for index in range(1, len(kept)):
        above, line = kept[index - 1], kept[index]
        width = widths.at(index - 1)
        again = (
            line.text in begun and above.text[-1] in ENDS_SENTENCE
        )  # a question that the reply repeats
        flows = _flows(above, line, double=double[index]) or (
            bool(above.marks) and behind_mark(kept, index, width)
        )
        if not flows and (
            unwrapped
            or again
            or heading_at(kept, index, width)
            or _verdict(_pair(above, line, width, double=double[index]))
        ):
            groups.append([line])
            if len(line.text) > _TELLING:
                begun.add(line.text)
        else:
            groups[-1].append(line)
    return groups


def _flows(above: Line, line: Line, *, double: bool) -> bool:
    """Whether a line goes on without any doubt: a word in small letters below an open line, and
    nothing between them.
    """
    opening = line.text[:2]
    plain = (
        not (line.blanks and not double)
        and line.blanks <= 1
        and not (above.heading or line.heading or above.is_row)
    )
    if not (
        plain
        and opening.isalpha()
        and opening.islower()
        and (above.text[-1].isalpha() or above.text[-1] in "-,)")
    ):
        return False
    return not _signs_next(above, line)


def _signs_next(above: Line, line: Line) -> bool:
    """Whether an office below a name begins the next signature: "de staatssecretaris van
    Financiën,".
    """
    return is_name(above.text) and is_office(line.text)


def _verdict(pair: _Pair) -> bool:
    """What the first rule that has something to say says."""
    for rule in _RULES:
        verdict = rule(pair)
        if verdict is not None:
            return verdict
    return False


def _pair(above: Line, line: Line, width: int, *, double: bool) -> _Pair:
    """What the rules ask about the place between two lines; ``width`` is that of their column."""
    first = next((character for character in line.text if character.isalnum()), "")
    return _Pair(
        above,
        line,
        ended=above.text[-1] in ENDS_SENTENCE and not is_abbreviated(above.text),
        blank=line.blanks > (1 if double else 0),
        fits=len(above.text) + 1 + len(line.text.split(" ", 1)[0]) <= width,
        stub=len(above.text) < _SHORT * width,
        runs_on=first.islower() or line.text.startswith(_DASHES),
    )


# Each rule says whether a paragraph begins at ``pair.line``, or None where it has nothing to say;
# the first word counts.


def _table(pair: _Pair) -> bool | None:
    """A row of a table is a line of its own."""
    return True if pair.line.is_row or pair.above.is_row else None


def _broken(pair: _Pair) -> bool | None:
    """A hyphen at a line end parts a word or a name, also in a heading: "fractie van GroenLinks-"
    and "PvdA" below it.
    """
    parted = (
        pair.above.text[-1] == "-"
        and pair.above.text[-2:-1].isalpha()
        and pair.line.text[0].isalpha()
    )
    return False if parted and not pair.line.blanks and not is_heading(pair.line.text) else None


def _numbered(pair: _Pair) -> bool | None:
    """Numbers alone on a line, below a sentence that ended, number what comes next."""
    return True if pair.ended and is_numbers(pair.line.text) else None


def _number_due(pair: _Pair) -> bool | None:
    """Behind "nr." at a line end a "3." below it is a part of the citation, not the beginning of a
    list; so it is over a page.
    """
    next_page = pair.line.resumes or pair.line.page != pair.above.page
    due = is_number_due(pair.above.text, pair.line.text) or (
        next_page and is_cited_on(pair.above.text, pair.line.text)
    )
    return False if due and (next_page or not pair.line.blanks) else None


def _mark_up(pair: _Pair) -> bool | None:
    """The headings of a mark-up are lines of their own."""
    if pair.line.heading or pair.above.heading:
        return pair.line.heading != pair.above.heading or pair.line.blanks > 0
    return None


def _title(pair: _Pair) -> bool | None:
    """A title in capitals can take several lines."""
    if is_capitals(pair.above.text) and pair.line.text.isupper():
        return pair.blank and not pair.above.text.endswith((",", "-"))
    return None


def _heading(pair: _Pair) -> bool | None:
    """A heading or a bullet begins something, and so does what stands below a heading that is no
    full line.
    """
    if (
        is_heading(pair.line.text)
        or is_bullet(pair.line.text)
        or (pair.ended and is_party(pair.line.text))
    ):
        return True
    below = is_heading(pair.above.text) or is_party(pair.above.text)
    if below and (list_marker(pair.line.text) or _SPEAKS.match(pair.line.text)):
        return True  # a heading that is a full line
    return True if pair.fits and not pair.runs_on and below else None


def _head(pair: _Pair) -> bool | None:
    """Place and day, greeting and the lines above a paper stand alone; an address, who asks or
    answers begins.
    """
    if any(is_masthead(line.text) for line in (pair.line, pair.above)) or is_numbered_title(
        pair.line.text
    ):
        return True
    if (is_address(pair.line.text) and not pair.above.text.endswith(",")) or ends_address(
        pair.above.text
    ):
        return True
    if any(
        is_date_line(line.text) or is_greeting(line.text) for line in (pair.line, pair.above)
    ) or is_asking_head(pair.line.text):
        return True
    return True if pair.ended and is_reply_head(pair.line.text) else None


def _item(pair: _Pair) -> bool | None:
    """A list marker begins an item where a sentence may begin; a dash at a line's start can also be
    one in a sentence.
    """
    if pair.ended and is_numbered_question(pair.line.text):
        return True
    if (pair.ended or pair.blank or pair.fits) and list_marker(pair.line.text):
        return pair.ended or pair.blank or pair.stub or not pair.line.text.startswith(_DASHES)
    return None


def _page(pair: _Pair) -> bool | None:
    """Over the end of a page a sentence goes on, unless it ended; what comes behind a full stop is
    taken for new.
    """
    if pair.line.resumes or pair.line.page != pair.above.page:
        return pair.ended or is_office(pair.line.text) or is_name(pair.line.text)
    return None


def _signature(pair: _Pair) -> bool | None:
    """Behind a full stop or a name an office signs, or a name that a blank line sets apart."""
    signs = is_office(pair.line.text) or (pair.line.blanks > 0 and is_name(pair.line.text))
    return True if (pair.ended and signs) or _signs_next(pair.above, pair.line) else None


def _sentence(pair: _Pair) -> bool | None:
    """A small letter behind an open sentence goes on with it, also over the blank line behind every
    line.
    """
    if pair.runs_on and not pair.ended:
        return pair.blank and (pair.fits or pair.stub or pair.above.text.endswith(","))
    return None


def _white_space(pair: _Pair) -> bool | None:
    """A blank line parts paragraphs, and so does the end of a title in capitals."""
    return (
        True
        if pair.blank or (is_capitals(pair.above.text) and not pair.line.text.isupper())
        else None
    )


def _room(pair: _Pair) -> bool:
    """Without a blank line the room that was left on the line above decides."""
    if pair.runs_on:
        return False
    if pair.ended:
        return pair.fits or _ASKS.match(pair.line.text) is not None
    upper, lower = pair.above.text, pair.line.text
    return pair.stub or (is_office(upper) and is_name(lower))


_RULES: tuple[Callable[[_Pair], bool | None], ...] = (
    _table,
    _number_due,
    _broken,
    _numbered,
    _mark_up,
    _title,
    _heading,
    _head,
    _item,
    _page,
    _signature,
    _sentence,
    _white_space,
    _room,
)
