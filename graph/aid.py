"""How an aid item stands: given by us or to us, and whether it is under way on a day (QUESTIONS 2 and 5).

Its direction and status are the codes that sources give them (`ingest.sources.aid`).
"""

from collections.abc import Mapping
from typing import Any

from graph.subgraph import holds


def outbound(item: Mapping[str, Any]) -> bool:
    """Whether this is aid that we give to others abroad."""
    return item.get("direction") == "outbound"


def under_way(item: Mapping[str, Any], on: str) -> bool:
    """Whether it is approved, begun and not ended on a day (or at some time of a month or year). What nobody dated is."""
    status, approved = item.get("status"), item.get("approved")
    if status == "cancelled" or (status == "pipeline" and not approved):
        return False
    return holds(approved, None, on) and holds(item.get("since"), item.get("until"), on)
