"""The documents say what is true."""

import re
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.main import get_command

import pipeline
from pipeline.cli.main import app
from pipeline.settings import Settings

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
PROJECT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    path
    for folder, pattern in (("", "*.md"), ("docs", "**/*.md"), ("sample", "**/*.md"))
    for path in sorted((PROJECT / folder).glob(pattern))
    if path.name != "CHANGELOG.md"  # it names what there was
]
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.-]*[\w-]/[\w./-]*|[\w-]+\.(?:py|sql|toml|md|css|js|yml)")
MADE = re.compile(
    r"views/\w+$|(?:secrets|letters|report|data|data_docs|build|airflow)/|warehouse/<|superset_config"
)
"""Paths that a run or a person makes."""


def test_links_between_documents_lead_somewhere() -> None:
    """No document points at a file that is not there."""
    links = [
        (document, target)
        for document in DOCUMENTS
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


def named(pattern: str, *, in_code: bool = True) -> set[tuple[str, str]]:
    """Return what matches a pattern in the documents, each with the document that names it."""
    return {
        (document.name, name)
        for document in DOCUMENTS
        for text in [document.read_text(encoding="utf-8")]
        for part in (CODE.findall(text) if in_code else [text])
        for name in re.findall(pattern, part)
    }


@pytest.fixture(scope="module")
def files() -> set[str]:
    """Return every file of the project and every folder of them, each also without its first parts."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    ).stdout
    if not listed:
        pytest.skip("this copy of the project has no git: paths in documents are not checked")
    paths = [Path(line) for line in listed.splitlines()]
    whole = {path for file in paths for path in (file, *file.parents)}
    return {"/".join(path.parts[start:]) for path in whole for start in range(len(path.parts))}


def test_a_path_in_a_document_exists(files: set[str]) -> None:
    """A file or folder is named in full, or by its last parts."""
    paths = {
        (document, code)
        for document, code in named(r"^.*$")
        if PATH.fullmatch(code) and not MADE.match(code)
    }
    assert len(paths) > 200
    assert [] == sorted((doc, path) for doc, path in paths if path.rstrip("/") not in files)


def test_a_test_named_in_a_document_exists() -> None:
    """Names of test functions, and of the modules that hold them."""
    modules = sorted((PROJECT / "tests").rglob("test_*.py"))
    functions = {
        name
        for module in modules
        for name in re.findall(r"def (test_\w+)", module.read_text(encoding="utf-8"))
    }
    known = functions | {module.stem for module in modules}
    assert [] == sorted(pair for pair in named(r"\btest_\w+") if pair[1] not in known)


def test_a_setting_named_in_a_document_exists() -> None:
    """Settings of the package; the other variables are those of compose, Airflow and the scripts."""
    scripts = [
        *(PROJECT / "docker").iterdir(),
        *PROJECT.glob("docker-compose*.yml"),
        *(PROJECT / "dags").glob("*.py"),
        *(PROJECT / "docs").glob("*.py"),
        *(PROJECT / "pipeline").rglob("*.py"),
        PROJECT / "Makefile",
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in scripts if path.is_file())
    known = {f"GRIFFIER_{name.upper()}" for name in Settings.model_fields}
    known |= set(re.findall(r"GRIFFIER_[A-Z_]+", text))
    assert [] == sorted(
        pair for pair in named(r"GRIFFIER_[A-Z_]*[A-Z]\b", in_code=False) if pair[1] not in known
    )


def test_a_command_named_in_a_document_exists() -> None:
    """Targets of make and commands of griffier."""
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    assert [] == sorted(pair for pair in named(r"^make ([a-z-]+)") if pair[1] not in targets)
    commands = set(get_command(app).commands)
    assert [] == sorted(
        pair
        for pair in named(r"^(?:\.venv/bin/)?griffier ([a-z][a-z-]+)")
        if pair[1] not in commands
    )
