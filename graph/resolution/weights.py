"""How much a word tells: rare ones in the list at hand much, generic ones little, whatever the list."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import log

from graph.resolution.words import Form

LEAST = 1000
"""A list is taken to hold at least so many names: in a short one every word is rare."""
_USUAL = {"word": 0.0, "number": 0.02, "place": 0.01, "topic": 0.01, "country": 0.02, "region": 0.02, "scope": 0.1}
_FORM, _SMALLEST = 0.1, 0.02
_SCALE = log(LEAST)


class Weights:
    """The rarity of what names say: 0 for what every name says, 1 for what one name in a thousand says."""

    def __init__(self, forms: Iterable[Form]) -> None:
        counts = Counter[str]()
        kinds = dict[str, str]()
        names = 0
        for one in forms:
            names += 1
            counts.update(one.ids)
            kinds.update((unit.id, unit.kind) for unit in one.units)
        self._names = max(names, LEAST)
        known = {unit: self._weigh(kinds[unit], count) for unit, count in counts.items()}
        self.of: Callable[[str], float] = known.__getitem__
        """The weight of a unit of this id; it must stand in the list."""

    def _weigh(self, kind: str, count: int) -> float:
        usual = _USUAL.get(kind, _FORM) * self._names
        return max(_SMALLEST, log(self._names / (count + usual)) / _SCALE)
