"""Agreements that ran out or fell silent, and partners whom nobody has met for longer than usual."""

from collections.abc import Iterator
from typing import Any

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.licences import add_days, last_day
from graph.rhythm import LATEST, Silence, association_for, contacts, country_of, silence
from graph.subgraph import Net
from graph.texts import date_text
from graph.weigh import days_between

Row = dict[str, Any]
_SOON, _LATER = 90, 180
_OVER = frozenset({"superseded", "proposed"})
_PARTNERS = ("NGO", "Business", "DiplomaticMission", "MultilateralBody", "DiasporaGroup")


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Everything that ran out or fell silent in the place until the day."""
    if params.province in g:
        ground = Ground(g, params.province, params.day)
        for agreement in ground.all("Agreement"):
            yield from _agreement(ground, agreement)
        for type_ in _PARTNERS:
            for partner in ground.all(type_):
                yield from _partner(ground, partner)


def _agreement(ground: Ground, agreement: str) -> Iterator[Finding]:
    a = ground.a(agreement)
    parties = ground.into(agreement, "PARTY_TO")
    partners = [p for p in parties if p not in ground.within and p not in ground.above]
    if not ground.here(parties) or not partners or a.get("stage") in _OVER:
        return
    until = a.get("until")
    if (until and last_day(until) < ground.day) or a.get("stage") == "expired":
        if not _followed(ground, agreement, partners):
            yield _ended(ground, agreement, partners, until)
    elif until and last_day(until) <= add_days(ground.day, _LATER):
        yield _ending(ground, agreement, partners, until)
    else:
        yield from _dormant(ground, agreement, partners)


def _followed(ground: Ground, agreement: str, partners: list[str]) -> bool:
    """Whether another agreement with the same partner is in force."""
    others = {x for p in partners for x in ground.out(p, "PARTY_TO")} - {agreement}
    return any(ground.agreed(x) and ground.here(ground.into(x, "PARTY_TO")) for x in others)


def _ended(ground: Ground, agreement: str, partners: list[str], until: str | None) -> Finding:
    days = days_between(until, ground.day) if until else 0
    when = {
        lang: date_text(until, lang) or {"vi": "chưa rõ ngày", "en": "an unknown day"}[lang] for lang in ("vi", "en")
    }
    return _told(
        ground, "agreement-expired", agreement, partners, "medium" if days < 3 * 365 else "low", max(0.3, 0.8 - days / 3650),
        both(f"“{ground.name(agreement, 'vi')}” đã hết hiệu lực ({when['vi']}), chưa ghi nhận gia hạn",
             f"“{ground.name(agreement, 'en')}” has ended ({when['en']}), no renewal on record"),
        both(f"Đối tác: {ground.names(partners, 'vi')}. Hết hiệu lực {when['vi']}; chưa ghi nhận thỏa thuận nào khác còn hiệu lực.",
             f"Partner: {ground.names(partners, 'en')}. Ended on {when['en']}; no other agreement in force is on record."),
        both("Hỏi đối tác có muốn ký tiếp; nếu không thì đánh dấu đã kết thúc.",
             "Ask the partner whether to sign again; if not, mark it as closed."),
        facts=(until,), parts={"days_over": float(days)}, confidence=0.8,
    )  # fmt: skip


def _ending(ground: Ground, agreement: str, partners: list[str], until: str) -> Finding:
    days = days_between(ground.day, until)
    return _told(
        ground, "agreement-expiring", agreement, partners, "high" if days <= _SOON else "medium", 1 - days / (2 * _LATER),
        both(f"“{ground.name(agreement, 'vi')}” hết hiệu lực ngày {date_text(until, 'vi')}, còn {days} ngày",
             f"“{ground.name(agreement, 'en')}” ends on {date_text(until, 'en')}, in {days} days"),
        both(f"Đối tác: {ground.names(partners, 'vi')}.", f"Partner: {ground.names(partners, 'en')}."),
        both("Trao đổi với đối tác về gia hạn; xin ý kiến Bộ Ngoại giao trước khi ký.",
             "Talk to the partner about renewal; ask the Ministry of Foreign Affairs before signing."),
        facts=(until,), parts={"days": float(days)}, confidence=0.9,
    )  # fmt: skip


def _dormant(ground: Ground, agreement: str, partners: list[str]) -> Iterator[Finding]:
    met = sorted({c for p in partners for c in contacts(ground, p)}, key=lambda c: (c.day, c.what))
    quiet, since = silence(ground, met), ground.a(agreement).get("since")
    young = since and days_between(since, ground.day) <= LATEST
    if (quiet and not quiet.long) or (not quiet and young):
        return
    said = both(_silent(quiet, "vi"), _silent(quiet, "en"))
    unknown = (
        {}
        if quiet
        else both("có hoạt động nào chưa được nhập hay không.", "whether something took place that was never entered.")
    )
    yield _told(
        ground, "agreement-dormant", agreement, partners, "medium" if quiet else "low", _weight(quiet),
        both(f"“{ground.name(agreement, 'vi')}”: {said['vi']}", f"“{ground.name(agreement, 'en')}”: {said['en']}"),
        both(f"Đối tác: {ground.names(partners, 'vi')}. {_rhythm(ground, quiet, 'vi')}",
             f"Partner: {ground.names(partners, 'en')}. {_rhythm(ground, quiet, 'en')}"),
        both("Đề xuất một hoạt động chung (kỷ niệm, đoàn, trao đổi thanh niên) hoặc hỏi đối tác về kế hoạch.",
             "Propose something in common (an anniversary, a delegation, youth exchange) or ask the partner for its plans."),
        facts=(quiet.last.what,) if quiet else (), parts={"days": float(quiet.days)} if quiet else {},
        confidence=0.6 if quiet else 0.4, more=(quiet.last.what,) if quiet else (), unknown=unknown,
    )  # fmt: skip


def _told(
    ground: Ground, kind: str, agreement: str, partners: list[str], severity: str, score: float, headline: dict[str, str],
    reason: dict[str, str], step: dict[str, str], *, facts: tuple[object, ...], parts: dict[str, float], confidence: float,
    more: tuple[str, ...] = (), unknown: dict[str, str] | None = None,
) -> Finding:  # fmt: skip
    return Finding(
        kind=kind, subject=(agreement,), severity=severity, score=score, parts=parts, as_of=ground.day, confidence=confidence,
        headline=headline, reason=reason, next_step=step, facts=facts, unknown=unknown or {},
        owner=association_for(ground, filter(None, (country_of(ground, p) for p in partners))),
        evidence=ground.evidence(agreement, *partners, *more),
        refuted_by=both("Văn bản gia hạn hoặc hoạt động chung chưa được nhập.", "A renewal or a common activity not entered yet."),
        rests_on=both("danh sách thỏa thuận, đoàn và sự kiện", "the lists of agreements, delegations and events"),
    )  # fmt: skip


def _partner(ground: Ground, partner: str) -> Iterator[Finding]:
    if not ground.here(ground.out(partner, "RELATES_TO", "WORKS_IN")):
        return
    quiet = silence(ground, contacts(ground, partner))
    if quiet is None or not quiet.long:
        return
    given = ground.out(partner, "FUNDS", "IMPLEMENTS", now=True)
    active = [i for i in given if ground.here(ground.out(i, "TARGETS")) and ground.under_way(i)]
    hosts = ground.into(quiet.last.what, "HOSTED")
    name, said = ground.name, both(_silent(quiet, "vi"), _silent(quiet, "en"))
    here = (
        both(f" Đang có {len(active)} khoản viện trợ tại đây.", f" Aid items under way here: {len(active)}.")
        if active
        else both("", "")
    )
    yield Finding(
        kind="partner-silent", subject=(partner,), severity="high" if active else "medium" if quiet.usual else "low",
        score=min(1.0, _weight(quiet) + (0.2 if active else 0.0)), parts={"days": float(quiet.days), "active": float(len(active))},
        as_of=ground.day, confidence=0.6, facts=(quiet.last.what, quiet.last.day), owner=hosts[0] if hosts else "",
        headline=both(f"{name(partner, 'vi')}: {said['vi']}", f"{name(partner, 'en')}: {said['en']}"),
        reason=both(_rhythm(ground, quiet, "vi") + here["vi"], _rhythm(ground, quiet, "en") + here["en"]),
        evidence=ground.evidence(partner, quiet.last.what, *active),
        next_step=both("Gọi hoặc gửi thư thăm hỏi; ghi lại lần liên hệ.", "Call or write, and enter the contact."),
        refuted_by=both("Một lần liên hệ gần đây chưa được nhập.", "A recent contact that has not been entered."),
        rests_on=both("danh sách đoàn, sự kiện và danh bạ", "the lists of delegations, events and people"),
    )  # fmt: skip


def _weight(quiet: Silence | None) -> float:
    return min(0.8, 0.3 + 0.3 * quiet.days / (3 * LATEST) + (0.1 if quiet.usual else 0)) if quiet else 0.25


def _silent(quiet: Silence | None, lang: str) -> str:
    if quiet is None:
        return "chưa ghi nhận hoạt động nào" if lang == "vi" else "nothing on record ever took place"
    months = round(quiet.days / 30.44)
    return f"{months} tháng chưa ghi nhận liên hệ" if lang == "vi" else f"no contact on record for {months} months"


def _rhythm(ground: Ground, quiet: Silence | None, lang: str) -> str:
    vi = lang == "vi"
    if quiet is None:
        return "Không có đoàn hay sự kiện nào được ghi nhận." if vi else "No delegation or event is on record."
    last, what = date_text(quiet.last.day, lang), ground.name(quiet.last.what, lang)
    said = f"Lần gần nhất {last} ({what})." if vi else f"Last on {last} ({what})."
    if quiet.usual is None:
        return said
    months = max(1, round(quiet.usual / 30.44))
    return (
        f"{said} Trước đây khoảng {months} tháng một lần."
        if vi
        else f"{said} It used to be about every {months} months."
    )


ANALYSIS = Analysis(
    name="dormancy",
    query="analyses/dormancy",
    title=both("Quan hệ đang nguội", "Dormant agreements and ties"),
    kinds={
        "agreement-expired": both("Thỏa thuận đã hết hiệu lực", "Agreement ended"),
        "agreement-expiring": both("Thỏa thuận sắp hết hiệu lực", "Agreement ending"),
        "agreement-dormant": both("Thỏa thuận không hoạt động", "Dormant agreement"),
        "partner-silent": both("Đối tác lâu chưa liên hệ", "Silent partner"),
    },
    find=find,
    whole="coordination-gaps",
)
