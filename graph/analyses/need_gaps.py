"""Needs that nobody funds, and places where several work in a field that nobody there asked for."""

from collections.abc import Iterable, Iterator
from typing import Any

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.reference import sector_top, sector_with_children, sectors
from graph.subgraph import Net
from graph.weigh import counted, in_usd, written

Row = dict[str, Any]
_BIG = 200_000.0  # USD
_CROWD = 3
_GIVERS = frozenset({"NGO", "Business", "MultilateralBody", "DiasporaGroup"})


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Needs without a funder here, and overlaps without a need, on the day."""
    if params.province in g:
        ground = Ground(g, params.province, params.day)
        yield from _needs(ground)
        yield from _overlaps(ground)


def _needs(ground: Ground) -> Iterator[Finding]:
    for need in ground.all("Need"):
        a = ground.a(need)
        if not _open(ground, need) or ground.into(need, "MEETS_NEED") or not ground.here(ground.out(need, "TARGETS")):
            continue
        sectors = ground.out(need, "IN_SECTOR")
        active = _funders_of(ground, sectors)
        wanted = in_usd(a, "amount")
        parts = {"nobody": float(not active), "amount": min(1.0, wanted / _BIG)}
        label = {lang: ground.sectors(sectors, lang) for lang in ("vi", "en")}
        name = ground.name
        yield Finding(
            kind="need-unfunded", subject=(need,), severity="high" if not active else "medium",
            score=0.4 + 0.35 * parts["nobody"] + 0.25 * parts["amount"], parts=parts, as_of=ground.day, confidence=0.7,
            facts=(a.get("amount"), a.get("currency"), a.get("status")), owner=next(iter(ground.into(need, "PROPOSES")), ""),
            headline=both(f"Chưa ghi nhận bên tài trợ cho nhu cầu “{name(need, 'vi')}”",
                          f"No record of a funder for the need “{name(need, 'en')}”"),
            reason=both(
                f"Lĩnh vực {label['vi'] or 'chưa ghi nhận'}{_sought(a, 'vi')}; "
                + (f"lĩnh vực này đã có {len(active)} bên đang tài trợ tại đây: {ground.names(active, 'vi')}." if active
                   else "chưa ghi nhận bên nào đang tài trợ lĩnh vực này tại đây."),
                f"Sector {label['en'] or 'not on record'}{_sought(a, 'en')}; "
                + (f"{counted(len(active), 'funder')} active here in this sector: {ground.names(active, 'en')}." if active
                   else "no record of anybody funding this sector here."),
            ),
            evidence=ground.evidence(need, *sectors, *active[:5]),
            next_step=both(
                f"Giới thiệu nhu cầu với {name(active[0], 'vi')}." if active else "Xem mục Cơ hội hợp tác để chọn bên cần tiếp cận.",
                f"Present the need to {name(active[0], 'en')}." if active else "See Opportunities for whom to approach.",
            ),
            refuted_by=both("Một thỏa thuận hoặc khoản viện trợ cho nhu cầu này chưa được nhập.",
                            "An agreement or aid item for this need that has not been entered."),
            rests_on=both("danh mục kêu gọi viện trợ", "the wish list"),
        )  # fmt: skip


def _funders_of(ground: Ground, sectors: Iterable[str]) -> list[str]:
    """Who funds something under way here in these sectors."""
    codes = {c for s in sectors for c in sector_with_children(s.removeprefix("sector-"))}
    items = {
        i for i in ground.all("AidItem")
        if ground.under_way(i) and ground.inbound(i) and not codes.isdisjoint(s.removeprefix("sector-") for s in ground.out(i, "IN_SECTOR"))
    }  # fmt: skip
    return sorted(
        {f for i in items if ground.here(ground.out(i, "TARGETS")) for f in ground.into(i, "FUNDS", now=True)}
    )


def _overlaps(ground: Ground) -> Iterator[Finding]:
    """Places within the area where several bodies work in one field for which nobody there stated a need."""
    at: dict[tuple[str, str], dict[str, list[str]]] = {}
    for item in (i for i in ground.all("AidItem") if ground.under_way(i) and ground.inbound(i)):
        fields = {sector_top(s.removeprefix("sector-")) for s in ground.out(item, "IN_SECTOR")}
        places = [p for p in ground.out(item, "TARGETS") if p in ground.within and p != ground.province]
        for place in places:
            for code in fields:
                for body in ground.into(item, "FUNDS", "IMPLEMENTS", now=True):
                    if ground.a(body).get("type") in _GIVERS:
                        at.setdefault((place, code), {}).setdefault(body, []).append(item)
    wanted = {
        (p, sector_top(s.removeprefix("sector-")))
        for n in ground.all("Need") if _open(ground, n)
        for p in ground.out(n, "TARGETS") for s in ground.out(n, "IN_SECTOR")
    }  # fmt: skip
    for (place, code), bodies in sorted(at.items()):
        asked = any((p, code) in wanted for p in ground.regions(place) & ground.within)
        if len(bodies) >= _CROWD and not asked:
            yield _overlap(ground, place, code, bodies)


def _overlap(ground: Ground, place: str, code: str, bodies: dict[str, list[str]]) -> Finding:
    entry, name, n = sectors().get(code), ground.name, len(bodies)
    field = both(entry.name_vi.lower(), entry.name_en.lower()) if entry else both(code, code)
    items = sorted({i for mine in bodies.values() for i in mine})
    return Finding(
        kind="presence-without-need", subject=(place, f"sector-{code}"), severity="low", score=min(0.6, 0.1 * n),
        parts={"bodies": float(n), "items": float(len(items))}, as_of=ground.day, confidence=0.5,
        headline=both(f"{n} bên cùng làm {field['vi']} tại {name(place, 'vi')}, chưa ghi nhận nhu cầu nào",
                      f"{n} bodies work on {field['en']} in {name(place, 'en')}, with no need on record"),
        reason=both(f"{ground.names(sorted(bodies), 'vi', 4)}: {len(items)} khoản đang thực hiện; danh mục kêu gọi không có nhu cầu này ở đây.",
                    f"{ground.names(sorted(bodies), 'en', 4)}: {counted(len(items), 'item')} under way; the wish list has no such need here."),
        evidence=ground.evidence(place, *sorted(bodies), *items),
        next_step=both("Phối hợp để tránh trùng lặp; rà soát nhu cầu của địa bàn và cập nhật danh mục kêu gọi.",
                       "Coordinate so that nothing is done twice; review what the place needs and update the wish list."),
        refuted_by=both("Nhu cầu của địa bàn chưa được nhập.", "Needs of the place that have not been entered."),
        rests_on=both("danh sách khoản viện trợ và danh mục kêu gọi", "the list of aid items and the wish list"),
    )  # fmt: skip


def _open(ground: Ground, need: str) -> bool:
    return (ground.a(need).get("status") or "open") == "open"


def _sought(a: Row, lang: str) -> str:
    amount = written(a, "amount", lang)
    if not amount:
        return ""
    return f", kinh phí đề nghị {amount}" if lang == "vi" else f", {amount} sought"


ANALYSIS = Analysis(
    name="need-gaps",
    query="analyses/need_gaps",
    title=both("Nhu cầu và nguồn tài trợ", "Needs and funding"),
    kinds={
        "need-unfunded": both("Nhu cầu chưa có bên tài trợ", "Need without a funder"),
        "presence-without-need": both("Nhiều bên cùng làm, chưa có nhu cầu", "Presence without a need"),
    },
    find=find,
    whole="coordination-gaps",
)
