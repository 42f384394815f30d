"""Two bodies of ours that approach one partner without knowing of each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.licences import last_day
from graph.subgraph import Net
from graph.texts import date_text
from graph.weigh import days_between

_QUARTER, _YEAR = 92, 365
_PARTNERS = ("NGO", "Business", "DiplomaticMission", "MultilateralBody", "DiasporaGroup")


@dataclass(frozen=True, slots=True)
class _Meeting:
    day: str
    what: str
    bodies: frozenset[str]
    visit: bool


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Partners met by several of us within a quarter of the last year, without a common meeting or coordination."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    mine = frozenset(ground.ours)
    for type_ in _PARTNERS:
        for partner in ground.all(type_):
            held = _meetings(ground, partner, mine)
            if close := _close(held, _apart(ground, held)):
                yield _finding(ground, partner, close)


def _meetings(ground: Ground, partner: str, mine: frozenset[str]) -> list[_Meeting]:
    """The meetings of the last year with the partner, and who of ours held or attended each."""
    found: list[_Meeting] = []
    for what in {*ground.into(partner, "CAME_FROM", "MET"), *ground.out(partner, "JOINED", "HOSTED")}:
        a = ground.a(what)
        if a.get("type") not in ("Delegation", "Event") or not a.get("since"):
            continue
        day = last_day(a["since"])
        people = [*ground.into(what, "LED", "JOINED"), *ground.out(what, "MET")]
        bodies = {
            *ground.into(what, "HOSTED", "JOINED"),
            *(o for p in people for o in ground.out(p, "HAS_POST")),
        } & mine
        if 0 <= days_between(day, ground.day) <= _YEAR and bodies:
            found.append(_Meeting(day, what, frozenset(bodies), a["type"] == "Delegation"))
    return sorted(found, key=lambda m: (m.day, m.what))


def _apart(ground: Ground, held: list[_Meeting]) -> set[frozenset[str]]:
    """Pairs of bodies that neither met the partner together nor coordinate with each other."""
    bodies = sorted({b for m in held for b in m.bodies})
    return {
        frozenset(pair)
        for pair in combinations(bodies, 2)
        if not any(m.bodies.issuperset(pair) for m in held)
        and pair[1] not in {*ground.out(pair[0], "COORDINATES_WITH", "PART_OF"), *ground.into(pair[0], "COORDINATES_WITH", "PART_OF")}
    }  # fmt: skip


def _close(held: list[_Meeting], apart: set[frozenset[str]]) -> list[tuple[_Meeting, str]]:
    """The (visit, body) of pairs apart whose visits lie within a quarter, by day. A common event brings bodies together but
    is no approach of one of them."""
    found = {
        (m, b)
        for one, other in combinations([m for m in held if m.visit], 2)
        if abs(days_between(one.day, other.day)) <= _QUARTER
        for a in one.bodies
        for c in other.bodies
        if frozenset((a, c)) in apart
        for m, b in ((one, a), (other, c))
    }
    return sorted(found, key=lambda pair: (pair[0].day, pair[0].what, pair[1]))


def _finding(ground: Ground, partner: str, close: list[tuple[_Meeting, str]]) -> Finding:
    name, bodies = ground.name, list(dict.fromkeys(b for _, b in close))
    held = list(dict.fromkeys(m.what for m, _ in close))

    def when(lang: str) -> str:
        visits = {m: [b for n, b in close if n == m] for m, _ in close}
        return "; ".join(
            f"{date_text(m.day, lang)}: {ground.names(at, lang, 4, 'cơ quan')}" for m, at in visits.items()
        )

    return Finding(
        kind="approach-unshared", subject=(partner,), severity="high" if len(bodies) >= 3 else "medium",
        score=min(1.0, 0.4 + 0.15 * len(bodies)), parts={"bodies": float(len(bodies)), "meetings": float(len(held))},
        as_of=ground.day, confidence=0.6,
        headline=both(f"{len(bodies)} cơ quan gặp {name(partner, 'vi')} trong một quý mà chưa ghi nhận phối hợp",
                      f"{len(bodies)} bodies met {name(partner, 'en')} within a quarter, with no coordination on record"),
        reason=both(f"{when('vi')}. Không có cuộc gặp chung, cũng chưa ghi nhận quan hệ phối hợp giữa các cơ quan này.",
                    f"{when('en')}. They had no meeting in common, and no coordination between them is on record."),
        evidence=ground.evidence(partner, *bodies, *held),
        next_step=both("Mời các cơ quan này họp ngắn, thống nhất một đầu mối và một danh mục đề nghị.",
                       "Bring these bodies together: one contact point, one list of requests."),
        refuted_by=both("Một cuộc họp hoặc trao đổi giữa các cơ quan này chưa được nhập.",
                        "A meeting or exchange among these bodies that has not been entered."),
        rests_on=both("danh sách đoàn, sự kiện và quan hệ phối hợp", "the lists of delegations, events and bodies"),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="shared-partners",
    query="analyses/shared_partners",
    title=both("Nhiều cơ quan tiếp cận một đối tác", "Several bodies, one partner"),
    kinds={"approach-unshared": both("Tiếp cận chưa phối hợp", "Uncoordinated approach")},
    find=find,
    whole="coordination-gaps",
)
