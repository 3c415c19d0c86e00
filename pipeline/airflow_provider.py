"""Griffier as a provider of Airflow: the meaning of addresses such as ``griffier://warehouse``.

Airflow finds it by the entry point ``apache_airflow_provider``. With it the OpenLineage provider
emits the assets of the DAGs as datasets, in the namespace ``griffier``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from airflow.sdk import Asset
    from openlineage.client.event_v2 import Dataset

SCHEME = "griffier"


def get_provider_info() -> dict[str, Any]:
    """Return the description of this provider that Airflow asks for."""
    return {
        "package-name": "griffier",
        "name": "Griffier",
        "description": "Correspondence of the Dutch Senate and the government, as tables.",
        "asset-uris": [
            {
                "schemes": [SCHEME],
                "handler": None,
                "to_openlineage_converter": f"{__name__}.dataset",
            }
        ],
    }


def dataset(asset: Asset, _lineage_context: object) -> Dataset:
    """Return the dataset of OpenLineage that stands for an asset.

    Example: ``griffier://warehouse`` gives namespace ``griffier`` and name ``warehouse``.
    """
    from openlineage.client.event_v2 import Dataset  # noqa: PLC0415 -- of the extra otel

    return Dataset(namespace=SCHEME, name=urlsplit(asset.uri).netloc)
