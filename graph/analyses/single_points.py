"""People and organisations through whom alone we reach several partners, and who would be cut off without them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import networkx as nx

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.kernels import Compact
from graph.subgraph import Net, Simple, in_force

_US = ""
_FEWEST = 2
_TIES = frozenset({"HAS_POST", "KNOWS", "MET", "MEMBER_OF", "PART_OF", "COORDINATES_WITH"})
_OUTSIDE = frozenset({"NGO", "Business", "DiplomaticMission", "MultilateralBody", "DiasporaGroup"})


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Everybody whose loss leaves at least two partners of ours without another contact."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    for one, lost in sorted(cut_off(_contacts(ground), _US).items()):
        outside = sorted(i for i in lost if ground.a(i).get("type") in _OUTSIDE)
        if one != _US and len(outside) >= _FEWEST:
            yield _finding(ground, one, outside)


def cut_off(graph: Simple, root: str) -> dict[str, set[str]]:
    """Articulation point -> the nodes that its removal cuts off from `root`, in linear time over the tree of blocks."""
    if root not in graph:
        return {}
    compact = Compact(graph)
    blocks, cuts = compact.blocks(), compact.cut_points()
    tree: nx.Graph[Any] = nx.Graph()
    tree.add_nodes_from(range(len(blocks)))
    for n, block in enumerate(blocks):
        tree.add_edges_from((n, c) for c in block & cuts)
    start = root if root in cuts else next((n for n, b in enumerate(blocks) if root in b), None)
    if start is None:
        return {}
    above: dict[Any, Any] = {start: None}
    order = [
        start,
        *(child for parent, child in nx.bfs_edges(tree, start) if above.setdefault(child, parent) is parent),
    ]
    below: defaultdict[Any, set[str]] = defaultdict(set)
    for at in reversed(order):
        parent = above[at]
        if isinstance(at, int):
            below[at] |= blocks[at] - {parent if parent is not None else root}
        if parent is not None:
            below[parent] |= below[at] - ({parent} if isinstance(parent, str) else set())
    return {c: below[c] - {c} for c in order if isinstance(c, str) and c != root and below[c] - {c}}


def _contacts(ground: Ground) -> Simple:
    """Who can be reached through whom: people, organisations and what binds them on the day; all of us are one node."""
    mine = frozenset(ground.ours)
    simple: Simple = nx.Graph()
    for a, b, kind, tie in ground.g.edges(keys=True, data=True):
        if kind in _TIES and in_force(tie, ground.day):
            ends = [_US if i in mine else i for i in (a, b)]
            if ends[0] != ends[1] and all(i == _US or _reachable(ground, i) for i in ends):
                simple.add_edge(*ends)
    return simple


def _reachable(ground: Ground, id_: str) -> bool:
    return ground.a(id_).get("type") in _OUTSIDE | {"Person"}


def _finding(ground: Ground, one: str, lost: list[str]) -> Finding:
    name, n, person = ground.name, len(lost), ground.a(one).get("type") == "Person"
    posts = ground.out(one, "HAS_POST") if person else [one]
    at = [o for o in posts if o in ground.ours]
    where = both(f" ({ground.names(at, 'vi', 1)})" if at else "", f" ({ground.names(at, 'en', 1)})" if at else "")
    return Finding(
        kind="single-person" if person else "single-organization", subject=(one,),
        severity="high" if n >= 5 else "medium" if n >= 3 else "low", score=min(1.0, 0.2 + n / 8), parts={"cut_off": float(n)},
        as_of=ground.day, confidence=0.6, owner=at[0] if at else "",
        headline=both(f"Chỉ qua {name(one, 'vi')} mới liên hệ được {n} đối tác", f"{n} partners are reached through {name(one, 'en')} alone"),
        reason=both(
            f"Nếu {name(one, 'vi')}{where['vi']} không còn, chưa ghi nhận đầu mối nào khác với {ground.names(lost, 'vi', 6, 'đối tác')}.",
            f"Without {name(one, 'en')}{where['en']} no other contact is on record with {ground.names(lost, 'en', 6)}.",
        ),
        evidence=ground.evidence(one, *at, *lost),
        next_step=both("Giới thiệu thêm một người của ta với các đối tác này trong lần gặp tới; ghi vào danh bạ.",
                       "Introduce a second one of us to these partners at the next meeting; enter it in the list of people."),
        refuted_by=both("Người quen biết khác chưa được ghi trong danh bạ.", "Other acquaintances that are not in the list of people."),
        rests_on=both("danh bạ và quan hệ quen biết", "the list of people and whom they know"),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="single-points",
    query="analyses/single_points",
    title=both("Đầu mối duy nhất", "Single points of contact"),
    kinds={
        "single-person": both("Một người giữ nhiều đầu mối", "One person holds many contacts"),
        "single-organization": both("Một tổ chức giữ nhiều đầu mối", "One organisation holds many contacts"),
    },
    find=find,
    whole="coordination-gaps",
)
