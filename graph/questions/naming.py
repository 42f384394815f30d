"""Names of things in the graph within a question: whoever may be meant is found by the engine, here it is decided who is.

A name counts as typed whole, without its kind ("thành phố"), with one slip in a longer word, or by a part that tells it
apart: its beginning, or most of it. Accents that are typed decide. What several bear is a choice for the asker.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from graph.names import fold, key, veto
from graph.questions.plan import Named
from graph.questions.tokens import CODE, Token
from graph.reference import provinces
from graph.search import one_slip

_LONG = 5
_TELLING = 8
_MOST_OPTIONS = 12
_IN_PARTS = frozenset({
    "NGO", "Business", "PublicBody", "MultilateralBody", "FriendshipUnion", "FriendshipAssociation", "Person", "Locality",
    "DiplomaticMission", "DiasporaGroup", "Investment",
})  # fmt: skip
_OF = ("of", "cua", "for", "in", "tai", "o")
_SILENT = (
    ("provincial",),
    ("province",),
    ("thanh", "pho"),
    ("tinh",),
    ("tp",),
    ("tx",),
    ("thi", "xa"),
    ("city",),
    ("the",),
    ("mau",),
    ("sample",),
)
_SHORT = (
    (("uy", "ban", "nhan", "dan"), "ubnd"), (("dai", "su", "quan"), "dsq"), (("tong", "lanh", "su", "quan"), "tlsq"),
    (("so", "ngoai", "vu"), "snv"), (("lien", "hiep", "cac", "to", "chuc", "huu", "nghi"), "union"), (("lien", "hiep", "huu", "nghi"), "union"),
    (("union", "of", "friendship", "organizations"), "union"), (("union", "of", "friendship", "organisations"), "union"),
    (("friendship", "union"), "union"), (("lien", "hiep"), "union"),
)  # fmt: skip
_OFFICES = frozenset({"PublicBody", "FriendshipUnion"})
_SHORT_FORMS = frozenset(short for _, short in _SHORT) - {"union", "ubnd", "dsq", "tlsq"}


@dataclass(frozen=True, slots=True)
class Bearer:
    """A thing with all names it bears; `hint` tells it from others of its name."""

    thing: Named
    names: tuple[str, ...]
    hint: str = ""


class Names(Protocol):
    """The names in a graph."""

    def find(self, runs: Sequence[Sequence[str]], slips: bool = False) -> Iterable[Bearer]:
        """Who may bear a name made of words of one of these runs of folded words; with `slips` misspelled ones too."""
        ...


@dataclass(frozen=True, slots=True)
class NameHit:
    """Words [first, last) that name one of `options`; `slips` 0 whole, 1 with a slip, 2 a part of the name."""

    first: int
    last: int
    options: tuple[Named, ...]
    slips: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of a name as it is compared, and where it stands in the text."""

    word: str
    first: int
    last: int


def name_hits(typed: Sequence[Token], bearers: Iterable[Bearer], rare: frozenset[int], here: str) -> list[NameHit]:
    """The names in a text; a part of a name needs one of the `rare` words. `here` is our province, folded: of several who
    share a part of their name ("Sở Y tế"), the one of our province is meant."""
    text = _Text(typed, rare)
    found: dict[tuple[int, int], dict[int, dict[str, tuple[Bearer, bool]]]] = {}
    for bearer in bearers:
        for first, last, slips in _stands(text, bearer):
            spelled = slips == 0 and key(" ".join(t.raw for t in typed[first:last])) in map(key, bearer.names)
            found.setdefault((first, last), {}).setdefault(slips, {})[bearer.thing.id] = (bearer, spelled)
    hits = [_decided(span, by, here) for span, by in found.items()]
    return [hit for hit in hits if len(hit.options) <= _MOST_OPTIONS]


class _Text:
    """The words of the text in which names are looked for, and where each word of a name stands in them."""

    def __init__(self, typed: Sequence[Token], rare: frozenset[int]) -> None:
        self.typed, self.rare = typed, rare
        self.pieces = list(_pieces([token.fold for token in typed]))
        self._at: dict[str, list[int]] = {}

    def odd(self, n: int) -> bool:
        """Whether only a name explains this word."""
        return not self.rare.isdisjoint(range(self.pieces[n].first, self.pieces[n].last))

    def places(self, word: str) -> list[int]:
        if word not in self._at:
            self._at[word] = [n for n in range(len(self.pieces)) if self.alike(n, word)]
        return self._at[word]

    def alike(self, n: int, word: str) -> bool:
        """A word that nobody else explains may be a slip away."""
        said = self.pieces[n].word
        if said == word:
            return True
        return min(len(word), len(said)) >= _LONG and self.odd(n) and not said.isdigit() and one_slip(said, word)


def _decided(span: tuple[int, int], by: dict[int, dict[str, tuple[Bearer, bool]]], here: str) -> NameHit:
    slips = min(by)
    bearers = list(by[slips].values())
    spelled = [bearer for bearer, as_spelled in bearers if as_spelled]
    meant = spelled or [bearer for bearer, _ in bearers]
    if len(meant) > 1:
        ours = [b for b in meant if any(here in fold(name) for name in b.names)] if here and slips in (1, 2) else []
        meant = ours if len(ours) == 1 else meant
    return NameHit(*span, tuple(b.thing for b in sorted(meant, key=lambda b: (b.thing.vi, b.thing.id))), slips)


def _stands(text: _Text, bearer: Bearer) -> Iterator[tuple[int, int, int]]:
    """Where one of its names stands, whole or in part: (first, last, slips as in `NameHit`)."""
    if bearer.thing.type in _OFFICES:
        yield from _offices(text, bearer)
    for name in bearer.names:
        words = _words(name)
        for skip, word in enumerate(words):
            for start in text.places(word):
                if skip and start and text.alike(start - 1, words[skip - 1]):
                    continue  # seen from its beginning
                size, slips = _alike(text, start, words[skip:])
                said = text.pieces[start : start + size]
                first, last = said[0].first, said[-1].last
                if veto(raw := " ".join(token.raw for token in text.typed[first:last]), _like(name, raw)):
                    continue
                if size == len(words):
                    yield first, last, slips
                elif _tells(text, bearer, start, size, len(words), skip, slips):
                    yield first, last, 2 + slips


def _offices(text: _Text, bearer: Bearer) -> Iterator[tuple[int, int, int]]:
    """Where the name of an office stands without its province ("the Department of Health"), or with it on the other side
    ("the Department of Health of Hai Phong")."""
    for name in bearer.names:
        own, where = _parted(name)
        if not own or not where or (len(own) < 2 and not _SHORT_FORMS.issuperset(own) and own != ("union",)):
            continue
        for start in text.places(next(iter(own))):
            last = start + len(own)
            if [piece.word for piece in text.pieces[start:last]] != list(own):
                continue
            at = last + (last < len(text.pieces) and text.pieces[last].word in _OF)
            there = [piece.word for piece in text.pieces[at : at + len(where)]] == list(where)
            if there:
                yield text.pieces[start].first, text.pieces[at + len(where) - 1].last, 0
            elif own != ("union",):
                yield text.pieces[start].first, text.pieces[last - 1].last, 1


@lru_cache(maxsize=1 << 14)
def _parted(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of an office's name without its province, and those of the province; none where it names no province."""
    words = _words(name)
    for size in range(min(4, len(words) - 1), 0, -1):
        if words[-size:] in _provinces():
            rest = words[:-size]
            return rest[:-1] if rest[-1:] and rest[-1] in _OF else rest, words[-size:]
        if words[:size] in _provinces():
            return words[size:], words[:size]
    return words, tuple[str, ...]()


@cache
def _provinces() -> frozenset[tuple[str, ...]]:
    return frozenset(_words(name) for unit in provinces().values() for name in unit.names)


def _tells(text: _Text, bearer: Bearer, start: int, size: int, whole: int, skip: int, slips: int) -> bool:
    """Whether a part of a name is enough to mean it."""
    said = text.pieces[start : start + size]
    letters = sum(len(piece.word) for piece in said)
    if not any(text.odd(n) for n in range(start, start + size)) or letters < 4:
        return False
    if bearer.thing.type not in _IN_PARTS:
        return size >= 3 and size * 5 >= whole * 3 and not slips
    if slips and letters < _TELLING:
        return False
    if skip == 0:
        return size > 1 or letters >= _LONG
    return (size > 1 and size * 2 >= whole) or (size == 1 and letters >= _TELLING and not slips)


def _alike(text: _Text, start: int, words: Sequence[str]) -> tuple[int, int]:
    """How many words agree from here, at most one of them with a slip; and whether there was one."""
    slips = size = 0
    for n, word in zip(range(start, len(text.pieces)), words, strict=False):
        if text.pieces[n].word != word:
            if slips or not text.alike(n, word):
                break
            slips = 1
        size += 1
    return size, slips


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> tuple[str, ...]:
    if CODE.fullmatch(name):
        return (name.casefold(),)
    return tuple(piece.word for piece in _pieces(fold(name).split()))


def _like(name: str, said: str) -> str:
    """The words of a name that are said, with its own accents."""
    wanted = set(fold(said).split())
    return " ".join(word for word in key(name).split() if fold(word) in wanted)


def _pieces(words: Sequence[str]) -> Iterator[_Piece]:
    """The words of a name: short forms as one, those that only tell the kind left out."""
    at = 0
    while at < len(words):
        for long, short in _SHORT:
            if tuple(words[at : at + len(long)]) == long:
                yield _Piece(short, at, at + len(long))
                at += len(long)
                break
        else:
            silent = next((s for s in _SILENT if tuple(words[at : at + len(s)]) == s), None)
            if silent is None:
                yield _Piece(words[at], at, at + 1)
            at += len(silent or (0,))


class Memory:
    """The names of a few things, held here: for tests and lists that are small."""

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self._bearers = list(bearers)

    def find(self, runs: Sequence[Sequence[str]], slips: bool = False) -> Iterable[Bearer]:
        wanted = {word for run in runs for word in run}
        for bearer in self._bearers:
            spoken = {word for name in bearer.names for word in fold(name).split()}
            if wanted & spoken or (slips and any(len(b) >= _LONG and one_slip(a, b) for a in wanted for b in spoken)):
                yield bearer
