"""What is wanted of the things asked for: how many, how much, when, which column; and the verbs that are left."""

from graph.names import fold
from graph.questions.families import FAMILIES
from graph.questions.sheet import Sheet
from graph.questions.sides import read_sides, several
from graph.questions.travel import travelled

_SUMMED = {"aid": "money", "investments": "capital", "needs": "sought", "associations": "members"}
_ORDER = ("compare", "when", "count", "sum", "list")
_HARMLESS_PARTS = {
    "twins": ("partner",), "agreements": ("partner",),
    "people": ("works", "acquaintance", "met", "spoke"), "investments": ("investor", "owner", "from"), "businesses": ("investor", "owner", "from"),
    "needs": ("proposer", "sought"), "policies": ("proposer",), "events": ("host",), "associations": ("host", "member"),
}  # fmt: skip
_LISTED = ("people", "organisations", "businesses", "associations", "unions")
_RELATED = ("twins", "agreements", "associations", "businesses", "people", "events", "documents", "policies")
_ABOUT = ("organisations", "associations", "unions", "countries", "anything", "people")


def read_asks(sheet: Sheet, late: bool = False) -> None:
    """First what is wanted, so that conditions know it; `late` what only makes sense once they are read."""
    if late:
        _details(sheet)
        _verbs(sheet)
        _measures(sheet)
        read_sides(sheet)
        sheet.use(*sheet.free("follow"))
        return
    found = {str(tag.value): n for n in sheet.free("ask") for tag in sheet.spans[n].tags if tag.kind == "ask"}
    if "when" in found and (most := [n for n in sheet.free("order") if sheet.value(n, "order") in ("most", "least")]):
        of_month = not {"thang", "month"}.isdisjoint(fold(sheet.spans[found.pop("when")].words).split())
        sheet.said["group"] = "month" if of_month else "year"  # "năm nào có nhiều đoàn nhất"
        found["sum" if _mass(sheet, ("viện trợ", "vien tro", "aid")) else "count"] = most[0]
    if more := found.keys() & {"more", "less"}:
        found["compare"] = 0
        sheet.said["_larger"] = "more" in more
    if "each" in found or any(sheet.value(n, "measure") == "count" for n in sheet.free("measure")):
        found.setdefault("compare" if several(sheet) else "count", 0)
    ask = next((word for word in _ORDER if word in found and _fits(sheet, word)), None)
    if ask == "count" and (_of_money(sheet, "sum" in found) or _of_members(sheet)):
        ask = "sum"
    if ask == "sum" and "where" in found and sheet.said["of"] == "investments":
        ask = "list"  # "vốn bao nhiêu, nằm ở đâu": both are columns
    if ask is not None:
        sheet.said["ask"] = ask
    elif sheet.said.get("group"):
        sheet.said["ask"] = "sum" if sheet.said["of"] == "aid" and sheet.free("order", "measure") else "count"
    if "where" in found and ask != "compare" and not _relative(sheet, found["where"]):
        _where(sheet)
    _of_capital(sheet)
    sheet.use(*[n for n in sheet.free("ask") if _read(sheet, n)])
    if ask == "sum":
        _summed(sheet)
    if ask == "when":
        _dated(sheet)


def _read(sheet: Sheet, n: int) -> bool:
    """A word for a sum of what has none is not passed over: "kinh phí các đoàn ra"."""
    said = {str(tag.value) for tag in sheet.spans[n].tags if tag.kind == "ask"}
    return not said & {"path", "introduce"} and (said != {"sum"} or _fits(sheet, "sum") or _figure(sheet))


def _figure(sheet: Sheet) -> bool:
    return sheet.said["of"] == "statistics"


def _relative(sheet: Sheet, n: int) -> bool:
    """ "countries where we have": the word only joins."""
    return sheet.lang == "en" and n > 0 and sheet.spans[n - 1].has("of") and sheet.spans[n].words.lower() == "where"


def _where(sheet: Sheet) -> None:
    """Where: of agreements the partners, of anything else a column."""
    if sheet.said["of"] == "agreements":
        sheet.said["whose"] = {"part": "partner"}
    elif sheet.said["of"] not in ("twins", "places"):
        sheet.add("show", "places")


def _of_money(sheet: Sheet, summed: bool) -> bool:
    """ "giải ngân bao nhiêu viện trợ": how much, not how many."""
    measured = any(sheet.value(n, "measure") in ("committed", "disbursed", "money") for n in sheet.free("measure"))
    if sheet.lang == "vi" and _mass(sheet, ("viện trợ", "vien tro")):
        measured = measured or any(s.words.lower() in ("bao nhiêu", "bao nhieu", "là bao nhiêu") for s in sheet.spans)
    if sheet.said["of"] == "organisations":
        return sheet.said.get("role") == "funder" and any(_of_pledge(sheet, n) for n in sheet.free("ask"))
    if sheet.said["of"] == "aid":
        return measured and not sheet.said.get("kinds") and (summed or sheet.lang == "vi")
    if sheet.said["of"] == "investments" and any(_of_pledge(sheet, n) for n in sheet.free("ask")):
        return True
    return summed and bool(sheet.free("measure")) and sheet.said["of"] in _SUMMED


def _of_pledge(sheet: Sheet, n: int) -> bool:
    """ "cam kết bao nhiêu", "đầu tư bao nhiêu": how much, by whoever is asked for."""
    if sheet.value(n, "ask") != "count" or n == 0 or (n + 1 < len(sheet.spans) and sheet.spans[n + 1].has("of")):
        return False
    before = sheet.spans[n - 1]
    return before.value("measure") in ("committed", "disbursed", "money", "capital") or fold(before.words) == "dau tu"


def _mass(sheet: Sheet, words: tuple[str, ...]) -> bool:
    """ "viện trợ của Đức là bao nhiêu": aid by itself is an amount; items and projects are counted."""
    said = [span.words.lower() for n, span in enumerate(sheet.spans) if str(sheet.value(n, "of") or "") == "aid"]
    return bool(said) and all(one.startswith(words) and "item" not in one for one in said)


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
    if sheet.said["of"] == "investments" and any(_says_capital(sheet, n) for n in range(len(sheet.spans))):
        sheet.said["ask"] = "compare" if sheet.said.get("ask") == "compare" else "sum"
        sheet.said["measure"] = "capital"
    if sheet.said["of"] == "businesses" and capital:
        sheet.said["of"] = "investments"
        if sheet.said.get("ask", "list") in ("list", "count"):
            sheet.said["ask"] = "sum"
        sheet.said["measure"] = "capital"
        sheet.use(*capital)


def _says_capital(sheet: Sheet, n: int) -> bool:
    words = fold(sheet.spans[n].words).split()
    return str(sheet.value(n, "of") or "").startswith("investments") and not {"von", "capital"}.isdisjoint(words)


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
            or (of in _RELATED and role == "related")
            or (of in ("twins", "agreements", "associations", "businesses", "people") and role == "active")
            or (of == "delegations" and role == "recipient" and travelled(sheet, n))
            or (of in ("businesses", "investments") and role == "based")
            or (of == "events" and role == "implementer")
        ):
            sheet.use(n)
    for n in sheet.free("part"):
        part = sheet.value(n, "part")
        if of == "delegations":
            if travelled(sheet, n):
                sheet.use(n)
            else:
                sheet.said["_lost"] = True  # "đi" is passed over elsewhere
        elif part in ("met", "acquaintance") and of == "people" and not _acquainted(sheet):
            continue  # whom somebody met is not who has a post there
        elif part in _HARMLESS_PARTS.get(of, ()) or (of == "aid" and _of_aid(sheet, str(part))):
            sheet.use(n)


def _of_aid(sheet: Sheet, part: str) -> bool:
    """ "came from Germany", "what did we send abroad": a way that the conditions say already."""
    abroad = sheet.said.get("direction") == "outbound"
    given = abroad or bool(sheet.said.get("home")) or sheet.said.get("ask") == "sum"
    return abroad if part == "to" else part == "from" and given


def _acquainted(sheet: Sheet) -> bool:
    """Whether it is we who know or met the people, or somebody who is named."""
    parts = {party.part for party in sheet.said.get("parties", ())}
    return (
        "acquaintance" in parts
        or bool(sheet.said.get("languages"))
        or any(sheet.value(n, "ours") == "us" for n in range(len(sheet.spans)))
    )


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


def _details(sheet: Sheet) -> None:
    for n in sheet.free("detail"):
        if sheet.said["of"] in _LISTED and sheet.value(n, "detail") == "members":
            sheet.use(n)  # "gồm những ai"
            continue
        sheet.add("show", sheet.value(n, "detail"))
        sheet.use(n)
    if sheet.said["of"] in ("delegations", "people"):
        sheet.use(*sheet.free("who"))
