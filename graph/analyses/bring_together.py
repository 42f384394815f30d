"""Organisations to bring together: at work in the same communes and field, with no tie between them on record."""

from collections.abc import Iterator
from itertools import combinations

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.fieldwork import Spot, Work, called, fieldwork
from graph.finding import MORE, left_out
from graph.ground import BONDS
from graph.subgraph import Net
from graph.weigh import counted

_MOST, _SMALL = 10, 8
_TOGETHER = ("JOINED", "HOSTED", "CAME_FROM", "MET", "FUNDS", "IMPLEMENTS")


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Groups of two and more in one commune and field, none of whom is tied to all the others; the widest first."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    work = fieldwork(ground)
    found = sorted((_finding(ground, work, *one) for one in _groups(ground, work)), key=lambda f: (-f.score, f.id))
    yield from found[:_MOST]
    yield from left_out(
        "more-groups",
        params.province,
        len(found) - _MOST,
        params.day,
        both("nhóm cần gặp nhau", "groups to bring together"),
    )


def _groups(ground: Ground, work: dict[str, Work]) -> Iterator[tuple[tuple[str, ...], list[Spot]]]:
    """Bodies with the places and fields that they share and where at least two of them are not tied: each set of bodies once."""
    at: dict[Spot, set[str]] = {}
    for body, its in work.items():
        for spot in its.spots:
            at.setdefault(spot, set()).add(body)
    contacts = {body: _contacts(ground, body) for body in work}
    shared: dict[tuple[str, ...], list[Spot]] = {}
    for spot, bodies in sorted(at.items()):
        apart = {x for pair in combinations(sorted(bodies), 2) if not _tied(pair, contacts) for x in pair}
        if len(apart) >= 2:
            shared.setdefault(tuple(sorted(apart)), []).append(spot)
    yield from sorted(shared.items())


def _contacts(ground: Ground, body: str) -> set[str]:
    """Whom a body is tied to, the small meetings and the items it shares, and whom its people know."""
    people = ground.into(body, "HAS_POST")
    met = {
        x for x in ground.out(body, *_TOGETHER) if ground.g.degree(x) <= _SMALL or ground.a(x).get("type") == "AidItem"
    }
    met |= {x for x in ground.into(body, *_TOGETHER) if ground.g.degree(x) <= _SMALL}
    known = {
        o
        for p in people
        for q in (*ground.out(p, "KNOWS"), *ground.into(p, "KNOWS"))
        for o in ground.out(q, "HAS_POST")
    }
    return {*met, *known, *ground.out(body, *BONDS), *ground.into(body, *BONDS)}


def _tied(pair: tuple[str, ...], contacts: dict[str, set[str]]) -> bool:
    a, b = pair
    return a in contacts[b] or b in contacts[a] or not contacts[a].isdisjoint(contacts[b])


def _finding(ground: Ground, work: dict[str, Work], bodies: tuple[str, ...], spots: list[Spot]) -> Finding:
    name, n, places = ground.name, len(bodies), sorted({p for p, _ in spots})
    fields = [called(f) for f in sorted({f for _, f in spots})]
    what = {lang: ", ".join(f[lang] for f in fields) for lang in ("vi", "en")}
    where = {lang: ground.names(places, lang, 3, "nơi") for lang in ("vi", "en")}
    who = {lang: ground.names(list(bodies), lang, 4, "tổ chức") for lang in ("vi", "en")}
    wide = {x: len(work[x].places) for x in bodies}
    overlap = len(places) / max(1, min(wide.values()))
    least = min(wide.values())
    each = (
        both(
            f" Trùng {len(places)} trên {least} địa bàn của bên làm ít nơi nhất.",
            f" {len(places)} of the {counted(least, 'place')} of the one who works in the fewest.",
        )
        if least > 1
        else both("", "")
    )
    items = sorted({i for x in bodies for i in work[x].items if set(ground.out(i, "TARGETS")) & set(places)})
    return Finding(
        kind="bring-together", subject=(*bodies, ground.province), severity="medium" if n >= 4 or len(places) >= 2 else "low",
        score=min(1.0, 0.1 * n + 0.15 * len(places) + 0.2 * min(1.0, overlap)), as_of=ground.day, confidence=0.5,
        parts={"bodies": float(n), "places": float(len(places)), "overlap": overlap},
        headline=both(f"{n} tổ chức cùng làm lĩnh vực {what['vi']} tại {where['vi']}, chưa ghi nhận quan hệ với nhau", f"{n} organisations work on {what['en']} in {where['en']}, with no tie between them on record"),
        reason=both(f"Gồm {who['vi']}.{each['vi']}", f"They are {who['en']}.{each['en']}"),
        evidence=ground.evidence(*bodies, *places[:5], *items[:5]),
        next_step=both(f"Mời các bên gặp nhau trước khi bắt đầu đợt hoạt động tới tại {name(places[0], 'vi')}.", f"Bring them together before the next round of work in {name(places[0], 'en')} begins."),
        refuted_by=both("Các bên đã phối hợp với nhau mà chưa được nhập.", "They coordinate already and that has not been entered."),
        rests_on=both("địa bàn, lĩnh vực và khoản viện trợ đang thực hiện", "places and fields of work, and aid items under way"),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="bring-together",
    query="analyses/partner_work",
    title=both("Nên mời gặp nhau", "Organisations to bring together"),
    kinds={"bring-together": both("Cùng địa bàn, cùng lĩnh vực", "Same places, same field"), "more-groups": MORE},
    find=find,
    whole="partnership-opportunities",
)
