"""Round anniversaries: the fifth, tenth ... return of relations, agreements and foundings of ours."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.ground import Ground
from graph.licences import add_days, last_day
from graph.rhythm import country_of
from graph.subgraph import holds

AHEAD = 365


@dataclass(frozen=True, slots=True)
class Return:
    """`years` since something began: `day` is its return, of the precision it is known in; `with_` are those concerned."""

    kind: str
    about: str
    years: int
    day: str
    with_: tuple[str, ...]


def returns(ground: Ground) -> Iterator[Return]:
    """Those within a year of the day: agreements in force, relations with the countries of our friends, our foundings."""
    mine = ground.ours
    friends = {c for a in mine for c in ground.out(a, "FRIEND_OF")}
    for agreement in ground.all("Agreement"):
        a, parties = ground.a(agreement), ground.into(agreement, "PARTY_TO")
        partners = [p for p in parties if p not in ground.within]
        if not ground.here(parties) or a.get("stage") in ("superseded", "expired", "proposed"):
            continue
        countries = [c for p in partners if (c := country_of(ground, p))]
        friends |= {c for c in countries if c in ground.g}
        if ground.agreed(agreement):
            rounds = _next(ground, "anniversary-agreement", agreement, a.get("since"), (*partners, *countries))
            yield from (one for one in rounds if holds(None, a.get("until"), one.day))
    for country in sorted(friends - ground.above):
        yield from _next(ground, "anniversary-relations", country, ground.a(country).get("relations_since"), (country,))
    for body in (o for o in mine if ground.a(o).get("founded")):
        yield from _next(ground, "anniversary-founding", body, ground.a(body)["founded"], (body,))


def said(ground: Ground, one: Return, lang: str) -> str:
    name, n, vi = ground.name(one.about, lang), one.years, lang == "vi"
    if one.kind == "anniversary-relations":
        return f"{n} năm quan hệ ngoại giao với {name}" if vi else f"{n} years of relations with {name}"
    if one.kind == "anniversary-founding":
        return f"{n} năm thành lập {name}" if vi else f"{n} years since {name} was founded"
    return f"{n} năm ký “{name}”" if vi else f"{n} years since “{name}” was signed"


def _next(ground: Ground, kind: str, about: str, since: object, with_: tuple[str, ...]) -> Iterator[Return]:
    """The next return of a day whose count of years ends in 5 or 0."""
    begun = str(since or "")
    if not begun[:4].isdigit():
        return
    for year in (int(ground.day[:4]), int(ground.day[:4]) + 1):
        years, day = year - int(begun[:4]), in_year(begun, year)
        if years > 0 and years % 5 == 0 and ground.day <= last_day(day) <= add_days(ground.day, AHEAD):
            yield Return(kind, about, years, day, with_)


def in_year(day: str, year: int) -> str:
    """The same day of another year; 29 February goes back to the 28th."""
    rest = "-02-28" if day[4:10] == "-02-29" else day[4:10]
    return f"{year}{rest}"
