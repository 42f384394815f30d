"""Who has a part in things: "who led the delegation to", "which NGOs did it meet", "with which places do we have an accord"."""

from collections.abc import Mapping

from graph.model import ENTITIES
from graph.questions.said import say_head
from graph.questions.sheet import Sheet
from graph.questions.subject import says_who

_VERBS: Mapping[str, Mapping[str, str]] = {
    "delegations": {"leader": "leader", "member": "member", "host": "host", "met": "met"},
    "events": {"host": "host", "member": "member"},
    "needs": {"proposer": "proposer", "funder": "funder"},
    "investments": {"investor": "investor", "owner": "owner"},
}  # fmt: skip
_SHOWN = {"leader": "leader", "members": "member", "host": "host"}
_ALSO = ("và", "and", "kèm", "cùng", "với", "with")
_NAMED: Mapping[str, str] = {
    "Delegation": "delegations", "Event": "events", "Need": "needs", "Investment": "investments",
}  # fmt: skip


def read_whose(sheet: Sheet, heads: list[int]) -> bool:
    """Read a question for those who have a part in things; False where it is none."""
    who = sheet.free("who")
    askers = [n for n in heads if _of(sheet, n) in ("organisations", "people") and _asked(sheet, n)]
    named = [n for n in sheet.free("name") if len(o := sheet.options(n)) == 1 and o[0].type in _NAMED]
    things = [n for n in heads if _of(sheet, n) in _VERBS]
    details = [n for n in sheet.free("detail", "part") if says_who(sheet.spans[n].words) and not _also(sheet, n)]
    if not (who or askers or details) or len(named) > 1 or not (named or things):
        return False
    of = _NAMED[sheet.options(named[0])[0].type] if named else _of(sheet, things[0])
    told = _told(sheet, of, _VERBS.get(of, {}), details)  # pyright: ignore[reportArgumentType]
    if (
        len(told) != 1
        or any(_of(sheet, n) != of for n in things)
        or (details and any(_asked(sheet, n) for n in things))
    ):
        return False
    part, verbs = next(iter(told.items()))
    say_head(sheet, str(sheet.value(things[0], "of")) if things else of, None)
    for n in named:
        sheet.add("about", sheet.options(n)[0])
    types = [word for n in askers for word in str(sheet.value(n, "of")).split(" ")[1:] if word in ENTITIES]
    sheet.said["whose"] = {"part": part, "types": tuple(types)}
    sheet.use(*who, *askers, *named, *things, *verbs)
    return True


def _told(sheet: Sheet, of: str, verbs: Mapping[str, str], details: list[int]) -> dict[str, list[int]]:
    """The parts that are asked for -> the spans that say them; "ai đầu tư dự án X" says it by the word for the thing."""
    told: dict[str, list[int]] = {}
    for n in details:
        if (part := _SHOWN.get(str(sheet.value(n, "detail")))) in verbs.values():
            told.setdefault(str(part), []).append(n)
    for n in sheet.free("role", "part"):
        if n not in details or not sheet.spans[n].has("detail"):
            for part in {verbs[code] for code in _codes(sheet, n) if code in verbs}:
                told.setdefault(part, []).append(n)
    if not told and of == "investments" and sheet.free("who"):
        told["investor"] = []
    return told


def _also(sheet: Sheet, n: int) -> bool:
    """ "các đoàn ra và ai dẫn đầu": who has the part stands beside the things."""
    return n > 0 and sheet.spans[n - 1].words.lower() in _ALSO


def _of(sheet: Sheet, n: int) -> str:
    return str(sheet.value(n, "of")).split(" ")[0]


def _asked(sheet: Sheet, n: int) -> bool:
    return any(sheet.value(m, "ask") in ("which", "count") for m in (n - 1, n + 1) if 0 <= m < len(sheet.spans))


def _codes(sheet: Sheet, n: int) -> list[str]:
    return [str(tag.value) for tag in sheet.spans[n].tags if tag.kind in ("role", "part")]
