"""What was worked out is kept until anybody writes: whoever asks next is told anew, whichever process wrote."""

from pathlib import Path
from threading import Event, Thread

import pytest

from graph import edits
from graph.due import Due, Wanted, due, settle
from graph.kept import Kept, Stopped
from graph.merging import merge, unmerge
from graph.report import Watch
from graph.stamp import stamp
from graph.store import BoltStore, Store, Viewer
from ingest.revert import revert
from ingest.run import Options, ingest_paths
from tests.graphs import HAI_PHONG, e, places, put, t
from tests.support import VIEWER, read, write

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
