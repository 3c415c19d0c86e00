"""The same fictional pairing printed in any style of numbering, headings and repeats, with the
rows it must give.
"""

from dataclasses import dataclass, field
from random import Random

from fictional_words import (
    PARTIES,
    PEOPLE,
    PLACES,
    THINGS,
    answer,
    mangled,
    question,
    reported,
    reworded,
)

REQUEST_NUMBERS = ("{}. ", "{}) ", "{} - ", "({}) ", "Vraag {}: ", "heading", "• ", "")
"""Numbering of questions in a request; "heading" sets "Vraag 1" on a line of its own."""

REPLY_NUMBERS = ("{}. ", "{}) ", "{} - ", "Vraag {}: ", "heading")
REPEATS = ("literally", "reworded", "mangled", "reported", "not at all")
ANSWER_HEADINGS = (
    "",
    "",
    "Antwoord",
    "Antwoord:",
    "Antwoord: inline",
    "Antwoord op vraag {}",
    "Reactie",
)
PARTY_HEADINGS = (
    "Vragen en opmerkingen van de leden van de {}",
    "Vragen van de leden van de {}",
    "Inbreng van de leden van de {}",
    "Fractie: {}",
)
BULLETS = ("• ", "")


@dataclass(slots=True)
class Printed:
    """A paper as lines, and what it holds: questions (party group, label, text) and answers (names,
    relation, begin, end).
    """

    lines: list[str]
    questions: list[tuple[str | None, str, str]] = field(default_factory=list)
    answers: list[tuple[tuple[str, ...], str, str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return a drawn paper."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the press: sub-questions share a ``number`` and the first of them has its
    ``lead_in``.
    """

    label: str
    text: str
    number: str = ""
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """The printed form of one paper."""

    numbers: str
    repeat_numbers: str
    repeat: str
    heading: str
    running: bool
    bold: bool
    one_block: bool
    party_headings: bool

    @property
    def numbered(self) -> bool:
        """Return True if questions have numbers."""
        return self.numbers not in BULLETS


def style(chance: Random) -> Style:
    """Return a style in which a reader can still tell what answers what."""
    numbers, repeat, heading = (
        chance.choice(REQUEST_NUMBERS),
        chance.choice(REPEATS),
        chance.choice(ANSWER_HEADINGS),
    )
    if repeat == "not at all":
        numbers, heading = numbers if numbers not in BULLETS else "{}. ", "Antwoord op vraag {}"
    if numbers in BULLETS and "{}" in heading:
        heading = "Antwoord"
    running = numbers not in BULLETS and chance.random() < 0.2
    return Style(
        numbers=numbers,
        repeat_numbers=numbers if numbers in BULLETS else chance.choice(REPLY_NUMBERS),
        repeat=repeat,
        heading=heading,
        running=running,
        bold=chance.random() < 0.25,
        one_block=heading in {"", "Antwoord: inline"}
        and repeat != "not at all"
        and chance.random() < 0.15,
        party_headings=(repeat == "not at all" and not running) or chance.random() < 0.85,
    )


def consultation(seed: int) -> Printed:
    """Return a verslag van een schriftelijk overleg with one request and one reply."""
    chance = Random(seed)  # noqa: S311
    used = style(chance)
    request = [
        "Eerste Kamer der Staten-Generaal",
        "98 200 Proefdossier",
        "B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
        "Vastgesteld 3 juni 2026",
        "BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR FINANCIËN",
        "Aan de minister van Financiën",
        "Den Haag, 21 april 2026",
        "De leden van de vaste commissie voor Financiën hebben kennisgenomen van uw brief. Enkele fracties hebben vragen.",
    ]
    reply = [
        "BRIEF VAN DE MINISTER VAN FINANCIËN",
        "Aan de Voorzitter van de Eerste Kamer der Staten-Generaal",
        "Den Haag, 28 mei 2026",
        "Hierbij bied ik u de antwoorden aan op de vragen van de commissie.",
    ]
    paper = Printed(request)
    count = 0
    names = dict(chance.sample(PARTIES, chance.randint(1, 5)))
    for short, members in names.items():
        request.append(
            chance.choice(PARTY_HEADINGS).format(members).replace("Fractie: ", "Leden van de ")
        )
        if chance.random() < 0.5:
            request.append(
                f"De leden van de {members} hebben kennisgenomen van de brief en hebben nog enkele vragen."
            )
        if used.party_headings:
            reply.append(chance.choice(PARTY_HEADINGS[:3]).format(members))
        count = count if used.running else 0
        asked, count = _ask(chance, used, request, members, count)
        paper.questions += [(short, one.label, one.text) for one in asked]
        paper.answers += _answer(chance, used, reply, (short, members), asked)
    request += [
        "De leden van de vaste commissie zien uw reactie tegemoet en ontvangen deze graag binnen vier weken na dagtekening.",
        "@ De voorzitter van de vaste commissie voor Financiën,",
        "@ A. Jansen",
        *reply,
        "@ De minister van Financiën,",
        "@ E. Heinen",
    ]
    return paper


def _ask(
    chance: Random, used: Style, lines: list[str], members: str, count: int
) -> tuple[list[Asked], int]:
    """Print the questions of one party group; the last number used comes back with them."""
    asked: list[Asked] = []
    texts = list(dict.fromkeys(question(chance) for _ in range(chance.randint(1, 6))))
    while texts:
        count += 1
        if used.numbers in {"{}. ", "{}) ", "{} - "} and chance.random() < 0.2:
            lead_in = f"De leden van de {members} lezen dat de {chance.choice(THINGS)} in {chance.choice(PLACES)} aandacht vragen."
            lines.append(used.numbers.format(count) + lead_in)
            mark = chance.choice((")", "."))
            for letter in "ab"[: len(texts)]:
                asked.append(
                    Asked(
                        f"{count}{letter}",
                        texts.pop(),
                        str(count),
                        lead_in if letter == "a" else "",
                    )
                )
                lines.append(f"{letter}{mark} {asked[-1].text}")
        else:
            asked.append(Asked(str(count), texts.pop()))
            lines += ([f"Vraag {count}"] if used.numbers == "heading" else []) + [
                _marked(used.numbers, str(count)) + asked[-1].text
            ]
    return asked, count


def _answer(
    chance: Random, used: Style, lines: list[str], group: tuple[str, str], asked: list[Asked]
) -> list[tuple[tuple[str, ...], str, str, str]]:
    """Print the answers to one party group; what they are comes back."""
    short, members = group
    given = []
    left = list(asked)
    while left:
        together = [left.pop(0)]
        if (
            used.numbered
            and left
            and not together[0].number
            and not left[0].number
            and chance.random() < 0.15
        ):
            together.append(left.pop(0))
        if used.repeat != "not at all" and used.party_headings and chance.random() < 0.06:
            continue  # left unanswered
        others = [one for one in asked if one not in together]
        points = used.numbered and bool(others) and chance.random() < 0.12
        paragraphs = (
            [f"Zie het antwoord op vraag {chance.choice(others).label}."]
            if points
            else answer(chance)
        )
        relation = "refers" if points else "shared" if len(together) > 1 else "own"
        given.append(
            (
                tuple(f"{short} {one.label}" for one in together),
                relation,
                paragraphs[0],
                paragraphs[-1],
            )
        )
        if used.repeat != "not at all":
            for one in together:
                lines += _repeat(chance, used, one, members)
        _head(used, lines, together, paragraphs)
        lines += paragraphs
    return given


def _repeat(chance: Random, used: Style, one: Asked, members: str) -> list[str]:
    """Return the lines in which a reply repeats a question."""
    text = {
        "literally": lambda: one.text,
        "reworded": lambda: reworded(chance, one.text),
        "mangled": lambda: mangled(chance, one.text),
        "reported": lambda: reported(chance, one.text, members),
    }[used.repeat]()
    text = f"**{text}**" if used.bold else text
    if one.number:
        mark = used.repeat_numbers if used.repeat_numbers != "heading" else "{}. "
        lead_in = [_marked(mark, one.number) + reworded(chance, one.lead_in)] if one.lead_in else []
        return [*lead_in, f"{one.label.removeprefix(one.number)}. {text}"]
    if used.repeat_numbers == "heading":
        return [f"Vraag {one.label}", text]
    return [_marked(used.repeat_numbers, one.label) + text]


def _head(used: Style, lines: list[str], together: list[Asked], paragraphs: list[str]) -> None:
    """Add the heading of an answer, or its first paragraph behind the question."""
    labels = [one.label for one in together]
    if "{}" in used.heading:
        many = used.heading.replace("vraag", "de vragen").format(" en ".join(labels))
        lines.append(used.heading.format(labels[0]) if len(labels) == 1 else many)
    elif used.heading == "Antwoord: inline":
        paragraphs[0] = f"Antwoord: {paragraphs[0]}"
    elif used.heading:
        lines.append(used.heading)
    if used.one_block:
        lines[-1] += f" {paragraphs.pop(0)}"


def _marked(numbers: str, label: str) -> str:
    return "" if numbers == "heading" else numbers.format(label)


def memorie(seed: int) -> Printed:
    """Return a memorie van antwoord or nota in prose, per party group or per topic."""
    chance = Random(seed)  # noqa: S311
    grouped = chance.random() < 0.5
    title = chance.choice(
        (
            "MEMORIE VAN ANTWOORD",
            "NADERE MEMORIE VAN ANTWOORD",
            "NOTA NAAR AANLEIDING VAN HET VERSLAG",
        )
    )
    paper = Printed(
        [
            "Eerste Kamer der Staten-Generaal",
            "98 300 Proefwet",
            f"C {title}",
            "Ontvangen 3 juni 2026",
        ]
    )
    if chance.random() < 0.6:
        paper.lines += [
            "# Inleiding",
            "De regering heeft met belangstelling kennisgenomen van het voorlopig verslag.",
        ]
    names = list(dict(chance.sample(PARTIES, chance.randint(1, 4))).items())
    numbered = not grouped and chance.random() < 0.25
    count = 0
    for section, (short, members) in enumerate(names):
        count = 0 if grouped else count
        paper.lines.append(
            f"# Vragen van de leden van de {members}"
            if grouped
            else f"# {section + 1}. Onderwerp {section + 1}"
        )
        before = None
        for _ in range(chance.randint(1, 4)):
            group = (short, members) if grouped else chance.choice(names)
            said = _say(chance, group[1], first=group != before)
            before = group
            count += 1
            paper.questions.append((group[0], str(count), " ".join(said)))
            given = _reply(chance)
            paper.answers.append(((f"{group[0]} {count}",), "own", given[0], given[-1]))
            paper.lines += [f"{count}. {said[0]}" if numbered else said[0], *said[1:], *given]
        if chance.random() < 0.15:
            paper.lines.append(
                f"De leden van de {names[0][1]} spreken hun waardering uit voor het werk van de {chance.choice(PEOPLE)}."
            )
    paper.lines += ["@ De minister van Binnenlandse Zaken en Koninkrijksrelaties,", "@ P.E. Heerma"]
    return paper


def _say(chance: Random, members: str, *, first: bool) -> list[str]:
    """Add the one or two paragraphs that members say up to their answer."""
    matter = reported(chance, question(chance), members).partition(" vragen ")[2]
    thing, place, people, year = (
        chance.choice(THINGS),
        chance.choice(PLACES),
        chance.choice(PEOPLE),
        chance.randint(2015, 2029),
    )
    who = (
        f"De leden van de {members}"
        if first
        else chance.choice(("Deze leden", "Zij", "De aan het woord zijnde leden"))
    )
    if chance.random() < 0.2:
        read = f"{who} lezen in de memorie van toelichting dat {people} een belangrijke rol krijgen bij de {thing}."
        return [
            read,
            chance.choice(
                (
                    f"Deze leden vragen {matter}",
                    f"Kan de regering dit toelichten, ook voor {place}?",
                )
            ),
        ]
    forms = [
        f"{who} vragen {matter}",
        f"{who} lezen dat {people} in {place} zelf de {thing} beheren. Kan de regering aangeven waarom?",
        f"{who} constateren dat de {thing} in {place} sinds {year} zijn gesloten. Zij vragen of dat zo blijft.",
        f"{who} willen graag weten {matter}",
        f"{who} vernemen graag van de regering {matter}",
        f"{who} hebben gevraagd {matter}",
        f"{who} vroegen {matter}",
        f"{who} wijzen op de ervaringen van {people} in {place}. Hoe ziet de regering dat? En wat gebeurt er na {year}?",
    ]
    if not first:
        forms += [
            f"Voorts vragen deze leden {matter}",
            f"Ook vragen de leden van de {members} {matter}",
            f"Tot slot vragen zij {matter}",
            f"Hoeveel {people} zijn er in {place}? En hoeveel waren het er in {year}?",
        ]
    return [chance.choice(forms)]


def _reply(chance: Random) -> list[str]:
    """Add the answer of the government, with or without words that name the speaker."""
    paragraphs = [
        text for text in answer(chance) if not text.startswith(("–", "1.", "2.", "Het gaat om"))
    ]
    openings = (
        "",
        "",
        "De regering merkt hierover het volgende op. ",
        "In antwoord op de vraag van deze leden kan worden gemeld dat dit zo is. ",
        "Met de leden is de regering van oordeel dat dit van belang is. ",
        "Artikel 12 van het wetsvoorstel voorziet hierin. ",
        "Het wetsvoorstel verandert dit niet. ",
    )
    return [chance.choice(openings) + paragraphs[0], *paragraphs[1:]]
