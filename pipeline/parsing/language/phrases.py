"""The turns of phrase of members and government: how they ask, introduce, close and report."""

from __future__ import annotations

import re

ASKS = re.compile(
    r"""\?
    | \bvra(?:gen|agt)\b(?=\s(?:of|wat|hoe|waarom|waar\w{0,6}|welke?|wanneer|wie|hoeveel
    |in\s(?:hoeverre|welke|dit|dat|deze|die)
        |naar|aandacht|om|zich|de\s(?:regering|minister|staatssecretaris|initiatiefnemers?|leden)|het\skabinet|u|graag|tevens|ook|voorts|verder|daarom|daarnaast
        |dan|eveneens|vervolgens|nogmaals|allereerst|tot\sslot|ten\sslotte|aan\s|ten\saanzien
        |zij|deze)\b)  # the verb; "enkele vragen" is a noun
    | \b(?:(?:[\w-]{1,40}-)?(?:fractie)?leden|zij|\w[\w-]{0,40}fracties?
        |fracties?\svan\s(?:de\s|het\s)?[\w-]{1,40}(?:\s(?:voor|van)\sde\s\w{1,20})?(?:\sen\s(?:de\s)?[\w-]{1,40})?)
        \svra(?:gen|agt)\b(?!\s(?:en|te|over|gesteld|hebben|die|hierover|daarover
        |gaan)\b) # right behind who speaks
        # "vragen bij artikel 3, waarom"
        (?!\sbij\b(?![^.?!]{0,200},\s(?:of|wat|hoe\w{0,4}|waar\w{0,6}|welke?|wanneer|wie)\b))
    # "of dit klopt, vragen zij"
    | \bvragen\s(?:deze|de|zij)\s(?:aan\shet\swoord\szijnde\s)?(?:(?:fractie)?leden|fracties?)\b
    | \b(?:deze\s(?:fractie)?leden|zij)\svragen\b(?!\s(?:en|te)\b)
    | \bverzoe(?:ken|kt)\b(?=\s(?:de|het|u|om|daarom|tevens|ook|dan|voorts))
    | \bgraag\s(?:\w{1,20}\s){0,4}(?:vernemen|horen|ontvangen|weten|zien|lezen)
    | \bgraag\s(?:\w{1,20}\s){0,4}een\s\w{0,16}\s?(?:reactie|toelichting|reflectie|antwoord)
    | \b(?:vernemen|horen|ontvangen|zien)\s(?:\w{1,20}\s){0,3}graag\b
    | \bwillen\s(?:[\w-]{1,40}\s){0,8}weten\b
    | \bzijn\s(?:\w{1,20}\s){0,3}(?:benieuwd|nieuwsgierig)\b | \bbenieuwd\ste\szijn\b
    | ^(?:kunt|kan|kunnen|bent|is|zijn|heeft|hebt|wilt|wil|deelt|klopt|hoe|wat|welke?|waarom
    |wanneer|wie|zo\s(?:ja|nee))\s
        [^.!?]{0,400}\bgraag\b
    """,
    re.VERBOSE,
)
"""A question mark, or the verbs with which members ask without one.

This and what else is looked for anywhere in a paragraph is written for a text in small letters: far
quicker than an expression that compares in any case.
"""

ASKS_WORDS = ("vra", "verzoek", "graag", "weten", "benieuwd", "nieuwsgierig")
"""Without one of these and a question mark nothing is asked; to find words is much faster than the
expression."""

TOLD = re.compile(
    r"""\bvroeg(?:en)?\b | \binforme(?:ert|ren|erden|erde)\b[^.?!;]{0,60}\bnaar\b
    | \bverzocht(?:en)?\b
    | \b(?:willen|wilden|wil|wilde|wensen|wensten)\b[^.?!;]{0,60}\b(?:weten|vernemen)\b
    | \bgevraagd\b | \bge[iï]nformeerd\snaar\b
    | \b(?:stellen|stelden|leggen|legden|werpen|wierpen)\b[^.?!;]{0,40}\bde\svraag\b
    | \bde\svraag\b[^.?!;]{0,60}\b(?:gesteld|voorgelegd|opgeworpen)\b
    """,
    re.VERBOSE,
)
"""A memorie can tell what members asked: "De leden van de VVD-fractie hebben gevraagd of ...",
"informeerden naar"."""

TOLD_WORDS = (
    "vroeg",
    "informe",
    "verzocht",
    "weten",
    "vernemen",
    "gevraagd",
    "geïnformeerd",
    "geinformeerd",
    "vraag",
)
"""Without one of these nothing is told."""

LONGEST_TELLING = 600
"""Characters of a sentence in which it is said that members asked."""

TOLD_OF_OLD = re.compile(
    r"\b(?:eerder|destijds|toen|indertijd|al\seens|vorig(?:e)?\s(?:jaar|keer|maal))\b",
    re.IGNORECASE,
)
"""What members asked on another occasion is not asked here."""

WHAT_IS_ASKED = re.compile(
    r"\b(?:of|naar|wat|hoe\w{0,4}|waar\w{0,6}|welke?|wanneer|wie|in\s(?:hoeverre|welke))\b",
    re.IGNORECASE,
)
"""Where what members asked begins: "eerder" behind it says nothing of when they did ("vroegen
waarom dit niet eerder kon")."""

INTRODUCES = re.compile(
    r"""\bkennis\s?(?:ge)?nomen\b | \bkennis\sgenomen\b
    | \b(?:volgende|enkele|aantal|nog|diverse|enige|verschillende|nadere|aanvullende|voorliggende
    |navolgende|onderstaande|paar
        |twee|drie|vier
        |vijf|zes)\s(?:\w{1,20}\s){0,2}(?:vragen|vraag|opmerkingen)\b""",
    re.VERBOSE,
)
"""An introduction: the members have read the paper, and have some questions."""

CLOSES = re.compile(
    r"""^(?:hoogachtend|met\s(?:vriendelijke|hartelijke)\sgroet|een\sgelijkluidende\sbrief)
    | \b(?:ziet|zien)\b[^?]{0,250}\btegemoet\b
    | \b(?:ziet|zien)\b[^?]{0,80}\buit\snaar\b[^?]{0,160}\b(?:antwoord|antwoorden|beantwoording
    |reactie|memorie|nota)\b
    | ^onder\s(?:het\s)?voorbehoud\b[^?]{0,400}\bcommissies?\b
    | \bacht(?:en)?\sde\s(?:vaste\s)?commissies?\b[^?]{0,200}\bvoorbereid\b
    | \b(?:verne(?:emt|men)|ontvang(?:t|en))\b[^?]{0,160}\bgraag\b[^?]{0,100}
        \b(?:binnen\b|uiterlijk\b|v[oó]{2}r\s(?:\d{1,2}\s[a-z]|(?:het\s)?(?:eind|begin)|de\s(?:zomer|kerst|aanvang)))
    | \bstel(?:t|len)\s(?:er\s)?(?:\w{1,20}\s){0,3}prijs\b
    | \bcommissies?\b[^.?]{0,120}\bverzoe(?:k|kt|ken)\b[^.?]{0,160}\b(?:antwoord|antwoorden
    |beantwoorden|beantwoording|reactie)\b
    | \bdagtekening\b
    | ^(?:ik|wij)\s(?:vertrouw|vertrouwen|hoop|hopen|ga|gaan)\b[^?]{0,250}\b(?:ge[iï]nformeerd
    |beantwoord|voldaan)\b
    | ^(?:de\sregering|het\skabinet|ik|wij)\s(?:vertrouw\w{0,3}|hoopt?|hopen|spreekt?|spreken
    |hecht\w{0,2}|heb|hebben|heeft)\b
        [^?]{0,250}(?:\b(?:spoedige|voortvarende|vlotte|voorspoedige|verdere)\s(?:\w{1,20}\s){0,3}(?:behandeling|afhandeling|voortgang)\b
        |\bte\shebben\s(?:beantwoord|ge[iï]nformeerd|voldaan|voorzien)\b|\b(?:beantwoord|ge[iï]nformeerd)\ste\shebben\b)
    | \bafschrift\svan\sdeze\sbrief\b""",
    re.VERBOSE,
)
"""The last words of a letter, or of the part of one party group, before the signature."""

CLOSES_WORDS = (
    *(
        "hoogachtend",
        "groet",
        "gelijkluidend",
        "tegemoet",
        "naar",
        "voorbehoud",
        "voorbereid",
        "graag",
        "prijs",
        "verzoe",
    ),
    *(
        "dagtekening",
        "informeerd",
        "ïnformeerd",
        "beantwoord",
        "voldaan",
        "voorzien",
        "behandeling",
        "voortgang",
        "afschrift",
    ),
)
"""Without one of these nothing is closed."""

GREETS = re.compile(
    r"(?:Hoogachtend|Met\s(?:vriendelijke|hartelijke|de\smeeste)\s(?:groet(?:en)?|hoogachting))\b"
)
"""The last words of a letter, above the signature."""

LONGEST_CLOSING = 1200
"""Characters: what is said in a longer paragraph beyond these is no closing."""

MEMBERS = r"(?:(?:fractie)?leden|fracties?|\w[\w+-]{1,40}-fractie(?:s|leden)?|(?:fractie)?lid)"

SPEAKS = re.compile(
    rf"""[\W\d]{{0,6}}(?:
      (?:(?:Voorts|Ook|Tevens|Verder|Daarnaast|Vervolgens|Daarbij|Hierbij|Bovendien|Eveneens|Allereerst|Daarom|Tenslotte|Ten\s\w+|Tot\s\w+|Graag
         |Derhalve|Wel|Hierover|Daarover|Hieromtrent|In\s(?:dit|dat)\s(?:verband|kader|licht)|In\shet\sverlengde\s\w+
         |Naar\saanleiding\s(?:hiervan|daarvan)|Met\sbetrekking\stot|Specifiek|Concreet|Aanvullend|Namens)
         \b[^.?!:]{{0,90}}?\s)?
      (?:(?:de|deze|dezelfde|genoemde|voornoemde|diezelfde|beide)\s(?:(?:(?:hier\s)?aan\shet\swoord\szijnde|genoemde)\s)?{MEMBERS}\b
        |zij\s(?:vragen|verzoeken|lezen|constateren|merken|wijzen|willen|zouden|zijn|hebben|ontvangen|vernemen|horen|vinden|achten|hechten
          |begrijpen|stellen|zien|maken|menen|vrezen|verwijzen|wensen|vroegen|verzochten)\b
        |zij\swilden\b[^.?!:]{{0,120}}\bweten\b|(?:zij\sinforme(?:ren|erden)|informe(?:ren|erden)\szij)\b[^.?!:]{{0,60}}\bnaar\b
        |het\slid\s[A-Z]
        |(?:vragen|verzoeken|lezen|constateren|willen|zouden|merken|stellen|wijzen|vernemen|horen|ontvangen|vroegen|verzochten)
          \s(?:zij|(?:deze|de)\s(?:fractie)?leden)\b
        |wilden\szij\b[^.?!:]{{0,120}}\bweten\b|hebben\szij\b[^.?!:]{{0,120}}\bgevraagd\b
        |(?:wordt|werd|is)\s(?:door\s(?:de|deze)\s(?:fractie)?leden\b[^.?!:]{{0,90}}?\s)?gevraagd\s(?:of|naar|wat|hoe\w{{0,4}}|waar\w{{0,6}}|welke?|wanneer
          |in\shoeverre)\b
        |gevraagd\s(?:wordt|werd|is)\s(?:of|naar|wat|hoe\w{{0,4}}|waar\w{{0,6}}|welke?|wanneer|in\shoeverre)\b
        |door\s(?:de|deze)\s(?:(?:aan\shet\swoord\szijnde)\s)?(?:fractie)?leden\b[^.?!:]{{0,120}}\b(?:gevraagd|verzocht|gewezen)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""How a paragraph of members begins: "De leden van de VVD-fractie lezen", "Voorts vragen deze
leden", "Zij constateren"."""

MEANWHILE = re.compile(
    r"[^.!]{1,400}?[,?]\s(?:zo\s)?(?:vragen|willen|vernemen|vroegen|wilden|zo\s(?:constateren|merken|menen|lezen|begrijpen|stellen))\s"
    r"(?:zij|(?:de|deze)\s(?:(?:hier\s)?aan\shet\swoord\szijnde\s)?(?:(?:fractie)?leden|fracties?))\b",
    re.IGNORECASE,
)
"""Who asks is said in passing: "Kan de regering, zo vragen deze leden, ...", "Klopt dat, willen de
leden van ... weten"."""

OPENS_QUESTION = re.compile(
    r"(?:En\s|Zo\s(?:ja|nee),?\s|Of\s)?(?:Kan|Kunt|Kunnen|Is|Zijn|Heeft|Hebt|Hebben|Wil|Wilt|Zal|Zou|Zouden|Acht|Deelt|Bent|Ziet|Erkent|Onderschrijft"
    r"|Weet|Klopt|Vindt|Gaat|Houdt|Beschikt|Wordt|Worden|Mag|Moet|Moeten|Komt|Komen|Blijft|Blijven|Bestaat|Bestaan|Geldt|Gelden|Betekent|Hoe\w{0,8}|Wat|Welke?|Wie|Wanneer|Waar\w{0,8}|(?:Op|In|Voor|Aan|Van|Tot|Met|Bij)\s(?:welke?|hoeverre|wie))\b",
    re.IGNORECASE,
)
ADDRESSED = re.compile(
    r"\b(?:(?:de|het)\s(?:regering|kabinet|minister|staatssecretaris|initiatiefnemers?)|uw?)\b",
    re.IGNORECASE,
)
"""A question that is put to the government: "Is de minister bereid ...?"; it asks no such thing of
itself."""

REPORTS = re.compile(
    r"(?:In\s(?:antwoord|reactie)|Op\s(?:de|deze|die)\s(?:vra|opmerking)|Naar\saanleiding\svan\s(?:de|deze)\s(?:vra|opmerking)"
    r"|(?:Ja|Nee)[,.]|Met\s(?:de|deze)\s(?:leden|fractie(?:leden)?)|(?:De|Deze)\s(?:vraag|vragen|opmerking|opmerkingen)\svan"
    r"|(?:De|Het|Onze)\s(?:regering|kabinet|minister|staatssecretaris|initiatiefnemers?)\b|Ik\b|Wij\b|Hier(?:op|over)\b|Zoals\b"
    r"|(?:Voorts|Ook|Tevens|Verder|Daarnaast|Daarbij|Hierbij|Bovendien|Eveneens|Allereerst|Daarom|Ten\s\w+|Tot\sslot|In\s(?:dit|dat)\s\w+"
    # "Verder verwijst de regering naar de vraag van de leden"
    r"|Met\sbetrekking\stot)\b(?:(?!\bleden\b)[^.?!:]){0,60}?"
    r"\s(?:verwijs(?:t|en)?|merk(?:t|en)?|meld(?:t|en)?|benadruk(?:t|ken)?|bevestig(?:t|en)?|dank(?:t|en)?)\s"
    r"(?:de\s(?:regering|minister|staatssecretaris|initiatiefnemers?)|het\skabinet|ik|wij)\b)",
    re.IGNORECASE,
)
"""How a paragraph of the government begins, also where it names the members: "In antwoord op de
vraag van de leden van ..."."""

REPLIES = re.compile(
    r"(?:In\s(?:antwoord|reactie)|Op\s(?:de|deze|die)\s(?:vra|opmerking)|Naar\saanleiding\svan\s(?:de|deze)\s(?:vra|opmerking)"
    r"|(?:Ja|Nee)[,.]|Met\s(?:de|deze)\s(?:leden|fractie)|(?:De|Deze)\s(?:vraag|vragen|opmerking|opmerkingen)\svan|Hier(?:op|over)\b"
    r"|Ik\b|Wij\b|[\"“‘'«])",
    re.IGNORECASE,
)
"""How a paragraph of the government begins that no member could have written."""

ITSELF = re.compile(
    r"(?:(?:De|Het)\s(?:regering|kabinet|minister|staatssecretaris|initiatiefnemers?)\b|Ik\b|Wij\b|Hierop\b"
    r"|In\s(?:antwoord|reactie)\b|Op\sdeze\svra)",
    re.IGNORECASE,
)
"""The government speaks for itself."""

SUBJECT = 240
"""Characters in which a paragraph says which members speak."""
VERB = re.compile(
    r"\b(?:hebben|heeft|vragen|vraagt|lezen|leest|constateren|constateert|merken|merkt|wijzen|wijst|zijn|is|willen|wil|zouden|zou|stellen"
    r"|stelt|danken|dankt|sluiten|sluit|begrijpen|ontvangen|vernemen|horen|vinden|achten|hechten|verzoeken|zien|maken|onderschrijven|delen"
    r"|kunnen|refereren|verwijzen|menen|memoreren|signaleren|vrezen|benadrukken|nemen|namen|hadden|vroegen|vroeg|wilden|wilde|informeren"
    r"|informeerden|verzochten|stelden|leggen|legden|wensen|wensten)\b",
    re.IGNORECASE,
)
