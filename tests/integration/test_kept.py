"""What was worked out is kept until anybody writes: whoever asks next is told anew, whichever process wrote."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

import pytest

from cypher import Query
from graph import edits, tie_edits
from graph.asked import AskedError
from graph.due import Due, Wanted, due, settle
from graph.kept import Kept, Stopped
from graph.meetings import Met, log
from graph.merging import merge, unmerge
from graph.report import Watch
from graph.stamp import stamp
from graph.store import BoltStore, Store, Viewer
from ingest.revert import revert
from ingest.run import Options, ingest_paths
from tests.graphs import CAM_GIANG, HAI_PHONG, HEALTH, QUANG_NINH, e, places, put, t
from tests.support import VIEWER, nodes, read, rows, sibling, ties, write

HEAD = "Tên tổ chức,Quốc gia,Số đăng ký,Điện thoại\n"
LAN = Viewer(user="Lan")


def gaps(store: Store, watch: Watch | None = None) -> Due:
    return due(store, VIEWER, Wanted(place=HAI_PHONG.id, analysis="licence-gaps", on="2026-06-01"), watch)


def send(store: Store, path: Path, row: str, dry_run: bool = False) -> str:
    path.write_text(HEAD + row, encoding="utf-8")
    report = ingest_paths(store, [path], options=Options(reference=False, accept_fall=True, dry_run=dry_run))
    assert report.exit_code == 0, report.as_json("en")
    return report.runs[0].run or ""


def test_every_change_of_what_is_known_moves_the_stamp_and_nothing_else_does(
    embedded: BoltStore, tmp_path: Path
) -> None:
    store = embedded
    seen = [stamp(store, VIEWER)]

    def moved() -> bool:
        seen.append(stamp(store, VIEWER))
        return seen[-1] not in seen[:-1]

    places(store)
    put(store, e("NGO", "Quỹ A (mẫu)", registration="A"), e("NGO", "Quỹ B (mẫu)", registration="B"))
    assert moved()
    path = tmp_path / "tcpcpnn.csv"
    run = send(store, path, "Quỹ Biển Xanh (mẫu),Nhật Bản,BM-1,0225 111\n")
    assert moved(), "a load"
    send(store, path, "Quỹ Biển Xanh (mẫu),Nhật Bản,BM-1,0225 222\n", dry_run=True)
    assert not moved(), "a rehearsal"
    a, b = (
        row["id"]
        for row in read(
            store, "MATCH (n:NGO) WHERE n.name STARTS WITH 'Quỹ ' AND n.name <> 'Quỹ Biển Xanh (mẫu)' RETURN n.id AS id"
        )
    )
    edits.edit(store, LAN, a, {"phone": "0225 333"})
    assert moved(), "an officer's edit"
    edits.comment(store, LAN, a, "đã gọi")
    edits.retract(store, LAN, a)
    assert moved(), "one taken back"
    merge(store, VIEWER, a, b)
    assert moved(), "a merge"
    unmerge(store, VIEWER, b)
    assert moved(), "one undone"
    revert(store, run)
    assert moved(), "a load taken back"
    put(store, t("RELATES_TO", e("NGO", "Quỹ A (mẫu)", registration="A"), HAI_PHONG), source="more")
    seen.append(stamp(store, VIEWER))
    (share,) = [it for it in gaps(store).items if it["kind"] == "licence-share"]
    settle(store, LAN, share["id"], "accept", place=HAI_PHONG.id)
    assert not moved() and [it["state"] for it in gaps(store).items if it["id"] == share["id"]] == ["accepted"]


def _draws(store: Store, dice: Random) -> dict[str, Callable[[], object]]:
    """Changes by what they are called, each of whatever there is now."""

    def some(label: str) -> str:
        return dice.choice(sorted(nodes(store, label)))[0]

    def tie(type_: str) -> str:
        source, target, *_ = dice.choice(sorted(ties(store, type_)))
        return f"{source}~{type_}~{target}"

    n = str(dice.randrange(6))
    ngo, item = (
        e("NGO", f"Quỹ {n} (mẫu)", registration=n),
        e("AidItem", f"Dự án {n} (mẫu)", code=n, since="2025", until="2027"),
    )
    need, who = (
        e("Need", f"Nhu cầu {n} (mẫu)", place="31", sector="120"),
        e("Person", f"Bà {n} (mẫu)", email=f"{n}@example.org"),
    )
    return {
        "partner": lambda: put(store, t("RELATES_TO", ngo, dice.choice((HAI_PHONG, CAM_GIANG, QUANG_NINH))), source=f"s{n}"),
        "aid": lambda: put(store, t("FUNDS", ngo, item), t("TARGETS", item, HAI_PHONG), t("IN_SECTOR", item, HEALTH)),
        "need": lambda: put(store, t("TARGETS", need, dice.choice((HAI_PHONG, QUANG_NINH))), t("IN_SECTOR", need, HEALTH)),
        "post": lambda: put(store, t("HAS_POST", who, ngo, title="Đại diện")),
        "edit": lambda: edits.edit(store, LAN, some("NGO"), {"phone": f"0225 {n}", "country": dice.choice(("JP", "FR"))}),
        "take back": lambda: edits.retract(store, LAN, some("NGO")),
        "item": lambda: edits.edit(store, LAN, some("AidItem"), {"until": dice.choice(("2025-03", "2028")), "committed": 9}),
        "close": lambda: edits.close(store, LAN, some("NGO"), "2026-01-02"),
        "comment": lambda: edits.comment(store, LAN, some("NGO"), "đã gọi"),
        "meeting": lambda: log(store, LAN, Met([some("NGO")], on=f"2026-0{1 + int(n)}-01")),
        "tie": lambda: tie_edits.create_tie(store, LAN, "COORDINATES_WITH", some("NGO"), some("NGO")),
        "end": lambda: tie_edits.close_tie(store, LAN, tie("RELATES_TO"), "2026-02-01"),
        "not end": lambda: tie_edits.retract_tie(store, LAN, tie("RELATES_TO")),
        "merge": lambda: merge(store, LAN, some("NGO"), some("NGO"), anyway=True),
        "unmerge": lambda: unmerge(store, LAN, some("NGO")),
        "beside all rules": lambda: write(store, "MATCH (n:NGO {id: $id}) SET n.until = '2026'", id=some("NGO")),
    }  # fmt: skip


def test_what_is_refreshed_after_a_change_is_what_is_read_anew(store: BoltStore) -> None:
    places(store)
    dice, done, whole = Random(6), Counter[str](), Wanted(place=HAI_PHONG.id, on="2026-06-01", state="all")
    for name in ("partner", "aid", "need", "post"):
        _draws(store, dice)[name]()
    for _ in range(16):
        changes = _draws(store, dice)
        name = dice.choice(sorted(changes))
        with suppress(AskedError):  # not everything can be done with anybody
            changes[name]()
            done[name] += 1
        other = sibling(store)
        try:
            assert due(store, VIEWER, whole) == due(other, VIEWER, whole), name
        finally:
            other.close()
    assert len(done) > 6, done


def test_an_edit_has_little_read_again(embedded: BoltStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store, asked = embedded, Counter[str]()
    places(store)
    ngo = e("NGO", "Quỹ A (mẫu)", registration="A")
    put(store, t("RELATES_TO", ngo, HAI_PHONG), t("RELATES_TO", e("NGO", "Quỹ B (mẫu)", registration="B"), HAI_PHONG))
    read_ = store.read

    def counted(query: Query, *given: Any, **more: Any) -> Any:
        asked[query.name] += 1
        return read_(query, *given, **more)

    monkeypatch.setattr(store, "read", counted)

    def statements() -> int:
        asked.clear()
        due(store, VIEWER, Wanted(place=HAI_PHONG.id, on="2026-06-01"))
        return asked["analyses"]

    assert statements() > 30
    edits.edit(store, LAN, dict(rows(store, "MATCH (n:NGO) RETURN n.name, n.id"))["Quỹ A (mẫu)"], {"phone": "0225 1"})
    assert 0 < statements() < 6, "only what tells of records"
    assert statements() == 0


def test_many_marks_become_one_and_the_stamp_stays(store: BoltStore) -> None:
    before = stamp(store, VIEWER)
    for start in (0, 300):
        write(
            store, "UNWIND range($start, $start + 299) AS i CREATE (:Change {id: 'm' + toString(i), n: i})", start=start
        )
    assert [stamp(store, VIEWER) for _ in range(2)] == [before + sum(range(600))] * 2
    assert read(store, "MATCH (c:Change) RETURN count(c) AS n") == [{"n": 1}]


def test_the_next_who_asks_sees_what_another_process_wrote(store: BoltStore) -> None:
    places(store)
    first, second = (e("NGO", f"Quỹ {n} (mẫu)", registration=n) for n in "AB")
    put(store, t("RELATES_TO", first, HAI_PHONG))
    told = gaps(store)
    assert gaps(store).items[0] is not told.items[0] and gaps(store) == told
    steps = Watch()
    gaps(store, steps)
    assert (steps.done, steps.of) == (0, 0), "nothing is worked out twice"
    other = BoltStore(store.uri, *store._auth, store.database, sql=store.sql)  # pyright: ignore[reportPrivateUsage]
    try:
        put(other, t("RELATES_TO", second, HAI_PHONG), source="another")
    finally:
        other.close()
    (share,) = [it for it in gaps(store).items if it["kind"] == "licence-share"]
    assert share["parts"]["without"] == 2


def test_what_one_gives_up_is_worked_out_for_the_others() -> None:
    kept, begun, go_on = Kept(1), Event(), Event()
    told: list[object] = []

    def given_up() -> str:
        begun.set()
        go_on.wait(10)
        raise Stopped

    def first() -> None:
        with pytest.raises(Stopped):
            kept.get("found", "key", given_up)

    threads = [Thread(target=first), Thread(target=lambda: told.append(kept.get("found", "key", lambda: "made")))]
    threads[0].start()
    assert begun.wait(10)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert told == ["made"] == [kept.get("found", "key", lambda: "made again")]
    for n in range(300):
        kept.get("found", n, lambda: "more")
    assert not kept.has("found", "key") and kept.has("found", 299), "what nobody asks for any more is let go"
    with pytest.raises(ZeroDivisionError):
        kept.get("net", "wrong", lambda: 1 // 0)
    assert kept.get("net", "wrong", lambda: 1) == 1


def test_a_report_can_be_stopped(embedded: BoltStore) -> None:
    places(embedded)
    watch = Watch()
    watch.stop()
    with pytest.raises(Stopped):
        gaps(embedded, watch)
    assert gaps(embedded).as_of == "2026-06-01"
