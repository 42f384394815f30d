"""The names in the graph's index of folded words: at most two questions to the engine for each question of an asker."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

import cypher
from graph.identity import new_id
from graph.names import JOINED_WORDS
from graph.questions.naming import Bearer
from graph.questions.plan import Named
from graph.questions.tokens import CODE
from graph.resolution.lexicon import lexicon
from graph.search import LONGEST, hint
from graph.store import Store, Viewer
from graph.subgraph import entities, visible
from graph.subgraph import names as both_names
from graph.things import Entity

_CANDIDATES = 200
_LONG = 5
_MOST_CLAUSES = 60
_ELSEWHERE = ("Province", "Country", "Sector", "Document", "Statistic", "Licence")
_NUMBERED = (
    ("AidItem", "code"),
    ("AidItem", "decision"),
    ("Licence", "number"),
    ("Investment", "licence_number"),
    ("NGO", "registration"),
)
_LONGER = {
    "ubnd": "uy ban nhan dan",
    "dsq": "dai su quan",
    "tlsq": "tong lanh su quan",
    "snv": "so ngoai vu",
    "sngv": "so ngoai vu",
}


class StoredNames:
    """Names by the full-text index that `amity search` uses."""

    def __init__(self, store: Store, viewer: Viewer) -> None:
        self._store, self._viewer = store, viewer

    def find(self, runs: Sequence[Sequence[str]], slips: bool = False) -> Iterable[Bearer]:
        yield from self._coded({word for run in runs for word in run if CODE.fullmatch(word)})
        wanted = list(dict.fromkeys(clause for run in runs for clause in clauses(run, slips)))[:_MOST_CLAUSES]
        if not wanted:
            return
        words = " OR ".join(wanted)
        query = cypher.load("read/search")
        for row in self._store.read(query, self._viewer, words=words, types=[], limit=_CANDIDATES):
            entity = visible(row["entity"]["type"], row["entity"], self._viewer)
            if entity["type"] not in _ELSEWHERE and not entity.get("merged_into"):
                yield _bearer(entity)

    def _coded(self, words: Iterable[str]) -> Iterator[Bearer]:
        """What these numbers identify: the id of a thing is made of the number it bears."""
        meant = {new_id(Entity(type_, word, {key: word.upper()})): word for word in words for type_, key in _NUMBERED}
        for id_, known in entities(self._store, self._viewer, list(meant)).items():
            bearer = _bearer(known)
            yield Bearer(bearer.thing, (*bearer.names, meant[id_]), bearer.hint)


def clauses(run: Sequence[str], slips: bool = False) -> Iterator[str]:
    """What the index is asked for, the surest first: neighbours written together, telling words alone, then beside their
    neighbours; of words that a great many names hold three together, or all of a shorter run. With slips each longer
    telling word, one letter of it put right.

    A word costs what there are names that hold it: one that half of a million do is never asked for by itself.
    """
    words = [word for word in run if word.isalnum() and len(word) <= LONGEST]
    if slips:
        yield from (_slipped(word) for word in words if len(word) > 1 and word not in _common())
        return
    for word in words:
        if word in _LONGER:
            yield f"({' AND '.join(_LONGER[word].split())})"
    if len(words) == 1:
        yield words[0]
    yield from ("".join(words[at : at + n]) for n in range(2, JOINED_WORDS + 1) for at in range(len(words) - n + 1))
    yield from (word for word in words if len(word) > _LONG and word not in _common())
    yield from (f"({a} AND {b})" for a, b in pairwise(words) if len(words) == 2 or not {a, b} <= _common())
    yield from (
        f"({a} AND {b} AND {c})" for a, b, c in zip(words, words[1:], words[2:], strict=False) if {a, b, c} <= _common()
    )


def _slipped(word: str) -> str:
    return f"{word}~1" if len(word) >= _LONG else word


@cache
def _common() -> frozenset[str]:
    """The words of sorts of body, fields of work, countries and places in Vietnamese and English."""
    known = lexicon().phrases.items()
    return frozenset(
        word for phrase, senses in known if any(s.lang in ("vi", "en", "") for s in senses) for word in phrase.split()
    )


def _bearer(entity: dict[str, object]) -> Bearer:
    called = both_names(entity)
    aliases = entity.get("aliases")
    others = [entity.get(p) for p in ("name", "name_vi", "name_en", "short")]
    spoken = [str(n) for n in (*others, *(aliases if isinstance(aliases, list) else ())) if n]
    thing = Named(id=str(entity["id"])[:200], type=str(entity["type"]), vi=called["vi"][:600], en=called["en"][:600])
    return Bearer(thing, tuple(dict.fromkeys(spoken)), hint(entity) or "")
