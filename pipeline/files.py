"""Data files in the package: SQL, expectations, DAGs, the sample.

In a checkout they are beside the package, in a wheel inside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

INSTALLED = (_PACKAGE / "_files").is_dir()
"""True if the package was installed from a wheel."""

FILES = _PACKAGE / "_files" if INSTALLED else _PACKAGE.parent
"""The folder that holds dags/, plugins/, sql/, expectations/ and sample/."""
