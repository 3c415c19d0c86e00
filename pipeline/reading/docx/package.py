"""The parts of a Word file, xml files in a zip archive linked by relations, and their names.

The names are those of WordprocessingML (ECMA-376 part 1, 17).
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from pipeline.errors import UnreadableDocument
from pipeline.reading.tree import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The older copy of a drawing, with the same words again."""
_LARGEST = 200_000_000  # bytes of all parts, unpacked: more than any letter
_LARGEST_PART = 50_000_000  # bytes of one part
_MAIN = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BROKEN = (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, EOFError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: the last word of its type ("footnotes"), and its target."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The main part of a Word file, its relations by id, and the parts that they lead to."""

    main: etree._Element
    relations: dict[str, Relation]
    parts: dict[str, etree._Element] = field(default_factory=dict)
    title: str = ""

    def of_kind(self, kind: str) -> etree._Element | None:
        """Return the first part of a kind ("styles", "numbering"), None if there is none."""
        matching = (relation for relation in self.relations.values() if relation.kind == kind)
        return next(
            (self.parts[relation.target] for relation in matching if relation.target in self.parts),
            None,
        )


_WANTED = frozenset({"styles", "numbering", "footnotes", "endnotes", "header"})


def open_package(content: bytes) -> Package:
    """Return the parts of a Word file with words or form; raise UnreadableDocument if broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > _LARGEST:
                raise UnreadableDocument(
                    f"the Word file unpacks to {unpacked} bytes, more than any letter: it is not "
                    "read"
                )
            return _read(archive)
    except _BROKEN as error:
        raise UnreadableDocument(
            f"the Word file is broken ({error}); fetch it again or give another format of the paper"
        ) from error


def _read(archive: zipfile.ZipFile) -> Package:
    names = set(archive.namelist())
    package = Package(_part(archive, _MAIN), {})
    relations = "word/_rels/document.xml.rels"
    if relations in names:
        for each in _part(archive, relations):
            if isinstance(each.tag, str):
                package.relations[each.get("Id", "")] = _relation(each)
    for relation in package.relations.values():
        if relation.kind in _WANTED and not relation.external and relation.target in names:
            package.parts[relation.target] = _part(archive, relation.target)
    if _PROPERTIES in names:
        package.title = (_part(archive, _PROPERTIES).findtext(_TITLE) or "").strip()
    return package


def _relation(element: etree._Element) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("word", target)).lstrip("/")
    return Relation(element.get("Type", "").rsplit("/", 1)[-1], target, external)


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    with archive.open(name) as file:
        content = file.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise UnreadableDocument(
            f"{name} of the Word file has more than {_LARGEST_PART} bytes, more than any letter: "
            "it is not read"
        )
    return parse_xml(content, f"{name} of the Word file")


def w(name: str) -> str:
    """Return the full name of an element or attribute: "p" → "{http://…/main}p"."""
    return f"{_W}{name}"


def value(element: etree._Element | None, name: str) -> str:
    """Return the value of a child element, "" if there is none: ``<w:numFmt w:val="bullet"/>``."""
    child = None if element is None else element.find(w(name))
    return "" if child is None else child.get(w("val"), "")
