"""Times of a question to what must fall into them."""

from collections.abc import Iterable

from graph.questions.dates import When, shift
from graph.questions.families import FAMILIES
from graph.questions.plan import Meaning, Period
from graph.questions.sheet import Sheet

_SAME: dict[str, dict[str, Meaning]] = {
    "organisations": {"expires": "licence_expires", "licence_issued": "licence_issued", "signed": "licence_issued"},
    "delegations": {"started": "held", "ended": "held"},
    "events": {"started": "held"},
    "agreements": {"founded": "signed", "started": "signed"},
    "twins": {"founded": "signed", "started": "signed"},
    "associations": {"signed": "founded", "held": "founded"},
    "unions": {"signed": "founded"},
    "investments": {"licence_issued": "started", "approved": "started", "signed": "started"},
}  # fmt: skip


def read_times(sheet: Sheet) -> None:
    """Give each time to the licence, the agreement's state, the contact or the date it bounds."""
    for n in sheet.free("when"):
        when: When = sheet.value(n, "when")
        if when.how == "any":
            sheet.use(n)
        elif not (_length_of_state(sheet, when, n) or _now(sheet, when, n)):
            _period(sheet, when, n)
    _leftover_meanings(sheet)


def _length_of_state(sheet: Sheet, when: When, n: int) -> bool:
    """ "expiring in 90 days", "dormant for 36 months"."""
    licence, agreement = sheet.said.get("licence"), sheet.said.get("agreement")
    days = (when.until - sheet.today).days if when.how == "ahead" and when.until else None
    expiring = [m for m in sheet.free("meaning") if sheet.value(m, "meaning") == "expires"]
    if days is not None and isinstance(licence, dict) and licence["state"] in ("expiring", "expired"):
        licence.update({"state": "expiring", "days": days})
    elif days is not None and isinstance(agreement, dict) and agreement["state"] in ("expiring", "ended"):
        agreement.update({"state": "expiring", "days": days})
    elif days is not None and expiring and sheet.said["of"] in ("twins", "agreements"):
        sheet.said["agreement"] = {"state": "expiring", "days": days}
        sheet.use(*expiring)
    elif (
        when.how in ("over", "back") and isinstance(agreement, dict) and agreement["state"] == "dormant" and when.since
    ):
        agreement["months"] = round((sheet.today - when.since).days / 30.4375)
    elif isinstance(licence, dict) and licence["state"] in ("expiring", "expired") and when.how == "":
        state = "expired" if when.until and when.until < sheet.today else "held"
        licence["state"] = state
        sheet.add("periods", _span("licence_expires", when))
    elif (
        isinstance(licence, dict)
        and when.how == ""
        and (day := _one_day(when))
        and not (sheet.said.get("role") or sheet.free("role"))
    ):
        licence["on"] = day
    elif isinstance(agreement, dict) and agreement["state"] == "in force" and when.how == "":
        del sheet.said["agreement"]
        sheet.add("periods", _span("overlaps", when))
    elif isinstance(agreement, dict) and agreement["state"] == "expiring" and when.how == "":
        agreement["state"] = "in force"
        sheet.add("periods", _span("expires", when))
    else:
        return False
    sheet.use(n)
    return True


def _one_day(when: When) -> str | None:
    """The day, month or year that a time is."""
    if not when.since or not when.until:
        return None
    first, last = when.since.isoformat(), when.until.isoformat()
    if first == last:
        return first
    if first[:4] == last[:4] and first[4:] == "-01-01" and last[4:] == "-12-31":
        return first[:4]
    whole = first[:7] == last[:7] and first[8:] == "01" and shift(when.since, 1, "month") == shift(when.until, 1, "day")
    return first[:7] if whole else None


def _now(sheet: Sheet, when: When, n: int) -> bool:
    """Now: the asking day; for what has no other state than the present one it says nothing new."""
    if when.how != "now":
        return False
    family = FAMILIES[sheet.said["of"]]
    working = bool(sheet.said.get("role") or sheet.free("role"))
    if (
        (sheet.said.get("licence") and not working)
        or sheet.said.get("agreement")
        or sheet.said.get("status")
        or sheet.said["of"] in ("people", "needs")
    ):
        sheet.use(n)
    elif "now" in family.meanings:
        sheet.add("periods", _span("now", when))
        sheet.use(n)
    elif sheet.said["of"] in (
        "associations",
        "unions",
        "businesses",
        "investments",
        "countries",
        "places",
        "statistics",
    ):
        sheet.use(n)
    return True


def _period(sheet: Sheet, when: When, n: int) -> None:
    family = FAMILIES[sheet.said["of"]]
    of = sheet.said["of"]
    meaning, at = _meant(sheet, n, family.meanings)
    contact = "contact" in (*sheet.said.get("lacks", ()), *sheet.said.get("has", ()))
    if contact and "contacted" in family.meanings:
        meaning = "contacted"
    elif when.how == "over":
        return
    if meaning is None and of in ("twins", "associations") and _of_visits(sheet, n):
        meaning = "held"
    if meaning is None and not _unmet(sheet, n):
        meaning = (
            "related" if of == "organisations" and sheet.said.get("role", _role(sheet)) == "related" else family.meaning
        )
    if meaning == "now" and of == "people":
        meaning = None
    if meaning is None:
        return
    sheet.add("periods", _span(meaning, when))
    sheet.use(n, *([at] if at is not None else []))
    if meaning in ("licence_expires", "licence_issued"):
        sheet.use(*[m for m in sheet.free("licence") if sheet.value(m, "licence") == "name"])


def _of_visits(sheet: Sheet, n: int) -> bool:
    """ "sister cities without a delegation since 2020": when the delegations were, of which there are some or none."""
    if "delegation" not in (*sheet.said.get("lacks", ()), *sheet.said.get("has", ())):
        return False
    at = next(
        m for m, span in enumerate(sheet.spans) if any(t.kind == "thing" and t.value == "delegation" for t in span.tags)
    )
    return at < n or sheet.lang == "vi"


def _role(sheet: Sheet) -> str | None:
    return next((str(sheet.value(n, "role")) for n in sheet.free("role")), None)


def _meant(sheet: Sheet, n: int, meanings: Iterable[Meaning]) -> tuple[Meaning | None, int | None]:
    """The meaning word nearest to a time that the thing asked for knows."""
    same = _SAME.get(sheet.said["of"], {})
    for m in sorted(sheet.free("meaning"), key=lambda m: (abs(m - n), m > n)):
        values = [str(tag.value) for tag in sheet.spans[m].tags if tag.kind == "meaning"]
        for value in values:
            found = same.get(value, value)
            if found in tuple(meanings) and abs(m - n) <= 9:
                return found, m  # pyright: ignore[reportReturnType]
    return None, None


def _unmet(sheet: Sheet, n: int) -> bool:
    """Whether a meaning word that the thing asked for doesn't know stands right by the time."""
    return any(
        abs(m - n) == 1 and not sheet.spans[m].has("part", "role", "of", "status") for m in sheet.free("meaning")
    )


def _leftover_meanings(sheet: Sheet) -> None:
    """Words of dates that say nothing without a time: "hội nghị được tổ chức ở", "agreements signed with"."""
    harmless = {
        "twins": ("signed",), "agreements": ("signed",), "delegations": ("held",), "events": ("held",),
        "associations": ("founded",), "unions": ("founded",),
    }.get(sheet.said["of"], ())  # fmt: skip
    for n in sheet.free("meaning"):
        if sheet.value(n, "meaning") in harmless:
            sheet.use(n)


def _span(meaning: Meaning, when: When) -> Period:
    first, last = when.since, when.until
    return Period(meaning=meaning, since=first.isoformat() if first else None, until=last.isoformat() if last else None)
