"""`doctor --deep`: proves that the graph is what its claims come to, or names what is not and what to do about it."""

from dataclasses import dataclass

from api.console import Output
from api.opened import opened

_SHOWN = 10
_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Check:
    """What `doctor` says of one thing."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def look_deep(out: Output, repair: bool = False) -> list[Check]:
    """One check a kind of fault, or one that says that all is well; `repair` lays belief that differs anew."""
    from graph.deep import faults, lay_anew

    found: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    wrong: list[str] = []
    out.note(out.t("deep_looking"))
    with opened(out) as (store, viewer):
        for fault in faults(store, viewer):
            counts[fault.kind] = counts.get(fault.kind, 0) + 1
            if len(told := found.setdefault(fault.kind, [])) < _SHOWN:
                told.append(f"{fault.id}: {fault.detail}" if fault.detail else fault.id)
            if fault.kind == "belief" and len(wrong) < _KEPT:
                wrong.append(fault.id)
        if repair and wrong:
            lay_anew(store, wrong)
    checks = [Check("deep", True, out.t("deep_well"))] if not counts else []
    for kind, told in found.items():
        more = [out.t("deep_more", n=counts[kind] - len(told))] if counts[kind] > len(told) else []
        mended = repair and kind == "belief" and counts[kind] == len(wrong)
        remedy = out.t("deep_mended") if mended else out.t(f"deep_{kind}_remedy")
        checks.append(Check(f"deep_{kind}", mended, "\n".join([f"{counts[kind]}:", *told, *more]), remedy))
    return checks
