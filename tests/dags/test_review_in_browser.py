"""A person decides about a letter in quarantine in Airflow's own UI, and only who is logged in sees
anything of ours there.
"""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest
from airflow_installation import AIRFLOW, PROJECT, answers, environment
from local_servers import free_port, wait_for
from playwright.sync_api import Browser, Page, expect

from pipeline.domain.events import Event, PublicationReleased, QuarantineDecision
from pipeline.flows import ingesting, publishing, reviewing
from pipeline.flows.stores import open_stores
from pipeline.settings import Settings
from pipeline.source import replay
from pipeline.warehouse import connect

REVIEWER, PASSWORD = "m.dewit", "molens"
PASSWORDS = {REVIEWER: PASSWORD, "keeper": "of the installation"}
LETTER, SCAN, CORRECTED = "ah-ek-20252026-903", "blg-9900001", "kst-99031-F"
NOTE = re.compile(r"<noot .*?</noot>")
WHOLE, BROKEN_OFF = (
    "evenwel de 62e zijn. Daar begin ik niet aan.",
    "evenwel de 62e zijn. Daar begin",
)
WHY = "Zo staat het op papier: de minister hield hier op."


@dataclass(frozen=True)
class Standalone:
    """A running Airflow, and the pipeline that it works for."""

    address: str
    settings: Settings

    def client(self, user: str = REVIEWER) -> httpx.Client:
        """Return a client of Airflow's API as this user."""
        login = {"username": user, "password": PASSWORDS[user]}
        token = (
            httpx.post(f"{self.address}/auth/token", json=login, timeout=60)
            .raise_for_status()
            .json()["access_token"]
        )
        return httpx.Client(
            base_url=self.address, headers={"Authorization": f"Bearer {token}"}, timeout=60
        )

    def log_in(self, page: Page, path: str) -> None:
        """Go to a page of the UI by way of Airflow's own login form."""
        page.goto(f"{self.address}/{path}")
        page.fill("input[name=username]", REVIEWER)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")

    def run_about(self, publication_id: str) -> str:
        """Return the name of the run that asks about the judgement that holds this paper back."""
        with open_stores(self.settings) as stores:
            (position,) = [
                held.position
                for held in reviewing.judgements(stores)
                if held.publication_id == publication_id
            ]
        return f"{publication_id}_{position}"

    def decisions(self, publication_id: str) -> list[Event]:
        """Return the decisions of people about a paper."""
        with open_stores(self.settings) as stores:
            events = [event for _, event in stores.log.stream(publication_id)]
        return [event for event in events if isinstance(event, QuarantineDecision)]

    def answers(self) -> list[tuple[str, str]]:
        """Return the answers of the letter in the published tables."""
        with connect(self.settings.warehouse_path) as connection:
            return connection.execute(
                "SELECT answer_id, text FROM answer WHERE publication_id = ? ORDER BY ordinal",
                [LETTER],
            ).fetchall()


@pytest.fixture(scope="module")
def standalone(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standalone]:
    """Yield `airflow standalone` over the sample, in which one letter breaks off: it waits for a
    person, as does the scan.
    """
    folder = tmp_path_factory.mktemp("airflow")
    papers = shutil.copytree(sample, folder / "papers")
    letter = papers / f"{LETTER}.xml"
    told = letter.read_text(encoding="utf-8")
    assert WHOLE in told
    letter.write_text(NOTE.sub("", told).replace(WHOLE, BROKEN_OFF), encoding="utf-8")
    (folder / "passwords.json").write_text(json.dumps(PASSWORDS))
    port = str(free_port())
    standalone = Standalone(f"http://localhost:{port}", Settings(home=folder / "griffier"))
    own = {
        # A task that starts before the API server answers fails: nothing may start yet.
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "true",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{REVIEWER}:user,keeper:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(folder / "passwords.json"),
        "AIRFLOW__API__PORT": port,
        "AIRFLOW__API__BASE_URL": standalone.address,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{standalone.address}/execution/",
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
    }
    output = (folder / "standalone.log").open("w")
    process = subprocess.Popen(
        [AIRFLOW, "standalone"],
        env=environment(folder, own),
        stdout=output,
        stderr=output,
        start_new_session=True,
    )
    try:
        _ingest(papers, standalone.settings.home)
        _open(standalone)
        yield standalone
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _ingest(papers: Path, home: Path) -> None:
    """Run the steps of the DAGs in this process: the tests are about the review that follows."""
    with replay.serve(papers) as source:
        configured = Settings(
            home=home,
            catalogue_url=source.catalogue_url,
            allow_loopback=True,
            requests_per_second=0,
            attachments=True,
        )
        with open_stores(configured) as stores:
            ingesting.ingest(stores, date(2026, 3, 1), date(2026, 6, 30), "by hand")
            publishing.publish(stores)
            publishing.write_report(stores)


def _open(standalone: Standalone) -> None:
    """Wait until Airflow has read the DAGs, then switch on those that a review needs; the first
    build is due at once.
    """
    wait_for(
        lambda: answers(f"{standalone.address}/api/v2/monitor/health"), "the API server to answer"
    )
    with standalone.client("keeper") as keeper:
        for name, pool in json.loads((PROJECT / "dags" / "pools.json").read_text()).items():
            keeper.post(
                "/api/v2/pools", json={"name": name, "include_deferred": False, **pool}
            ).raise_for_status()
        for name in ("review_quarantine", "build_warehouse"):
            wait_for(
                lambda name=name: keeper.get(f"/api/v2/dags/{name}").is_success,
                f"the DAG processor to find {name}",
            )
            keeper.patch(f"/api/v2/dags/{name}", json={"is_paused": False}).raise_for_status()
        wait_for(lambda: len(_questions(keeper)) == 2, "the first build to ask about what waits")


def _questions(client: httpx.Client) -> dict[str, dict[str, object]]:
    """Return the review prompts, answered or not, by the name of the run."""
    asked = (
        client.get("/api/v2/dags/review_quarantine/dagRuns/~/hitlDetails")
        .raise_for_status()
        .json()["hitl_details"]
    )
    return {detail["task_instance"]["dag_run_id"]: detail for detail in asked}


def _unfinished(client: httpx.Client) -> int:
    """Return the number of runs of the build that wait or work."""
    path = "/api/v2/dags/build_warehouse/dagRuns"
    unfinished = {"state": ["queued", "running"]}
    return int(client.get(path, params=unfinished).raise_for_status().json()["total_entries"])


def test_a_visitor_without_login_gets_nothing_and_with_login_the_report(
    standalone: Standalone,
) -> None:
    """Report, Data Docs and letters answer 401 to strangers; a reader's links lead on within
    Airflow, or to official pages.
    """
    pages = [
        "",
        "report",
        "report/index.html",
        "data_docs/index.html",
        "letters",
        "letter/kst-99031-F",
        "static/page.js",
    ]
    for page in pages:
        assert 401 == httpx.get(f"{standalone.address}/griffier/{page}", timeout=60).status_code
    with standalone.client() as reader:
        assert {200} == {
            reader.get(f"/griffier/{page}", follow_redirects=True).status_code for page in pages
        }
        report = reader.get("/griffier/report", follow_redirects=True)
        links = {
            urljoin(report.url.path, link).removeprefix(standalone.address)
            for link in re.findall(r'href="([^"#]+)', report.text)
        }
        inside = {link for link in links if not link.startswith(("https://", "data:"))}
        assert "Daar begin" in report.text
        assert "/griffier/data_docs/index.html" in inside
        assert {200} == {reader.get(link, follow_redirects=True).status_code for link in inside}
        assert all(link.startswith("/griffier/") for link in inside)


def test_every_quarantined_paper_has_one_review_without_timeout(
    standalone: Standalone,
) -> None:
    """One run each, named by its judgement; what cannot be read can only be rejected."""
    with standalone.client() as reader:
        asked = _questions(reader)
        details = reader.get("/api/v2/dags/review_quarantine/details").json()
    options = {run: detail["options"] for run, detail in asked.items()}
    assert {
        standalone.run_about(LETTER): ["Release", "Reject"],
        standalone.run_about(SCAN): ["Reject"],
    } == options
    assert details["dag_run_timeout"] is None


def test_a_review_answered_without_a_reason_is_asked_again(standalone: Standalone) -> None:
    """Airflow's API lets it pass, so that the question is put again, and nothing is decided."""
    run = standalone.run_about(SCAN)
    path = f"/api/v2/dags/review_quarantine/dagRuns/{run}/taskInstances/ask/-1/hitlDetails"
    with standalone.client() as reviewer:
        reviewer.patch(
            path, json={"chosen_options": ["Reject"], "params_input": {"why": "  "}}
        ).raise_for_status()
        wait_for(
            lambda: not _questions(reviewer)[run]["response_received"],
            "the question to be put again",
        )
    assert [] == standalone.decisions(SCAN)


def test_a_correction_on_a_papers_page_is_applied_by_the_next_build(
    standalone: Standalone, browser: Browser
) -> None:
    """One fills in the form inside Airflow; the run that it starts brings it to every reader."""
    with browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en") as context:
        page = context.new_page()
        standalone.log_in(page, "")
        page.get_by_role("button", name="Browse").wait_for()
        page.goto(f"{standalone.address}/griffier/letter/{CORRECTED}")
        page.locator("summary", has_text="Correct this paper").click()
        form = page.locator("details form.correction")
        form.locator("select[name=what]").select_option("kind")
        form.locator("input[name=value]").fill("other")
        form.locator("input[name=why]").fill("dit is geen brief")
        form.locator("button").click()
        expect(page.locator("#corrections ~ p")).to_contain_text("Correction 1 is recorded")

    def known() -> list[tuple[object, ...]]:
        with connect(standalone.settings.warehouse_path) as connection:
            return connection.execute(
                "SELECT kind, state, corrected_by FROM correction JOIN publication "
                "USING (publication_id) WHERE publication_id = ?",
                [CORRECTED],
            ).fetchall()

    wait_for(lambda: bool(known()), "the build to read the corrected paper")
    assert [("other", "applied", REVIEWER)] == known()


def test_the_report_opens_from_airflows_menu(standalone: Standalone, browser: Browser) -> None:
    """One logs in, finds it under Browse, switches its language, and follows it to Data Docs."""
    with standalone.client() as reader:
        wait_for(lambda: not _unfinished(reader), "the builds to end, which write these pages anew")
    with browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en") as context:
        page = context.new_page()
        standalone.log_in(page, "")
        page.get_by_role("button", name="Browse").click()
        page.get_by_role("menuitem", name="Data quality").click()
        report = page.frame_locator("iframe")
        report.get_by_text("English", exact=True).click()
        expect(report.get_by_role("heading", name="Data quality of Griffier")).to_be_visible()
        # The page around the frame follows with its own address and may load the frame again, which
        # would lose a click: from that address it is loaded once.
        page.wait_for_url("**/report/index.html?lang=en")
        page.reload()
        expect(report.get_by_role("heading", name="Data quality of Griffier")).to_be_visible()
        report.get_by_role("link", name="Great Expectations' own pages").click()
        # The last batch may hold the corrected paper alone, which has no answers to validate.
        expect(report.get_by_role("link", name="publication", exact=True).first).to_be_visible()


def test_a_letter_released_in_the_ui_enters_the_tables(
    standalone: Standalone, browser: Browser
) -> None:
    """The log has the person, the moment and the reason; the next build loads the rows; a rebuild repeats it.

    What was meanwhile rejected on the command line is asked about no longer: its run ends by
    itself.
    """
    assert [] == standalone.answers()
    with open_stores(standalone.settings) as stores:
        content = reviewing.latest_quarantine(stores, SCAN).event.content_sha256
        reviewing.record(
            stores, SCAN, content, release=False, by="B. Mulder", why="een scan zonder tekst"
        )
    before = datetime.now(UTC)
    with browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en") as context:
        page = context.new_page()
        standalone.log_in(page, "required_actions")
        page.get_by_role("link", name=f"May {LETTER} enter the warehouse?").click()
        expect(page.get_by_text(BROKEN_OFF)).to_have_count(
            2
        )  # in the reason, and in the letter's own words
        expect(
            page.get_by_text("een Nationale Dag zonder Nationale Dagen in te stellen?")
        ).to_be_visible()
        original = page.get_by_role("link", name=f"Original (sample) of {LETTER}")
        expect(original).to_have_attribute("href", f"/griffier/original/{LETTER}")
        opened = context.request.get(f"{standalone.address}/griffier/original/{LETTER}")
        assert BROKEN_OFF in opened.text()
        release = page.get_by_test_id("hitl-option-Release")
        expect(release).to_be_disabled()
        page.fill("[name=element_why]", WHY)
        release.click()
        expect(page.get_by_text(f"from {REVIEWER}")).to_be_visible()
    wait_for(standalone.answers, "the build that the answer starts")
    (decision,) = standalone.decisions(LETTER)
    assert isinstance(decision, PublicationReleased)
    assert (REVIEWER, WHY) == (decision.by, decision.why)
    assert before < decision.timestamp < datetime.now(UTC)
    with standalone.client() as reader:
        wait_for(
            lambda: _state(reader, standalone.run_about(SCAN)) == ("success", "skipped"),
            "the question about the scan to end",
        )
    assert ["B. Mulder"] == [other.by for other in standalone.decisions(SCAN)]
    loaded = standalone.answers()
    assert loaded[-1][1].endswith(BROKEN_OFF)
    with open_stores(standalone.settings) as stores:
        publishing.rebuild(stores)
    assert loaded == standalone.answers()


def _state(client: httpx.Client, run: str) -> tuple[str, str]:
    """Return the state of a review: its run, and the task that asks."""
    path = f"/api/v2/dags/review_quarantine/dagRuns/{run}"
    return client.get(path).json()["state"], client.get(f"{path}/taskInstances/ask").json()["state"]
