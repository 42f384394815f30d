"""Warm ways: through whom of ours somebody is reached, the warmest first.

A tie is as warm as it is strong (0 to 1): who works there, how well two people know each other, that they met or carried
something out together; all but posts and standing ties cool by half every two years (Burt 2000: ties decay). A way is as
warm as the product of its ties: Dijkstra's cheapest, each tie costing -log of its warmth.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import exp, log
from typing import Any

import networkx as nx

from graph.ground import BONDS, Ground, over
from graph.licences import last_day
from graph.model import PLACES, TIES
from graph.subgraph import Simple, holds
from graph.texts import date_text
from graph.weigh import days_between

Row = dict[str, Any]
_HALF_LIFE = 730.0  # days
_UNDATED, _COLDEST_TIE = 0.4, 0.02
_POST, _STANDING = 0.95, 0.6
_LEG = {"LED": 0.8, "HOSTED": 0.8, "JOINED": 0.7, "MET": 0.7, "CAME_FROM": 0.7} | dict.fromkeys(
    ("FUNDS", "IMPLEMENTS", "RECEIVES", "MANAGES"), 0.6
)
_PERSONAL = {"KNOWS": 3.0, "MET": 2.0}
_TOGETHER = frozenset({"Delegation", "Event", "AidItem"})
_CROWD = 6
_LONGEST = 8
COLDEST = 0.02
"""A way as cold as this is none: nobody would be asked to go it."""


@dataclass(frozen=True, slots=True)
class Way:
    """From one of ours to whom is to be reached; `warmth` from 0 to 1, `through` what lies between the two."""

    nodes: tuple[str, ...]
    warmth: float

    @property
    def through(self) -> tuple[str, ...]:
        return self.nodes[1:-1]


class Ways:
    """The warm ways from all of ours, in the graph that an analysis reads."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.ours = frozenset(ground.ours)

    @cached_property
    def net(self) -> Simple:
        """People, bodies and what they did together until the day; an edge costs -log of its warmth."""
        net: Simple = nx.Graph()
        for source, target, kind, tie in sorted(self.ground.g.edges(keys=True, data=True), key=lambda e: e[:3]):
            warmth = self._warmth(source, target, kind, tie)
            if warmth and (not net.has_edge(source, target) or net[source][target]["warmth"] < warmth):
                net.add_edge(source, target, cost=-log(warmth), warmth=warmth, kind=kind, source=source, target=target)
        return net

    @cached_property
    def _first(self) -> dict[str, list[str]]:
        return self._from(self.net)

    def warmest(self, target: str) -> Way | None:
        """The warmest way to somebody; None where none is on record, or too cold to be gone."""
        return self._way(self._first.get(target), self.net)

    def second(self, first: Way) -> Way | None:
        """The warmest way that shares nothing with the first but its ends."""
        apart: Simple = nx.restricted_view(self.net, first.through, [])
        if not first.through:
            return None
        target = first.nodes[-1]
        return self._way(self._from(apart, target).get(target), apart) if target in apart else None

    def direct(self, way: Way) -> bool:
        """Whether one of ours has to do with them: nobody else's help is needed."""
        theirs = set(self.ground.into(way.nodes[-1], "HAS_POST"))
        return all(x in self.ours or x in theirs or self._is_ours(x) or self._shared(x) for x in way.through)

    def opener(self, way: Way) -> str:
        """Who of ours opens the door: the person with a post here, else the body."""
        return next((x for x in way.through[:1] if self._is_ours(x)), way.nodes[0])

    def contact(self, way: Way) -> str:
        """Whom the way leads to there: a person of theirs, else they themselves."""
        last = way.nodes[-1]
        return next((x for x in way.through[-1:] if self.ground.a(x).get("type") == "Person"), last)

    def chain(self, way: Way, lang: str) -> str:
        """Who stands on the way, in a few words: people where there are any, else bodies."""
        between = [x for x in way.nodes if not self._shared(x)]
        people = [x for x in between if self.ground.a(x).get("type") == "Person"]
        return " → ".join(self.ground.name(x, lang) for x in people or between)

    def said(self, way: Way, lang: str) -> str:
        """The steps in words, each with who takes it and when the two last met."""
        return "; ".join(self._steps(way, lang))

    def proof(self, way: Way) -> tuple[Row, ...]:
        """The ties of a way as evidence."""
        found = (self.net[a][b] for a, b in pairwise(way.nodes))
        return tuple(p for edge in found for p in self.ground.proof(edge["source"], edge["target"], edge["kind"]))

    def _from(self, net: Simple, target: str | None = None) -> dict[str, list[str]]:
        """The cheapest ways from all of ours, or the one to `target`, by where they lead."""
        sources = sorted(self.ours & net.nodes)
        if not sources:
            return {}
        try:
            found: Any = nx.multi_source_dijkstra(net, sources, target, weight="cost")[1]
        except nx.NetworkXNoPath:
            return {}
        return found if target is None else {target: found}

    def _way(self, nodes: list[str] | None, net: Simple) -> Way | None:
        if not nodes or not 1 < len(nodes) <= _LONGEST:
            return None
        warmth = exp(-sum(net[a][b]["cost"] for a, b in pairwise(nodes)))
        return Way(tuple(nodes), warmth) if warmth >= COLDEST else None

    def _warmth(self, source: str, target: str, kind: str, tie: Mapping[str, Any]) -> float:
        """How warm a tie is on the day; 0 for one that carries no introduction."""
        types = {str(self.ground.g.nodes[i].get("type")) for i in (source, target)}
        away = types & (PLACES | {"Sector", "Need", "Licence"})
        if away or over(kind, tie, self.ground.day):
            return 0.0
        if kind == "HAS_POST" or kind in BONDS:
            return _POST if kind == "HAS_POST" else _STANDING
        if kind in _PERSONAL and types == {"Person"}:
            known = min(5.0, float(tie.get("strength") or _PERSONAL[kind])) / 5
            return max(_COLDEST_TIE, known * _kept(self.ground.day, tie.get("last_contact") or tie.get("since")))
        if kind in _LEG and types & _TOGETHER:
            what = source if self._shared(source) else target
            return self._leg(what, kind)
        return 0.0

    def _leg(self, what: str, kind: str) -> float:
        """Half of having met or worked together; a crowd acquaints less, what is still to come not at all."""
        a, day = self.ground.a(what), self.ground.day
        begun, ended = (str(a.get(p) or "") for p in ("since", "until"))
        if not holds(begun, None, day):
            return 0.0
        present = self.ground.g.degree(what)
        last = min(ended or begun or "", day) if a["type"] == "AidItem" else begun
        return max(_COLDEST_TIE, _LEG[kind] * (_kept(day, last) * min(1.0, 2 * _CROWD / max(1, present))) ** 0.5)

    def _shared(self, id_: str) -> bool:
        return self.ground.a(id_).get("type") in _TOGETHER

    def _is_ours(self, id_: str) -> bool:
        return not self.ours.isdisjoint(self.ground.out(id_, "HAS_POST"))

    def _steps(self, way: Way, lang: str) -> Iterator[str]:
        """What lies between two bodies or people; posts are said in brackets, what they did together once."""
        nodes, vi, i = way.nodes, lang == "vi", 0
        while i + 1 < len(nodes):
            one, other = nodes[i], nodes[i + 1]
            edge = self.net[one][other]
            if self._shared(other) and i + 2 < len(nodes):
                yield self._met(one, other, nodes[i + 2], vi)
                i += 2
                continue
            if edge["kind"] != "HAS_POST":
                yield self._tied(edge, one, other, vi)
            elif len(nodes) == 2:
                yield f"{self._called(one, lang)} – {self.ground.name(other, lang)}"
            i += 1

    def _met(self, one: str, what: str, other: str, vi: bool) -> str:
        lang, a = ("vi" if vi else "en"), self.ground.a(what)
        who, name = (
            f"{self._called(one, lang)} {'và' if vi else 'and'} {self._called(other, lang)}",
            self.ground.name(what, lang),
        )
        when = f" ({date_text(a.get('since'), lang)})" if a.get("since") else ""
        if a["type"] == "AidItem":
            return f"{who} {'cùng thực hiện' if vi else 'are both in'} “{name}”{when}"
        return f"{who} {'cùng có mặt tại' if vi else 'were both at'} “{name}”{when}"  # fmt: skip

    def _tied(self, edge: Row, one: str, other: str, vi: bool) -> str:
        lang, kind = ("vi" if vi else "en"), edge["kind"]
        source, target = (one, other) if TIES[kind].symmetric else (edge["source"], edge["target"])
        said = f"{self._called(source, lang)} {TIES[kind].vi if vi else TIES[kind].en} {self._called(target, lang)}"
        tie = self.ground.tie(edge["source"], edge["target"], kind)
        day = tie.get("last_contact") if kind in _PERSONAL else None
        return f"{said} ({'gặp gần nhất' if vi else 'last met'} {date_text(day, lang)})" if day else said

    def _called(self, id_: str, lang: str) -> str:
        """A person with the body whose post they hold on the day."""
        name, posts = self.ground.name(id_, lang), self.posts(id_)
        return f"{name} ({self.ground.names(posts, lang, 1, 'cơ quan')})" if posts else name

    def posts(self, person: str) -> list[str]:
        """The bodies in which a person has a post on the day, ours first."""
        if self.ground.a(person).get("type") != "Person":
            return []
        return sorted(self.ground.out(person, "HAS_POST"), key=lambda o: (o not in self.ours, o))


def _kept(day: str, last: object) -> float:
    """What is left of a tie on a day: half after two years; of an undated one as much as after two and a half."""
    said = str(last or "")
    if not said[:4].isdigit():
        return _UNDATED
    return 0.5 ** (max(0, days_between(min(last_day(said), day), day)) / _HALF_LIFE)


def middle(ways: Iterable[Way]) -> list[str]:
    """Who lies on these ways, each once, in order."""
    return list(dict.fromkeys(x for way in ways for x in way.nodes))
