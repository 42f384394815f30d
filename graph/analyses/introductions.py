"""Who can introduce us: partners whom none of ours knows, but somebody on the way does; two ways that share nobody."""

from collections.abc import Iterator

from pydantic import Field

from graph import analysis
from graph.analysis import Analysis, Finding, Ground, both
from graph.entities import find as entity_named
from graph.finding import MORE, left_out
from graph.store import Store, Viewer
from graph.subgraph import Net
from graph.ways import Way, Ways, middle

_PARTNERS = ("NGO", "Business", "DiplomaticMission", "MultilateralBody", "DiasporaGroup")
_MOST, _WARM = 20, 0.1


class Params(analysis.Params):
    """A place and a day, and whom to reach: without `to` every partner that nobody of ours knows."""

    to: str | None = Field(None, description="whom to reach, by name or id", max_length=300)

    def parameters(self, store: Store, viewer: Viewer) -> analysis.Params:
        to = entity_named(store, viewer, self.to) if self.to else None
        return super().parameters(store, viewer).model_copy(update={"to": to})


def find(g: Net, params: analysis.Params) -> Iterator[Finding]:
    """The ways to whom is asked for, or to the partners that can be reached through somebody else only."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    ways = Ways(ground)
    to = params.to if isinstance(params, Params) else None
    if to:
        if way := ways.warmest(to):
            yield _finding(ways, way)
        return
    outside = [x for type_ in _PARTNERS for x in ground.all(type_)]
    found = [way for x in outside if (way := ways.warmest(x)) and way.warmth >= _WARM and not ways.direct(way)]
    found.sort(key=lambda way: (-way.warmth, way.nodes))
    yield from (_finding(ways, way) for way in found[:_MOST])
    yield from left_out(
        "more-introductions", params.province, len(found) - _MOST, params.day, both("người giới thiệu", "introductions")
    )


def _finding(ways: Ways, way: Way) -> Finding:
    ground, target = ways.ground, way.nodes[-1]
    name, second, opener, contact = ground.name, ways.second(way), ways.opener(way), ways.contact(way)
    other = {lang: ways.said(second, lang) if second else "" for lang in ("vi", "en")}
    by = {lang: ground.names([opener, *ways.posts(opener)[:1]], lang).replace(", ", " (", 1) for lang in ("vi", "en")}
    by = {lang: said + ")" * ("(" in said and not said.endswith(")")) for lang, said in by.items()}
    return Finding(
        kind="introduction", subject=(target, ground.province), severity="medium" if way.warmth >= 0.3 else "low",
        score=way.warmth, parts={"warmth": way.warmth, "second": second.warmth if second else 0.0, "steps": float(len(way.nodes) - 1)},
        as_of=ground.day, confidence=0.6, owner=way.nodes[0],
        headline=both(f"{by['vi']} có thể giới thiệu ta với {name(target, 'vi')}", f"{by['en']} can open the door to {name(target, 'en')}"),
        reason=both(
            f"{ways.said(way, 'vi')}. " + (f"Đường thứ hai: {other['vi']}." if second else "Chưa ghi nhận đường thứ hai."),
            f"{ways.said(way, 'en')}. " + (f"Second way: {other['en']}." if second else "No second way on record."),
        ),
        evidence=(*ground.evidence(target, *middle([way, *([second] if second else [])])), *ways.proof(way)),
        next_step=both(f"Nhờ {name(opener, 'vi')} kết nối với {name(contact, 'vi')}.", f"Ask {name(opener, 'en')} to bring us to {name(contact, 'en')}."),
        refuted_by=both("Ta đã quen biết trực tiếp mà chưa ghi vào danh bạ, hoặc người trên đường đã đổi việc.",
                        "We know them ourselves and that is not in the list of people, or somebody on the way has moved on."),
        rests_on=both("danh bạ, đoàn, sự kiện và khoản viện trợ làm chung", "the list of people, delegations, events and shared aid items"),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="introductions",
    query="analyses/introductions",
    title=both("Ai giới thiệu được", "Who can introduce us"),
    kinds={
        "introduction": both("Người giới thiệu", "Introduction"),
        "more-introductions": MORE,
    },
    find=find,
    Params=Params,
    whole="partnership-opportunities",
)
