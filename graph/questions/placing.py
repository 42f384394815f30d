"""Places of a question to where things are, lie, are valid, or must not be."""

from graph.names import fold
from graph.questions.families import Family
from graph.questions.plan import Named, Party, Place
from graph.questions.sheet import Sheet
from graph.reference import country_of_code, neighbours, provinces

BOTH = ("twins", "agreements")
"""What has a side of ours and a partner's."""


def read_ours(sheet: Sheet, family: Family, n: int) -> None:
    """Our province; "we" and "us" alone only say who asks."""
    us = sheet.ours.model_copy(update={"ours": True})
    if sheet.value(n, "ours") == "nation":
        us = Place(**_vietnam().model_dump())
    if sheet.value(n, "ours") == "next":
        sheet.use(*[n for place in next_door(sheet) if read_where(sheet, family, n, place)])
        return
    if sheet.value(n, "ours") == "us":
        if sheet.said["of"] in BOTH and not sheet.said.get("places"):
            sheet.add("places", us)  # "our sister cities"
        sheet.use(n)
    elif n + 1 < len(sheet.spans) and sheet.spans[n + 1].has("place", "former place"):
        sheet.use(n)  # "của tỉnh Nghệ An"
    elif read_where(sheet, family, n, us):
        sheet.use(n)


def next_door(sheet: Sheet) -> list[Place]:
    """The provinces that share a border with ours."""
    found = neighbours(sheet.ours.id)
    return [Place(id=unit.id, type="Province", vi=unit.name_vi, en=unit.name_en) for unit in found]


def _vietnam() -> Named:
    found = country_of_code("VN")
    assert found
    return Named(id=found.id, type="Country", vi=found.name_vi, en=found.name_en)


def places_named(sheet: Sheet, n: int) -> tuple[Named, ...]:
    """The places that bear this name ("Cam Giang", two communes); of those, the one the asker chose."""
    tags = sheet.spans[n].tags
    found = {
        tag.value.id: tag.value
        for tag in tags
        if tag.kind in ("place", "former place") and isinstance(tag.value, Named)
    }
    chosen = [thing for id_, thing in found.items() if id_ in sheet.chosen]
    if len(chosen) != 1:
        # A former province that ours took in is meant before a ward of its name.
        chosen = [p for id_, p in found.items() if (u := provinces().get(id_)) and sheet.ours.id in (u.id, u.successor)]
    return tuple(chosen if len(chosen) == 1 else found.values())


def read_place(sheet: Sheet, family: Family, n: int) -> None:
    found = places_named(sheet, n)[0]
    place = found if isinstance(found, Place) else Place(**found.model_dump())
    if _in_name(sheet, n, place):
        sheet.use(n)  # "hội Việt - Lào Hải Phòng", said of a thing of ours
    elif (
        sheet.said["of"] == "delegations"
        and place.type == "Province"
        and sheet.rel(n) == "to"
        and place.id != sheet.ours.id
    ):
        sheet.add("parties", Party(part="to", thing=_plain(place)))
        sheet.use(n)
    elif isinstance(sheet.said.get("licence"), dict) and _valid_there(sheet, n):
        sheet.said["licence"]["places"] = (place,)
        sheet.use(n)
    elif read_where(sheet, family, n, place):
        sheet.use(n)


def _valid_there(sheet: Sheet, n: int) -> bool:
    """ "a licence valid in Quang Ninh", "licensed for": where the licence is valid, not where its holder is."""
    at = sheet.before(n)
    if at is not None and sheet.spans[at].has("licence") and sheet.said["licence"].get("state") == "valid":
        return sheet.spans[at].words.lower().split()[-1] in ("in", "covering", "ở", "tại", "o", "tai")
    if not at or sheet.value(at, "rel") not in ("in", "to") or sheet.said["licence"].get("state") != "valid":
        return False
    said = sheet.spans[at - 1]
    return said.words.lower() == "valid" or said.has("licence", "agreement")


def _in_name(sheet: Sheet, n: int, place: Place) -> bool:
    """Whether the thing named right before says the place in its own name."""
    at = next((m for m in range(n - 1, -1, -1) if not (sheet.spans[m].has("lead", "country"))), -1)
    named = sheet.options(at) if at >= 0 else ()
    return len(named) == 1 and f" {fold(place.vi)} " in f" {fold(named[0].vi)} "


def read_where(sheet: Sheet, family: Family, n: int, place: Place) -> bool:
    before = sheet.before(n)
    beyond = [
        m
        for m in sheet.free("outside")
        if m < n
        and all(k in sheet.used or sheet.spans[k].silent or sheet.spans[k].has("having") for k in range(m + 1, n))
    ]
    if beyond and "outside" in family.takes:
        sheet.add("outside", place)
        sheet.use(beyond[-1])
        return True
    if before is not None and sheet.spans[before].has("neg") and before not in sheet.used:
        return False
    if "place" not in family.takes:
        if "party" in family.takes:
            sheet.add("parties", Party(part=family.part, thing=_plain(place)))
            return True
        return False
    sheet.add("places", place)
    return True


def _plain(place: Place) -> Named:
    return Named(id=place.id, type=place.type, vi=place.vi, en=place.en)
