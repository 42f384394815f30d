"""How alike two names are: the rule that fits, its points, and what nobody else may bear for the rule to be sure.

Ten points are enough to join two records. "Nearly" becomes sure where the same country is said, "doubtful" does not. The rules and their bounds were set on public lists of
organisations and their names, not on the gold file's unseen part.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from graph.resolution.compare import Likeness, compare
from graph.resolution.contained import position
from graph.resolution.offices import BALLAST, ballast, telling
from graph.resolution.words import ORGANS, Form, Unit

SURE, NEARLY, LIKELY, WEAK = 10.0, 9.0, 6.0, 3.0
DOUBTFUL = 7.5
_SHORT_NAME = 5
_FEW = 4
_PUBLIC = ORGANS | frozenset(
    f"form.{kind}" for kind in ("gov", "school", "bank", "institute", "council", "museum", "hospital")
)
_BY_FIELD = frozenset({"form.school", "form.hospital"})
_STATE = frozenset({"MINISTRY", "DEPARTMENT", "GOVERNMENT", "DIRECTORATE", "BUREAU", "AUTHORITY", "ADMINISTRATION"})
_LOCAL = frozenset({"LOCAL", "REGIONAL"})
_ABOVE_STATES = frozenset({"INTERNATIONAL", "WORLD", "GLOBAL", "UNITED-NATIONS"})


class Alike(NamedTuple):
    """`rule`: the code of its evidence. The rule is sure if no third partner bears all units of `alone`, or answers to
    the name `short`."""

    rule: str
    points: float
    alone: tuple[str, ...] = ()
    short: str = ""


def alike(a: Form, b: Form, weight: Callable[[str], float]) -> Alike:
    """The best rule for two names; what forbids that they are one is not looked at here."""
    if a.fold == b.fold or a.squashed == b.squashed:
        short = len(a.squashed) <= _SHORT_NAME
        return Alike("same_name", LIKELY if short else _sure(a, b))
    if _same_wording(a, b):
        return Alike("same_wording", _sure(a, b))
    relation = kinds(a, b)
    if relation == "apart" and _two_bodies(a, b):
        return Alike("shared_words", 0.0)
    found = compare(a, b, weight)
    left, right = telling(found.left, a, b), telling(found.right, b, a)
    if not left and not right:
        return _same_words(a, b, found, relation)
    if not left or not right:
        small, big = (a, b) if right else (b, a)
        return _contained(small, big, found, left or right)
    return Alike("shared_words", max(0.0, DOUBTFUL * _share(found) - (1.5 if relation == "apart" else 0)))


def _two_bodies(a: Form, b: Form) -> bool:
    """Whether what two sorts of body share is the place that they are in: the People's Committee and the clinic of one
    commune, the department of a province and its college."""
    return bool((a.kinds | b.kinds) & ORGANS) or bool(a.ids & _LOCAL and b.ids & _LOCAL)


def kinds(a: Form, b: Form) -> str:
    """How the sorts of body that two names say go together: same, one (only one says any), more, apart."""
    if a.kinds == b.kinds:
        return "same"
    if not a.kinds or not b.kinds:
        return "one"
    return "apart" if a.kinds.isdisjoint(b.kinds) else "more"


def everywhere(one: Form) -> bool:
    """Whether it may be a public body of any country: "Ministry of Health", not "Bộ Y tế"."""
    generic = all(unit.kind in ("topic", "region", "number") or unit.id == "VN" for unit in one.hard)
    return generic and len(one.hard) <= _FEW and bool(one.ids & _STATE) and not (one.ours or one.ids & _ABOVE_STATES)


def _sure(a: Form, b: Form) -> float:
    return NEARLY if everywhere(a) or everywhere(b) else SURE


def _same_wording(a: Form, b: Form) -> bool:
    """Whether both say the same words in one order, but for little words, "organisation", "in Viet Nam" and the like."""
    if not a.ids ^ b.ids <= BALLAST:
        return False
    ours, theirs = ([u for u in x.units if not ballast(u, x, y)] for x, y in ((a, b), (b, a)))
    if [(u.id, u.stem) for u in ours] != [(u.id, u.stem) for u in theirs]:
        return False
    enough = len(ours) > 1 or (len(ours) == 1 and ours[0].kind == "word")
    return enough and not _other_case(a, b, ours)


def _same_words(a: Form, b: Form, found: Likeness, relation: str) -> Alike:
    """Nothing that tells partners apart is said by one name alone."""
    shared = [x for x, _ in found.pairs if not x.soft]
    rule = "translated" if found.translated else "same_words"
    if relation == "apart" or _other_case(a, b, shared):
        return Alike(rule, LIKELY)
    if not shared:
        same = len(found.pairs) > 1 and a.ids == b.ids
        return Alike(rule, NEARLY if same else WEAK)
    both = bool(_sorts(found.left, a, b) and _sorts(found.right, a, b))
    words = any(x.kind == "word" or (x.kind == "place" and a.kinds & _BY_FIELD) for x in shared)
    if relation == "one" and words and (both or _bare(a, b, shared)):
        return Alike(rule, DOUBTFUL)
    enough = 1 if words else 3 if relation == "one" else 2 - (a.ours and b.ours)
    local = any(unit.id in _LOCAL for unit in (*found.left, *found.right))
    doubtful = both if words else both or local or found.loose or _sure(a, b) < SURE
    sure = relation != "more" and len(shared) >= enough and not doubtful
    scoped = relation == "one" and any(u.kind == "scope" and u.id not in BALLAST for u in (*found.left, *found.right))
    alone = words or relation == "same" or (len(shared) > 1 and not scoped)
    return Alike(rule, SURE if sure else NEARLY if alone else LIKELY, _ids(shared) if alone else ())


def _bare(a: Form, b: Form, shared: list[Unit]) -> bool:
    """Whether one name is no more than a short word: "NFL" and "NFL Foundation" may be two."""
    return len(shared) == 1 and min(len(a.squashed), len(b.squashed)) <= _SHORT_NAME


def _contained(small: Form, big: Form, found: Likeness, extra: list[Unit]) -> Alike:
    """All that the shorter name says stands in the longer one."""
    points = min(DOUBTFUL, WEAK + 5 * _share(found))
    shared = [x for x, _ in found.pairs if not x.soft]
    other_sort = _left_out(small, found) or any(x.id != y.id for x, y in found.pairs if x.kind.startswith("form."))
    if other_sort and all(unit.kind in ("place", "country", "region") for unit in shared):
        return Alike("contained", WEAK)
    at = position(small, big)
    odd = kinds(small, big) == "apart" or _other_case(small, big, shared) or found.near or found.loose
    short = len(small.squashed) <= _SHORT_NAME or (len(small.units) == 1 and any(u.kind == "word" for u in extra))
    if odd or (short and at != "beside") or not _harmless(small, extra, at):
        return Alike("contained", min(points, LIKELY))
    words = any(x.kind == "word" for x in shared)
    if at in ("start", "end", "beside"):
        sure = len(shared) > 1 or (words and not _left_out(small, found))
    else:
        between = sum(unit.kind == "word" for unit in extra) > 1 or (len(extra) == 1 and len(shared) > 2)
        sure = words and between and at != "part" and not _left_out(small, found)
    return Alike("contained", points if sure else min(points, LIKELY), _ids(shared) if sure else ())


def _left_out(small: Form, found: Likeness) -> bool:
    """Whether the shorter name says a sort or scope of its own."""
    alone = {unit for side in (found.left, found.right) for unit in side} & set(small.units)
    return any(unit.kind != "form.body" and unit.id != "INTERNATIONAL" for unit in alone)


def _harmless(small: Form, extra: list[Unit], at: str) -> bool:
    """Members of a federation are kept apart ("X Deutschland"), as are numbers, places and universities of a field; a
    public body may leave its country out, and any body what stands before its sort ("Norwegian ... Council")."""
    said = {unit.kind for unit in extra}
    if said & {"number", "place"} or ("topic" in said and small.kinds & _BY_FIELD):
        return False
    return "country" not in said or bool(small.kinds & _PUBLIC) or (at == "end" and bool(small.kinds))


def _sorts(units: Iterable[Unit], a: Form, b: Form) -> list[Unit]:
    """The sorts and scopes that one name says alone; "organisation" is one only beside another in the same language."""
    empty = "" if a.lang == b.lang != "vi" else "form.body"
    return [unit for unit in units if unit.soft and unit.kind != empty and unit.id != "OFFICE"]


def _share(found: Likeness) -> float:
    return found.shared / (found.shared + 0.5 * (found.ours + found.theirs) + 0.01)


def _other_case(a: Form, b: Form, shared: Iterable[Unit]) -> bool:
    """Whether all words they share are short names in one and plain words in the other: CARE and Global Care."""
    words = [unit.said for unit in shared if unit.kind == "word"]
    return bool(words) and all(
        len(word) <= _SHORT_NAME and (word in a.capitals) != (word in b.capitals) for word in words
    )


def _ids(units: Iterable[Unit]) -> tuple[str, ...]:
    return tuple(sorted({unit.id for unit in units}))
