"""Follow-ups: "and in education?", "chỉ của Nhật Bản thôi", "of them, which are licensed": the plan before, changed."""

from graph.questions.families import FAMILIES
from graph.questions.heads import read_head
from graph.questions.plan import Plan
from graph.questions.sheet import Sheet

_CARRIED = {
    "sectors": "sectors", "places": "place", "outside": "outside", "home": "home", "licence": "licence", "agreement": "agreement",
    "parties": "party", "amount": "amount", "status": "status", "direction": "direction", "types": "types", "kinds": "kinds",
    "role": "role", "title": "title", "languages": "languages", "topic": "topic",
}  # fmt: skip
_CHANGES = ("sector", "place", "former place", "country", "region", "tagged", "ours", "name", "when", "sum", "licence", "agreement",
            "status", "role", "order", "group", "measure", "thing", "direction", "form", "detail", "sorted")  # fmt: skip


def continued(sheet: Sheet, context: Plan) -> bool:
    """Begin the sheet with what the context asks, where the text is no question of its own."""
    marks = {str(sheet.value(n, "follow")) for n in sheet.free("follow")}
    heads = [n for n in sheet.free("of") if not _had(sheet, n, context)]
    if heads and not marks:
        return False
    if (sheet.free("who") and sheet.free("role")) or context.ask == "path":
        return False
    changes = bool(sheet.free(*_CHANGES)) or any(
        sheet.value(n, "ask") in ("count", "sum", "list") for n in sheet.free("ask")
    )
    if not (changes or heads):
        return False
    _carry(sheet, context, bool(heads))
    sheet.use(*sheet.free("follow"))
    return True


def _had(sheet: Sheet, n: int, context: Plan) -> bool:
    """ "only those without a funder": what the things before have or lack is no other thing."""
    thing = sheet.value(n, "thing")
    near = range(max(0, n - 2), n)
    return thing in FAMILIES[context.of].things and any(sheet.spans[m].has("neg", "having") for m in near)


def _carry(sheet: Sheet, context: Plan, headed: bool) -> None:
    """Another thing of the same conditions, or the same thing under changed ones."""
    if not headed:
        sheet.said.update({"of": context.of, "ask": context.ask})
        for name in ("licence", "agreement"):
            if (kept := getattr(context, name)) and kept.state == "expiring":
                sheet.said[name] = kept.model_dump(exclude_none=True)  # "and within 180 days?" is another length of it
        named = [n for n in sheet.free("name") if len(sheet.options(n)) == 1]
        if context.ask in ("describe", "introduce") and len(named) == 1:
            sheet.add("about", sheet.options(named[0])[0])
            sheet.use(*named)
        return
    read_head(sheet)
    of, same = sheet.said["of"], sheet.said["of"] == context.of
    for name, kind in _CARRIED.items():
        value = getattr(context, name)
        if (
            value
            and name not in sheet.said
            and (same or (kind in FAMILIES[of].takes and kind not in ("types", "kinds")))
        ):
            sheet.said[f"kept {name}"] = value
    if same:
        sheet.said["kept periods"] = context.periods
