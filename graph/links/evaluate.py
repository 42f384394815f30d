"""How right the scores are: ties of a file are hidden, and it is seen where the scores put them.

For each score: of the first 10, 50 and 100 unlinked pairs two steps apart, the share that are hidden ties; of the hidden
ties, the share among the first 500 of all unlinked pairs, and the share that the score can propose at all (above
zero, or on the shortlists of the learnt one); and, as an officer asks, for each place with a hidden tie, with all places it
is not linked to as candidates: whether a true partner is among its first 10 and 50, and one over its rank on average.
What is equal stands in the order of the ids.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from graph.asked import BadRequest
from graph.links.combined import Combined, keys_of, learn
from graph.links.parts import Parts
from graph.links.ties import Floats, Ints, Pairs, Ties
from graph.links.traits import Traits
from graph.links.web import METHODS, Web

TOP, FIRST, DEEP = (10, 50, 100), (10, 50), 500
FEWEST = 20
_BLOCK = 256
Figures = dict[str, float]
Flat = Mapping[str, Figures]


def evaluate(ties: Ties, share: float, seeds: int, progress: Callable[[int], None] = lambda _: None) -> dict[str, Any]:
    """The mean and the spread (standard deviation) over seeds 0, 1, ... of each score's figures, as SURFACE shapes them.

    Raises BadRequest for a share or a number of seeds that makes no sense, and for a file of fewer than 20 ties.
    """
    if not 0 < share <= 0.5:
        raise BadRequest("--hide", share)
    if seeds < 1:
        raise BadRequest("--seeds", seeds)
    if len(ties.ends) < FEWEST:
        raise BadRequest("ties", len(ties.ends))
    traits, rounds = Traits(ties), list[Flat]()
    for seed in range(seeds):
        progress(seed)
        rounds.append(_Round(ties, traits, share, seed).figures())
    mean = {name: _over(rounds, name, np.mean) for name in rounds[0]}
    spread = {name: _over(rounds, name, np.std) for name in rounds[0]}
    told = {name: shaped(mean[name]) | {"spread": shaped(spread[name])} for name in mean}
    combined = told.pop("combined", None)
    return {
        "seeds": seeds, "hide": share, "places": len(ties.ids), "ties": len(ties.ends),
        "said": sorted(ties.said), "methods": told, "combined": combined,
    }  # fmt: skip


def _over(rounds: list[Flat], name: str, of: Callable[[list[float]], Any]) -> Figures:
    return {figure: float(of([one[name][figure] for one in rounds])) for figure in rounds[0][name]}


def shaped(flat: Figures) -> dict[str, Any]:
    """`{"p_at 10": 0.5, "mrr": 0.1}` -> `{"p_at": {"10": 0.5}, "mrr": 0.1}`, rounded."""
    found: dict[str, Any] = {}
    for name, value in flat.items():
        group, _, depth = name.partition(" ")
        if depth:
            found.setdefault(group, {})[depth] = round(value, 4)
        else:
            found[group] = round(value, 4)
    return found


class _Round:
    """One draw of hidden ties, judged."""

    def __init__(self, ties: Ties, traits: Traits, share: float, seed: int) -> None:
        self.count = len(ties.ids)
        known, self.hidden = ties.hide(share, seed)
        self.web = Web(self.count, known)
        self.parts = Parts(self.web, traits)
        self.model = learn(self.count, known, traits, seed)
        self.near = self.web.two_apart()
        self.keys = keys_of(self.count, tuple(self.hidden.T))
        self.asked: Ints = np.unique(self.hidden)

    def figures(self) -> Flat:
        ranks = self._ranks()
        found = {method: self._of_method(method) | _of_ranks(ranks[method]) for method in METHODS}
        return found | ({"combined": self._of_combined(self.model)} if self.model else {})

    def _of_method(self, method: str) -> Figures:
        scores = self.web.pairs(method, self.near)
        proposed = self.web.pairs(method, tuple(self.hidden.T)) > 0
        deep = np.isin(keys_of(self.count, self._deepest(method)), self.keys).sum() / len(self.keys)
        return self._at_top(scores, self.near) | {f"recall_at {DEEP}": deep, "coverage": proposed.mean()}

    def _at_top(self, scores: Floats, pairs: Pairs) -> Figures:
        best = np.lexsort((pairs[1], pairs[0], -scores))[: max(TOP)]
        right = np.isin(keys_of(self.count, (pairs[0][best], pairs[1][best])), self.keys)
        return {f"p_at {depth}": right[:depth].sum() / depth for depth in TOP}

    def _deepest(self, method: str) -> Pairs:
        """The first of all unlinked pairs, whatever lies between them; never those with a score of zero."""
        if method == "PA":
            reach = DEEP + int(self.web.degree.max()) + 1  # a place further down has that many better pairs before it
            places = np.sort(np.lexsort((np.arange(self.count), -self.web.degree))[:reach])
            one, other = np.triu_indices(len(places), 1)
            pairs = (places[one], places[other])
        else:
            pairs = self.web.scored(method)
        apart = np.isin(keys_of(self.count, pairs), keys_of(self.count, tuple(self.web.ends.T)), invert=True)
        pairs = (pairs[0][apart], pairs[1][apart])
        scores = self.web.pairs(method, pairs)
        best = np.lexsort((pairs[1], pairs[0], -scores))[:DEEP]
        best = best[scores[best] > 0]
        return pairs[0][best], pairs[1][best]

    def _blocks(self, method: str, places: Ints) -> Iterator[tuple[Ints, Floats]]:
        """Places and their scores with all, those they are linked to and themselves at -inf."""
        for at in range(0, len(places), _BLOCK):
            block = places[at : at + _BLOCK]
            scores = self.web.rows(method, block)
            scores[self.web.ties[block].toarray() > 0] = -np.inf
            scores[np.arange(len(block)), block] = -np.inf
            yield block, scores

    def _ranks(self) -> Mapping[str, Floats]:
        """By method the rank of the best true partner of each place asked, from 1."""
        found = {method: np.zeros(0) for method in METHODS}
        for method in METHODS:
            for block, scores in self._blocks(method, self.asked):
                found[method] = np.append(found[method], [self._rank(*one) for one in zip(block, scores, strict=True)])
        return found

    def _rank(self, place: int, scores: Floats) -> float:
        true = self._partners(place)
        best = true[np.lexsort((true, -scores[true]))[0]]
        return 1.0 + (scores > scores[best]).sum() + (scores[:best] == scores[best]).sum()

    def _partners(self, place: int) -> Ints:
        ends = self.hidden[(self.hidden == place).any(axis=1)]
        return ends[ends != place]

    def _of_combined(self, model: Combined) -> Figures:
        """Its candidates are the pairs two steps apart and the shortlists of the places asked; the rest stands behind."""
        near = model.score(self.parts.matrix(self.near))
        listed = self.parts.shortlist(self.asked)
        scores = model.score(self.parts.matrix(listed))
        every = (np.concatenate((self.near[0], listed[0])), np.concatenate((self.near[1], listed[1])))
        keys, first = np.unique(keys_of(self.count, every), return_index=True)
        deep = keys[np.lexsort((keys, -np.concatenate((near, scores))[first]))[:DEEP]]
        return (
            self._at_top(near, self.near)
            | {f"recall_at {DEEP}": np.isin(deep, self.keys).sum() / len(self.keys)}
            | {"coverage": np.isin(self.keys, keys).mean()}
            | _of_ranks(self._listed_ranks(listed, scores))
        )

    def _listed_ranks(self, listed: Pairs, scores: Floats) -> Floats:
        """The rank of the best true partner of each place asked; infinite where the shortlist has none."""
        order = np.lexsort((listed[1], -scores, listed[0]))
        place, true = listed[0][order], np.isin(keys_of(self.count, listed), self.keys)[order]
        begins = np.searchsorted(place, place)
        ranks = np.arange(len(place)) - begins + 1.0
        found = np.full(self.count, np.inf)
        np.minimum.at(found, place[true], ranks[true])
        return found[self.asked]


def _of_ranks(ranks: Floats) -> Figures:
    return {f"hits_at {depth}": (ranks <= depth).mean() for depth in FIRST} | {"mrr": (1 / ranks).mean()}
