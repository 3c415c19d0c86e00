"""The form to correct a paper: only for whoever may, only from its own page, never in public."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.flows import correcting, publishing
from pipeline.flows.stores import open_stores
from pipeline.page.app import create_app
from pipeline.page.paper.correcting import PERSON, Corrector
from pipeline.settings import Settings

PAPER = "kst-99012-B"


class LoggedIn:
    """The page behind a login: the header X-Person stands for Airflow's cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the page does, to the person of the request."""
        headers = dict(scope.get("headers", ()))
        person = headers.get(b"x-person", b"").decode() or None
        await self._app({**scope, PERSON: person}, receive, send)


@pytest.fixture(scope="module")
def home(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample that these tests may change."""
    home = tmp_path_factory.mktemp("corrected") / "home"
    copytree(sample_warehouse.parent, home, symlinks=True)
    return home


@pytest.fixture(scope="module")
def inside(home: Path, serve: Callable[[ASGIApp], str]) -> str:
    """Return the address of the page inside a login."""
    settings = Settings(home=home)

    record = partial(correcting.record_form, configured=settings)
    return serve(LoggedIn(create_app(settings, Corrector(b"secret", record))))


@pytest.fixture
def clerk(inside: str) -> httpx.Client:
    """Return a client of a person who may correct, in a browser that sends the origin of a request."""
    headers = {"X-Person": "M. de Wit", "Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
    return httpx.Client(base_url=inside, headers=headers, timeout=60)


def filled(page: str, **fields: str) -> dict[str, str]:
    """Return the form of a page, filled in."""
    hidden = dict(re.findall(r'name="(token|text_sha256)" value="(\w+)"', page))
    return {"what": "question", "value": "", "begin": "", "end": "", "why": "", **hidden, **fields}


def test_the_public_page_has_no_form_and_takes_none(site: httpx.Client) -> None:
    """Also where somebody sends one."""
    assert "<form method=" not in site.get(f"/letter/{PAPER}").text
    assert 404 == site.post(f"/correct/{PAPER}", data={"what": "kind"}).status_code


def test_a_visitor_who_may_not_correct_sees_no_form(inside: str) -> None:
    """Logged in or not; what such a visitor sends is refused."""
    with httpx.Client(base_url=inside, timeout=60) as visitor:
        page = visitor.get(f"/letter/{PAPER}").text
        assert "<form method=" not in page
        sent = visitor.post(
            f"/correct/{PAPER}",
            data=filled(page, value="VVD 1a", begin="26"),
            headers={"Sec-Fetch-Site": "same-origin"},
        )
    assert 403 == sent.status_code


def test_a_clerk_who_may_correct_changes_a_paper_in_the_browser(
    clerk: httpx.Client, home: Path
) -> None:
    """The form records it; after the next build every reader sees the correction, with who and why."""
    shown = clerk.get(f"/letter/{PAPER}")
    assert "no-store" == shown.headers["Cache-Control"]
    number = re.search(r'data-block="(\d+)"[^>]*>a\) <span[^>]*>Welke', shown.text)
    assert number, [one for one in shown.text.splitlines() if "Welke belemmeringen" in one]
    form = filled(
        shown.text,
        value="VVD 1a",
        begin=f"{number[1]}:ondervinden ondernemers",
        why="de vraag <b>begint</b> later",
    )
    sent = clerk.post(f"/correct/{PAPER}", data=form)
    assert (303, f"/letter/{PAPER}?corrected=1#corrections") == (
        sent.status_code,
        sent.headers["Location"],
    )
    assert "Correction 1 is recorded" in clerk.get(sent.headers["Location"]).text
    assert (
        sent.headers["Location"] == clerk.post(f"/correct/{PAPER}", data=form).headers["Location"]
    )
    with open_stores(Settings(home=home)) as stores:
        correcting.read_again(stores, PAPER)
    for text in (
        clerk.get(f"/letter/{PAPER}").text,
        clerk.get(f"/letter/{PAPER}", headers={"X-Person": ""}).text,
    ):
        assert "M. de Wit" in text
        assert "de vraag &lt;b&gt;begint&lt;/b&gt; later" in text
        assert 'class="flag applied"' in text
    again = clerk.get(f"/letter/{PAPER}").text
    taken_back = clerk.post(f"/correct/{PAPER}", data=filled(again, withdraw="1", why="toch niet"))
    assert 303 == taken_back.status_code
    with open_stores(Settings(home=home)) as stores:
        assert [] == stores.log.publication(PAPER).correction_numbers
        publishing.publish(stores)


@pytest.mark.parametrize(
    ("headers", "changes"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, {}),
        ({"Sec-Fetch-Site": "same-site"}, {}),
        ({"Sec-Fetch-Site": "", "Origin": "https://evil.example"}, {}),
        ({"X-Person": "somebody else"}, {}),
        ({}, {"token": "0" * 64}),
        ({}, {"token": ""}),
        ({}, {"token": "é"}),
        ({}, {"text_sha256": "0" * 64}),
        ({}, {"why": "x" * 70_000}),
    ],
)
def test_a_form_that_its_own_page_did_not_send_is_refused(
    clerk: httpx.Client, home: Path, headers: dict[str, str], changes: dict[str, str]
) -> None:
    """Of another site, another person, another text, or without the token; nothing is recorded."""
    with open_stores(Settings(home=home)) as stores:
        position = stores.log.position()
    form = filled(clerk.get(f"/letter/{PAPER}").text, value="VVD 1a", begin="26", why="x")
    sent = clerk.post(f"/correct/{PAPER}", data=form | changes, headers=headers)
    assert 403 == sent.status_code
    with open_stores(Settings(home=home)) as stores:
        assert position == stores.log.position()


def test_a_browser_that_names_only_the_origin_may_send_the_form(inside: str) -> None:
    """Old browsers send no Sec-Fetch-Site; what is wrong in the form is told then."""
    headers = {"X-Person": "M. de Wit", "Origin": inside, "Accept-Language": "en"}
    with httpx.Client(base_url=inside, headers=headers, timeout=60) as client:
        form = filled(client.get(f"/letter/{PAPER}").text, value="VVD 1a", begin="26")
        sent = client.post(f"/correct/{PAPER}", data=form)
        assert (400, True) == (sent.status_code, "say who decides and why" in sent.text)
        wrong = client.post(f"/correct/{PAPER}", data=form | {"why": "x", "value": "VVD 99"})
        assert (400, True) == (wrong.status_code, "say both where it begins" in wrong.text)
