"""A person at a browser, as the tests of the page know one."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
from playwright.sync_api import Page

ENDLESS = "SELECT count(*) FROM range(1000000000000) a, range(1000) b"
WAITING = 100


def page_times(base: str, headers: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Return the seconds that a page takes alone, and at best while 100 endless queries wait."""
    front = f"{base}/letters"
    limits = httpx.Limits(max_connections=2 * WAITING)
    timeout = httpx.Timeout(60)
    with httpx.Client(timeout=timeout, headers=headers, limits=limits) as client:

        def page() -> float:
            began = time.monotonic()
            assert client.get(front).status_code == httpx.codes.OK
            return time.monotonic() - began

        page()
        alone = page()
        threads = [
            threading.Thread(
                target=lambda: client.get(f"{base}/sql", params={"sql": ENDLESS}), daemon=True
            )
            for _ in range(WAITING)
        ]
        for thread in threads:
            thread.start()
        time.sleep(2)  # for the queries to arrive; the bound holds as well if some have not
        times = [page() for _ in range(5)]
        for thread in threads:
            thread.join(timeout=60)
    return alone, min(times)


@dataclass
class Visitor:
    """A person at a browser: what it shows, and everything it asked for or complained about."""

    page: Page
    requested: list[str]
    complaints: list[str]

    def to(self, path: str) -> Page:
        """Go to a page, and wait until all that it loads is there."""
        self.page.goto(path, wait_until="load")
        return self.page
