"""What a transaction touches, as far as its statements tell, so that whoever keeps what was read reads only that anew."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import cypher

_MOST = 200
"""So many entities are named in a mark; a transaction that touches more, as loads do, may have touched anything."""
_OF_RECORDS = ("claims", "formers", "keys")
_BESIDE = frozenset({"ABOUT", "BECAME", "Claim", "Former", "IDENTIFIES", "Key"})
_TIE = re.compile(r"\[t:(\w+)\]")
_LABELS = re.compile(r"CREATE \(\w+:([\w:]+)")


@dataclass(slots=True)
class Touched:
    """`ids`: entities whose properties may be others now; `made`: entities that are new; `words`: types of ties that came or
    went, labels of what was made. `told` is False where nothing of it can be relied on."""

    told: bool = True
    ids: set[str] = field(default_factory=set[str])
    made: set[str] = field(default_factory=set[str])
    words: set[str] = field(default_factory=set[str])

    def add(self, query: cypher.Query, parameters: Mapping[str, Any], rows: list[dict[str, Any]]) -> None:
        """What one statement did that changes what is known; one that is not known here may have done anything."""
        given: list[dict[str, Any]] = parameters.get("rows", [])
        match query.name.removeprefix("write/"):
            case "lock_entities":
                pass
            case "set_golden":
                self.ids.update(row["id"] for row in given)
            case "create_entities" if rows == [{"made": len(given)}]:
                self.made.update(row["id"] for row in given)
                self.words.update(set(":".join(_LABELS.findall(query.text)).split(":")) - {"Entity"})
            case "create_ties":
                self.words.update(_TIE.findall(query.text))
            case "delete_ties":
                self.words.update(row["type"] for row in rows)
            case name if name != query.name and name.endswith(_OF_RECORDS):
                self.words |= _BESIDE
            case _:
                self.told = False

    def as_mark(self) -> dict[str, list[str] | None]:
        """The properties of a mark: all None where it may have been anything."""
        told = self.told and len(self.ids | self.made) <= _MOST
        return {
            name: sorted(some) if told else None
            for name, some in (("ids", self.ids), ("made", self.made), ("words", self.words))
        }

    @classmethod
    def of(cls, marks: Iterable[Mapping[str, Any]]) -> "Touched":
        """What several marks say together."""
        found = cls()
        for mark in marks:
            if mark["words"] is None:
                found.told = False
                continue
            found.ids.update(mark["ids"] or ())
            found.made.update(mark["made"] or ())
            found.words.update(mark["words"])
        return found
