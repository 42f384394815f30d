"""The parts of a pair's score: what speaks for a twinning of two places, each a number that can be shown and explained."""

from functools import cached_property

import numpy as np
from scipy.sparse.linalg import eigsh

from graph.links.ties import Floats, Ints, Pairs
from graph.links.traits import Traits
from graph.links.web import Web, met

_CIRCLES = 32
_SHORT = 60
_BLOCK = 256


class Parts:
    """The parts of any pair of places, from the known ties and what the file says of the places."""

    def __init__(self, web: Web, traits: Traits) -> None:
        self.web, self.traits = web, traits

    def of(self, pairs: Pairs) -> dict[str, Floats]:
        """The parts by name, an array each; NaN where something is not known."""
        u, v = pairs
        return self._paths(u, v) | self._countries(u, v) | self._size(u, v) | self._position(u, v) | self._names(u, v)

    def matrix(self, pairs: Pairs) -> Floats:
        """The same, a row a pair."""
        return np.column_stack([*self.of(pairs).values()])

    def _paths(self, u: Ints, v: Ints) -> dict[str, Floats]:
        web, pairs = self.web, (u, v)
        several = np.maximum(web.degree, 1)
        fewer, more = np.minimum(several[u], several[v]), np.maximum(several[u], several[v])
        found = {method.lower(): web.pairs(method, pairs) for method in ("CN", "AA", "RA", "L3")}
        among, cn = web.among(pairs), found["cn"]
        return found | {
            "among": among, "among_even": among / np.maximum(cn * (cn - 1) / 2, 1), "fewer_ties": fewer, "more_ties": more,
            "less_closed": np.minimum(web.closed[u], web.closed[v]), "more_closed": np.maximum(web.closed[u], web.closed[v]),
            "shared_by_fewer": cn / fewer, "shared_of_both": cn / (fewer + more - cn),
            "l3_even": found["l3"] / np.sqrt(fewer * more),
            "circle": (self._circles[u] * self._strength * self._circles[v]).sum(axis=1) * np.sqrt(fewer * more),
        }  # fmt: skip

    def _countries(self, u: Ints, v: Ints) -> dict[str, Floats]:
        if self.traits.country is None:
            return {}
        mine, theirs = self.traits.country[u], self.traits.country[v]
        known = (mine >= 0) & (theirs >= 0)
        there, here = self._into[u, theirs], self._into[v, mine]
        between, all_ = self._between[mine, theirs], self._between.sum(axis=1)
        several = np.maximum(self.web.degree, 1)
        found = {
            "into_fewer": np.minimum(there, here), "into_more": np.maximum(there, here),
            "into_share": there / several[u] + here / several[v],
            "countries": between, "countries_even": between / np.sqrt((all_[mine] + 1) * (all_[theirs] + 1)),
            "same_country": (mine == theirs).astype(float),
        }  # fmt: skip
        return {name: np.where(known, values, np.nan) for name, values in found.items()}

    def _size(self, u: Ints, v: Ints) -> dict[str, Floats]:
        size = self.traits.size
        if size is None:
            return {}
        return {
            "size_gap": np.abs(size[u] - size[v]),
            "smaller": np.fmin(size[u], size[v]),
            "larger": np.fmax(size[u], size[v]),
        }

    def _position(self, u: Ints, v: Ints) -> dict[str, Floats]:
        if self.traits.points is None:
            return {}
        near = self.traits.near
        neighbours = met(near, self.web.ties, (u, v)) + met(near, self.web.ties, (v, u))
        return {"distance": np.log1p(self.traits.distance(u, v)), "neighbours_tied": neighbours}

    def _names(self, u: Ints, v: Ints) -> dict[str, Floats]:
        looks = self.traits.looks
        if looks is None:
            return {}
        several = np.maximum(self.web.degree, 1)[:, None]
        of_twins = self._looks_of_twins / several
        return {
            "names_alike": (looks[u] * looks[v]).sum(axis=1),
            "like_the_twins": (of_twins[u] * looks[v]).sum(axis=1) + (of_twins[v] * looks[u]).sum(axis=1),
            "twins_alike": (of_twins[u] * of_twins[v]).sum(axis=1),
        }

    @cached_property
    def _into(self) -> Floats:
        """Ties of each place into each country."""
        return (self.web.ties @ self.traits.countries).toarray()

    @cached_property
    def _between(self) -> Floats:
        """Ties between each two countries."""
        return np.asarray(self.traits.countries.T @ self._into)

    @cached_property
    def _looks_of_twins(self) -> Floats:
        return np.asarray(self.web.ties @ self.traits.looks)

    @cached_property
    def _spectrum(self) -> tuple[Floats, Floats]:
        count = self.web.count
        most = min(_CIRCLES, count - 2)
        values, vectors = eigsh(self.web.even, k=most, v0=np.ones(count) / count**0.5, which="LA", tol=0.01)  # pyright: ignore[reportArgumentType]
        return values, vectors

    @property
    def _strength(self) -> Floats:
        return self._spectrum[0]

    @property
    def _circles(self) -> Floats:
        """Where each place stands among the main circles of twinning."""
        return self._spectrum[1]

    def shortlist(self, places: Ints) -> Pairs:
        """For each place the unlinked others that some simple score puts first, as (place, other), in that order."""
        found: list[Pairs] = []
        for at in range(0, len(places), _BLOCK):
            block = places[at : at + _BLOCK]
            linked = self.web.ties[block].toarray() > 0
            linked[np.arange(len(block)), block] = True
            kept = np.zeros_like(linked)
            for scores in self._simple(block):
                scores[linked] = -np.inf
                most = min(_SHORT, scores.shape[1] - 1)
                kept[np.arange(len(block))[:, None], np.argpartition(-scores, most, axis=1)[:, :most]] = True
            row, other = np.nonzero(kept & ~linked)
            found.append((block[row], other.astype(np.int64)))
        return np.concatenate([u for u, _ in found]), np.concatenate([v for _, v in found])

    def _simple(self, block: Ints) -> list[Floats]:
        web, traits = self.web, self.traits
        several = np.maximum(web.degree, 1)
        found = [web.rows("AA", block), web.rows("L3", block)]
        found.append((self._circles[block] * self._strength) @ self._circles.T * np.sqrt(several))
        if traits.country is not None:
            mine = traits.country[block]
            there, back = self._into[block][:, traits.country], self._into[:, mine].T
            found.append((there + 0.1) * (back + 0.1))
            found.append(
                self._between[mine][:, traits.country] / (self._between.sum(axis=1) + 1)[traits.country] * several
            )
        if traits.points is not None:
            found.append((traits.near[block] @ web.ties).toarray() + (web.ties[block] @ traits.near.T).toarray())
        if traits.looks is not None:
            found.append(self._looks_of_twins[block] @ traits.looks.T + traits.looks[block] @ self._looks_of_twins.T)
        return found
