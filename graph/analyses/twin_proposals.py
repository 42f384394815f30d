"""The twin cities of our twin cities.

Adamic and Adar's index over shared twins: a shared partner with few others tells more (sum of 1 / log of its degree). It
is divided by one plus how many powers of ten lie between the populations, which finds 5 % more of hidden twins among
the first ten on a file of 9,396 towns; the country, once twins are shared, finds none more and is only told.
"""

from collections.abc import Iterator
from math import log10
from typing import Any

import networkx as nx

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.finding import MORE, left_out
from graph.kernels import Compact
from graph.subgraph import Net, Simple, in_force

Row = dict[str, Any]
_MOST_TWINS = 20
_FEW_TWINS = 6
_USUAL_GAP = 0.7
"""What is taken for the gap to a place whose population is not known."""
_ALIKE = 0.3


def find(g: Net, params: Params) -> Iterator[Finding]:
    """The places with which our twins are twinned and we are not, those with the most telling shared twins first."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    twins = _twin_graph(ground)
    us = ground.province
    if us not in twins:
        return
    found: list[tuple[float, float, str, list[str]]] = []
    for other, index in Compact(twins).likely(us, "AA", most=len(twins)):
        if _foreign(ground, other):
            shared = sorted(nx.common_neighbors(twins, us, other))
            found.append((index / (1 + _gap(ground, other)), index, other, shared))
    found.sort(key=lambda f: (-f[0], f[2]))
    for score, index, other, shared in found[:_MOST_TWINS]:
        yield _twin(ground, twins, other, shared, (score, index))
    yield from left_out(
        "more-twins", us, len(found) - _MOST_TWINS, ground.day, both("địa phương nên kết nghĩa", "twins")
    )


def _gap(ground: Ground, other: str) -> float:
    """Powers of ten between our population and theirs; none where ours is not known."""
    ours, theirs = (ground.a(place).get("population") for place in (ground.province, other))
    if not ours:
        return 0.0
    return abs(log10(ours / theirs)) if theirs else _USUAL_GAP


def _known_gap(ground: Ground, other: str) -> dict[str, float]:
    known = all(ground.a(place).get("population") for place in (ground.province, other))
    return {"size_gap": _gap(ground, other)} if known else {}


def _same_country(ground: Ground, twins: Simple, other: str) -> list[str]:
    """Our twins in its country."""
    country = ground.a(other).get("country")
    return sorted(z for z in twins[ground.province] if country and ground.a(z).get("country") == country)


def _twin_graph(ground: Ground) -> Simple:
    """The simple graph of twinnings in force; all of our area is one node."""
    simple: Simple = nx.Graph()
    for a, b, kind, tie in ground.g.edges(keys=True, data=True):
        if kind == "TWINNED_WITH" and in_force(tie, ground.day):
            one, other = (ground.province if end in ground.within else end for end in (a, b))
            if one != other:
                simple.add_edge(one, other)
    return simple


def _foreign(ground: Ground, place: str) -> bool:
    a = ground.a(place)
    return a.get("type") != "Province" and a.get("country") != "VN"


def _twin(ground: Ground, twins: Simple, other: str, shared: list[str], scores: tuple[float, float]) -> Finding:
    n, name, place = len(shared), ground.name, ground.province
    fewest = min(shared, key=lambda z: (twins.degree[z], z))
    few, (score, index) = twins.degree[fewest], scores
    beside, gap = _same_country(ground, twins, other), _known_gap(ground, other)
    why = {lang: _why(ground, shared, fewest, few, lang) + _more(ground, beside, gap, lang) for lang in ("vi", "en")}
    ties = [p for z in shared for p in _twinning(ground, z, other)]
    return Finding(
        kind="twin-of-twin", subject=(other, place), severity="high" if n >= 3 else "medium" if n == 2 else "low",
        score=min(1.0, score / 2), as_of=ground.day,
        confidence=0.5 if n >= 2 else 0.3,
        headline=both(
            f"{name(other, 'vi')}: có chung {n} địa phương kết nghĩa với {name(place, 'vi')}",
            f"{name(other, 'en')}: shares {n} {'twin' if n == 1 else 'twins'} with {name(place, 'en')}",
        ),
        parts={"adamic_adar": index, "shared": float(n), "same_country": float(len(beside))} | gap, reason=why,
        evidence=(*ground.evidence(other, *shared), *ties[:6]),
        next_step=both(
            f"Tìm hiểu lĩnh vực hợp tác của {name(other, 'vi')}; nhờ {name(shared[0], 'vi')} giới thiệu.",
            f"Look into what {name(other, 'en')} cooperates on; ask {name(shared[0], 'en')} for an introduction.",
        ),
        refuted_by=both(
            f"{name(other, 'vi')} đã có quan hệ với {name(place, 'vi')} mà chưa được nhập, hoặc quan hệ chung đã chấm dứt.",
            f"{name(other, 'en')} already has ties with {name(place, 'en')} not entered here, or the shared twinning has ended.",
        ),
        rests_on=both("danh sách địa phương kết nghĩa của ta và của đối tác", "our and our partners' lists of sister cities"),
    )  # fmt: skip


def _why(ground: Ground, shared: list[str], fewest: str, few: int, lang: str) -> str:
    vi, n = lang == "vi", len(shared)
    named, telling = ground.names(shared, lang, 4, "địa phương"), ground.name(fewest, lang)
    said = f"Cùng kết nghĩa với {named}" if vi else f"Shares {n} {'partner' if n == 1 else 'partners'}: {named}"
    if few <= _FEW_TWINS:
        more = (f"; {telling} chỉ ghi nhận {few} địa phương kết nghĩa nên mối chung này đáng chú ý" if vi
                else f"; {telling} has only {few} twins on record, so the shared tie is telling")  # fmt: skip
    elif n == 1:
        more = "; mới có một mối chung nên gợi ý còn yếu" if vi else "; a single shared tie is a weak hint"
    else:
        more = ""
    return f"{said}{more}."


def _more(ground: Ground, beside: list[str], gap: dict[str, float], lang: str) -> str:
    """What else speaks for it: our twins in that country, and a size like ours."""
    vi, said = lang == "vi", ""
    if beside:
        named = ground.names(beside, lang, 2, "địa phương")
        said += (
            f" Ta đã kết nghĩa với {named} ở cùng nước." if vi else f" In the same country we are twinned with {named}."
        )
    if gap and gap["size_gap"] <= _ALIKE:
        said += " Dân số hai bên tương đương." if vi else " Both are of about the same size."
    return said


def _twinning(ground: Ground, z: str, other: str) -> tuple[Row, ...]:
    for a, b in ((z, other), (other, z)):
        if ground.g.has_edge(a, b, "TWINNED_WITH"):
            return ground.proof(a, b, "TWINNED_WITH")
    return ()


ANALYSIS = Analysis(
    name="twin-proposals",
    query="analyses/twin_proposals",
    title=both("Địa phương nên kết nghĩa", "Twins to propose"),
    kinds={"twin-of-twin": both("Kết nghĩa của địa phương kết nghĩa", "Twin of our twins"), "more-twins": MORE},
    find=find,
    whole="partnership-opportunities",
)
