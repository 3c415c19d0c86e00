"""The JSON API under ``/api/v1``, described by OpenAPI 3.1, for read-only programs.

``models`` makes its models from the DDL, ``resources`` lists the tables served and their filters,
``answers`` queries the warehouse, ``paging`` writes cursors, ``app`` is the FastAPI application.
The MCP server (``pipeline.page.mcp``) reads by the same functions.
"""

from pipeline.page.api.app import create_api

__all__ = ["create_api"]
