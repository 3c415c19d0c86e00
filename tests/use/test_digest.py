"""The digest: what it tells, as text and as HTML, and to whom it is sent."""

from datetime import date
from pathlib import Path
from pkgutil import resolve_name

import pytest
from selectolax.lexbor import LexborHTMLParser
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.flows import digests
from pipeline.language import language
from pipeline.page.digest import as_html, as_text, digest
from pipeline.settings import Settings, settings
from pipeline.warehouse import connect

SINCE = date(2026, 2, 1)


class Mailbox:
    """A notifier that keeps its mails."""

    def __init__(self, **told: object) -> None:
        self.told = told
        sent.append(self)

    def notify(self, context: object) -> None:
        """Take the mail as sent."""
        self.told["context"] = context


sent: list[Mailbox] = []


def test_the_digest_lists_what_is_new_overdue_and_due(sample_warehouse: Path) -> None:
    """Papers that came in, deadlines that passed since, promises of the coming two weeks."""
    with connect(sample_warehouse) as connection:
        told = digest(connection, SINCE)
        again = digest(connection, SINCE)
        later = digest(connection, date(2100, 1, 1))
        papers = connection.execute("SELECT count(*) FROM publication").fetchall()[0][0]
    assert told == again
    assert papers == len(told.papers)
    assert [] == later.papers
    assert later.empty
    assert {"ah-ek-20252026-902"} <= {row["publication_id"] for row in told.late}
    assert all(row["due_on"] >= SINCE for row in told.late)
    text = as_text(told, language("nl", "pipeline.page"), "http://127.0.0.1:8766")
    assert "http://127.0.0.1:8766/letter/ah-ek-20252026-902#question-1" in text


def test_the_html_has_links_and_loads_nothing(sample_warehouse: Path) -> None:
    """A mail holds no script, picture or style, and says the same as the text."""
    with connect(sample_warehouse) as connection:
        told = digest(connection, SINCE)
    page = LexborHTMLParser(as_html(told, language("en", "pipeline.page"), "http://127.0.0.1:8766"))
    assert [] == page.css("script, img, link, style, iframe")
    assert len(told.papers) + len(told.late) + len(told.due) == len(page.css("li a"))


def test_the_command_prints_the_digest(
    sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``griffier digest --since`` prints text, with --html a page; a day that is none is refused."""
    monkeypatch.setenv("GRIFFIER_HOME", str(sample_warehouse.parent))
    settings.cache_clear()
    runner = CliRunner()
    told = runner.invoke(app, ["digest", "--since", "2026-02-01", "--language", "en"])
    html = runner.invoke(app, ["digest", "--since", "2026-02-01", "--html"])
    wrong = runner.invoke(app, ["digest", "--since", "soon"])
    settings.cache_clear()
    assert "new papers" in told.output
    assert html.output.startswith("<!doctype html>")
    assert 2 == wrong.exit_code


def test_only_subscribers_get_mail_and_only_if_something_is_new(sample_warehouse: Path) -> None:
    """Nobody is written to without a subscription, or when nothing is new."""
    sent.clear()
    home = sample_warehouse.parent
    assert 0 == digests.send(Settings(home=home), SINCE, Mailbox)
    subscribed = Settings(home=home, digest_to="b@example.org, a@example.org")
    assert 0 == digests.send(subscribed, date(2100, 1, 1), Mailbox)
    assert [] == sent
    assert 2 == digests.send(subscribed, SINCE, Mailbox)
    (mail,) = sent
    assert ["a@example.org", "b@example.org"] == mail.told["to"]
    assert "Griffier" in str(mail.told["subject"])


def test_airflows_own_notifier_takes_the_mail() -> None:
    """The notifier that sends it exists in the locked Airflow and has the arguments we give."""
    made = resolve_name(digests.NOTIFIER)(
        from_email=None, to=["a@example.org"], subject="s", html_content="<p>h</p>"
    )
    assert "s" == made.subject
