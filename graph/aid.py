"""How an aid item stands: given by us or to us, and whether it is under way on a day (QUESTIONS 2 and 5).

Its direction and status are the codes that sources give them (`ingest.sources.aid`).
"""

from collections.abc import Mapping
from typing import Any

from graph.days import first_day, last_day, reaches


def outbound(item: Mapping[str, Any]) -> bool:
    """Whether this is aid that we give to others abroad."""
    return item.get("direction") == "outbound"


def under_way(item: Mapping[str, Any], on: str) -> bool:
    """Whether it is approved, begun and not ended on a day (or at some time of a month or year). What nobody dated is."""
    return under_way_between(item, first_day(on), last_day(on))


def under_way_between(item: Mapping[str, Any], first: str | None, last: str | None) -> bool:
    """The same at some time of the days from `first` to `last`, each of which may be open."""
    status, approved = item.get("status"), item.get("approved")
    if status == "cancelled" or (status == "pipeline" and not approved):
        return False
    return reaches(approved, None, first, last) and reaches(item.get("since"), item.get("until"), first, last)
