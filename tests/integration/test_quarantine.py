"""Rows that wait, the way an officer mends them: exported, corrected in a spreadsheet, tried again."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.runs import asked as runs_asked
from graph.runs import notes, quarantine, run, runs, waiting
from graph.settings import Settings
from graph.store import BoltStore, Store
from ingest.export import ERRORS, MARK, as_csv, sheets
from ingest.export_xlsx import as_xlsx
from ingest.mapping.folder import Mappings, save
from ingest.mapping.model import Mapping
from ingest.quarantine import waiting as held
from ingest.report import Report, RunReport
from ingest.retry import is_export, retry
from ingest.run import Options, ingest_paths
from tests.conftest import emptied
from tests.support import VIEWER, read, rows

PLAIN = Options(reference=False)
FORMATS = Path(__file__).parents[1] / "data" / "formats"
HEAD = "STT,Tên tổ chức,Quốc tịch,Số đăng ký,Ngày cấp,Ngày hết hạn,Địa bàn hoạt động,Ghi chú\n"
RIGHT = [
    "1,Quỹ Bàn Tay Xanh (mẫu),Nhật Bản,GĐK-01,01/03/2024,28/02/2027,Hải Phòng,",
    "2,Harbour Light (mẫu),Hoa Kỳ,GĐK-02,15/06/2023,14/06/2026,Hải Phòng,=1+1",
    "3,Les Amis du Port (mẫu),Pháp,,,,Hải Phòng,",
    "4,Tổ chức Biển Bạc (mẫu),Na Uy,GĐK-04,2025,2028,Hải Phòng,",
    "5,Quỹ Sao Mai (mẫu),Hàn Quốc,GĐK-05,01/01/2025,31/12/2027,Hải Phòng,",
    "6,Quỹ Phù Sa (mẫu),Bỉ,GĐK-06,01/01/2025,31/12/2027,Hải Phòng,",
    "7,Quỹ Cánh Buồm (mẫu),Úc,GĐK-07,2024,2027,Hải Phòng,",
]
WRONG = [
    RIGHT[0],
    "2,Harbour Light (mẫu),Wakanda,GĐK-02,32/13/2023,14/06/2026,Xứ Không Có,=1+1",
    RIGHT[2],
    "4,,Na Uy,GĐK-04,2025,2028,Hải Phòng,",
    "5,Quỹ Sao Mai (mẫu),Hàn Quốc,GĐK-05,01/01/2025,31/12/2017,Hải Phòng,",
    "6,Quỹ Phù Sa (mẫu),Bỉ,GĐK-06,01/01/2025,31/12/2027,Hải Phòng,,thừa",
    "7,Quỹ Bàn Tay Xanh (mẫu),Nhật Bản,GĐK-01,2024,2027,Hải Phòng,",
]
MENDED = {"C2": "Hoa Kỳ", "E2": "15/06/2023", "G2": "Hải Phòng", "B3": "Tổ chức Biển Bạc (mẫu)", "F4": "31/12/2027",
          "I5": None, "B6": "Quỹ Cánh Buồm (mẫu)", "C6": "Úc", "D6": "GĐK-07"}  # fmt: skip
_PASSING = {"run", "said", "first_seen", "last_seen", "file_sha256", "seen"}


def saved(path: Path, lines: list[str], head: str = HEAD) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def load(store: Store, *paths: Path) -> RunReport:
    return ingest_paths(store, paths, options=PLAIN).runs[-1]


def told(store: Store) -> set[str]:
    """Everything believed and told, without what differs between any two runs."""
    nodes = read(store, "MATCH (n) WHERE n:Entity OR n:Claim RETURN n.id AS id, properties(n) AS p")
    ties = read(store, "MATCH (a:Entity)-[t]->(b) RETURN a.id AS a, type(t) AS t, b.id AS b, properties(t) AS p")
    return {json.dumps({**r, "p": _lasting(r["p"])}, sort_keys=True, ensure_ascii=False) for r in [*nodes, *ties]}


def _lasting(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in _PASSING and not str(value).startswith("tie-")}


def exported(store: Store, path: Path) -> Path:
    path.write_bytes(as_xlsx(sheets(held(store, VIEWER), "vi")))
    return path


def corrected(path: Path, cells: dict[str, str | None], *, drop: tuple[int, ...] = ()) -> Path:
    """The export as an officer leaves it: some cells typed anew, some rows deleted."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for cell, text in cells.items():
        sheet[cell] = text
    for row in sorted(drop, reverse=True):
        sheet.delete_rows(row)
    book.save(path)
    return path


def again(store: Store, file: Path | None = None, run_id: str | None = None) -> Report:
    return retry(store, run_id, file, PLAIN)


@pytest.fixture
def ngos(tmp_path: Path) -> Path:
    return saved(tmp_path / "ngo.csv", WRONG)


def test_a_corrected_export_makes_the_graph_of_the_right_list(store: Store, tmp_path: Path, ngos: Path) -> None:
    load(store, saved(tmp_path / "right" / "ngo.csv", RIGHT))
    right = told(store)
    emptied(store)  # type: ignore[arg-type]
    first = load(store, ngos)
    assert (first.read, first.written, first.quarantined) == (7, 2, 5)
    assert {(e.row, e.column, e.code) for e in first.errors} == {
        (3, "C", "country-unknown"), (3, "E", "date-impossible"), (3, "G", "place-unknown"), (5, "B", "value-missing"),
        (6, "F", "period-reversed"), (7, "I", "row-shifted"), (8, "B", "key-duplicate"),
    }  # fmt: skip
    second = again(store, corrected(exported(store, tmp_path / "can-sua.xlsx"), MENDED)).runs[-1]
    assert (second.file, second.read, second.written, second.quarantined) == ("ngo.csv", 5, 5, 0)
    assert told(store) == right
    assert waiting(store, VIEWER, "vi")["total"] == 0
    assert again(store).runs == []
    assert [(it["kind"], it["file"]) for it in runs(store, VIEWER)["items"]] == [
        ("retry", "ngo.csv"),
        ("load", "ngo.csv"),
    ]
    assert load(store, saved(ngos, RIGHT)).unchanged == 7


def test_what_is_still_wrong_or_was_deleted_from_the_export_goes_on_waiting(
    store: Store, tmp_path: Path, ngos: Path
) -> None:
    first = load(store, ngos)
    half = {cell: MENDED[cell] for cell in ("C2", "G2", "B3")}
    file = corrected(exported(store, tmp_path / "can-sua.xlsx"), half, drop=(5, 6))
    run_ = again(store, file, first.run).runs[-1]
    assert (run_.read, run_.written, run_.quarantined, run_.closed) == (3, 1, 2, 0)
    left = {(it["row"], p["column"], p["code"]) for it in waiting(store, VIEWER, "vi")["items"] for p in it["problems"]}
    assert left == {
        (3, "E", "date-impossible"),
        (6, "F", "period-reversed"),
        (7, "I", "row-shifted"),
        (8, "B", "key-duplicate"),
    }
    assert next(one.original.lines[0].values[2] for one in held(store, VIEWER, first.run)) == "Hoa Kỳ"
    twice = again(store, file)
    assert [n.code for r in twice.runs for n in r.notes] == ["row-settled"]
    assert (twice.runs[-1].read, twice.runs[-1].written, twice.runs[-1].quarantined) == (2, 0, 2)
    assert [e["row"] for e in quarantine(store, VIEWER, str(first.run), "vi")] == [3, 6, 7, 8]
    assert run(store, VIEWER, str(run_.run))["kind"] == "retry"


def test_a_name_that_two_bear_is_settled_by_the_list_that_tells_them_apart(store: Store, tmp_path: Path) -> None:
    twins = ["1,Ánh Sáng (mẫu),Nhật Bản,Hải Phòng", "2,Ánh Sáng (mẫu),Pháp,Hải Phòng"]
    head = "STT,Tên tổ chức,Quốc tịch,Địa bàn hoạt động\n"
    load(store, saved(tmp_path / "ngo.csv", twins, head))
    aid = "Mã dự án,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn,Cam kết (USD),Bắt đầu\n"
    run_ = load(
        store, saved(tmp_path / "vien-tro.csv", ["VT-1,Trạm y tế (mẫu),Ánh Sáng (mẫu),Y tế,Hải Phòng,1000,2025"], aid)
    )
    assert [(e.row, e.column, e.code) for e in run_.errors] == [(2, "C", "name-ambiguous")]
    assert again(store).runs[-1].quarantined == 1
    renamed = saved(tmp_path / "ngo.csv", [twins[0], "2,Lumière (mẫu),Pháp,Hải Phòng"], head)
    ingest_paths(store, [renamed], options=Options(reference=False, accept_fall=True))
    mended = again(store).runs[-1]
    assert (mended.source, mended.written, mended.quarantined) == ("aid", 1, 0)
    assert rows(store, "MATCH (n:NGO)-[:FUNDS]->(a:AidItem) RETURN n.country, a.name") == {("JP", "Trạm y tế (mẫu)")}


def test_a_load_keeps_its_remarks_and_counts_what_it_passed_over(embedded: Store, tmp_path: Path) -> None:
    lines = ["1,Trạm (mẫu),Quỹ A (mẫu),Y tế,Hải Phòng,rất nhiều,2025", ",Tổng cộng,,,,5,"]
    head = "STT,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn,Cam kết (USD),Bắt đầu\n"
    run_ = load(embedded, saved(tmp_path / "vien-tro.csv", lines, head))
    kept = notes(embedded, VIEWER, str(run_.run), "en")
    assert [(n["row"], n["column"], n["code"]) for n in kept] == [
        (2, "F", "amount-unknown"),
        (None, None, "lines-passed"),
    ]
    assert "1 total" in kept[1]["message"]


def test_several_tables_and_records_of_several_rows_find_their_way_back_through_csv(
    embedded: Store, tmp_path: Path
) -> None:
    head = "STT,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn,Cam kết (USD)\n"
    aid = [
        "1,Trạm (mẫu),Quỹ A (mẫu),Phép màu,Hải Phòng,100",
        ",,Quỹ B (mẫu),,,50",
        "2,Cầu (mẫu),Quỹ A (mẫu),Y tế,Hải Phòng,1",
    ]
    ingest_paths(
        embedded, [saved(tmp_path / "vien-tro.csv", aid, head), saved(tmp_path / "ngo.csv", WRONG)], options=PLAIN
    )
    text = as_csv(sheets(held(embedded, VIEWER), "vi")).decode("utf-8-sig")
    assert text.encode("utf-8") != as_csv(sheets(held(embedded, VIEWER), "vi"))  # the mark by which Excel knows UTF-8
    assert "\r\n,,Quỹ B (mẫu),,,50,,q-" in text and ",'=1+1," in text
    file = tmp_path / "can-sua.csv"
    file.write_text(text.replace("Phép màu,Hải", "Y tế,Hải").replace("31/12/2017", "31/12/2027"), encoding="utf-8")
    assert is_export(file) and not is_export(tmp_path / "ngo.csv")
    assert [e.code for e in ingest_paths(embedded, [file], options=PLAIN).runs[-1].errors] == ["export-list"]
    report = again(embedded, file)
    assert {(r.source, r.read, r.written) for r in report.runs} == {("aid", 1, 1), ("ngos", 5, 1)}
    assert rows(embedded, "MATCH (n:NGO)-[t:FUNDS]->(:AidItem {name: 'Trạm (mẫu)'}) RETURN n.name, t.committed") == {
        ("Quỹ A (mẫu)", 100), ("Quỹ B (mẫu)", 50),
    }  # fmt: skip


def test_records_without_cells_and_rows_of_a_mapping_are_corrected_too(embedded: Store, tmp_path: Path) -> None:
    spoiled = {"hxl/objects.json": ("2025-01-01", "hôm nào"), "mapping/doi-tac.csv": (",NB,", ",Wakanda,")}
    for name, (right, wrong) in spoiled.items():
        said = (FORMATS / name).read_text(encoding="utf-8")
        (tmp_path / Path(name).name).write_text(said.replace(right, wrong), encoding="utf-8")
    options = Options(reference=False, mappings=FORMATS / "mapping")
    ingest_paths(embedded, [tmp_path / "objects.json", tmp_path / "doi-tac.csv"], options=options)
    assert {(it["file"], it["row"]) for it in waiting(embedded, VIEWER, "vi")["items"]} == {
        ("objects.json", 1), ("objects.json", 4), ("doi-tac.csv", 6),
    }  # fmt: skip
    file = tmp_path / "can-sua.csv"
    text = as_csv(sheets(held(embedded, VIEWER), "vi")).decode("utf-8-sig")
    file.write_text(text.replace(",Wakanda,", ",NB,").replace(",hôm nào,", ",2025-01-01,"), encoding="utf-8")
    report = retry(embedded, None, file, options)
    assert [(r.source, r.read, r.written, [n.code for n in r.notes]) for r in report.runs] == [
        ("ngos", 1, 1, []), ("hxl", 1, 1, ["row-unrepeatable"]),
    ]  # fmt: skip
    assert ("JP",) in rows(embedded, "MATCH (n:NGO)-[:WORKS_IN_SECTOR]->(:Sector) RETURN n.country")


def test_the_same_over_http(embedded: Store, ngos: Path) -> None:
    first = load(embedded, ngos)
    with TestClient(create_app(Settings(), embedded), base_url="http://localhost") as client:
        listed = client.get("/api/v1/quarantine", params={"run": first.run, "limit": 2}).json()
        assert (listed["total"], len(listed["items"]), listed["next"]) == (5, 2, "2")
        assert listed["items"][0]["problems"][0] | {"message": ""} == {
            "row": 3,
            "column": "C",
            "code": "country-unknown",
            "message": "",
        }
        for cursor in ("x", "9" * 400):
            assert client.get("/api/v1/quarantine", params={"cursor": cursor}).status_code == 422
        sheet = client.get("/api/v1/quarantine/export", params={"format": "csv"})
        (head, *body) = csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")))
        assert (head[-2:], len(body)) == ([ERRORS, MARK], 5)
        book = openpyxl.load_workbook(io.BytesIO(client.get("/api/v1/quarantine/export").content))
        assert book.worksheets[0].title == "ngo"
        report = client.post("/api/v1/quarantine/retry", json={"run": first.run}).json()
        assert (report["runs"][-1]["read"], report["runs"][-1]["quarantined"]) == (5, 5)
        assert client.post("/api/v1/quarantine/retry", json={"run": "nobody"}).status_code == 404


def test_one_answer_settles_all_rows_that_wait_for_a_value_and_is_remembered(
    embedded: BoltStore, tmp_path: Path
) -> None:
    district = [line.replace("Hải Phòng", "Huyện Thủy Nguyên") for line in RIGHT[:3]]
    path, mappings = saved(tmp_path / "ngos.csv", [*district, WRONG[1]]), tmp_path / "mappings"
    first = load(embedded, path)
    assert (first.written, first.quarantined) == (0, 4)
    (asked,) = runs_asked(quarantine(embedded, VIEWER, str(first.run), "vi"))
    assert (asked["value"], asked["column"], asked["rows"]) == ("Huyện Thủy Nguyên", "G", 3)

    app = create_app(Settings(neo4j_uri=None, data_dir=tmp_path), embedded)
    client = TestClient(app, base_url="http://127.0.0.1:8000")
    assert 'name="meant"' in client.get(f"/lists/runs/{quote(str(first.run))}").text
    said = {"run": str(first.run), "value": "huyện thủy nguyên", "meant": "Thủy Nguyên, Hải Phòng"}
    assert client.post("/lists/answer", data=said, follow_redirects=False).status_code == 303
    assert waiting(embedded, VIEWER, "vi")["total"] == 1
    assert ("Phường Thủy Nguyên",) in rows(embedded, "MATCH (:NGO)-[:WORKS_IN]->(p) RETURN p.name")
    assert [one.name for one in mappings.iterdir()] == ["ngos-ngos.yaml"]

    again = [*district, district[0].replace("Bàn Tay Xanh", "Bàn Tay Vàng").replace("GĐK-01", "GĐK-09")]
    report = ingest_paths(embedded, [saved(path, again)], options=Options(reference=False, mappings=mappings))
    (run_,) = report.runs
    assert (run_.source, run_.new, run_.unchanged, run_.quarantined) == ("ngos", 1, 3, 0)


def test_an_answer_holds_for_later_files_that_no_table_of_a_mapping_is(embedded: Store, tmp_path: Path) -> None:
    """HXL and JSON objects: by source and field, where the place of the value is a letter or a path."""
    folder = tmp_path / "mappings"
    told = {"Ai": "name", "Quê": "country", "Làm": "sectors"}
    save(folder, Mapping(name="doi-tac", list="ngos", columns=told, required=("Ai",)))

    def sent(number: int) -> list[tuple[str | None, int, int]]:
        lines = ["Ai,Đâu,Gì", "#org,#adm1+name,#sector", f"Quỹ {number} (mẫu),Hà Nộii,Health"]
        (tmp_path / "3w.csv").write_text("\n".join(lines), encoding="utf-8")
        one = {"Ai": f"Hội {number} (mẫu)", "Quê": "Xứ Lạ", "Làm": "Y tế; Bay"}
        (tmp_path / "a.json").write_text(json.dumps([one], ensure_ascii=False), encoding="utf-8")
        options = Options(reference=False, accept_fall=True, mappings=folder)
        report = ingest_paths(embedded, [tmp_path / "3w.csv", tmp_path / "a.json"], options=options)
        return [(r.source, r.new, r.quarantined) for r in report.runs]

    assert sent(1) == [("ngos", 0, 1), ("hxl", 0, 1)]
    answers = {"hà nộii": "Hà Nội", "Xứ Lạ": "Lào", "Bay": "Giáo dục"}
    report = retry(embedded, None, None, Options(reference=False, mappings=folder), answers=answers)
    assert {(r.source, r.new, r.quarantined) for r in report.runs} == {("ngos", 1, 0), ("hxl", 1, 0)}
    assert sent(2) == [("ngos", 1, 0), ("hxl", 1, 0)]
    assert ("Hội 2 (mẫu)", "LA") in rows(embedded, "MATCH (n:NGO) RETURN n.name, n.country")
    (folder / "answers.csv").write_bytes(b"source,field\n\xff")
    assert [found.code for found in Mappings.of(folder).problems] == ["answers-unreadable"]
