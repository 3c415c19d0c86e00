"""Paragraphs made of lines, for every format.

Formats differ in what they know: a PDF has distances, sizes and weights; a text file only has the
length of its lines, and blank lines that may separate paragraphs, follow every line, or be lost.
Each rule returns True if a paragraph begins at the line, False if the line continues the paragraph,
None if it does not apply; the first that applies decides.
"""

from collections.abc import Callable, Sequence

from pipeline.reading.layout.columns import Column
from pipeline.reading.layout.headings import heading_at
from pipeline.reading.layout.line_pairs import INDENT, Pair, Pairs, behind_mark
from pipeline.reading.layout.list_items import begins_item
from pipeline.reading.layout.spacing import is_unwrapped
from pipeline.reading.layout.tables import TableRow
from pipeline.reading.lines import Line
from pipeline.reading.markers import (
    asks_without_mark,
    closes_head,
    heads_members,
    is_address,
    is_asking_head,
    is_bullet,
    is_capitals,
    is_date_line,
    is_greeting,
    is_heading,
    is_lone_bullet,
    is_masthead,
    is_name,
    is_number_due,
    is_numbers,
    is_office,
    is_office_continued,
    is_reply_head,
    is_signed_office,
    list_marker,
)

_HEAD_LINES = 8  # of the sentence that names who asks, whom and about what
_DAY_LINES = 3  # at the end of that sentence, with its day and a reference to earlier questions
_MARKS = "(.):"  # around the number of a list item
_OTHER_SIZE = 0.08  # of the size
_INDENTED = 2  # sizes: what is set in more is no first line of a paragraph


def paragraphs(
    items: Sequence[Line | TableRow], column: Column | None
) -> list[list[Line] | TableRow]:
    """Return the lines of each paragraph and the rows of tables, in order."""
    kept = items if column else [item for item in items if not _is_left_over(item)]
    lines = [item for item in kept if isinstance(item, Line)]
    pairs = Pairs(lines, column)
    unwrapped = column is None and is_unwrapped(lines)
    result: list[list[Line] | TableRow] = []
    index = -1
    for item in kept:
        if isinstance(item, TableRow):
            result.append(item)
            continue
        index += 1
        open_item = result[-1] if result else None
        if isinstance(open_item, list) and not _begins(
            pairs, index, open_item, unwrapped=unwrapped
        ):
            open_item.append(item)
        else:
            result.append([item])
    return result


def _is_left_over(item: Line | TableRow) -> bool:
    """Return True for a bullet without words in a text file."""
    return isinstance(item, Line) and is_lone_bullet(item.text)


def _begins(pairs: Pairs, index: int, paragraph: list[Line], *, unwrapped: bool) -> bool:
    """Return the verdict of the first rule; ``unwrapped``: lines are paragraphs or continue one."""
    above, line = paragraph[-1], pairs.lines[index]
    if _continues_sentence(pairs, index, above, line) or _continues_office(above, line):
        return False
    if above.spans and behind_mark(pairs.lines, index, pairs.width(index - 1)):
        return False
    pair = pairs.at(index, paragraph)
    if unwrapped or (not pair.measured and heading_at(pairs.lines, index, pairs.width(index - 1))):
        return True
    for rule in _RULES:
        verdict = rule(pair)
        if verdict is not None:
            return verdict
    return False


def _continues_sentence(pairs: Pairs, index: int, above: Line, line: Line) -> bool:
    """Return True for an open sentence in the same type: "De leden van de" / "fractie vragen".

    Why: half of all lines are such ones, so it is the first rule and tries what is cheap first.
    """
    opening = line.text[:2]
    if not (opening.islower() and opening.isalpha() and _is_open(above.text[-1])):
        return False
    if above.place and line.place:
        goes_on = above.text[-1] != "," and pairs.near(above, line)
    else:
        goes_on = line.blanks <= 1 and not pairs.blank(index)
    return goes_on and not _signs_next(above, line)


def _is_open(end: str) -> bool:
    """Return True if a sentence cannot end with this character."""
    return end.isalpha() or end in "-,)"


def _continues_office(above: Line, line: Line) -> bool:
    """Return True if a line is the rest of an office that a line break splits."""
    return line.blanks <= 1 and is_office_continued(above.text, line.text)


def _head_of_questions(pair: Pair) -> bool | None:
    """Continue the sentence that names who asks or answers up to its date.

    Example: "Vragen van de leden …" / "aan de Minister …" / "(ingezonden 11 oktober 2024)."

    Question 1 ends a head without a date.

    Why: a line end may split the day, and "Zie ook" may follow it.

    Seen in: ah-tk-20242025-564, ah-tk-20242025-582,
    https://www.pvv.nl/nieuws/geert-wilders/6027-pvv-maximaal-1000-asielzoekers-per-jaar-.html
    """
    first = pair.paragraph[0].text
    head = (is_asking_head(first) or is_reply_head(first)) and not is_heading(first)
    if not head or len(pair.paragraph) > _HEAD_LINES:
        return None
    if list_marker(pair.line.text).strip(_MARKS) == "1":
        return True
    closed = closes_head(" ".join(line.text for line in pair.paragraph[-_DAY_LINES:]))
    if closed or pair.space or pair.line.blanks:
        return None
    return None if is_heading(pair.line.text) or is_reply_head(pair.line.text) else False


def _number_due(pair: Pair) -> bool | None:
    """Continue a citation with its number below: "Kamerstuk 36 741, nr." / "3. De leden"."""
    due = is_number_due(pair.above.text, pair.line.text)
    return False if due and not (pair.same_page and pair.line.blanks) else None


def _broken_word(pair: Pair) -> bool | None:
    """Continue a word or name after its hyphen: "fractie van GroenLinks-" / "PvdA"."""
    above, line = pair.above.text, pair.line.text
    parted = above[-1] == "-" and above[-2:-1].isalpha() and line[0].isalpha()
    if not parted or pair.space or pair.line.blanks or is_heading(line):
        return None
    return False


def _numbered(pair: Pair) -> bool | None:
    """Begin at a line that has only numbers, below a sentence: they number what follows."""
    return True if pair.ended and is_numbers(pair.line.text) else None


def _size(pair: Pair) -> bool | None:
    """Begin if the size of letters changes: a quotation, a title.

    Why: it changes no row of the papers at hand, but no sentence continues in another size.
    """
    places = pair.places
    apart = (
        places is not None and abs(places[0].size - places[1].size) > _OTHER_SIZE * places[0].size
    )
    return True if apart else None


def _title(pair: Pair) -> bool | None:
    """Continue a title in capitals over several lines."""
    if is_capitals(pair.above.text) and pair.line.text.isupper() and pair.same_page:
        return pair.space and not pair.above.text.endswith((",", "-"))
    return None


def _heading(pair: Pair) -> bool | None:
    """Begin at a heading, at the next number of a series, or at a bullet."""
    line = pair.line.text
    if pair.line.counted or is_heading(line) or (is_bullet(line) and not pair.measured):
        return True
    return None


def _below_heading(pair: Pair) -> bool | None:
    """Begin below a heading that is no full line, or at the first words of its party group."""
    above, line = pair.above.text, pair.line.text
    free = list_marker(line) or (pair.fits and not pair.runs_on)
    return True if (free and is_heading(above)) or heads_members(above, line) else None


def _front(pair: Pair) -> bool | None:
    """Separate masthead, address, date, askers, greeting, and the head of a reply."""
    above, line = pair.above.text, pair.line.text
    if _stands_alone(line) or _stands_alone(above) or is_asking_head(line):
        return True
    if is_address(line) and not above.endswith(","):
        return True
    return True if (pair.ended or closes_head(above)) and is_reply_head(line) else None


def _stands_alone(text: str) -> bool:
    """Return True for a line that is a paragraph by itself."""
    return is_masthead(text) or is_date_line(text) or is_greeting(text)


def _page(pair: Pair) -> bool | None:
    """Continue over the end of a page or column, unless the sentence ended or an office signs."""
    if pair.same_page:
        return None
    return pair.ended or is_office(pair.line.text) or _names(pair)


def _names(pair: Pair) -> bool:
    """Return True if the line is a name, below an office if places are known."""
    return is_name(pair.line.text) and (not pair.measured or is_office(pair.above.text))


def _signature(pair: Pair) -> bool | None:
    """Begin at an office after a full stop or name, and at a name after a blank line.

    A name may follow the office in its line.

    Seen in: kst-34300-A-63.
    """
    line = pair.line
    signs = is_signed_office(line.text) or (line.blanks > 0 and is_name(line.text))
    return True if (pair.ended and signs) or _signs_next(pair.above, line) else None


def _signs_next(above: Line, line: Line) -> bool:
    """Return True if an office below a name begins the next signature."""
    return is_name(above.text) and is_office(line.text)


def _small_letter(pair: Pair) -> bool | None:
    """Continue an open sentence over a blank line, unless the line above ended on purpose."""
    if pair.runs_on and not pair.ended and not pair.measured:
        return pair.space and (pair.fits or pair.stub or pair.above.text.endswith(","))
    return None


def _blank_line(pair: Pair) -> bool | None:
    """Begin below a blank line, and below a title in capitals."""
    ended_title = is_capitals(pair.above.text) and not pair.line.text.isupper()
    return True if pair.space or (ended_title and not pair.measured) else None


def _indent(pair: Pair) -> bool | None:
    """Begin at a line with another indent after a full stop."""
    if not pair.ended or not (places := pair.places) or not pair.column:
        return None
    above, below = places
    step, limit = below.x0 - above.x0, INDENT * below.size
    if abs(step) < limit:  # below a paragraph of one line, which is set in as this one is
        set_in = limit < below.x0 - pair.column.left < _INDENTED * below.size
        begins = set_in and len(pair.paragraph) == 1 and not list_marker(pair.above.text)
    elif step > 0:
        begins = abs(below.x0 - _hanging(pair.paragraph[0])) > limit
    else:
        begins = len(pair.paragraph) > 1
    return True if begins else None


def _hanging(first: Line) -> float:
    """Return the left edge of the further lines of a list item, which is that of its words."""
    return first.place.x0 + first.indent if first.place else 0.0


def _room(pair: Pair) -> bool:
    """Begin if the line above had room for the next word and ended, or ended on purpose."""
    if is_office(pair.above.text) and is_name(pair.line.text):
        return True
    if pair.runs_on and not (pair.measured and pair.ended):
        return False
    if pair.ended:
        return pair.fits or (not pair.measured and asks_without_mark(pair.line.text))
    return pair.stub and (pair.fits or not pair.measured)


_RULES: tuple[Callable[[Pair], bool | None], ...] = (
    _head_of_questions,
    _number_due,
    _broken_word,
    _numbered,
    _size,
    _title,
    _heading,
    _below_heading,
    _front,
    begins_item,
    _page,
    _signature,
    _small_letter,
    _blank_line,
    _indent,
    _room,
)
