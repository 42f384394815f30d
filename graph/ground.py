"""The ground of an analysis: the projected graph, and the area in it that the analysis is about."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import isfinite
from typing import Any

import networkx as nx

from graph.aid import outbound, under_way
from graph.licences import NOWHERE
from graph.model import PLACES
from graph.subgraph import Net, ended, holds, in_force

Row = dict[str, Any]
OURS = frozenset({"PublicBody", "FriendshipUnion", "FriendshipAssociation"})
BONDS = frozenset({"MEMBER_OF", "PART_OF", "COORDINATES_WITH"})
_DONE = frozenset({
    "FUNDS", "IMPLEMENTS", "RECEIVES", "MANAGES", "APPROVES", "MEETS_NEED", "HOSTED", "JOINED", "LED", "MET", "CAME_FROM",
    "CONCERNS", "FOLLOWED_UP_BY", "KNOWS",
})  # fmt: skip
_TERMED = frozenset({"HOLDS", "VALID_IN", "PARTY_TO"})
_OVER = frozenset({"superseded", "expired", "proposed"})
_LADDER = frozenset({"SUCCEEDED_BY", "LOCATED_IN", "PART_OF"})


class Ground:
    """The projected graph as an analysis walks it, by the ties in force on the day. All lists are in id order.

    What was done or given stays so when it has ended, unless `now` is asked for; a licence or an agreement tells its
    term itself, and its ties count until an officer ends them.
    """

    def __init__(self, g: Net, province: str, day: str) -> None:
        self.g, self.province, self.day = g, province, day
        ladder: nx.DiGraph[str] = nx.DiGraph(
            (s, t) for s, t, k in g.edges(keys=True) if k in _LADDER and _is_place(g.nodes[s])
        )
        ladder.add_node(province)
        self.within: frozenset[str] = frozenset(nx.ancestors(ladder, province) | {province})
        self.above: frozenset[str] = frozenset(nx.descendants(ladder, province) | {province})
        self._ladder = ladder
        self._over = {(s, t, k) for s, t, k, tie in g.edges(keys=True, data=True) if not in_force(tie, day)}
        self._ended = {one for one in self._over if ended(g.edges[one], day)}

    def all(self, type_: str) -> list[str]:
        return list(self._by_type.get(type_, ()))

    @cached_property
    def _by_type(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id_ in sorted(self.g):
            found.setdefault(str(self.g.nodes[id_].get("type")), []).append(id_)
        return found

    @cached_property
    def ours(self) -> list[str]:
        """Our side: public bodies, unions and associations based here, and the members of such a union."""
        here = [o for t in sorted(OURS) for o in self.all(t) if self.here(self.out(o, "BASED_IN"))]
        unions = [o for o in here if self.g.nodes[o].get("type") == "FriendshipUnion"]
        return sorted({*here, *(m for u in unions for m in self.into(u, "MEMBER_OF"))})

    def out(self, id_: str, *ties: str, now: bool = False) -> list[str]:
        """Where its ties of these types lead."""
        return sorted({e[1] for e in self.g.out_edges(id_, keys=True) if e[2] in ties and self._counts(e, now)})

    def into(self, id_: str, *ties: str, now: bool = False) -> list[str]:
        """Where ties of these types come from."""
        return sorted({e[0] for e in self.g.in_edges(id_, keys=True) if e[2] in ties and self._counts(e, now)})

    def _counts(self, edge: tuple[str, str, str], now: bool) -> bool:
        if edge[2] in _DONE:
            return not now or edge not in self._over
        return edge not in (self._ended if edge[2] in _TERMED else self._over)

    def tie(self, source: str, target: str, type_: str) -> Row:
        return dict(self.g.edges[source, target, type_])

    def a(self, id_: str) -> Row:
        """What is known of a node; an amount that is no number (infinite, not one) is not known."""
        return {k: v for k, v in self.g.nodes[id_].items() if not isinstance(v, float) or isfinite(v)}

    def name(self, id_: str, lang: str) -> str:
        node = self.g.nodes[id_]
        return str(node.get(f"name_{lang}") or node.get("name") or id_)

    def names(self, ids: list[str], lang: str, most: int = 3, what: str = "bên") -> str:
        """A few names, and how many more of `what` (a Vietnamese classifier)."""
        shown = ", ".join(self.name(i, lang) for i in ids[:most])
        more = len(ids) - most
        return shown if more <= 0 else f"{shown} {f'và {more} {what} khác' if lang == 'vi' else f'and {more} more'}"

    def sectors(self, ids: list[str], lang: str, most: int = 3) -> str:
        """Names of sectors as they stand within a sentence."""
        named = [self.name(i, lang) for i in ids]
        shown, more = ", ".join(n[:1].lower() + n[1:] for n in named[:most]), len(named) - most
        return shown if more <= 0 else f"{shown} {f'và {more} lĩnh vực khác' if lang == 'vi' else f'and {more} more'}"

    def areas(self) -> dict[str, list[str]]:
        """Licence -> where it is valid; nowhere if an officer ended that, none if nobody recorded any."""
        told = {s for s, _, k in self.g.edges(keys=True) if k == "VALID_IN"}
        return {x: self.out(x, "VALID_IN") or [NOWHERE] * (x in told) for x in self.all("Licence")}

    def here(self, ids: list[str]) -> bool:
        return not self.within.isdisjoint(ids)

    def inbound(self, item: str) -> bool:
        return not outbound(self.g.nodes[item])

    def agreed(self, agreement: str) -> bool:
        """Whether an agreement is in force on the day."""
        a = self.a(agreement)
        return a.get("stage") not in _OVER and holds(a.get("since"), a.get("until"), self.day)

    def under_way(self, item: str) -> bool:
        return under_way(self.g.nodes[item], self.day)

    def above_of(self, item: str) -> frozenset[str]:
        """The aid items that an aid item is a part of, through any number of steps."""
        found: set[str] = set()
        waiting = [item]
        while waiting:
            for whole in self.out(waiting.pop(), "PART_OF"):
                if whole not in found:
                    found.add(whole)
                    waiting.append(whole)
        return frozenset(found - {item})

    def wholes(self, items: Iterable[str], measure: str | None = None) -> list[str]:
        """Those of the items that are no part of another of them: a part is never counted beside its whole.

        With a `measure` ("committed") a part counts after all where no whole of it states one.
        """
        told = set(items)

        def holds(whole: str, part: str) -> bool:
            stated = measure is None or self.a(whole).get(measure) is not None
            return (
                whole in told and stated and not (part in self.above_of(whole) and part < whole)
            )  # a ring has one whole

        return sorted(i for i in told if not any(holds(whole, i) for whole in self.above_of(i)))

    def regions(self, place_: str) -> frozenset[str]:
        """A place with all in which it lies."""
        return (
            frozenset(nx.descendants(self._ladder, place_) | {place_})
            if place_ in self._ladder
            else frozenset({place_})
        )

    def evidence(self, *ids: str) -> tuple[Row, ...]:
        return tuple({"entity": i, "text": self.g.nodes[i].get("name", i)} for i in dict.fromkeys(ids))

    def proof(self, source: str, target: str, type_: str) -> tuple[Row, ...]:
        """A tie as evidence, with the claims that state it."""
        tie = self.tie(source, target, type_)
        words = f"{self.g.nodes[source].get('name', source)} – {self.g.nodes[target].get('name', target)}"
        return ({"tie": tie["id"], "text": words}, *({"claim": c, "text": c} for c in tie.get("claims", ())[:1]))


def over(type_: str, tie: Mapping[str, Any], day: str) -> bool:
    """Whether a tie joins its two no more on a day; what was done, given or signed does until an officer ends it."""
    lasting = type_ in _DONE | _TERMED and type_ != "KNOWS"
    return ended(tie, day) if lasting else not in_force(tie, day)


def _is_place(node: Mapping[str, Any]) -> bool:
    return node.get("type") in PLACES
