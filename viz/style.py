"""How each entity type looks: colour, shape and letter together, never colour alone.

Derived from `graph.model`; the map, the legend, the chips and the lists all draw from here. One colour serves both
the light and the dark page: its luminance is moved, where the model's is not, into the band that stands out on both.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.model import ENTITIES, TIES
from graph.texts import keys, text

# At these bounds a mark has 3:1 against both page grounds (#ffffff and #12161b) and its letter 4.5:1 against the mark.
DARKEST, LIGHTEST = 0.135, 0.295


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """`path` is an SVG path in a 24 x 24 box; `letter_y` where the middle of the letter stands in it."""

    type: str
    vi: str
    en: str
    colour: str
    ink: str
    shape: str
    path: str
    letter: str
    letter_y: float

    def label(self, lang: str) -> str:
        return self.vi if lang == "vi" else self.en


@cache
def style(type_: str) -> NodeStyle:
    """The style of an entity type; a type the model does not know is drawn as a grey dot with a question mark."""
    known = ENTITIES.get(type_)
    if known is None:
        return NodeStyle(type_, type_, type_, "#767d85", "#ffffff", "dot", PATHS["dot"], "?", 12.0)
    colour = in_band(known.colour)
    ink = max(("#ffffff", "#000000"), key=lambda candidate: contrast(candidate, colour))
    shape = known.shape if known.shape in PATHS else "dot"
    return NodeStyle(
        type_, known.vi, known.en, colour, ink, shape, PATHS[shape], known.letter, LETTER_Y.get(shape, 12.0)
    )


def legend(types: Iterable[str]) -> list[NodeStyle]:
    """The styles of these types, in the model's order, each once."""
    present = set(types)
    return [style(name) for name in ENTITIES if name in present] + [style(t) for t in sorted(present - ENTITIES.keys())]


def type_label(type_: str, lang: str) -> str:
    return style(type_).label(lang)


def tie_label(type_: str, lang: str) -> str:
    tie = TIES.get(type_)
    return (tie.vi if lang == "vi" else tie.en) if tie else type_


def tie_heading(type_: str, direction: str, lang: str) -> str:
    """The heading of a partner's ties of one type; what leads to it is named by the other end's role."""
    known = f"tie_{direction}.{type_}"
    backward = direction == "in" and type_ in TIES and not TIES[type_].symmetric
    words = text(known, lang) if known in keys(lang) else f"{'← ' if backward else ''}{tie_label(type_, lang)}"
    return words[:1].upper() + words[1:]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def in_band(colour: str) -> str:
    """The nearest mix with white or black whose luminance lies between `DARKEST` and `LIGHTEST`."""
    for step in range(101):
        towards = 255 if luminance(colour) < DARKEST else 0
        mixed = "#" + "".join(f"{round(c + (towards - c) * step / 100):02x}" for c in _channels(colour))
        if DARKEST <= luminance(mixed) <= LIGHTEST:
            return mixed
    raise ValueError(colour)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _polygon(corners: int, start: float, radius: float = 11.5, inner: float | None = None, lower: float = 0.0) -> str:
    """A closed path around (12, 12): `corners` points from `start` degrees, a star when `inner` is given."""
    radii = [radius] if inner is None else [radius, inner]
    count = corners * len(radii)
    angles = (math.radians(start + 360 * i / count) for i in range(count))
    points = (
        f"{12 + radii[i % len(radii)] * math.cos(angle):.2f} {12 + lower + radii[i % len(radii)] * math.sin(angle):.2f}"
        for i, angle in enumerate(angles)
    )
    return f"M{' L'.join(points)} Z"


PATHS = {
    "dot": "M12 1.5 A10.5 10.5 0 1 1 12 22.5 A10.5 10.5 0 1 1 12 1.5 Z",
    "square": "M3.5 2.5 H20.5 Q21.5 2.5 21.5 3.5 V20.5 Q21.5 21.5 20.5 21.5 H3.5 Q2.5 21.5 2.5 20.5 V3.5 Q2.5 2.5 3.5 2.5 Z",
    "box": "M2.5 5 H21.5 Q23 5 23 6.5 V17.5 Q23 19 21.5 19 H2.5 Q1 19 1 17.5 V6.5 Q1 5 2.5 5 Z",
    "diamond": _polygon(4, -90, 12),
    "triangle": _polygon(3, -90, 13, lower=2),
    "triangleDown": _polygon(3, 90, 13, lower=-2),
    "hexagon": _polygon(6, -90, 12),
    "star": _polygon(5, -90, 13, inner=7, lower=1),
}
LETTER_Y = {"triangle": 15.0, "triangleDown": 9.0, "star": 13.0}
