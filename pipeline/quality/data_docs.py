"""Great Expectations' own pages (Data Docs) about the latest batch, beside our report.

They load style sheets and scripts from other hosts, so they are only displayed properly with a
network; the report needs none.
"""

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from pipeline.quality.suites import suites

SITE = "griffier"
MOST_AGE = timedelta(days=1)
"""Age at which the pages are rendered again.

Why: they cost half a second of processor time, beside 1.3 s for validating a small batch.
"""


def data_docs_due(folder: Path, moment: datetime) -> bool:
    """Return True if there are no pages in this folder, or they are older than a day."""
    try:
        written = (folder / "index.html").stat().st_mtime
    except FileNotFoundError:
        return True
    return moment - datetime.fromtimestamp(written, tz=UTC) >= MOST_AGE


def write_data_docs(
    folder: Path,
    validated: Mapping[str, Any],
    context: Any,  # noqa: ANN401
) -> None:
    """Write the pages on these validation results, by suite, in place of those of the previous run.

    ``context`` is the context to build them in. The first page is ``index.html``. The pages are
    built in a temporary folder and then moved; if another run was earlier, its pages are kept.
    """
    # five to ten seconds, so only when a batch is validated
    from great_expectations.core import ExpectationSuite  # noqa: PLC0415
    from great_expectations.core.run_identifier import RunIdentifier  # noqa: PLC0415 - as above
    from great_expectations.data_context.types.resource_identifiers import (  # noqa: PLC0415
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    backend = {
        "class_name": "TupleFilesystemStoreBackend",
        "base_directory": str((aside / "new").resolve()),
    }
    index = {"class_name": "DefaultSiteIndexBuilder"}
    context.add_data_docs_site(
        SITE, {"class_name": "SiteBuilder", "store_backend": backend, "site_index_builder": index}
    )
    run = RunIdentifier(run_name="latest")
    for name, result in validated.items():
        context.suites.add(
            ExpectationSuite(
                name=name, expectations=[rule.as_expectation() for rule in suites()[name].rules]
            )
        )
        context.validation_results_store.set(
            ValidationResultIdentifier(ExpectationSuiteIdentifier(name), run, name),
            _escaped(result),
        )
    context.build_data_docs(site_names=[SITE])
    with suppress(FileNotFoundError):
        folder.rename(aside / "old")
    with suppress(OSError):  # not empty: another run moved its pages in between
        (aside / "new").rename(folder)
    shutil.rmtree(aside, ignore_errors=True)


def _escaped(result: Any) -> Any:  # noqa: ANN401 - the library's own type
    """Return a copy of a validation result with its texts escaped as HTML.

    Why: the pages show values of rows unescaped, so the name of a file could run script there.
    """
    copied = deepcopy(result)
    for check in copied.results:
        check.result = _html(check.result)
    return copied


def _html(value: object) -> object:
    """Return a value with every text in it escaped for HTML, to any depth."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return {_html(key): _html(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_html(item) for item in value]
    return value
