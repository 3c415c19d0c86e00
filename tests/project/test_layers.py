"""The architecture document's picture and the contracts that the linter holds agree."""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def layers() -> list[set[str]]:
    """Return the layers of the contract, top first, each with the modules in it."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    stated = next(contract for contract in contracts if contract["type"] == "layers")["layers"]
    return [
        {name.strip().removeprefix("pipeline.") for name in layer.split("|")} for layer in stated
    ]


def arrows() -> list[tuple[str, str]]:
    """Return the arrows of the picture of layers."""
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    picture = text.partition("flowchart TD")[2].partition("```")[0]
    return re.findall(r"(\w+) --> (\w+)", picture)


def test_every_arrow_of_the_picture_points_down_in_the_contract() -> None:
    """The picture promises nothing that the linter would refuse."""
    depth = {name: number for number, layer in enumerate(layers()) for name in layer}
    assert [] == [
        (above, below)
        for above, below in arrows()
        if above != "dags" and depth[above] >= depth[below]
    ]


def test_every_module_of_the_contract_is_in_the_picture_and_in_the_package() -> None:
    """Neither knows a room that the other does not."""
    drawn = {name for arrow in arrows() for name in arrow} - {"dags"}
    stated = set().union(*layers())
    there = {
        path.stem
        for path in (PROJECT / "pipeline").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert drawn == stated
    assert there - {"__init__"} == stated
