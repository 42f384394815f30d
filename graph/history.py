"""An entity over time: what was said of it when, by whom, and what it was merged with and taken apart from."""

import json
from collections.abc import Iterable
from typing import Any

from graph.asked import NotFound
from graph.decisions import Decision
from graph.fields import tie_fields
from graph.funders import publisher_names
from graph.golden import said
from graph.officers import officer_of_run
from graph.resolution.evidence import recalled
from graph.spells import Spell, spells
from graph.states import State, about_ties, states
from graph.store import Store, Viewer
from graph.subgraph import entities, visible
from graph.survivors import current, root
from graph.texts import LANGS

Row = dict[str, Any]


def history(store: Store, viewer: Viewer, id: str, cursor: str | None = None, limit: int = 50) -> Row:
    """What became of the claims about an entity, and of officers' words about its ties, the latest first: a page of
    {"at", "what", "claim", "source", "publisher", "run", "file", "sheet", "row", "mention", "home", "into", "changes",
    "ties", "edited", "comment", "reason"}.

    `what`: "said" for the first time, "changed", "returned" after it was closed, "delisted" (another list still holds it),
    "closed"; "merged" or "unmerged": `publisher` judged that what `home` names is one with `into` (on this "evidence"), or
    took it out of that again. `changes`: [{"name", "before", "after"}]; `ties`: {"added", "dropped"} as {"type", "source",
    "target"}, and {"edited"} by an officer with "changes", which stands in the timelines of both ends. The cursor is the
    `at` and claim of the last one shown. `cut`: there are more records of it than are told. Raises NotFound.
    """
    id = current(store, viewer, id)  # noqa: A001
    if not entities(store, viewer, [id]):
        raise NotFound(id)
    publishers = publisher_names(store, viewer)
    every = spells(store, viewer, [id])
    into = {one.home: one.into for one in every if one.parted is None}
    homes = {id, *(home for home in into if root(into, home) == id)}
    ours, cut = states(store, viewer, id)
    told: dict[str, Row | State] = {}
    for state in (*ours, *about_ties(store, viewer, id, homes, publishers)):
        told[_mark(state.since, state.claim["id"])] = state
    for one in every:
        if not homes.isdisjoint((one.home, one.into)):
            told |= {_mark(it["at"], it["claim"]): it for it in _merges(one)}
    page = [mark for mark in sorted(told, reverse=True) if cursor is None or mark < cursor]
    items = [_item(it, publishers, viewer) if isinstance(it := told[m], State) else it for m in page[:limit]]
    return {"items": items, "total": len(told), "next": page[limit - 1] if len(page) > limit else None, "cut": cut}


def _merges(spell: Spell) -> list[Row]:
    """That two were made one, and that they were taken apart."""
    acts = (("merged", spell.merged), ("unmerged", spell.parted))
    return [_judged(what, judged, spell) for what, judged in acts if judged]


def _judged(what: str, judged: Decision, spell: Spell) -> Row:
    nothing: Row = {
        "sheet": None,
        "row": None,
        "comment": None,
        "run": "",
        "file": "",
        "mention": False,
        "edited": False,
    }
    return nothing | {
        "at": judged.at, "what": what, "claim": judged.about, "source": judged.by, "publisher": judged.by, "home": spell.home,
        "into": spell.into, "changes": [], "ties": {"added": [], "dropped": [], "edited": []}, "reason": judged.reason or None,
        "evidence": [{lang: recalled(piece).told(lang) for lang in LANGS} for piece in judged.evidence],
    }  # fmt: skip


def _item(state: State, publishers: dict[str, str], viewer: Viewer) -> Row:
    claim = state.claim
    publisher = publishers.get(claim["source"], claim["source"])
    if state.what == "closed" and claim.get("edit"):
        publisher = officer_of_run(state.run) or publisher
    return {
        "at": state.since, "what": state.what, "claim": claim["id"], "source": claim["source"],
        "publisher": publisher, "run": state.run, "file": state.file,
        **state.place, "mention": bool(claim["mention"]), "home": claim.get("home"),
        "into": None, "changes": _changes(state, viewer), "ties": _ties(state), "edited": bool(claim.get("edit")), "comment": claim.get("comment"), "reason": claim.get("reason"),
    }  # fmt: skip


def _changes(state: State, viewer: Viewer) -> list[Row]:
    before, after = (_words(claim, viewer) for claim in (state.before, state.claim))
    return _differing(before, after)


def _differing(before: Row, after: Row) -> list[Row]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [{"name": name, "before": before.get(name), "after": after.get(name)} for name in names]


def _words(claim: Row | None, viewer: Viewer) -> Row:
    """What a claim says as this viewer may read it; a closed one says nothing."""
    if claim is None or "closed" in claim:
        return {}
    ended = {"closed": claim["ends"]} if claim.get("ends") else {}
    return visible(claim["type"], said(claim), viewer) | dict.fromkeys(claim.get("cleared") or (), "") | ended


def _ties(state: State) -> dict[str, list[Row]]:
    before, after = (_told(claim) for claim in (state.before, state.claim))
    return {"added": _named(after, before), "dropped": _named(before, after), "edited": _edited(state)}


def _edited(state: State) -> list[Row]:
    """What an officer's claim says of ties, against what it said of them before."""
    if not state.claim.get("edit"):
        return []
    after, before = _tie_words(state.stated), _tie_words(state.unstated)
    return [
        {
            "type": type_,
            "source": source,
            "target": target,
            "changes": _differing(before.get(ends, {}), after.get(ends, {})),
        }
        for ends in {**before, **after}
        for type_, source, target in (ends,)
    ]


def _tie_words(stated: Iterable[str]) -> dict[tuple[str, str, str], Row]:
    found: dict[tuple[str, str, str], Row] = {}
    for type_, source, target, properties in map(json.loads, stated):
        words = {p.name: properties[p.name] for p in tie_fields(type_) if properties.get(p.name) is not None}
        found[type_, source, target] = words | dict.fromkeys(properties.get("cleared") or (), "")
    return found


def _told(claim: Row | None) -> list[str]:
    return [] if claim is None or "closed" in claim else claim.get("ties") or []


def _named(ties: Iterable[str], others: Iterable[str]) -> list[Row]:
    left = [json.loads(tie) for tie in dict.fromkeys(ties) if tie not in set(others)]
    return [{"type": type_, "source": source, "target": target} for type_, source, target in left]


def _mark(at: str, what: str) -> str:
    return f"{at} {what}"
