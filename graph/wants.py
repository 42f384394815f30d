"""What is needed here and by whom it could be met: open needs, and the sectors that would do."""

from collections.abc import Iterable

from graph.ground import Ground
from graph.reference import sector_with_children

Wanted = dict[str, set[str]]
"""Need -> the codes of the sectors that would do."""


def wanted(ground: Ground) -> Wanted:
    """The open needs of the area that nobody meets."""
    found: Wanted = {}
    for need in ground.all("Need"):
        open_ = (ground.a(need).get("status") or "open") == "open" and not ground.into(need, "MEETS_NEED")
        if open_ and ground.here(ground.out(need, "TARGETS")):
            codes = {s.removeprefix("sector-") for s in ground.out(need, "IN_SECTOR")}
            found[need] = {c for code in codes for c in sector_with_children(code)} | codes
    return found


def answers(needs: Wanted, sectors: Iterable[str]) -> set[str]:
    """The needs whose sector is one of these, or lies in one of these that is not a whole group of categories."""
    codes = {s.removeprefix("sector-") for s in sectors}
    return {need for need, fitting in needs.items() if not codes.isdisjoint(fitting)}
