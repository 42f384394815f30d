"""What the map's scripts need beside the graph itself: the style table, the names of ties, the words."""

from collections.abc import Mapping
from typing import Any

from graph.model import ENTITIES, TIES
from graph.texts import keys, text
from viz.style import NodeStyle, style, tie_label


def map_data(graph: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """`graph` (SURFACE graph shape with x, y, degree) made ready for `draw.js`, JSON-able."""
    types = dict.fromkeys([*ENTITIES, *(node["type"] for node in graph["nodes"])])
    ties = dict.fromkeys([*TIES, *(edge["type"] for edge in graph["edges"])])
    return {
        "lang": lang,
        "graph": dict(graph),
        "order": list(types),
        "styles": {name: _look(style(name), lang) for name in types},
        "ties": {name: tie_label(name, lang) for name in ties},
        "words": {key.removeprefix("map."): text(key, lang) for key in keys(lang) if key.startswith("map.")},
    }


def _look(look: NodeStyle, lang: str) -> dict[str, object]:
    return {
        "label": look.label(lang),
        "colour": look.colour,
        "ink": look.ink,
        "path": look.path,
        "letter": look.letter,
        "letterY": look.letter_y,
    }
