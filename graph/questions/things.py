"""Named things of a question - places, countries, sectors, partners - to the conditions they are."""

from collections.abc import Iterator

from graph.model import ENTITIES
from graph.names import fold
from graph.questions.asks import to_about
from graph.questions.families import FAMILIES, Family
from graph.questions.placing import BOTH, places_named, read_ours, read_place, read_where
from graph.questions.plan import Choice, Home, Named, Party, Period, Place
from graph.questions.sheet import Sheet
from graph.questions.travel import of_delegation, read_visits
from graph.reference import country_of_code

_BILATERAL = ("associations", "people", "events", "countries", "agreements")
_ROLE_PARTS = {"funder", "implementer", "recipient", "manager", "approver"}


def read_things(sheet: Sheet) -> Iterator[Choice]:
    """Put each named thing into the plan; yields the names that several things bear."""
    family = FAMILIES[sheet.said["of"]]
    if to_about(sheet):
        yield from _abouts(sheet)
    if sheet.said["of"] == "delegations":
        read_visits(sheet)
    for n in range(len(sheet.spans)):
        if n in sheet.used:
            continue
        span = sheet.spans[n]
        if span.has("name"):
            options = sheet.options(n)
            if len(options) > 1:
                sheet.use(n)
                yield Choice(words=span.words, options=options)
            else:
                _named(sheet, family, n, next(iter(options)))
        elif span.has("ours"):
            read_ours(sheet, family, n)
        elif span.has("place", "former place"):
            if len(bearers := places_named(sheet, n)) > 1:
                sheet.use(n)
                yield Choice(words=span.words, options=bearers)
            else:
                read_place(sheet, family, n)
        elif span.has("sector") and not span.has("role") and "sectors" in family.takes:
            if sheet.said["of"] == "delegations":
                sheet.put("field", fold(span.words))  # "đoàn thanh niên": as its name or purpose says it
            else:
                sheet.add("sectors", span.value("sector"))
            sheet.use(n)
        elif span.has("country", "region", "tagged"):
            _home(sheet, family, n)
    _finish_home(sheet)
    _jubilee(sheet)
    _outward(sheet)
    if sheet.said["of"] in BOTH and (_we_have(sheet) or (sheet.said.get("ask") == "when" and _one_side(sheet))):
        sheet.add("places", sheet.ours.model_copy(update={"ours": True}))  # "ký kết nghĩa với Kobe khi nào": we did


def _jubilee(sheet: Sheet) -> None:
    """ "60 years of ties with Cambodia": the year in which the relations are as old as that."""
    home, numbers = sheet.said.get("home"), [n for n in sheet.free("sum") if not sheet.value(n, "sum").bounded]
    if not (
        isinstance(home, Home)
        and len(home.countries) == 1
        and len(numbers) == 1
        and "relations" in sheet.said.get("kinds", ())
    ):
        return
    found, years = (
        country_of_code(home.countries[0].id.removeprefix("country-")),
        sheet.value(numbers[0], "sum").amount.least,
    )
    if found and found.relations_since and years == int(years):
        year = int(found.relations_since[:4]) + int(years)
        sheet.add("periods", Period(meaning="held", since=f"{year}-01-01", until=f"{year}-12-31"))
        sheet.use(*numbers)


def _we_have(sheet: Sheet) -> bool:
    """ "which agreements do we have": the words ask, and say whose."""
    said = any(span.has("ask") and "we" in span.words.lower().split() for span in sheet.spans)
    return said and not sheet.said.get("places")


def _one_side(sheet: Sheet) -> bool:
    return len(sheet.said.get("parties", ())) == 1 and not (sheet.said.get("places") or sheet.said.get("home"))


def _outward(sheet: Sheet) -> None:
    """Aid that we give is not in our province: "aid from Hai Phong to Laos"."""
    places = sheet.said.get("places", [])
    if sheet.said["of"] == "aid" and sheet.said.get("direction") == "outbound" and places:
        abroad = [p for p in places if p.type != "Province"]
        if any(p.type == "Province" and p.id != sheet.ours.id for p in places):
            sheet.said["_lost"] = True  # whose aid another province gave is not on record
        sheet.said["places"] = abroad


def _abouts(sheet: Sheet) -> Iterator[Choice]:
    """The named things whose date is asked."""
    kinds = ("name", "country") if sheet.said["of"] in ("countries", "anything") else ("name",)
    for n in sheet.free(*kinds):
        options = sheet.options(n) or (sheet.value(n, "country"),)
        sheet.use(n)
        if len(options) > 1:
            yield Choice(words=sheet.spans[n].words, options=options)
        else:
            sheet.add("about", next(iter(options)))


def _home(sheet: Sheet, family: Family, n: int) -> None:
    """A country, part of the world or group of countries: where someone comes from, or where something goes."""
    of, rel = sheet.said["of"], sheet.rel(n)
    country = sheet.value(n, "country")
    if country is not None and country.id == "country-vn":
        if of in _BILATERAL and len(sheet.free("country")) + len(sheet.said.get("_home", ())) > 1:
            sheet.use(n)  # "hội hữu nghị Việt Nam - Lào"
            return
        if "place" in family.takes and rel in ("in", "to", "of", "for", None):
            sheet.add("places", Place(**country.model_dump()))
            sheet.use(n)
        return
    if of == "aid" and country is not None and rel in ("in", "to") and "place" in family.takes:
        sheet.add("places", Place(**country.model_dump()))
        sheet.said.setdefault("direction", "outbound")
        sheet.use(n)
        return
    if of == "delegations" and rel is None and _whose_visit(sheet, n):
        sheet.said.setdefault("direction", "inbound")
    if of == "delegations" and rel in ("from", "to"):
        sheet.said.setdefault("direction", "inbound" if rel == "from" else "outbound")
    if of == "people" and rel == "of" and country is not None:
        pass
    if "home" not in family.takes:
        if country is not None and "party" in family.takes:
            sheet.add("parties", Party(part=family.part, thing=country))
            sheet.use(n)
        return
    home = sheet.said.setdefault("_home", {"countries": [], "regions": [], "tags": [], "outside": False})
    for kind, slot in (("country", "countries"), ("region", "regions"), ("tagged", "tags")):
        value = sheet.value(n, kind)
        if value is not None:
            if value not in home[slot]:
                home[slot].append(value)
            break
    outside = [m for m in (n - 1, n - 2) if m >= 0 and m not in sheet.used and _other_than(sheet, m)]
    if outside:
        home["outside"] = True
        sheet.use(*outside)
    sheet.use(n)


def _whose_visit(sheet: Sheet, n: int) -> bool:
    """ "đoàn Nhật Bản", "Japanese delegations": right beside the word for them is where they are of."""
    at = n - 1 if sheet.lang == "vi" else n + 1
    return 0 <= at < len(sheet.spans) and str(sheet.value(at, "of") or "").startswith("delegations")


def _other_than(sheet: Sheet, m: int) -> bool:
    """ "outside Japan", "không phải của Nhật Bản"."""
    return sheet.spans[m].has("outside") or fold(sheet.spans[m].words) in (
        "khong phai",
        "khong phai la",
        "chu khong phai",
        "not",
    )


def _finish_home(sheet: Sheet) -> None:
    if (home := sheet.said.pop("_home", None)) is not None:
        sheet.said["home"] = Home(**home)


def _named(sheet: Sheet, family: Family, n: int, thing: Named) -> None:
    """A partner, person, item or foreign place by name."""
    of = sheet.said["of"]
    if (
        thing.type == "Locality"
        and sheet.rel(n) == "in"
        and "place" in family.takes
        and of not in ("twins", "agreements")
    ):
        if read_where(sheet, family, n, Place(**thing.model_dump())):
            sheet.use(n)
        return
    if "party" not in family.takes:
        return
    part = _part(sheet, family, n, thing)
    if part is not None:
        absent = _denied(sheet, n)
        if absent and of == "organisations" and part in ("funder", "recipient", "any"):
            sheet.said["_lost"] = True  # "ngoài X ra": X itself is meant, not what it has to do with
        sheet.add("parties", Party(part=part, thing=thing, absent=absent))  # pyright: ignore[reportArgumentType]
        sheet.use(n)


def _denied(sheet: Sheet, n: int) -> bool:
    before = sheet.before(n)
    if before is not None and before not in sheet.used and sheet.spans[before].has("outside"):
        sheet.use(before)
        return True
    m = next((m for m in range(n - 1, -1, -1) if not sheet.spans[m].silent), None)
    if sheet.said["of"] == "aid" and m is not None and m not in sheet.used and sheet.spans[m].has("neg"):
        sheet.use(m)  # "không do X tài trợ"
        return True
    return False


def _part(sheet: Sheet, family: Family, n: int, thing: Named) -> str | None:
    """What the named thing is to what is asked for."""
    of, rel = sheet.said["of"], sheet.rel(n)
    organisation = thing.type in ENTITIES and "Organization" in ENTITIES[thing.type].supers
    roles = [m for m in (sheet.before(n), n - 1, n + 1, sheet.after(n)) if m is not None and m in sheet.roles]
    if roles and of == "aid":
        return sheet.roles[roles[0]]
    verb = sheet.verb(n)
    if of == "delegations":
        return of_delegation(sheet, n, thing.type == "Person" or organisation)
    if of == "people":
        return "acquaintance" if thing.type == "Person" else "post" if organisation else None
    if of == "aid" and organisation:
        if verb and verb[1] == "role" and verb[2] in _ROLE_PARTS:
            given_to = rel == "to" and verb[2] == "funder" and verb[0] < n and sheet.lang in ("vi", "en")
            sheet.use(verb[0])
            return "recipient" if given_to else verb[2]
        money = sheet.said.get("ask") == "sum" or bool(sheet.free("measure"))
        return {"from": "funder", "to": "recipient", "by": "funder"}.get(rel or "", "funder" if money else "any")
    if of == "organisations":
        if thing.type in ("Event", "Delegation") and verb and verb[2] in ("member", "host", "met"):
            sheet.use(verb[0])
            return verb[2]
        if thing.type == "Person" and verb and verb[2] == "works":
            sheet.use(verb[0])
            return "post"
        verb_before = verb is not None and verb[0] < n
        if organisation and verb is not None and verb[2] == "funder":
            if verb_before:
                return "recipient"
            sheet.use(verb[0])
            sheet.said["role"] = "recipient"
            return "funder"
        return "any"
    if of == "associations" and thing.type == "FriendshipUnion":
        return "parent"
    if of == "investments":
        return "investor" if organisation else "any"
    if of == "needs":
        return (
            "proposer"
            if organisation and (rel in ("by", "of", "from") or (verb and verb[2] in ("proposer", "sought")))
            else "any"
        )
    if of == "events":
        if verb and verb[2] in ("host", "member", "implementer"):
            sheet.use(verb[0])
            return "host" if verb[2] == "implementer" else verb[2]
        return "any"
    return family.part
