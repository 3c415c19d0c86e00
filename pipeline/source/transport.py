"""HTTP transport to the official source, with a rate limit, retries and time-outs."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from threading import Lock
from time import monotonic
from urllib.parse import unquote_plus

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks

from pipeline import metrics
from pipeline.errors import SourceUnavailable
from pipeline.identity import LOOPBACK
from pipeline.settings import Settings
from pipeline.source.rate_limiter import shared_rate_limiter
from pipeline.source.request_deadline import Deadline, deadline, keep_deadlines
from pipeline.source.url_allow_list import Refused, UrlAllowList

logger = logging.getLogger(__name__)
# The library's messages about retries are for programmers; `get` logs its own.
set_on_retry_hooks([])

MAX_REDIRECTS = 5
SLOWEST = 32 * 1024
"""Slowest rate of a body after the time-out has passed, in bytes per second."""
HEAD_TIMEOUTS = 2
"""Number of time-outs that connection, interim answers and head may take together."""
MOST_DIGITS = 18
"""Most digits of a number in a header; longer ones exceed any limit."""
FAULTS = (
    (httpx.TimeoutException, "no answer in time from"),
    (httpx.ConnectError, "cannot connect to"),
    (httpx.ProxyError, "no way through the proxy to"),
)
"""Errors of the client in words, the first that fits; a ``ConnectTimeout`` is a time-out."""
TRY_AGAIN = frozenset({408, 425, 429})
"""Statuses besides 5xx after which a later request may succeed."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Retry policy, in seconds: waits double from the first to the longest, plus random ``jitter``.

    ``attempts`` is per request. ``longest_pause`` bounds a ``Retry-After``: if the source asks for
    a longer pause, nothing is requested until a later run. ``outage`` is the number of requests in
    a row that may fail after all attempts before the whole source counts as down.
    """

    attempts: int = 5
    first_wait: float = 0.5
    longest_wait: float = 20.0
    jitter: float = 1.0
    longest_pause: float = 120.0
    outage: int = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A response with its status, headers, complete body and final address.

    It is about the requested document, so no retry is needed.
    """

    url: str
    status: int
    headers: httpx.Headers
    content: bytes


class _TryAgain(Exception):
    """A temporary failure: the same request may succeed later."""


class Transport:
    """A pool of connections to the official source, for one run; close it at the end.

    Its methods raise ``SourceUnavailable`` if the source does not answer after all attempts, and at
    once if several requests in a row have failed that way (an outage); ``Refused`` for addresses
    and sizes that the rules of this program forbid.
    """

    def __init__(self, settings: Settings, retry_policy: RetryPolicy | None = None) -> None:
        self._retry_policy = retry_policy or RetryPolicy()
        self._addresses = UrlAllowList(settings.allowed_hosts, settings.allow_loopback)
        self._pace = shared_rate_limiter(settings.requests_per_second, settings.concurrency)
        self._timeout = settings.timeout_seconds
        self._failures = 0
        self._sent_away = ""
        self._lock = Lock()
        contact = f" ({settings.contact})" if settings.contact else ""
        self._client = httpx.Client(
            headers={
                "User-Agent": f"griffier/{version('griffier')}{contact}",
                "Accept-Encoding": "gzip",
            },
            timeout=settings.timeout_seconds,
            limits=httpx.Limits(
                max_connections=settings.concurrency, max_keepalive_connections=settings.concurrency
            ),
            mounts={
                f"all://{host}" if ":" not in host else f"all://[{host}]": None for host in LOOPBACK
            },  # never by a proxy
        )
        keep_deadlines(self._client)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, url: str, *, limit: int, headers: Mapping[str, str] | None = None) -> Answer:
        """Request an address; ``limit`` is the maximum length of a body in bytes.

        Raises:
            SourceUnavailable: no attempt got an answer.
        """
        retry_policy = self._retry_policy
        try:
            for attempt in stamina.retry_context(
                on=_TryAgain,
                attempts=retry_policy.attempts,
                timeout=None,
                wait_initial=retry_policy.first_wait,
                wait_max=retry_policy.longest_wait,
                wait_jitter=retry_policy.jitter,
            ):
                with attempt:
                    self._check_outage(url)
                    try:
                        answer = self._follow(url, limit, headers or {})
                    except _TryAgain as error:
                        if attempt.num < retry_policy.attempts:
                            logger.warning(
                                "%s: %s; asked again in about %.1f seconds",
                                url.partition("?")[0],
                                error,
                                attempt.next_wait,
                            )
                        raise
        except _TryAgain as error:
            with self._lock:
                self._failures += 1
            raise SourceUnavailable(
                f"{error} in {retry_policy.attempts} attempts; try again on a later run. Request: "
                f"{unquote_plus(url)}"
            ) from error
        with self._lock:
            self._failures = 0
        return answer

    @property
    def down(self) -> bool:
        """Return True if the source is having an outage.

        It asked for a long pause, or several requests in a row failed after all attempts.
        """
        return bool(self._sent_away) or self._failures >= self._retry_policy.outage

    def _check_outage(self, url: str) -> None:
        if self._sent_away:
            raise SourceUnavailable(f"{unquote_plus(url)} was not asked: {self._sent_away}")
        if self.down:
            raise SourceUnavailable(
                f"{url} was not asked: {self._failures} requests in a row failed. Try again on a "
                "later run."
            )

    def _follow(self, url: str, limit: int, headers: Mapping[str, str]) -> Answer:
        """Return the response behind all redirects, after checking that each address is allowed."""
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._once(self._addresses.check(url), limit, headers)
            if not (answer.status in {301, 302, 303, 307, 308} and "location" in answer.headers):
                return answer
            url = _redirected(answer)
        raise Refused(f"{url}: redirected more than {MAX_REDIRECTS} times")

    def _once(self, url: httpx.URL, limit: int, headers: Mapping[str, str]) -> Answer:
        """Return the response to one request, without following redirects.

        Raises:
            _TryAgain: a retry may succeed.
            Refused: the address, the size or the encoding of the body is not allowed.
            SourceUnavailable: the source asks for a longer pause than a run can wait.
        """
        try:
            with (
                self._pace.turn() as turn,
                deadline(HEAD_TIMEOUTS * self._timeout) as until,
                self._client.stream("GET", url, headers=headers) as response,
            ):
                turn.answered()
                _count(response.status_code)
                self._check_moment(response)
                _check_coding(response)
                content = self._body(response, limit, until)
                return Answer(str(url), response.status_code, response.headers, content)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _TryAgain(_described(error, url.host)) from error
        except (httpx.InvalidURL, ValueError) as error:
            # The client checks the address of a redirect before it returns the response.
            raise Refused(f"{url} redirects to what is no address: {error}") from error

    def _check_moment(self, response: httpx.Response) -> None:
        """Raise an error if the status means "not now".

        The pause that the source asks for is applied first.

        Raises:
            _TryAgain: a retry may succeed.
            SourceUnavailable: the pause is longer than ``longest_pause``.
        """
        if (
            response.status_code not in TRY_AGAIN
            and response.status_code < httpx.codes.INTERNAL_SERVER_ERROR
        ):
            return
        pause = _retry_after(response.headers)
        if pause > self._retry_policy.longest_pause:
            # For the whole run: an answer that another request was waiting for meanwhile takes
            # nothing of this back.
            self._sent_away = (
                f"the source asks us to stay away for {pause:.0f} seconds (status "
                f"{response.status_code}): try again on a later run. Request: "
                f"{unquote_plus(str(response.url))}"
            )
            raise SourceUnavailable(self._sent_away)
        self._pace.pause(pause)
        raise _TryAgain(f"status {response.status_code}")

    def _body(self, response: httpx.Response, limit: int, until: Deadline) -> bytes:
        """Return the bytes of a response of at most ``limit`` bytes.

        Raises:
            Refused: there are more bytes than ``limit``.
            httpx.ReadTimeout: they come slower than ``SLOWEST``.
        """
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and (len(announced) > MOST_DIGITS or int(announced) > limit):
            raise Refused(
                f"{response.url} holds {announced[:MOST_DIGITS]} bytes, more than the {limit} that "
                "GRIFFIER_MAX_BYTES allows"
            )
        begun = monotonic()
        body = bytearray()
        until.until = begun + self._timeout
        for chunk in response.iter_bytes():
            body += chunk
            until.until = begun + self._timeout + len(body) / SLOWEST
            if len(body) > limit:
                raise Refused(
                    f"{response.url} holds more than the {limit} bytes that GRIFFIER_MAX_BYTES "
                    "allows"
                )
            if monotonic() - begun > self._timeout + len(body) / SLOWEST:
                raise httpx.ReadTimeout(
                    f"{len(body)} bytes came in {monotonic() - begun:.0f} seconds"
                )
        return bytes(body)


def _described(error: httpx.RequestError, host: str) -> str:
    """Return an error of the client in words.

    Example: ``cannot connect to repository.overheid.nl ([Errno 111] Connection refused)``.
    """
    fault = next((words for kind, words in FAULTS if isinstance(error, kind)), "a broken answer of")
    return f"{fault} {host} ({error})" if str(error) else f"{fault} {host}"


def _count(status: int) -> None:
    """Count one answered request for monitoring."""
    metrics.count("source.requests")
    if status == httpx.codes.TOO_MANY_REQUESTS:
        metrics.count("source.too_many_requests")


def _retry_after(headers: httpx.Headers) -> float:
    """Return the seconds that the source asks us to wait, 0 without a valid ``Retry-After``.

    Why: a date is compared with the source's own clock, which may differ from ours.
    """
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
        now = parsedate_to_datetime(headers["date"]) if "date" in headers else datetime.now(UTC)
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0


def _redirected(answer: Answer) -> str:
    """Return the address to which a response redirects.

    Raises:
        Refused: the address is invalid.
    """
    location = answer.headers["location"]
    try:
        return str(httpx.URL(answer.url).join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"{answer.url} redirects to {location[:200]!r}: {error}") from error


def _check_coding(response: httpx.Response) -> None:
    """Refuse content codings that were not requested.

    Why: a small body with nested codings can fill all memory.

    Raises:
        Refused: the body has another coding than gzip, or more than one.
    """
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise Refused(f"{response.url} is encoded as {coding[:80]!r}: only gzip was asked for")
