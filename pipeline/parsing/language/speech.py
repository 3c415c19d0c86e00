"""Who speaks in a paragraph, and whether it asks: the turns of phrase of letters, memories and
notas.
"""

from __future__ import annotations

from pipeline.lexicon import concept
from pipeline.parsing.language.parties import named, party_of
from pipeline.parsing.language.sentences import sentences

ADDRESSED_GOVERNMENT = concept("addressed-government")
ASKS = concept("asks")
CLOSING = concept("closing")
CONTENT_OF_REQUEST = concept("content-of-request")
EARLIER_OCCASION = concept("earlier-occasion")
GOVERNMENT_ITSELF = concept("government-itself")
GOVERNMENT_REPORTS = concept("government-reports")
GREETING = concept("greeting")
INTRODUCTION = concept("introduction")
MEMBERS_IN_PASSING = concept("members-in-passing")
MEMBERS_SPEAK = concept("members-speak")
QUESTION_OPENING = concept("question-opening")
REPLY_OPENING = concept("reply-opening")
REPORTED_REQUEST = concept("reported-request")
SPEAKING_VERB = concept("speaking-verb")

LONGEST_REPORT = 600
"""Characters of a sentence which reports that members asked."""

LONGEST_CLOSING = 1200
"""Characters of a paragraph in which closing words are looked for."""

SUBJECT = 240
"""Characters in which a paragraph names the members who speak."""


def asks(text: str) -> bool:
    """Return True if a paragraph asks something.

    Why: a question mark is looked for first, which is much faster than the expressions.
    """
    return "?" in text or ASKS.search(text.lower()) is not None


def puts(text: str) -> bool:
    """Whether a paragraph of a memorie asks something, or tells what members asked: "De leden ...
    hebben gevraagd of".
    """
    if asks(text):
        return True
    if REPORTED_REQUEST.search(text.lower()) is None:
        return False
    spans = ((start, min(end, start + LONGEST_REPORT)) for start, end in sentences(text))
    parts = (text[start:end] for start, end in spans)
    return any(members_speak(sentence) and _reports_request(sentence) for sentence in parts)


def _reports_request(sentence: str) -> bool:
    """Whether a sentence tells that members asked something, now and not on another occasion."""
    told = REPORTED_REQUEST.search(sentence.lower())
    if told is None:
        return False
    asked = CONTENT_OF_REQUEST.search(sentence, told.end())
    return EARLIER_OCCASION.search(sentence, 0, asked.start() if asked else len(sentence)) is None


def only_asks(text: str) -> bool:
    """Whether a paragraph begins with a question as one of members does: it ends with one too, or
    they speak further on.
    """
    if not text[:1].isalnum() or "?" not in text or GOVERNMENT_REPORTS.match(text):
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
    if REPLY_OPENING.match(text):
        return False
    tail = text[-LONGEST_CLOSING:]
    start, end = next(reversed(list(sentences(tail))), (0, 0))
    last = tail[start:end]
    return addresses_government(last) or (puts(last) and members_speak(last))


def introduces(text: str) -> bool:
    """Whether a paragraph only announces questions: it has none of its own."""
    return "?" not in text and INTRODUCTION.search(text.lower()) is not None


def closes(text: str) -> bool:
    """Whether a paragraph ends a letter or a part of it: the term for the reply, the greeting."""
    opening = text[:LONGEST_CLOSING].lower()
    return "?" not in text and CLOSING.search(opening) is not None


def greetings(text: str, start: int, end: int) -> list[int]:
    """Where in ``text[start:end]`` the greetings of letters begin: as paragraphs, or behind the
    last sentence of one.
    """
    found = [match.start() for match in GREETING.finditer(text, start, end)]
    return [
        place
        for place in found
        if place == 0 or text[place - 1] == "\n" or text[place - 2 : place - 1] in {".", "?", "!"}
    ]


def members_speak(text: str) -> bool:
    """Whether the opening of a paragraph says that members of the Chamber speak."""
    return (
        MEMBERS_SPEAK.match(text) or MEMBERS_IN_PASSING.match(text)
    ) is not None and GOVERNMENT_REPORTS.match(text) is None


def addresses_government(text: str) -> bool:
    """Whether the opening of a paragraph puts a question to the government, which only members
    do.
    """
    start, end = next(sentences(text[:LONGEST_CLOSING]), (0, 0))
    opening = text[start:end]
    return (
        opening.endswith("?")
        and QUESTION_OPENING.match(opening) is not None
        and ADDRESSED_GOVERNMENT.search(opening) is not None
    )


def reports(text: str) -> bool:
    """Whether a sentence begins as those of the government do, also where it names the members:
    "Met de leden van ...".
    """
    return GOVERNMENT_REPORTS.match(text) is not None


def government_speaks(text: str) -> bool:
    """Whether the opening of a paragraph says that the government speaks, not only that members do
    not.
    """
    return GOVERNMENT_ITSELF.match(text) is not None


def speaking(text: str) -> str | None:
    """The party group that a paragraph of members names as the one that speaks, None where it names
    none.
    """
    opening = next(sentences(text[:SUBJECT]), (0, 0))
    head = text[opening[0] : opening[1]]
    names = named(head)
    if not names:
        return None
    verb = SPEAKING_VERB.search(head, names[0].end)
    return party_of(head[: verb.start()] if verb else head)
