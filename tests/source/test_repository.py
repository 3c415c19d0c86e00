"""Fetching over real HTTP: conditional, bounded, checked, patient, and never further than allowed."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep
from typing import TypeAlias

import pytest
from local_servers import free_port

from pipeline.errors import SourceUnavailable
from pipeline.settings import Settings
from pipeline.source.fetch_results import Failed, Fetched, Gone, NotModified, Request
from pipeline.source.replay import ReplayServer
from pipeline.source.repository import Repository
from pipeline.source.transport import RetryPolicy, Transport

Replay: TypeAlias = Callable[..., ReplayServer]
A = "/frbr/officielepublicaties/kst/36999/kst-36999-A/1/{form}/kst-36999-A.{form}"
B = "/frbr/officielepublicaties/kst/36999/kst-36999-B/1/{form}/kst-36999-B.{form}"


@pytest.fixture
def fetching(
    replay: Replay, patience: RetryPolicy, asking: Callable[..., Settings]
) -> Callable[..., object]:
    """Open a repository on the fictional papers, while something goes wrong when that is given."""

    @contextmanager
    def opened(troubles: str = "", **changes: object) -> Iterator[tuple[Repository, ReplayServer]]:
        server = replay(f"[[step]]\n{troubles}" if troubles else "")
        with closing(Repository(asking(server, **changes), patience)) as repository:
            yield repository, server

    return opened


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("xml", "application/xml"), ("html", "text/html"), ("pdf", "application/pdf")],
)
def test_a_manifestation_arrives_whole(
    fetching: Callable[..., object], papers: Path, form: str, media_type: str
) -> None:
    """With its media type and what is needed to ask conditionally next time."""
    with fetching() as (repository, server):
        outcome = repository.fetch(server.url + A.format(form=form))
        assert isinstance(outcome, Fetched)
        assert (papers / f"kst-36999-A.{form}").read_bytes() == outcome.content
        assert media_type == outcome.media_type
        assert outcome.etag
        assert "Thu, 15 Jan 2026 11:00:00 GMT" == outcome.last_modified


@pytest.mark.parametrize("validator", ["etag", "last_modified"])
def test_a_file_that_is_held_is_not_sent_again(
    fetching: Callable[..., object], validator: str
) -> None:
    """Either validator is enough."""
    with fetching() as (repository, server):
        url = server.url + A.format(form="xml")
        first = repository.fetch(url)
        assert NotModified(url) == repository.fetch(url, **{validator: getattr(first, validator)})
        assert [200, 304] == [seen.status for seen in server.requests]


def test_a_corrected_file_is_sent_again(fetching: Callable[..., object], papers: Path) -> None:
    """The validators of the old bytes do not hold for the new ones."""
    with fetching() as (repository, server):
        url = server.url + A.format(form="xml")
        first = repository.fetch(url)
        assert isinstance(first, Fetched)
        path = papers / "kst-36999-A.xml"
        path.write_text(path.read_text().replace("blijft", "bleef"))
        second = repository.fetch(url, etag=first.etag, last_modified=first.last_modified)
        assert isinstance(second, Fetched)
        assert first.content != second.content


@pytest.mark.parametrize("status", [404, 410])
def test_a_file_that_is_gone_is_not_tried_again(
    fetching: Callable[..., object], status: int
) -> None:
    """Nobody asks five times for what is not there."""
    with fetching(f'[[step.gone]]\nidentifier = "kst-36999-A"\nstatus = {status}\n') as (
        repository,
        server,
    ):
        url = server.url + A.format(form="xml")
        assert Gone(url, status) == repository.fetch(url)
        assert 1 == len(server.requests)


def test_a_request_names_the_client_and_its_contact(fetching: Callable[..., object]) -> None:
    """Name, version and how to reach us."""
    with fetching(contact="https://example.org/griffier") as (repository, server):
        repository.fetch(server.url + A.format(form="xml"))
        assert server.requests[0].user_agent.startswith("griffier/")
        assert server.requests[0].user_agent.endswith(" (https://example.org/griffier)")


@pytest.mark.parametrize(
    ("steps", "form", "reason"),
    [
        (
            '[[step.fault]]\nkind = "body"\nfile = "kst-36999-A.html"\n',
            "pdf",
            "does not begin as application/pdf",
        ),
        ('[[step.fault]]\nkind = "body"\nfile = "kst-36999-A.html"\n', "xml", "a web page"),
        (
            '[[step.fault]]\nkind = "body"\nfile = "kst-36999-A.pdf"\n',
            "html",
            "does not begin as text/html",
        ),
        ('[[step.fault]]\nkind = "body"\nfile = "empty"\n', "xml", "the body is empty"),
        ('[[step.fault]]\nkind = "body"\nfile = "half.pdf"\n', "pdf", "cut off"),
        (
            '[[step.fault]]\nkind = "content_type"\ntype = "text/html; charset=utf-8"\n',
            "pdf",
            "declared as text/html",
        ),
    ],
)
def test_bytes_unlike_their_announced_type_are_damaged(
    fetching: Callable[..., object], papers: Path, steps: str, form: str, reason: str
) -> None:
    """So that another manifestation can be tried; the reason says what came instead."""
    (papers / "empty").write_bytes(b" \n")
    (papers / "half.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<<")
    with fetching(steps) as (repository, server):
        outcome = repository.fetch(server.url + A.format(form=form))
        assert isinstance(outcome, Failed)
        assert "damaged" == outcome.cause
        assert reason in outcome.reason


def test_bytes_without_an_announced_type_are_detected(fetching: Callable[..., object]) -> None:
    """application/octet-stream says nothing against a PDF."""
    with fetching('[[step.fault]]\nkind = "content_type"\ntype = "application/octet-stream"\n') as (
        repository,
        server,
    ):
        outcome = repository.fetch(server.url + A.format(form="pdf"))
        assert isinstance(outcome, Fetched)
        assert "application/pdf" == outcome.media_type


@pytest.mark.parametrize("kind", ["truncated", "slow"])
def test_a_body_that_breaks_off_or_stalls_is_asked_for_again(
    fetching: Callable[..., object], kind: str
) -> None:
    """Half a paper never counts as one."""
    steps = f'[[step.fault]]\nkind = "{kind}"\nseconds = 0.6\ntimes = 1\n'
    with fetching(steps, timeout_seconds=0.2) as (repository, server):
        assert isinstance(repository.fetch(server.url + A.format(form="xml")), Fetched)
        assert 2 == len(server.requests)


def test_one_paper_that_cannot_be_had_does_not_stop_the_others(
    fetching: Callable[..., object],
) -> None:
    """It is unavailable, for a later run; the source as a whole is not down."""
    with fetching('[[step.fault]]\nkind = "status"\nstatus = 500\npath = "*kst-36999-A.xml"\n') as (
        repository,
        server,
    ):
        urls = [
            server.url + A.format(form="xml"),
            server.url + A.format(form="pdf"),
            server.url + B.format(form="xml"),
        ]
        outcomes = {
            request.url: outcome
            for request, outcome in repository.fetch_many(Request(url) for url in urls)
        }
        failed = outcomes.pop(urls[0])
        assert isinstance(failed, Failed)
        assert ("unavailable", True) == (failed.cause, "status 500 in 5 attempts" in failed.reason)
        assert all(isinstance(outcome, Fetched) for outcome in outcomes.values())


def test_an_outage_ends_the_run_early(fetching: Callable[..., object]) -> None:
    """A hundred papers are not tried five times each when nothing answers."""
    with (
        fetching('[[step.fault]]\nkind = "status"\nstatus = 503\n', concurrency=2) as (
            repository,
            server,
        ),
        pytest.raises(SourceUnavailable, match=r"(?i)try again on a later run"),
    ):
        list(
            repository.fetch_many(
                Request(f"{server.url}{A.format(form='xml')}?{number}") for number in range(100)
            )
        )
    assert len(server.requests) <= 5 * 4


@pytest.mark.parametrize("as_date", ["true", "false"])
def test_no_request_is_made_before_retry_after_ends(
    fetching: Callable[..., object], as_date: str
) -> None:
    """Retry-After holds for every thread, as seconds or as a date, also when the source's clock is
    a day off.
    """
    clock = '[[step.fault]]\nkind = "clock"\nhours = -26\n'
    steps = f'{clock}[[step.fault]]\nkind = "status"\nstatus = 429\nretry_after = 1\nas_date = {as_date}\ntimes = 1\n'
    with fetching(steps, concurrency=4) as (repository, server):
        urls = [server.url + A.format(form=form) for form in ("xml", "html", "pdf")]
        outcomes = [outcome for _, outcome in repository.fetch_many([Request(urls[0])])]
        outcomes += [
            outcome for _, outcome in repository.fetch_many(Request(url) for url in urls[1:])
        ]
        assert all(isinstance(outcome, Fetched) for outcome in outcomes)
        refused = next(seen for seen in server.requests if seen.status == 429)
        assert all(seen.at - refused.at >= 0.99 for seen in server.requests if seen is not refused)


def test_a_retry_is_logged_with_its_reason(
    fetching: Callable[..., object], caplog: pytest.LogCaptureFixture
) -> None:
    """A line for each new try, and nothing that only the library's authors could read."""
    with fetching('[[step.fault]]\nkind = "status"\nstatus = 503\ntimes = 2\n') as (
        repository,
        server,
    ):
        url = server.url + A.format(form="xml")
        assert isinstance(repository.fetch(url), Fetched)
    assert [True, True] == [
        line.startswith(f"{url}: status 503; asked again in about")
        for line in caplog.messages
        if "503" in line
    ]
    assert "stamina" not in caplog.text


def test_a_source_that_asks_for_a_long_pause_ends_the_run(fetching: Callable[..., object]) -> None:
    """A Retry-After beyond our patience ends the run at once."""
    with (
        fetching('[[step.fault]]\nkind = "status"\nstatus = 429\nretry_after = 3600\n') as (
            repository,
            server,
        ),
        pytest.raises(SourceUnavailable, match="stay away for 3600 seconds") as refused,
    ):
        repository.fetch(server.url + A.format(form="xml"))
    assert 1 == len(server.requests)
    # What happened comes first: a request to the catalogue has 400 characters.
    assert str(refused.value).startswith("the source asks us to stay away")


def test_a_late_answer_does_not_end_the_requested_pause(
    fetching: Callable[..., object],
) -> None:
    """A slow body arrives after another request was told to stay away for an hour: nothing more is
    asked.
    """
    troubles = (
        '[[step.fault]]\nkind = "slow"\nseconds = 1\npath = "*.pdf"\n'
        '[[step.fault]]\nkind = "status"\nstatus = 429\nretry_after = 3600\npath = "*.xml"\n'
    )
    with fetching(troubles) as (repository, server), ThreadPoolExecutor(1) as other:
        slow = other.submit(repository.fetch, server.url + A.format(form="pdf"))
        while not server.requests:
            sleep(0.01)
        with pytest.raises(SourceUnavailable, match="stay away for 3600 seconds"):
            repository.fetch(server.url + A.format(form="xml"))
        assert isinstance(slow.result(), Fetched)
        with pytest.raises(SourceUnavailable, match="was not asked"):
            repository.fetch(server.url + A.format(form="html"))
        assert 2 == len(server.requests)


def test_a_body_larger_than_allowed_is_refused(fetching: Callable[..., object]) -> None:
    """Before it is read, where the source tells its size."""
    with fetching(max_bytes=100) as (repository, server):
        outcome = repository.fetch(server.url + A.format(form="xml"))
        assert isinstance(outcome, Failed)
        assert ("refused", True) == (outcome.cause, "GRIFFIER_MAX_BYTES" in outcome.reason)


def test_a_refusal_of_the_source_is_a_fetch_result(fetching: Callable[..., object]) -> None:
    """403 is an answer: no retries."""
    with fetching('[[step.fault]]\nkind = "status"\nstatus = 403\n') as (repository, server):
        outcome = repository.fetch(server.url + A.format(form="xml"))
        assert isinstance(outcome, Failed)
        assert ("refused", 1) == (outcome.cause, len(server.requests))


@pytest.mark.parametrize(
    "url",
    [
        "http://repository.overheid.nl/frbr/a.xml",
        "https://example.org/a.xml",
        "https://repository.overheid.nl.example.org/a.xml",
        "https://repository.overheid.nl:8443/a.xml",
        "https://user:secret@repository.overheid.nl/a.xml",
        "file:///etc/passwd",
        "ftp://repository.overheid.nl/a.xml",
        "https://",
        "not an address",
    ],
)
def test_only_https_to_known_hosts_is_asked(patience: RetryPolicy, url: str) -> None:
    """Everything else is refused without a connection."""
    with closing(Repository(Settings(), patience)) as repository:
        outcome = repository.fetch(url)
        assert isinstance(outcome, Failed)
        assert "refused" == outcome.cause


def test_loopback_is_only_asked_where_a_setting_allows_it(
    replay: Replay, patience: RetryPolicy
) -> None:
    """So that no record of the catalogue can send us to this machine's own services."""
    server = replay()
    with closing(Repository(Settings(), patience)) as repository:
        outcome = repository.fetch(server.url + A.format(form="xml"))
        assert isinstance(outcome, Failed)
        assert ("refused", []) == (outcome.cause, server.requests)


def test_a_redirect_is_followed_where_it_may_lead(fetching: Callable[..., object]) -> None:
    """The bytes are those of the last address, and it is told."""
    target = B.format(form="xml")
    steps = f'[[step.fault]]\nkind = "status"\nstatus = 302\nlocation = "{target}"\npath = "*kst-36999-A*"\n'
    with fetching(steps) as (repository, server):
        outcome = repository.fetch(server.url + A.format(form="xml"))
        assert isinstance(outcome, Fetched)
        assert server.url + target == outcome.url


@pytest.mark.parametrize(
    "target", ["http://example.org/a.xml", "file:///etc/passwd", A.format(form="xml")]
)
def test_a_redirect_elsewhere_or_in_circles_is_refused(
    fetching: Callable[..., object], target: str
) -> None:
    """Every hop is checked."""
    steps = f'[[step.fault]]\nkind = "status"\nstatus = 302\nlocation = "{target}"\n'
    with fetching(steps) as (repository, server):
        outcome = repository.fetch(server.url + A.format(form="xml"))
        assert isinstance(outcome, Failed)
        assert "refused" == outcome.cause
        assert len(server.requests) <= 6


def test_a_source_that_cannot_be_reached_is_named_in_words(patience: RetryPolicy) -> None:
    """The message begins with what happened, and has no name of a class."""
    transport = Transport(Settings(allow_loopback=True), patience)
    with closing(transport), pytest.raises(SourceUnavailable) as raised:
        transport.get(f"http://127.0.0.1:{free_port()}/sru", limit=1)
    assert str(raised.value).startswith("cannot connect to 127.0.0.1 (")
    assert "Error" not in str(raised.value)
