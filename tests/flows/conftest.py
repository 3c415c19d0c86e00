"""An official source on loopback with a few papers, and a whole pipeline that ingests from it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pipeline_fixture import PipelineFixture, write_papers

from pipeline.source import replay


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return a folder with two papers of the fictional dossier 36999 and what the catalogue says of
    them.
    """
    folder = tmp_path / "papers"
    write_papers(folder)
    return folder


@pytest.fixture
def open_pipeline(papers: Path, tmp_path: Path) -> Iterator[Callable[[str], PipelineFixture]]:
    """Open a pipeline over the papers with a scenario, given as TOML."""
    with ExitStack() as stack:

        def opened(scenario: str = "", **changes: object) -> PipelineFixture:
            file = tmp_path / "scenario.toml"
            file.write_text(scenario, encoding="utf-8")
            server = stack.enter_context(replay.serve(papers, scenario=file))
            return PipelineFixture(server, tmp_path / "home", **changes)

        yield opened
