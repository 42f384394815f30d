"""Published totals beside what our own records count, and published parts beside their total. Nothing is repaired."""

from collections.abc import Iterator
from typing import Any

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.names import fold
from graph.reference import find_country
from graph.rhythm import country_of
from graph.subgraph import Net
from graph.texts import number_text
from graph.weigh import counted as plural

Row = dict[str, Any]
_ABOUT = 0.1  # how far "about" may be off
_HUNDRED = 1.0  # percentage points that rounding may cost


def find(g: Net, params: Params) -> Iterator[Finding]:
    """The latest figure of every measure about the place and its union that our records contradict."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    latest: dict[tuple[str, str], str] = {}
    for statistic in sorted(
        ground.all("Statistic"), key=lambda s: (str(ground.a(s).get("as_of") or ground.a(s).get("period") or ""), s)
    ):
        for subject in _ours(ground, statistic):
            latest[subject, fold(str(ground.a(statistic).get("measure", "")))] = statistic
    for (subject, measure), statistic in sorted(latest.items()):
        value, mine = ground.a(statistic).get("value"), _counted(ground, subject, measure)
        if value is not None and mine is not None and _differs(ground.a(statistic), float(value), len(mine)):
            yield _finding(ground, statistic, subject, float(value), mine)
    yield from _shares(ground)


def _ours(ground: Ground, statistic: str) -> list[str]:
    about = ground.out(statistic, "ABOUT_SUBJECT")
    return [s for s in about if s in ground.within or ground.here(ground.out(s, "BASED_IN", "LOCATED_IN"))]


def _counted(ground: Ground, subject: str, measure: str) -> list[str] | None:
    """What we list of a measure, by its folded words; None where they name nothing that we list."""
    words = f" {measure} "
    if ground.a(subject).get("type") == "FriendshipUnion":
        members = [m for m in ground.into(subject, "MEMBER_OF") if ground.a(m).get("type") == "FriendshipAssociation"]
        if "thanh vien da phuong" in words or "multilateral" in words:
            return [m for m in members if ground.a(m).get("kind") == "multilateral"]
        if "song phuong" in words or "bilateral" in words:
            return [m for m in members if ground.a(m).get("kind") == "bilateral"]
        return members if "thanh vien" in words or "member" in words else None
    related = [n for n in ground.all("NGO") if ground.here(ground.out(n, "RELATES_TO"))]
    if "cap phep" in words or "giay dang ky" in words or "licensed" in words:
        return [n for n in related if ground.out(n, "HOLDS")]
    if "tcpcpnn" in words and "quan he" in words:
        return related
    if "dia phuong doi tac" in words or "partner localities" in words:
        return _partners(ground)
    if "so du an cua nha dau tu" in words and (country := find_country(words.partition("nha dau tu")[2].strip())):
        return _invested(ground, country.id)
    return None


def _partners(ground: Ground) -> list[str]:
    ours = [a for a in ground.all("Agreement") if ground.here(ground.into(a, "PARTY_TO"))]
    return sorted({p for a in ours for p in ground.into(a, "PARTY_TO")} - ground.within - ground.above)


def _invested(ground: Ground, country: str) -> list[str]:
    here = [i for i in ground.all("Investment") if ground.here(ground.out(i, "LOCATED_IN"))]
    return [i for i in here if any(country_of(ground, b) == country for b in ground.into(i, "INVESTS_IN"))]


def _differs(a: Row, told: float, mine: int) -> bool:
    """Whether a count contradicts a figure as it was worded."""
    match a.get("qualifier"):
        case "more than" | "at least":
            return mine < told
        case "less than" | "at most":
            return mine > told
        case "about" | "nearly":
            return abs(mine - told) > _ABOUT * told
        case _:
            return mine != told


def _finding(ground: Ground, statistic: str, subject: str, told: float, mine: list[str]) -> Finding:
    a, n, name = ground.a(statistic), len(mine), ground.name
    off = abs(n - told) / max(told, n, 1)
    fewer = n < told
    said = {lang: number_text(told, lang) for lang in ("vi", "en")}
    return Finding(
        kind="total-differs", subject=(statistic, subject), severity="medium" if 0.1 < off <= 0.6 else "low", score=min(0.6, 0.2 + off / 3),
        parts={"reported": told, "counted": float(n)}, as_of=str(a.get("as_of") or ground.day), confidence=0.7, facts=(told, n),
        headline=both(f"{name(subject, 'vi')}, {a.get('measure')}: công bố {said['vi']}, đếm được {n}",
                      f"{name(subject, 'en')}, “{a.get('measure')}”: {said['en']} reported, {n} counted"),
        reason=both(
            f"Kỳ {a.get('period') or 'chưa rõ'}. " + ("Danh sách của ta có thể còn thiếu." if fewer else "Số công bố có thể đã cũ."),
            f"Period {a.get('period') or 'unknown'}. " + ("Our lists may be incomplete." if fewer else "The published figure may be out of date."),
        ),
        evidence=ground.evidence(statistic, subject, *mine),
        next_step=both("Đối chiếu với nơi công bố; bổ sung danh sách hoặc ghi số liệu mới.",
                       "Compare with the publisher; complete the list, or enter a newer figure."),
        refuted_by=both("Hai số đếm những thứ khác nhau hoặc ở hai thời điểm khác nhau.", "That they count different things, or at different times."),
        rests_on=both("số liệu đã công bố và các danh sách của ta", "the published figure and our own lists"),
    )  # fmt: skip


def _shares(ground: Ground) -> Iterator[Finding]:
    """Published shares of one subject and period whose names begin alike and that do not make 100 %."""
    parts: dict[tuple[str, str, str], list[str]] = {}
    for statistic in ground.all("Statistic"):
        a = ground.a(statistic)
        if a.get("unit") == "%" and a.get("value") is not None:
            whole = fold(str(a.get("measure", ""))).partition(" tu chau ")
            for subject in _ours(ground, statistic):
                if whole[1]:
                    parts.setdefault((subject, str(a.get("period")), whole[0]), []).append(statistic)
    for (subject, period, _), shares in sorted(parts.items()):
        total = sum(float(ground.a(s)["value"]) for s in shares)
        if len(shares) >= 3 and total > 100 + _HUNDRED:
            yield _too_much(ground, subject, period, sorted(shares), total)


def _too_much(ground: Ground, subject: str, period: str, shares: list[str], total: float) -> Finding:
    name = ground.name
    return Finding(
        kind="shares-differ", subject=(subject, period, *shares), severity="low", score=0.3, parts={"total": total},
        as_of=ground.day, confidence=0.8, facts=(total,),
        headline=both(f"{name(subject, 'vi')}, {period}: các tỷ lệ công bố cộng lại thành {number_text(total, 'vi')}%",
                      f"{name(subject, 'en')}, {period}: the published shares add up to {number_text(total, 'en')}%"),
        reason=both(f"{len(shares)} tỷ lệ của cùng một tổng.", f"{plural(len(shares), 'share')} of one whole."),
        evidence=ground.evidence(subject, *shares),
        next_step=both("Đối chiếu với nơi công bố; giữ nguyên số liệu cho đến khi có đính chính.",
                       "Ask the publisher; leave the figures as they are until they are put right."),
        refuted_by=both("Các tỷ lệ không cùng một tổng.", "That they are not shares of the same whole."),
        rests_on=both("số liệu đã công bố", "published figures"),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="reported-totals",
    query="analyses/reported_totals",
    title=both("Số công bố và số đếm được", "Reported and counted"),
    kinds={
        "total-differs": both("Số công bố khác số đếm được", "Reported total differs from the count"),
        "shares-differ": both("Các tỷ lệ không khớp", "Shares that do not add up"),
    },
    find=find,
    whole="coordination-gaps",
)
