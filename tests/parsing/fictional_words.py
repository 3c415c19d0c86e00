"""Fictional questions and answers in good Dutch, drawn by chance: they sound alike, as those of one
paper do.
"""

from random import Random

THINGS = (
    *(
        "veerponten",
        "leeszalen",
        "bakfietsen",
        "dijkheggen",
        "marktkramen",
        "torenklokken",
        "volkstuinen",
        "vuurtorens",
        "molens",
    ),
    *(
        "brievenbussen",
        "zwembaden",
        "speeltuinen",
        "sluizen",
        "fietsbruggen",
        "schuttingen",
        "kermissen",
        "bijenkasten",
    ),
)
PLACES = (
    "Drenthe",
    "Zeeland",
    "de Achterhoek",
    "Noord-Holland",
    "het Groene Hart",
    "Limburg",
    "de Waddeneilanden",
    "Salland",
)
PEOPLE = (
    "gemeenten",
    "provincies",
    "waterschappen",
    "verenigingen",
    "ondernemers",
    "scholen",
    "bewoners",
    "inspecteurs",
)
DONE = (
    "onderhouden",
    "vervangen",
    "geregistreerd",
    "gesloten",
    "uitgebreid",
    "verplaatst",
    "gekeurd",
    "gesubsidieerd",
)
PARTIES = (
    ("BBB", "BBB-fractie"),
    ("BBB", "fractie van de BBB"),
    ("VVD", "VVD-fractie"),
    ("D66", "fractie van D66"),
    ("PvdD", "fractie van de Partij voor de Dieren"),
    ("GroenLinks-PvdA", "fractie van GroenLinks-PvdA"),
    ("SP", "SP-fractie"),
    ("ChristenUnie", "fractie van de ChristenUnie"),
    ("CDA", "CDA-fractie"),
    ("Volt", "fractie van Volt"),
    ("JA21", "fractie van JA21"),
    ("OPNL", "fractie van OPNL"),
)
"""Short names of party groups, each with a way in which papers print it."""

REWORDINGS = (
    ("Kunt u toelichten", "Kan de minister toelichten"),
    ("er in ", "in "),
    ("Bent u bereid om", "Is de minister bereid"),
    ("mede gelet op", "gelet op"),
    ("Deelt u de mening", "Deelt de minister de mening"),
    ("met betrekking tot", "rond"),
    ("Op welke wijze", "Hoe"),
    (" te laten", " te doen"),
)
REPORTED = (
    ("Kunt u toelichten waarom", "of kan worden toegelicht waarom"),
    ("Bent u bereid om", "of de minister bereid is om"),
    ("Deelt u de mening dat", "of de minister de mening deelt dat"),
    ("Welke rol ziet u", "welke rol de minister ziet"),
    ("Is er onderzoek gedaan", "of er onderzoek is gedaan"),
)


def question(chance: Random) -> str:
    """Return a question of one to three sentences."""
    thing, place, people, done = (
        chance.choice(THINGS),
        chance.choice(PLACES),
        chance.choice(PEOPLE),
        chance.choice(DONE),
    )
    year, share = chance.randint(2015, 2029), chance.randint(2, 97)
    return chance.choice((
        f"Hoeveel {thing} worden er in {place} jaarlijks door {people} {done}?",
        f"Kunt u toelichten waarom de {thing} in {place} niet voor {year} worden {done}?",
        f"Deelt u de mening dat {people} in {place} te weinig geld hebben om {thing} te laten verzorgen? Zo nee, waarom niet?",
        f"Welke rol ziet u voor {people} bij het toezicht op {thing}, mede gelet op de ervaringen in {place}?",
        f"Bent u bereid om met {people} in gesprek te gaan over de toekomst van de {thing} na {year}?",
        f"In de brief staat dat {share} procent van de {thing} is {done}. Wat was het doel voor {year}? En wat merken {people}?",
        f"Is er onderzoek gedaan naar de vraag of {thing} door {people} beter kunnen worden {done} dan door het Rijk?",
        f"Wat zijn de kosten van {thing} voor {people} in {place} in {year}, en wie betaalt deze?",
        f"Op welke wijze wordt de Kamer geïnformeerd over de voortgang met betrekking tot {thing} in {place}?",
        f"Waarom is bij de {thing} gekozen voor een grens van {share} meter, terwijl {people} om {share + 9} meter vroegen?",
    ))  # fmt: skip


def answer(chance: Random) -> list[str]:
    """Return the paragraphs of an answer, now and then with a list."""
    paragraphs = [_statement(chance)]
    if chance.random() < 0.35:
        paragraphs.append(_statement(chance))
    if chance.random() < 0.12:
        marks = chance.choice((("–", "–"), ("1.", "2.")))
        paragraphs.append("Het gaat om de volgende punten:")
        paragraphs += [
            f"{mark} de {chance.choice(THINGS)} in {chance.choice(PLACES)};" for mark in marks
        ]
        paragraphs.append(_statement(chance))
    return paragraphs


def reworded(chance: Random, text: str) -> str:
    """Return the question as a reply repeats it: a little changed, or not at all."""
    if chance.random() < 0.3:
        return text
    for asked, repeated in REWORDINGS:
        if asked in text and chance.random() < 0.8:
            text = text.replace(asked, repeated)
    return text


def mangled(chance: Random, text: str) -> str:
    """Return the question with a sixth of its words left out, put in or changed."""
    words = text.split(" ")
    for _ in range(max(1, len(words) // 6)):
        place = chance.randrange(1, len(words) - 1)
        act = chance.random()
        if act < 0.4:
            del words[place]
        elif act < 0.7:
            words.insert(place, chance.choice(("inmiddels", "ook", "daarbij", "nog", "verder")))
        else:
            words[place] = chance.choice(("deze", "de", "hun", "die", "zulke"))
    return " ".join(words)


def reported(chance: Random, text: str, members: str) -> str:
    """Return the question in indirect speech: "De leden van de VVD-fractie vragen of ..."."""
    text = reworded(chance, text)
    for asked, said in REPORTED:
        if text.startswith(asked):
            text = said + text.removeprefix(asked)
            break
    else:
        text = text[0].lower() + text[1:]
    return f"De leden van de {members} vragen {text.rstrip('?')}."


def _statement(chance: Random) -> str:
    thing, place, people, done = (
        chance.choice(THINGS),
        chance.choice(PLACES),
        chance.choice(PEOPLE),
        chance.choice(DONE),
    )
    year, share = chance.randint(2015, 2029), chance.randint(2, 97)
    return chance.choice((
        f"In {year} zijn {share} {thing} {done}. Dat is iets meer dan in het jaar daarvoor.",
        f"Het kabinet hecht aan goed onderhoud van de {thing} in {place}. Daarom krijgen {people} {share} miljoen euro.",
        f"De {people} zijn hiervoor zelf verantwoordelijk. Het Rijk houdt toezicht en grijpt alleen in als dat nodig is.",
        f"Ja. Met de {people} is afgesproken dat de {thing} voor {year} worden {done}.",
        f"Nee, daartoe zie ik geen aanleiding. Uit de evaluatie van {year} blijkt dat de {thing} goed worden {done}.",
        f"Dat is op dit moment niet bekend. De {people} leveren de gegevens naar verwachting in het najaar van {year} aan.",
        f"De keuze voor deze grens volgt uit een advies over {thing}. In {place} geldt een uitzondering.",
    ))  # fmt: skip
