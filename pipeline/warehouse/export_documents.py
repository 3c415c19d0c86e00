"""Documents of an export beside its descriptor: README, codebook, citation and metadata.

The metadata are by schema.org, DCAT-AP-NL and Croissant. All documents are made from the descriptor
(``datapackage.json``), so they cannot contradict each other.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

Described = Mapping[str, Any]
EUPL = "https://spdx.org/licenses/EUPL-1.2"
PUBLISHER = "Griffier"
KEYWORDS = ("Eerste Kamer", "Kamerstukken", "schriftelijk overleg", "parliamentary questions")
CROISSANT_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "array": "sc:Text",
}
READ = {
    "csv": (
        "Python: `polars.read_csv('tables/question{mark}.csv')`; R: "
        "`read.csv('tables/question{mark}.csv')`; "
        "Excel and LibreOffice Calc open the files, in UTF-8 with commas. A text that begins like "
        "a formula has an apostrophe before it: take one off where you need the text as it was."
    ),
    "parquet": (
        "Python: `polars.read_parquet('tables/question{mark}.parquet')`; DuckDB: `FROM "
        "'tables/question{mark}.parquet'`; R: "
        "`arrow::read_parquet('tables/question{mark}.parquet')`."
    ),
    "duckdb": (
        "DuckDB: `duckdb -readonly warehouse{mark}.duckdb`; Python: "
        "`duckdb.connect('warehouse{mark}.duckdb', read_only=True)`; "
        "DBeaver and Metabase open the file as a DuckDB database."
    ),
}


def documents(package: Described, as_of: str, position: int, sample: bool) -> dict[str, str]:  # noqa: FBT001
    """Return the texts of the files, by name."""
    writers: Mapping[str, Callable[[Described], str]] = {
        "README.md": lambda content: _readme(content, as_of, position, sample),
        "CODEBOOK.md": _codebook,
        "CITATION.cff": lambda content: _citation(content, as_of, position),
        "schema.org.jsonld": lambda content: _json(_schema_org(content, as_of)),
        "dcat-ap-nl.jsonld": lambda content: _json(_dcat(content, as_of)),
        "croissant.json": lambda content: _json(_croissant(content, as_of)),
    }
    return {name: write(package) for name, write in writers.items()}


def citation(title: str, version: str, as_of: str, position: int) -> str:
    """Return a citation of the data for a list of sources."""
    known = f"as of {as_of} (log position {position})"
    return f"Griffier ({as_of[:4]}). {title}, version {version}, {known}."


def _readme(package: Described, as_of: str, position: int, sample: bool) -> str:  # noqa: FBT001
    forms = {str(entry["format"]) for entry in _resources(package)}
    lines = [f"# {package['title']}", ""]
    if sample:
        lines += ["**SAMPLE: invented letters and people, to try the program with.**", ""]
    lines += [
        str(package["description"]),
        "",
        f"Known up to: {as_of}. Position in the log: {position}. Version: {package['version']}.",
        "",
        "## How to read it",
        "",
        *(READ[form].format(mark="-sample" if sample else "") for form in sorted(forms)),
        "",
        "`views/question_with_answers` has every question with its answers, or none.",
        "What each column means is in CODEBOOK.md; `datapackage.json` says it to programs.",
        "",
        "## How to cite it",
        "",
        citation(str(package["title"]), str(package["version"]), as_of, position),
        "",
        "## Licences",
        "",
        *(f"* {entry['title']}: {entry['path']}" for entry in package["licenses"]),
    ]
    return "\n".join(lines) + "\n"


def _codebook(package: Described) -> str:
    lines = ["# Codebook", ""]
    for resource in _resources(package):
        lines += [f"## {resource['name']}", "", str(resource.get("description", "")), ""]
        fields = _fields(resource)
        if fields:
            lines += ["| column | type | meaning |", "|---|---|---|"]
            lines += [
                f"| {field['name']} | {field['type']} | {_cell(field['description'])} |"
                for field in fields
            ]
            lines.append("")
    return "\n".join(lines)


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _citation(package: Described, as_of: str, position: int) -> str:
    fields = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "Cite the data with the day and the log position to which they are known.",
        "title": package["title"],
        "version": package["version"],
        "date-released": as_of,
        "license": "EUPL-1.2",
        "abstract": f"{package['description']} Log position {position}.",
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join([*lines, "authors:", f"  - name: {PUBLISHER}"]) + "\n"


def _schema_org(package: Described, as_of: str) -> Described:
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": package["title"],
        "description": package["description"],
        "version": package["version"],
        "dateModified": as_of,
        "license": EUPL,
        "isAccessibleForFree": True,
        "inLanguage": "nl",
        "keywords": list(KEYWORDS),
        "creator": {"@type": "Organization", "name": PUBLISHER},
        "isBasedOn": [entry["path"] for entry in package["sources"]],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": entry["name"],
                "contentUrl": entry["path"],
                "encodingFormat": entry["mediatype"],
                "contentSize": str(entry["bytes"]),
                "sha256": str(entry["hash"]).removeprefix("sha256:"),
            }
            for entry in _resources(package)
        ],
    }


def _dcat(package: Described, as_of: str) -> Described:
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": "urn:griffier:dataset",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": package["title"], "@language": "en"},
        "dct:description": {"@value": package["description"], "@language": "en"},
        "dct:identifier": f"griffier-{package['version']}",
        "dct:modified": {"@value": as_of, "@type": "xsd:date"},
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/NLD"},
        "dct:accessRights": {
            "@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
        },
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"},
        "dcat:keyword": list(KEYWORDS),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": PUBLISHER},
        "dcat:distribution": [
            {
                "@id": f"urn:griffier:file:{resource['path']}",
                "@type": "dcat:Distribution",
                "dct:title": resource["name"],
                "dcat:accessURL": {"@id": str(resource["path"])},
                "dcat:mediaType": {
                    "@id": f"http://www.iana.org/assignments/media-types/{resource['mediatype']}"
                },
                "dcat:byteSize": {
                    "@value": str(resource["bytes"]),
                    "@type": "xsd:nonNegativeInteger",
                },
                "dct:license": {"@id": EUPL},
            }
            for resource in _resources(package)
        ],
    }


def _croissant(package: Described, as_of: str) -> Described:
    files = [
        {
            "@type": "cr:FileObject",
            "@id": str(resource["path"]),
            "name": resource["name"],
            "contentUrl": resource["path"],
            "encodingFormat": resource["mediatype"],
            "sha256": str(resource["hash"]).removeprefix("sha256:"),
        }
        for resource in _resources(package)
    ]
    records = [
        {
            "@type": "cr:RecordSet",
            "@id": resource["name"],
            "name": resource["name"],
            "description": resource.get("description", ""),
            "field": [
                {
                    "@type": "cr:Field",
                    "@id": f"{resource['name']}/{field['name']}",
                    "name": field["name"],
                    "description": field["description"],
                    "dataType": CROISSANT_TYPES[field["type"]],
                    "source": {
                        "fileObject": {"@id": str(resource["path"])},
                        "extract": {"column": field["name"]},
                    },
                }
                for field in _fields(resource)
            ],
        }
        for resource in _resources(package)
        if _fields(resource)
    ]
    return {
        "@context": {
            "@vocab": "https://schema.org/",
            "sc": "https://schema.org/",
            "cr": "http://mlcommons.org/croissant/",
            "dct": "http://purl.org/dc/terms/",
            "conformsTo": "dct:conformsTo",
        },
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": package["name"],
        "description": package["description"],
        "version": package["version"],
        "datePublished": as_of,
        "license": EUPL,
        "url": package["sources"][0]["path"],
        "distribution": files,
        "recordSet": records,
    }


def _resources(package: Described) -> Sequence[Described]:
    return cast("Sequence[Described]", package["resources"])


def _fields(resource: Described) -> Sequence[Described]:
    schema = cast("Described", resource.get("schema", {}))
    return cast("Sequence[Described]", schema.get("fields", ()))


def _json(content: Described) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
