"""A folder of files as a source: each name is a paper, each extension a manifestation of it."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.errors import ConfigurationError
from pipeline.identity import file_key, identifier_key
from pipeline.metadata import SourceMetadata
from pipeline.source.fetch_results import Failed, Fetched, Gone, Outcome, Request
from pipeline.source.manifestations import FILE_FORMATS, format_of
from pipeline.source.records import Record

MAX_BYTES = 1024**3
LONGEST_NAME = 160
"""Characters of a file's name, with its folders, that are kept; a hash replaces the rest."""
METADATA = "metadata"
"""Beginning of the names of real metadata files of the repository, which are not letters."""


class Folder:
    """The papers in a folder and its subfolders; every call reads the folder again.

    Raises:
        ConfigurationError: the folder does not exist.
    """

    name = "folder"

    def __init__(self, path: Path) -> None:
        self._root = path.resolve()
        if not self._root.is_dir():
            raise ConfigurationError(
                f"{path} is no folder: name one that holds letters (xml, html, pdf, txt, docx)"
            )

    def close(self) -> None:
        """Do nothing: no resources are held, but every source can be closed."""

    def records(self) -> Iterator[Record]:
        """Yield one record per paper, in the order of their keys.

        Files of one name in several formats are one paper.

        Raises:
            ConfigurationError: two files are the same manifestation of a paper.
        """
        papers: dict[str, dict[str, Path]] = {}
        names: dict[str, str] = {}
        for path in sorted(
            self._root.rglob("*"), key=lambda path: path.relative_to(self._root).as_posix()
        ):
            form = format_of(path.name)
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
                manifestations={
                    form: files[form].as_uri() for form in FILE_FORMATS if form in files
                },
            )

    def fetch(self, url: str) -> Outcome:
        """Return the bytes of one file of this folder, whether or not they contain a letter."""
        named = Path(unquote(urlsplit(url).path, errors="surrogateescape"))
        path = _resolved(named)
        if path is None:
            return Failed(url, "damaged", f"{url} is a link that leads to itself")
        if urlsplit(url).scheme != "file" or not path.is_relative_to(self._root):
            return Failed(url, "refused", f"{url} lies outside {self._root}")
        try:
            return self._read(url, path)
        except OSError as error:
            return Failed(url, "damaged", f"{url} cannot be read: {error.strerror or error}")

    def _read(self, url: str, path: Path) -> Outcome:
        if not path.exists():
            return Gone(url, 404)
        if not path.is_file():
            return Failed(url, "refused", f"{url} is no file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Failed(
                url, "refused", f"{url} holds {size} bytes: no letter has more than {MAX_BYTES}"
            )
        form = format_of(path.name)
        if not form:
            return Failed(
                url,
                "refused",
                f"{url} ends in none of the forms that we read ({', '.join(FILE_FORMATS)})",
            )
        return Fetched(url, path.read_bytes(), FILE_FORMATS[form].media_type)

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """Yield the files of many requests, in their order; conditions on them are ignored."""
        for request in requests:
            yield request, self.fetch(request.url)

    def _is_letter(self, path: Path) -> bool:
        hidden = any(part.startswith(".") for part in path.relative_to(self._root).parts)
        if hidden or path.name.startswith(METADATA):
            return False
        target = _resolved(path)
        # A link to itself is listed, so that its failure shows.
        return target is None or (target.is_relative_to(self._root) and path.is_file())


def _resolved(path: Path) -> Path | None:
    """Return the path without links; None for a link that leads to itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None


def _readable(name: str) -> str:
    r"""Return a file's name as text that can be kept: no control characters, no tags, not too long.

    Bytes that are not UTF-8 become \xff. Characters that are not shown, that change the direction
    of writing, or that begin a tag become their escapes.

    Why: names become identifiers, which appear in pages, in terminals and in addresses.
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    shown = "".join(_escaped(character) for character in text)
    if len(shown) <= LONGEST_NAME:
        return shown
    return f"{shown[:LONGEST_NAME]}-{sha256(text.encode()).hexdigest()[:16]}"


def _escaped(character: str) -> str:
    if character in '<>"' or (unicodedata.category(character)[0] in "CZ" and character != " "):
        return (
            character.encode("unicode_escape").decode()
            if ord(character) > ord("~")
            else (f"\\x{ord(character):02x}")
        )
    return character
