"""The request as the pages see it: its language, its parameters, our addresses, its response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pipeline.identity import printed_dossier
from pipeline.language import CODES, Language, language, preferred_code
from pipeline.page.paper_names import paper_name, web_address
from pipeline.settings import Settings

COOKIE = "griffier_language"
YEAR = 365 * 24 * 60 * 60

TEMPLATES = Environment(
    loader=PackageLoader("pipeline.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
"""The templates. Autoescape is on for all of them.

Why: the letters are untrusted text.
"""


@dataclass(frozen=True)
class RequestContext:
    """A request as the pages see it.

    ``root`` is the path under which the application is mounted, empty at the top.
    """

    request: Request
    language: Language
    root: str
    settings: Settings

    @classmethod
    def of(cls, request: Request) -> RequestContext:
        """Return the context of this request."""
        code = preferred_code(
            request.query_params.get("lang"),
            request.cookies.get(COOKIE),
            request.headers.get("accept-language", ""),
        )
        return cls(
            request,
            language(code, __package__),
            request.scope.get("root_path", "").rstrip("/"),
            request.app.state.settings,
        )

    def parameter(self, name: str) -> str:
        """Return the parameter ``name`` of the address, or "" if it is absent."""
        return self.request.query_params.get(name, "").strip()

    def picked(self, name: str, *choices: str) -> str:
        """Return the parameter ``name`` if it is one of ``choices``, or ""."""
        return self.parameter(name) if self.parameter(name) in choices else ""

    def number(self, name: str, default: int, most: int) -> int:
        """Return the parameter ``name`` as a number from 1 to ``most``, or ``default``."""
        digits = self.parameter(name)
        return (
            min(max(int(digits), 1), most)
            if digits.isascii() and digits.isdigit() and len(digits) < 10  # noqa: PLR2004
            else default
        )

    def url(self, path: str, /, **query: object) -> str:
        """Return the address of a page under our root; empty values are left out."""
        parameters = urlencode(
            {name: value for name, value in query.items() if value not in (None, "")}
        )
        return f"{self.root}{quote(path)}{f'?{parameters}' if parameters else ''}"

    @property
    def origin(self) -> str:
        """Return the scheme and host of this request."""
        return f"{self.request.url.scheme}://{self.request.url.netloc}"

    @property
    def site(self) -> str:
        """Return the absolute address of our root, without a slash at its end."""
        return f"{self.origin}{self.root}"

    def absolute(self, path: str, /, **query: object) -> str:
        """Return the absolute address of one of our pages, for readers outside the site."""
        path, hash_, place = path.partition("#")
        return f"{self.origin}{self.url(path, **query)}{hash_}{place}"

    @property
    def canonical(self) -> str:
        """Return the canonical address of this page: sorted parameters, without the language."""
        parameters = self.request.query_params
        without_language = {
            name: parameters[name] for name in sorted(parameters.keys()) if name != "lang"
        }
        return self.absolute(self.path, **without_language)

    def here(self, **changed: object) -> str:
        """Return the address of this page with changed parameters."""
        return self.url(self.path, **{**self.request.query_params, **changed})

    def kept(self, name: str) -> list[tuple[str, str]]:
        """Return the parameters of the address that a form for ``name`` sends along."""
        return [
            (other, value)
            for other, value in self.request.query_params.multi_items()
            if other not in (name, "lang")
        ]

    def renamed(self, names: Mapping[str, str]) -> str:
        """Return the address of this page with query parameters renamed.

        Example: ``/letters?fraction=SP`` becomes ``/letters?party=SP``.
        """
        query = [
            (names.get(name, name), value)
            for name, value in self.request.query_params.multi_items()
        ]
        return f"{self.root}{quote(self.path)}?{urlencode(query)}"

    @property
    def path(self) -> str:
        """Return the path of this page below our root, with its first slash."""
        return str(self.request.scope["path"]).removeprefix(self.root) or "/"

    def warehouse(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to the latest published warehouse.

        Raises:
            ConfigurationError: no warehouse was published yet.
        """
        opened: duckdb.DuckDBPyConnection = self.request.app.state.snapshots.connect()
        return opened

    @property
    def sample(self) -> bool:
        """Return True if this warehouse contains fiction, which every page has to show."""
        holds: bool = self.request.app.state.snapshots.holds_sample()
        return holds

    def render(
        self, template: str, template_values: Mapping[str, object], status: int = 200
    ) -> HTMLResponse:
        """Return the response of ``template`` with ``template_values``, in the visitor's language.

        A language that the address requests is stored in a cookie.
        """
        words = self.language
        html = TEMPLATES.get_template(template).render(
            context=self,
            url=self.url,
            here=self.here,
            lang=words.code,
            languages=CODES,
            translate=words.translate,
            named=words.named,
            number=words.number,
            days=words.days,
            day=words.day,
            month=words.month,
            moment=words.moment,
            paper=paper_name,
            dossier=printed_dossier,
            address=web_address,
            offered=offered,
            sample=self.sample,
            **template_values,
        )
        answer = HTMLResponse(
            html, status, headers={"Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"}
        )
        if self.request.query_params.get("lang") in CODES:
            answer.set_cookie(
                COOKIE,
                words.code,
                max_age=YEAR,
                path=self.root or "/",
                samesite="lax",
                httponly=True,
            )
        return answer


def offered(values: Sequence[str], requested: str) -> list[str]:
    """Return the options of a filter, plus the requested value if it is not among them.

    Why: the list would otherwise show "all".
    """
    return [*values, *([requested] if requested and requested not in values else [])]
