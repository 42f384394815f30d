"""Who works in a place without a licence, whose licence runs out, and how many have one."""

from collections.abc import Iterable, Iterator
from typing import Any

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.days import last_day
from graph.licences import add_days, state
from graph.rhythm import contacts
from graph.subgraph import Net
from graph.texts import date_text, money_text, number_text
from graph.weigh import counted, days_between, in_usd

Row = dict[str, Any]
_SOON, _LATER = 90, 180
_YEAR = 365
_BIG = 200_000.0  # USD


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Everything that the records show about licences in the place on the day."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    states = _licences(ground)
    yield from _unlicensed(ground, states)
    yield from _expiring(ground, states)
    yield from _silent(ground, states)
    yield from _share(ground)


def _licences(ground: Ground) -> dict[str, Row]:
    """The licence state here and on the day of every NGO that has to do with the place."""
    areas = ground.areas()
    covering = ground.above | {p for p in ground.within if ground.name(p, "vi") == ground.name(ground.province, "vi")}
    return {
        ngo: state([ground.a(x) for x in ground.out(ngo, "HOLDS")], areas, covering, ground.day, _LATER)
        for ngo in _present(ground)
    }


def _present(ground: Ground) -> list[str]:
    return [n for n in ground.all("NGO") if ground.here(ground.out(n, "RELATES_TO", "WORKS_IN")) or _active(ground, n)]


def _active(ground: Ground, ngo: str) -> list[str]:
    """The aid items here that it funds or carries out on the day, parts of others too."""
    given = ground.out(ngo, "FUNDS", "IMPLEMENTS", now=True)
    return [i for i in given if ground.here(ground.out(i, "TARGETS")) and ground.under_way(i) and ground.inbound(i)]


def _unlicensed(ground: Ground, states: dict[str, Row]) -> Iterator[Finding]:
    for ngo, licence in states.items():
        items = _active(ground, ngo)
        if not items or licence["state"] in ("valid", "expiring"):
            continue
        name, place, day, wholes = ground.name, ground.province, ground.day, ground.wholes(items)
        value = sum(in_usd(ground.a(i), "committed") for i in ground.wholes(items, "committed"))
        parts = {
            "items": min(1.0, len(wholes) / 3),
            "value": min(1.0, value / _BIG),
            "expired": float(licence["state"] == "expired"),
        }
        score = 0.5 + 0.2 * parts["items"] + 0.3 * parts["value"]
        what = {lang: _lacking(lang, licence, name(place, lang)) for lang in ("vi", "en")}
        yield Finding(
            kind="licence-missing" if licence["state"] == "none" else "licence-expired",
            subject=(ngo, place), severity="high", score=score, parts=parts, as_of=day, confidence=0.7,
            facts=(licence["state"], licence["until"]),
            headline=both(
                f"{name(ngo, 'vi')} đang có khoản viện trợ tại {name(place, 'vi')} nhưng {what['vi']}",
                f"{name(ngo, 'en')} has aid under way in {name(place, 'en')} but {what['en']}",
            ),
            reason=both(
                f"Đến ngày {date_text(day, 'vi')} có {len(wholes)} khoản đang thực hiện ({ground.names(wholes, 'vi', 2, 'khoản')})"
                f"{_worth(value, 'vi')}; {what['vi']}.",
                f"On {date_text(day, 'en')}, {counted(len(wholes), 'item')} under way ({ground.names(wholes, 'en', 2)})"
                f"{_worth(value, 'en')}; {what['en']}.",
            ),
            evidence=(*ground.evidence(ngo, *items, *ground.out(ngo, "HOLDS")), *_proofs(ground, ngo, items)),
            next_step=both(
                "Hỏi tổ chức về số giấy, thời hạn và địa bàn; hướng dẫn đăng ký hoặc gia hạn trước khi có khoản viện trợ mới.",
                "Ask for number, term and area of its licence; guide it to register or renew before any new aid.",
            ),
            refuted_by=both(
                f"Một giấy đăng ký còn hiệu lực tại {name(place, 'vi')} chưa được nhập vào danh sách.",
                f"A licence valid in {name(place, 'en')} that has not been entered yet.",
            ),
            rests_on=both("danh sách giấy đăng ký và khoản viện trợ", "the lists of licences and of aid items"),
        )  # fmt: skip


def _lacking(lang: str, licence: Row, place: str) -> str:
    if licence["state"] == "expired":
        ended = date_text(licence["until"], lang)
        return f"giấy đăng ký đã hết hạn ngày {ended}" if lang == "vi" else f"its licence expired on {ended}"
    if licence["elsewhere"]:
        return f"giấy đăng ký không ghi địa bàn {place}" if lang == "vi" else f"its licence does not name {place}"
    return "chưa ghi nhận giấy đăng ký" if lang == "vi" else "there is no record of a licence"


def _proofs(ground: Ground, ngo: str, items: Iterable[str]) -> Iterator[Row]:
    for item in items:
        for kind in ("FUNDS", "IMPLEMENTS"):
            if ground.g.has_edge(ngo, item, kind):
                yield from ground.proof(ngo, item, kind)


def _expiring(ground: Ground, states: dict[str, Row]) -> Iterator[Finding]:
    for ngo, licence in states.items():
        if licence["state"] != "expiring":
            continue
        items, until, name, place = _active(ground, ngo), licence["until"], ground.name, ground.province
        soon = last_day(until) <= add_days(ground.day, _SOON)
        days = days_between(ground.day, until)
        yield Finding(
            kind="licence-expiring", subject=(ngo, licence["id"]), as_of=ground.day, confidence=0.9, facts=(until,),
            severity="high" if soon and items else "medium" if soon else "low",
            score=max(0.0, 1 - days / _LATER) * (1.0 if items else 0.7),
            parts={"days": float(days), "active": float(bool(items))},
            headline=both(
                f"Giấy đăng ký của {name(ngo, 'vi')} hết hạn ngày {date_text(until, 'vi')}, còn {days} ngày",
                f"The licence of {name(ngo, 'en')} expires on {date_text(until, 'en')}, in {days} days",
            ),
            reason=both(
                f"Giấy số {licence['number'] or 'chưa ghi nhận'}; "
                + (f"đang có {len(items)} khoản viện trợ tại {name(place, 'vi')}." if items else "hiện chưa ghi nhận khoản viện trợ đang thực hiện."),
                f"Number {licence['number'] or 'not on record'}; "
                + (f"{counted(len(items), 'aid item')} under way in {name(place, 'en')}." if items else "no record of aid under way."),
            ),
            evidence=ground.evidence(ngo, licence["id"], *items),
            next_step=both("Nhắc tổ chức nộp hồ sơ gia hạn; thời hạn xử lý hồ sơ là 30 ngày.",
                           "Remind it to apply for renewal; processing takes 30 days."),
            refuted_by=both("Giấy đăng ký mới hoặc đã gia hạn chưa được nhập.", "A new or renewed licence not entered yet."),
            rests_on=both("danh sách giấy đăng ký", "the list of licences"),
        )  # fmt: skip


def _silent(ground: Ground, states: dict[str, Row]) -> Iterator[Finding]:
    """Who is licensed for this very place, and for a year had nothing under way and met nobody."""
    silent = [
        ngo for ngo, licence in states.items()
        if licence["state"] in ("valid", "expiring") and not _active(ground, ngo)
        and ground.here(ground.out(licence["id"], "VALID_IN")) and not _lately(ground, ngo, licence["id"])
    ]  # fmt: skip
    if not silent:
        return
    valid = sum(licence["state"] in ("valid", "expiring") for licence in states.values())
    never, name, place = [n for n in silent if not _given(ground, n)], ground.name, ground.province
    yield Finding(
        kind="licence-silent", subject=(place,), severity="low", score=0.6 * len(silent) / valid, as_of=ground.day, confidence=0.5,
        parts={"silent": float(len(silent)), "never": float(len(never)), "valid": float(valid)},
        headline=both(
            f"{len(silent)} tổ chức có giấy đăng ký cho {name(place, 'vi')} mà một năm qua chưa ghi nhận hoạt động",
            f"{counted(len(silent), 'partner')} licensed for {name(place, 'en')} with nothing on record for a year",
        ),
        reason=both(
            f"{ground.names(silent, 'vi', 6, 'tổ chức')}. Trong số {valid} tổ chức có giấy còn hiệu lực; {len(never)} chưa từng ghi nhận khoản viện trợ nào tại đây.",
            f"{ground.names(silent, 'en', 6)}. Of {valid} with a licence in force; {len(never)} never had an aid item here on record.",
        ),
        evidence=ground.evidence(*silent),
        next_step=both("Hỏi từng tổ chức về kế hoạch hoạt động; gửi danh mục kêu gọi.", "Ask each what it plans; send the wish list."),
        refuted_by=both("Khoản viện trợ hoặc cuộc gặp chưa được nhập.", "Aid items or meetings that have not been entered."),
        rests_on=both("danh sách giấy đăng ký, khoản viện trợ và đoàn", "the lists of licences, aid items and delegations"),
        unknown=both("các tổ chức có hoạt động mà chưa báo cáo hay không.", "whether they work without having reported."),
    )  # fmt: skip


def _given(ground: Ground, ngo: str) -> list[str]:
    return [i for i in ground.out(ngo, "FUNDS", "IMPLEMENTS") if ground.here(ground.out(i, "TARGETS"))]


def _lately(ground: Ground, ngo: str, licence: str) -> bool:
    """Whether the licence is young, or an item ended or somebody met it within a year."""
    ends = [ground.a(i).get("until") for i in _given(ground, ngo)]
    since = ground.a(licence).get("since")
    days = [d for d in (since, *ends, *(c.day for c in contacts(ground, ngo))) if d]
    return any(days_between(d, ground.day) <= _YEAR for d in days)


def _share(ground: Ground) -> Iterator[Finding]:
    """How many of those with relations here have no licence on record at all."""
    related = [n for n in ground.all("NGO") if ground.here(ground.out(n, "RELATES_TO"))]
    without = [n for n in related if not ground.out(n, "HOLDS")]
    if not without:
        return
    held = [[ground.a(x) for x in licences] for n in related if (licences := ground.out(n, "HOLDS"))]
    valid = sum(state(mine, {}, None, ground.day)["state"] in ("valid", "expiring") for mine in held)
    share, name, place = len(without) / len(related), ground.name, ground.province
    yield Finding(
        kind="licence-share", subject=(place,), severity="medium" if share >= 0.25 else "low", score=share,
        parts={"related": float(len(related)), "without": float(len(without)), "valid": float(valid)},
        as_of=ground.day, confidence=0.8,
        headline=both(
            f"{len(without)} trong số {len(related)} tổ chức có quan hệ với {name(place, 'vi')} chưa ghi nhận giấy đăng ký",
            f"{len(without)} of {len(related)} partners of {name(place, 'en')} have no licence on record",
        ),
        reason=both(
            f"{len(held)} tổ chức đã có giấy ({number_text(100 * len(held) / len(related), 'vi', 1)}%), trong đó {valid} giấy còn hiệu lực"
            f" đến ngày {date_text(ground.day, 'vi')}, {len(held) - valid} đã hết hạn hoặc chưa có hiệu lực.",
            f"{len(held)} have had one ({number_text(100 * len(held) / len(related), 'en', 1)}%): {valid} valid on"
            f" {date_text(ground.day, 'en')}, {len(held) - valid} expired or not yet in force.",
        ),
        evidence=ground.evidence(*without),
        next_step=both("Rà soát danh sách này với cơ quan cấp giấy đăng ký; ưu tiên tổ chức đang có khoản viện trợ.",
                       "Go through this list with the licensing body; begin with those that have aid under way."),
        refuted_by=both("Danh sách giấy đăng ký đầy đủ hơn của cơ quan cấp.", "A fuller list from the licensing body."),
        rests_on=both("danh sách tổ chức có quan hệ và danh sách giấy đăng ký", "the lists of partners and of licences"),
    )  # fmt: skip


def _worth(value: float, lang: str) -> str:
    if not value:
        return ""
    return (
        f", trị giá khoảng {money_text(round(value), 'USD', lang)}"
        if lang == "vi"
        else f", worth about {money_text(round(value), 'USD', lang)}"
    )


ANALYSIS = Analysis(
    name="licence-gaps",
    query="analyses/licence_gaps",
    title=both("Giấy đăng ký", "Licences"),
    kinds={
        "licence-missing": both("Chưa ghi nhận giấy đăng ký", "No licence on record"),
        "licence-expired": both("Giấy đăng ký đã hết hạn", "Licence expired"),
        "licence-expiring": both("Giấy đăng ký sắp hết hạn", "Licence expiring"),
        "licence-silent": both("Có giấy đăng ký, chưa ghi nhận hoạt động", "Licensed but silent"),
        "licence-share": both("Tỷ lệ có giấy đăng ký", "Share with a licence"),
    },
    find=find,
    whole="coordination-gaps",
)
