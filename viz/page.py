"""One self-contained HTML file of a map: works offline, asks no host, runs no script that came with the data.

pyvis' `Network` is the graph -> vis data model; the page is our own autoescaped template, because pyvis' own one asks
three other hosts for its parts and lets a name become a script. Every script and style in the page is ours and named by its hash
in the page's Content-Security-Policy, so that whatever a list may have smuggled into a name stays text.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from graph.texts import text
from viz.mapdata import map_data
from viz.style import legend

SCRIPTS = ("vendor/vis-network.min.js", "labels.js", "draw.js", "panel.js", "file.js")
STYLES = ("file.css",)


class Map(Network):
    """A pyvis network with our template; `nodes` and `edges` are assigned whole (`add_edge` is quadratic)."""

    def __init__(self, graph: Mapping[str, Any], title: str, lang: str) -> None:
        super().__init__(directed=True, cdn_resources="in_line", heading=title)
        self.lang = lang
        self.nodes = [dict(node) for node in graph["nodes"]]
        self.edges = [dict(edge) for edge in graph["edges"]]
        self.extent = {name: graph.get(name) for name in ("shown", "total", "hidden", "centre")}
        self.toggle_physics(False)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page; pyvis' arguments are accepted and mean nothing here."""
        data = map_data({**self.extent, "nodes": self.nodes, "edges": self.edges}, self.lang)
        scripts, styles = _embedded(SCRIPTS), _embedded(STYLES)
        return _template().render(
            title=self.heading,
            lang=self.lang,
            data=data,
            scripts=scripts,
            styles=styles,
            policy=_policy(scripts, styles),
            looks=legend(node["type"] for node in self.nodes),
            t=self.words,
        )

    def words(self, key: str, **values: object) -> str:
        return text(f"map.{key}", self.lang, **values)


def map_page(graph: Mapping[str, Any], title: str, lang: str) -> str:
    """The page for a graph of SURFACE's shape with `x`, `y` on every node (see `viz.layout.placed`).

    Write it as UTF-8. pyvis' `write_html` must not be used: it writes in the locale's encoding.
    """
    return Map(graph, title, lang).generate_html()


def _policy(scripts: tuple[Markup, ...], styles: tuple[Markup, ...]) -> str:
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {' '.join(map(_hash, styles))}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _embedded(names: tuple[str, ...]) -> tuple[Markup, ...]:
    """Our own files as they stand between the tags; none of them may end the tag it stands in."""
    texts = tuple((files("viz") / "static" / name).read_text(encoding="utf-8") for name in names)
    if any(end in body.lower() for body in texts for end in ("</script", "</style", "<!--")):
        raise ValueError(names)
    return tuple(map(Markup, texts))


def _hash(body: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'"


@cache
def _template() -> Any:
    made = Environment(loader=PackageLoader("viz", "static"), autoescape=True, undefined=StrictUndefined)
    return made.get_template("file.html.jinja")
