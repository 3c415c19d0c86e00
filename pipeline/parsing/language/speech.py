"""Phrases that show who speaks in a paragraph and whether it asks something."""

from pipeline.lexicon import concept
from pipeline.parsing.language.parties import named, party_of
from pipeline.parsing.language.sentences import sentences

ADDRESSED_GOVERNMENT = concept("addressed-government")
ANNOUNCES_QUESTIONS = concept("announces-questions")
ASKS = concept("asks")
CLOSING = concept("closing")
GOVERNMENT_ITSELF = concept("government-itself")
GOVERNMENT_REPORTS = concept("government-reports")
GREETING = concept("greeting")
INTRODUCTION = concept("introduction")
MEMBERS_IN_PASSING = concept("members-in-passing")
MEMBERS_SPEAK = concept("members-speak")
QUESTION_OPENING = concept("question-opening")
QUESTIONS_NOUN = concept("questions-noun")
REPLY_OPENING = concept("reply-opening")
REPORTED_REQUEST = concept("reported-request")
SPEAKING_VERB = concept("speaking-verb")
LONGEST_REPORT = 600
"""Maximum length in characters of a sentence that reports what members asked."""
LONGEST_CLOSING = 1200
"""Number of characters of a paragraph in which closing words are looked for."""
WISHED_REPLY = concept("wished-reply")
SUBJECT = 240
"""Number of characters in which a paragraph names the members who speak."""


def asks(text: str) -> bool:
    """Return True if a paragraph asks something, more than that its questions be answered.

    "Zij hebben nog enkele vragen aan de regering" has the noun and asks nothing.

    Why: the question mark is tested first because that is much faster than the expressions.
    Seen in: kst-35593-B, kst-34086-B-n1.
    """
    if "?" in text:
        return True
    lowered = text.lower()
    if ASKS.search(lowered) is None:
        return False
    parts = (lowered[start:end] for start, end in sentences(text))
    return any(
        ASKS.search(QUESTIONS_NOUN.sub("", sentence))
        and ANNOUNCES_QUESTIONS.match(sentence) is None
        for sentence in parts
    )


def puts(text: str) -> bool:
    """Return True if a paragraph asks, or reports it: "De leden hebben gevraagd of"."""
    if asks(text):
        return True
    if REPORTED_REQUEST.search(text.lower()) is None:
        return False
    spans = ((start, min(end, start + LONGEST_REPORT)) for start, end in sentences(text))
    parts = (text[start:end] for start, end in spans)
    return any(
        members_speak(sentence) and REPORTED_REQUEST.search(sentence.lower()) for sentence in parts
    )


def only_asks(text: str) -> bool:
    """Return True if a paragraph begins with a question of members, and ends with one too.

    "Graag een reactie van de minister." is such an end.

    Seen in: 2024D39035.
    """
    if not text[:1].isalnum() or "?" not in text or GOVERNMENT_REPORTS.match(text):
        return False
    (start, end), *others = [*sentences(text)] or [(0, 0)]
    return text[start:end].endswith("?") and (
        ends_asking(text)
        or any(members_speak(text[slice(*span)]) for span in others)
        or WISHED_REPLY.match(text[slice(*others[-1])]) is not None
    )


def ends_asking(text: str) -> bool:
    """Return True if the last words are a question."""
    return text.rstrip("”’\"')» ").endswith("?")


def members_ask_last(text: str) -> bool:
    """Return True if the last sentence of a paragraph is a question of members.

    Why: a paragraph that begins as a reply does ("In antwoord op de vraag") only reports one.
    """
    if REPLY_OPENING.match(text):
        return False
    tail = text[-LONGEST_CLOSING:]
    start, end = next(reversed(list(sentences(tail))), (0, 0))
    last = tail[start:end]
    return addresses_government(last) or (puts(last) and members_speak(last))


def introduces(text: str) -> bool:
    """Return True if a paragraph announces questions but asks none itself."""
    return "?" not in text and INTRODUCTION.search(text.lower()) is not None


def closes(text: str) -> bool:
    """Return True for the end of a letter: "Hoogachtend," or "ziet uw reactie tegemoet"."""
    opening = text[:LONGEST_CLOSING].lower()
    return "?" not in text and CLOSING.search(opening) is not None


def greetings(text: str, start: int, end: int) -> list[int]:
    """Return the offsets of greetings in ``text[start:end]``, at paragraph or sentence starts."""
    offsets = [match.start() for match in GREETING.finditer(text, start, end)]
    return [
        offset
        for offset in offsets
        if offset == 0
        or text[offset - 1] == "\n"
        or text[offset - 2 : offset - 1] in {".", "?", "!"}
    ]


def members_speak(text: str) -> bool:
    """Return True if members of the Chamber speak in the opening of a paragraph."""
    return (
        MEMBERS_SPEAK.match(text) or MEMBERS_IN_PASSING.match(text)
    ) is not None and GOVERNMENT_REPORTS.match(text) is None


def addresses_government(text: str) -> bool:
    """Return True if a paragraph opens as only members ask: "Is de minister bereid"."""
    start, end = next(sentences(text[:LONGEST_CLOSING]), (0, 0))
    opening = text[start:end]
    return (
        opening.endswith("?")
        and QUESTION_OPENING.match(opening) is not None
        and ADDRESSED_GOVERNMENT.search(opening) is not None
    )


def government_speaks(text: str) -> bool:
    """Return True if the government speaks for itself in the opening of a paragraph."""
    return GOVERNMENT_ITSELF.match(text) is not None


def _first(text: str) -> str:
    """Return the first sentence."""
    start, end = next(sentences(text), (0, 0))
    return text[start:end]


def speaking(text: str) -> str | None:
    """Return the group that speaks: "vragen de leden van de SP-fractie", None if none is named."""
    passing = None if MEMBERS_SPEAK.match(text) else MEMBERS_IN_PASSING.match(text)
    if passing and (name := party_of(_first(text[passing.start("who") :][:SUBJECT]))):
        return name
    opening = next(sentences(text[:SUBJECT]), (0, 0))
    head = text[opening[0] : opening[1]]
    names = named(head)
    if not names:
        return None
    verb = SPEAKING_VERB.search(head, names[0].end)
    return party_of(head[: verb.start()] if verb else head)
