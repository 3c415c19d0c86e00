"""URL allow-list: https to named hosts, and loopback if a setting allows it."""

from dataclasses import dataclass

import httpx

from pipeline.errors import SourceChanged
from pipeline.identity import LOOPBACK

HTTPS_PORTS = (None, 443)


class Refused(SourceChanged):
    """An address, or a size, that the rules of this program forbid."""


@dataclass(frozen=True, slots=True)
class UrlAllowList:
    """The hosts that may be requested; every address of a redirect is checked too."""

    hosts: frozenset[str]
    allow_loopback: bool

    def check(self, url: str) -> httpx.URL:
        """Return the parsed address if it is allowed.

        Raises:
            Refused: the address is invalid or not allowed.
        """
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, TypeError, ValueError) as error:
            raise Refused(f"{url[:200]!r} is no address: {error}") from error
        if parsed.userinfo:
            raise Refused(f"{url} carries a user name: the official source asks for none")
        if self.allow_loopback and parsed.host in LOOPBACK and parsed.scheme in {"http", "https"}:
            return parsed
        if parsed.scheme != "https" or parsed.port not in HTTPS_PORTS:
            raise Refused(
                f"{url} is not https: papers are fetched over https only (loopback: "
                "GRIFFIER_ALLOW_LOOPBACK=true)"
            )
        if parsed.host not in self.hosts:
            raise Refused(
                f"{url}: {parsed.host!r} is none of {sorted(self.hosts)}; if it is right, add it "
                "to GRIFFIER_ALLOWED_HOSTS"
            )
        return parsed
