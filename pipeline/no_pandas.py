"""Processes without pandas, which other libraries import although nothing here needs it."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NoPandas(MetaPathFinder):
    """A finder that reports pandas as not installed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return None for every other module, so that the next finder is asked.

        Raises:
            ModuleNotFoundError: the module is pandas.
        """
        del path, target
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is left out of this process", name=fullname)
        return None


def leave_out_pandas() -> MetaPathFinder:
    """Refuse to import pandas from now on, unless it is loaded already; return what refuses it.

    Why: DuckDB 1.5 imports it as soon as a query has parameters, and pyarrow for a moment that
    becomes a Python value. That takes 0.9 to 1.4 s of processor time, more than most queries, and
    no setting prevents it. ``sys.modules["pandas"] = None`` satisfies DuckDB but not pyarrow.
    """
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    return finder


@contextmanager
def without_pandas() -> Iterator[None]:
    """Leave out pandas within the block."""
    finder = leave_out_pandas()
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
