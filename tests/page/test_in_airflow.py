"""The page inside a real Airflow: nobody gets in without Airflow's login, and it stands in
Airflow's own UI.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from page_client import page_times
from playwright.sync_api import Browser, expect

PROJECT = Path(__file__).resolve().parents[2]
AIRFLOW = Path(sys.executable).with_name("airflow")
WAIT_SECONDS = 120
PATHS = [
    "",
    "letters",
    "letter/kst-99012-D",
    "figures/times",
    "sql",
    "static/page.css",
    "report",
    "data_docs/",
    "nothing",
]


@dataclass(frozen=True)
class Airflow:
    """A running API server of Airflow, which serves its UI too."""

    address: str
    passwords: dict[str, str]

    @property
    def password(self) -> str:
        """Return the password of the user admin."""
        return self.passwords["admin"]

    def token(self, user: str = "admin") -> str:
        """Return a token of a user, as Airflow's login gives it."""
        told = httpx.post(
            f"{self.address}/auth/token",
            json={"username": user, "password": self.passwords[user]},
            timeout=WAIT_SECONDS,
        )
        return str(told.json()["access_token"])

    def client(self, user: str) -> httpx.Client:
        """Return a browser in which this user is logged in."""
        cookies = {"_token": self.token(user)}
        headers = {"Origin": self.address, "Accept-Language": "en"}
        return httpx.Client(
            base_url=self.address, cookies=cookies, headers=headers, timeout=WAIT_SECONDS
        )


@pytest.fixture(scope="module")
def airflow(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Airflow]:
    """Yield Airflow with our plugin, on the sample."""
    home = tmp_path_factory.mktemp("airflow")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(home / "no-dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin,reader:viewer",
        "GRIFFIER_HOME": str(sample_warehouse.parent),
    }
    with (home / "server.log").open("w") as log:
        subprocess.run(
            [AIRFLOW, "db", "migrate"], env=environment, check=True, stdout=log, stderr=log
        )
        command = [AIRFLOW, "api-server", "--host", "127.0.0.1", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            passwords = home / "simple_auth_manager_passwords.json.generated"
            until = time.monotonic() + WAIT_SECONDS
            while not (answers(f"{address}/api/v2/version") and passwords.exists()):
                assert server.poll() is None, (home / "server.log").read_text()
                assert time.monotonic() < until, (home / "server.log").read_text()
                time.sleep(0.2)
            yield Airflow(address, json.loads(passwords.read_text()))
        finally:
            server.terminate()
            server.wait(timeout=WAIT_SECONDS)


def answers(url: str) -> bool:
    """Return True if something answers at this address."""
    try:
        return httpx.get(url, timeout=5).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


@pytest.mark.parametrize("path", PATHS)
def test_a_visitor_without_login_gets_nothing(airflow: Airflow, path: str) -> None:
    """Without Airflow's login every path answers 401, also those that do not exist, and with a
    made-up token 403.
    """
    url = f"{airflow.address}/griffier/{path}"
    assert 401 == httpx.get(url, timeout=WAIT_SECONDS).status_code
    assert (
        403
        == httpx.get(
            url, headers={"Authorization": "Bearer made-up"}, timeout=WAIT_SECONDS
        ).status_code
    )


def test_a_logged_in_user_gets_the_page(airflow: Airflow) -> None:
    """With a token every page comes, and every link in it stays below Airflow's path."""
    with httpx.Client(
        base_url=airflow.address,
        headers={"Authorization": f"Bearer {airflow.token()}"},
        timeout=WAIT_SECONDS,
    ) as client:
        told = {path: client.get(f"/griffier/{path}") for path in PATHS}
    assert {200, 307, 404} == {page.status_code for page in told.values()}
    assert {"report", "nothing"} == {path for path, page in told.items() if page.status_code != 200}
    assert "Nationale strategie drijvende bebouwing" in told["letter/kst-99012-D"].text
    assert 'href="/griffier/letters"' in told["letters"].text


def test_only_a_reviewer_corrects_a_paper(airflow: Airflow) -> None:
    """Whoever may answer Airflow's review prompts has the form, and only that form is taken."""
    paper, send = "/griffier/letter/kst-99012-B", "/griffier/correct/kst-99012-B"
    with airflow.client("reader") as reader:
        page = reader.get(paper)
        assert (200, False) == (page.status_code, 'method="post"' in page.text)
        assert 403 == reader.post(send, data={"what": "kind", "why": "x"}).status_code
    assert 401 == httpx.post(f"{airflow.address}{send}", timeout=WAIT_SECONDS).status_code
    with airflow.client("admin") as admin:
        page = admin.get(paper).text
        assert 'action="/griffier/correct/kst-99012-B"' in page
        form = dict(re.findall(r'name="(token|text_sha256)" value="(\w+)"', page))
        form |= {"what": "kind", "value": "novel", "why": "x"}
        assert 403 == admin.post(send, data={**form, "token": "0"}).status_code
        evil = {"Origin": "https://evil.example"}
        assert 403 == admin.post(send, data=form, headers=evil).status_code
        # The sample is shared, so nothing is recorded: what the form says is no kind of paper.
        refused = admin.post(send, data=form)
        assert (400, True) == (refused.status_code, "is no kind of paper" in refused.text)


def test_waiting_queries_delay_no_page_of_airflows(airflow: Airflow) -> None:
    """With 100 queries that wait in the console, the API server still answers a page."""
    headers = {"Authorization": f"Bearer {airflow.token()}"}
    alone, waiting = page_times(f"{airflow.address}/griffier", headers)
    assert waiting < max(2 * alone, 1.5), (alone, waiting)


def test_the_page_opens_from_airflows_menu(airflow: Airflow, browser: Browser) -> None:
    """Log in, read a letter and its source, leave for a cited law, and open the original."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en")
    requested: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    page = context.new_page()
    page.goto(f"{airflow.address}/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", airflow.password)
    page.click("button[type=submit]")
    page.click("a[href='/plugin/griffier']")
    frame = page.frame_locator("iframe")
    frame.locator("nav >> text=Papers").click()
    expect(frame.locator("h1")).to_have_text(
        "Papers"
    )  # the page before it links to the same letter
    frame.locator("a[href$='/letter/kst-99012-D']").click()
    frame.locator('.exchanges [data-show="question-2"]').click()
    expect(frame.locator("#source .lit").first).to_be_visible()
    frame.locator("nav >> text=Papers").click()
    frame.locator("a[href$='/letter/kst-99020-C']").click()  # it cites a law, which is real
    link = frame.locator("a.cite[rel~=noopener]").first
    wanted = link.get_attribute("href")
    with context.expect_page() as opened:
        link.click()
    assert wanted in {opened.value.url, *requested}
    for menu, place, file in (
        ("Papers", "letter/kst-99031-E", "original/kst-99031-E"),  # a PDF: no sandbox shows one
        ("Common questions", "ask/unanswered", "ask/unanswered.csv"),
    ):
        frame.locator(f"nav >> text={menu}").click()
        frame.locator(f"main a[href$='/{place}']").click()
        with context.expect_page():
            frame.locator(f"main a[href$='/{file}']").click()
        assert f"{airflow.address}/griffier/{file}" in requested
    frame.locator("nav >> text=Papers").click()
    frame.locator("a[href$='/letter/kst-99012-D']").click()
    frame.locator(".facts a[rel~=noopener]").click()
    expect(frame.locator("body")).to_contain_text("<?xml")
    context.close()
