"""What is wanted of the things asked for: how many, how much, when, which column; and the verbs that are left."""

from graph.questions.families import FAMILIES
from graph.questions.plan import Compare, Home, Order, Period, Place
from graph.questions.sheet import Sheet

_SUMMED = {"aid": "money", "investments": "capital", "needs": "sought", "associations": "members"}
_ORDER = ("compare", "when", "count", "sum", "list")
_HARMLESS_PARTS = {
    "delegations": ("from", "to", "met", "host", "leader", "member"), "twins": ("partner",), "agreements": ("partner",),
    "people": ("works", "acquaintance", "met", "spoke"), "investments": ("investor", "owner"), "businesses": ("investor", "owner", "from"),
    "needs": ("proposer",), "policies": ("proposer",),
}  # fmt: skip
_ABOUT = ("organisations", "associations", "unions", "countries", "anything", "people")


def read_asks(sheet: Sheet, late: bool = False) -> None:
    """First what is wanted, so that conditions know it; `late` what only makes sense once they are read."""
    if late:
        _details(sheet)
        _verbs(sheet)
        _measures(sheet)
        _sides(sheet)
        sheet.use(*sheet.free("follow"))
        return
    found = {str(tag.value): n for n in sheet.free("ask") for tag in sheet.spans[n].tags if tag.kind == "ask"}
    if more := found.keys() & {"more", "less"}:
        found["compare"] = 0
        sheet.said["_larger"] = "more" in more
    ask = next((word for word in _ORDER if word in found and _fits(sheet, word)), None)
    if ask == "count" and (_of_money(sheet, "sum" in found) or _of_members(sheet)):
        ask = "sum"
    if ask is not None:
        sheet.said["ask"] = ask
    elif sheet.said.get("group"):
        sheet.said["ask"] = "sum" if sheet.said["of"] == "aid" and sheet.free("order", "measure") else "count"
    if "where" in found and ask != "compare":
        _where(sheet)
    sheet.use(*[n for n in sheet.free("ask") if sheet.value(n, "ask") not in ("path", "introduce")])
    _of_capital(sheet)
    if ask == "sum":
        _summed(sheet)
    if ask == "when":
        _dated(sheet)


def _where(sheet: Sheet) -> None:
    """Where: of agreements the partners, of anything else a column."""
    if sheet.said["of"] == "agreements":
        sheet.said["whose"] = {"part": "partner"}
    elif sheet.said["of"] not in ("twins", "places"):
        sheet.add("show", "places")


def _of_money(sheet: Sheet, summed: bool) -> bool:
    """ "giải ngân bao nhiêu viện trợ": how much, not how many."""
    measured = any(sheet.value(n, "measure") in ("committed", "disbursed", "money") for n in sheet.free("measure"))
    if sheet.said["of"] == "aid":
        return measured and not sheet.said.get("kinds") and (summed or sheet.lang == "vi")
    return summed and bool(sheet.free("measure")) and sheet.said["of"] in _SUMMED


def _of_members(sheet: Sheet) -> bool:
    """ "có bao nhiêu hội viên": the members of the associations, not the associations."""
    return sheet.said["of"] == "associations" and any(
        sheet.value(n, "measure") == "members" for n in sheet.free("measure")
    )


def _fits(sheet: Sheet, word: str) -> bool:
    if sheet.said["of"] == "statistics" and word in ("count", "sum"):
        return False  # the figure itself is listed
    return word != "sum" or sheet.said["of"] in (*_SUMMED, "organisations")


def _of_capital(sheet: Sheet) -> None:
    """The capital of investors is that of their investments."""
    capital = [n for n in sheet.free("measure") if sheet.value(n, "measure") == "capital"]
    if sheet.said["of"] == "businesses" and capital:
        sheet.said["of"] = "investments"
        if sheet.said.get("ask", "list") in ("list", "count"):
            sheet.said["ask"] = "sum"
        sheet.said["measure"] = "capital"
        sheet.use(*capital)


def _summed(sheet: Sheet) -> None:
    """A sum is of money: what organisations gave is a sum of aid with its givers' types."""
    if sheet.said["of"] == "organisations":
        sheet.said["of"] = "aid"
        sheet.said.pop("role", None)
    sheet.said.setdefault("measure", _SUMMED[sheet.said["of"]])


def _dated(sheet: Sheet) -> None:
    of = sheet.said["of"]
    known = {
        "signed": ("twins", "agreements"), "expires": ("twins", "agreements", "organisations"), "held": ("delegations", "events"),
        "approved": ("aid", "policies"), "started": ("aid", "investments"), "ended": ("aid", "agreements", "twins"), "founded": ("associations", "unions"),
        "contacted": ("organisations", "anything", "people"), "licence_issued": ("organisations",), "relations": ("countries",),
    }  # fmt: skip
    sheet.said["date"] = FAMILIES[of].date
    for n in sheet.free("meaning"):
        meaning = next(
            (str(t.value) for t in sheet.spans[n].tags if t.kind == "meaning" and of in known.get(str(t.value), ())),
            None,
        )
        if meaning:
            sheet.use(n)
            sheet.said["date"] = {
                "contacted": "last_contact", "relations": "relations_since",
                "expires": "licence_expires" if of == "organisations" else "expires",
                "ended": "ended" if of == "aid" else "expires",
            }.get(meaning, meaning)  # fmt: skip
    if of == "organisations":
        for n in sheet.free("licence"):
            state = sheet.value(n, "licence")
            if state == "name" or sheet.said["date"] in ("licence_expires", "licence_issued") or state == "expiring":
                sheet.said["date"] = "licence_expires" if sheet.said["date"] != "licence_issued" else "licence_issued"
                sheet.use(n)
    if of == "people" and sheet.said["date"] == "post_since":
        ended = [
            n
            for n in sheet.free("status", "meaning")
            if "former" in (sheet.value(n, "status"), sheet.value(n, "meaning")) or sheet.value(n, "meaning") == "ended"
        ]
        sheet.said["date"] = "post_until" if ended else "post_since"
        sheet.said.pop("status", None)
        sheet.use(*ended)
    if "national day" in sheet.said.get("kinds", ()):
        sheet.said.update({"of": "countries", "date": "national_day"})
        del sheet.said["kinds"]


def to_about(sheet: Sheet) -> bool:
    """Whether a named thing is what a `when` is about, rather than a condition."""
    return sheet.said.get("ask") == "when" and sheet.said["of"] in _ABOUT


def _verbs(sheet: Sheet) -> None:
    """Verbs that no name took: an organisation's role; those that only repeat what the head says."""
    of = sheet.said["of"]
    for n in sheet.free("role"):
        role = sheet.value(n, "role")
        if of == "organisations":
            held = sheet.said.get("role")
            if role == "active" and sheet.spans[n].words.lower() == "active" and not sheet.said.get("periods"):
                _now(sheet)
            if held in (None, "active", role):
                sheet.said["role"] = role
                sheet.use(n)
            elif role in ("active", "related"):
                sheet.use(n)
        elif (
            (of == "aid" and _explained(sheet, str(role)))
            or (of in ("twins", "agreements", "associations", "businesses", "people") and role in ("related", "active"))
            or (of in ("businesses", "investments") and role == "based")
        ):
            sheet.use(n)
    for n in sheet.free("part"):
        part = sheet.value(n, "part")
        if part in _HARMLESS_PARTS.get(of, ()):
            if of == "delegations" and part in ("from", "to") and sheet.said.get("home"):
                sheet.said.setdefault("direction", "inbound" if part == "from" else "outbound")
            sheet.use(n)


def _now(sheet: Sheet) -> None:
    day = sheet.today.isoformat()
    sheet.add("periods", {"meaning": "now", "since": day, "until": day})


def _explained(sheet: Sheet, role: str) -> bool:
    """Whether a verb beside aid says no more than the conditions do."""
    if role == "funder":
        return any(sheet.said.get(slot) for slot in ("home", "types", "parties")) or sheet.said.get("ask") == "sum"
    if role == "active" and sheet.lang == "en":
        _now(sheet)
        return True
    return role in ("implementer", "recipient") and bool(sheet.said.get("places") or sheet.said.get("sectors"))


def _measures(sheet: Sheet) -> None:
    """Committed or disbursed: what is summed, or shown beside."""
    of = sheet.said["of"]
    for n in sheet.free("measure"):
        measure = sheet.value(n, "measure")
        if of == "organisations" and sheet.said.get("ask") == "list" and measure in ("committed", "disbursed", "money"):
            sheet.add("show", "money")
        elif measure == "count":
            sheet.said.setdefault("measure", "count")
        elif of in _SUMMED and (
            measure == _SUMMED[of] or (of == "aid" and measure in ("committed", "disbursed", "money"))
        ):
            held = sheet.said.get("measure")
            sheet.said["measure"] = measure if held in (None, "money", measure) else "money"
            sheet.said.setdefault("ask", "sum")
            if sheet.said["ask"] == "list":
                sheet.add("show", "money")
                del sheet.said["measure"]
        elif not (measure == "members" and of == "unions"):
            continue
        sheet.use(n)


def _sides(sheet: Sheet) -> None:
    """What is compared: two or more places, countries, sectors or years; they are sides, no longer conditions."""
    if sheet.said.get("ask") != "compare":
        return
    home = sheet.said.get("home")
    years = [year for period in sheet.said.get("periods", ()) for year in _years(period)]
    for axis, slot, sides in (
        ("place", "places", sheet.said.get("places", [])), ("country", "home", list(home.countries) if isinstance(home, Home) else []),
        ("sector", "sectors", sheet.said.get("sectors", [])),
    ):  # fmt: skip
        if len(sides) > 1:
            sheet.said["compare"] = Compare.model_validate({"axis": axis, "sides": tuple(_plain(s) for s in sides)})
            del sheet.said[slot]
            break
    else:
        if len(years) > 1:
            sheet.said["compare"] = Compare(axis="year", years=tuple(sorted(years)))
        elif len(parties := sheet.said.get("parties", [])) > 1 and len({party.part for party in parties}) == 1:
            sides = tuple(party.thing for party in sheet.said.pop("parties"))
            sheet.said["compare"] = Compare(axis="entity", sides=sides, part=parties[0].part)
        else:
            sheet.said["_lost"] = True
    sheet.said.setdefault("measure", "count")
    if "_larger" in sheet.said:
        sheet.said["order"] = Order(by=sheet.said["measure"], descending=sheet.said["_larger"])
        sheet.said["limit"] = 1


def _years(period: object) -> list[int]:
    """The years of a period that is made of whole ones."""
    if (
        isinstance(period, Period)
        and period.since
        and period.until
        and period.since[4:] == "-01-01"
        and period.until[4:] == "-12-31"
    ):
        return list(range(int(period.since[:4]), int(period.until[:4]) + 1))[:50]
    return []


def _plain(thing: object) -> object:
    return {k: v for k, v in thing.model_dump().items() if k != "ours"} if isinstance(thing, Place) else thing


def _details(sheet: Sheet) -> None:
    for n in sheet.free("detail"):
        if sheet.said["of"] == "people" and sheet.value(n, "detail") == "members":
            sheet.use(n)  # "gồm những ai"
            continue
        sheet.add("show", sheet.value(n, "detail"))
        sheet.use(n)
    if sheet.said["of"] in ("delegations", "people"):
        sheet.use(*sheet.free("who"))
