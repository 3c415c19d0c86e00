"""Responses in the form of the real catalogue and repository, element for element."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from pipeline.source.replay.papers import Paper
from pipeline.source.replay.query import Refusal

NAMESPACES = {
    "overheidwetgeving": "http://standaarden.overheid.nl/wetgeving/",
    "dcterms": "http://purl.org/dc/terms/",
    "cd": "http://standaarden.overheid.nl/cup/data",
    "sru": "http://docs.oasis-open.org/ns/search-ws/sruResponse",
    "gzd": "http://standaarden.overheid.nl/sru",
    "diag": "http://docs.oasis-open.org/ns/search-ws/diagnostic",
    "facet": "http://docs.oasis-open.org/ns/search-ws/facetedResults",
    "c": "http://standaarden.overheid.nl/collectie/",
}
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
ROOT = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
TYPE_SCHEMES = {"Kamerstuk": "OVERHEIDop.KamerstukTypen"}
MAIN_FORMS = ("xml", "html", "pdf", "odt", "metadata")
"""Formats in order of preference for ``gzd:url`` (seen: xml, or else pdf)."""


def search_response(
    papers: Sequence[Paper], query: str, start: int, maximum: int, base: str, *, off: int = 0
) -> str:
    """Return one page of a search.

    Args:
        papers: All papers that match.
        query: The query, which the response repeats.
        start: Position of the first record, from 1.
        maximum: Most records of the page.
        base: Address of this server.
        off: Error of the estimated number of records.
    """
    page = papers[start - 1 : start - 1 + maximum]
    following = start + len(page)
    more = (
        f"<sru:nextRecordPosition>{following}</sru:nextRecordPosition>"
        if following <= len(papers)
        else ""
    )
    records = "".join(_record(paper, position, base) for position, paper in enumerate(page, start))
    return (
        f"{DECLARATION}<sru:searchRetrieveResponse{ROOT}><sru:version>2.0</sru:version>"
        f"<sru:numberOfRecords>{max(0, len(papers) + off)}</sru:numberOfRecords>"
        f"<sru:records>{records}</sru:records>{more}"
        f"<sru:echoedSearchRetrieveRequest><sru:query>{escape(query)}</sru:query><sru:startRecord>{start}</sru:startRecord>"
        f"<sru:maximumRecords>{maximum}</sru:maximumRecords><sru:recordXMLEscaping>xml</sru:recordXMLEscaping>"
        "<sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema></sru:echoedSearchRetrieveRequest>"
        "<sru:resultCountPrecision>info:srw/vocabulary/resultCountPrecision/1/estimate</sru:resultCountPrecision>"
        "</sru:searchRetrieveResponse>"
    )


def diagnostic_response(refusal: Refusal) -> str:
    """Return an error as the catalogue reports it: in a response with status 200.

    Seen: it has other namespace prefixes than a response with records.
    """
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<searchRetrieveResponse xmlns="{NAMESPACES["sru"]}" '
        f'xmlns:ns3="{NAMESPACES["diag"]}"><version>2.0</version>'
        f"<diagnostics><ns3:diagnostic><ns3:uri>{escape(refusal.uri)}</ns3:uri><ns3:message>{escape(refusal.message)}"
        "</ns3:message></ns3:diagnostic></diagnostics></searchRetrieveResponse>"
    )


def explain_response() -> str:
    """Return the server's description of itself, in the form of SRU's ``explain`` (ZeeRex)."""
    return (
        f"{DECLARATION}<sru:explainResponse{ROOT}><sru:version>2.0</sru:version><sru:record><sru:recordData>"
        '<zr:explain xmlns:zr="http://explain.z3950.org/dtd/2.1/"><zr:databaseInfo><zr:title>'
        "officielepublicaties (replay)"
        "</zr:title></zr:databaseInfo></zr:explain></sru:recordData></sru:record></sru:explainResponse>"
    )


def metadata_file(paper: Paper) -> str:
    """Return the ``metadata.xml`` that the repository has beside each paper, in its real form."""
    rows = [
        ("OVERHEIDop.documentStatus", "", paper.documentstatus),
        ("DC.title", "", paper.title),
        ("OVERHEIDop.documenttitel", "", paper.documenttitel),
        ("OVERHEIDop.dossiernummer", "", paper.dossiernummer),
        ("OVERHEIDop.dossiertitel", "", paper.dossiertitel),
        ("OVERHEIDop.ondernummer", "", paper.ondernummer),
        ("OVERHEIDop.publicationName", "", paper.publicatienaam),
        ("OVERHEIDop.vergaderjaar", "", paper.vergaderjaar),
        ("DCTERMS.available", "DCTERMS.W3CDTF", paper.available),
        ("DC.creator", "OVERHEID.StatenGeneraal", paper.creator),
        ("DC.type", "OVERHEIDop.Parlementair", paper.type),
        ("DC.identifier", "OVERHEIDop.ParlID", paper.identifier),
    ]
    lines = "".join(
        f'<metadata name="{name}" scheme="{scheme}" content={quoteattr(str(value))}/>\n'
        for name, scheme, value in rows
        if value
    )
    return f"{DECLARATION}\n<metadata_gegevens>\n{lines}</metadata_gegevens>"


def _element(name: str, value: str | date | None, scheme: str = "") -> str:
    if value is None:
        return ""
    attribute = f' scheme="{scheme}"' if scheme else ""
    return f"<{name}{attribute}>{escape(str(value))}</{name}>"


def _record(paper: Paper, position: int, base: str) -> str:
    """Return one paper as a record of a search response."""
    work = "overheidwetgeving:"
    page = f"{base}/{paper.identifier}.html"
    main = next(form for form in MAIN_FORMS if form in paper.manifestations)
    core = (
        _element("dcterms:identifier", paper.identifier)
        + _element("dcterms:title", paper.title)
        + "<dcterms:language>nl</dcterms:language>"
        + _element("dcterms:type", paper.type, "OVERHEIDop.Parlementair")
        + _element("dcterms:creator", paper.creator, "OVERHEID.StatenGeneraal")
        + _element("dcterms:modified", paper.modified)
    )
    mantle = (
        _element("dcterms:available", paper.available)
        + _element("dcterms:date", paper.date)
        + f'<dcterms:hasVersion resourceIdentifier="{page}">1</dcterms:hasVersion>'
        + _element("dcterms:issued", paper.issued)
    )
    moment = paper.modified_at.isoformat()
    meta = (
        "<c:product-area>officielepublicaties</c:product-area>"
        + _element("c:content-area", f"officielepublicaties/{paper.place}")
        + "".join(_element(f"{work}bijlage", attachment) for attachment in paper.bijlage)
        + "".join(
            _element(work + name, getattr(paper, name))
            for name in (
                "documentstatus",
                "documenttitel",
                "dossiertitel",
                "hoofddocument",
                "ondernummer",
            )
        )
        + _element(f"{work}organisatietype", "staten generaal", "OVERHEID.Organisatietype")
        + "".join(
            _element(work + name, getattr(paper, name))
            for name in ("publicatienaam", "vergaderjaar", "dossiernummer")
        )
        + _element(
            f"{work}subrubriek",
            paper.subrubriek,
            TYPE_SCHEMES.get(paper.type, "OVERHEIDop.AanhangselTypen"),
        )
        + _element(f"{work}vraagnummer", paper.vraagnummer)
        + _element("cd:datumTijdstipWijzigingWork", moment)
        + _element("cd:datumTijdstipWijzigingExpression", moment)
    )
    items = "".join(
        f'<gzd:itemUrl manifestation="{form}">{escape(base + paper.path(form))}</gzd:itemUrl>'
        for form in paper.manifestations
    )
    return (
        "<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema>"
        "<sru:recordPacking>xml</sru:recordPacking><sru:recordData><gzd:gzd><gzd:originalData><overheidwetgeving:meta>"
        f"<overheidwetgeving:owmskern>{core}</overheidwetgeving:owmskern>"
        f"<overheidwetgeving:owmsmantel>{mantle}</overheidwetgeving:owmsmantel>"
        f"<overheidwetgeving:tpmeta>{meta}</overheidwetgeving:tpmeta></overheidwetgeving:meta></gzd:originalData>"
        f"<gzd:enrichedData><gzd:url>{escape(base + paper.path(main))}</gzd:url>"
        f"<gzd:preferredUrl>{page}</gzd:preferredUrl>{items}<gzd:timestamp>{moment}</gzd:timestamp></gzd:enrichedData>"
        f"</gzd:gzd></sru:recordData><sru:recordPosition>{position}</sru:recordPosition></sru:record>"
    )
