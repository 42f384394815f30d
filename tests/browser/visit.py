"""A page of a running app in Chromium: what it asked for and complained about on the way is kept."""

import socket
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from api.app import create_app
from graph.settings import Settings
from graph.store import BoltStore

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Visit:
    """A page, and what it asked for or complained about on the way."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def js(self, script: str) -> Any:
        return self.page.evaluate(script)

    def until(self, script: str, seconds: float = 10) -> None:
        """Playwright's own waiting evaluates in the page, which the pages' policy forbids."""
        for _ in range(int(seconds * 10)):
            if self.js(script):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(script)


@contextmanager
def serving(settings: Settings, store: BoltStore) -> Generator[str]:
    """The address of the app over a store, for as long as this lasts."""
    door = socket.create_server(("127.0.0.1", 0))
    app = create_app(settings, store)
    app.state.resources.reports.patience = 25.0  # a page waits for what it shows
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()


def visiting(context: BrowserContext, address: str) -> Visit:
    visit = Visit(context.new_page(), address)
    visit.page.on(
        "request", lambda asked: None if asked.url.startswith((address, "data:")) else visit.outside.append(asked.url)
    )
    visit.page.on("console", lambda said: visit.complaints.append(said.text) if said.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    return visit


def visits(browser: Browser, address: str, **more: Any) -> Iterator[Visit]:
    """A visit that must ask nobody else and complain of nothing."""
    context = browser.new_context(viewport=DESK, locale="en-GB", **more)  # type: ignore[arg-type]
    visit = visiting(context, address)
    yield visit
    context.close()
    assert (visit.outside, visit.complaints) == ([], [])
