"""The engines that tests run on: one of each a session, emptied before each test.

`store` runs a test on both engines. Real Neo4j is required where CI is set; elsewhere its absence is said once, at the end.
"""

from collections.abc import Iterator

import pytest
from xdist.remote import Producer

from graph.settings import Settings
from graph.store import BoltStore, open_store
from tests import neo4j_server
from tests.browser.chromium import browser
from tests.engines import real_neo4j
from tests.sampled import client, sampled, sampled_embedded, sampled_neo4j
from tests.sharing import ByEngine
from tests.support import read, write

__all__ = [
    "browser", "client", "embedded", "embedded_store", "neo4j_lts_store", "neo4j_store", "sampled", "sampled_embedded",
    "sampled_neo4j", "store",
]  # fmt: skip

_UNTIE = "MATCH (n) WHERE NOT n:Schema MATCH (n)-[t]->() WITH t LIMIT 20000 DELETE t RETURN count(*) AS gone"
_EMPTY = "MATCH (n) WHERE NOT n:Schema WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS gone"


@pytest.fixture(scope="session")
def embedded_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    """The embedded engine, with whatever earlier tests left in it: use `store`, or empty it."""
    with open_store(Settings(neo4j_uri=None, data_dir=tmp_path_factory.mktemp("Dữ liệu thử"))) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_store() -> Iterator[BoltStore]:
    """Real Neo4j Community of the newest version, likewise."""
    yield from _neo4j(neo4j_server.NEWEST)


@pytest.fixture(scope="session")
def neo4j_lts_store() -> Iterator[BoltStore]:
    """The oldest Neo4j that we promise to work with, for the contract tests."""
    yield from _neo4j(neo4j_server.LTS)


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
        for clear in (_UNTIE, _EMPTY):  # the ties of a hub are more than a transaction may hold
            while write(store, clear)[0]["gone"]:
                pass
    return store


def _neo4j(version: str) -> Iterator[BoltStore]:
    with real_neo4j(version) as (uri, password):
        store = BoltStore(uri, "neo4j", password, "neo4j")
        yield store
        store.close()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> ByEngine:
    return ByEngine(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was left out for want of an engine or a browser, once, loudly, at the end."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()) if report.longrepr}
    for reason in sorted(reasons):
        if "NOT TESTED" in reason:
            terminalreporter.write_sep("!", reason.removeprefix("Skipped: "), red=True, bold=True)
