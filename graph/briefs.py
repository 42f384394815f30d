"""A delegation's brief about a country, a city or a province: whom to meet, what to bring, what was, what is ahead."""

from collections.abc import Iterable, Iterator
from typing import Any

import cypher
from graph.analysis import asked_of
from graph.asked import BadRequest
from graph.finding import Both, both
from graph.ground import Ground
from graph.licences import add_days, last_day
from graph.meet import Case, cases, named, told
from graph.returns import in_year, returns, said
from graph.rhythm import association_for, contacts, country_of
from graph.store import Store, Viewer
from graph.subgraph import Net, holds, project
from graph.texts import date_text, keys, number_text, text
from graph.wants import wanted
from graph.ways import Ways
from graph.where import Area, area

Row = dict[str, Any]
MOST = {"meet": 8, "needs": 5, "history": 5, "ahead": 5, "agreements": 4}
_SOON, _YEAR = 180, 365
_SECONDS = 30.0
_WORK = "introductions"


def brief(store: Store, viewer: Viewer, place: str, on: str | None = None, province: str | None = None) -> Row:
    """Everything worth knowing before a delegation goes to, or comes from, a place; a page of it.

    {"place","country","province","as_of","facts":[{"label","value"}],"agreements","meet","needs","history","ahead",
    "more": {part: how many are left out}}. Raises UnknownWord, AmbiguousEntity; BadRequest for our own place or one around it.
    """
    where = area(store, viewer, place)
    _, asked = asked_of(store, viewer, _WORK, province=province, on=on)
    country = _country(where)
    net = read(store, viewer, asked.province, asked.day, where, country)
    ground = Ground(net, asked.province, asked.day)
    if where.ref["id"] in ground.within | ground.above:
        raise BadRequest("place", place)
    return about(ground, where.ref["id"], where.within)


def read(store: Store, viewer: Viewer, province: str, day: str, where: Area, country: str) -> Net:
    """What a brief looks at: the network of acquaintance, and what is on record about the place."""
    rows = store.read(cypher.load("read/acquaintance"), viewer, seconds=_SECONDS, province=province, on=day)
    places, code = sorted(where.within | {country} - {""}), country.removeprefix("country-").upper()
    rows += store.read(cypher.load("read/brief"), viewer, seconds=_SECONDS, province=province, places=places, code=code)
    itself = {**where.ref, **{f"name_{lang}": name for lang, name in where.names.items()}}
    return project([*rows, {"a": itself}], viewer)


def about(ground: Ground, place: str, within: frozenset[str]) -> Row:
    """The brief from what was read. `within`: the place with all that lies in it."""
    country, ways, needs = _known_country(ground, place), Ways(ground), wanted(ground)
    found = cases(ground, within, country, needs)
    agreements = list(_agreements(ground, within))
    parts: dict[str, list[Row]] = {
        "agreements": agreements,
        "meet": [told(ways, case) for case in found[: MOST["meet"]]],
        "needs": list(_needs(ground, found)),
        "history": list(_history(ground, within, {country, *(c.id for c in found)})),
        "ahead": sorted(_ahead(ground, within | {country}, found, agreements), key=lambda row: (row["date"], row["what"]["en"])),
    }  # fmt: skip
    sizes = {name: len(rows) for name, rows in parts.items()} | {"meet": len(found)}
    return {
        "place": named(ground, place), "country": named(ground, country) if country in ground.g and country != place else None,
        "province": named(ground, ground.province), "as_of": ground.day, "facts": list(_facts(ground, place, country)),
        **{name: rows[: MOST[name]] for name, rows in parts.items()},
        "more": {name: max(0, size - MOST[name]) for name, size in sizes.items()},
    }  # fmt: skip


def _country(where: Area) -> str:
    """The country of a foreign place; "" for a place in Viet Nam, whose country is ours."""
    if where.ref["type"] == "Country":
        return str(where.ref["id"])
    return next((p for p in sorted(where.above) if p.startswith("country-") and p != "country-vn"), "")


def _known_country(ground: Ground, place: str) -> str:
    found = country_of(ground, place)
    return "" if found in ground.above else found


def _facts(ground: Ground, place: str, country: str) -> Iterator[Row]:
    a, of = ground.a(place), ground.a(country) if country in ground.g else {}
    begun, kind = of.get("relations_since"), f"value.partnership {of.get('partnership')}"
    if begun or kind in keys("vi"):
        yield _fact(
            "relations",
            *(_joined(lang, begun, text(kind, lang) if kind in keys(lang) else "") for lang in ("vi", "en")),
        )
    if of.get("national_day"):
        yield _fact("national_day", *(_day_of_year(str(of["national_day"]), lang) for lang in ("vi", "en")))
    if a.get("population"):
        yield _fact("population", *(number_text(int(a["population"]), lang) for lang in ("vi", "en")))
    if friends := association_for(ground, [country]):
        yield _fact("association", *(ground.name(friends, lang) for lang in ("vi", "en")))
    met = contacts(ground, place) or (contacts(ground, country) if country in ground.g else [])
    if met:
        last = met[-1]
        yield _fact("last_contact", *(_joined(lang, last.day, ground.name(last.what, lang)) for lang in ("vi", "en")))


def _fact(name: str, vi: str, en: str) -> Row:
    return {
        "name": name,
        "label": both(text(f"brief.{name}", "vi"), text(f"brief.{name}", "en")),
        "value": both(vi, en),
    }


def _joined(lang: str, day: object, words: str) -> str:
    return ": ".join(part for part in (date_text(str(day or ""), lang), words) if part)


def _day_of_year(day: str, lang: str) -> str:
    return date_text(f"2000-{day}", lang)[:-5]


def _agreements(ground: Ground, within: Iterable[str]) -> Iterator[Row]:
    """Agreements of ours with the place, those in force first, then the latest."""
    signed = {g for p in within if p in ground.g for g in ground.out(p, "PARTY_TO")}
    mine = [g for g in sorted(signed) if ground.here(ground.into(g, "PARTY_TO"))]
    mine.sort(key=lambda g: str(ground.a(g).get("since") or ""), reverse=True)
    for g in sorted(mine, key=ground.agreed, reverse=True):
        a = ground.a(g)
        yield {
            "what": named(ground, g),
            "since": a.get("since"),
            "until": a.get("until"),
            "fields": a.get("fields"),
            "in_force": ground.agreed(g),
        }


def _needs(ground: Ground, found: list[Case]) -> Iterator[Row]:
    """Open needs in the line of somebody to be met, those that most could meet first."""
    fitting: dict[str, list[str]] = {}
    for case in found:
        for need in case.needs:
            fitting.setdefault(need, []).append(case.id)
    for need, who in sorted(fitting.items(), key=lambda one: (-len(one[1]), one[0])):
        a, places = ground.a(need), ground.out(need, "TARGETS")
        yield {
            "what": named(ground, need), "where": [named(ground, p) for p in places], "for": [named(ground, x) for x in who[:3]],
            "amount": {"amount": a.get("amount"), "currency": a.get("currency")} if a.get("amount") is not None else None,
            "proposed_by": next((named(ground, x) for x in ground.into(need, "PROPOSES")), None), "others": max(0, len(who) - 3),
        }  # fmt: skip


def _history(ground: Ground, within: Iterable[str], others: Iterable[str]) -> Iterator[Row]:
    """Visits and events with the place itself until the day, the latest first; then those with its country and its bodies."""
    with_place, beside = (
        {
            (c.day, c.what)
            for x in whom
            if x in ground.g
            for c in contacts(ground, x)
            if ground.a(c.what).get("type") in ("Delegation", "Event")
        }
        for whom in (within, others)
    )
    for day, what in [*sorted(with_place, reverse=True), *sorted(beside - with_place, reverse=True)]:
        a = ground.a(what)
        after = [named(ground, x) for x in ground.out(what, "FOLLOWED_UP_BY")]
        yield {
            "date": day,
            "what": named(ground, what),
            "direction": a.get("direction"),
            "results": a.get("results"),
            "followed_by": after,
        }


def _ahead(ground: Ground, places: frozenset[str], found: list[Case], agreements: list[Row]) -> Iterator[Row]:
    """Round anniversaries within a year; the national day, ends of terms and what is planned within half a year."""
    day, soon = ground.day, add_days(ground.day, _SOON)
    for one in returns(ground):
        if not places.isdisjoint((one.about, *one.with_)):
            yield _coming(one.day, both(*(said(ground, one, lang) for lang in ("vi", "en"))), named(ground, one.about))
    for country in (p for p in sorted(places) if p in ground.g and ground.a(p).get("national_day")):
        falls = [in_year(f"0000-{ground.a(country)['national_day']}", int(day[:4]) + k) for k in (0, 1)]
        falls = [f for f in falls if day <= f <= soon]
        name = {lang: f"{text('brief.national_day', lang)} {ground.name(country, lang)}" for lang in ("vi", "en")}
        yield from (_coming(f, name, named(ground, country)) for f in falls)
    for row in agreements:
        if row["in_force"] and row["until"] and last_day(row["until"]) <= add_days(day, _YEAR):
            yield _coming(
                row["until"],
                both(*(f"{text('brief.agreement_ends', lang)}: {row['what']['names'][lang]}" for lang in ("vi", "en"))),
                row["what"],
            )
    for holder, licence in ((c.id, x) for c in found for x in ground.out(c.id, "HOLDS")):
        until = str(ground.a(licence).get("until") or "")
        if until and day <= last_day(until) <= soon:
            yield _coming(
                until,
                both(*(f"{text('brief.licence_ends', lang)}: {ground.name(holder, lang)}" for lang in ("vi", "en"))),
                named(ground, holder),
            )
    for what in sorted(
        {x for p in places if p in ground.g for x in ground.into(p, "CAME_FROM", "MET", "TARGETS", "CONCERNS")}
    ):
        a = ground.a(what)
        if (
            a.get("type") in ("Delegation", "Event")
            and not holds(begins := str(a.get("since") or ""), None, day)
            and begins <= soon
        ):
            yield _coming(begins, both(ground.name(what, "vi"), ground.name(what, "en")), named(ground, what))


def _coming(day: str, what: Both, ref: Row) -> Row:
    return {"date": day, "what": what, "entity": ref}
