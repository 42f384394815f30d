"""The names in the graph's index of folded words: at most two questions to the engine for each question of an asker."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import cypher
from graph.questions.naming import Bearer
from graph.questions.plan import Named
from graph.search import LONGEST, hint
from graph.store import Store, Viewer
from graph.subgraph import names as both_names
from graph.subgraph import visible

_CANDIDATES = 200
_LONG = 5
_MOST_CLAUSES = 60
_ELSEWHERE = ("Province", "Country", "Sector", "Document", "Statistic", "Licence")
_LONGER = {"ubnd": "uy ban nhan dan", "dsq": "dai su quan", "tlsq": "tong lanh su quan", "snv": "so ngoai vu"}


class StoredNames:
    """Names by the full-text index that `amity search` uses."""

    def __init__(self, store: Store, viewer: Viewer) -> None:
        self._store, self._viewer = store, viewer

    def find(self, runs: Sequence[Sequence[str]], slips: bool = False) -> Iterable[Bearer]:
        wanted = list(dict.fromkeys(clause for run in runs for clause in clauses(run, slips)))[:_MOST_CLAUSES]
        if not wanted:
            return
        words = " OR ".join(wanted)
        query = cypher.load("read/search")
        for row in self._store.read(query, self._viewer, words=words, types=[], limit=_CANDIDATES):
            entity = visible(row["entity"]["type"], row["entity"], self._viewer)
            if entity["type"] not in _ELSEWHERE and not entity.get("merged_into"):
                yield _bearer(entity)


def clauses(run: Sequence[str], slips: bool) -> Iterator[str]:
    """What the index is asked for: two neighbouring words together, a word alone where the run has no other; with slips each longer word."""
    words = [word for word in run if word.isalnum() and len(word) <= LONGEST]
    if slips:
        yield from (f"{word}~1" if len(word) >= _LONG else word for word in words if len(word) > 1)
        return
    for word in words:
        if word in _LONGER:
            yield f"({' AND '.join(_LONGER[word].split())})"
    if len(words) == 1:
        yield words[0]
    yield from (f"({a} AND {b})" for a, b in pairwise(words))
    yield from ("".join(pair) for pair in pairwise(words))
    yield from (word for word in words if len(word) > _LONG)


def _bearer(entity: dict[str, object]) -> Bearer:
    called = both_names(entity)
    aliases = entity.get("aliases")
    others = [entity.get(p) for p in ("name", "name_vi", "name_en", "short")]
    spoken = [str(n) for n in (*others, *(aliases if isinstance(aliases, list) else ())) if n]
    thing = Named(id=str(entity["id"])[:200], type=str(entity["type"]), vi=called["vi"][:600], en=called["en"][:600])
    return Bearer(thing, tuple(dict.fromkeys(spoken)), hint(entity) or "")
