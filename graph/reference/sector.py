"""Sectors of aid: the OECD DAC tree, and the words Vietnamese reports use, mapped to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.names import key
from graph.reference.lookup import Index, many, rows

_KIND = re.compile(r"^\s*(?:lĩnh\s+vực|linh\s+vuc|ngành|nganh)\s+|\s+sector\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sector:
    """One entry of the tree.

    `level` is group (of categories), category (3 digits), purpose (5 digits) or local (`vn-health`);
    `parent` is the code above it, or ''; `maps` are the DAC codes a local bucket stands for.
    """

    id: str
    code: str
    level: str
    parent: str
    name_vi: str
    name_en: str
    maps: tuple[str, ...]
    withdrawn: bool
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name_vi, self.name_en, *self.aliases)


@cache
def sectors() -> Mapping[str, Sector]:
    """All sectors by code: local buckets, then groups, categories and purpose codes."""
    return {row["code"]: _sector(row) for row in rows("sectors.csv")}


def find_sector(text: str) -> Sector | None:
    """The sector with this code or name, in Vietnamese or English, with or without accents.

    A name borne on several levels means the widest: the local bucket, then group, category, purpose, and
    withdrawn codes last. None where nothing fits, or where two different names look alike without accents.
    """
    code = text.strip().casefold()
    if code in sectors():
        return sectors()[code]
    bare = _KIND.sub("", text)
    found = _index().spelled(text) or _index().spelled(bare) or _unambiguous(text) or _unambiguous(bare)
    return found[0] if found else None


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above this one, the nearest first: ('122', '120') for 12220; () for a top or unknown code."""
    entry = sectors().get(code)
    return (entry.parent, *ancestors(entry.parent)) if entry and entry.parent else ()


def sector_top(code: str) -> str:
    """The code under which this one is added up: '120' for 12220 and for vn-health; an unknown one is itself."""
    return (code, *ancestors(code))[-1]


@cache
def sector_with_children(code: str) -> frozenset[str]:
    """This code and all below it; for a local bucket also the DAC codes it stands for, with theirs."""
    entry = sectors().get(code)
    if entry is None:
        return frozenset()
    below = {*entry.maps, *_children().get(code, ())} - {code}
    return frozenset({code}).union(*map(_below_mapped, below))


def _below_mapped(code: str) -> frozenset[str]:
    """A code and its descendants, without what local buckets below it stand for elsewhere."""
    return frozenset({code}).union(*map(_below_mapped, _children().get(code, ())))


def _unambiguous(text: str) -> tuple[Sector, ...]:
    found = _index().folded(text)
    return tuple(found) if len({key(name) for name in found.values()}) == 1 else ()


def _sector(row: dict[str, str]) -> Sector:
    cells = {name: row[name] for name in ("code", "level", "parent", "name_vi", "name_en")}
    return Sector(
        **cells,
        id=f"sector-{row['code']}",
        maps=tuple(row["maps"].split()),
        withdrawn=row["withdrawn"] == "yes",
        aliases=many(row["aliases"]),
    )


@cache
def _children() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in sectors().values():
        found.setdefault(entry.parent, []).append(entry.code)
    return {parent: tuple(codes) for parent, codes in found.items() if parent}


@cache
def _index() -> Index[Sector]:
    return Index(sorted(sectors().values(), key=lambda one: one.withdrawn), lambda one: one.names)
