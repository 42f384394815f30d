"""The twinnings of a file as ties between numbered places, without a graph: what link scores are measured on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.identity import new_id
from graph.links.ties import Ties
from graph.things import Entity, Statement
from ingest.files import format_of, lists, sha256_of
from ingest.mapping.folder import NONE, Mappings
from ingest.problems import FileProblem, RowProblem, problem
from ingest.record import Record
from ingest.source import Source
from ingest.twin_source import TwinSource

_SAID = ("country", "population", "latitude", "longitude")


def read_ties(path: Path, mappings: Mappings = NONE) -> tuple[Ties, int]:
    """The undirected ties of a file in any format or list that states twinnings, and how many rows cannot be used.

    Raises FileProblem where it cannot be read or states none.
    """
    pairs: list[tuple[str, str]] = []
    about: dict[str, dict[str, Any]] = {}
    refused = 0
    for source, record in _records(path, mappings):
        try:
            statements = source.statements(record)
        except RowProblem:
            refused += 1
            continue
        for statement in statements:
            pairs += _pairs(statement, about)
    if not pairs:
        raise FileProblem(problem("twins-none").at(file=path.name))
    return Ties.of(pairs, about), refused


def _records(path: Path, mappings: Mappings) -> Iterator[tuple[Source, Record]]:
    format_ = None if mappings.alone else format_of(path)
    if isinstance(format_, TwinSource):
        yield from ((format_, record) for record in format_.pairs(path))
    elif format_:
        raise FileProblem(problem("twins-none").at(file=path.name))
    else:
        yield from (
            (piece.source, record) for piece in lists(path, None, mappings, sha256_of(path)) for record in piece.records
        )


def _pairs(statement: Statement, about: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The twinnings of a statement; what it says of their ends is kept by id."""
    _keep(statement.about, about)
    for tie in statement.ties:
        if tie.type == "TWINNED_WITH":
            yield _keep(tie.source, about), _keep(tie.target, about)


def _keep(place: Entity, about: dict[str, dict[str, Any]]) -> str:
    id_ = new_id(place)
    known = about.setdefault(id_, {"name": place.name} | ({"country": "VN"} if place.type == "Province" else {}))
    for name in _SAID:
        if (value := place.properties.get(name)) is not None:
            known.setdefault(name, value)
    return id_
