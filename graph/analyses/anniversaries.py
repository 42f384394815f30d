"""Round anniversaries of the coming year for which nothing is planned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.licences import add_days, last_day
from graph.rhythm import association_for, country_of
from graph.subgraph import Net, holds
from graph.texts import date_text
from graph.weigh import days_between

_AHEAD, _AROUND = 365, 92
_SOON, _LATER = 90, 180


@dataclass(frozen=True, slots=True)
class _Round:
    """`years` since something began: `day` is its return, of the precision it is known in."""

    kind: str
    about: str
    years: int
    day: str
    with_: tuple[str, ...]


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Fifth, tenth ... years of relations, agreements and associations within a year of the day, without an event near."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    for one in _rounds(ground):
        if not _planned(ground, one):
            yield _finding(ground, one)


def _rounds(ground: Ground) -> Iterator[_Round]:
    mine = ground.ours
    friends = {c for a in mine for c in ground.out(a, "FRIEND_OF")}
    for agreement in ground.all("Agreement"):
        a, parties = ground.a(agreement), ground.into(agreement, "PARTY_TO")
        partners = [p for p in parties if p not in ground.within]
        if not ground.here(parties) or a.get("stage") in ("superseded", "expired", "proposed"):
            continue
        countries = [c for p in partners if (c := country_of(ground, p))]
        friends |= {c for c in countries if c in ground.g}
        if holds(a.get("since"), a.get("until"), ground.day):
            rounds = _round(ground, "anniversary-agreement", agreement, a.get("since"), (*partners, *countries))
            yield from (one for one in rounds if holds(None, a.get("until"), one.day))
    for country in sorted(friends - ground.above):
        yield from _round(
            ground, "anniversary-relations", country, ground.a(country).get("relations_since"), (country,)
        )
    for body in (o for o in mine if ground.a(o).get("founded")):
        yield from _round(ground, "anniversary-founding", body, ground.a(body)["founded"], (body,))


def _round(ground: Ground, kind: str, about: str, since: object, with_: tuple[str, ...]) -> Iterator[_Round]:
    """The next return of a day whose count of years ends in 5 or 0."""
    said = str(since or "")
    if not said[:4].isdigit():
        return
    for year in (int(ground.day[:4]), int(ground.day[:4]) + 1):
        years, day = year - int(said[:4]), _in_year(said, year)
        if years > 0 and years % 5 == 0 and ground.day <= last_day(day) <= add_days(ground.day, _AHEAD):
            yield _Round(kind, about, years, day, with_)


def _in_year(said: str, year: int) -> str:
    """The same day of another year; 29 February goes back to the 28th."""
    rest = "-02-28" if said[4:10] == "-02-29" else said[4:10]
    return f"{year}{rest}"


def _planned(ground: Ground, one: _Round) -> bool:
    """Whether an event or a delegation about it, or with those concerned, stands near the day."""
    near = {x for w in (one.about, *one.with_) if w in ground.g for x in _meetings(ground, w)}
    return any(_close(str(ground.a(x).get("since") or ""), one.day) for x in near)


def _meetings(ground: Ground, who: str) -> Iterable[str]:
    found = {*ground.into(who, "CONCERNS", "TARGETS", "CAME_FROM", "MET"), *ground.out(who, "HOSTED", "JOINED")}
    return (x for x in found if ground.a(x).get("type") in ("Event", "Delegation"))


def _close(said: str, day: str) -> bool:
    if len(said) < 7 or len(day) < 7:
        return said[:4] == day[:4]
    return abs(days_between(said, day)) <= _AROUND


def _finding(ground: Ground, one: _Round) -> Finding:
    name, days = ground.name, days_between(ground.day, one.day)
    what = {lang: _what(ground, one, lang) for lang in ("vi", "en")}
    when = {lang: date_text(one.day, lang) for lang in ("vi", "en")}
    owner = one.about if one.kind == "anniversary-founding" else association_for(ground, one.with_)
    great = one.years % 10 == 0
    return Finding(
        kind=one.kind, subject=(one.about, str(one.years)), severity="high" if days <= _SOON else "medium" if days <= _LATER else "low",
        score=(1 - days / (2 * _AHEAD)) * (1.0 if great else 0.8), parts={"days": float(days), "years": float(one.years)},
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


def _what(ground: Ground, one: _Round, lang: str) -> str:
    name, n, vi = ground.name(one.about, lang), one.years, lang == "vi"
    if one.kind == "anniversary-relations":
        return f"{n} năm quan hệ ngoại giao với {name}" if vi else f"{n} years of relations with {name}"
    if one.kind == "anniversary-founding":
        return f"{n} năm thành lập {name}" if vi else f"{n} years since {name} was founded"
    return f"{n} năm ký “{name}”" if vi else f"{n} years since “{name}” was signed"


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
