"""The citation graph: the most cited papers with those that cite them, or one paper in between."""

from starlette.responses import Response

from pipeline.page.figures.graph_layout import Edge, draw
from pipeline.page.request_context import RequestContext
from pipeline.page.warehouse_rows import rows

CITED, CITING = 16, 22
"""Papers in the two columns of the graph: as many as one can follow."""

MOST_CITED = """
    SELECT * FROM most_cited_paper WHERE $kind = '' OR kind = $kind
    ORDER BY papers DESC, citations DESC, kind, target LIMIT 60
"""
AROUND = """
    WITH edge AS MATERIALIZED (
        SELECT publication_id, target, count(*)::INTEGER AS citations FROM reference
        WHERE list_contains($targets::VARCHAR[], target) GROUP BY publication_id, target
    ), citing AS (
        SELECT publication_id FROM edge GROUP BY publication_id
        ORDER BY count(*) DESC, sum(citations) DESC, publication_id LIMIT $most
    )
    FROM edge SEMI JOIN citing USING (publication_id)
"""
CITES = """
    SELECT target, sum(citations)::INTEGER AS citations FROM citation WHERE publication_id = $paper
    GROUP BY target ORDER BY citations DESC, target LIMIT 30
"""
CITED_BY = """
    SELECT publication_id, sum(citations)::INTEGER AS citations FROM citation
    WHERE target IN (
        SELECT $paper UNION SELECT name FROM citation_name WHERE publication_id = $paper
    )
    GROUP BY publication_id ORDER BY citations DESC, publication_id LIMIT 30
"""
HELD = (
    "SELECT publication_id FROM publication WHERE list_contains($names::VARCHAR[], publication_id)"
)
KINDS = """
    SELECT kind FROM reference WHERE target IS NOT NULL AND kind NOT IN ('answer', 'url', 'law')
    GROUP BY kind ORDER BY count(*) DESC, kind
"""


def citations(context: RequestContext) -> Response:
    """Show the citation graph of the most cited papers, or around the paper in the address."""
    selected = {"kind": context.parameter("kind"), "paper": context.parameter("paper")}
    with context.warehouse() as connection:
        most = rows(connection, MOST_CITED, {"kind": selected["kind"]})
        kinds = [row["kind"] for row in rows(connection, KINDS)]
        mutual = rows(
            connection,
            "SELECT * FROM mutual_citation ORDER BY citations + other_citations DESC, "
            "publication_id LIMIT 30",
        )
        if selected["paper"]:
            around = {"paper": selected["paper"]}
            before = [
                Edge(row["publication_id"], selected["paper"], row["citations"])
                for row in rows(connection, CITED_BY, around)
            ]
            after = [
                Edge(selected["paper"], row["target"], row["citations"])
                for row in rows(connection, CITES, around)
            ]
            drawing = draw([before, after])
        else:
            chosen = {"targets": [row["target"] for row in most[:CITED]], "most": CITING}
            joined = rows(connection, AROUND, chosen)
            drawing = draw(
                [[Edge(row["publication_id"], row["target"], row["citations"]) for row in joined]]
            )
        held = {
            row["publication_id"]
            for row in rows(connection, HELD, {"names": [node.name for node in drawing.nodes]})
        }
    template_values = {
        "selected": selected,
        "most": most,
        "kinds": kinds,
        "mutual": mutual,
        "drawing": drawing,
        "held": held,
    }
    return context.render("citations.html", template_values)
