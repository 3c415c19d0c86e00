"""The forms in which papers announce what comes next: headings of questions and answers, list
markers, offices, names.
"""

from __future__ import annotations

import re

from pipeline.parsing.language.labels import LABELS
from pipeline.vocabulary import entries

CAPITAL = r"[^\W_a-zà-ÿ]|[‘“«\"'(\[•–-]|\.\.\.|…"
"""How a sentence begins: a capital, a digit, a quotation mark, a bracket, a dash.

Behind "Vraag 3" it shows that those two words are a heading."""

OF = r"(?:\svan\s[^.:?!()]{1,150}|\s\([^)]{1,80}\))(?=\s?[.:]?\s?$|\s?:\s)"
"""Whose question it is, where nothing but a colon follows."""

QUESTION = re.compile(
    rf"""(?:Deel|Sub)?[Vv]ra(?:ag|gen)                     # Vraag, Vragen, Deelvraag
    (?:\s(?:nr\.?|nrs\.?|nummers?))?\s(?P<labels>{LABELS})
    (?P<of>{OF})?  # Vraag 3 van de leden van de VVD-fractie; Vraag 3 (VVD)
    \s?[.:)–-]?(?P<rest>\s.*|)$""",
    re.VERBOSE | re.DOTALL,
)
"""Vraag 3 / Vragen 3, 4 en 5: / Vraag 2: Kunt u ..."""

GOVERNMENT = r"(?:[Mm]inister|[Ss]taatssecretaris|[Rr]egering|[Kk]abinet|[Bb]ewinds)"

ANSWER = re.compile(
    rf"""(?: Ad\.?(?:\s(?:de\s)?[Vv]ra(?:ag|gen))?
      | (?:Het\s)?(?:(?:[Nn]ader|[Aa]anvullend|[Gg]ezamenlijk|[Gg]ecombineerd)e?\s)?
        (?:[Aa]ntwoord(?:en)?|[Bb]eantwoording|[Rr]eactie)
        # ... van de minister op vraag 3
        (?:\s(?:van|namens)\s(?:de\s|het\s){GOVERNMENT}[^.:?!\d]{{0,120}}?(?=\sop\s))?
        (?:\s(?:op|van|bij))?(?:\s(?:de\s|uw\s)?(?:deel|sub)?[Vv]ra(?:ag|gen)(?:nummers?|\s(?:nr\.?|nrs\.?|nummers?))?)?
    )
    \s(?P<labels>{LABELS})
    (?P<of>{OF})?
    \s?[.:)–-]?(?P<rest>\s.*|)$""",
    re.VERBOSE | re.DOTALL,
)
"""Antwoord 3 / Antwoord op de vragen 2 t/m 4 van de leden van de SP-fractie: / Antwoord vraag 1 Ja.
/ Ad 3. Nee."""

AD = re.compile(r"Ad\.?\s\d")
"""Ad 3: also how a text comes back to the points of a list of its own."""

BARE_ANSWER = re.compile(
    rf"""(?:Nader\s)?(?:Antwoord(?:en)?|Reactie|Beantwoording)
    (?P<who>\s(?:van\s|namens\s)?(?:de\s|het\s)?{GOVERNMENT}[^.:?!]{{0,160}})?
    \s?(?:(?P<colon>:)(?P<rest>\s.*|)|\.?)$""",
    re.VERBOSE | re.DOTALL,
)
"""Antwoord / Antwoord: Ja. / Reactie van de minister van Financiën: / Antwoord van de regering"""

RUN_ON_ANSWER = re.compile(
    r"(?:Antwoord|Reactie)(?P<rest>\s(?=[A-ZÀ-Þ][^.?!]{0,400}[.?!])[^\n]*)$", re.DOTALL
)
"""Reactie De kosten zijn bekend. An extraction can run the heading on into the answer; a title has
no full stop."""

BARE_QUESTION = re.compile(r"Vraag\s?(?::(?P<rest>\s.*|)|\.?)$", re.DOTALL)
"""Vraag / Vraag: Kunt u ..."""

CAPITALS_ANSWER = re.compile(r"(?:VRAAG|VRAGEN|ANTWOORD|ANTWOORDEN|BEANTWOORDING|REACTIE)\b")

BEGINNINGS = frozenset(
    (
        "Vra",
        "Dee",
        "Sub",
        "Ad ",
        "Ad.",
        "Het",
        "Nad",
        "Aan",
        "Gez",
        "Gec",
        "Ant",
        "Bea",
        "Rea",
        "Med",
        "Toe",
    )
)
"""The first letters of all these headings; to see that a paragraph begins otherwise is much faster
than they are."""

INLINE = re.compile(
    rf"""(?<=[?.])\s(?P<head>(?:Antwoord|Reactie)(?:\s(?:op\s)?(?:vraag\s)?(?P<labels>{LABELS}))?\s?:)\s?(?=\S)
    |(?<=\?)\s(?P<run_on>Antwoord|Reactie)(?:\s(?=[A-ZÀ-Þ])|\Z)
    |(?<=[?.])\s(?P<ask>Vraag\s(?P<asked>{LABELS})\s?:)\s?(?=\S)""",
    re.VERBOSE,
)
"""... dat zo? Antwoord: Ja. / ... dat zo? Reactie Dat is zo. Vraag 2: Is ... A heading that is part
of a paragraph."""

INLINE_WORDS = ("Antwoord", "Reactie", "Vraag ")
"""Words without which there is no such heading; finding them is much faster than the expression."""

NOTICE = re.compile(r"Mededeling(?:en)?(?:\s\d{1,3})?\s?[.:]?(?P<rest>\s.*|)$", re.DOTALL)
"""Mededeling, where an answer was due: the reply will come later."""

ASIDE = re.compile(r"(?:Toelichting|Nadere toelichting)\s?(?:[.:](?P<rest>\s.*|)|)$", re.DOTALL)
"""Toelichting: a remark of the askers behind their questions."""

NUMBER = re.compile(rf"\(?(?P<labels>{LABELS})\s?[.:)]?$")
"""3 / 3, 4 en 5: numbers that stand alone above a question or answer."""

MARKER = re.compile(
    r"""\(?(?:
      (?P<number>\d{1,3}(?:\.\d{1,2})?)\s?(?P<letter>[a-z])?    # 1. 1) (1) 1a. 1.2
    | (?P<alone>[a-z])                                         # a. b) (c)
    | (?P<roman>[ivx]{2,5})                                    # ii. (iv)
    | (?P<capital>[IVX]{1,5}(?=[.)]))                          # II. above (i) and (ii)
    )\s?(?:[.):\]]{1,2}|\s?[–-](?=\s)|(?=\s*$))""",
    re.VERBOSE,
)
JOINT = re.compile(
    r"(?P<labels>\d{1,3}(?:(?:,\s?(?:en\s)?|\sen\s|\st/m\s|\stot\sen\smet\s)\d{1,3}){1,12})[.):](?=\s)"
)
"""5 en 6. / 2, 3 en 4. / 2 t/m 4. One item under several numbers."""

SHORTEST_ITEM = 4
"""Words behind a numeral in capitals: fewer are a name ("V. de Vries") or a heading ("II.
Kosten")."""

NUMERALS = {"i": "h", "v": "u", "x": "w"}
"""Letters that are roman numerals, unless the letter before them came before."""

BULLET = re.compile(r"[•·▪◦‣∙●○■□➢✓→*–—-](?=\s)|o(?=\s(?:[A-Z]|$))")

HEADING_WORDS = frozenset(entries("headings")["words"])
"""The words of headings such as "Vragen en opmerkingen van de leden van de fracties van SP en PvdD
gezamenlijk", names aside."""

OF_GROUP = re.compile(
    # D66, vraag 5 / Vragen 2 en 3 van de D66-fractie
    rf"""(?:\b[Vv]ra(?:ag|gen)(?:\s(?:nr\.?|nrs\.?|nummers?))?\s
      | ^\s[\s,:–-]*(?:fractie[\s,:–-]*)?  # D66-fractie 5; but "1. D66" heads a part
    )(?P<labels>{LABELS})(?=[\s,.:)]*(?:$|\b[^\W\d]))""",
    re.VERBOSE,
)
"""The number of a question in the heading of a party group, whose name is left out here."""

ANSWERS_GROUP = re.compile(r"(?:antwoord|beantwoording|reactie)", re.IGNORECASE)
"""How such a heading begins above an answer: "Antwoord D66, vraag 5"."""

WORD = re.compile(r"[^\W\d_]+")
MEMBER = re.compile(r"\b(?:(?:fractie)?(?:lid|leden)|heer|mevrouw|senator)\b", re.IGNORECASE)
NAME_WORDS = 6
"""A heading may name its member too ("het lid Van Rooijen (50PLUS)"): so many words more."""

OFFICE = re.compile(
    r"""(?=[A-Z])(?i:(?:De\s|Het\s|(?:Mede\s)?namens\sde\s)?
    (?:(?:fungerend|plaatsvervangend|waarnemend|wnd\.|tijdelijk|vice-|demissionair|adjunct-|onder)\s?){0,2}
    (?:minister|minister-president|staatssecretaris|voorzitter|griffier)\b[^.?!;:]{0,200}
    # the name may follow on the same line, with initials
    (?:,\s(?-i:(?:[A-ZÀ-Þ][a-z]{0,2}\.\s?){1,6})[^.?!;:]{1,60})?$)""",
    re.VERBOSE,
)
"""An office as it stands under a letter: "De minister van Defensie," and the name may follow the
comma."""

LONGEST_NAME = 60

CHAIR = re.compile(
    r"(?:de\s)?(?:(?:fungerend|plaatsvervangend|waarnemend|wnd\.|onder|vice-)\s?)?voorzitter\b",
    re.IGNORECASE,
)
"""How the office of a chair begins. Ministers sign below their office, and their last answer may be
one word."""

NAMESAKE = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'.-]*+\s?|(?:van|de|den|der|ten|ter|’t|'t|in|op|te)\s){1,8}$"
)
"""Only names: capitals, initials and the small words of surnames."""
