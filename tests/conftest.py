"""The engines that tests run on: one of each a session, emptied before each test.

`store` runs a test on both engines. Real Neo4j is required where CI is set; elsewhere its absence is said once, at the end.
"""

import os
from collections.abc import Iterator

import pytest

from graph.settings import Settings
from graph.store import BoltStore, open_store
from tests import neo4j_server
from tests.browser.chromium import MISSING, absent, browser
from tests.sampled import client, sampled
from tests.support import read, write

__all__ = ["browser", "client", "embedded", "embedded_store", "neo4j_lts_store", "neo4j_store", "sampled", "store"]

_missing = pytest.StashKey[str]()
_EMPTY = "MATCH (n) WHERE NOT n:Schema WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS gone"


@pytest.fixture(scope="session")
def embedded_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    """The embedded engine, with whatever earlier tests left in it: use `store`, or empty it."""
    with open_store(Settings(neo4j_uri=None, data_dir=tmp_path_factory.mktemp("Dữ liệu thử"))) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_store(request: pytest.FixtureRequest) -> Iterator[BoltStore]:
    """Real Neo4j Community of the newest version, likewise."""
    with _neo4j(request, neo4j_server.NEWEST) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_lts_store(request: pytest.FixtureRequest) -> Iterator[BoltStore]:
    """The oldest Neo4j that we promise to work with, for the contract tests."""
    with _neo4j(request, neo4j_server.LTS) as store:
        yield store


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> BoltStore:
    """An empty graph with its schema, on each engine in turn."""
    return emptied(request.getfixturevalue(f"{request.param}_store"))


@pytest.fixture
def embedded(embedded_store: BoltStore) -> BoltStore:
    """An empty graph on the embedded engine alone: for tests in which the engine makes no difference."""
    return emptied(embedded_store)


def emptied(store: BoltStore) -> BoltStore:
    if read(store, "MATCH (n) WHERE NOT n:Schema RETURN n.id AS id LIMIT 1"):
        while write(store, _EMPTY)[0]["gone"]:
            pass
    return store


class _neo4j:  # noqa: N801 - used as a word, like the context managers of contextlib
    """A running Neo4j as a store; skips the test, or fails it in CI, where there can be none."""

    def __init__(self, request: pytest.FixtureRequest, version: str) -> None:
        self.request, self.server = request, neo4j_server.running(version)

    def __enter__(self) -> BoltStore:
        try:
            uri, password = self.server.__enter__()
        except neo4j_server.Unavailable as problem:
            if os.environ.get("CI"):
                pytest.fail(f"real Neo4j is required where CI is set: {problem}")
            self.request.config.stash[_missing] = str(problem)
            pytest.skip("no real Neo4j: see the last line")
        self.store = BoltStore(uri, "neo4j", password, "neo4j")
        return self.store

    def __exit__(self, *_: object) -> None:
        self.store.close()
        self.server.__exit__(None, None, None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if problem := config.stash.get(_missing, ""):
        terminalreporter.write_sep("!", f"NOT TESTED ON REAL NEO4J: {problem}", red=True, bold=True)
    if config.stash.get(absent, False):
        terminalreporter.write_sep("!", f"NOT TESTED IN A BROWSER: {MISSING}", red=True, bold=True)
