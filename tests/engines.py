"""Real Neo4j for fixtures: required where CI is set, else its absence is kept to be said once, at the end of the run."""

import os
from collections.abc import Generator
from contextlib import contextmanager

import pytest

from tests import neo4j_server

missing = pytest.StashKey[str]()


@contextmanager
def real_neo4j(request: pytest.FixtureRequest, version: str) -> Generator[tuple[str, str]]:
    """Address and password of a running Neo4j; skips the test, or fails it in CI, where there can be none."""
    with real_server(request, version) as server:
        yield server.uri, server.password


@contextmanager
def real_server(request: pytest.FixtureRequest, version: str) -> Generator[neo4j_server.Server]:
    """The same as a server that can be killed."""
    server = neo4j_server.standing(version)
    try:
        found = server.__enter__()
    except neo4j_server.Unavailable as problem:
        if os.environ.get("CI"):
            pytest.fail(f"real Neo4j is required where CI is set: {problem}")
        request.config.stash[missing] = str(problem)
        pytest.skip("no real Neo4j: see the last line")
    try:
        yield found
    finally:
        server.__exit__(None, None, None)
