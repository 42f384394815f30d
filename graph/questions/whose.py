"""Who has a part in things: "who led the delegation to", "which NGOs did it meet", "with which places do we have an accord"."""

from collections.abc import Mapping

from graph.model import ENTITIES
from graph.questions.plan import Of
from graph.questions.said import say_head
from graph.questions.sheet import Sheet

_VERBS: Mapping[Of, Mapping[str, str]] = {
    "delegations": {"leader": "leader", "member": "member", "host": "host", "met": "met"},
    "events": {"host": "host", "member": "member"},
    "needs": {"proposer": "proposer", "funder": "funder"},
    "investments": {"investor": "investor", "owner": "owner"},
}  # fmt: skip
_NAMED: Mapping[str, Of] = {
    "Delegation": "delegations", "Event": "events", "Need": "needs", "Investment": "investments",
}  # fmt: skip


def read_whose(sheet: Sheet, heads: list[int]) -> bool:
    """Read a question for those who have a part in things; False where it is none."""
    who = sheet.free("who")
    askers = [n for n in heads if _of(sheet, n) in ("organisations", "people") and _asked(sheet, n)]
    named = [n for n in sheet.free("name") if len(o := sheet.options(n)) == 1 and o[0].type in _NAMED]
    things = [n for n in heads if _of(sheet, n) in _VERBS]
    if not (who or askers) or len(named) > 1 or not (named or things):
        return False
    of = _NAMED[sheet.options(named[0])[0].type] if named else _of(sheet, things[0])
    told = {code: m for m in sheet.free("role", "part") for code in _codes(sheet, m) if code in _VERBS.get(of, {})}  # pyright: ignore[reportArgumentType, reportCallIssue]
    if len(set(told.values())) != 1 or any(_of(sheet, n) != of for n in things):
        return False
    code, verb = next(iter(told.items()))
    say_head(sheet, str(sheet.value(things[0], "of")) if things else of, None)
    for n in named:
        sheet.add("about", sheet.options(n)[0])
    types = [word for n in askers for word in str(sheet.value(n, "of")).split(" ")[1:] if word in ENTITIES]
    sheet.said["whose"] = {"part": _VERBS[of][code], "types": tuple(types)}  # pyright: ignore[reportArgumentType]
    sheet.use(*who, *askers, *named, *things, verb)
    return True


def _of(sheet: Sheet, n: int) -> str:
    return str(sheet.value(n, "of")).split(" ")[0]


def _asked(sheet: Sheet, n: int) -> bool:
    return any(sheet.value(m, "ask") in ("which", "count") for m in (n - 1, n + 1) if 0 <= m < len(sheet.spans))


def _codes(sheet: Sheet, n: int) -> list[str]:
    return [str(tag.value) for tag in sheet.spans[n].tags if tag.kind in ("role", "part")]
