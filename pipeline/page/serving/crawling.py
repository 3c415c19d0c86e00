"""The files for search engines: robots.txt and a map of the site."""

from xml.sax.saxutils import escape

from starlette.responses import Response

from pipeline.page.ask.questions import presentations
from pipeline.page.request_context import RequestContext

MOST = 50_000
"""Addresses in one map, by the protocol of sitemaps.org."""


def robots(context: RequestContext) -> Response:
    """Allow robots to read all pages but the console and the API.

    Why: each address of the console can be a query.
    """
    lines = [
        "User-agent: *",
        f"Disallow: {context.url('/sql')}",
        f"Disallow: {context.url('/api/v1')}",
    ]
    lines.append(f"Sitemap: {context.absolute('/sitemap.xml')}")
    return Response("\n".join(lines) + "\n", media_type="text/plain")


def sitemap(context: RequestContext) -> Response:
    """List the pages of papers, dossiers and ready-made questions."""
    with context.warehouse() as connection:
        papers = connection.execute(
            "SELECT publication_id, published_on FROM publication "
            "ORDER BY published_on DESC NULLS LAST, publication_id LIMIT ?",
            [MOST // 2],
        ).fetchall()
        dossiers = connection.execute(
            "SELECT DISTINCT dossier_number FROM publication WHERE dossier_number IS NOT NULL "
            "ORDER BY 1 LIMIT ?",
            [MOST // 3],
        ).fetchall()
    paths = ["/", "/letters", "/ask", "/feeds", "/figures/times"]
    paths += [f"/ask/{name}" for name in presentations()]
    paths += [f"/dossier/{number}" for (number,) in dossiers]
    entries = [f"<url><loc>{escape(context.absolute(path))}</loc></url>" for path in paths]
    for name, day in papers:
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        address = escape(context.absolute(f"/letter/{name}"))
        entries.append(f"<url><loc>{address}</loc>{changed}</url>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    body = f'<urlset xmlns="{space}">{"".join(entries)}</urlset>\n'
    return Response(head + body, media_type="application/xml")
