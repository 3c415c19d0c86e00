"""Tables that a program drew with characters, and its Markdown."""

from pipeline.reading import read_document

DRAWN = """\
+--------------------------+-----------+
| Directie Munten          |           |
+==========================+===========+
| Datum                    | 3 mei     |
+--------------------------+-----------+

  ------------ ----------------
  Onderwerp    De munt

  ------------ ----------------

Een streep - of | twee blijft staan.
"""
MARKDOWN = """\
**Vraag 1**

**Is de munt rond?\\
**

**\\
Antwoord op vraag 1**

Ja, munten\\'s rand is rond.

"""


def test_frames_are_removed_and_cells_kept_apart() -> None:
    """Keep the words of a table, and signs that draw none."""
    found = [
        block.strip() for block in read_document(DRAWN.encode(), name="x.txt").text.split("\n")
    ]
    assert "Directie Munten" in found
    assert not any("--" in one or "+" in one for one in found)
    assert any(one.startswith("Datum") and one.endswith("3 mei") for one in found)
    assert "Een streep - of | twee blijft staan." in found


def test_emphasis_goes_on_behind_a_hard_line_break() -> None:
    """Read the Markdown of a letter, as pandoc gives the Word file of a ministry."""
    text = read_document((MARKDOWN * 2).encode(), name="x.txt").text.split("\n")
    assert (
        text
        == ["Vraag 1", "Is de munt rond?", "Antwoord op vraag 1", "Ja, munten's rand is rond."] * 2
    )
