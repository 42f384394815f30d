"""Funders of what we need who are not here yet: active in the sector next door or elsewhere, and how we reach them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.finding import MORE, left_out
from graph.ground import OURS
from graph.licences import state
from graph.subgraph import Net, holds
from graph.texts import capital, date_text
from graph.wants import Wanted, answers, wanted
from graph.ways import Way, Ways

Row = dict[str, Any]
_RECENT_YEARS = 3
_MOST_FUNDERS = 60
_WARM = 0.15
# What a candidate's score is made of, and how much each counts.
_WEIGHTS = {"funded": 0.3, "next_door": 0.25, "licence": 0.15, "recent": 0.1, "partners": 0.1, "introducer": 0.1}


@dataclass(slots=True)
class _Case:
    """Why a body not yet here may fund what is needed here."""

    id: str
    needs: set[str] = field(default_factory=set[str])
    items: set[str] = field(default_factory=set[str])
    places: set[str] = field(default_factory=set[str])
    next_door: set[str] = field(default_factory=set[str])
    partners: list[str] = field(default_factory=list[str])
    licence: Row = field(default_factory=dict[str, Any])
    way: Way | None = None


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Everybody worth approaching for the place on the day, with the reasons."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    ways = Ways(ground)
    cases = sorted((_finding(ways, case) for case in _cases(ways)), key=lambda f: (-f.score, f.id))
    yield from cases[:_MOST_FUNDERS]
    yield from left_out(
        "more-funders", params.province, len(cases) - _MOST_FUNDERS, params.day, both("nhà tài trợ", "funders")
    )


def _cases(ways: Ways) -> Iterator[_Case]:
    ground = ways.ground
    needs = wanted(ground)
    here = _here(ground)
    near = _near(ground)
    ours = {
        p
        for i in ground.all("AidItem")
        if ground.here(ground.out(i, "TARGETS"))
        for p in ground.into(i, "IMPLEMENTS", "RECEIVES")
    }
    areas = ground.areas()
    for body in _bodies(ground):
        if body in here or not (case := _case(ground, body, needs)).needs:
            continue
        case.next_door = {p for p in case.places if not ground.regions(p).isdisjoint(near)}
        case.partners = [
            p for p in sorted({p for i in case.items for p in ground.into(i, "IMPLEMENTS", "RECEIVES")}) if p in ours
        ]
        held = [ground.a(x) for x in ground.out(body, "HOLDS")]
        case.licence = state(held, areas, ground.above, ground.day)
        if case.licence["elsewhere"]:
            case.licence = state(held, areas, None, ground.day) | {"elsewhere": True}
        case.way = ways.warmest(body)
        yield case


def _here(ground: Ground) -> set[str]:
    """Who is here already: relations, work or aid in the area."""
    related = {n for n in ground.all("NGO") if ground.here(ground.out(n, "RELATES_TO", "WORKS_IN"))}
    aiding = {
        f
        for i in ground.all("AidItem")
        if ground.here(ground.out(i, "TARGETS"))
        for f in ground.into(i, "FUNDS", "IMPLEMENTS")
    }
    return related | aiding


def _near(ground: Ground) -> set[str]:
    """The neighbouring provinces of the day; the province itself is not one of them."""
    found = set(ground.out(ground.province, "NEIGHBOUR_OF")) | set(ground.into(ground.province, "NEIGHBOUR_OF"))
    return {p for p in found if holds(ground.a(p).get("since"), ground.a(p).get("until"), ground.day)} - ground.within


def _bodies(ground: Ground) -> list[str]:
    funding = {s for s, _, k in ground.g.edges(keys=True) if k == "FUNDS"}
    return sorted(
        b for b in funding | set(ground.all("NGO")) if ground.a(b).get("type") not in OURS | {"Country", "Person"}
    )


def _case(ground: Ground, body: str, wants: Wanted) -> _Case:
    case = _Case(body)
    for item in ground.out(body, "FUNDS"):
        if not ground.inbound(item):
            continue
        if needs := answers(wants, ground.out(item, "IN_SECTOR")):
            case.needs |= needs
            case.items.add(item)
            case.places |= set(ground.out(item, "TARGETS"))
    case.items = set(ground.wholes(case.items))
    if stated := answers(wants, ground.out(body, "WORKS_IN_SECTOR")):
        case.needs |= stated
        case.places |= set(ground.out(body, "WORKS_IN"))
    return case


def _finding(ways: Ways, case: _Case) -> Finding:
    ground = ways.ground
    name, place, day = ground.name, ground.province, ground.day
    parts = _parts(ground, case)
    score = sum(_WEIGHTS[k] * v for k, v in parts.items())
    needs, items = sorted(case.needs), sorted(case.items)
    places = sorted(case.next_door or case.places)
    sectors = sorted({s for n in needs for s in ground.out(n, "IN_SECTOR")})
    reasons = {lang: "; ".join(_reasons(ways, case, lang)) for lang in ("vi", "en")}
    away = {
        "vi": f"tại {ground.names(places, 'vi', 2, 'nơi')}" if places else "ở nơi khác",
        "en": f"in {ground.names(places, 'en', 2)}" if places else "elsewhere",
    }
    return Finding(
        kind="funder-next-door" if case.next_door else "funder-elsewhere", subject=(case.id, place),
        severity="high" if score >= 0.65 else "medium" if score >= 0.4 else "low", score=score, parts=parts, as_of=day,
        confidence=0.6 if items else 0.4,
        headline=both(
            f"{name(case.id, 'vi')}: {'tài trợ' if items else 'hoạt động'} lĩnh vực {ground.sectors(sectors, 'vi', 2)} {away['vi']}, chưa có mặt tại {name(place, 'vi')}",
            f"{name(case.id, 'en')}: {'funds' if items else 'works in'} {ground.sectors(sectors, 'en', 2)} {away['en']}, not yet in {name(place, 'en')}",
        ),
        reason=both(f"{capital(reasons['vi'])}.", f"{capital(reasons['en'])}."),
        evidence=(
            *ground.evidence(case.id, *needs[:5], *items[:5], *places[:3], *case.partners[:3], *(case.way.nodes if case.way else ())),
            *(p for i in items[:3] for p in ground.proof(case.id, i, "FUNDS")),
        ),
        next_step=both(*_step(ways, case, needs)),
        refuted_by=both(
            f"Tổ chức đã có hoạt động tại {name(place, 'vi')} mà chưa được nhập, hoặc đã từ chối mở rộng địa bàn.",
            f"It already works in {name(place, 'en')} and that has not been entered, or it has declined to come.",
        ),
        rests_on=both("danh mục kêu gọi viện trợ, khoản viện trợ và danh sách tổ chức của các tỉnh",
                      "the wish list, aid items and partners' lists of the provinces"),
    )  # fmt: skip


def _parts(ground: Ground, case: _Case) -> dict[str, float]:
    year = int(ground.day[:4])
    latest = max((str(ground.a(i).get("until") or ground.a(i).get("since") or "")[:4] for i in case.items), default="")
    return {
        "funded": min(1.0, 0.6 + 0.2 * (len(case.items) - 1)) if case.items else 0.0,
        "next_door": float(bool(case.next_door)),
        "licence": {"valid": 1.0, "expiring": 0.7, "expired": 0.2}.get(case.licence["state"], 0.0) * (0.7 if case.licence["elsewhere"] else 1.0),
        "recent": float(bool(latest.isdigit() and int(latest) >= year - _RECENT_YEARS)),
        "partners": min(1.0, len(case.partners) / 2),
        "introducer": min(1.0, 2 * case.way.warmth) if case.way else 0.0,
    }  # fmt: skip


def _reasons(ways: Ways, case: _Case, lang: str) -> Iterator[str]:
    vi, ground = lang == "vi", ways.ground
    needs, items = sorted(case.needs), sorted(case.items)
    quoted = ", ".join(f"“{ground.name(n, lang)}”" for n in needs[:2])
    rest = len(needs) - 2
    if vi:
        yield f"phù hợp {len(needs)} nhu cầu chưa có bên tài trợ: {quoted}" + (
            f" và {rest} nhu cầu khác" if rest > 0 else ""
        )
    else:
        yield f"fits {len(needs)} unfunded {'need' if len(needs) == 1 else 'needs'}: {quoted}" + (
            f" and {rest} more" if rest > 0 else ""
        )
    if items:
        named = ground.names(items, lang, 1, "khoản")
        yield (
            f"đã tài trợ “{named}”"
            if vi and len(items) == 1
            else f"đã tài trợ {named}"
            if vi
            else f"has funded {named}"
        )
    if case.next_door:
        near = ground.names(sorted(case.next_door), lang, 2, "nơi")
        yield f"đang có mặt ở tỉnh giáp ranh ({near})" if vi else f"is next door ({near})"
    yield _licence_words(case.licence, lang)
    if case.partners:
        shared = ground.names(case.partners, lang, 2)
        yield f"có chung đối tác thực hiện: {shared}" if vi else f"shares partners with us: {shared}"
    if case.way and case.way.warmth >= _WARM:
        through = ways.chain(case.way, lang)
        yield f"đường quen biết: {through}" if vi else f"known through {through}"


def _licence_words(licence: Row, lang: str) -> str:
    vi, until = lang == "vi", date_text(licence["until"], lang)
    if licence["state"] in ("valid", "expiring"):
        term = (f" đến {until}" if vi else f" until {until}") if until else ""
        if licence["elsewhere"]:
            return f"có giấy đăng ký{term} cho địa bàn khác" if vi else f"licensed{term} for other provinces"
        return f"có giấy đăng ký còn hiệu lực{term}" if vi else f"licensed{term}"
    if licence["state"] == "expired":
        return f"giấy đăng ký đã hết hạn {until}" if vi else f"its licence expired on {until}"
    return "chưa ghi nhận giấy đăng ký" if vi else "no record of a licence"


def _step(ways: Ways, case: _Case, needs: list[str]) -> tuple[str, str]:
    ground = ways.ground
    vi, en = ground.name(needs[0], "vi"), ground.name(needs[0], "en")
    if case.way and case.way.warmth >= _WARM:
        opener, contact = ways.opener(case.way), ways.contact(case.way)
        (by_vi, to_vi), (by_en, to_en) = (
            (ground.name(opener, lang), ground.name(contact, lang)) for lang in ("vi", "en")
        )
        return (
            f"Nhờ {by_vi} giới thiệu với {to_vi}; gửi nhu cầu “{vi}”.",
            f"Ask {by_en} to introduce us to {to_en}; send the need “{en}”.",
        )
    if case.partners:
        return (
            f"Hỏi {ground.name(case.partners[0], 'vi')} về kinh nghiệm làm việc với tổ chức này, rồi gửi nhu cầu “{vi}”.",
            f"Ask {ground.name(case.partners[0], 'en')} how they work together, then send the need “{en}”.",
        )
    return (
        f"Gửi thư giới thiệu kèm nhu cầu “{vi}”; đề nghị PACCOM hoặc Liên hiệp tỉnh bạn kết nối.",
        f"Write with the need “{en}”; ask PACCOM or the neighbouring union to introduce us.",
    )


ANALYSIS = Analysis(
    name="need-funders",
    query="analyses/need_funders",
    title=both("Bên có thể tài trợ nhu cầu", "Funders for needs"),
    kinds={
        "funder-next-door": both("Nhà tài trợ ở tỉnh giáp ranh", "Funder next door"),
        "funder-elsewhere": both("Nhà tài trợ ở nơi khác", "Funder elsewhere"),
        "more-funders": MORE,
    },
    find=find,
    whole="partnership-opportunities",
)
