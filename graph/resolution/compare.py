"""Two names side by side: which words they share, which only one of them says, and what forbids that they are one."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from graph.resolution.words import LITTLE, LOCAL_PLACE, Form, Unit

_EDITS = ((13, 3), (8, 2), (5, 1))
_LONGEST_DIFFERENCE = 3


class Likeness(NamedTuple):
    """What two names share and what not.

    `shared`, `ours`, `theirs` are weights (1 is one rare word); `left`, `right` the units without a counterpart; `near`,
    `translated`, `loose` count pairs that are not written alike: a slip, another language, another word of one meaning
    in the same language.
    """

    pairs: tuple[tuple[Unit, Unit], ...]
    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    shared: float
    ours: float
    theirs: float
    near: int
    translated: int
    loose: int


def compare(a: Form, b: Form, weight: Callable[[str], float]) -> Likeness:
    """Pair up the units of two names: equal ones first, then one concept in two languages, then near spellings."""
    pairs, left, right = _paired(a, b)
    other_words = sum(x.kind == "topic" and x.stem != y.stem for x, y in pairs)
    slips = _slips(left, right, a.capitals | b.capitals) if left and right else []
    pairs += slips
    if left and right and (a.capitals or b.capitals) and any(not x.soft for x, _ in pairs):
        pairs += [*_spelled_out(a, b, left, right), *((y, x) for x, y in _spelled_out(b, a, right, left))]
    return Likeness(
        tuple(pairs),
        tuple(left),
        tuple(right),
        sum([weight(x.id) if x.id == y.id else min(weight(x.id), weight(y.id)) for x, y in pairs]),
        sum([weight(x.id) for x in left]),
        sum([weight(x.id) for x in right]),
        len(slips),
        other_words if a.lang != b.lang else 0,
        other_words if a.lang == b.lang else 0,
    )


def _paired(a: Form, b: Form) -> tuple[list[tuple[Unit, Unit]], list[Unit], list[Unit]]:
    """Units of one id, the same word before another of its meaning; in another language a society may be an association."""
    pairs, left, right = list[tuple[Unit, Unit]](), list[Unit](), list(b.units)
    foreign, shared = a.lang != b.lang, a.ids & b.ids
    for unit in a.units:
        found = None
        if unit.id in shared:
            for other in right:
                if other.id == unit.id:
                    found = other
                    if other.said == unit.said:
                        break
        elif foreign and unit.kind.startswith("form."):
            found = next((other for other in right if other.kind == unit.kind), None)
        if found is None:
            left.append(unit)
        else:
            right.remove(found)
            pairs.append((unit, found))
    return pairs, left, right


def _slips(left: list[Unit], right: list[Unit], capitals: frozenset[str]) -> list[tuple[Unit, Unit]]:
    """Pairs of words written nearly alike; what is paired leaves the lists. Short names in capitals bear no slip."""
    found = list[tuple[Unit, Unit]]()
    for unit in list(left):
        said, word = unit.said, unit.kind == "word"
        for other in right:
            if (
                said[:1] == other.said[:1]
                and (word or other.kind == "word")
                and near(said, other.said)
                and said not in capitals
                and other.said not in capitals
            ):
                left.remove(unit)
                right.remove(other)
                found.append((unit, other))
                break
    return found


def _spelled_out(a: Form, b: Form, left: list[Unit], right: list[Unit]) -> list[tuple[Unit, Unit]]:
    """Short names that stand in one name for words of the other: "JSPS London", "Japan Society for ... Science London"."""
    found = list[tuple[Unit, Unit]]()
    for unit in [u for u in left if u.said in a.capitals and len(u.said) > 1]:
        meant = _run(unit.said, b.words)
        full = [u for u in right if meant and set(u.said.split()) <= meant]
        if len(full) > 1:
            left.remove(unit)
            for one in full:
                right.remove(one)
            found.append((unit, max(full, key=lambda u: len(u.said))))
    return found


def _run(short: str, words: list[str]) -> set[str]:
    """The neighbouring words whose initials, with or without little words, spell a short name."""
    for chosen in (words, [word for word in words if word not in LITTLE]):
        letters = "".join(word[0] for word in chosen)
        if (at := letters.find(short)) >= 0:
            return set(chosen[at : at + len(short)])
    return set()


@lru_cache(maxsize=1 << 18)
def near(one: str, other: str) -> bool:
    """Whether two words are one word with a slip: an edit in five letters, two in eight, three in thirteen."""
    if one[:1] != other[:1] or abs(len(one) - len(other)) > _LONGEST_DIFFERENCE:
        return False
    shorter = min(len(one), len(other))
    edits = next((allowed for length, allowed in _EDITS if shorter >= length), 0)
    return edits > 0 and OSA.distance(one, other, score_cutoff=edits) <= edits


def forbidden(a: Form, b: Form) -> str:
    """Why two names cannot be one partner's: number, country, order of countries, place, accents; '' if nothing does."""
    if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers):
        return "number"
    if a.countries and b.countries and not _one_country(a.countries, b.countries):
        return "country"
    if len(a.countries) > 1 and a.countries != b.countries and set(a.countries) == set(b.countries):
        return "order"
    if a.places and b.places and a.places.isdisjoint(b.places):
        return "place"
    return "accents" if a.lang == b.lang == "vi" and _accents_differ(a, b) else ""


def _accents_differ(a: Form, b: Form) -> bool:
    """Whether both are written with accents, and a word differs in them alone (`graph.names.veto`, of what is read)."""
    if a.spelled == b.spelled or not (a.accented and b.accented):
        return False
    alike = {low for low, _ in a.spelled & b.spelled}
    return any(low not in alike for low in {low for low, _ in a.spelled} & {low for low, _ in b.spelled})


def folded(a: Form, b: Form) -> bool:
    """Whether a name of its own is the same in both only with its accents off: "Quỹ Cẩm Giang", "Quy Cam Giang"."""
    if a.spelled == b.spelled:
        return False
    own = _own(a) & _own(b)
    return bool(own) and not own <= {low for low, _ in a.spelled & b.spelled}


def _own(one: Form) -> set[str]:
    """The words of a name that are in no lexicon."""
    return {
        word
        for unit in one.hard
        if unit.kind == "word" or unit.id.startswith(LOCAL_PLACE)
        for word in unit.said.split()
    }


def _one_country(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(x.startswith(y) or y.startswith(x) for x in ours for y in theirs)
