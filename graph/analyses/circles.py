"""Circles of partners who work with each other, what binds each, and who stands between circles."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import networkx as nx

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.brokers import circles, roles
from graph.finding import MORE, Both, left_out
from graph.ground import BONDS, over
from graph.kernels import Compact
from graph.reference import country_of_code, sector_top, sectors
from graph.subgraph import Net, Simple
from graph.texts import number_text
from graph.weigh import counted

_BODIES = frozenset(
    {"NGO", "Business", "DiplomaticMission", "MultilateralBody", "DiasporaGroup", "PublicBody", "FriendshipAssociation"}
)
_GUESTS = _BODIES - {"PublicBody", "FriendshipAssociation"}
_LEGS = frozenset({"FUNDS", "IMPLEMENTS", "RECEIVES", "MANAGES", "HOSTED", "JOINED", "MET", "CAME_FROM"})
_FEWEST, _FEWEST_GUESTS, _MOST, _MOST_BROKERS, _CROWD = 4, 2, 12, 5, 8
_BINDS = 0.4
_ROLE_WORDS = {
    "gatekeeper": both("đầu mối giữa nhóm mình và nhóm khác", "gatekeeper"),
    "liaison": both("cầu nối", "liaison"),
    "consultant": both("trung gian", "go-between"),
    "coordinator": both("điều phối trong nhóm", "coordinator"),
}


def find(g: Net, params: Params) -> Iterator[Finding]:
    """The circles of at least four, then those who join circles that meet nowhere else."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    net = _network(ground)
    found = [one for one in circles(net) if _counts(ground, one)]
    for n, members in enumerate(found[:_MOST]):
        yield _circle(ground, net, members, n)
    yield from left_out(
        "more-circles", params.province, len(found) - _MOST, params.day, both("nhóm đối tác", "circles")
    )
    yield from _brokers(ground, net, found)


def _counts(ground: Ground, members: list[str]) -> bool:
    """Whether a circle is worth telling: large enough, with guests, and somebody in it has to do with our area."""
    guests = sum(_guest(ground, x) for x in members)
    return len(members) >= _FEWEST and guests >= _FEWEST_GUESTS and any(_here(ground, x) for x in members)


def _here(ground: Ground, id_: str) -> bool:
    items = ground.out(id_, "FUNDS", "IMPLEMENTS", "RECEIVES", "MANAGES")
    stated = ground.out(id_, "RELATES_TO", "WORKS_IN", "BASED_IN")
    return ground.here(stated) or any(ground.here(ground.out(i, "TARGETS")) for i in items)


def _guest(ground: Ground, id_: str) -> bool:
    return ground.a(id_).get("type") in _GUESTS


def _network(ground: Ground) -> Simple:
    """Who has worked with whom: shared items, meetings of few, standing ties, people who know each other. The unions of
    friendship organisations stand between everybody and are left out."""
    net: Simple = nx.Graph()
    legs: dict[str, set[str]] = {}
    for source, target, kind, tie in ground.g.edges(keys=True, data=True):
        if over(kind, tie, ground.day):
            continue
        ends = {source, target}
        bodies = {x for x in ends if ground.a(x).get("type") in _BODIES}
        if kind in _LEGS and len(ends) == 2 and len(bodies) == 1:
            (what,) = ends - bodies
            legs.setdefault(what, set()).update(bodies)
        elif kind in BONDS and len(bodies) == 2:
            _tie(net, source, target, 1.0)
        elif kind == "KNOWS":
            for a in _posts(ground, source):
                for b in _posts(ground, target):
                    _tie(net, a, b, 0.5)
    for _, present in sorted(legs.items()):
        if 2 <= len(present) <= _CROWD:
            for a, b in combinations(sorted(present), 2):
                _tie(net, a, b, 1.0 / (len(present) - 1))
    net.graph["together"] = legs
    return net


def _tie(net: Simple, a: str, b: str, weight: float) -> None:
    if a != b:
        net.add_edge(a, b, weight=weight + (net[a][b]["weight"] if net.has_edge(a, b) else 0.0))


def _posts(ground: Ground, person: str) -> list[str]:
    return [o for o in ground.out(person, "HAS_POST") if ground.a(o).get("type") in _BODIES]


def _bonds(ground: Ground, members: list[str]) -> list[tuple[Both, int]]:
    """What at least two fifths of the members have in common: a country, a field."""
    countries = Counter(f"country-{str(c).lower()}" for x in members if (c := ground.a(x).get("country")))
    fields: Counter[str] = Counter()
    for x in members:
        through = [x, *ground.out(x, "FUNDS", "IMPLEMENTS", "RECEIVES")]
        tops = {
            f"sector-{sector_top(s.removeprefix('sector-'))}"
            for y in through
            for s in ground.out(y, "IN_SECTOR", "WORKS_IN_SECTOR")
        }
        fields.update(tops)
    common = [(one, n) for one, n in (*_top(countries), *_top(fields)) if n >= max(2, _BINDS * len(members))]
    return [(_called(one, ground), n) for one, n in common]


def _top(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:1]


def _called(id_: str, ground: Ground) -> Both:
    kind, _, code = id_.partition("-")
    found = country_of_code(code) if kind == "country" else sectors().get(code)
    if found:
        return (
            both(found.name_vi, found.name_en)
            if kind == "country"
            else both(found.name_vi.lower(), found.name_en.lower())
        )
    return {lang: ground.name(id_, lang) if id_ in ground.g else code for lang in ("vi", "en")}


def _centre(net: Simple, members: list[str]) -> list[str]:
    """The members by how much of the circle's work goes through them."""
    inner = set(members)
    weight = {x: sum(net[x][y]["weight"] for y in net[x] if y in inner) for x in members}
    return sorted(members, key=lambda x: (-weight[x], x))


def _done(ground: Ground, net: Simple, members: list[str]) -> Both:
    """How many aid items and meetings at least two of the members shared."""
    shared = [what for what, present in net.graph["together"].items() if len(present & set(members)) >= 2]
    items = sum(ground.a(what).get("type") == "AidItem" for what in shared)
    return both(
        f"{items} khoản viện trợ và {len(shared) - items} cuộc gặp chung",
        f"{counted(items, 'aid item')} and {counted(len(shared) - items, 'meeting')} shared",
    )


def _circle(ground: Ground, net: Simple, members: list[str], n: int) -> Finding:
    first, name, bonds = _centre(net, members), ground.name, _bonds(ground, members)
    inner, outer = _ties(net, members)
    done = _done(ground, net, members)
    binds = {
        lang: "; ".join([*(f"{words[lang]} ({count}/{len(members)})" for words, count in bonds), done[lang]])
        for lang in ("vi", "en")
    }
    shown = {lang: ground.names(first, lang, 5) for lang in ("vi", "en")}
    return Finding(
        kind="circle", subject=(first[0], ground.province), severity="low", score=min(1.0, len(members) / 40), as_of=ground.day, confidence=0.5,
        parts={"size": float(len(members)), "inside": float(inner), "outside": float(outer), "rank": float(n + 1)},
        headline=both(f"Nhóm {len(members)} đối tác quanh {name(first[0], 'vi')}", f"A circle of {len(members)} partners around {name(first[0], 'en')}"),
        reason=both(
            f"{shown['vi']}. Gắn kết bởi: {binds['vi']}. {inner} mối quan hệ trong nhóm, {outer} ra ngoài nhóm.",
            f"{shown['en']}. Bound by: {binds['en']}. {inner} ties inside, {outer} to others.",
        ),
        evidence=ground.evidence(*first[:12]), facts=tuple(sorted(members)),
        next_step=both(f"Mời nhóm này họp chung một buổi, do {name(first[0], 'vi')} làm đầu mối.", f"Meet this circle together once, with {name(first[0], 'en')} as the contact."),
        refuted_by=both("Quan hệ giữa các bên chưa được nhập đủ, nên nhóm có thể rộng hơn.", "Ties among them that have not been entered: the circle may be wider."),
        rests_on=both("khoản viện trợ, cuộc gặp, quan hệ phối hợp và quen biết", "aid items, meetings, coordination and acquaintance"),
    )  # fmt: skip


def _ties(net: Simple, members: list[str]) -> tuple[int, int]:
    inner = net.subgraph(members).number_of_edges()
    return inner, sum(1 for x in members for _ in net[x]) - 2 * inner


def _brokers(ground: Ground, net: Simple, found: list[list[str]]) -> Iterator[Finding]:
    """The guests who join circles and are least bound by their own contacts."""
    group = {x: n for n, members in enumerate(found) for x in members}
    joined = {x: sorted({group[y] for y in net[x] if y in group} | {n}) for x, n in group.items()}
    least = Compact(net).constraint()
    bound = {x: least[x] for x, at in joined.items() if len(at) >= 2}
    played = {x: roles(net, x, group) for x in bound}
    between = {
        x: sum(n for role, n in played[x].items() if role not in ("coordinator", "representative")) for x in bound
    }
    chosen = sorted((x for x in bound if between[x] and _guest(ground, x)), key=lambda x: (bound[x], x))[:_MOST_BROKERS]
    for x in chosen:
        yield _broker(ground, x, [found[n] for n in joined[x]], net, (bound[x], played[x]))


def _broker(ground: Ground, x: str, joins: list[list[str]], net: Simple, told: tuple[float, Counter[str]]) -> Finding:
    name, (bound, played) = ground.name, told
    heads = [next((y for y in _centre(net, members) if y != x), members[0]) for members in joins]
    role = max((r for r in _ROLE_WORDS if played[r]), key=lambda r: (played[r], r), default="liaison")
    around = {lang: ground.names(heads, lang, 3, "nhóm") for lang in ("vi", "en")}
    return Finding(
        kind="broker", subject=(x, ground.province), severity="low", score=1 - min(1.0, bound), as_of=ground.day, confidence=0.5,
        parts={"constraint": bound, "circles": float(len(joins))} | {r: float(played[r]) for r in sorted(played)},
        headline=both(f"{name(x, 'vi')} nối {len(joins)} nhóm đối tác", f"{name(x, 'en')} joins {len(joins)} circles of partners"),
        reason=both(
            f"Các nhóm quanh {around['vi']}. Vai trò chính: {_ROLE_WORDS[role]['vi']} ({played[role]} lần đứng giữa hai bên chưa có quan hệ với nhau); mức ràng buộc {number_text(bound, 'vi')}.",
            f"The circles around {around['en']}. Mostly a {_ROLE_WORDS[role]['en']} ({played[role]} times between two who are not tied to each other); constraint {number_text(bound, 'en')}.",
        ),
        evidence=ground.evidence(x, *heads),
        next_step=both(f"Giữ quan hệ với {name(x, 'vi')} và nhờ kết nối khi cần làm việc chung giữa các nhóm.", f"Keep close to {name(x, 'en')}, and ask them when these circles should work together."),
        refuted_by=both("Quan hệ trực tiếp giữa các nhóm chưa được nhập.", "Direct ties between these circles that have not been entered."),
        rests_on=both("khoản viện trợ, cuộc gặp, quan hệ phối hợp và quen biết", "aid items, meetings, coordination and acquaintance"),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="circles",
    query="analyses/partner_work",
    title=both("Nhóm đối tác và cầu nối", "Circles of partners and their brokers"),
    kinds={
        "circle": both("Nhóm đối tác", "Circle of partners"),
        "broker": both("Cầu nối giữa các nhóm", "Broker between circles"),
        "more-circles": MORE,
    },
    find=find,
    whole="partnership-opportunities",
)
