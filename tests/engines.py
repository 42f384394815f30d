"""Real Neo4j for fixtures: required where CI is set, else its absence is said once, at the end of the run."""

import os
from collections.abc import Generator
from contextlib import contextmanager

import pytest

from tests import neo4j_server


@contextmanager
def real_neo4j(version: str) -> Generator[tuple[str, str]]:
    """Address and password of a running Neo4j; skips the test, or fails it in CI, where there can be none."""
    with real_server(version) as server:
        yield server.uri, server.password


@contextmanager
def real_server(version: str) -> Generator[neo4j_server.Server]:
    """The same as a server that can be killed."""
    server = neo4j_server.standing(version)
    try:
        found = server.__enter__()
    except neo4j_server.Unavailable as problem:
        if os.environ.get("CI"):
            pytest.fail(f"real Neo4j is required where CI is set: {problem}")
        pytest.skip(f"NOT TESTED ON REAL NEO4J: {problem}")
    try:
        yield found
    finally:
        server.__exit__(None, None, None)
