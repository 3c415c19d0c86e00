"""The form with which a person corrects a paper, on the page of that paper.

Only an application that is given a ``Corrector`` has it: the one inside Airflow, behind its login.
The public page shows the corrections and has no form.

Why: three things keep another site from sending the form with the visitor's cookie: the browser
says that the request comes from our own page, the token in the form is made for this person, paper
and text, and only a user who may answer Airflow's review prompts has a name here.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import get_args
from urllib.parse import parse_qsl, urlsplit

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.errors import GriffierError
from pipeline.page.request_context import RequestContext
from pipeline.parsing.origin import Corrected

PERSON = "griffier.person"
"""Key in the ASGI scope of the name of a user who may correct papers, None for anybody else."""
LONGEST = 64 * 1024
"""Most bytes of a filled-in form."""
FIELDS = ("what", "value", "begin", "end", "withdraw", "why", "text_sha256", "token")
"""Fields of the form."""
WHAT: tuple[Corrected, ...] = get_args(Corrected)

Record = Callable[[str, str, Mapping[str, str]], int]
"""Function that records a form: publication, person and fields give the correction's number."""


@dataclass(frozen=True, slots=True)
class Corrector:
    """Recording of corrections: ``secret`` signs the tokens of forms, ``record`` keeps one."""

    secret: bytes
    record: Record

    def token(self, person: str, publication_id: str, text_sha256: str) -> str:
        """Return the token of the form of one person about one text of one paper."""
        about = f"{person}\n{publication_id}\n{text_sha256}"
        return hmac.new(self.secret, about.encode(), sha256).hexdigest()


def form_of(context: RequestContext, publication_id: str, text_sha256: str) -> object:
    """Return the context of the form; None for an application or a visitor without it."""
    corrector: Corrector | None = context.request.app.state.corrector
    person = context.request.scope.get(PERSON)
    if corrector is None or not person:
        return None
    return {
        "person": person,
        "what": WHAT,
        "text_sha256": text_sha256,
        "token": corrector.token(person, publication_id, text_sha256),
    }


async def correct(request: Request) -> Response:
    """Record a filled-in form, and show the paper again; refuse one of another site."""
    context = RequestContext.of(request)
    fields = await _fields(request)
    name = request.path_params["publication_id"]
    corrector: Corrector = request.app.state.corrector
    person = request.scope.get(PERSON)
    if fields is None or not person or not _is_own(context, fields, corrector, person, name):
        detail = context.language.translate("correction.refused")
        return context.render("message.html", {"what": "not_corrected", "detail": detail}, 403)
    try:
        number = await to_thread.run_sync(corrector.record, name, person, fields)
    except GriffierError as error:
        return context.render("message.html", {"what": "not_corrected", "detail": str(error)}, 400)
    return RedirectResponse(context.url(f"/letter/{name}", corrected=number) + "#corrections", 303)


async def _fields(request: Request) -> dict[str, str] | None:
    """Return the fields of the form, empty where one is missing; None if it is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            return None
    sent = dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    return {name: sent.get(name, "").strip() for name in FIELDS}


def _is_own(
    context: RequestContext, fields: Mapping[str, str], corrector: Corrector, person: str, name: str
) -> bool:
    """Return True if our own page sent this form, for this person and this text."""
    headers = context.request.headers
    origin = headers.get("origin", "")
    same_origin = headers.get("sec-fetch-site") == "same-origin" or (
        "sec-fetch-site" not in headers
        and bool(origin)
        and urlsplit(origin).netloc == headers.get("host")
    )
    expected = corrector.token(person, name, fields["text_sha256"])
    return same_origin and hmac.compare_digest(fields["token"].encode(), expected.encode())
