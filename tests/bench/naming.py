"""A question that names somebody while the graph of names grows: how long it takes to be understood, look-up and engine
included, and whether the one who is meant is found."""

from random import Random
from time import perf_counter

from graph.model import ENTITIES
from graph.names import search_text
from graph.questions.answering.answer import Row, reading
from graph.store import Store, Viewer
from ingest.run import ensure_reference
from tests.bench.loading import Figure
from tests.bench.partners import partners
from tests.conftest import emptied
from tests.support import write

_ASKED, _BATCH = 200, 5_000
_PHRASINGS = (
    ("vi", "{} tài trợ những dự án nào?"),
    ("vi", "ai quen biết {}?"),
    ("en", "which projects does {} fund?"),
    ("en", "who can introduce us to {}?"),
)
_LABELS = ":".join(ENTITIES["NGO"].labels)


def figures(store: Store, engine: str, sizes: list[int]) -> list[Figure]:
    """p95 of the last size against the first; `sizes` are numbers of organisations."""
    emptied(store)
    ensure_reference(store)
    names = [one.names[0] for one in partners(sizes[-1])]
    there, told = 0, dict[int, tuple[float, float, int]]()
    for size in sizes:
        _fill(store, names, there, size)
        there = size
        store.replan()
        told[size] = _asked(store, names[:size])
    shown = "; ".join(
        f"{size:,}: p50 {p50 * 1e3:.0f} ms, p95 {p95 * 1e3:.0f} ms, {found} of {_ASKED} name the one meant"
        for size, (p50, p95, found) in told.items()
    )
    ratio = told[sizes[-1]][1] / told[sizes[0]][1]
    return [(f"a question with a name among {sizes[-1]:,} (p95)", engine, f"among {sizes[0]:,}", ratio, shown)]


def _asked(store: Store, names: list[str]) -> tuple[float, float, int]:
    """p50 and p95 in seconds of a question about a name drawn from these, and how often it or a choice is the one meant."""
    dice, took, found = Random(7), list[float](), 0
    for n in range(_ASKED + 1):
        at = dice.randrange(len(names))
        lang, phrasing = _PHRASINGS[n % len(_PHRASINGS)]
        began = perf_counter()
        read = reading(store, Viewer(), phrasing.format(names[at]), lang, province="Hải Phòng")
        if n:  # the first one builds the words of its language
            took.append(perf_counter() - began)
            found += _id(at) in read.model_dump_json()
    took.sort()
    return took[len(took) // 2], took[int(len(took) * 0.95)], found


def _id(n: int) -> str:
    return f"ngo-{n:07}"


def _fill(store: Store, names: list[str], there: int, size: int) -> None:
    """Organisations as the index of names knows them, written past the ingest: they only have to be there."""
    for start in range(there, size, _BATCH):
        rows: list[Row] = [
            {"id": _id(n), "name": names[n], "search": search_text([names[n]])}
            for n in range(start, min(start + _BATCH, size))
        ]
        write(
            store,
            f"UNWIND $rows AS row CREATE (:{_LABELS} {{id: row.id, type: 'NGO', name: row.name, search: row.search}})",
            rows=rows,
        )
