"""A load taken back: what is left is as if it had never been, and what later loads still hold is theirs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import graph.rows
import ingest.list_run
import ingest.revert
from api.app import create_app
from api.cli import build
from graph.settings import Settings
from graph.store import BoltStore, Store
from ingest.lock import locked
from ingest.report import RunReport
from ingest.revert import Reverted, RunReverted, RunUnknown, SourceBusy, revert
from ingest.run import Options, ingest_paths
from tests.conftest import emptied
from tests.support import count, fingerprint, rows

NGO_HEAD = "STT,Tên tổ chức,Tên viết tắt,Quốc tịch,Số đăng ký,Ngày cấp,Ngày hết hạn,Địa bàn hoạt động\n"
AID_HEAD = "Mã dự án,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn,Cam kết (USD),Bắt đầu\n"
XANH, LIGHT, AMIS, BAC, MAI, SA, KHAC = (
    "1,Quỹ Bàn Tay Xanh (mẫu),BTX,Nhật Bản,GĐK-01,01/03/2024,28/02/2027,Hải Phòng",
    "2,Harbour Light (mẫu),,Hoa Kỳ,GĐK-02,15/06/2023,14/06/2026,Hải Phòng",
    "3,Les Amis du Port (mẫu),,Pháp,,,,Hải Phòng; Quảng Ninh",
    "4,Tổ chức Biển Bạc (mẫu),,Na Uy,GĐK-04,2025,2028,Hải Phòng",
    "5,Quỹ Sao Mai (mẫu),,Hàn Quốc,GĐK-05,01/01/2025,31/12/2027,Hải Phòng",
    "6,Quỹ Phù Sa (mẫu),,Bỉ,GĐK-06,01/01/2025,31/12/2027,Hải Phòng",
    "7,Quỹ Khác (mẫu),,Đức,,,,Hà Nội",
)
XANH_2 = XANH.replace("28/02/2027", "28/02/2029").replace("BTX", "Bàn tay xanh")
XANH_3 = XANH.replace("Nhật Bản", "Pháp").replace("Hải Phòng", "Quảng Ninh")
ITEM = "VT-1,Trạm y tế xã (mẫu),Quỹ Bàn Tay Xanh (mẫu),Y tế,Hải Phòng,120000,2025"
ITEM_2 = "VT-1,Trạm y tế xã (mẫu),Quỹ Sao Mai (mẫu),Y tế; Giáo dục,Hải Phòng,90000,2025"
ITEM_B = "VT-2,Lớp học bên sông (mẫu),Quỹ Mới Toanh (mẫu),Giáo dục,Hải Phòng,5000,2024"
BAD = "9,Quỹ Ngày Hỏng (mẫu),,Nhật Bản,GĐK-09,32/13/2023,14/06/2026,Hải Phòng"

Step = tuple[str, tuple[str, ...]]
ALL: Step = ("ngo.csv", (XANH, LIGHT, AMIS, BAC, MAI, SA))
FEW: Step = ("ngo.csv", (LIGHT, SA))
CHANGED: Step = ("ngo.csv", (KHAC, SA, XANH_2, LIGHT, AMIS, BAC, MAI))
CHANGED_MORE: Step = ("ngo.csv", (XANH_3, LIGHT, AMIS, BAC, MAI))
OTHER: Step = ("ngo-2.csv", (XANH_2, SA, KHAC))
WAITING: Step = ("ngo.csv", (XANH, BAD, LIGHT))
OTHER_FEW: Step = ("ngo-2.csv", (KHAC,))
AID: Step = ("vien-tro.csv", (ITEM, ITEM_B))
AID_2: Step = ("vien-tro.csv", (ITEM_2,))


Load = Callable[..., RunReport]


LONG = [ALL, OTHER, CHANGED, FEW, ALL]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load the rows of a step as a list."""

    def load(store: Store, step: Step, batch: int = 4) -> RunReport:
        path = tmp_path / step[0]
        head = AID_HEAD if path.name.startswith("vien") else NGO_HEAD
        path.write_text(head + "\n".join(step[1]), encoding="utf-8")
        return ingest_paths(store, [path], options=Options(reference=False, accept_fall=True, batch=batch)).runs[-1]

    return load


def counts(came: Reverted) -> tuple[int, int, int, int]:
    return came.removed, came.restored, came.reopened, sum(held["claims"] for held in came.held_by)


LIFE = (
    (AID, (2, 0, 0, 0)),  # a fresh list
    (ALL, (11, 0, 0, 0)),  # who was only mentioned has a record of their own
    (CHANGED, (1, 2, 0, 0)),
    (OTHER, (0, 5, 0, 0)),  # a second list of the same source, in other words
    (AID_2, (0, 1, 1, 0)),  # another source drops its mentions
    (FEW, (0, 0, 8, 0)),  # closed, or only taken off one of two lists
    (OTHER_FEW, (0, 0, 4, 0)),
    (WAITING, (0, 2, 0, 0)),  # a row waits, so nothing is swept
    (ALL, (0, 5, 0, 0)),  # back on the list; the row that waited is spoken for
    (ALL, (0, 0, 0, 0)),  # the same again: only seen
)


def test_loads_taken_back_one_by_one_leave_the_graph_as_it_was_before_each(store: Store, load: Load) -> None:
    before: list[list[str]] = []
    runs: list[str] = []
    for step, _ in LIFE:
        before.append(fingerprint(store))
        runs.append(load(store, step).run or "")
    for (step, came), run, was in reversed(list(zip(LIFE, runs, before, strict=True))):
        dry, wet = revert(store, run, dry_run=True), revert(store, run)
        assert fingerprint(store) == was, step
        assert counts(wet) == counts(dry) == came, step
        assert wet.entities_gone == dry.entities_gone
    assert rows(store, "MATCH (n) WHERE NOT (n:Run OR n:Source OR n:Schema OR n:Change) RETURN n.id") == set()


@pytest.mark.parametrize(
    ("steps", "out"),
    [(LONG, 0), (LONG, 2), (LONG, 3), pytest.param([ALL, FEW, FEW], 1, id="what the next one closes too")],
)
def test_a_load_in_the_middle_taken_back_is_as_if_it_had_never_been(
    embedded: Store, load: Load, steps: list[Step], out: int
) -> None:
    runs = [load(embedded, step).run or "" for step in steps]
    revert(embedded, runs[out])
    left = fingerprint(embedded, timeless=True)
    emptied(embedded)
    for step in steps[:out] + steps[out + 1 :]:
        load(embedded, step)
    assert left == fingerprint(embedded, timeless=True)


def test_what_later_loads_hold_stays_theirs_until_they_are_taken_back_too(store: Store, load: Load) -> None:
    first, second, third = (load(store, step).run or "" for step in (ALL, CHANGED, CHANGED_MORE))
    came = revert(store, first)
    assert came.held_by == [
        {"run": second, "file": "ngo.csv", "claims": 2}, {"run": third, "file": "ngo.csv", "claims": 9}
    ]  # fmt: skip
    assert (came.removed, came.restored) == (0, 0)
    assert rows(store, "MATCH (c:Claim)-[a:ABOUT]->() RETURN DISTINCT a.run") == {(second,), (third,)}
    revert(store, second)
    assert rows(store, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.name, n.country") >= {
        ("Quỹ Bàn Tay Xanh (mẫu)", "FR"), ("Harbour Light (mẫu)", "US")
    }  # fmt: skip
    assert rows(store, "MATCH (n:NGO) WHERE n.name STARTS WITH 'Quỹ Phù Sa' RETURN n.id") == set()
    assert revert(store, third).removed == 9
    assert fingerprint(store) == []


def test_an_entity_that_another_source_speaks_of_stays_with_what_that_one_says(store: Store, load: Load) -> None:
    lists, items = load(store, ALL).run or "", load(store, AID).run or ""
    ngo = "MATCH (n:NGO {name: 'Quỹ Bàn Tay Xanh (mẫu)'}) RETURN n.country, n.short, n.closed"
    came = revert(store, lists)
    assert (came.removed, came.held_by) == (11, [])
    assert rows(store, ngo) == {(None, None, None)}
    assert rows(store, "MATCH (n:NGO)-[:FUNDS]->(a:AidItem {code: 'VT-1'}) RETURN n.name") == {
        ("Quỹ Bàn Tay Xanh (mẫu)",)
    }
    keys = rows(store, "MATCH (k:Key)-[i:IDENTIFIES]->(n:NGO {name: 'Quỹ Bàn Tay Xanh (mẫu)'}) RETURN k.id, i.run")
    assert keys == {("Organization|name|quỹ bàn tay xanh mẫu", items)}
    assert rows(store, "MATCH (n:NGO) RETURN n.name") == {("Quỹ Bàn Tay Xanh (mẫu)",), ("Quỹ Mới Toanh (mẫu)",)}
    revert(store, items)
    assert fingerprint(store) == []


def test_a_revert_that_was_cut_off_is_taken_up_again(store: Store, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, ALL)
    before = fingerprint(store)
    run = load(store, CHANGED).run or ""
    monkeypatch.setattr(ingest.revert, "CHUNK", 4)
    real, calls = ingest.revert.retract, 0

    def cut_off(*given: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(ingest.revert, "retract", cut_off)
    with pytest.raises(KeyboardInterrupt):
        revert(store, run)
    assert fingerprint(store) != before
    assert rows(store, "MATCH (r:Run {id: '" + run + "'}) RETURN r.reverting IS NULL, r.reverted") == {(False, None)}
    assert counts(revert(store, run)) == (1, 2, 0, 0)
    assert fingerprint(store) == before


def test_a_file_is_loaded_again_after_its_load_was_taken_back(embedded: Store, load: Load) -> None:
    run = load(embedded, ALL)
    before = fingerprint(embedded, timeless=True)
    revert(embedded, run.run or "")
    with pytest.raises(RunReverted):
        revert(embedded, run.run or "")
    again = load(embedded, ALL)
    assert (again.written, again.resumed) == (6, False)
    assert fingerprint(embedded, timeless=True) == before


def test_a_load_that_was_cut_off_can_be_taken_back_and_is_not_resumed_then(
    embedded: Store, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = ingest.list_run.write_batch, 0

    def cut_off(*given: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(ingest.list_run, "write_batch", cut_off)
    with pytest.raises(KeyboardInterrupt):
        load(embedded, ALL, batch=2)
    monkeypatch.undo()
    ((run,),) = rows(embedded, "MATCH (r:Run {source: 'ngos'}) RETURN r.id")
    revert(embedded, run)
    assert fingerprint(embedded) == []
    assert (count(embedded, "(x:Batch)"), load(embedded, ALL, batch=2).resumed) == (0, False)


def test_rows_that_waited_wait_again(embedded: Store, load: Load) -> None:
    first, second = load(embedded, WAITING).run, load(embedded, ALL).run
    assert rows(embedded, "MATCH (q:Quarantine) RETURN q.run, q.cleared") == {(first, second)}
    third = load(embedded, FEW).run
    revert(embedded, second or "")
    assert rows(embedded, "MATCH (q:Quarantine) RETURN q.run, q.cleared") == {(first, third)}
    revert(embedded, third or "")
    assert rows(embedded, "MATCH (q:Quarantine) RETURN q.run, q.cleared") == {(first, None)}


def test_a_revert_says_what_it_cannot_do(embedded: Store, load: Load) -> None:
    run = load(embedded, ALL).run or ""
    with pytest.raises(RunUnknown) as unknown:
        revert(embedded, "ngos-1999")
    assert [choice["id"] for choice in unknown.value.choices] == [run]
    before = fingerprint(embedded)
    with locked(embedded, "ngos"), pytest.raises(SourceBusy):
        revert(embedded, run)
    assert fingerprint(embedded) == before


def test_the_ways_in_say_what_was_taken_back(
    embedded: BoltStore, load: Load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (load(embedded, step).run or "" for step in (ALL, CHANGED))
    monkeypatch.delenv("AMITY_NEO4J_URI", raising=False)
    monkeypatch.setenv("AMITY_DATA_DIR", str(embedded._folder))

    def amity(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            build("en")(["runs", "revert", *words, "--lang", "en"], prog_name="amity")
        return int(ended.value.code or 0), capsys.readouterr().out

    assert amity(second, "--json")[0] == 2
    assert json.loads(amity(second, "--dry-run", "--json")[1])["restored"] == 2
    assert "taken back" in amity(second, "--yes")[1]
    with TestClient(create_app(Settings(lang="en"), embedded), base_url="http://127.0.0.1:8000") as client:
        address = "/api/v1/runs/{}/revert"
        assert client.post(address.format(second)).json()["type"] == "urn:amity:run_reverted"
        missing = client.post(address.format("nothing")).json()
        assert (missing["status"], [c["id"] for c in missing["choices"]]) == (404, [second, first])
        assert client.post(address.format(first)).json() == {
            "run": first, "removed": 11, "restored": 0, "reopened": 0, "unknown": 0, "entities_gone": 19, "held_by": [],
            "dry_run": False,
        }  # fmt: skip
        states = [(it["state"], bool(it["reverted"])) for it in client.get("/api/v1/runs").json()["items"]]
    assert states == [("reverted", True)] * 2


def test_words_that_were_not_kept_are_not_made_up(embedded: Store, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(embedded, ALL)
    before = fingerprint(embedded)
    monkeypatch.setattr(graph.rows, "keep", lambda *_: None)
    run = load(embedded, CHANGED).run or ""
    came = revert(embedded, run)
    assert (came.unknown, came.restored) == (2, 0)
    assert fingerprint(embedded) != before
    assert ("2029-02-28",) in rows(embedded, "MATCH (:NGO)-[:HOLDS]->(l:Licence) RETURN l.until")
