"""The digest as the text and as the HTML of a mail."""

from pipeline.language import Language
from pipeline.page.digest.news import MOST, Digest
from pipeline.page.paper_names import paper_name
from pipeline.page.request_context import TEMPLATES, Row


def subject(told: Digest, language: Language) -> str:
    """Return the subject line with the number of items."""
    sample = f"[{language.translate('ask.sample')}] " if told.sample else ""
    return sample + language.translate(
        "digest.subject", papers=len(told.papers), day=language.day(told.since)
    )


def as_text(told: Digest, language: Language, base: str = "") -> str:
    """Return the digest as plain text; ``base`` is the address of the page, for its links."""
    lines = [subject(told, language)]
    for name, found in _parts(told):
        lines += ["", language.translate(f"digest.{name}", n=len(found))]
        lines += [f"* {_line(name, row, language)}{_address(row, base)}" for row in found[:MOST]]
        if len(found) > MOST:
            lines.append(language.translate("digest.more", n=len(found) - MOST))
    lines += ["", language.translate("digest.as_of", day=language.day(told.as_of))]
    return "\n".join(lines) + "\n"


def as_html(told: Digest, language: Language, base: str = "") -> str:
    """Return the digest as HTML without scripts, styles or pictures from anywhere."""
    parts = [
        {
            "title": language.translate(f"digest.{name}", n=len(found)),
            "rows": [(_line(name, row, language), _link(row, base)) for row in found[:MOST]],
            "more": (
                language.translate("digest.more", n=len(found) - MOST) if len(found) > MOST else ""
            ),
        }
        for name, found in _parts(told)
    ]
    return TEMPLATES.get_template("digest.html").render(
        lang=language.code,
        subject=subject(told, language),
        parts=parts,
        as_of=language.translate("digest.as_of", day=language.day(told.as_of)),
    )


def _parts(told: Digest) -> list[tuple[str, list[Row]]]:
    parts = [("papers", told.papers), ("late", told.late), ("due", told.due)]
    return [(name, found) for name, found in parts if found]


def _line(name: str, row: Row, language: Language) -> str:
    paper = paper_name(row["publication_id"])
    if name == "papers":
        return language.translate(
            "digest.paper",
            paper=paper,
            title=row["title"] or language.named("kind", row["kind"]),
            questions=row["questions"],
            answers=row["answers"],
        )
    text = " ".join(str(row["text"]).split())
    who = row.get("party") or ", ".join(row.get("ministers") or ())
    return f"{language.day(row['due_on'])} · {paper} · {who + ': ' if who else ''}{text[:200]}"


def _link(row: Row, base: str) -> str:
    place = (row.get("question_id") or row.get("commitment_id") or "").partition("/")[2]
    hash_ = f"#{place}" if place else ""
    return f"{base.rstrip('/')}/letter/{row['publication_id']}{hash_}" if base else ""


def _address(row: Row, base: str) -> str:
    link = _link(row, base)
    return f"\n  {link}" if link else ""
