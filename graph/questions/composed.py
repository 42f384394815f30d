"""Names that are put together from a kind of office and a country: "the French embassy", "hội hữu nghị với Lào"."""

from collections.abc import Iterable, Sequence

from graph.names import fold
from graph.questions.naming import Bearer, Names
from graph.questions.plan import Named
from graph.questions.spans import Span

_KINDS = {"embassy": ("DiplomaticMission", "đại sứ quán"), "consulate": ("DiplomaticMission", "lãnh sự quán"),
          "associations": ("FriendshipAssociation", "hội hữu nghị")}  # fmt: skip
_FAR = 4
_OWN = "country-vn"


def composed(spans: Sequence[Span], names: Names, here: str) -> dict[int, tuple[int, tuple[Named, ...]]]:
    """Span of the office -> (span of the country, whom the graph knows under both)."""
    pairs = {n: m for n, span in enumerate(spans) if (m := _country(spans, n, span)) is not None}
    if not pairs:
        return {}
    wanted = {n: (_kind(spans[n]), fold(_named(spans[m]).vi)) for n, m in pairs.items()}
    runs = [[*fold(_KINDS[kind][1]).split(), *country.split()] for kind, country in wanted.values()]
    bearers = list(names.find(runs))
    found = {n: (pairs[n], _whom(bearers, *wanted[n], here)) for n in pairs}
    return {n: (m, things) for n, (m, things) in found.items() if things}


def _kind(span: Span) -> str:
    return str(span.value("of") or "").split(" ")[-1]


def _named(span: Span) -> Named:
    country = span.value("country")
    assert isinstance(country, Named)
    return country


def _country(spans: Sequence[Span], n: int, office: Span) -> int | None:
    """The country nearest to an office, little words and our own country between them."""
    if _kind(office) not in _KINDS:
        return None
    for side in (range(n + 1, min(n + 1 + _FAR, len(spans))), range(n - 1, max(-1, n - 3), -1)):
        for m in side:
            if spans[m].has("country"):
                if _named(spans[m]).id != _OWN:
                    return m
            elif not spans[m].silent:
                break
    return None


def _whom(bearers: Iterable[Bearer], kind: str, country: str, here: str) -> tuple[Named, ...]:
    type_, office = _KINDS[kind]
    words = {*fold(office).split(), *country.split()}
    fitting = [b for b in bearers if b.thing.type == type_ and any(words <= set(fold(n).split()) for n in b.names)]
    ours = [b for b in fitting if any(here in fold(name) for name in b.names)]
    meant = ours if len(fitting) > 1 and len(ours) == 1 else fitting
    return tuple(bearer.thing for bearer in meant)
