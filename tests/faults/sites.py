"""An engine of its own for each campaign, that can be killed: the embedded one, and a real Neo4j."""

import os
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import SecretStr

from graph.embedded import Engine
from graph.errors import AmityError, Conflict
from graph.settings import Settings
from graph.store import BoltStore, open_store
from tests import neo4j_server
from tests.engines import real_server

T = TypeVar("T")


class Site(ABC):
    """Settings of an engine, and how to kill it."""

    name: str
    settings: Settings

    @abstractmethod
    def kill_engine(self) -> None:
        """kill -9, and the engine stands again over what it had."""

    @contextmanager
    def store(self) -> Iterator[BoltStore]:
        with open_store(self.settings) as store:
            yield store

    def environment(self) -> dict[str, str]:
        """What makes another process work on this engine."""
        said = {"AMITY_DATA_DIR": str(self.settings.data_dir)}
        if self.settings.neo4j_uri:
            password = self.settings.neo4j_password.get_secret_value()
            said |= {"AMITY_NEO4J_URI": self.settings.neo4j_uri, "AMITY_NEO4J_PASSWORD": password}
        return {name: value for name, value in os.environ.items() if not name.startswith("AMITY_")} | said


class Embedded(Site):
    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(neo4j_uri=None, data_dir=folder)

    def kill_engine(self) -> None:
        os.kill(Engine(self.settings.data_dir).status()["java_pid"], signal.SIGKILL)


class Neo4j(Site):
    name = "neo4j"

    def __init__(self, folder: Path, server: neo4j_server.Server) -> None:
        self.server = server
        self.settings = Settings(neo4j_uri=server.uri, neo4j_password=SecretStr(server.password), data_dir=folder)

    def kill_engine(self) -> None:
        self.server.kill()
        self.server.start()


@contextmanager
def site(name: str, folder: Path) -> Iterator[Site]:
    """The engine of this name, alone in its folder, with its schema."""
    if name == "embedded":
        found: Site = Embedded(folder)
        with found.store() as store:
            store.ensure_schema()
            yield found
        return
    with real_server(neo4j_server.NEWEST) as server:
        found = Neo4j(folder, server)
        with found.store() as store:
            store.ensure_schema()
        yield found


def insist(work: Callable[[], T], seconds: float = 90.0) -> T:
    """Do again while an engine that was killed comes back, or others' changes make this one give up."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return work()
        except AmityError as error:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.0 if isinstance(error, Conflict) else 0.3)
