"""Alarms: loud when the source changed, silent in a recess."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.errors import SourceChanged
from pipeline.identity import Key, identifier_key, paper_key
from pipeline.metadata import SourceMetadata
from pipeline.source.anomaly_checks import Alarm, Listed, Past, alarms, warnings_or_stop
from pipeline.source.calendar import calendar
from pipeline.source.records import Record
from pipeline.source.sru import Page

MONDAY = date(2026, 3, 16)
HOME = {"xml": "https://repository.overheid.nl/a.xml"}


def record(number: int, **changes: object) -> Record:
    """Return an ordinary paper of dossier 36999."""
    usual: dict[str, object] = {
        "identifier": f"kst-36999-{chr(64 + number)}",
        "key": paper_key("EK", "36999", chr(64 + number)),
        "metadata": SourceMetadata(status="Opgemaakt na onopgemaakt"),
        "modified_on": MONDAY,
        "manifestations": HOME,
        "other_forms": ("metadata", "odt"),
    }
    return Record(source="catalogue", **{**usual, **changes})  # type: ignore[arg-type]


def listed(records: Sequence[Record], since: date = MONDAY, until: date = MONDAY) -> Listed:
    """Return a listing of papers, in one page."""
    return Listed("kst", since, until).with_page(Page(tuple(records), b"", len(records), None))


def weeks(count: int, *, number: int = 20, before: date = MONDAY) -> list[Past]:
    """Return a history of working weeks that each brought so many papers."""
    starts = [before - timedelta(weeks=week) for week in range(1, number + 1)]
    return [Past(start, start + timedelta(days=6), count) for start in starts]


def daily(before: date) -> list[Past]:
    """Return four months of daily listings, each of two days, with two papers for each working day
    among them.
    """
    every = [before - timedelta(days=n) for n in range(120, 0, -1)]
    return [
        Past(
            day,
            day + timedelta(days=1),
            2 * len(calendar().working_days(day, day + timedelta(days=1))),
        )
        for day in every
    ]


def test_ordinary_papers_raise_no_alarm() -> None:
    """With and without a history."""
    papers = [record(number) for number in range(1, 9)]
    assert [] == alarms(listed(papers))
    assert [] == alarms(listed(papers, until=MONDAY + timedelta(days=4)), weeks(10))


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("status", {"metadata": SourceMetadata(status="Voorlopig")}),
        (
            "manifestation",
            {"manifestations": {**HOME, "docx": "https://repository.overheid.nl/a.docx"}},
        ),
        ("manifestation", {"other_forms": ("epub",)}),
        ("unreadable", {"manifestations": {}}),
        ("undated", {"modified_on": None}),
        (
            "unplaced",
            {
                "identifier": "kst-1299999",
                "key": Key("kst-1299999", "EK", "kst", None, None, None, 2),
            },
        ),
        ("contradiction", {"key": paper_key("EK", "36998", "A")}),
    ],
)
def test_one_odd_record_warns_and_many_stop(rule: str, change: dict[str, object]) -> None:
    """With an example, so that a person knows where to look."""
    papers = [record(number) for number in range(1, 9)]
    (alarm,) = alarms(listed([*papers, record(9, **change)]))
    assert (rule, False) == (alarm.rule, alarm.stops)
    assert f"1 of 9 records, such as {change.get('identifier', 'kst-36999-I')}: " in alarm.message
    with pytest.raises(SourceChanged, match=rule):
        warnings_or_stop(alarms(listed([record(number, **change) for number in range(1, 9)])))


def test_warnings_of_records_are_kept_in_the_listing() -> None:
    """For the log, with the name of their rule."""
    assert ["[status] new"] == warnings_or_stop([Alarm("status", "new")])


def test_other_series_have_no_dossier_to_miss() -> None:
    """Written questions are kept under series and number."""
    key = identifier_key("ah-ek-20252026-3")
    assert key is not None
    assert [] == alarms(listed([record(1, identifier="ah-ek-20252026-3", key=key)]))


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2026, 3, 14), date(2026, 3, 15)),  # a weekend
        (date(2026, 7, 6), date(2026, 8, 30)),  # the summer recess
        (date(2025, 12, 22), date(2026, 1, 9)),  # over the turn of the year
        (date(2026, 4, 6), date(2026, 4, 6)),  # Easter Monday
        (MONDAY, MONDAY),  # one quiet day, where two papers a day are usual
    ],
)
def test_a_few_days_without_papers_raise_no_alarm(since: date, until: date) -> None:
    """Weekends, recesses and holidays, whatever the history says."""
    assert [] == alarms(listed([], since, until), weeks(10, before=since))


def test_a_catalogue_that_falls_silent_is_noticed() -> None:
    """First a warning, then a stop: after two weeks without a paper nothing it says can be trusted."""
    (alarm,) = alarms(listed([], MONDAY, MONDAY + timedelta(days=3)), weeks(10))
    assert ("empty", False) == (alarm.rule, alarm.stops)
    with pytest.raises(SourceChanged, match="about 20 papers are usual"):
        warnings_or_stop(alarms(listed([], MONDAY, MONDAY + timedelta(days=11)), weeks(10)))


def days_in_turn(
    first: date, number: int, papers: int, before: Sequence[Past]
) -> list[list[Alarm]]:
    """Return the alarms of listings of two days each, day by day; a listing that is stopped does
    not count.
    """
    said, past = [], list(before)
    for day in (first + timedelta(days=n) for n in range(number)):
        one = listed([record(1 + n) for n in range(papers)], day, day + timedelta(days=1))
        said.append(alarms(one, past))
        if not any(alarm.stops for alarm in said[-1]):
            past.append(Past(one.since, one.until, one.count))
    return said


def test_a_silence_in_daily_listings_is_noticed() -> None:
    """No single day misses twenty papers, but ten together do; the run then stops until somebody
    looks.
    """
    said = days_in_turn(MONDAY, 12, 0, daily(MONDAY))
    assert ["empty"] == sorted({alarm.rule for day in said for alarm in day})
    stops = [any(alarm.stops for alarm in day) for day in said]
    assert [False] * 10 + [True, True] == stops
    assert "as in 10 listings before it, where about 20 papers are usual" in said[11][0].message


def test_a_listing_after_a_silence_raises_no_alarm() -> None:
    """The silence before it no longer counts."""
    silent = [Past(MONDAY + timedelta(days=n), MONDAY + timedelta(days=n + 1), 0) for n in range(7)]
    assert [[]] * 5 == days_in_turn(MONDAY + timedelta(days=7), 5, 2, [*daily(MONDAY), *silent])


def test_silent_days_before_a_recess_raise_no_alarm_during_it() -> None:
    """A listing of days that need bring nothing says nothing; the days of after the recess are
    added to those before it.
    """
    last = date(2026, 4, 14)
    said = days_in_turn(last, 40, 0, daily(last))
    recess = [
        day
        for day in range(40)
        if not calendar().working_days(last + timedelta(day), last + timedelta(day + 1))
    ]
    assert len(recess) > 20
    assert all(said[day] == [] for day in recess)
    assert date(2026, 5, 21) == next(
        last + timedelta(n) for n, day in enumerate(said) if any(alarm.stops for alarm in day)
    )


def test_days_before_the_first_known_paper_raise_no_alarm() -> None:
    """A backfill that runs backwards reaches the day on which the catalogue begins."""
    later = [Past(MONDAY + timedelta(days=n), MONDAY + timedelta(days=n + 1), 4) for n in range(20)]
    empty = [
        Past(MONDAY - timedelta(days=n), MONDAY - timedelta(days=n - 1), 0)
        for n in range(30, 9, -1)
    ]
    assert not any(
        alarm.stops for alarm in alarms(listed([], MONDAY - timedelta(days=4)), [*later, *empty])
    )


def test_a_closure_raises_no_alarm_in_its_own_year_only() -> None:
    """Unlike a recess, which comes every year."""
    closed = replace(calendar(), closures=((MONDAY, MONDAY + timedelta(days=11)),))
    assert [] == alarms(listed([], MONDAY, MONDAY + timedelta(days=11)), weeks(10), closed)
    assert not closed.expects(MONDAY)
    assert closed.expects(MONDAY + timedelta(days=364))


def test_the_first_listing_warns_and_never_stops() -> None:
    """Without a history nobody knows what is usual: a backfill of empty years must not stop."""
    long = MONDAY, MONDAY + timedelta(days=25)
    assert [("empty", False)] == [(alarm.rule, alarm.stops) for alarm in alarms(listed([], *long))]
    assert [] == alarms(listed([], MONDAY, MONDAY + timedelta(days=4)))


def test_a_listing_of_another_period_is_not_compared() -> None:
    """The volume of 2026 is no measure for 1996."""
    then = date(1996, 3, 18)
    assert [] == alarms(listed([], then, then + timedelta(days=6)), weeks(50))


@pytest.mark.parametrize(("count", "odd"), [(49, False), (51, True), (5, False), (3, False)])
def test_a_jump_in_volume_warns(count: int, odd: bool) -> None:  # noqa: FBT001
    """Beyond five times the usual; small numbers are left to chance."""
    papers = [record(1 + number % 20) for number in range(count)]
    said = alarms(listed(papers, until=MONDAY + timedelta(days=4)), weeks(10))
    assert odd == ("volume" in [alarm.rule for alarm in said])


def test_a_drop_in_volume_warns() -> None:
    """Nine papers in a week where fifty are usual."""
    (alarm,) = alarms(
        listed([record(number) for number in range(1, 10)], until=MONDAY + timedelta(days=4)),
        weeks(50),
    )
    assert ("volume", False) == (alarm.rule, alarm.stops)


def test_records_announced_and_never_listed_warn() -> None:
    """The count is an estimate, so this only warns."""
    short = Listed("kst", MONDAY, MONDAY).with_page(Page((record(1),), b"", 8, None, short_by=7))
    assert ["short"] == [alarm.rule for alarm in alarms(short)]


def short_of(number: int) -> Listed:
    """Return a listing of one paper where so many more were announced."""
    return Listed("kst", MONDAY, MONDAY).with_page(
        Page((record(1),), b"", 1 + number, None, short_by=number)
    )


def shortages(*numbers: int) -> list[Past]:
    """Return earlier listings of one paper each, in turn, that were short of so many."""
    days = [MONDAY - timedelta(days=number) for number in range(len(numbers), 0, -1)]
    return [Past(day, day, 1, short_by=number) for day, number in zip(days, numbers, strict=True)]


@pytest.mark.parametrize(
    ("before", "short_by", "told"),
    [
        ([0, 0, 2, 2], 2, True),
        ([0, 0, 2, 2, 2], 2, False),
        ([0, 0, 2, 2, 2], 3, True),
        ([2, 500, 2, 2, 2, 500, 2, 2], 500, True),
        ([2] * 20 + [0] * 8, 2, True),
        ([2] * 20, 0, False),
    ],
    ids=[
        "not yet known",
        "how it counts",
        "beyond that",
        "failures are no habit",
        "no habit any longer",
        "exact for once",
    ],
)
def test_a_count_that_is_always_equally_wrong_warns_no_more(
    before: list[int],
    short_by: int,
    told: bool,  # noqa: FBT001
) -> None:
    """Three listings teach how the catalogue counts; whatever is missing beyond that is told, with
    what is usual.
    """
    said = alarms(short_of(short_by), shortages(*before))
    assert told == ("short" in [alarm.rule for alarm in said])


def test_days_without_papers_do_not_reset_the_usual_shortage() -> None:
    """A weekend is short of nothing, because nothing was announced."""
    weekend = [Past(MONDAY - timedelta(days=1), MONDAY - timedelta(days=1), 0)] * 30
    assert [] == alarms(short_of(2), [*shortages(2, 2, 2), *weekend])


def test_a_shortage_beyond_the_usual_warns_with_the_usual_one() -> None:
    """So that a person sees at once how much is new."""
    (alarm,) = alarms(short_of(40), shortages(2, 2, 3))
    assert "40 records fewer came" in alarm.message
    assert "where 2 are usual" in alarm.message


def test_the_calendar_knows_working_days() -> None:
    """Ten in two ordinary weeks, four in the week after Easter Sunday."""
    assert 10 == len(calendar().working_days(MONDAY, MONDAY + timedelta(days=13)))
    assert 4 == len(calendar().working_days(date(2026, 4, 5), date(2026, 4, 11)))
