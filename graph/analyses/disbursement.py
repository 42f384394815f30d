"""Promises that wait for their money: what was disbursed beside what was committed and the time that has passed."""

from collections.abc import Iterator
from typing import Any

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.names import fold
from graph.subgraph import Net
from graph.texts import date_text, money_text
from graph.weigh import elapsed, in_usd, percent, written

Row = dict[str, Any]
_BEHIND = 0.3  # how far disbursement may lag behind the time that has passed
_LOW_RATIO = 0.5  # below which a reported ratio is an alarm; the country's was above 0.73 in 2021
_GRACE = 0.25  # of its term: money moves late in every item's first months
_BIG = 200_000.0  # USD
_WORDED = {"more than": ("hơn ", "more than "), "nearly": ("gần ", "nearly "), "about": ("khoảng ", "about "),
           "less than": ("dưới ", "less than "), "at least": ("ít nhất ", "at least "), "at most": ("không quá ", "at most ")}  # fmt: skip
_COMMITTED, _DISBURSED = ("cam ket", "committed", "commitment"), ("giai ngan", "disbursed", "disbursement")


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Items here whose money lags behind their time, and published totals far apart."""
    if params.province in g:
        ground = Ground(g, params.province, params.day)
        yield from _slow(ground)
        yield from _reported(ground)


def _slow(ground: Ground) -> Iterator[Finding]:
    for item in ground.all("AidItem"):
        a = ground.a(item)
        committed, disbursed, gone = a.get("committed"), a.get("disbursed"), elapsed(a, ground.day)
        here = (
            ground.here(ground.out(item, "TARGETS"))
            and ground.inbound(item)
            and a.get("status") not in ("cancelled", "pipeline")
        )
        if not here or not committed or disbursed is None or gone is None or gone < _GRACE:
            continue
        ratio = disbursed / committed
        if gone - ratio < _BEHIND:
            continue
        gap, name, funders = committed - disbursed, ground.name, ground.into(item, "FUNDS")
        parts = {"ratio": ratio, "elapsed": gone, "gap_usd": in_usd(a, "committed") * (1 - ratio)}
        score = 0.6 * (gone - ratio) + 0.4 * min(1.0, parts["gap_usd"] / _BIG)
        yield Finding(
            kind="disbursement-slow", subject=(item,), severity="high" if score >= 0.6 else "medium" if score >= 0.4 else "low",
            score=score, parts=parts, as_of=ground.day, confidence=0.6, facts=(committed, disbursed, a.get("currency"), a.get("until")),
            owner=next(iter(ground.into(item, "MANAGES")), ""), unknown=_no_rate(a),
            headline=both(
                f"“{name(item, 'vi')}” mới giải ngân {percent(ratio, 'vi')} sau {percent(gone, 'vi')} thời gian",
                f"“{name(item, 'en')}” has disbursed {percent(ratio, 'en')} with {percent(gone, 'en')} of its time gone",
            ),
            reason=both(
                f"Cam kết {written(a, 'committed', 'vi')}, giải ngân {written(a, 'disbursed', 'vi')}, còn"
                f" {money_text(gap, a.get('currency'), 'vi')}; thời gian {date_text(a.get('since'), 'vi')} – {date_text(a.get('until'), 'vi')}.",
                f"{written(a, 'committed', 'en')} committed, {written(a, 'disbursed', 'en')} disbursed,"
                f" {money_text(gap, a.get('currency'), 'en')} to go; runs {date_text(a.get('since'), 'en')} – {date_text(a.get('until'), 'en')}.",
            ),
            evidence=(*ground.evidence(item, *funders), *(p for f in funders for p in ground.proof(f, item, "FUNDS"))),
            next_step=both("Trao đổi với bên tài trợ và chủ khoản viện trợ về vướng mắc, tiến độ giải ngân.",
                           "Ask funder and managing body what holds the money up."),
            refuted_by=both("Báo cáo giải ngân mới hơn danh sách này.", "A disbursement report newer than this list."),
            rests_on=both("số cam kết, giải ngân của danh sách khoản viện trợ", "the amounts in the list of aid items"),
        )  # fmt: skip


def _no_rate(a: Row) -> dict[str, str]:
    """What is not known where the amount cannot be weighed in US dollars."""
    if in_usd(a, "committed"):
        return {}
    return both("chưa có tỷ giá quy đổi sang USD, nên chưa tính được quy mô của khoản này.",
                "there is no rate to US dollars, so the size of this item is not weighed.")  # fmt: skip


def _reported(ground: Ground) -> Iterator[Finding]:
    """Published totals of one subject and period: committed against disbursed."""
    told: dict[tuple[str, str, str], dict[str, str]] = {}
    for statistic in ground.all("Statistic"):
        a, subjects = ground.a(statistic), ground.out(statistic, "ABOUT_SUBJECT")
        measure = _measure(fold(str(a.get("measure", ""))))
        for subject in subjects:
            if (
                measure
                and a.get("value")
                and (subject in ground.within or ground.here(ground.out(subject, "BASED_IN", "LOCATED_IN")))
            ):
                told.setdefault((subject, str(a.get("period")), str(a.get("unit"))), {})[measure] = statistic
    for (subject, period, unit), pair in sorted(told.items()):
        if len(pair) == 2:
            committed, disbursed = (ground.a(pair[m]) for m in ("committed", "disbursed"))
            ratio = disbursed["value"] / committed["value"]
            if ratio < _LOW_RATIO:
                yield _report(ground, subject, period, unit, committed, disbursed, ratio)


def _report(
    ground: Ground, subject: str, period: str, unit: str, committed: Row, disbursed: Row, ratio: float
) -> Finding:
    gap, name = committed["value"] - disbursed["value"], ground.name

    def said(a: Row, lang: str) -> str:
        return f"{_WORDED.get(str(a.get('qualifier')), ('', ''))[0 if lang == 'vi' else 1]}{money_text(a['value'], unit, lang)}"

    return Finding(
        kind="disbursement-reported", subject=(subject, period, unit), severity="high" if ratio < _LOW_RATIO / 2 else "medium",
        score=1 - ratio, parts={"ratio": ratio, "gap": gap}, facts=(committed["value"], disbursed["value"]), as_of=str(committed.get("as_of") or ground.day), confidence=0.6,
        headline=both(f"{name(subject, 'vi')}, {period}: mới giải ngân {percent(ratio, 'vi')} số đã cam kết",
                      f"{name(subject, 'en')}, {period}: {percent(ratio, 'en')} of what was committed has been disbursed"),
        reason=both(
            f"Số đã công bố: cam kết {said(committed, 'vi')}, giải ngân {said(disbursed, 'vi')}, chênh {money_text(gap, unit, 'vi')}."
            " Cả nước năm 2021 trên 73%.",
            f"Published: {said(committed, 'en')} committed, {said(disbursed, 'en')} disbursed, a gap of {money_text(gap, unit, 'en')}."
            " The country's figure for 2021 was over 73%.",
        ),
        evidence=ground.evidence(committed["id"], disbursed["id"], subject),
        next_step=both("Đối chiếu với số liệu kỳ sau và danh sách khoản viện trợ.", "Compare with the next period and the list of items."),
        refuted_by=both("Số liệu giải ngân của kỳ sau, hoặc kỳ báo cáo của hai số khác nhau.",
                        "The next period's figures, or that the two figures are of different periods."),
        rests_on=both("số liệu đã công bố, giữ nguyên cách nói", "published statistics, kept as worded"),
    )  # fmt: skip


def _measure(folded: str) -> str | None:
    if "ty le" in folded or "ratio" in folded:
        return None
    if any(word in folded for word in _DISBURSED):
        return "disbursed"
    approved = ("phe duyet", "approved")
    return "committed" if any(word in folded for word in (*_COMMITTED, *approved)) else None


ANALYSIS = Analysis(
    name="disbursement",
    query="analyses/disbursement",
    title=both("Cam kết và giải ngân", "Commitments and disbursement"),
    kinds={
        "disbursement-slow": both("Giải ngân chậm", "Slow disbursement"),
        "disbursement-reported": both("Giải ngân thấp theo số liệu công bố", "Low disbursement as published"),
    },
    find=find,
    whole="coordination-gaps",
)
