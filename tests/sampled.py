"""The sample lists in an engine of their own, loaded once a session, for tests of the ways in.

`tests.conftest` brings the fixtures to every test.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.settings import Settings
from graph.store import BoltStore, Viewer, open_store
from ingest.run import ingest_paths

VIEWER = Viewer(user="test")
BASE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Sampled:
    """A graph of our own lists; `environment` makes a command use the same one."""

    store: BoltStore
    settings: Settings

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AMITY_")}
        return kept | {"AMITY_DATA_DIR": str(self.settings.data_dir), "AMITY_LANG": "en"}


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sampled]:
    settings = Settings(neo4j_uri=None, data_dir=tmp_path_factory.mktemp("Mẫu"), lang="en")
    with open_store(settings) as store:
        report = ingest_paths(store, [Path(str(files("ingest") / "samples"))])
        assert report.exit_code == 0, report.as_json("en")
        yield Sampled(store, settings)


@pytest.fixture(scope="session")
def client(sampled: Sampled) -> Iterator[TestClient]:
    """The app over the sample graph, called as a browser on this machine would."""
    with TestClient(create_app(sampled.settings, sampled.store), base_url=BASE) as client:
        yield client
