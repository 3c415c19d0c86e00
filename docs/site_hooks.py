"""Build hooks of the documentation site: diagrams from a local copy of Mermaid, links out of docs/.

Mermaid is not a Python package. `make docs` downloads it from the npm registry if npm is installed;
otherwise the site shows the source of the diagrams, and still makes no request.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pymdownx.superfences import fence_code_format

PROJECT = Path(__file__).resolve().parents[1]
MERMAID = PROJECT / "build" / "npm" / "package" / "dist" / "mermaid.min.js"
ASSET = "assets/mermaid.min.js"
REPOSITORY_LINK = re.compile(r"\]\(\.\./(?P<path>[^)#]+)(?:#[^)]*)?\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Draw Mermaid fences if the script is installed; otherwise they stay code."""
    if MERMAID.exists():
        config.extra_javascript.append(ASSET)
        config.mdx_configs["pymdownx.superfences"] = {
            "custom_fences": [{"name": "mermaid", "class": "mermaid", "format": fence_code_format}]
        }
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Serve the local copy of Mermaid from the site itself."""
    if MERMAID.exists():
        files.append(File.generated(config, ASSET, abs_src_path=str(MERMAID)))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Show links to files of the repository as their path: the site holds only docs/.

    Example: ``[LICENSE](../LICENSE)`` becomes ``(`LICENSE`)``.
    """
    return REPOSITORY_LINK.sub(lambda link: f"] (`{link['path']}`)", markdown)
