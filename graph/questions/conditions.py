"""The conditions of a question, one reader for each kind of word: what it takes from the sheet it puts into the plan."""

from collections.abc import Callable
from typing import Any

from graph.names import fold
from graph.questions.families import FAMILIES, Family
from graph.questions.plan import AgreementIs, Amount, LicenceIs, Measure, Order, Whose
from graph.questions.sheet import Sheet

Reader = Callable[[Sheet, Family], None]
_ROLES = {"active now": "active"}
_ORDERED: dict[str, str] = {"aid": "committed", "needs": "sought", "investments": "capital", "associations": "members"}
_DATED = (
    "twins",
    "agreements",
    "delegations",
    "events",
    "aid",
    "investments",
    "associations",
    "unions",
    "documents",
    "policies",
)
_OVERSEAS = "overseas owner"


def licence(sheet: Sheet, family: Family) -> None:
    spans = [n for n in sheet.free("licence") if sheet.value(n, "licence") != "name"]
    if "licence" not in family.takes or not spans:
        return
    state = sheet.value(spans[0], "licence")
    if state == "lapsed" and (sheet.said.get("licence") or {}).get("state") == "expired":
        sheet.use(spans[0])  # "đã hết hạn mà chưa được gia hạn"
    elif sheet.said.get("licence") in (None, {"state": state}):
        sheet.said["licence"] = {"state": state}
        sheet.use(spans[0])
        sheet.use(*[n for n in sheet.free("having") if n in (spans[0] - 1, spans[0] + 1)])
        if len(spans) > 1:
            licence(sheet, family)


def negated_licence(sheet: Sheet, family: Family) -> None:
    """ "không có bất kỳ giấy phép", "have never held a licence": a negation before the word licence."""
    for n in sheet.free("licence"):
        state = sheet.value(n, "licence")
        not_ = [m for m in sheet.free("neg") if m < n and n - m <= 4 and all(_light(sheet, k) for k in range(m + 1, n))]
        if "licence" in family.takes and not_ and state in ("name", "valid", "held") and "licence" not in sheet.said:
            sheet.said["licence"] = {"state": "none" if state != "valid" else "lapsed"}
            sheet.use(n, not_[-1], *range(not_[-1], n))


def _light(sheet: Sheet, n: int) -> bool:
    return sheet.spans[n].silent or sheet.spans[n].has("having")


def form(sheet: Sheet, family: Family) -> None:
    for n in sheet.free("form"):
        if "licence" in family.takes:
            sheet.said["licence"] = (
                {"state": "valid"} | sheet.said.get("licence", {}) | {"form": sheet.value(n, "form")}
            )
            sheet.use(n)


def agreement(sheet: Sheet, family: Family) -> None:
    for n in sheet.free("agreement"):
        if "agreement" in family.takes and "agreement" not in sheet.said:
            sheet.said["agreement"] = {"state": sheet.value(n, "agreement")}
            sheet.use(n)
        elif "licence" in family.takes and sheet.value(n, "agreement") in ("expiring", "ended", "in force"):
            held = sheet.said.get("licence")
            if sheet.value(n, "agreement") == "in force" and held and held["state"] == "valid":
                sheet.use(n)
            names = [m for m in sheet.free("licence") if sheet.value(m, "licence") == "name"]
            state = {"expiring": "expiring", "ended": "expired", "in force": "valid"}[sheet.value(n, "agreement")]
            if names and "licence" not in sheet.said:
                sheet.said["licence"] = {"state": state}
                sheet.use(n, *names)


def status(sheet: Sheet, family: Family) -> None:
    times = sheet.free("when")
    for n in sheet.free("status"):
        if sheet.spans[n].has("meaning") and any(abs(m - n) <= 9 for m in times):
            continue  # "approved in 2024" is a date
        values = [tag.value for tag in sheet.spans[n].tags if tag.kind == "status"]
        fitting = [v for v in values if v in family.statuses]
        if "status" in family.takes and fitting:
            sheet.add("status", fitting[0])
            sheet.use(n)
        elif "under way" in values and "now" in family.meanings:
            day = sheet.today.isoformat()
            sheet.add("periods", {"meaning": "now", "since": day, "until": day})
            sheet.use(n)


def as_said(part: str) -> Reader:
    """The reader of words that stand for a part of the plan as they are."""

    def read(sheet: Sheet, family: Family) -> None:
        for n in sheet.free(part):
            if part in family.takes and sheet.put(part, sheet.value(n, part)):
                sheet.use(n)

    return read


def has_and_lacks(sheet: Sheet, family: Family) -> None:
    """ "without a funder", "chưa có nhà tài trợ", "có hội hữu nghị": a thing with the words of having or lacking by it."""
    for n in [n for n in sheet.free("neg") if sheet.value(n, "neg") == "contact" and "contact" in family.things]:
        sheet.add("lacks", "contact")  # "not met" is one word of ours
        sheet.use(n)
    for n in sheet.free("thing"):
        thing = next((t.value for t in sheet.spans[n].tags if t.kind == "thing" and t.value in family.things), None)
        if thing is None:
            continue
        marks = [m for m in range(max(0, n - 4), n) if m not in sheet.used and sheet.spans[m].has("neg", "having")]
        after = [
            m for m in range(n + 1, min(n + 3, len(sheet.spans))) if m not in sheet.used and sheet.spans[m].has("neg")
        ]
        not_ = [m for m in marks if sheet.spans[m].has("neg")] or (after if not marks else [])
        if not_ or marks:
            if not (thing == "funder" and sheet.said.get("status")):
                sheet.add("lacks" if not_ else "has", thing)
            sheet.use(n, *not_, *marks)
        elif n - 1 in sheet.used and sheet.value(n - 1, "thing") == thing and thing in sheet.said.get("has", ()):
            sheet.use(n)  # "có doanh nghiệp đầu tư"


def kinds(sheet: Sheet, family: Family) -> None:
    """Kinds that other heads say: "events: exchanges and seminars"; overseas Vietnamese as owners."""
    for n in sheet.free("of"):
        of, *more = str(sheet.value(n, "of")).split(" ")
        if (
            "kinds" in family.takes
            and of == "organisations"
            and "DiasporaGroup" in more
            and sheet.said["of"] in ("businesses", "investments")
        ):
            sheet.add("kinds", _OVERSEAS)
            sheet.use(n)


def languages(sheet: Sheet, family: Family) -> None:
    speaking = [n for n in sheet.free("part") if sheet.value(n, "part") == "spoke"]
    for n in sheet.free("language"):
        if "languages" in family.takes:
            sheet.add("languages", sheet.value(n, "language"))
            sheet.use(n, *speaking)
    codes = {
        "JP": "ja",
        "KR": "ko",
        "CN": "zh",
        "FR": "fr",
        "RU": "ru",
        "DE": "de",
        "LA": "lo",
        "KH": "km",
        "ES": "es",
        "GB": "en",
    }
    for n in speaking:
        after = sheet.after(n)
        country = sheet.value(after, "country") if after is not None and after not in sheet.used else None
        if "languages" in family.takes and country is not None and (code := codes.get(country.id[-2:].upper())):
            sheet.add("languages", code)
            sheet.use(n, after)  # pyright: ignore[reportArgumentType]


def group(sheet: Sheet, _: Family) -> None:
    for n in sheet.free("group"):
        if sheet.put("group", sheet.value(n, "group")):
            sheet.use(n)


def amount(sheet: Sheet, family: Family) -> None:
    """Bounds of an amount; without a currency only of people, and a bare number only as a limit (see `order`)."""
    for n in sheet.free("sum"):
        found = sheet.value(n, "sum")
        if not found.bounded or "amount" not in family.takes or "amount" in sheet.said:
            continue
        near = [m for m in sheet.free("measure") if abs(m - n) <= 2]
        measure = next((sheet.value(m, "measure") for m in near), family.measure)
        measure = "committed" if measure in ("money", None) else measure
        if (measure == "members") == (found.amount.currency is None):
            sheet.said["amount"] = Amount(**(found.amount.model_dump() | {"measure": measure}))
            sheet.use(n, *[m for m in near if sheet.value(m, "measure") == measure])


def order(sheet: Sheet, family: Family) -> None:
    """The first, largest, latest ones, and how many of them."""
    of = sheet.said["of"]
    for n in sheet.free("order"):
        which = sheet.value(n, "order")
        by = _by(sheet, which, n)
        if by is None:
            continue
        sheet.said["order"] = Order(by=by, descending=which in ("most", "latest"))
        numbers = [
            m for m in sheet.free("sum") if not sheet.value(m, "sum").bounded and not sheet.value(m, "sum").scaled
        ]
        limit = next((int(sheet.value(m, "sum").amount.least) for m in numbers if abs(m - n) <= 3), None)
        if limit and 1 <= limit <= 1000:
            sheet.said["limit"] = limit
            sheet.use(*[m for m in numbers if abs(m - n) <= 3][:1])
        elif _one(sheet):
            sheet.said["limit"] = 1
        sheet.use(n)
    for n in sheet.free("sorted"):
        by = sheet.value(n, "sorted")
        by = _ORDERED.get(of, "committed") if by == "money" else by
        if sheet.put("order", Order.model_validate({"by": by, "descending": by not in ("name", "date")})):
            sheet.use(n)


def _one(sheet: Sheet) -> bool:
    if sheet.said.get("group"):
        return True
    several = any(fold(span.words) in ("nhung", "cac", "top", "hang dau", "main", "leading") for span in sheet.spans)
    return not several and (sheet.lang == "vi" or bool(sheet.said.get("_single")))


def _by(sheet: Sheet, which: str, n: int) -> Any:
    of = sheet.said["of"]
    near = [m for m in sheet.free("measure") if abs(m - n) <= 3]
    for m in near:
        measure: Measure = sheet.value(m, "measure")
        sheet.use(m)
        return {"money": "committed", "count": "count"}.get(measure, measure)
    if which in ("latest", "earliest"):
        return "date" if of in _DATED else None
    if sheet.said.get("group"):
        return "committed" if of == "aid" and sheet.said.get("ask") != "count" else "count"
    if of == "organisations":
        counted = any(str(span.value("of") or "").startswith("aid") for span in sheet.spans)
        return "count" if counted else "committed"
    return _ORDERED.get(of, "count" if of in ("countries", "sectors", "places") else None)


def built(sheet: Sheet) -> None:
    """Make parts of the plan of what was said in words."""
    if isinstance(sheet.said.get("licence"), dict):
        sheet.said["licence"] = LicenceIs(**sheet.said["licence"])
    if isinstance(sheet.said.get("whose"), dict):
        sheet.said["whose"] = Whose(**sheet.said["whose"])
    if isinstance(sheet.said.get("agreement"), dict):
        sheet.said["agreement"] = AgreementIs(**sheet.said["agreement"])


READERS: tuple[Reader, ...] = (
    negated_licence, licence, form, agreement, status, as_said("direction"), has_and_lacks, kinds, as_said("title"), languages,
    as_said("topic"), as_said("currency"), group, amount, order,
)  # fmt: skip


def read_conditions(sheet: Sheet) -> None:
    """Read all conditions but times and named things."""
    family = FAMILIES[sheet.said["of"]]
    for reader in READERS:
        reader(sheet, family)
