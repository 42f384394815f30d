"""The machine's own Chromium, for tests that look at a page: required where CI is set, else its absence is said aloud."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MISSING = "NOT TESTED IN A BROWSER: no Chromium: install it with the system's packages (apt-get install chromium)"


def found() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch(play: Playwright) -> Browser:
    """Raises RuntimeError if there is none."""
    if path := found():
        return play.chromium.launch(executable_path=path, args=ARGUMENTS)
    raise RuntimeError(MISSING)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if found() is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as play:
        started = launch(play)
        yield started
        started.close()
