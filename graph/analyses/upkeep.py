"""Records that need care: nobody says where they are from, nobody to contact, not confirmed for two years."""

from collections.abc import Iterator

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.days import day_of
from graph.licences import add_days
from graph.subgraph import Net
from graph.texts import date_text

_OLD = 730
_PARTNERS = ("NGO", "FriendshipAssociation", "DiplomaticMission", "Business", "MultilateralBody", "DiasporaGroup")
_WAYS = ("email", "phone", "website", "address")
_SHOWN = 50


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Who and what of the place is without a source, a contact, or a record that is less than two years old."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    partners = [p for t in _PARTNERS for p in ground.all(t) if _ours(ground, p)]
    given = [i for t in ("AidItem", "Agreement", "Delegation") for i in ground.all(t)]
    lacking = [p for p in partners if not _reachable(ground, p)]
    yield from _finding(
        ground, "record-without-contact", lacking, len(partners),
        ("đối tác chưa ghi nhận đầu mối liên hệ", "partners without any contact"),
        ("Không có người, điện thoại, thư điện tử, trang web hay địa chỉ nào.", "No person, phone, e-mail, web page or address is on record."),
        ("Bổ sung vào danh bạ; hỏi đơn vị đón tiếp gần đây.", "Complete the list of people; ask whoever hosted them."),
    )  # fmt: skip
    heard = [x for x in (*partners, *given) if ground.into(x, "ABOUT")]
    bare = [x for x in heard if not ground.a(x).get("reference")]
    yield from _finding(
        ground, "record-without-source", bare, len(heard),
        ("bản ghi không dẫn nguồn", "records that name no source"),
        ("Danh sách không ghi nguồn của các dòng này, nên không kiểm tra lại được.", "Their lists do not say where these rows are from; they cannot be checked."),
        ("Ghi nguồn (văn bản, trang web, người cung cấp) vào cột Nguồn.", "Name the source (a paper, a page, a person) in its column."),
    )  # fmt: skip
    stale = [x for x in heard if day_of(_newest(ground, x)) < add_days(ground.day, -_OLD)]
    oldest = day_of(min((_newest(ground, x) for x in stale), default=""))
    yield from _finding(
        ground, "record-stale", stale, len(heard),
        ("bản ghi hai năm chưa được xác nhận lại", "records not confirmed for two years"),
        (f"Cũ nhất: {date_text(oldest, 'vi')}.", f"Oldest: {date_text(oldest, 'en')}."),
        ("Gửi lại danh sách mới, hoặc xác nhận từng đối tác còn hoạt động.", "Send a newer list, or confirm partner by partner."),
    )  # fmt: skip


def _ours(ground: Ground, partner: str) -> bool:
    return partner in ground.ours or ground.here(ground.out(partner, "RELATES_TO", "WORKS_IN"))


def _reachable(ground: Ground, partner: str) -> bool:
    return any(ground.a(partner).get(way) for way in _WAYS) or bool(ground.into(partner, "HAS_POST"))


def _newest(ground: Ground, id_: str) -> str:
    return max(str(ground.tie(c, id_, "ABOUT").get("last_seen") or "") for c in ground.into(id_, "ABOUT"))


def _finding(
    ground: Ground,
    kind: str,
    ids: list[str],
    of: int,
    what: tuple[str, str],
    why: tuple[str, str],
    step: tuple[str, str],
) -> Iterator[Finding]:
    if not ids:
        return
    n, share, left = len(ids), len(ids) / of, len(ids) - _SHOWN
    first = sorted(ids)[:_SHOWN]
    left_out = (
        both(f" Ở đây nêu {_SHOWN}, còn {left} bản ghi khác.", f" {_SHOWN} are named here, {left} more are not.")
        if left > 0
        else both("", "")
    )
    yield Finding(
        kind=kind, subject=(ground.province,), severity="medium" if share >= 0.5 and n >= 10 else "low", score=0.5 * share,
        parts={"records": float(n), "of": float(of), "left_out": float(max(0, left))}, as_of=ground.day, confidence=0.9,
        headline=both(f"{n} trên {of} {what[0]}", f"{n} of {of} {what[1]}"),
        reason=both(f"{ground.names(first, 'vi', 4, 'bản ghi')}. {why[0]}{left_out['vi']}", f"{ground.names(first, 'en', 4)}. {why[1]}{left_out['en']}"),
        evidence=ground.evidence(*first), facts=tuple(sorted(ids)[_SHOWN:]),
        next_step=both(*step),
        refuted_by=both("Thông tin có ở nơi khác mà chưa được nhập.", "That it is known elsewhere and has not been entered."),
        rests_on=both("các bản ghi đã nạp", "the records that were loaded"),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="upkeep",
    query="analyses/upkeep",
    title=both("Dữ liệu cần chăm sóc", "Records that need care"),
    kinds={
        "record-without-contact": both("Chưa có đầu mối liên hệ", "Without a contact"),
        "record-without-source": both("Không dẫn nguồn", "Without a source"),
        "record-stale": both("Lâu chưa xác nhận", "Not confirmed for long"),
    },
    find=find,
    whole="coordination-gaps",
)
