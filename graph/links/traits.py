"""What a file says of its places, made comparable: country, size, position, and the look of names.

Names stand for language and region where no country is said: towns whose names are built of the same letters lie near
each other. A place is compared with the twins that the other one has.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.links.ties import Floats, Ints, Ties
from graph.links.web import Matrix

_EARTH_KM = 6371.0
_NEIGHBOURS = 16
_NEAR_KM = 50.0
_LOOKS = 48


class Traits:
    """`country` numbers (-1 not said), `size` as log10 of people, `points` on the unit sphere, `looks` of names as unit
    vectors, each None where the file says nothing of it."""

    def __init__(self, ties: Ties) -> None:
        self.count, said = len(ties.ids), ties.said
        self.country: Ints | None = _numbered(said["country"]) if "country" in said else None
        self.size: Floats | None = _log(said["population"]) if "population" in said else None
        self.points: Floats | None = _points(said) if {"latitude", "longitude"} <= said.keys() else None
        self.looks: Floats | None = _looks(said["name"]) if "name" in said else None

    @cached_property
    def countries(self) -> Matrix:
        """A row a place, a one in the column of its country."""
        at = np.flatnonzero(self.country >= 0) if self.country is not None else np.array([], dtype=np.int64)
        columns = self.country[at] if self.country is not None else at
        width = int(columns.max(initial=-1)) + 1
        return sparse.csr_array((np.ones(len(at)), (at, columns)), shape=(self.count, max(width, 1)))

    @cached_property
    def near(self) -> Matrix:
        """How near the closest other places are: exp(-km / 50), a row a place."""
        from scipy.spatial import KDTree

        if self.points is None:
            raise ValueError("no positions")
        at = np.flatnonzero(~np.isnan(self.points).any(axis=1))
        most = min(_NEIGHBOURS + 1, len(at))
        chord, found = (
            np.asarray(one).reshape(len(at), most) for one in KDTree(self.points[at]).query(self.points[at], k=most)
        )
        others = found != np.arange(len(at))[:, None]
        rows, columns = np.repeat(at, others.sum(axis=1)), at[found[others]]
        weights = np.exp(-chord[others] * _EARTH_KM / _NEAR_KM)
        return sparse.csr_array((weights, (rows, columns)), shape=(self.count, self.count))

    def distance(self, u: Ints, v: Ints) -> Floats:
        """km on the sphere, NaN where not known."""
        if self.points is None:
            raise ValueError("no positions")
        chord = np.linalg.norm(self.points[u] - self.points[v], axis=1)
        return 2 * _EARTH_KM * np.arcsin(np.minimum(chord / 2, 1))


def _numbered(texts: NDArray[Any]) -> Ints:
    known = {text: number for number, text in enumerate(sorted({str(t) for t in texts} - {""}))}
    return np.array([known.get(str(text), -1) for text in texts], dtype=np.int64)


def _log(people: NDArray[Any]) -> Floats:
    return np.log10(np.where(people >= 1, people, np.nan))


def _points(said: Mapping[str, NDArray[Any]]) -> Floats:
    north, east = np.radians(said["latitude"]), np.radians(said["longitude"])
    return np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))


def _looks(names: NDArray[Any]) -> Floats | None:
    """Weighted groups of one to three letters, in few dimensions; None where there are too few names for that."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    if len(names) <= _LOOKS or sum(map(bool, names)) < len(names) / 2:
        return None
    groups = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 3), min_df=3, sublinear_tf=True).fit_transform(names)
    if groups.shape[1] <= _LOOKS:
        return None
    found = TruncatedSVD(_LOOKS, random_state=0).fit_transform(groups)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
