"""What a command works with: the settings, the open graph and who asks."""

import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.console import Output

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.store import Store, Viewer


@contextmanager
def opened(out: Output, settings: "Settings | None" = None) -> "Generator[tuple[Store, Viewer]]":
    """The graph of `settings` (the environment's by default), and the officer. Starting the engine takes seconds: it is said."""
    from graph.embedded import Engine
    from graph.settings import load_settings
    from graph.store import Viewer, open_store

    settings = settings or load_settings()
    log_to_stderr(settings.log)
    if not settings.neo4j_uri and not Engine(settings.data_dir).find():
        out.note(out.t("engine_starting"))
    with open_store(settings) as store:
        yield store, Viewer(user=settings.officer)


def log_to_stderr(level: str) -> None:
    logging.basicConfig(level=level.upper(), stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    if level != "debug":
        logging.getLogger("neo4j").setLevel(logging.ERROR)
