"""What the ties alone say of an unlinked pair: scores of common neighbours and of paths, on sparse matrices.

G(x) are the neighbours of x, k(x) is how many they are. CN counts G(u) ∩ G(v); AA (Adamic and Adar 2003) sums 1 / log k,
RA (Zhou, Lü and Zhang 2009) 1 / k over it; PA (Barabási and Albert 1999) is k(u) k(v); L3 (Kovács et al. 2019) sums
1 / sqrt(k(a) k(b)) over paths u-a-b-v. Values are those of networkx, where networkx has them.
"""

from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from graph.links.ties import Floats, Ints, Pairs

METHODS = ("CN", "AA", "RA", "PA", "L3")
Matrix = Any
"""A scipy CSR array; scipy has no types of its own."""
_AT_ONCE = 50_000


class Web:
    """The simple undirected graph of `count` places under `ends`."""

    def __init__(self, count: int, ends: Ints) -> None:
        a, b = np.concatenate((ends, ends[:, ::-1])).T
        self.count, self.ends = count, ends
        self.ties: Matrix = sparse.csr_array((np.ones(len(a)), (a, b)), shape=(count, count))
        self.degree: Floats = np.asarray(self.ties.sum(axis=1), dtype=float).ravel()

    @cached_property
    def first(self) -> dict[str, Matrix]:
        """The way to the common neighbour (to the last tie for L3), weighed by how much it tells, by method."""
        several = np.maximum(self.degree, 2)
        told = {"CN": np.ones(self.count), "AA": 1 / np.log(several), "RA": 1 / several}
        weighed = {method: (self.ties @ sparse.diags_array(tells)).tocsr() for method, tells in told.items()}
        return weighed | {"L3": (self.ties @ self.even).tocsr()}

    @cached_property
    def even(self) -> Matrix:
        """Each tie divided by the square root of both its ends' degrees."""
        root = sparse.diags_array(np.maximum(self.degree, 1) ** -0.5)
        return (root @ self.ties @ root).tocsr()

    @cached_property
    def steps(self) -> Matrix:
        """How many paths of two ties lead from one place to the other."""
        return (self.ties @ self.ties).tocsr()

    @cached_property
    def closed(self) -> Floats:
        """Of the pairs of neighbours of each place, the share that are tied to each other."""
        triangles = np.asarray(self.steps.multiply(self.ties).sum(axis=1), dtype=float).ravel() / 2
        return triangles / np.maximum(self.degree * (self.degree - 1) / 2, 1)

    def two_apart(self) -> Pairs:
        """All unlinked pairs with a common neighbour, by number, the smaller first."""
        found = (sparse.triu(self.steps, 1) - sparse.triu(self.steps.multiply(self.ties), 1)).tocoo()
        kept = found.data > 0
        u, v = found.coords[0][kept].astype(np.int64), found.coords[1][kept].astype(np.int64)
        order = np.lexsort((v, u))
        return u[order], v[order]

    def scored(self, method: str) -> Pairs:
        """All pairs, linked or not, with a score above zero by CN, AA, RA or L3, the smaller number first."""
        found = sparse.triu(self.first[method] @ self.ties, 1).tocoo()
        return found.coords[0].astype(np.int64), found.coords[1].astype(np.int64)

    def rows(self, method: str, places: Ints) -> Floats:
        """The scores of `places` with every place, a row each."""
        if method == "PA":
            return self.degree[places][:, None] * self.degree[None, :]
        return (self.first[method][places] @ self.ties).toarray()

    def row(self, method: str, place: int) -> dict[int, float]:
        """The scores above zero of one place by CN, AA, RA or L3, read from its own ties only."""
        around = self._beside(place)
        own = _telling(method, self.degree[around])
        if method == "L3":
            around, own = self._onward(around, own)
            own = own / np.sqrt(self.degree[around])
        reached, scores = self._onward(around, own)
        return dict(zip(reached.tolist(), scores.tolist(), strict=True))

    def _beside(self, place: int) -> Ints:
        return self.ties.indices[self.ties.indptr[place] : self.ties.indptr[place + 1]]

    def _onward(self, places: Ints, own: Floats) -> tuple[Ints, Floats]:
        """One tie further: whom these places are tied to, and the sum of what each of them brings along."""
        if not len(places):
            return places, own
        next_ = [self._beside(int(place)) for place in places]
        reached, back = np.unique(np.concatenate(next_), return_inverse=True)
        return reached, np.bincount(back, np.repeat(own, [len(one) for one in next_])).astype(float)

    def pairs(self, method: str, pairs: Pairs) -> Floats:
        """The scores of pairs."""
        u, v = pairs
        if method == "PA":
            return self.degree[u] * self.degree[v]
        return met(self.first[method], self.ties, pairs)

    def among(self, pairs: Pairs) -> Floats:
        """How many ties there are among the common neighbours of each pair: rings of towns that all know each other."""
        u, v = pairs
        found = np.zeros(len(u))
        for at in range(0, len(u), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            shared = self.ties[u[part]].multiply(self.ties[v[part]]).tocsr()
            found[part] = (shared @ self.ties).multiply(shared).sum(axis=1) / 2
        return found


def _telling(method: str, degree: Floats) -> Floats:
    """How much neighbours of these degrees tell."""
    if method == "CN":
        return np.ones_like(degree)
    if method == "AA":
        return 1 / np.log(np.maximum(degree, 2))
    return 1 / degree if method == "RA" else 1 / np.sqrt(degree)


def met(left: Matrix, right: Matrix, pairs: Pairs) -> Floats:
    """The inner products of a row of `left` and a row of `right` for each pair."""
    u, v = pairs
    found = np.zeros(len(u))
    for at in range(0, len(u), _AT_ONCE):
        part = slice(at, at + _AT_ONCE)
        found[part] = left[u[part]].multiply(right[v[part]]).sum(axis=1)
    return found
