"""A text cut into what its words are: phrases of the lexicon, times, amounts, names; the best cover of all words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.questions.amounts import Sum, amounts
from graph.questions.dates import times
from graph.questions.lexicon import Hit, Lexicon, Tag
from graph.questions.naming import Bearer, NameHit, Names, name_hits
from graph.questions.tokens import Token

_PARTS = ("time", "number", "amount")
_NAMED_SO = frozenset({"embassy", "consulate", "associations", "unions", "PublicBody"})
_CALLED = frozenset({"delegations", "events", "needs", "investments", "aid"})
_MOST_RUNS = 12
_LONGEST_RUN = 12


@dataclass(frozen=True, slots=True)
class Span:
    """The words [first, last) as typed with what they may be, the likeliest first; no tags: nobody knows them."""

    first: int
    last: int
    tags: tuple[Tag, ...]
    words: str

    def has(self, *kinds: str) -> bool:
        return any(tag.kind in kinds for tag in self.tags)

    def value(self, kind: str) -> object:
        return next((tag.value for tag in self.tags if tag.kind == kind), None)

    @property
    def silent(self) -> bool:
        """A little word that may be passed over."""
        return any(
            tag.kind in ("little", "rel", "having") or (tag.kind == "lead" and tag.value != "office")
            for tag in self.tags
        )

    def picked(self, chosen: Collection[str]) -> "Span":
        """With the named thing alone that was chosen among several."""
        tags = [Tag("name", _one(tag.value, chosen)) if tag.kind == "name" else tag for tag in self.tags]
        return replace(self, tags=tuple(tags))


def _one(options: object, chosen: Collection[str]) -> object:
    picked = tuple(o for o in options if o.id in chosen) if isinstance(options, tuple) else ()
    return picked if len(picked) == 1 else options


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    tags: tuple[Tag, ...]
    weight: float


def cut(typed: Sequence[Token], lexicon: Lexicon, names: Names, today: date, here: str) -> list[Span]:
    """The spans of a text, every word in one of them."""
    shouted = not any(token.raw.islower() for token in typed)
    parted = _parted(typed, lexicon, names, today, here)
    told = [replace(s, words=" ".join(t.raw for t in typed[s.first : s.last])) for s in parted]
    return [replace(s, tags=_by_letters(s, shouted)) for s in told]


def _parted(typed: Sequence[Token], lexicon: Lexicon, names: Names, today: date, here: str) -> list[Span]:
    spans = _cover(typed, lexicon, (), today, here)
    runs, rare = _runs(typed, spans)
    if not runs:
        return spans
    bearers = {b.thing.id: b for b in names.find(runs)}
    spans = _cover(typed, lexicon, bearers.values(), today, here, rare)
    if unknown := [span for span in spans if not span.tags]:
        mended = _mended(typed, unknown, lexicon)
        spans = _cover(mended, lexicon, bearers.values(), today, here, rare)
    if unknown := [span for span in spans if not span.tags and len(span.words) > 1]:
        more = names.find([[token.fold for token in typed[s.first : s.last]] for s in unknown], slips=True)
        bearers |= {b.thing.id: b for b in more}
        spans = _cover(_mended(typed, unknown, lexicon), lexicon, bearers.values(), today, here, rare)
    return spans


def _by_letters(span: Span, shouted: bool) -> tuple[Tag, ...]:
    """What may be a country or another word: "US" is the country and "us" is not; "nhat" alone is no "nhất" but Japan."""
    if not span.has("country") or not span.has("ours", "order"):
        return span.tags
    meant = span.has("order") or (span.words.isupper() and not shouted)
    return tuple(tag for tag in span.tags if (tag.kind == "country") == meant)


def _mended(typed: Sequence[Token], unknown: Iterable[Span], lexicon: Lexicon) -> list[Token]:
    """The text with a slip in a long word of ours put right."""
    out = list(typed)
    for at in (n for span in unknown for n in range(span.first, span.last)):
        if word := lexicon.mended(typed[at].fold):
            out[at] = replace(typed[at], key=word, fold=word)
    return out


def _runs(typed: Sequence[Token], spans: Sequence[Span]) -> tuple[list[list[str]], frozenset[int]]:
    """The runs of words in which a name may stand, and the words in them that only a name explains."""
    runs: list[list[str]] = []
    rare: set[int] = set()
    odd = [not s.tags or (s.tags[0].kind == "lead" and s.tags[0].value == "office") for s in spans]
    n = 0
    while n < len(spans):
        if not odd[n]:
            n += 1
            continue
        first = n - 1 if n and _may_be_name(spans[n - 1]) else n
        while n < len(spans) and (odd[n] or _may_be_name(spans[n])):
            rare.update(range(spans[n].first, spans[n].last) if odd[n] else ())
            n += 1
        tokens = typed[spans[first].first : spans[n - 1].last]
        runs += [[t.fold for t in tokens[k : k + _LONGEST_RUN]] for k in range(0, len(tokens), _LONGEST_RUN)]
    return [*runs, *_offices(typed, spans)][:_MOST_RUNS], frozenset(rare)


def _offices(typed: Sequence[Token], spans: Sequence[Span]) -> Iterator[list[str]]:
    """Words that are known each for itself and may be one name: "Đại sứ quán Nhật Bản", "đoàn thăm làng trẻ em"."""
    for n, span in enumerate(spans):
        kind = str(span.value("of") or "").split(" ")
        near = spans[max(0, n - 2) : n + 6]
        office = kind[-1] in _NAMED_SO and any(one.has("place", "country", "sector", "ours") for one in near)
        telling = [not one.silent and not one.has("ask", "when") for one in spans[n + 1 : n + 5]]
        called = kind[0] in _CALLED and (sum(telling) > 2 or (sum(telling) == 2 and telling[0]))
        if office or called:
            yield [t.fold for t in typed[near[0].first : spans[min(n + 5, len(spans) - 1)].last]][:_LONGEST_RUN]


def _may_be_name(span: Span) -> bool:
    return span.has("sector", "place", "country", "of", "lead", "title", "thing") and not span.silent


def _cover(
    typed: Sequence[Token],
    lexicon: Lexicon,
    bearers: Iterable[Bearer],
    today: date,
    here: str,
    rare: frozenset[int] = frozenset(),
) -> list[Span]:
    """The heaviest way to part the words into candidates; a word that nobody knows weighs against it."""
    candidates: dict[int, list[_Candidate]] = {}
    for one in _candidates(typed, lexicon, bearers, today, here, rare):
        candidates.setdefault(one.first, []).append(one)
    best: list[tuple[float, _Candidate | None]] = [(0.0, None)] * (len(typed) + 1)
    for at in range(len(typed) - 1, -1, -1):
        unknown = _Candidate(at, at + 1, (), -12.0)
        best[at] = max(
            ((one.weight + best[one.last][0], one) for one in (*candidates.get(at, ()), unknown)),
            key=lambda each: each[0],
        )
    return list(_followed(typed, best))


def _followed(typed: Sequence[Token], best: Sequence[tuple[float, _Candidate | None]]) -> Iterator[Span]:
    at = 0
    while at < len(typed):
        one = best[at][1]
        if one is None:
            return
        yield Span(one.first, one.last, one.tags, " ".join(t.raw for t in typed[one.first : one.last]))
        at = one.last


def _candidates(
    typed: Sequence[Token], lexicon: Lexicon, bearers: Iterable[Bearer], today: date, here: str, rare: frozenset[int]
) -> Iterator[_Candidate]:
    hits = list(lexicon.hits(typed))
    for hit in hits:
        tags = tuple(tag for tag in hit.tags if tag.kind not in _PARTS)
        if tags:
            weight = -8.0 if _office(tags) else _weight(hit.first, hit.last) - 3 * hit.slips
            weight += tags[0].kind == "of" and hit.last - hit.first > 1  # "đoàn vào năm 2024"
            yield _Candidate(hit.first, hit.last, tags, weight - 2 * (tags[0].kind == "little"))
    for found in times(typed, _said(hits, "time"), today):
        if _another_word(typed, found.first, found.last):
            continue
        yield _Candidate(found.first, found.last, (Tag("when", found.when),), _weight(found.first, found.last) + 2)
    for sum_ in amounts(typed, _said(hits, "amount")):
        yield _Candidate(sum_.first, sum_.last, (Tag("sum", sum_),), _weight(sum_.first, sum_.last) + _sum_bonus(sum_))
    for name in name_hits(typed, bearers, rare, here):
        yield _Candidate(
            name.first, name.last, (Tag("name", name.options),), _weight(name.first, name.last) + _name_bonus(name)
        )


def _another_word(typed: Sequence[Token], first: int, last: int) -> bool:
    """ "sang năm nào" asks for a year, "may" is no month by itself."""
    asked = typed[last - 1].fold == "nam" and last < len(typed) and typed[last].fold in ("nao", "may")
    return asked or (last - first == 1 and typed[first].raw == "may")


def _office(tags: Sequence[Tag]) -> bool:
    """A word that begins names of offices and says nothing alone ("sở")."""
    return all(tag.kind == "lead" and tag.value == "office" for tag in tags)


def _sum_bonus(found: Sum) -> float:
    return 1.0 if found.scaled else -1.0


def _name_bonus(name: NameHit) -> float:
    return (3.0, 1.0, -4.0, -6.0)[name.slips] - 3 * (name.last - name.first - 1) * (name.slips >= 2)


def _weight(first: int, last: int) -> float:
    return 10.0 * (last - first) + 3.0 * (last - first - 1)


def _said(hits: Iterable[Hit], kind: str) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for hit in hits:
        for tag in hit.tags:
            if tag.kind == kind:
                found.setdefault(hit.first, []).append((hit.last, str(tag.value)))
            elif tag.kind == "number":
                found.setdefault(hit.first, []).append((hit.last, f"#{tag.value}"))
    return found
