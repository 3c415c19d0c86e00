"""The documents say what is true."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pipeline
from pipeline.settings import Settings

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
PROJECT = Path(__file__).resolve().parents[2]


def test_links_between_documents_lead_somewhere() -> None:
    """No document points at a file that is not there."""
    documents = [
        *PROJECT.glob("*.md"),
        *(PROJECT / "docs").rglob("*.md"),
        *(PROJECT / "sample").rglob("*.md"),
    ]
    links = [
        (document, target)
        for document in documents
        for target in LINK.findall(document.read_text(encoding="utf-8"))
    ]
    assert [] == [
        (document.name, target)
        for document, target in links
        if not (document.parent / target).exists()
    ]


def test_the_version_is_stated_once_and_repeated_truly() -> None:
    """pyproject.toml, the package and the image agree."""
    stated = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
    assert stated == pipeline.__version__
    assert f"image: griffier:{stated}" in (PROJECT / "docker-compose.yml").read_text()


def test_every_dependency_has_its_reason() -> None:
    """docs/decisions/0004-dependencies.md names each one, and no other."""
    stated = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    project = stated["project"]
    groups = [
        *stated["dependency-groups"].values(),
        *project.get("optional-dependencies", {}).values(),
    ]
    wanted = [*project["dependencies"], *(name for group in groups for name in group)]
    names = {re.match(r"[\w-]+", requirement).group() for requirement in wanted}
    text = (PROJECT / "docs" / "decisions" / "0004-dependencies.md").read_text(encoding="utf-8")
    assert names == set(re.findall(r"^\| ([\w-]+) \|", text, re.MULTILINE)) - {"package"}


def test_the_source_that_is_asked_by_default_is_the_real_one() -> None:
    """Over https, at a host that is allowed; docs/source.md asks it by hand at the same address."""
    address = urlsplit(Settings.model_fields["catalogue_url"].default)
    assert ("https", "repository.overheid.nl", "/sru") == (
        address.scheme,
        address.hostname,
        address.path,
    )
    assert address.hostname in Settings.model_fields["allowed_hosts"].default
    assert f"curl --get {address.geturl()}" in (PROJECT / "docs" / "source.md").read_text(
        encoding="utf-8"
    )
