"""The digest as the text and as the HTML of a mail."""

from pipeline.language import Language
from pipeline.page.digest.news import MOST, Digest
from pipeline.page.links import letter_path, row_path
from pipeline.page.paper_names import paper_name
from pipeline.page.request_context import TEMPLATES
from pipeline.page.warehouse_rows import Row


def subject(digest: Digest, language: Language) -> str:
    """Return the subject line with the number of items."""
    sample = f"[{language.translate('ask.sample')}] " if digest.sample else ""
    return sample + language.translate(
        "digest.subject", papers=len(digest.papers), day=language.day(digest.since)
    )


def as_text(digest: Digest, language: Language, base: str = "") -> str:
    """Return the digest as plain text; ``base`` is the address of the page, for its links."""
    lines = [subject(digest, language)]
    for name, items in _parts(digest):
        lines += ["", language.translate(f"digest.{name}", n=len(items))]
        lines += [f"* {_line(name, row, language)}{_address(row, base)}" for row in items[:MOST]]
        if len(items) > MOST:
            lines.append(language.translate("digest.more", n=len(items) - MOST))
    lines += ["", language.translate("digest.as_of", day=language.day(digest.as_of))]
    return "\n".join(lines) + "\n"


def as_html(digest: Digest, language: Language, base: str = "") -> str:
    """Return the digest as HTML without scripts, styles or pictures from anywhere."""
    parts = [
        {
            "title": language.translate(f"digest.{name}", n=len(items)),
            "rows": [(_line(name, row, language), _link(row, base)) for row in items[:MOST]],
            "more": (
                language.translate("digest.more", n=len(items) - MOST) if len(items) > MOST else ""
            ),
        }
        for name, items in _parts(digest)
    ]
    return TEMPLATES.get_template("digest.html").render(
        lang=language.code,
        subject=subject(digest, language),
        parts=parts,
        as_of=language.translate("digest.as_of", day=language.day(digest.as_of)),
    )


def _parts(digest: Digest) -> list[tuple[str, list[Row]]]:
    parts = [("papers", digest.papers), ("late", digest.late), ("due", digest.due)]
    return [(name, items) for name, items in parts if items]


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
    row_id = row.get("question_id") or row.get("commitment_id")
    path = row_path(row_id) if row_id else letter_path(row["publication_id"])
    return f"{base.rstrip('/')}{path}" if base else ""


def _address(row: Row, base: str) -> str:
    link = _link(row, base)
    return f"\n  {link}" if link else ""
