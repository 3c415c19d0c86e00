"""A person at a browser, as the tests of the page know one."""

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass
class Visitor:
    """A person at a browser: what it shows, and everything it asked for or complained about."""

    page: Page
    requested: list[str]
    complaints: list[str]

    def to(self, path: str) -> Page:
        """Goes to a page, and waits until all that it loads is there."""
        self.page.goto(path, wait_until="load")
        return self.page
