"""A folder of files as a source: each name is a paper, each extension a manifestation of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.errors import ConfigurationError
from pipeline.identity import file_key, identifier_key
from pipeline.metadata import SourceMetadata
from pipeline.source.forms import FORMS, form_of
from pipeline.source.outcomes import Failed, Fetched, Gone, Outcome, Request
from pipeline.source.records import READABLE, Record

MAX_BYTES = 1024**3
METADATA = "metadata"
"""Files whose name begins so are real metadata files of the repository, not letters."""


class Folder:
    """The papers in a folder and its subfolders. Nothing is remembered: every call looks again.

    Raises ``ConfigurationError`` when the folder is not there, or when two files claim to be the
    same manifestation.
    """

    name = "folder"

    def __init__(self, path: Path) -> None:
        self._root = path.resolve()
        if not self._root.is_dir():
            raise ConfigurationError(
                f"{path} is no folder: name one that holds letters (xml, html, pdf, txt, docx)"
            )

    def close(self) -> None:
        """Nothing is held: here because every source can be closed."""

    def records(self) -> Iterator[Record]:
        """One record per paper, in the order of their keys; three formats of one name are one
        paper.
        """
        papers: dict[str, dict[str, Path]] = {}
        names: dict[str, str] = {}
        for path in sorted(
            self._root.rglob("*"), key=lambda path: path.relative_to(self._root).as_posix()
        ):
            form = form_of(path.name)
            name = _readable(path.relative_to(self._root).with_suffix("").as_posix())
            if not form or not self._is_letter(path):
                continue
            paper = file_key(name).publication_id
            names.setdefault(paper, name)
            other = papers.setdefault(paper, {}).setdefault(form, path)
            if other != path:
                raise ConfigurationError(
                    f"{other} and {path} both claim to be the {form} of {paper}: keep one of them"
                )
        for paper, files in sorted(papers.items()):
            name = names[paper]
            stem, key = name.rpartition("/")[2], file_key(name)
            yield Record(
                source=self.name,
                identifier=stem if identifier_key(stem) else name,
                key=key,
                metadata=SourceMetadata.of_key(key),
                manifestations={form: files[form].as_uri() for form in READABLE if form in files},
            )

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Outcome:
        """The bytes of one file of this folder, whatever they are: reading them decides whether
        they hold a letter.

        A file is always read whole, so the conditions say nothing.
        """
        del etag, last_modified
        path = Path(unquote(urlsplit(url).path, errors="surrogateescape")).resolve()
        if urlsplit(url).scheme != "file" or not path.is_relative_to(self._root):
            return Failed(url, "refused", f"{url} lies outside {self._root}")
        if not path.is_file():
            return Gone(url, 404)
        if path.stat().st_size > MAX_BYTES:
            return Failed(
                url,
                "refused",
                f"{url} holds {path.stat().st_size} bytes: no letter has more than {MAX_BYTES}",
            )
        form = form_of(path.name)
        if not form:
            return Failed(
                url, "refused", f"{url} ends in none of the forms that we read ({', '.join(FORMS)})"
            )
        return Fetched(url, path.read_bytes(), FORMS[form].media_type)

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """The files of many requests, in their order."""
        for request in requests:
            yield request, self.fetch(request.url)

    def _is_letter(self, path: Path) -> bool:
        hidden = any(part.startswith(".") for part in path.relative_to(self._root).parts)
        inside = path.resolve().is_relative_to(self._root)
        return path.is_file() and inside and not hidden and not path.name.startswith(METADATA)


def _readable(name: str) -> str:
    r"""A file's name as text that can be kept: bytes that are no UTF-8 as \xff, so that an odd name
    stops no other paper.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")
