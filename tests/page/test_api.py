"""The JSON API: what it promises in OpenAPI 3.1, page by page, and nothing else."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import duckdb
import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from pipeline.page.api import answers, create_api
from pipeline.page.api.resources import RESOURCES
from pipeline.page.serving.snapshots import Snapshots
from pipeline.settings import Settings
from pipeline.tables import tables
from pipeline.warehouse import connect

EXAMPLES = int(os.environ.get("GRIFFIER_API_EXAMPLES", "5"))
"""Requests per route and test; 130 of them make more than 5,000 in all (`make bench`)."""


@pytest.fixture(scope="module")
def api(address: str) -> Iterator[httpx.Client]:
    """Yield the API on the sample, to ask."""
    with httpx.Client(base_url=f"{address}/api/v1", timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def contract(sample_warehouse: Path) -> schemathesis.BaseSchema:
    """Return the OpenAPI description of the API."""
    settings = Settings(home=sample_warehouse.parent)
    served = create_api(settings, Snapshots(settings.warehouse_path))
    return schemathesis.openapi.from_asgi(
        "/openapi.json", served, config=SchemathesisConfig.from_dict({})
    )


def test_no_request_ends_in_a_fault_or_in_an_undocumented_answer(
    contract: schemathesis.BaseSchema,
) -> None:
    """Whatever is asked, the status, the media type and the body are those of the document.

    Text that is no cursor of ours is refused, which no schema can say: hence the check left out.
    """
    asked = 0
    for operation in contract.get_all_operations():

        @given(case=operation.ok().as_strategy())
        @hypothesis_settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def hold_to_the_document(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        hold_to_the_document()
    assert asked >= EXAMPLES * len(RESOURCES)


def test_the_models_are_made_from_the_ddl(api: httpx.Client) -> None:
    """A field of a list has the name, the type and the meaning of its column."""
    told = api.get("/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    fields = told["components"]["schemas"]["Questions"]["properties"]
    assert [column.name for column in tables()["question"].columns] == list(fields)
    assert tables()["question"].columns[0].comment == fields["question_id"]["description"]


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_pages_together_hold_every_row_once(
    api: httpx.Client, sample_warehouse: Path, name: str
) -> None:
    """Following ``next`` to the end gives each row once, in the order of the key."""
    resource = RESOURCES[name]
    with connect(sample_warehouse) as connection:
        expected = connection.execute(f"SELECT count(*) FROM {resource.source}").fetchall()[0][0]  # noqa: S608
    rows: list[dict[str, object]] = []
    cursor = None
    while True:
        told = api.get(f"/{name}", params={"limit": 7, **({"cursor": cursor} if cursor else {})})
        assert 200 == told.status_code, told.text
        rows += told.json()["data"]
        cursor = told.json()["next"]
        if cursor is None:
            break
    keys = [tuple(row[column] for column in resource.key) for row in rows]
    assert expected == len(rows) == len(set(keys))


def test_fields_and_filters_narrow_a_list(api: httpx.Client) -> None:
    """Only the fields asked for, only the rows that fit; a name that is none is refused."""
    told = api.get("/questions", params={"party": "pvdd", "fields": "text,question_id"}).json()
    assert all(["text", "question_id"] == list(row) for row in told["data"])
    assert len(told["data"]) > 3
    refused = api.get("/questions", params={"fields": "nothing"})
    assert 422 == refused.status_code
    assert "question_id" in refused.text
    assert 422 == api.get("/questions", params={"fraction": "SP"}).status_code
    assert 400 == api.get("/questions", params={"cursor": "WzFd"}).status_code


def test_the_api_answers_like_the_page(api: httpx.Client, site: httpx.Client) -> None:
    """A ready-made question has the same rows as its file on the page."""
    told = api.get("/ask/unanswered", params={"party": "PvdD"}).json()
    assert told["data"] == site.get("/ask/unanswered.json?party=PvdD").json()
    assert len(told["data"]) == told["total"]


def test_a_paper_has_its_text_and_the_places_in_it(api: httpx.Client) -> None:
    """Every offset of a paper points into its text."""
    told = api.get("/papers/kst-99012-D").json()
    for part in ("questions", "answers", "references", "commitments"):
        assert told[part]
        for row in told[part]:
            assert told["text"][row["char_start"] : row["char_end"]].strip()
    assert 404 == api.get("/papers/nothing").status_code


def test_a_letter_page_gives_json_to_who_wants_it(site: httpx.Client) -> None:
    """The address of a letter leads a program to the same paper as JSON."""
    told = site.get("/letter/kst-99012-D", headers={"Accept": "application/json"})
    assert 303 == told.status_code
    assert "/api/v1/papers/kst-99012-D" == told.headers["location"]
    page = site.get("/letter/kst-99012-D", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "Accept" in page.headers["vary"]


def test_answers_allow_other_sites_and_304_if_unchanged(api: httpx.Client) -> None:
    """CORS for reading, an ETag per snapshot."""
    told = api.get("/papers", headers={"Origin": "https://example.org"})
    assert "*" == told.headers["access-control-allow-origin"]
    again = api.get("/papers", headers={"If-None-Match": told.headers["etag"]})
    assert (304, b"") == (again.status_code, again.content)
    assert 405 == api.post("/papers").status_code


def test_a_name_with_a_slash_or_a_percent_sign_is_found(api: httpx.Client) -> None:
    """A paper's name is one part of the address, whatever is in it."""
    assert 404 == api.get(f"/papers/{quote('a%b', safe='')}").status_code


def test_a_warehouse_of_another_version_is_an_answer_with_the_next_step(
    settings_before_rebuild: Settings,
) -> None:
    """As on the page: an upgrade is no fault of the server."""
    snapshots = Snapshots(settings_before_rebuild.warehouse_path)
    client = TestClient(create_api(settings_before_rebuild, snapshots))
    told = client.get("/ask/asked_about", params={"words": "woning"})
    assert (503, True) == (told.status_code, "griffier rebuild" in told.json()["detail"])


def test_a_query_that_takes_too_long_is_an_answer(
    sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is stopped, as on the page, and the program that asked learns why."""

    def stopped(*_: object) -> None:
        raise duckdb.InterruptException

    monkeypatch.setattr(answers, "searched", stopped)
    settings = Settings(home=sample_warehouse.parent)
    client = TestClient(create_api(settings, Snapshots(settings.warehouse_path)))
    told = client.get("/search", params={"q": "woning"})
    assert (503, True) == (told.status_code, "too long" in told.json()["detail"])
