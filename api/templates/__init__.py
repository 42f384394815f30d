"""The pages' one entrance: `render(template, lang=..., path=..., query=..., province=..., **context)`.

What a template expects beyond these names stands in the comment at its head. Autoescape is on; a name a template needs
and did not get is an error, so give `None`, `[]` or `""` where there is nothing.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from api.answer_cells import cell_text, heading
from api.units import arithmetic, figure_time, named, property_label, said, terms, worded
from api.uploaded import moment
from graph.texts import date_text, money_text, number_text, period_text, text
from viz.mapdata import map_data
from viz.style import legend, style, tie_heading, tie_label, type_label

NAV = (
    ("map", "/"), ("ask", "/ask"), ("partners", "/partners"), ("findings", "/findings"), ("gaps", "/gaps"), ("opportunities", "/opportunities"), ("brief", "/brief"),
    ("funders", "/funders"), ("resolve", "/resolve"), ("lists", "/lists"),
)  # fmt: skip
WRITERS: dict[str, Callable[..., str | None]] = {
    "date": date_text, "number": number_text, "money": money_text, "period": period_text,
    "type_label": type_label, "tie_label": tie_label, "tie_heading": tie_heading,
    "cell": cell_text, "heading": heading, "said": said, "worded": worded, "property_label": property_label, "terms": terms, "named": named, "figure_time": figure_time, "arithmetic": arithmetic,
}  # fmt: skip

_GLYPH = Markup(
    '<svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}" fill="{colour}"/>'
    '<text x="12" y="{y}" fill="{ink}">{letter}</text></svg>'
)


def render(
    template: str, /, *, lang: str, path: str, query: str = "", province: Mapping[str, str], **context: object
) -> str:
    """The page as HTML. `query` is the address's query as it came, without the question mark."""
    return environment().get_template(template).render(
        {
            **context,
            "lang": lang,
            "path": path,
            "query": query,
            "province": province,
            "t": partial(_text, "page", lang),
            "u": partial(_text, "upload", lang),
            "q": partial(_text, "ask", lang),
            "nav": NAV,
            "other_lang": "en" if lang == "vi" else "vi",
            "address": partial(_address, path, query),
        }
    )  # fmt: skip


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("api", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {"glyph": _glyph, "web": _web} | {
        name: _in_language(write) for name, write in (WRITERS | {"moment": _moment}).items()
    }
    made.filters.update(filters)
    pieces: dict[str, Any] = {"legend": legend, "map_data": map_data}
    made.globals.update(pieces)
    return made


def _in_language(write: Callable[..., str | None]) -> Callable[..., str | None]:
    """The filter that gives `write` the page's language as its last argument."""

    @pass_context
    def written(context: Context, *values: object) -> str | None:
        return write(*values, context["lang"])

    return written


def _moment(iso: str | None, lang: str) -> str:
    """The minute and day of a load, on the clock of Viet Nam."""
    when = moment(iso) if iso else {"time": "", "day": ""}
    return f"{when['time']} {date_text(when['day'], lang)}".strip()


def _text(section: str, lang: str, key: str, **values: object) -> str:
    return text(f"{section}.{key}", lang, **values)


def _glyph(type_: str) -> Markup:
    """The mark of an entity type as inline SVG (no style attribute: the page's CSP refuses them)."""
    look = style(type_)
    return _GLYPH.format(path=look.path, colour=look.colour, y=look.letter_y, ink=look.ink, letter=look.letter)


def _web(url: str | None) -> str | None:
    """`url` when it leads to the web, else None: an address from a list may be `javascript:`."""
    return url if url and urlsplit(url.strip()).scheme in ("http", "https") else None


def _address(path: str, query: str, **changes: object) -> str:
    """This page's address with some parameters changed; None takes one away."""
    kept = {name: value for name, value in parse_qsl(query) if name not in changes}
    asked = urlencode(kept | {name: value for name, value in changes.items() if value is not None})
    return f"{path}?{asked}" if asked else path
