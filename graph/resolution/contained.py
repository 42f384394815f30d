"""Where a shorter name stands in a longer one."""

import re

from graph.resolution.words import Form

_PART_OF = frozenset(
    ["of", "the", "at", "in", "for", "de", "du", "des", "der", "do", "da", "del", "della", "thuoc", "cua", "tai"]
)
_MARKS = re.compile(r"\s*[,;:(–—|]|\s+-\s")
_LEAST = 4


def position(small: Form, big: Form) -> str:
    """ "beside" if a mark parts it from the rest ("Gavi, the Vaccine Alliance"), "start" or "end" of the longer name,
    "part" if the longer is a part of it or it of the longer ("Institute of X, University of Y"), '' elsewhere."""
    if big.fold.startswith(small.fold + " "):
        if _marked(big.text, small.text):
            return "beside"
        more = any(unit.kind.startswith("form.") for unit in big.units[len(small.units) :])
        return "part" if small.kinds and more else "start"
    if big.fold.endswith(" " + small.fold):
        before = big.fold[: -len(small.fold)].split()
        again = any(unit.kind in small.kinds for unit in big.units[: -len(small.units)])
        if before[-1] in _PART_OF or again:
            return "part"
        return "beside" if _marked(big.text[::-1], small.text[::-1]) else "end"
    return ""


def _marked(whole: str, part: str) -> bool:
    """Whether the longer text begins with the shorter one and then a mark."""
    same = len(part) >= _LEAST and whole.casefold().startswith(part.casefold())
    return same and _MARKS.match(whole[len(part) :]) is not None
