"""Review prompts: the question about one quarantine, in the Markdown that Airflow's UI shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.aggregate import Publication
from pipeline.flows import reviewing
from pipeline.flows.stores import Stores
from pipeline.identity import is_fiction
from pipeline.language import language
from pipeline.quality import rules
from pipeline.report.papers import official_page, passage

SHOWN = 10
"""Most reasons shown in one prompt.

Why: a reviewer who read ten has enough to decide, or to look further.
"""
PAGE_IN_AIRFLOW = "/griffier"
"""Path of the web interface on Airflow's own server, as plugins/griffier_plugin.py mounts it."""
LONGEST = 600
"""Most characters of a failing span that are shown, half from either end."""
# Markdown takes a meaning from ASCII punctuation only, and a backslash takes it away again
# (CommonMark 0.31, section 2.4).
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
EFFECT = {
    True: "**Release**: its rows enter the tables with the next build, now and in every rebuild. "
    "**Reject**: it stays out, also when a later parser finds nothing wrong with it, until a "
    "person releases it after all.",
    False: "It gave no rows that the tables can take, so there is nothing to let in. "
    "**Reject** settles that it stays out. To wait for a better copy or a better parser instead, "
    "leave this question: it ends by itself when the paper is validated again.",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A review prompt: subject as plain text, body as Markdown.

    ``releasable`` is True if there are rows that the tables take.
    """

    subject: str
    body: str
    releasable: bool


def question(stores: Stores, publication_id: str, judgement: int) -> Question | None:
    """Return the prompt for the quarantine at this log position; None if it is no longer open."""
    state = stores.log.publication(publication_id)
    waiting = state.open_quarantine
    if waiting is None or waiting.position != judgement:
        return None
    releasable = waiting.releasable
    page = _page(state)
    findings = reviewing.findings(stores, publication_id)
    parts = [_head(state, page), *(_reason(finding, page) for finding in findings[:SHOWN])]
    if len(findings) > SHOWN:
        parts.append(
            f"… and {len(findings) - SHOWN} more reasons: "
            f"`griffier quarantine show {publication_id}`"
        )
    if state.accepted_version:
        parts.append(
            f"Version {state.accepted_version.version} of this paper is in the tables, and stays "
            "there unless this one is released."
        )
    return Question(
        f"May {publication_id} enter the warehouse?",
        "\n\n".join([*parts, "---", EFFECT[releasable]]),
        releasable,
    )


def _page(state: Publication) -> str | None:
    """Return the address of the paper's official page; None for a file from a folder.

    That of a sample paper is its original in the web interface, which Airflow serves too.
    """
    if is_fiction(state.publication_id):
        return f"{PAGE_IN_AIRFLOW}/original/{state.publication_id}"
    preferred = (state.listed and state.listed.preferred_url) or ""
    return official_page(
        state.publication_id,
        {state.publication_id: preferred} if preferred.startswith("https://") else {},
    )


def _head(state: Publication, page: str | None) -> str:
    """Return the heading of the prompt: titles, publication date and official page, as Markdown."""
    listed = state.listed
    titles = dict.fromkeys(
        title
        for title in (listed and listed.document_title, listed and listed.dossier_title)
        if title
    )
    lines = [f"**{_plain(title)}**" for title in titles] or [f"**{_plain(state.publication_id)}**"]
    if listed and listed.published_on:
        lines.append(f"Published {listed.published_on}.")
    if page:
        kind = "Original (sample)" if is_fiction(state.publication_id) else "Official page"
        lines.append(f"[{kind} of {_plain(state.publication_id)}](<{page}>)")
    return "\\\n".join(lines)


def _reason(finding: reviewing.Finding, page: str | None) -> str:
    """Return one reason as Markdown, with the text around its position if it has one."""
    failure = finding.failure
    rule = rules().get(failure["rule"])
    title = (
        f"Not met: {rule.title['en']}"
        if rule
        else language("en", "pipeline.report").named("special", failure["rule"].partition(".")[0])
    )
    lines = [f"#### {_plain(title)}", _plain(_sentence(failure["reason"]))]
    if finding.span:
        lines.append(_quoted(finding))
    where = [f"`{failure['rule']}`"]
    if failure["row_id"]:
        where.append(f"row `{failure['row_id']}`")
    if finding.span:
        where.append(f"characters {failure['char_start']}–{failure['char_end']}")
        where += [
            f"[these words on the official page]({at})"
            for at in [passage(page, finding.span)]
            if at
        ]
    return "\n\n".join([*lines, ", ".join(where)])


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def _quoted(finding: reviewing.Finding) -> str:
    """Return a Markdown quotation of the text around the span, with the span in bold.

    Line breaks of the letter are kept.
    """
    span = finding.span
    if len(span) > LONGEST:
        span = f"{span[: LONGEST // 2]} […] {span[-LONGEST // 2 :]}"
    lines = [*_lines(finding.before, "{}"), *_lines(span, "**{}**"), *_lines(finding.after, "{}")]
    lines[0], lines[-1] = f"… {lines[0]}", f"{lines[-1]} …"
    return "> " + "\\\n> ".join(lines)


def _lines(text: str, form: str) -> Sequence[str]:
    return [
        form.format(_plain(" ".join(line.split()))) for line in text.split("\n") if line.strip()
    ]


def _plain(text: str) -> str:
    r"""Return the text with ASCII punctuation escaped, so that Markdown shows it literally.

    Example: ``_plain("1*") == r"1\*"``.
    """
    return PUNCTUATION.sub(r"\\\g<0>", text)
