"""Round anniversaries of the coming year for which nothing is planned."""

from collections.abc import Iterable, Iterator

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.returns import AHEAD, Return, returns, said
from graph.rhythm import association_for
from graph.subgraph import Net
from graph.texts import date_text
from graph.weigh import days_between

_AROUND = 92
_SOON, _LATER = 90, 180


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Fifth, tenth ... years of relations, agreements and associations within a year of the day, without an event near."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    for one in returns(ground):
        if not _planned(ground, one):
            yield _finding(ground, one)


def _planned(ground: Ground, one: Return) -> bool:
    """Whether an event or a delegation about it, or with those concerned, stands near the day."""
    near = {x for w in (one.about, *one.with_) if w in ground.g for x in _meetings(ground, w)}
    return any(_close(str(ground.a(x).get("since") or ""), one.day) for x in near)


def _meetings(ground: Ground, who: str) -> Iterable[str]:
    found = {*ground.into(who, "CONCERNS", "TARGETS", "CAME_FROM", "MET"), *ground.out(who, "HOSTED", "JOINED")}
    return (x for x in found if ground.a(x).get("type") in ("Event", "Delegation"))


def _close(met: str, day: str) -> bool:
    if len(met) < 7 or len(day) < 7:
        return met[:4] == day[:4]
    return abs(days_between(met, day)) <= _AROUND


def _finding(ground: Ground, one: Return) -> Finding:
    name, days = ground.name, days_between(ground.day, one.day)
    what = {lang: said(ground, one, lang) for lang in ("vi", "en")}
    when = {lang: date_text(one.day, lang) for lang in ("vi", "en")}
    owner = one.about if one.kind == "anniversary-founding" else association_for(ground, one.with_)
    great = one.years % 10 == 0
    return Finding(
        kind=one.kind, subject=(one.about, str(one.years)), severity="high" if days <= _SOON else "medium" if days <= _LATER else "low",
        score=(1 - days / (2 * AHEAD)) * (1.0 if great else 0.8), parts={"days": float(days), "years": float(one.years)},
        as_of=ground.day, confidence=0.8 if len(one.day) == 10 else 0.5, owner=owner, facts=(one.day,),
        headline=both(f"{when['vi']}: {what['vi']}, chưa ghi nhận kế hoạch", f"{when['en']}: {what['en']}, nothing planned on record"),
        reason=both(f"Còn {days} ngày. Chưa ghi nhận sự kiện hoặc đoàn nào liên quan quanh ngày này.",
                    f"In {days} days. No event or delegation around that day is on record."),
        evidence=ground.evidence(one.about, *(w for w in one.with_ if w in ground.g and w != one.about), *([owner] if owner and owner != one.about else [])),
        next_step=both(f"Đưa vào kế hoạch năm; thống nhất hình thức với {name(owner, 'vi')}." if owner else "Đưa vào kế hoạch năm và chọn đơn vị chủ trì.",
                       f"Put it into the year's plan; settle the form with {name(owner, 'en')}." if owner else "Put it into the year's plan and choose a host."),
        refuted_by=both("Kế hoạch kỷ niệm chưa được nhập.", "A plan that has not been entered."),
        rests_on=both("ngày thiết lập quan hệ, ngày ký, ngày thành lập và lịch sự kiện", "dates of relations, signing and founding, and the list of events"),
        unknown={} if len(one.day) == 10 else both("ngày chính xác.", "the exact day."),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="anniversaries",
    query="analyses/anniversaries",
    title=both("Ngày kỷ niệm năm chẵn", "Round anniversaries"),
    kinds={
        "anniversary-agreement": both("Kỷ niệm ngày ký kết", "Anniversary of an agreement"),
        "anniversary-relations": both("Kỷ niệm quan hệ ngoại giao", "Anniversary of relations"),
        "anniversary-founding": both("Kỷ niệm ngày thành lập", "Anniversary of a founding"),
    },
    find=find,
    whole="coordination-gaps",
)
