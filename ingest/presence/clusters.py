"""Sectors as humanitarian tables name them: words of the reference data, and the letters of the global clusters."""

from functools import lru_cache

from graph.things import Entity
from ingest import reference
from ingest.mentions import brackets
from ingest.sectors import known_sector, shares

# Letters that are no words of everyday reports ("etc", "er"): known only where they stand alone, in capitals.
_LETTERS = {
    "CCM": "72050", "CCCM": "72050", "CSS": "72050", "EDU": "vn-education", "ER": "730", "ERY": "730", "ETC": "220",
    "TEL": "220", "FSC": "43072", "FSL": "43072", "FSA": "43072", "SAN": "43072", "HEA": "vn-health", "LOG": "210",
    "NUT": "12240", "PRO": "vn-social", "PRO-CPN": "vn-children", "PRO-GBV": "15180", "PRO-HLP": "16030",
    "PRO-MIN": "vn-war-aftermath", "CP": "vn-children", "GBV": "15180", "HLP": "16030", "MA": "vn-war-aftermath",
    "MPC": "72010", "MPCA": "72010", "SHL": "72010", "SNFI": "72010", "NFI": "72010", "WSH": "vn-water",
    "WASH": "vn-water", "ASH": "vn-water", "EHA": "vn-water", "EAH": "vn-water",
}  # fmt: skip


@lru_cache(maxsize=4096)
def clusters(text: str) -> tuple[Entity, ...]:
    """The sectors of a cell: "Health", "WSH", "Water, Sanitation and Hygiene (WASH)", "Health / Nutrition".

    Raises ValueProblem "sector-unknown" with what could be written instead.
    """
    name, letters = brackets(text)
    for said in (text, name, letters):
        if found := known_sector(_LETTERS.get(said.strip(), said)):
            return (reference.sector_entity(found),)
    parts = [part.strip() for part in text.replace("|", "/").split("/") if part.strip()]
    if len(parts) > 1:
        return tuple({sector.id: sector for part in parts for sector in clusters(part)}.values())
    return tuple(sector for sector, _ in shares(text))
