"""Who speaks in a paragraph, and whether it asks: the turns of phrase of letters, memories and
notas.
"""

from __future__ import annotations

from pipeline.parsing.language.parties import named, party_of
from pipeline.parsing.language.phrases import (
    ADDRESSED,
    ASKS,
    ASKS_WORDS,
    CLOSES,
    CLOSES_WORDS,
    GREETS,
    INTRODUCES,
    ITSELF,
    LONGEST_CLOSING,
    LONGEST_TELLING,
    MEANWHILE,
    OPENS_QUESTION,
    REPLIES,
    REPORTS,
    SPEAKS,
    SUBJECT,
    TOLD,
    TOLD_OF_OLD,
    TOLD_WORDS,
    VERB,
    WHAT_IS_ASKED,
)
from pipeline.parsing.language.sentences import sentences


def asks(text: str) -> bool:
    """Whether a paragraph asks something."""
    if "?" in text:
        return True
    lowered = text.lower()
    return _has(lowered, ASKS_WORDS) and ASKS.search(lowered) is not None


def puts(text: str) -> bool:
    """Whether a paragraph of a memorie asks something, or tells what members asked: "De leden ...
    hebben gevraagd of".
    """
    if asks(text):
        return True
    if not _has(text.lower(), TOLD_WORDS):
        return False
    said = (text[start : min(end, start + LONGEST_TELLING)] for start, end in sentences(text))
    return any(members_speak(one) and _tells(one) for one in said)


def _tells(sentence: str) -> bool:
    """Whether a sentence tells that members asked something, now and not on another occasion."""
    told = TOLD.search(sentence.lower())
    if told is None:
        return False
    asked = WHAT_IS_ASKED.search(sentence, told.end())
    return TOLD_OF_OLD.search(sentence, 0, asked.start() if asked else len(sentence)) is None


def only_asks(text: str) -> bool:
    """Whether a paragraph begins with a question as one of members does: it ends with one too, or
    they speak further on.
    """
    if not text[:1].isalnum() or "?" not in text or REPORTS.match(text):
        return False
    (start, end), *others = [*sentences(text)] or [(0, 0)]
    return text[start:end].endswith("?") and (
        ends_asking(text) or any(members_speak(text[slice(*one)]) for one in others)
    )


def ends_asking(text: str) -> bool:
    """Whether the last words are a question."""
    return text.rstrip("”’\"')» ").endswith("?")


def members_ask_last(text: str) -> bool:
    """Whether the last sentence of a paragraph is a question of members, who first say what it is
    about.

    A paragraph that begins as a reply does ("In antwoord op de vraag ...", "Ja.") only tells of the
    question.
    """
    if REPLIES.match(text):
        return False
    tail = text[-LONGEST_CLOSING:]
    start, end = next(reversed(list(sentences(tail))), (0, 0))
    last = tail[start:end]
    return addresses_government(last) or (puts(last) and members_speak(last))


def introduces(text: str) -> bool:
    """Whether a paragraph only announces questions: it has none of its own."""
    return "?" not in text and INTRODUCES.search(text.lower()) is not None


def closes(text: str) -> bool:
    """Whether a paragraph ends a letter or a part of it: the term for the reply, the greeting."""
    opening = text[:LONGEST_CLOSING].lower()
    return "?" not in text and _has(opening, CLOSES_WORDS) and CLOSES.search(opening) is not None


def greetings(text: str, start: int, end: int) -> list[int]:
    """Where in ``text[start:end]`` the greetings of letters begin: as paragraphs, or behind the
    last sentence of one.
    """
    found = [match.start() for match in GREETS.finditer(text, start, end)]
    return [
        place
        for place in found
        if place == 0 or text[place - 1] == "\n" or text[place - 2 : place - 1] in {".", "?", "!"}
    ]


def members_speak(text: str) -> bool:
    """Whether the opening of a paragraph says that members of the Chamber speak."""
    return (SPEAKS.match(text) or MEANWHILE.match(text)) is not None and REPORTS.match(text) is None


def addresses_government(text: str) -> bool:
    """Whether the opening of a paragraph puts a question to the government, which only members
    do.
    """
    start, end = next(sentences(text[:LONGEST_CLOSING]), (0, 0))
    opening = text[start:end]
    return (
        opening.endswith("?")
        and OPENS_QUESTION.match(opening) is not None
        and ADDRESSED.search(opening) is not None
    )


def reports(text: str) -> bool:
    """Whether a sentence begins as those of the government do, also where it names the members:
    "Met de leden van ...".
    """
    return REPORTS.match(text) is not None


def government_speaks(text: str) -> bool:
    """Whether the opening of a paragraph says that the government speaks, not only that members do
    not.
    """
    return ITSELF.match(text) is not None


def speaking(text: str) -> str | None:
    """The party group that a paragraph of members names as the one that speaks, None where it names
    none.
    """
    opening = next(sentences(text[:SUBJECT]), (0, 0))
    head = text[opening[0] : opening[1]]
    names = named(head)
    if not names:
        return None
    verb = VERB.search(head, names[0].end)
    return party_of(head[: verb.start()] if verb else head)


def _has(lowered: str, words: tuple[str, ...]) -> bool:
    """Whether any of these words or parts of words stands in a text in small letters."""
    return any(word in lowered for word in words)
