"""The JSON API under ``/api/v1``, described by OpenAPI 3.1, for programs that read.

``models`` makes its models from the DDL, ``resources`` says which tables are served and by what
they are narrowed, ``reading`` asks the warehouse, ``paging`` writes cursors, ``app`` is the FastAPI
application. The MCP server (``pipeline.page.mcp``) reads by the same functions.
"""

from pipeline.page.api.app import create_api

__all__ = ["create_api"]
