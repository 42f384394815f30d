"""Delegations after which nothing followed."""

from collections.abc import Iterator

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.licences import last_day
from graph.rhythm import contacts
from graph.subgraph import Net
from graph.texts import date_text
from graph.weigh import days_between

_SOON, _LONG = 60, 730  # days after its end: sooner nobody wonders, later nobody remembers
_BODIES = frozenset({"NGO", "Business", "MultilateralBody", "DiasporaGroup"})


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Delegations of the last two years that nothing on record followed."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    mine = frozenset(ground.ours)
    for delegation in ground.all("Delegation"):
        a = ground.a(delegation)
        said = a.get("until") or a.get("since")
        if not said or not _SOON <= days_between(said, ground.day) <= _LONG or ground.out(delegation, "FOLLOWED_UP_BY"):
            continue
        partners = [p for p in ground.out(delegation, "CAME_FROM", "MET") if _foreign(ground, p, mine)]
        if partners and not any(_after(ground, p, delegation, last_day(said)) for p in partners):
            yield _finding(ground, delegation, partners, last_day(said))


def _foreign(ground: Ground, who: str, mine: frozenset[str]) -> bool:
    a = ground.a(who)
    return a.get("type") not in ("Country", "Person", "PublicBody", "Province") and who not in mine | ground.within


def _after(ground: Ground, partner: str, delegation: str, end: str) -> bool:
    """Whether anything with the partner began after it: a meeting, an agreement, an aid item."""
    if any(c.day > end and c.what != delegation for c in contacts(ground, partner)):
        return True
    begun = (ground.a(x) for x in ground.out(partner, "PARTY_TO", "FUNDS", "IMPLEMENTS", "MEETS_NEED"))
    return any(str(a.get("approved") or a.get("since") or "") > end for a in begun)


def _finding(ground: Ground, delegation: str, partners: list[str], end: str) -> Finding:
    a, name, days = ground.a(delegation), ground.name, days_between(end, ground.day)
    leaders = [o for p in ground.into(delegation, "LED") for o in ground.out(p, "HAS_POST") if o in ground.ours]
    hosts = [o for o in ground.into(delegation, "HOSTED") if o in ground.ours]
    bodies = any(ground.a(p).get("type") in _BODIES for p in partners)
    results = str(a.get("results") or "")
    return Finding(
        kind="delegation-no-follow-up", subject=(delegation,), severity="medium" if bodies or results else "low",
        score=0.35 + (0.2 if bodies else 0) + (0.2 if results else 0) + 0.2 * min(1.0, days / _LONG),
        parts={"days": float(days), "results": float(bool(results))}, as_of=ground.day, confidence=0.6,
        owner=next(iter([*hosts, *leaders]), ""), facts=(results,),
        headline=both(f"“{name(delegation, 'vi')}”: {days} ngày sau chưa ghi nhận việc tiếp theo",
                      f"“{name(delegation, 'en')}”: nothing on record followed in {days} days"),
        reason=both(
            f"Kết thúc {date_text(end, 'vi')}, làm việc với {ground.names(partners, 'vi')}. "
            + (f"Kết quả ghi lại: {results}." if results else "Chưa ghi nhận kết quả."),
            f"Ended on {date_text(end, 'en')}, with {ground.names(partners, 'en')}. "
            + (f"Result as noted: {results}." if results else "No result on record."),
        ),
        evidence=ground.evidence(delegation, *partners, *hosts),
        next_step=both("Gửi thư cảm ơn kèm việc đã thống nhất; ghi việc tiếp theo vào danh sách đoàn.",
                       "Write with thanks and what was agreed; enter the next step in the list of delegations."),
        refuted_by=both("Thỏa thuận, khoản viện trợ hoặc lần gặp sau đó chưa được nhập.",
                        "An agreement, aid item or meeting after it that has not been entered."),
        rests_on=both("danh sách đoàn ra, đoàn vào", "the list of delegations"),
        unknown={} if results else both("kết quả của đoàn.", "what the delegation achieved."),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="follow-up",
    query="analyses/follow_up",
    title=both("Việc sau các đoàn", "After delegations"),
    kinds={"delegation-no-follow-up": both("Đoàn chưa có việc tiếp theo", "Delegation without follow-up")},
    find=find,
    whole="coordination-gaps",
)
