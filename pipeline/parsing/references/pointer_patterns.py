"""Patterns for pointers to other answers, used by ``pointers``."""

import re

from pipeline.parsing.references.numbers import DASH, PLAIN_NUMBER
from pipeline.parsing.references.question_numbers import LABELS, LETTER, VRAAG, WORDED

NEXT = rf"(?:{LABELS}|{LETTER}(?:{DASH}{LETTER})?){PLAIN_NUMBER}"
AND = (
    r"(?:(?:,?\s|(?<=\d))(?:en|of|alsmede|alsook|evenals|respectievelijk|resp\.)\s(?:ook\s)?"
    r"|\s?[&+]\s?)"
)
"""Separator before the last item of a list; an extraction may lose the space before it: 29en 30."""
LIST = (
    rf"{LABELS}(?:(?:,\s(?:{VRAAG}\s)?{NEXT}){{0,60}}{AND}(?:de\s)?(?:{VRAAG}\s)?{NEXT}"
    rf"|(?:,\s{NEXT}){{1,60}})?"
)
"""List of question labels: 2; 2 en 3; 2, 6 en 8; 2 t/m 4; 1a en b; 2, 3"""
LONE = r"[a-h](?![\w’'-])(?:,\s[a-h](?![\w’'-]))*(?:\sen\s[a-h](?![\w’'-]))?"
"""Sub-questions of the question at hand: vraag a, deelvragen a en b"""

ARTICLE = (
    r"(?:(?:de|het|deze|dit|uw|hun|mijn|onze|ons)\s)?(?:(?:eerdere?|bovenstaande|voorgaande"
    r"|gestelde)\s)?"
)
ANSWER = (
    r"(?:antwoord(?:en)?|beantwoording)(?:\s(?:gegeven|hierboven|hiervoor))?"
    rf"(?:\s(?:op|van|bij|onder|aan|tot|als)){{0,2}}(?:\s|(?<=\s(?:van|bij))|(?<=\sop)){ARTICLE}"
)
"""Words that introduce an answer: antwoord op, antwoorden bij de, beantwoording van, antwoord 3"""
AT = (
    r"(?:zie(?:\s(?!antwoord|beantwoord)\w{2,12}){0,3}?|bij|onder|naar|conform|vgl\.|vergelijk|idem|reacties?\sop|toelichting\s(?:op|bij)"
    r"|(?:samen|tezamen|gezamenlijk|gelijktijdig)\smet|(?:gelijk|identiek|gelijkluidend)\saan|(?:idem|hetzelfde)\sals|geldt\s(?:ook\s)?voor)"
    rf"\s{ARTICLE}"
)
"""Words that introduce a pointer.

Examples: zie vraag 3, bij vraag 4 toegelicht, naar vraag 2, samen met vraag 3 beantwoord, hetzelfde
geldt voor vraag 2
"""
SAID = (
    r"(?=[^.;¶]{0,40}\b(?:toegelicht|aangegeven|uiteengezet|gemeld|vermeld|geantwoord|beantwoord"
    r"|ingegaan|opgemerkt)\b)"
)
"""Look-ahead for a verb of explanation: zoals in vraag 3 toegelicht

Why: without such a verb "in vraag 3" refers to the question, not to its answer.
"""
GROUP = (
    r"(?:(?P<{0}>(?!\d{{1,3}}\W|\d{{1,3}}(?:[a-z]|en)\b)(?-i:[A-Z0-9])[\w’'/–-]{{1,20}}?)"
    r"(?:[-\s]fractie)?,?[\s-](?:vra(?:ag|gen)\s)?)?"
)
"""The party group before the number: zie vraag D66 2, antwoord op VVD-vraag 3"""
NR = r"(?:(?:nummers?|nrs?\.?|onder)\s)?"
COUNTED = (
    rf"{PLAIN_NUMBER}(?!\svan\sde\s\d|\s(?:\w{{1,14}}\s)?(?:vragen|moties|brieven|punten|leden"
    r"|fracties)\b)"
)
"""Look-ahead that excludes a count of questions: antwoord op 12 schriftelijke vragen"""

NUMBERED = re.compile(
    rf"""\b(?:
      # antwoord op vraag 2, op VVD-vraag 3
      {ANSWER}(?:{VRAAG}\s{NR}{GROUP.format("answerer")}|{GROUP.format("party")}{VRAAG}\s)(?P<answer>{LIST})
    | {ANSWER}{NR}(?P<plain>{LIST}){COUNTED}  # antwoorden 2 en 3, antwoord op 3a
    | {AT}{VRAAG}\s{NR}{GROUP.format("asker")}(?P<at>{LIST})  # zie vraag 3, bij vraag 4
    | (?:in|op)\s{ARTICLE}{VRAAG}\s{NR}(?P<said>{LIST}){SAID}  # in vraag 3 toegelicht
    | (?:{ANSWER}|{AT}){VRAAG}\s(?P<letters>{LONE})  # antwoord op vraag a, bij deelvraag b
    # in antwoord vier, het antwoord op vraag twee
    | antwoord\s(?:op\s(?:de\s)?vraag\s)?(?P<worded>{WORDED})
      (?=\s?(?:[.,;)¶]|$)|\s(?:is|zijn|heb|wordt|werd|staat|en|al|reeds)\b)
    # zie 3a; zie onder 2.
    | zie(?:\s(?:ook|onder|bij)){{0,2}}\s{GROUP.format("group")}
      (?P<short>\d{{1,3}}[a-z](?!\w)|\d{{1,3}}(?=\s?[.)¶]|$))(?![.]\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
WORDS = (
    "antwoord",
    "beantwoording",
    "zie ",
    "bij ",
    "onder ",
    "naar ",
    "conform ",
    "vgl.",
    "vergelijk ",
    "idem ",
    "reactie",
    "toelichting ",
    "samen ",
    "tezamen ",
    "gezamenlijk ",
    "gelijktijdig ",
    "gelijk ",
    "identiek ",
    "gelijkluidend ",
    "hetzelfde ",
    "geldt ",
    "in ",
    "op ",
    "vorig",
    "voorgaand",
    "voorafgaand",
    "bovenstaand",
    "verwijs",
    "verwijzen",
)
"""Words with which pointers begin."""
CORES = ("vra", "antwoord", "onderdeel")
SHORT = re.compile(r"zie (?:ook |onder |bij ){0,2}(?:\S{2,20} )?\d")
"""Short pointers, "zie" and a number; all other pointers contain a word of ``CORES``."""
REACH = 110
"""Largest distance in characters from the first word of a pointer to a core."""
GROUPS = ("answerer", "party", "asker", "group")
"""Groups of ``NUMBERED`` with the party group before the number, and with the numbers (below)."""
LISTS = ("answer", "plain", "at", "said", "letters", "worded", "short")

ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|vijftiende"
    r"|zestiende|zeventiende|achttiende|negentiende|twintigste|laatste)"
)
RELATIVE = (
    r"(?:vorige|voorgaande|voorafgaande|bovenstaande|bovengenoemde|eerdere|volgende"
    r"|hiernavolgende|onderstaande)"
)
BY_WORD = re.compile(
    rf"""\b(?:
      # antwoord op de voorgaande vraag; "eerdere vragen" are those of another paper
      (?:{ANSWER}|{AT})(?P<word>{ORDINAL}(?:(?:,\s{ORDINAL}){{0,8}}\sen\s(?:de\s)?{ORDINAL})?|(?!eerdere\svragen){RELATIVE})\s(?:{VRAAG})\b
    # in de vorige vraag aangegeven
    | (?:in|op)\s(?:de\s)?(?P<said>{ORDINAL}|{RELATIVE})\s{VRAAG}\b{SAID}
    # mijn vorige antwoord, bovenstaand antwoord
    | (?P<above>(?:vorige?|voorgaande?|voorafgaande?|bovenstaande?)\santwoord(?:en)?)\b
    # het antwoord hierboven
    | (?P<over>antwoord(?:en)?\s(?:hierboven|hiervoor|hiervóór)\b
      |(?<=¶)zie\s(?:ook\s)?(?:hierboven|boven)\s?\.?(?=¶|$))
    # zie het antwoord op de vraag van de SP-fractie
    | (?P<lone>(?:zie|verwijs|verwijst|verwijzen)[^.;¶]{{0,60}}?\bantwoord\sop\sde\svraag)
      (?=\svan\s)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
PLAIN = dict.fromkeys(
    ("voorgaande", "voorafgaande", "bovenstaande", "bovengenoemde", "eerdere"), "vorige"
) | dict.fromkeys(("hiernavolgende", "onderstaande"), "volgende")
"""The plain form of words that point backwards or forwards."""

BY = re.compile(
    r"(?:(?:,?\s(?:zoals\s)?(?:gesteld|gevraagd))?,?\s(?:van|door)\s(?:de\s)?(?:(?:fractie)?leden\s(?:van\s(?:de\s)?)?)?(?:fracties?\s)?(?:van\s)?(?:de\s|het\s)?|\s\((?:fractie\s)?|,?\s)",
    re.IGNORECASE,
)
"""Words between a question number and the party group that asked it.

Examples: vraag 2 van de leden van de fractie van de PvdD, vraag 2 (PvdD), vraag 2 PvdD, vraag 2,
zoals gevraagd door de SP
"""
AND_NAME = re.compile(r"(?:,\s(?:en\s)?|\sen\s)(?:de\s(?:fractie\svan\s(?:de\s)?)?)?")
AFTER_NAME = re.compile(r"(?:[-\s]fractie)?\)?")

ELSEWHERE = re.compile(
    r"""\s(?:van|uit|in|bij|op|\(?)\s?(?:(?:de|het|mijn|uw|onze|een|die)\s)?
    (?:(?:eerdere?|vorige|voorgaande|schriftelijke|nadere?|mondelinge|recente|gestelde|beantwoorde|feitelijke)\s){0,3}
    (?:set|kamervragen|schriftelijk|vragen|vragenuur|verslag|(?:kamer|antwoord|verzamel|voortgangs)?brief|(?:eerste\s|tweede\s)?kamer\b|overleg|lid\s|leden\s|nota|memorie|commissie|aanhangsel|ingezonden|kamerstuk)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words that show that the answer is in another paper.

Examples: antwoord op vraag 3 van het lid De Vries, van de eerdere Kamervragen, in mijn brief
"""

MORE = re.compile(
    rf"(?:,\s|{AND})(?:(?:op|aan|bij|van|het\santwoord\sop)\s)?(?:de\s)?(?P<named>{VRAAG}\s)?(?P<labels>{LIST})",
    re.IGNORECASE,
)
"""Continuation of a pointer: vraag 2 van D66 en vraag 3 van de VVD"""
AT_BLOCK_START = re.compile(r"(?:^|¶)\W{0,4}(?:Het\s|De\s)?$", re.IGNORECASE)
HEADING = re.compile(r"antwoord|beantwoording|reactie", re.IGNORECASE)
HEADING_END = re.compile(r"\s*(?:[:–—¶]|[.)]\s*(?:¶|$|\s)|$|-\s|\s(?=[“‘«]?[A-ZÀ-Þ]))")
"""End of a heading "Antwoord op vraag 3": end of block, colon, or the start of a new sentence."""
