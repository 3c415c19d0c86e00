"""Five questions of a newspaper, answered from the published warehouse: ``make notebook``.

Every number and every sentence is computed from the data, so the notebook describes your warehouse.
After ``make run`` that is the shipped sample of fictional letters.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Griffier: vijf krantenvragen")

with app.setup(hide_code=True):
    import altair as alt
    import marimo as mo
    import polars as pl

    from pipeline.settings import Settings
    from pipeline.warehouse import connect

    # Two colours that people with colour blindness tell apart; grey for what the data does not say.
    LATE, FINE, UNSAID = "#c4560b", "#2f6ca3", "#b9bec4"
    WIDTH = 520
    SHOWN = 12
    SAMPLE = "VOORBEELD · SAMPLE: invented letters and invented people; nobody said any of this."
    FICTION = connect(Settings().warehouse_path).execute("SELECT sample FROM load").fetchone()[0]


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    # Vijf krantenvragen · Five newspaper questions

    About the letters between the Eerste Kamer and the government,
        from the views of the warehouse. What they count and what
    not is in `docs/warehouse.md`. Deadlines are judged as of the last day that the warehouse knows,
        not as of today.
    """)
    return


@app.cell
def _():
    warehouse = connect(Settings().warehouse_path)

    def ask(sql: str) -> pl.DataFrame:
        """Return the rows of a query."""
        return warehouse.execute(sql).pl()

    known = ask("FROM freshness").row(0, named=True)
    mo.md(
        (f"**{SAMPLE}**\n\n" if FICTION else "")
        + f"The warehouse knows **{known['papers']} papers** with {known['letters']} letters, "
        f"{known['questions']} questions and"
        f" {known['answers']} answers, up to **{known['as_of']}**. {known['missing']} listed "
        "papers are not in it."
    )
    return ask, known


@app.function(hide_code=True)
def count(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun: 1 reply, 2 replies."""
    return f"{number} {one if number == 1 else more or one + 's'}"


@app.function(hide_code=True)
def short(text: str | None, length: int = 55) -> str:
    """Return a text cut to fit beside a chart."""
    told = " ".join((text or "").split())
    return told if len(told) <= length else f"{told[:length].rstrip(' ,;.')}…"


@app.function(hide_code=True)
def titled(chart: alt.Chart, dutch: str, english: str) -> alt.Chart:
    """Return a chart under its question in Dutch, with an English subtitle."""
    title = alt.TitleParams(
        f"VOORBEELD: {dutch}" if FICTION else dutch,
        subtitle=english,
        anchor="start",
        fontSize=16,
        subtitleFontSize=12,
        subtitleColor="#555",
        offset=12,
    )
    return (
        chart.properties(title=title)
        .configure_axis(
            labelLimit=340,
            maxExtent=420,
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            grid=False,
        )
        .configure_legend(orient="bottom", titleFontWeight="normal", labelLimit=300)
        .configure_view(stroke=None)
    )


@app.function(hide_code=True)
def answered(rows: pl.DataFrame, chart: alt.Chart | None, says: str) -> mo.Html:
    """Return the conclusion, with the chart unless there is nothing to draw."""
    return mo.vstack([mo.md(says)] if rows.is_empty() or chart is None else [mo.md(says), chart])


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 1. Welk ministerie is laat? · Which ministry is late?
    """)
    return


@app.cell
def _(ask):
    late = ask("""
        SELECT
            coalesce(portfolio, ministry_id, 'onbekend') || ' (' || replies || ')' AS ministry,
            replies, median_days, p90_days, with_deadline,
            with_deadline - in_time AS too_late, in_time AS on_time,
            replies - with_deadline AS no_deadline, enough
        FROM response_time_by_ministry
        ORDER BY enough DESC, median_days DESC, too_late DESC, ministry
    """).head(SHOWN + 8)
    return (late,)


@app.cell
def _(late):
    if late.is_empty():
        late_says = (
            "No reply in the warehouse answers a dated request, so nobody can be called late."
        )
    else:
        _enough = late.filter("enough")
        _worst = _enough.sort("too_late", "ministry", descending=[True, False])
        late_says = (
            "No ministry gave five replies or more: fewer say nothing about the rest, "
            "so none is called slow or late."
            if _enough.is_empty()
            else (
                f"Of the ministries with five replies or more "
                f"**{_enough['ministry'][0].rpartition(' (')[0]}** is slowest: half of its "
                f"{_enough['replies'][0]} replies took {_enough['median_days'][0]:g} days or more. "
                f"**{_worst['ministry'][0].rpartition(' (')[0]}** was late most often: "
                f"{_worst['too_late'][0]} of {_worst['with_deadline'][0]} replies with a deadline "
                "came after it."
            )
        )
    _y = alt.Y("ministry:N", sort=late["ministry"].to_list(), title="ministry (number of replies)")
    _days = alt.Chart(late).encode(
        y=_y,
        tooltip=[
            "ministry",
            "replies",
            alt.Tooltip("median_days", title="median days"),
            alt.Tooltip("p90_days", title="9 of 10 within"),
        ],
    )
    _x_days = alt.X("median_days:Q", title="days from request to reply")
    _left = (
        _days.mark_bar(color=FINE).encode(x=_x_days).transform_filter("datum.enough")
        + _days.mark_tick(color="#222", thickness=2)
        .encode(x="p90_days:Q")
        .transform_filter("datum.enough")
        + _days.mark_point(color=UNSAID, filled=True)
        .encode(x=_x_days)
        .transform_filter("!datum.enough")
    ).properties(width=WIDTH // 2, height=alt.Step(22))
    _shares = late.unpivot(
        ["too_late", "on_time", "no_deadline"],
        index="ministry",
        variable_name="deadline",
        value_name="number",
    ).with_columns(
        pl.col("deadline").replace(
            {
                "too_late": "after the deadline",
                "on_time": "before the deadline",
                "no_deadline": "no deadline stated",
            }
        )
    )
    _order = ["after the deadline", "before the deadline", "no deadline stated"]
    _right = (
        alt.Chart(_shares)
        .mark_bar()
        .encode(
            y=_y.axis(None),
            x=alt.X("number:Q", title="replies (number)").axis(tickMinStep=1, format="d"),
            color=alt.Color(
                "deadline:N", title=None, scale=alt.Scale(domain=_order, range=[LATE, FINE, UNSAID])
            ),
            order=alt.Order("rank:Q"),
            tooltip=["ministry", "deadline", "number"],
        )
        .transform_calculate(rank=f"indexof({_order}, datum.deadline)")
        .properties(width=WIDTH // 2, height=alt.Step(22))
    )
    late_chart = titled(
        alt.hconcat(_left, _right),
        "Antwoordtijd per ministerie, en antwoorden na de termijn",
        "Left: median days; the mark is the time within which nine of ten replies came; "
        "a pale dot is a ministry with fewer than five. Right: replies by their deadline.",
    )
    answered(late, late_chart, late_says)
    return late_chart, late_says


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 2. Wat staat nog open, en hoe lang al? · What is unanswered, and for how long?
    """)
    return


@app.cell
def _(ask):
    waiting = ask("""
        SELECT
            publication_id, recipient, asked_on, open_days, replied,
            CASE WHEN overdue THEN 'deadline passed' WHEN due_on IS NULL THEN 'no deadline stated'
                ELSE 'before the deadline' END AS deadline,
            CASE
                WHEN open_days IS NULL THEN 'no date'
                WHEN open_days < 28 THEN '0-4'
                WHEN open_days < 56 THEN '4-8'
                WHEN open_days < 91 THEN '8-13'
                WHEN open_days < 182 THEN '13-26'
                WHEN open_days < 365 THEN '26-52'
                ELSE 'over 52'
            END AS weeks
        FROM unanswered_question
    """)
    return (waiting,)


@app.cell
def _(known, waiting):
    if waiting.is_empty():
        waiting_says = (
            "Every question in the warehouse has its answer, in the same paper or in a later one."
            if known["questions"]
            else "The warehouse holds no question."
        )
    else:
        _oldest = waiting.sort(
            "open_days", "publication_id", descending=[True, False], nulls_last=True
        ).row(0, named=True)
        _passed, _left_out = (
            (waiting["deadline"] == "deadline passed").sum(),
            waiting["replied"].sum(),
        )
        waiting_says = (
            f"On {known['as_of']} **{count(len(waiting), 'question')}** of {known['questions']} "
            "had no answer. The deadline had"
            f" passed for {_passed} of them; {_left_out} went unmentioned in a reply that did come."
        ) + (
            f" The oldest stand in `{_oldest['publication_id']}` and were asked "
            f"{_oldest['open_days']} days before."
            if _oldest["open_days"] is not None
            else " None of them is dated."
        )
    _colour = alt.Color(
        "deadline:N",
        title=None,
        scale=alt.Scale(
            domain=["deadline passed", "before the deadline", "no deadline stated"],
            range=[LATE, FINE, UNSAID],
        ),
    )
    _bars = (
        alt.Chart(waiting.group_by("weeks", "deadline").len("questions").sort("weeks", "deadline"))
        .mark_bar()
        .encode(
            x=alt.X(
                "weeks:N",
                scale=alt.Scale(
                    domain=["0-4", "4-8", "8-13", "13-26", "26-52", "over 52", "no date"]
                ),
                title="weeks since the question was asked",
            ).axis(labelAngle=0),
            y=alt.Y("questions:Q", title="open questions (number)").axis(tickMinStep=1, format="d"),
            color=_colour,
            tooltip=["weeks", "deadline", "questions"],
        )
        .properties(width=WIDTH, height=180)
    )
    _papers = (
        waiting.group_by("publication_id", "deadline", "open_days", "recipient")
        .len("questions")
        .sort(
            "open_days",
            "publication_id",
            "deadline",
            descending=[True, False, False],
            nulls_last=True,
        )
        .head(SHOWN)
        .with_columns(
            paper=pl.struct("publication_id", "recipient").map_elements(
                lambda one: f"{one['publication_id']} · {short(one['recipient'], 40)}".rstrip(" ·"),
                return_dtype=pl.String,
            ),
            told=pl.format("{} open", "questions"),
        )
    )
    _papers_y = alt.Y("paper:N", sort=_papers["paper"].to_list(), title="paper · addressed to")
    _oldest_bars = alt.Chart(_papers).encode(
        y=_papers_y, x=alt.X("open_days:Q", title="days since the question was asked")
    )
    _bottom = (
        _oldest_bars.mark_bar().encode(
            color=_colour,
            tooltip=["publication_id", "recipient", "deadline", "open_days", "questions"],
        )
        + _oldest_bars.mark_text(align="left", dx=4, color="#333").encode(text="told:N")
    ).properties(width=WIDTH, height=alt.Step(22))
    waiting_chart = titled(
        alt.vconcat(_bars, _bottom),
        "Open vragen naar ouderdom, en de stukken die het langst wachten",
        f"Open questions by their age, and the papers that wait longest (at most {SHOWN}), as of "
        f"{known['as_of']}.",
    )
    answered(waiting, waiting_chart, waiting_says)
    return waiting_chart, waiting_says


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 3. Welke fractie vraagt het meest, en waarover? · Who asks most, and about which dossiers?
    """)
    return


@app.cell
def _(ask):
    asking = ask("""
        SELECT
            asking_party.party,
            asked.dossier_number,
            coalesce(asked.dossier_number, 'geen dossier') AS dossier,
            coalesce(about.title, '') AS about,
            count(*) AS questions
        FROM asked_question AS asked
        JOIN asking_party ON asking_party.question_id = asked.question_id
        LEFT JOIN (
            SELECT dossier_number, max(dossier_title) AS title
            FROM publication GROUP BY dossier_number
        ) AS about ON about.dossier_number = asked.dossier_number
        GROUP BY ALL
        ORDER BY questions DESC, asking_party.party, dossier
    """)
    named = ask(
        "SELECT count(*) AS questions FROM asked_question "
        "SEMI JOIN asking_party USING (question_id)"
    )["questions"][0]
    return asking, named


@app.cell
def _(asking, named):
    _totals = (
        asking.group_by("party")
        .agg(pl.sum("questions"))
        .sort("questions", "party", descending=[True, False])
    )
    _dossiers = (
        asking.group_by("dossier_number", "dossier", "about")
        .agg(pl.sum("questions").alias("in_all"))
        .sort("in_all", "dossier", descending=[True, False])
        .head(SHOWN)
        .with_columns(
            label=pl.struct("dossier", "dossier_number", "about").map_elements(
                lambda one: (
                    f"{one['dossier']} {short(one['about'], 45)}"
                    if one["dossier_number"]
                    else "geen dossier (schriftelijke vragen)"
                ),
                return_dtype=pl.String,
            )
        )
    )
    if asking.is_empty():
        asking_says = "No question in the warehouse names the fractie that asks it."
    else:
        _most = _totals.row(0, named=True)
        _about = (
            asking.filter(pl.col("party") == _most["party"], pl.col("dossier_number").is_not_null())
            .group_by("dossier", "about")
            .agg(pl.sum("questions"))
            .sort("questions", "dossier", descending=[True, False])
        )
        asking_says = (
            f"**{_most['party']}** asks most: {count(_most['questions'], 'question')} of "
            f"{named} with a known fractie, by {count(len(_totals), 'fractie')}. "
        ) + (
            f"Most of its questions in a dossier are about {_about['dossier'][0]}"
            f" ({short(_about['about'][0], 90) or 'without a title'}): {_about['questions'][0]}."
            if len(_about)
            else "None of them belongs to a dossier."
        )
    _busy = _totals.head(SHOWN + 6)
    _x = alt.X("party:N", sort=_busy["party"].to_list())
    _above = alt.Chart(_busy).encode(
        x=_x.axis(None),
        y=alt.Y("questions:Q", title="questions (number)").axis(tickMinStep=1, format="d"),
        tooltip=["party", "questions"],
    )
    _above = (
        _above.mark_bar(color=FINE)
        + _above.mark_text(dy=-7, color="#333").encode(text="questions:Q")
    ).properties(width=alt.Step(34), height=120)
    _cells = (
        asking.join(_dossiers, on=["dossier", "about"])
        .join(_busy, on="party", how="semi")
        .group_by("party", "label")
        .agg(pl.sum("questions"))
        .sort("label", "party")
    )
    _grid = alt.Chart(_cells).encode(
        x=_x.title("fractie").axis(labelAngle=-40, domain=False, ticks=False),
        y=alt.Y("label:N", sort=_dossiers["label"].to_list(), title="dossier").axis(
            domain=False, ticks=False
        ),
        tooltip=["party", alt.Tooltip("label", title="dossier"), "questions"],
    )
    _top = max(_cells["questions"].max() or 1, 1)
    _below = (
        _grid.mark_rect(stroke="white").encode(
            color=alt.Color(
                "questions:Q",
                scale=alt.Scale(
                    type="sqrt", range=["#dbe7f3", "#1d4e7d"], domain=[1, max(_top, 2)]
                ),
                legend=None,
            )
        )
        + _grid.mark_text().encode(
            text="questions:Q",
            color=alt.condition(
                alt.datum.questions > _top / 2, alt.value("white"), alt.value("#222")
            ),
        )
    ).properties(width=alt.Step(34), height=alt.Step(24))
    asking_chart = titled(
        alt.vconcat(_above, _below, spacing=6),
        "Vragen per fractie en per dossier",
        f"Questions per fractie, and how many of them in each dossier (the {SHOWN} dossiers with "
        "most questions).",
    )
    answered(asking, asking_chart, asking_says)
    return asking_chart, asking_says


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 4. Welke stukken worden het meest aangehaald? · Which papers are cited most?
    """)
    return


@app.cell
def _(ask):
    cited = ask("""
        SELECT target, papers, citations, title, cited_publication_id IS NOT NULL AS held
        FROM most_cited_paper
        ORDER BY papers DESC, citations DESC, held DESC, target
    """).head(SHOWN)
    citing = ask("SELECT publication_id, target, citations FROM citation").join(
        cited.select("target"), on="target"
    )
    return cited, citing


@app.cell
def _(cited, citing):
    if cited.is_empty():
        cited_says = "No paper in the warehouse cites another official paper."
    else:
        _best = cited.row(0, named=True)
        _equal = cited.filter(
            pl.col("papers") == _best["papers"], pl.col("citations") == _best["citations"]
        )
        _most_cited = (
            f"by {count(_best['papers'], 'paper')}, {count(_best['citations'], 'time')} in all"
        )
        _named = f" ({short(_best['title'], 90)})" if _best["title"] else ""
        cited_says = (
            f"**{_best['target']}** is cited most, {_most_cited}{_named}."
            if len(_equal) == 1
            else f"At least {len(_equal)} papers share the first place, each cited {_most_cited}:"
            f" {', '.join(_equal['target'].head(3))}."
        ) + f" The warehouse holds {cited['held'].sum()} of the {len(cited)} that are drawn."
    # Each citing paper stands at the mean height of what it cites, which keeps lines from crossing;
    # the busiest are drawn.
    _places = cited.with_row_index("to").with_columns(pl.col("to") / max(len(cited) - 1, 1))
    _papers = (
        citing.join(_places.select("target", "to"), on="target")
        .group_by("publication_id")
        .agg(pl.len().alias("cites"), pl.mean("to"))
        .sort("cites", "publication_id", descending=[True, False])
        .head(2 * SHOWN)
        .sort("to", "publication_id")
        .with_row_index("from")
    )
    _papers = _papers.with_columns(pl.col("from") / max(len(_papers) - 1, 1)).drop("to")
    _lines = (
        citing.join(_papers, on="publication_id")
        .join(_places, on="target")
        .with_columns(left=0.0, right=1.0)
    )
    _marks = _places.with_columns(
        right=1.0,
        what=pl.when("held")
        .then(pl.lit("in the warehouse"))
        .otherwise(pl.lit("not in the warehouse")),
        told=pl.format("{} · {}", "target", "citations"),
    )
    _height = alt.Scale(domain=[-0.04, 1.04], reverse=True)
    _across = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[-0.75, 1.75]))
    _edges = (
        alt.Chart(_lines)
        .mark_rule(opacity=0.55, color="#7a8793")
        .encode(
            x=_across,
            x2="right:Q",
            y=alt.Y("from:Q", axis=None, scale=_height),
            y2="to:Q",
            strokeWidth=alt.StrokeWidth(
                "citations:Q", scale=alt.Scale(domain=[1, 6], range=[1, 5], clamp=True), legend=None
            ),
            tooltip=[
                alt.Tooltip("publication_id", title="paper"),
                alt.Tooltip("target", title="cites"),
                alt.Tooltip("citations", title="times"),
            ],
        )
    )
    _names = alt.Chart(_papers.with_columns(left=0.0)).encode(
        x=_across, y=alt.Y("from:Q", axis=None, scale=_height)
    )
    _targets = alt.Chart(_marks).encode(
        x=alt.X("right:Q", axis=None),
        y=alt.Y("to:Q", axis=None, scale=_height),
        tooltip=["target", "title", "papers", "citations"],
    )
    cited_chart = titled(
        (
            _edges
            + _names.mark_circle(size=45, color="#444", opacity=1)
            + _names.mark_text(align="right", dx=-9, color="#333").encode(text="publication_id:N")
            + _targets.mark_circle(opacity=1).encode(
                size=alt.Size(
                    "papers:Q",
                    scale=alt.Scale(domain=[1, 10], range=[80, 500], clamp=True),
                    legend=None,
                ),
                color=alt.Color(
                    "what:N",
                    title=None,
                    scale=alt.Scale(
                        domain=["in the warehouse", "not in the warehouse"], range=[FINE, UNSAID]
                    ),
                ),
            )
            + _targets.mark_text(align="left", dx=14, color="#333").encode(text="told:N")
        ).properties(width=WIDTH + 160, height=max(24 * max(len(_papers), len(cited)), 120)),
        "Wie de meest aangehaalde stukken aanhaalt",
        f"Left: papers that cite (at most {2 * SHOWN}). Right: the {len(cited)} most cited · "
        "times; a large dot: by many papers.",
    )
    answered(cited, cited_chart, cited_says)
    return cited_chart, cited_says


@app.cell(hide_code=True)
def _():
    mo.md(r"""
    ## 5. Welke toezeggingen zijn over hun termijn? · Which promises have passed their deadline?
    """)
    return


@app.cell
def _(ask):
    promised = ask("""
        SELECT count(*) AS promises, count(due_on) AS dated,
            count(*) FILTER (deadline_passed) AS passed
        FROM commitment_deadline WHERE NOT procedural
    """).row(0, named=True)
    overdue = ask("""
        SELECT
            publication_id, text, made_on, due_text, due_on, as_of, -days_left AS days_past,
            list_aggregate(list_filter(portfolios, lambda one: one IS NOT NULL), 'string_agg', ', ')
                AS portfolios
        FROM commitment_deadline
        WHERE deadline_passed
        ORDER BY days_past DESC, commitment_id
    """).head(SHOWN)
    return overdue, promised


@app.cell
def _(known, overdue, promised):
    if overdue.is_empty():
        overdue_says = (
            f"No promise has passed its deadline on {known['as_of']}: {promised['dated']} of"
            f" {count(promised['promises'], 'promise')} name a last day that can be told."
            if promised["promises"]
            else "The warehouse holds no promise."
        )
    else:
        _longest = overdue.row(0, named=True)
        overdue_says = (
            f"Of {count(promised['promises'], 'promise')}, {promised['dated']} name a last day "
            "that can be told, and of"
            f" **{promised['passed']}** it had passed on {known['as_of']}. The longest ago:"
            f" {_longest['portfolios'] or 'a minister'} promised it for {_longest['due_on']} "
            f"({_longest['due_text']}),"
            f" {count(_longest['days_past'], 'day')} before. Whether a promise was kept is not in "
            "these letters; announcements of a later reply are left out."
        )
    _rows = overdue.with_columns(
        promise=pl.struct("publication_id", "text").map_elements(
            lambda one: f"{one['publication_id']} · {short(one['text'])}", return_dtype=pl.String
        ),
        number=pl.int_range(pl.len()),
        told=pl.format("{} days", "days_past"),
    )
    _promise = alt.Y(
        "number:O",
        title="promise",
        axis=alt.Axis(
            labelExpr=f"{_rows['promise'].to_list()}[datum.value]", ticks=False, domain=False
        ),
    )
    _phases = ["time that was promised", "past the deadline"]
    _parts = pl.concat(
        _rows.with_columns(
            pl.col(since).alias("since"), pl.col(until).alias("until"), phase=pl.lit(phase)
        )
        for since, until, phase in [
            ("made_on", "due_on", _phases[0]),
            ("due_on", "as_of", _phases[1]),
        ]
    )
    overdue_chart = titled(
        (
            alt.Chart(_parts)
            .mark_bar(size=10)
            .encode(
                x=alt.X("since:T", title="date").axis(format="%b %Y"),
                x2="until:T",
                y=_promise,
                color=alt.Color(
                    "phase:N", title=None, scale=alt.Scale(domain=_phases, range=[FINE, LATE])
                ),
                tooltip=[
                    "publication_id",
                    "portfolios",
                    "text",
                    "made_on",
                    "due_text",
                    "due_on",
                    "days_past",
                ],
            )
            + alt.Chart(_rows)
            .mark_text(align="left", dx=4, color="#333")
            .encode(x="as_of:T", y=_promise, text="told:N")
        ).properties(width=WIDTH, height=alt.Step(24)),
        "Toezeggingen na hun termijn: van brief tot laatste dag, en sindsdien",
        f"From the letter to the last day of the deadline, and on to {known['as_of']} (at most "
        f"{SHOWN}, the longest ago first).",
    )
    answered(overdue, overdue_chart, overdue_says)
    return overdue_chart, overdue_says


if __name__ == "__main__":
    app.run()
