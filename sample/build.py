"""The generator of the fictional papers: ``python sample/build.py`` writes letters/ and expected/.

Both folders are beside this file. Building twice gives the same bytes; ``--into FOLDER`` writes
elsewhere, so that a test can compare.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from press import catalogue, officialxml, plaintext, printedpdf, publisherhtml, scan, worddocx
from press.authoring import read
from press.paper import Paper
from press.truth import expected

HERE = Path(__file__).resolve().parent


def letters(paper: Paper) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one paper in every format that its head lists, with their suffixes."""
    for form in paper.head["formats"]:
        kind, _, variant = form.partition(":")
        if kind == "xml":
            yield "xml", officialxml.render(paper)
        elif kind == "html":
            yield "html", publisherhtml.render(paper)
        elif kind == "pdf":
            yield "pdf", printedpdf.render(paper, variant)
        elif kind == "txt":
            yield "txt", plaintext.render(paper, variant)
        elif kind == "docx":
            yield "docx", worddocx.render(paper)
        else:
            raise ValueError(
                f"{paper.identifier}: there is no format {form!r}: xml, html, pdf:, txt:, docx"
            )


def versions(path: Path) -> Iterator[Paper]:
    """Yield a paper, preceded by its first version if it has one: a PDF of the letters as sent.

    The first version has a number of its own. The footnotes of each letter in it begin at 1, as in
    the files that were combined.
    """
    paper = read(path)
    if first := paper.head.get("onopgemaakt"):
        fresh = {
            "publication_id": paper.identifier,
            "formats": ["pdf:letter"],
            "status": "Onopgemaakt",
            "notes": "per letter",
        }
        yield read(path, **fresh, **first)
    yield paper


def files() -> Iterator[tuple[str, bytes]]:
    """Yield every generated file of the sample, by its path in this folder."""
    papers = [paper for path in sorted((HERE / "papers").glob("*.txt")) for paper in versions(path)]
    for paper in papers:
        for suffix, content in letters(paper):
            yield f"letters/{paper.identifier}.{suffix}", content
        table = json.dumps(expected(paper), ensure_ascii=False, indent=1)
        yield f"expected/{paper.identifier}.json", (table + "\n").encode()
    scanned = tomllib.loads((HERE / "papers" / "scan.toml").read_text(encoding="utf-8"))
    yield f"letters/{scanned['identifier']}.pdf", scan.render()
    yield "letters/catalogue.toml", catalogue.render([*(paper.head for paper in papers), scanned])


def main() -> None:
    """Write every file, and print what was written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--into", type=Path, default=HERE, help="folder to write to (default: the sample itself)"
    )
    into = parser.parse_args().into
    size = 0
    for name, content in files():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        size += len(content)
        print(f"{len(content):8,}  {name}")
    print(f"{size:8,}  in all")


if __name__ == "__main__":
    main()
