"""The official XML of a paper, as the repository serves it.

It follows the publisher's schema (op-xsd of 15 May 2014).
"""

import re
from itertools import groupby
from xml.sax.saxutils import escape

from press.markup import plain
from press.paper import BILL_PARTS, QUESTION_PARTS, Block, Paper
from press.xmltext import blocks as _as_xml
from press.xmltext import indent, inline

SCHEMA = "http://technische-documentatie.oep.overheid.nl/repository/schemas/op-consolidated/op-consolidated_2014-05-15/xsd/op-xsd-2014-05-15.xsd"
# "Mona Keijzer", "E.F. Boekholt-O’Sullivan": what comes before the surname.
FIRST_NAME = re.compile(r"((?:[A-Z][a-z]?\.)+|\S+) (.+)")


def render(paper: Paper) -> bytes:
    """Return the XML file, with CRLF line ends if the head requests them, as in many real files."""
    body = _questions(paper) if paper.written_questions else _kamerstuk(paper)
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie xsi:noNamespaceSchemaLocation="{SCHEMA}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <metadata>
    <meta name="OVERHEIDop.externMetadataRecord" scheme="" content="https://zoek.officielebekendmakingen.nl/{paper.identifier}/metadata.xml"/>
  </metadata>
{body}
</officiele-publicatie>
"""
    return text.replace("\n", paper.head.get("newline", "\n")).encode()


def _kamerstuk(paper: Paper) -> str:
    head = paper.head
    dated = (
        f"\n      <datumtekst>{_dates(head['date_text'], head['date'].isoformat())}</datumtekst>"
        if "date_text" in head
        else ""
    )
    closing = _closing(paper)
    return f"""  <kamerstuk>
    <kamerstukkop>
      <tekstregel inhoud="vergaderjaar">Vergaderjaar {head["session_year"]}</tekstregel>
      <tekstregel inhoud="kameraanduiding">Eerste Kamer der Staten-Generaal</tekstregel>
      <tekstregel inhoud="kamernummer">1</tekstregel>
      <tekstregel inhoud="documenttype">Kamerstukken</tekstregel>
    </kamerstukkop>
    <dossier>
      <dossiernummer>
        <dossiernr>{paper.dossier}</dossiernr>
      </dossiernummer>
      <titel>{escape(head["dossier_title"])}</titel>
    </dossier>
    <stuk>
      <stuknr><ondernummer kamer="1">{head["sub"]}</ondernummer></stuknr>
      <titel>{escape(head["title"])}</titel>{dated}
{_body(paper, closing)}
    </stuk>
  </kamerstuk>"""


def _body(paper: Paper, closing: list[Block]) -> str:
    is_bill = any(block.kind in BILL_PARTS for block in paper.printed)
    return _bill(paper) if is_bill else _free_text(paper, closing)


def _free_text(paper: Paper, closing: list[Block]) -> str:
    signed = "".join(
        f"\n          {line}" for block in closing for line in _signature(block).split("\n")
    )
    return f"""      <algemeen>
        <vrije-tekst>
          <tekst status="goed">
{indent(_as_xml(paper, paper.printed[: len(paper.printed) - len(closing)]), 12)}
          </tekst>
        </vrije-tekst>{
        f'''
        <tekst-sluiting>{signed}
        </tekst-sluiting>'''
        if closing
        else ""
    }
      </algemeen>"""


def _closing(paper: Paper) -> list[Block]:
    """Return the signatures at the very end, which are outside the text.

    Those of earlier letters are paragraphs inside it.
    """
    count = 0
    while (
        paper.head["kind"] != "other"
        and count < len(paper.printed)
        and paper.printed[-1 - count].kind == "sign"
    ):
        count += 1
    return paper.printed[len(paper.printed) - count :]


def _signature(block: Block) -> str:
    office, *names = (plain(line) for line in block.lines)
    rows = [f"  <functie>{escape(office)}</functie>"]
    for name in names:
        match = FIRST_NAME.fullmatch(name)
        first, last = match.groups() if match else ("", name)
        given = f"<voornaam>{escape(first)}</voornaam>" if first else ""
        rows.append(f"  <naam>{given}<achternaam>{escape(last)}</achternaam></naam>")
    return "\n".join(["<ondertekening>", *rows, "</ondertekening>"])


def _bill(paper: Paper) -> str:
    """Return the elements of a bill.

    These are the king's formula, the considerans, the articles and the closing formula.
    """
    parts: dict[str, list[str]] = {kind: [] for kind in BILL_PARTS}
    for block in paper.printed:
        words = inline(paper, block.nodes)
        if block.kind == "artikel":
            parts["artikel"].append(f"<artikel><kop><label>Artikel</label><nr>{words}</nr></kop>")
        elif block.kind == "item":
            parts["artikel"].append(
                f"<lid><lidnr>{escape(block.label)}</lidnr><al>{words}</al></lid>"
            )
        elif block.kind in ("paragraph", "heading"):
            parts["artikel"].append(f"<al>{words}</al>")
        elif block.kind in BILL_PARTS:
            parts[block.kind].append(words)
        else:
            parts["slot"] += [inline(paper, line) for line in block.lines]
    articles = (
        re.sub(r"(?<=.)<artikel>", "</artikel>\n<artikel>", "".join(parts["artikel"]))
        + "</artikel>"
    )
    afkondiging = "".join(f"<al>{words}</al>" for words in parts["afkondiging"])
    return f"""      <voorstel-wet>
        <aanhef>
          <wij>{"".join(parts["wij"])}</wij>
          <considerans>
{indent("".join(f"<considerans.al>{words}</considerans.al>" for words in parts["considerans"]), 12)}
          </considerans>
          <afkondiging>{afkondiging}</afkondiging>
        </aanhef>
        <wettekst>
{indent(articles, 10)}
        </wettekst>
        <voorstel-sluiting>
          <slotformulering>
{indent("".join(f"<al>{words}</al>" for words in parts["slot"]), 12)}
          </slotformulering>
        </voorstel-sluiting>
      </voorstel-wet>"""


def _questions(paper: Paper) -> str:
    head = paper.head
    answered = paper.identifier.startswith("ah-")
    about = (
        "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden"
    )
    rows = [
        "<kamervraagkop>",
        f'  <tekstregel inhoud="vergaderjaar">Vergaderjaar {head["session_year"]}</tekstregel>',
    ]
    rows += ['  <tekstregel inhoud="kameraanduiding">Eerste Kamer der Staten-Generaal</tekstregel>']
    rows += [
        '  <tekstregel inhoud="kamernummer">1</tekstregel>',
        f'  <tekstregel inhoud="documenttype">{paper.series_name}</tekstregel>',
    ]
    other = about if answered else "Vragen gesteld door de leden der Kamer"
    rows += [f'  <tekstregel inhoud="overig">{other}</tekstregel>']
    rows += ["</kamervraagkop>", f"<kamervraagnummer>{head['number']}</kamervraagnummer>"]
    opened = ""
    for part, group in groupby(
        paper.printed, lambda block: block.kind if block.kind in QUESTION_PARTS else ""
    ):
        if not part:
            rows.append(indent(_as_xml(paper, list(group)), 2))
            continue
        for block in group:
            words = inline(paper, block.nodes)
            if part in ("kop", "antwoordkop"):
                kind, letter = (
                    ("vraag", paper.letters[0])
                    if part == "kop"
                    else ("antwoord", paper.letters[-1])
                )
                words = _named(_dates(words, letter["dated_on"]))
                rows.append(
                    f'<kamervraagomschrijving type="{kind}">{words}</kamervraagomschrijving>'
                )
            else:
                rows += [f"</{opened}>"] if opened else []
                rows += [f"<{part}>", f'  <nr status="officieel">{words}</nr>']
                opened = part
    rows += [f"</{opened}>"] if opened else []
    return indent("\n".join(["<kamervragen>", indent("\n".join(rows), 2), "</kamervragen>"]), 2)


def _dates(words: str, day: str) -> str:
    return re.sub(r"\d{1,2} [a-z]+ \d{4}", rf'<datum isodatum="{day}">\g<0></datum>', words)


def _named(words: str) -> str:
    """Return the head of written questions with elements for names and subject.

    Bold marks the members and ministers there, italics the subject.
    """
    words = re.sub(
        r'<nadruk type="vet">([^<]*)</nadruk>', r"<naam><achternaam>\1</achternaam></naam>", words
    )
    return re.sub(
        r'<nadruk type="cur">([^<]*)</nadruk>',
        r"<kamervraagonderwerp>\1</kamervraagonderwerp>",
        words,
    )
