"""`make bench`: one table of ratios, each with its reference in the same run, on both engines.

Aims: ingest >= 0.6 of the raw driver's speed, a second run <= 0.8 of the first; whole files: CSV and IATI >= 0.5, XLSX
>= 0.35 of the raw driver's speed, ten times the rows in <= 1.2 times the memory, growth exponent <= 1.1; one entity <= 1.25 of doing nothing plus
the driver's call, first page <= 12 s after the command, 3,000 nodes painted in <= 1.5 s,
link scores and other measures <= 0.2 of networkx's time, <= 1.3 of igraph's where that is installed, one entity's proposals
with growth exponent <= 0.3; the gap report of a province in a graph of 1,000,000 ties <= 10 s of CPU, the engine's too, <= 1.2 GB, growth exponent <= 1.15, resolution of 100,000 partners in <= 60 s of CPU with growth exponent <= 1.2;
a question with a name among 1,000,000 names as fast as among 10,000.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph.settings import Settings
from graph.store import BoltStore, open_store
from tests import neo4j_server
from tests.bench import (
    asking,
    editing,
    formats,
    growing,
    kernels,
    loading,
    measures,
    naming,
    painting,
    resolving,
    serving,
)
from tests.bench.loading import Figure

PARTS = (
    "ingest",
    "formats",
    "route",
    "edit",
    "start",
    "paint",
    "kernels",
    "resolution",
    "questions",
    "names",
    "findings",
)
_ON_ENGINES = {"ingest", "formats", "route", "edit", "names", "findings"}


@contextmanager
def engines(wanted: list[str]) -> Iterator[list[tuple[str, Settings, BoltStore]]]:
    """The engines to measure, each alone on the machine while its figures are taken."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(neo4j_uri=None, data_dir=Path(folder))
        with open_store(settings) as embedded:
            found = [("embedded", settings, embedded)]
            if "neo4j" not in wanted:
                yield found
                return
            with neo4j_server.running(neo4j_server.NEWEST, measured=True) as (uri, password):
                remote = Settings(neo4j_uri=uri, neo4j_password=password, data_dir=Path(folder))  # pyright: ignore[reportArgumentType]
                with open_store(remote) as neo4j:
                    yield [*found, ("neo4j", remote, neo4j)]


def figures(parts: list[str], wanted: list[str], items: int, sizes: list[int]) -> Iterator[Figure]:
    if _ON_ENGINES & set(parts):
        with engines(wanted) as found:
            for name, settings, store in found:
                if name not in wanted:
                    continue
                if "ingest" in parts:
                    yield from loading.figures(store, name, items)
                if "formats" in parts:
                    yield from formats.figures(store, settings, name, items, sizes)
                if "route" in parts:
                    yield serving.route(store, settings, name)
                if "findings" in parts:
                    yield from growing.figures(store, settings, name, sizes)
                if "edit" in parts:
                    yield from editing.figures(store, settings, name)
                if "names" in parts:
                    yield from naming.figures(store, name, sizes)
    if "start" in parts:
        yield serving.cold_start()
    if "questions" in parts:
        yield from asking.figures()
    if "paint" in parts:
        yield from painting.figures()
    if "kernels" in parts:
        yield from kernels.figures()
        yield from measures.figures()
    if "resolution" in parts:
        yield from resolving.figures()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--engine", action="append", choices=["embedded", "neo4j"])
    parser.add_argument("--items", type=int, default=10_000, help="aid items to ingest")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="entities there")
    given = parser.parse_args()
    table = Table("what", "engine", "against", "ratio", "figures", title="Amity, measured")
    said = Console(stderr=True)  # each figure as it comes: the table may take an hour
    for what, engine, reference, ratio, detail in figures(
        given.parts, given.engine or ["embedded", "neo4j"], given.items, given.sizes
    ):
        table.add_row(what, engine, reference, f"{ratio:.2f}", detail)
        said.print(f"{what} ({engine}): {ratio:.2f}; {detail}")
    Console(width=200).print(table)


if __name__ == "__main__":
    main()
