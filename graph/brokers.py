"""Circles in a network of partners, and the part that somebody plays between them: Gould and Fernandez's roles."""

from collections import Counter
from collections.abc import Iterable, Mapping

import networkx as nx

from graph.subgraph import Simple

ROLES = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")
_SEED = 7


def circles(net: Simple) -> list[list[str]]:
    """Groups by Leiden's method where networkx is set to use a backend that has it, else by Louvain's; the same every time on one machine;
    each in id order, the largest first."""
    if net.number_of_edges() == 0:
        return []
    ordered: Simple = nx.Graph()
    ordered.add_nodes_from(sorted(net))
    ordered.add_weighted_edges_from(
        sorted((min(a, b), max(a, b), float(w)) for a, b, w in net.edges(data="weight", default=1.0))
    )
    try:  # networkx itself has none; nx-cugraph has, on a graphics card
        found = nx.community.leiden_communities(ordered, weight="weight", seed=_SEED)
    except NotImplementedError:
        found = nx.community.louvain_communities(ordered, weight="weight", seed=_SEED)
    return sorted((sorted(map(str, one)) for one in found), key=lambda one: (-len(one), one))


def roles(net: Simple, node: str, group: Mapping[str, int]) -> Counter[str]:
    """In how many triads a – node – b, a and b not tied, it plays which part (Gould and Fernandez 1989).

    Coordinator: all of one group. Consultant: between two of one other group. Gatekeeper and representative: from another
    group to its own and back; ties have no direction here, so each such triad counts once as both. Liaison: three groups.
    """
    played: Counter[str] = Counter()
    beside = sorted(n for n in net[node] if n in group and n != node)
    mine = group.get(node)
    for i, a in enumerate(beside):
        for b in beside[i + 1 :]:
            if not net.has_edge(a, b):
                played.update(_role(group[a], mine, group[b]))
    return played


def _role(a: int, mine: int | None, b: int) -> Iterable[str]:
    if a == b:
        return ("coordinator",) if a == mine else ("consultant",)
    return ("gatekeeper", "representative") if mine in (a, b) else ("liaison",)
