"""What the things asked for must not be or do: "who fund health but not education", "chưa có dự án nào ở Hải Phòng"."""

from dataclasses import dataclass, field
from typing import Any

from graph.names import fold
from graph.questions.dates import When
from graph.questions.placing import next_door, places_named
from graph.questions.plan import ButNot, Named, Period, Place
from graph.questions.sheet import Sheet

_PLACES = ("place", "former place", "ours", "name")
_BY_SECTOR = ("aid", "needs", "investments", "events")
_ROLES = ("funder", "implementer", "recipient", "manager", "active", "related", "based")
_NOTHING = ("nothing", "không gì", "chẳng gì")
_PASSED = ("neg", "who", "licence", "agreement", "thing", "part", "detail", "gaps", "title", "status", "meaning")


@dataclass(slots=True)
class _Clause:
    """The words of one denial: `shared`, what it says of places and times is said of the whole question."""

    sheet: Sheet
    first: int
    last: int
    role: str | None = None
    aid: bool = False
    anything: bool = False
    shared: bool = False
    said: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])

    def add(self, slot: str, *things: object) -> bool:
        self.said.setdefault(slot, []).extend(things)
        return True

    @property
    def verbless(self) -> bool:
        return self.role is None and not self.aid

    def take(self, m: int) -> bool:
        """Whether the denial goes on with this span; what the span says is kept."""
        span = self.sheet.spans[m]
        if m in self.sheet.used or span.has("turn"):
            return False
        if any(tag.value == "under way" for tag in span.tags):
            return self.aid and self.add("periods", _now(self.sheet))
        if span.has("role"):
            return self._verb(m)
        if str(span.value("of") or "").startswith("aid"):
            return self._aid(str(span.value("of")))
        if span.has("sector"):
            return self.add("sectors", span.value("sector"))
        if span.has(*_PLACES):
            return self._place(m)
        if span.has("when"):
            return self._time(self.sheet.value(m, "when"))
        if span.value("ask") == "which" or fold(span.words) in ("anything", "bat ky"):
            self.anything = True
            return True
        return span.silent and not span.has(*_PASSED)

    def _verb(self, m: int) -> bool:
        """Its one verb, before all else."""
        if self.role or self.aid or self.said or self.anything:
            return False
        self.role = next(
            (str(t.value) for t in self.sheet.spans[m].tags if t.kind == "role" and t.value in _ROLES), None
        )
        return self.role is not None

    def _aid(self, of: str) -> bool:
        if self.aid:
            return False
        self.aid = True
        kinds = [kind for kind in of.split(" ")[1:] if kind != "project"]  # a project is said of any item
        return self.add("kinds", *kinds) if kinds else True

    def _place(self, m: int) -> bool:
        self.shared = self.shared or (self.verbless and bool(self.said)) or _same_verb(self)
        if self.shared:
            return False
        ours = self.sheet.value(m, "ours")
        if ours == "us":
            return True
        if ours in ("ours", "next"):
            us = [self.sheet.ours.model_copy(update={"ours": True})]
            return self.add("places", *(us if ours == "ours" else next_door(self.sheet)))
        found = self.sheet.options(m) or places_named(self.sheet, m)
        here = len(found) == 1 and found[0].type in ("Province", "Locality")
        return here and self.add("places", _place(found[0]))

    def _time(self, when: When) -> bool:
        if when.how == "any":
            self.anything = True
            return True
        if when.how not in ("", "now", "back") or (self.verbless and self.said):
            return False
        since, until = (day.isoformat() if day else None for day in (when.since, when.until))
        return self.add("periods", Period(meaning="now" if when.how == "now" else "overlaps", since=since, until=until))


def read_negated(sheet: Sheet) -> None:
    """Take each denial off the sheet, before anything is looked for in its words; `finish_negated` makes conditions of
    them. What is no whole denial is left as it is."""
    for n in [n for n in sheet.free("neg", "outside") if n not in sheet.used]:
        clause = _Clause(sheet, n, n)
        clause.anything = fold(sheet.spans[n].words) in map(fold, _NOTHING)
        if (verb := sheet.value(n, "neg")) in _ROLES:
            clause.role = str(verb)  # "not funded" is one word of ours
        while clause.last + 1 < len(sheet.spans) and clause.take(clause.last + 1):
            clause.last += 1
        front = [m for m in _front(sheet, n) if clause.take(m)]
        if _whole(clause, _head(sheet, n)):
            now = [
                m for m in (n - 1,) if m not in front and m >= 0 and getattr(sheet.value(m, "when"), "how", "") == "now"
            ]
            if now and clause.role:
                clause.add("periods", _now(sheet))
            sheet.use(*now, *front, *range(n, clause.last + 1))
            sheet.said.setdefault("_denied", []).append(clause)


def _front(sheet: Sheet, n: int) -> list[int]:
    """ "mà ở Quảng Ninh chưa có dự án nào": where, said before the denial in its own half of the sentence."""
    m = n - 1
    while m > 0 and not sheet.spans[m].has("turn") and (sheet.spans[m].has("when", *_PLACES) or sheet.spans[m].silent):
        m -= 1
    return (
        [k for k in range(m + 1, n) if sheet.spans[k].has("when", *_PLACES)]
        if m > 0 and sheet.spans[m].has("turn")
        else []
    )


def finish_negated(sheet: Sheet) -> None:
    """Make conditions of the denials; what they leave unsaid is as in the rest of the question."""
    for clause in sheet.said.pop("_denied", ()):
        of = sheet.said.get("of")
        if of in _BY_SECTOR and set(clause.said) == {"sectors"} and clause.role is None:
            sheet.add("but_not", ButNot(sectors=tuple(clause.said["sectors"])))
        elif of == "organisations":
            sheet.add("but_not", _filled(sheet, clause))
        else:
            sheet.said["_lost"] = True


def _filled(sheet: Sheet, clause: _Clause) -> ButNot:
    before = range(clause.first)
    held = {slot: tuple(things) for slot, things in clause.said.items()}
    if clause.anything and "sectors" not in held:
        return ButNot.model_validate({"role": clause.role} | held)  # "chưa tài trợ khoản nào": none at all
    if clause.shared or any(sheet.spans[m].has("place", "former place", "ours") for m in before):
        held.setdefault("places", tuple(sheet.said.get("places", ())))
    if not clause.aid:
        held.setdefault("sectors", tuple(sheet.said.get("sectors", ())))
    if clause.shared:
        held.setdefault("periods", tuple(sheet.said.get("periods", ())))
    return ButNot.model_validate({"role": clause.role} | held)


def _whole(clause: _Clause, of: str | None) -> bool:
    """Whether the words say what is denied, of things of which it can be."""
    own, outside = set(clause.said), clause.sheet.spans[clause.first].has("outside")
    if "con" in fold(clause.sheet.spans[clause.first].words).split():
        return False  # "không còn": it once was
    if of in _BY_SECTOR:
        return own == {"sectors"} and clause.verbless and not clause.shared
    if of != "organisations":
        return False
    if clause.role and not outside:
        return bool(own or clause.anything or clause.aid) or clause.role not in ("active", "based", "related")
    if clause.aid:
        return not outside and bool(own & {"places", "sectors", "periods"})
    if not own & {"sectors", "periods"} and not (clause.anything and "places" in own):
        return False
    clause.role = _role_before(clause.sheet, clause.first) or (
        "active" if (outside or _plain_not(clause)) and "sectors" in own else None
    )
    return clause.role is not None and not ("places" in own and not clause.anything)


def _plain_not(clause: _Clause) -> bool:
    """ "neither in health nor in education", "không thuộc y tế"."""
    return clause.sheet.spans[clause.first].words.lower() in ("neither", "nor", "not", "không", "khong")


def _head(sheet: Sheet, n: int) -> str | None:
    """What is asked for, as the words before the denial say it."""
    for m in range(n):
        span = sheet.spans[m]
        if span.has("who"):
            return "organisations"
        if (
            span.has("of")
            and not span.has("sector")
            and (of := str(span.value("of")).split(" ")[0]) not in ("places", "sectors")
        ):
            return of
    return None


def _role_before(sheet: Sheet, n: int) -> str | None:
    roles = [str(sheet.value(m, "role")) for m in range(n) if sheet.spans[m].has("role") and m not in sheet.used]
    return next((role for role in reversed(roles) if role in _ROLES), None)


def _same_verb(clause: _Clause) -> bool:
    """ "who fund health but do not fund education in Hai Phong": where, is said of both."""
    sheet, before = clause.sheet, range(clause.first)
    return (
        clause.role == _role_before(sheet, clause.first)
        and any(
            slot in clause.said and any(sheet.spans[m].has(kind) for m in before)
            for slot, kind in (("sectors", "sector"), ("periods", "when"))
        )
        and not any(sheet.spans[m].has("place", "former place", "ours") for m in before)
    )


def _place(found: Named) -> Place:
    return found if isinstance(found, Place) else Place(**found.model_dump())


def _now(sheet: Sheet) -> Period:
    day = sheet.today.isoformat()
    return Period(meaning="now", since=day, until=day)
