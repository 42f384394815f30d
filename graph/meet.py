"""Whom to meet of a place: its bodies that have to do with us or could, with people, licence, last contact and who opens the door."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.finding import Both, both
from graph.ground import Ground
from graph.licences import state
from graph.rhythm import contacts
from graph.wants import Wanted, answers
from graph.ways import Ways
from graph.weigh import counted, days_between

Row = dict[str, Any]
_BODIES = ("DiplomaticMission", "NGO", "Business", "DiasporaGroup", "MultilateralBody", "PublicBody", "FriendshipUnion")
_MOST_PEOPLE = 2


@dataclass(slots=True)
class Case:
    """One body of the place: what it does here, and which of our needs are in its line."""

    id: str
    near: bool
    speaks: bool = False
    bound: bool = False
    items: list[str] = field(default_factory=list[str])
    investments: list[str] = field(default_factory=list[str])
    needs: list[str] = field(default_factory=list[str])
    silent: int | None = None
    """Days since the last contact; None where none is on record."""

    @property
    def weight(self) -> float:
        """Who speaks for the country first; then what is here, needs in its line, being of the very place, how lately we met."""
        here = 3.0 * bool(self.items or self.investments)
        lately = 0.0 if self.silent is None else max(0.2, 1.5 - self.silent / 730)
        return here + 8.0 * self.speaks + 2.0 * self.bound + 2.0 * bool(self.needs) + 1.5 * self.near + lately


def cases(ground: Ground, there: frozenset[str], country: str, needs: Wanted) -> list[Case]:
    """The bodies of the place and its country that are worth a visit, the weightiest first."""
    ours = set(ground.ours)
    found = [_case(ground, x, there, country, needs) for x in _candidates(ground, there | {country}) if x not in ours]
    kept = [c for c in found if c.items or c.investments or c.needs or c.silent is not None or c.near or c.speaks]
    return sorted(kept, key=lambda c: (-c.weight, c.id))


def told(ways: Ways, case: Case) -> Row:
    """{"who","type","why","licence","people":[{"who","title","phone","email"}],"last_contact","needs","opener","way"}.

    `opener`: who of ours knows them; `way`: how it goes where it goes through others."""
    ground, way = ways.ground, ways.warmest(case.id)
    opener = ways.opener(way) if way else ""
    through = bool(way) and not ways.direct(way)
    personal = ground.a(opener).get("type") == "Person" if opener else False
    last = next(reversed(contacts(ground, case.id)), None)
    return {
        "who": named(ground, case.id), "why": _why(ground, case), "licence": _licence(ground, case.id), "people": _people(ground, case.id),
        "last_contact": {"date": last.day, "at": named(ground, last.what)} if last else None,
        "needs": [named(ground, n) for n in case.needs], "opener": named(ground, opener) | {"of": [named(ground, o) for o in ways.posts(opener)[:1]]} if personal or through else None,
        "way": {lang: ways.said(way, lang) for lang in ("vi", "en")} if way and through else None,
    }  # fmt: skip


def named(ground: Ground, id_: str) -> Row:
    a = ground.g.nodes[id_]
    name = str(a.get("name") or id_)
    return {
        "id": id_, "type": str(a.get("type")), "name": name,
        "names": {lang: ground.name(id_, lang) for lang in ("vi", "en")},
    }  # fmt: skip


def _candidates(ground: Ground, places: frozenset[str]) -> list[str]:
    codes = {str(ground.a(p).get("iso2")) for p in places if p in ground.g} - {"None"}
    return [
        x for type_ in _BODIES for x in ground.all(type_)
        if not places.isdisjoint(ground.out(x, "BASED_IN", "REPRESENTS", "LOCATED_IN")) or ground.a(x).get("country") in codes
    ]  # fmt: skip


def _case(ground: Ground, id_: str, there: frozenset[str], country: str, needs: Wanted) -> Case:
    given = [i for i in ground.out(id_, "FUNDS") if ground.inbound(i)]
    invested = ground.out(id_, "INVESTS_IN")
    fields = {s for x in (id_, *given, *invested) for s in ground.out(x, "WORKS_IN_SECTOR", "IN_SECTOR")}
    last = next(reversed(contacts(ground, id_)), None)
    bonds = {*ground.out(id_, "COORDINATES_WITH", "MEMBER_OF", "PART_OF"), *ground.into(id_, "COORDINATES_WITH")}
    return Case(
        id_, speaks=country in ground.out(id_, "REPRESENTS"), bound=not bonds.isdisjoint(ground.ours), near=not there.isdisjoint(ground.out(id_, "BASED_IN", "LOCATED_IN")) and not _abroad(ground, there),
        items=ground.wholes(i for i in given if ground.here(ground.out(i, "TARGETS"))),
        investments=[i for i in invested if ground.here([i, *ground.out(i, "LOCATED_IN", "TARGETS")])],
        needs=sorted(answers(needs, fields)), silent=days_between(last.day, ground.day) if last else None,
    )  # fmt: skip


def _abroad(ground: Ground, there: Iterable[str]) -> bool:
    """Whether the place is a whole country: to be based somewhere in it says little."""
    return any(ground.a(p).get("type") == "Country" for p in there if p in ground.g)


def _why(ground: Ground, case: Case) -> Both:
    return both("; ".join(_reasons(ground, case, "vi")), "; ".join(_reasons(ground, case, "en")))


def _reasons(ground: Ground, case: Case, lang: str) -> Iterable[str]:
    vi, place = lang == "vi", ground.name(ground.province, lang)
    for state_ in ground.out(case.id, "REPRESENTS"):
        yield f"đại diện cho {ground.name(state_, lang)}" if vi else f"represents {ground.name(state_, lang)}"
    if case.bound:
        yield "đang phối hợp với ta" if vi else "coordinates with us"
    if case.items:
        active, n = sum(map(ground.under_way, case.items)), len(case.items)
        since = (f", {active} đang thực hiện" if vi else f", {active} under way") if active else ""
        yield (
            f"{'' if active else 'đã '}tài trợ {n} khoản tại {place}{since}"
            if vi
            else f"{counted(n, 'aid item')} in {place}{since}"
        )
    if case.investments:
        what = ground.names(case.investments, lang, 1, "dự án")
        yield f"đầu tư: {what}" if vi else f"invests: {what}"
    if case.needs:
        rest, first = len(case.needs) - 1, ground.name(case.needs[0], lang)
        more = f" và {rest} nhu cầu khác" if vi else f" and {rest} more"
        yield f"hợp nhu cầu “{first}”{more if rest else ''}" if vi else f"fits the need “{first}”{more if rest else ''}"
    if ground.a(case.id).get("size"):
        people = int(ground.a(case.id)["size"])
        yield f"khoảng {people} người" if vi else f"about {people} people"
    if not (case.items or case.investments) and ground.here(ground.out(case.id, "RELATES_TO", "WORKS_IN")):
        yield f"có quan hệ với {place}" if vi else f"has relations with {place}"


def _licence(ground: Ground, id_: str) -> Row | None:
    """The state of a foreign NGO's licence in our area on the day; None for those that need none."""
    held = ground.out(id_, "HOLDS")
    if ground.a(id_).get("type") != "NGO" and not held:
        return None
    areas = {x: ground.out(x, "VALID_IN") for x in held}
    found = state([ground.a(x) for x in held], areas, ground.above, ground.day)
    return {name: found[name] for name in ("state", "number", "form", "until", "elsewhere")}


def _people(ground: Ground, id_: str) -> list[Row]:
    """Who works there on the day, those first of whom we know how to reach them."""
    posts = [(p, ground.tie(p, id_, "HAS_POST")) for p in ground.into(id_, "HAS_POST")]
    posts.sort(key=lambda one: (not (ground.a(one[0]).get("phone") or ground.a(one[0]).get("email")), one[0]))
    return [
        {"who": named(ground, p), "title": t.get("title"), "phone": ground.a(p).get("phone"), "email": ground.a(p).get("email")}
        for p, t in posts[:_MOST_PEOPLE]
    ]  # fmt: skip
