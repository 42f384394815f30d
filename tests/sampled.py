"""The sample lists in an engine of their own, loaded once a session, for tests of the ways in.

`tests.conftest` brings the fixtures to every test.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from graph.settings import Settings
from graph.store import BoltStore, Viewer, open_store
from ingest.report import Report
from ingest.run import ingest_paths
from tests import neo4j_server
from tests.engines import real_neo4j

VIEWER = Viewer(user="test")
BASE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Sampled:
    """A graph of our own lists; `environment` makes a command use the same one."""

    store: BoltStore
    settings: Settings
    report: Report

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AMITY_")}
        kept |= {"AMITY_DATA_DIR": str(self.settings.data_dir), "AMITY_LANG": "en"}
        if uri := self.settings.neo4j_uri:
            kept |= {"AMITY_NEO4J_URI": uri, "AMITY_NEO4J_PASSWORD": self.settings.neo4j_password.get_secret_value()}
        return kept


def loaded(settings: Settings) -> Iterator[Sampled]:
    with open_store(settings) as store:
        report = ingest_paths(store, [Path(str(files("ingest") / "samples"))])
        assert report.exit_code == 0, report.as_json("en")
        yield Sampled(store, settings, report)


@pytest.fixture(scope="session")
def sampled_embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sampled]:
    """The sample on the embedded engine alone: for pages in a browser."""
    yield from loaded(Settings(neo4j_uri=None, data_dir=tmp_path_factory.mktemp("Mẫu"), lang="en"))


@pytest.fixture(scope="session")
def sampled_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sampled]:
    """The sample on a real Neo4j of its own: `store` empties the other one."""
    with real_neo4j(neo4j_server.NEWEST) as (uri, password):
        folder = tmp_path_factory.mktemp("Mẫu")
        yield from loaded(Settings(neo4j_uri=uri, neo4j_password=SecretStr(password), data_dir=folder, lang="en"))


@pytest.fixture(scope="session", params=["embedded", "neo4j"])
def sampled(request: pytest.FixtureRequest) -> Sampled:
    """The sample, on each engine in turn."""
    return request.getfixturevalue(f"sampled_{request.param}")


@pytest.fixture(scope="session")
def client(sampled: Sampled) -> Iterator[TestClient]:
    """The app over the sample graph, called as a browser on this machine would."""
    app = create_app(sampled.settings, sampled.store)
    app.state.resources.reports.patience = 60.0  # a page waits for what it shows
    with TestClient(app, base_url=BASE) as client:
        yield client
