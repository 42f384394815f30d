"""When which record was one with which: the merges that stand, and those that were taken apart again.

A merge stands in `merged_into` and in the judgement that brought it about. When it is taken apart that judgement gives way
to another; so the act is kept beside, with the judgement it ended, as a decision about `parted:<home>|<into>|<moment>`.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

import cypher
from graph.decisions import Decision, decided, decisions, keep, told
from graph.judging import SAME, pair
from graph.store import Store, Viewer, Work

_PARTED = "parted:"


@dataclass(frozen=True, slots=True)
class Spell:
    """`home` was merged into `into` by the judgement `merged` (None: who judged so is not known), and taken out of it by
    `parted` (None: it is still there)."""

    home: str
    into: str
    merged: Decision | None
    parted: Decision | None = None

    def on(self, moment: str) -> bool:
        """Whether the two were one at a moment (ISO, UTC)."""
        begun = not self.merged or self.merged.at <= moment
        return begun and (not self.parted or self.parted.at > moment)


def part(tx: Work, viewer: Viewer, home: str, into: str, reason: str) -> None:
    """Keep that `home` is taken out of what it was merged into, before what was judged of them is judged anew."""
    judged = [told(row) for row in tx.run(cypher.load("read/decisions"), abouts=[pair(home, into)])]
    ended = [json.dumps(asdict(one), ensure_ascii=False) for one in judged if one.verdict == SAME]
    made = decided(viewer, "", "parted", reason, ended)
    keep(tx, replace(made, about=f"{_PARTED}{home}|{into}|{made.at}"))


def spells(store: Store, viewer: Viewer, ids: Iterable[str]) -> list[Spell]:
    """All merges, over any number of steps, of these entities with one another and with others."""
    acts = [row["about"] for row in store.read(cypher.load("read/partings"), viewer, parted=_PARTED)]
    found: dict[tuple[str, ...], Spell] = {}
    known, asked = set[str](), set(ids)
    while asked:
        known |= asked
        for one in (*_standing(store, viewer, asked), *_over(store, viewer, acts, asked)):
            found[one.home, one.into, one.parted.at if one.parted else ""] = one
        asked = {end for home, into, _ in found for end in (home, into)} - known
    return list(found.values())


def _standing(store: Store, viewer: Viewer, ids: Collection[str]) -> list[Spell]:
    asked = sorted(ids)
    rows: list[dict[str, Any]] = []
    for query in ("read/absorbed", "read/absorbed_by"):
        rows += store.read(cypher.load(query), viewer, ids=asked)
    judged = decisions(store, viewer, [pair(row["id"], row["into"]) for row in rows])
    return [Spell(row["id"], row["into"], judged.get(pair(row["id"], row["into"]))) for row in rows]


def _over(store: Store, viewer: Viewer, acts: Collection[str], ids: Collection[str]) -> list[Spell]:
    concerned = [about for about in acts if not set(_ends(about)).isdisjoint(ids)]
    found: list[Spell] = []
    for made in decisions(store, viewer, concerned).values():
        home, into = _ends(made.about)
        merged = next((told(json.loads(text)) for text in made.evidence), None)
        found.append(Spell(home, into, merged, replace(made, evidence=())))
    return found


def _ends(about: str) -> tuple[str, str]:
    """What was taken out, and of what."""
    home, into, _ = about.removeprefix(_PARTED).split("|")
    return home, into
