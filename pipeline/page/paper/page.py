"""The page of one paper, and of a known paper that is not held, with the reason."""

from itertools import groupby

import duckdb
from starlette.responses import RedirectResponse, Response

from pipeline.identity import is_fiction
from pipeline.language import language
from pipeline.page.paper.bibliography import citations
from pipeline.page.paper.contents import Paper, local, read_paper
from pipeline.page.paper.correcting import form_of
from pipeline.page.paper.original import needs_window
from pipeline.page.paper.question_answers import exchanges, unanswered
from pipeline.page.paper_names import official_page
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import Row, rows

FOUND_BY = """
    SELECT publication_id FROM publication WHERE lower(publication_id) = lower($id)
    UNION
    SELECT publication_id
    FROM identifier SEMI JOIN publication USING (publication_id) WHERE lower(value) = lower($id)
    ORDER BY publication_id LIMIT 1
"""
"""The search for a paper by any identifier it ever had, ignoring case."""
DUTCH = "nl"
KNOWN = "SELECT * FROM coverage WHERE publication_id = $id ORDER BY source LIMIT 1"


def paper(context: RequestContext) -> Response:
    """Show one publication; redirect from another name of it, and explain one that is not held."""
    requested = context.request.path_params["publication_id"]
    if _wants_json(context):
        return RedirectResponse(
            context.url(f"/api/v1/papers/{requested}"), 303, headers={"Vary": "Accept"}
        )
    with context.warehouse() as connection:
        held = read_paper(connection, requested)
        if held is None:
            return _elsewhere(context, connection, requested)
        known = connection.execute("SELECT as_of, log_position FROM load").fetchone() or (None, 0)
    template_values = _template_values(context, held)
    name = held.publication["publication_id"]
    cited = context.absolute(f"/letter/{name}") if is_fiction(name) else official_page(name, None)
    template_values["citations"] = citations(held.publication, cited, *known)
    form = form_of(context, name, held.publication["text_sha256"])
    template_values |= {"form": form, "corrected": context.number("corrected", 0, 10**6) or None}
    page = context.render("letter.html", template_values)
    page.headers["Vary"] = "Accept, Cookie, Accept-Language"
    if form:
        page.headers["Cache-Control"] = "no-store"  # its token is one person's
    return page


def _wants_json(context: RequestContext) -> bool:
    """Return True if the client accepts JSON but not HTML."""
    accepted = context.request.headers.get("accept", "")
    return "application/json" in accepted and "html" not in accepted


def _template_values(context: RequestContext, held: Paper) -> dict[str, object]:
    """Return the template context of the page of one paper."""
    it, parts = held.publication, held.parts
    all_exchanges = exchanges(held)
    labels = {local(row["question_id"]): row["label"] for row in parts["question"]}
    outcomes = {row["commitment_id"]: row for row in parts["outcome"]}
    shared: dict[str, list[str]] = {}
    for link in parts["link"]:
        shared.setdefault(local(link["answer_id"]), []).append(local(link["question_id"]))
    for names in shared.values():
        names.sort(key=lambda name: int(name.rpartition("-")[2]))
    show = context.parameter("show")
    fiction = is_fiction(it["publication_id"])
    preferred = parts["identifier"][0]["value"] if parts["identifier"] else None
    span = held.spans.get(show)
    source = held.source()
    return {
        "it": it,
        "heading": it["dossier_title"] or it["title"] or context.language.named("kind", it["kind"]),
        "subheading": _subheading(it),
        "dutch_kind": _dutch_kind(context, it["kind"]),
        "fiction": fiction,
        "official": _official(context, it["publication_id"], preferred),
        "outside": fiction and needs_window(it["media_type"]),
        "letters": _timeline(parts["letter"], parts["minister"]),
        "exchanges": all_exchanges,
        "question_count": len(parts["question"]),
        "answered_in": {row["question_id"]: row for row in parts["elsewhere"]},
        "unanswered": unanswered(all_exchanges),
        "open": {row["question_id"] for row in parts["open"]},
        "parties": _parties(parts["question"]),
        "givers": _givers(parts["answer"], parts["minister"], parts["letter"]),
        "due_on": max(
            (row["reply_due_on"] for row in parts["letter"] if row["reply_due_on"]), default=None
        ),
        "labels": labels,
        "shared": shared,
        "references": {local(row["reference_id"]): row for row in parts["reference"]},
        "promises": {local(row["commitment_id"]) for row in parts["commitment"]},
        "commitments": [
            {**row, **outcomes[row["commitment_id"]], "name": local(row["commitment_id"])}
            for row in parts["commitment"]
        ],
        "cited": [{**row, **_place(context, row, labels, shared)} for row in parts["reference"]],
        "cited_by": parts["cited_by"],
        "unexplained": parts["unexplained"],
        "corrections": parts["correction"],
        "beside": parts["beside"],
        "source": source,
        "blocks": {line.start: held.text.count("\n", 0, line.start) + 1 for line in source},
        "spans": held.spans,
        "show": span.name if span else None,
        "shown": {
            "what": _called(context, show, labels, shared),
            "start": span.start,
            "end": span.end,
        }
        if span
        else None,
    }


def _official(context: RequestContext, publication_id: str, preferred: str | None) -> str | None:
    """Return the address of the original: the official page, or our copy of a sample paper."""
    if is_fiction(publication_id):
        return context.url(f"/original/{publication_id}")
    return official_page(publication_id, preferred)


def _subheading(it: Row) -> str | None:
    """Return the paper's own title, shown below that of its dossier.

    It is left out if it only names the kind of paper, and so is the dossier's title in it.

    Example: "Wet X; Memorie van antwoord" in the dossier "Wet X" gives "Memorie van antwoord".
    """
    title = it["title"] if it["dossier_title"] else None
    if title:
        title = title.removeprefix(it["dossier_title"]).lstrip("; ") or title
    return (
        title
        if title
        and title.casefold()
        != language(DUTCH, "pipeline.page").named("kind", it["kind"]).casefold()
        else None
    )


def _dutch_kind(context: RequestContext, kind: str) -> str | None:
    """Return the Dutch name of a kind of paper, for pages in another language.

    Example: "Memorie van antwoord" beside "Memorandum of reply".

    Why: the paper itself and the Chamber's site only have the Dutch name.
    """
    name = language(DUTCH, "pipeline.page").messages.get(f"kind.{kind}")
    return None if context.language.code == DUTCH or kind == "other" else name


def _givers(answers: list[Row], ministers: list[Row], letters: list[Row]) -> dict[str, str]:
    """Return the names of those who give the answers, by letter with answers."""
    senders = {row["letter_id"]: row["sender"] or row["sender_role"] for row in letters}
    signed: dict[str, list[str]] = {}
    for row in ministers:
        if row["name"] and not row["on_behalf"]:
            signed.setdefault(row["letter_id"], []).append(row["name"])
    letters_with_answers = dict.fromkeys(row["letter_id"] for row in answers)
    return {
        name: " / ".join(dict.fromkeys(signed.get(name, []))) or senders.get(name) or "?"
        for name in letters_with_answers
    }


def _parties(questions: list[Row]) -> list[tuple[str | None, int, int]]:
    """Return the fracties in order of asking: name, number of the first run, questions in all."""
    runs: dict[str | None, tuple[int, int]] = {}
    for number, (name, run) in enumerate(groupby(row["party"] for row in questions), start=1):
        first, count = runs.get(name, (number, 0))
        runs[name] = first, count + len(list(run))
    return [(name, *run_and_count) for name, run_and_count in runs.items()]


def _timeline(letters: list[Row], ministers: list[Row]) -> list[Row]:
    """Return the letters by date, each with its signatories and the days since the request."""
    dates = {row["letter_id"]: row["dated_on"] for row in letters}
    timeline = []
    for row in letters:
        before = dates.get(row["in_reply_to"])
        days = (row["dated_on"] - before).days if before and row["dated_on"] else None
        signed = [minister for minister in ministers if minister["letter_id"] == row["letter_id"]]
        timeline.append({**row, "days": days, "ministers": signed})
    return timeline


def _place(
    context: RequestContext, row: Row, labels: dict[str, str], shared: dict[str, list[str]]
) -> Row:
    """Return the name of a reference, and the name and label of the row around it."""
    translate = context.language.translate
    name = local(row["reference_id"])
    if row["question_id"] or row["answer_id"]:
        place = local(row["question_id"] or row["answer_id"])
        return {"name": name, "place": place, "place_name": _called(context, place, labels, shared)}
    if row["letter_id"]:
        return {
            "name": name,
            "place": local(row["letter_id"]),
            "place_name": translate("letter.in_letter"),
        }
    return {"name": name, "place": None, "place_name": translate("letter.in_head")}


def _called(
    context: RequestContext, name: str, labels: dict[str, str], shared: dict[str, list[str]]
) -> str:
    """Return the label of a row of this paper."""
    if name in labels:
        return context.language.translate("letter.question", label=labels[name])
    if name in shared:
        return context.language.translate(
            "letter.answer", label=", ".join(labels[question] for question in shared[name])
        )
    return context.language.translate(f"letter.row.{name.partition('-')[0]}")


def _elsewhere(
    context: RequestContext, connection: duckdb.DuckDBPyConnection, requested: str
) -> Response:
    """Redirect to the publication that has this other name, or explain why it is missing."""
    other = rows(connection, FOUND_BY, {"id": requested.strip("/ ")})
    if other:
        return RedirectResponse(context.url(f"/letter/{other[0]['publication_id']}"))
    known = rows(connection, KNOWN, {"id": requested})
    original = _official(context, requested, None) if known else official_page(requested, None)
    template_values = {
        "requested": requested,
        "known": known[0] if known else None,
        "fiction": is_fiction(requested),
        "official": original,
    }
    return context.render("missing.html", template_values, status=404)
