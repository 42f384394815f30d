"""Which pairs are worth a look: those that share a rare word, a pair of words, a short name, an identifier, a site.

Every block is bounded, and every record keeps only its best pairs, so that the work grows with the number of records.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np

from graph.resolution.frame import Frame
from graph.resolution.record import Record
from graph.resolution.words import Form

_BLOCK, _PARTNERS, _TOP = 40, 12, 4
_SOUNDED = 5
_WEIGHTS = {"=": 8, "#": 8, "@": 8, "+": 2}  # by the first sign of a block; 1 for all others
_VOWELS = frozenset("aeiouyhw")


def candidates(frame: Frame) -> list[tuple[int, int]]:
    """Pairs of positions of one type, the lower first; deterministic, whatever the order of the records' names."""
    blocks = defaultdict[tuple[str, str], list[int]](list)
    for i, record in enumerate(frame.records):
        for key in set(_keys(frame, i, record)):
            blocks[key, record.type].append(i)
    told = {weight: array("q") for weight in (1, *_WEIGHTS.values())}
    for (key, _), members in blocks.items():
        pairs = combinations(members, 2) if len(members) <= _BLOCK else _chained(key, members)
        told[_WEIGHTS.get(key[0], 1)].extend([i * len(frame.records) + j for i, j in pairs])
    return _best(told, len(frame.records))


def _chained(key: str, members: list[int]) -> Iterator[tuple[int, int]]:
    """A block too large for all its pairs: of what is equal in full each with the next and the first, of words none."""
    if key[0] in "=@#":
        yield from pairwise(members)
        yield from ((members[0], other) for other in members[2:])


def _best(told: Mapping[int, Sequence[int]], records: int) -> list[tuple[int, int]]:
    """The pairs that are among the best of one of their two records; `told`: a weight -> pairs of it, as i * records + j."""
    pairs, which = np.unique(np.concatenate([np.asarray(some) for some in told.values()]), return_inverse=True)
    weight = np.bincount(which, np.repeat(list(told), [len(some) for some in told.values()]), len(pairs))
    ends, twice = np.concatenate([pairs // records, pairs % records]), np.concatenate([pairs, pairs])
    order = np.lexsort((twice, -np.concatenate([weight, weight]), ends))
    ends = ends[order]
    place = np.arange(len(ends)) - np.searchsorted(ends, ends)
    kept = np.unique(twice[order][place < _PARTNERS])
    return list(zip((kept // records).tolist(), (kept % records).tolist(), strict=True))


def _keys(frame: Frame, i: int, record: Record) -> Iterator[str]:
    """The blocks of a record; the first sign tells how much sharing one says."""
    for one in record.forms:
        yield f"={one.squashed}"
        yield from _worded(frame, one)
    for short in frame.short_names(i) | frame.makes(i):
        yield f"#{short}"
    if i in frame.known:
        yield f"@known {frame.known[i].partner}"
    yield from (f"@{said}" for said in (*record.identifiers, record.site, record.mail_host, record.number) if said)
    yield from (f"={neighbour}" for neighbour in record.neighbours)


def _worded(frame: Frame, one: Form) -> Iterator[str]:
    rarest = sorted(set(one.units), key=lambda unit: (-frame.weights.of(unit.id), unit.id))[:_TOP]
    for unit in rarest:
        if unit.kind not in ("topic", "scope"):
            yield f"-{unit.id}"
        if unit.kind == "word" and len(unit.said) >= _SOUNDED:
            yield f"~{_skeleton(unit.said)}"
    ids = sorted({unit.id for unit in rarest})
    yield from (f"+{a}|{b}" for a, b in combinations(ids, 2))
    yield from (f"+{a}|{b}|{c}" for a, b, c in combinations(ids, 3))


def _skeleton(word: str) -> str:
    """A word without its vowels and doubled letters, so that slips meet: `organisation`, `organizasion`."""
    return word[0] + "".join(b for a, b in pairwise(word) if b not in _VOWELS and a != b)
