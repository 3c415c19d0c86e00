"""The forms of letters: titles, addresses and date lines, and how the front part of a verslag lists
them.
"""

from __future__ import annotations

import re

TITLE = re.compile(
    # the sub-number of the paper stands before its title: "C BRIEF VAN"
    r"""(?:(?:[Nn][Rr]\.?\s?\d{1,4}|[A-Z]{1,3})\s)?
    (?:\d{1,2}\.?\s|[IVX]{1,4}\.?\s)?                     # letters may be numbered
    (?:AFSCHRIFT\sVAN\s(?:DE\s|EEN\s)?|NADERE\s)?
    (?P<what>BRIEF|UITSTELBRIEF|UITSTELBERICHT|RAPPEL|RAPPELBRIEF|HERINNERING|ANTWOORDBRIEF)
    \s(?P<way>VAN|AAN)\s(?P<who>.{3,400})$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""C BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR FINANCIËN / BRIEF AAN DE MINISTER VAN
DEFENSIE"""

ADDRESS = re.compile(
    r"(?:>?\s?Retouradres\b.{0,120}?\s)?Aan:?\s(?P<to>(?:de|het|mevrouw|mw\.|de\sheer|dhr\.|zijne|hare|ons)\b[^?!;]{2,260}?)[,.]?$",
    re.IGNORECASE | re.DOTALL,
)
"""Aan de Voorzitter van de Eerste Kamer der Staten-Generaal"""

ADDRESSEE = re.compile(
    r"(?P<to>De\s(?:[Vv]oorzitter|[Ll]eden)\svan\sde\s(?:Eerste|Tweede)\sKamer\b[^.?!;:]{0,120})$"
)
"""De Voorzitter van de Eerste Kamer der Staten-Generaal: so the letters of ministries begin, and so
the Chamber's end."""

STREET = re.compile(r"(?<=Staten-Generaal)[\s,].*", re.DOTALL)
"""What follows the Chamber in an address that stands in one block: "Kazernestraat 52 2514 CV Den
Haag"."""

DATELINE = re.compile(
    # Den Haag, / 's-Gravenhage,
    r"""(?:(?P<place>[’'‘]?s?-?[A-ZÀ-Þ][\w’' -]{1,40}?)\s?,\s?(?:d\.d\.\s|de\s)?
      | Datum:?\s(?:\|\s)?)  # Datum 17 juni 2025, also in two cells
    (?P<day>\d{1,2}\s[a-z]{3,9}\.?\s\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4})\.?$""",
    re.VERBOSE,
)
DAY_LABEL = re.compile(r"Datum\b")
DAY_ALONE = re.compile(r"(?P<day>\d{1,2}\s[a-z]{3,9}\s\d{4})(?=$|\s[A-Z])")
"""The word above or beside the day in the head of a ministry's letter, and the day where an
extraction parted them."""

COMMITTEE = re.compile(r"\bcommissies?\b|\bvoorzitter\b", re.IGNORECASE)
GOVERNMENT = re.compile(
    r"\b(?:minister|ministers|staatssecretaris(?:sen)?|minister-president|regering|kabinet|bewindslieden|bewindspersonen)\b",
    re.IGNORECASE,
)
CHAMBER = re.compile(r"voorzitter\svan\sde\s(?:eerste|tweede)\skamer", re.IGNORECASE)
TO_CHAMBER = re.compile(r"\b(?:voorzitter|kamer|leden)\b", re.IGNORECASE)

COMMITTEE_NAME = re.compile(
    r"""(?i:\b(?:(?:vaste|tijdelijke|bijzondere|algemene|gezamenlijke)\s)?commissies?\svoor\s(?:de\s|het\s)?)[A-ZÀ-Þ][\w’-]*
    (?:(?:,\s|\s)(?:(?i:en\s|voor\s|van\s|de\s|der\s|het\s|/\s)){0,3}[A-ZÀ-Þ][\w’-]*){0,16}""",
    re.VERBOSE,
)
"""vaste commissie voor Buitenlandse Zaken, Defensie en Ontwikkelingshulp: capitals, and the small
words between them"""

LISTED = re.compile(
    r"(?P<out>\b(?:uitgaande|herinnerings|rappel)\w*|\bvragen\b|\bgestuurd\b|\bverzonden\b)"
    r"|(?P<back>\b(?:antwoord|reactie|inkomende|uitstel)\w*|\bgereageerd\b)",
    re.IGNORECASE,
)
"""The front part of a verslag lists the letters: "De uitgaande brief van 17 juni 2025", "heeft op 3
mei 2025 gereageerd"."""

DAYS_OF_MONTH = re.compile(
    r"(?P<first>\d{1,2})\sen\s(?P<last>\d{1,2}\s(?P<month>[a-z]{3,9}\s\d{4}))"
)
"""De antwoordbrieven van 26 en 31 maart 2026."""
