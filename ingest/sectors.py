"""Words in cells -> the sectors of the reference data, with their percentages.

Every function raises ValueProblem "sector-unknown" with what is unknown.
"""

from functools import lru_cache

from rapidfuzz import fuzz

from graph.names import fold
from graph.reference import Sector, find_sector, sectors
from graph.things import Entity
from ingest.problems import ValueProblem, every, problem
from ingest.reference import sector_entity
from ingest.values import Share, split_share
from ingest.values.parted import STROKE, known_parts

_CHOICES, _LIKE = 3, 80.0


@lru_cache(maxsize=4096)
def shares(text: str) -> tuple[tuple[Entity, float | None], ...]:
    """Sectors with their percentages: "Y tế (60%); Giáo dục (40%)"."""
    return tuple(every(split_share(text), _share))


def known_sector(text: str) -> Sector | None:
    """The sector that a text names; "Health/Education" are two, not the one called "Health education"."""
    found = find_sector(text)
    if found and "/" in text and not any("/" in name for name in found.names):
        return None if all(map(find_sector, STROKE.split(text))) else found
    return found


def _share(said: Share) -> list[tuple[Entity, float | None]]:
    if sector := known_sector(said.name):
        return [(sector_entity(sector), said.percent)]
    return every(split_share(said.name, comma=True), _parted)


def _parted(said: Share) -> list[tuple[Entity, float | None]]:
    """One sector, or several that a word parts; nobody says how these share a percentage."""
    names = known_parts(said.name, lambda name: known_sector(name) is not None)
    return every(names, lambda name: [(_sector(name), said.percent if len(names) == 1 else None)])


def _sector(text: str) -> Entity:
    if found := known_sector(text):
        return sector_entity(found)
    raise ValueProblem(problem("sector-unknown", text, **_choices(text)))


def _choices(text: str) -> dict[str, str]:
    """The sectors of everyday reports most like the text, in both languages; all of them where none is like it."""
    local = [one for one in sectors().values() if one.level == "local"]
    alike = {
        i: max(fuzz.partial_ratio(fold(text), fold(name)) for name in (s.name_vi, s.name_en))
        for i, s in enumerate(local)
    }
    near = [
        local[i]
        for i in sorted(alike, key=lambda i: -alike[i])[:_CHOICES]
        if alike[i] >= _LIKE and len(text) > _CHOICES
    ]
    chosen = near or local
    return {"choices": ", ".join(s.name_vi for s in chosen), "choices_en": ", ".join(s.name_en for s in chosen)}
