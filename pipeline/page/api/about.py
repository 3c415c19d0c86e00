"""The page about the API: its resources, and an example of each."""

from starlette.responses import Response

from pipeline.page.api.resources import RESOURCES
from pipeline.page.request_context import RequestContext


def about(context: RequestContext) -> Response:
    """Show the description of the API for people."""
    return context.render("api.html", {"resources": RESOURCES, "base": context.absolute("/api/v1")})
