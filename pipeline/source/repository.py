"""The repository: the bytes behind the addresses that the catalogue lists."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from queue import SimpleQueue

import httpx

from pipeline.domain.aggregate import CATALOGUE
from pipeline.errors import SourceUnavailable
from pipeline.settings import Settings
from pipeline.source.fetch_results import Failed, Fetched, Gone, NotModified, Outcome, Request
from pipeline.source.manifestations import FILE_FORMATS, damage, format_of
from pipeline.source.transport import Answer, RetryPolicy, Transport
from pipeline.source.url_allow_list import Refused

VALIDATOR = re.compile(r"[ -~]{1,500}")
"""Pattern of an ETag or a date in headers: printable ASCII of a reasonable length."""


class Repository:
    """Client that fetches manifestations over https for one run; close it at the end."""

    name = CATALOGUE

    def __init__(self, settings: Settings, retry_policy: RetryPolicy | None = None) -> None:
        self._transport = Transport(settings, retry_policy)
        self._limit = settings.max_bytes
        self._concurrency = settings.concurrency

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Outcome:
        """Fetch one manifestation, conditionally if a version of it is held.

        An address that fails gives a ``Failed``.

        Raises:
            SourceUnavailable: the whole source is down.
        """
        conditions = {
            "If-None-Match": validator(etag),
            "If-Modified-Since": validator(last_modified),
        }
        try:
            answer = self._transport.get(
                url, limit=self._limit, headers={k: v for k, v in conditions.items() if v}
            )
        except Refused as error:
            return Failed(url, "refused", str(error))
        except SourceUnavailable as error:
            if self._transport.down:
                raise
            return Failed(url, "unavailable", str(error))
        return _outcome(url, answer)

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """Fetch many at once; yield each outcome as soon as it is there, in any order.

        ``requests`` is read by the calling thread as needed, and only a few bodies are held at a
        time, so both may be endless.

        Raises:
            SourceUnavailable: the source is down; earlier outcomes were yielded before.
        """
        waiting = iter(requests)
        done: SimpleQueue[Future[Outcome]] = SimpleQueue()
        under_way: dict[Future[Outcome], Request] = {}
        with ThreadPoolExecutor(self._concurrency, thread_name_prefix="fetch") as pool:
            try:
                while True:
                    for request in islice(waiting, 2 * self._concurrency - len(under_way)):
                        job = pool.submit(
                            self.fetch,
                            request.url,
                            etag=request.etag,
                            last_modified=request.last_modified,
                        )
                        under_way[job] = request
                        job.add_done_callback(done.put)
                    if not under_way:
                        return
                    job = done.get()
                    yield under_way.pop(job), job.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _outcome(url: str, answer: Answer) -> Outcome:
    """Return the outcome that a response means for the requested manifestation."""
    if answer.status == httpx.codes.NOT_MODIFIED:
        return NotModified(url)
    if answer.status in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
        return Gone(url, answer.status)
    if answer.status != httpx.codes.OK:
        return Failed(
            url,
            "refused",
            f"{answer.url} answered {answer.status}: the source does not want to give it",
        )
    form = format_of(url)
    if not form:
        return Failed(
            url,
            "refused",
            f"{url} ends in none of the forms that we read ({', '.join(FILE_FORMATS)})",
        )
    if why := damage(answer.content, form, answer.headers.get("content-type")):
        return Failed(url, "damaged", f"{answer.url}: {why}")
    return Fetched(
        url=answer.url,
        content=answer.content,
        media_type=FILE_FORMATS[form].media_type,
        etag=validator(answer.headers.get("etag")),
        last_modified=validator(answer.headers.get("last-modified")),
    )


def validator(value: str | None) -> str | None:
    """Return a validator that can be sent back unchanged; None for any other.

    Why: one ETag with a byte beyond ASCII was stored and made every later recheck crash.
    """
    return value if value and value.isascii() and VALIDATOR.fullmatch(value) else None
