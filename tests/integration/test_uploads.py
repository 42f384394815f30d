"""Files sent over HTTP: looked at, rehearsed, loaded beside the page and reported, as a program and a browser without
scripts do it."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from openpyxl import Workbook, load_workbook
from starlette.testclient import TestClient

from api import upload_pages
from api.app import create_app
from api.routers import uploads
from graph.settings import Settings
from graph.store import BoltStore
from graph.texts import text
from ingest.job import Jobs
from ingest.shelf import Shelf
from tests.support import RecordingStore, nodes

BASE = "http://127.0.0.1:8000"
V1 = "/api/v1/uploads"
NGOS = """STT,Tên TCPCPNN,Quốc tịch,Số giấy đăng ký,Mảng việc,Ngày cấp
1,Quỹ Sao Biển (mẫu),Nhật Bản,101/CNV-HĐ,Y tế,01/03/2024
2,Tổ chức Bàn Tay Xanh (mẫu),Hoa Kì xứ,,Môi trường,31/02/2024
3,Mạng lưới Tre Xanh (mẫu),Hàn Quốc,,Môi trường,2024
"""
BODIES = "Tên cơ quan,Loại,Cấp,Địa điểm\nSở Ngoại vụ (mẫu),Sở,Cấp tỉnh,Hải Phòng\n"
COUNTS = ("new", "changed", "unchanged", "quarantined", "closed")


def desk(store: BoltStore | RecordingStore, folder: Path, **more: Any) -> TestClient:
    app = create_app(Settings(neo4j_uri=None, data_dir=folder, lang="en", **more), store)
    return TestClient(app, base_url=BASE)


@pytest.fixture
def client(store: BoltStore, tmp_path: Path) -> Iterator[TestClient]:
    with desk(store, tmp_path) as client:
        yield client


@pytest.fixture
def page(embedded: BoltStore, tmp_path: Path) -> Iterator[TestClient]:
    with desk(embedded, tmp_path) as client:
        yield client


def sent(client: TestClient, **files: str | bytes) -> str:
    answer = client.post(V1, files=[("files", (name, content)) for name, content in files.items()])
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def settled(client: TestClient, id: str) -> Any:
    """The upload when nobody works on it any more."""
    until = monotonic() + 60
    while monotonic() < until:
        found = client.get(f"{V1}/{id}").json()
        if found["state"] not in ("waiting", "rehearsing", "loading"):
            return found
        assert 0 <= (found["progress"]["share"] or 0) <= 1 and found["progress"]["said"]
        sleep(0.05)
    raise AssertionError("it never ended")


def done(client: TestClient, id: str, **asked: Any) -> Any:
    answer = client.post(f"{V1}/{id}/load", json=asked)
    assert answer.status_code == 202, answer.text
    return settled(client, id)


def counts(report: Any) -> dict[str, int]:
    return {name: report["total"][name] for name in COUNTS}


def html(client: TestClient, path: str, lang: str = "en") -> str:
    answer = client.get(path, headers={"accept-language": lang})
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_a_list_is_looked_at_rehearsed_loaded_and_reported(client: TestClient, store: BoltStore) -> None:
    upload = sent(client, **{"ngos.csv": NGOS})
    (file,) = client.get(f"{V1}/{upload}/preview").json()["items"]
    (table,) = file["tables"]
    assert (file["kind"], table["list"], table["heading_row"], table["tried"], table["bad"]) == (
        "tables",
        "ngos",
        1,
        3,
        1,
    )
    assert [column["field"] for column in table["columns"]] == [
        "#",
        "name",
        "country",
        "licence_number",
        "",
        "licence_issued",
    ]
    assert (table["columns"][1]["column"], table["columns"][1]["example"]) == ("B", "Quỹ Sao Biển (mẫu)")
    assert [(it["row"], it["column"], it["code"]) for it in table["faults"]] == [
        (3, "C", "country-unknown"), (3, "F", "date-impossible"),
    ]  # fmt: skip
    assert table["rows"][0]["about"] == {"type": "NGO", "name": "Quỹ Sao Biển (mẫu)"}
    assert table["rows"][0]["cells"][4] == "Y tế"

    rehearsed = done(client, upload, dry_run=True)
    assert (rehearsed["state"], counts(rehearsed["rehearsal"])) == (
        "rehearsed",
        dict(zip(COUNTS, (2, 0, 0, 1, 0), strict=True)),
    )
    assert nodes(store, "NGO") == set()
    loaded = done(client, upload)
    assert (loaded["state"], loaded["rehearsal"]) == ("loaded", None)
    assert counts(loaded["report"]) == counts(rehearsed["rehearsal"])
    (run,) = loaded["report"]["runs"]
    assert [(it["row"], it["code"]) for it in run["errors"]] == [(3, "country-unknown"), (3, "date-impossible")]
    assert [it["code"] for it in run["notes"]] == ["column-unknown"]
    assert nodes(store, "NGO", "name") == {("Quỹ Sao Biển (mẫu)",), ("Mạng lưới Tre Xanh (mẫu)",)}

    changed = (
        NGOS.replace("Môi trường,2024", "Môi trường,05/2024")
        .replace("Hoa Kì xứ", "Hoa Kỳ")
        .replace("31/02/2024", "2024")
    )
    again = done(client, sent(client, **{"ngos.csv": changed}), dry_run=True)
    assert counts(again["rehearsal"]) == dict(zip(COUNTS, (1, 1, 1, 0, 0), strict=True))


def test_files_and_a_zip_are_one_job_and_each_may_be_named(page: TestClient, embedded: BoltStore) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("thư mục/cơ quan.csv", BODIES)
    upload = sent(
        page, **{"tất cả.zip": packed.getvalue(), "ngos.csv": NGOS, "la.csv": "Đối tác,Xứ sở\nQuỹ Lạ (mẫu),Nhật\n"}
    )
    items = page.get(f"{V1}/{upload}/preview").json()["items"]
    assert [(it["name"], it["tables"][0]["list"]) for it in items] == [
        ("cơ quan.csv", "bodies"),
        ("ngos.csv", "ngos"),
        ("la.csv", None),
    ]
    assert items[2]["tables"][0]["problem"]["code"] == "header-missing"
    assert [column["heading"] for column in items[2]["tables"][0]["columns"]] == ["Đối tác", "Xứ sở"]
    loaded = done(page, upload, sources={"la.csv": "-"})
    assert [(run["file"], run["source"], run["new"]) for run in loaded["report"]["runs"]] == [
        ("cơ quan.csv", "bodies", 1), ("ngos.csv", "ngos", 2),
    ]  # fmt: skip
    assert nodes(embedded, "PublicBody", "name") >= {("Sở Ngoại vụ (mẫu)",)}


def test_everything_works_with_forms_alone(page: TestClient) -> None:
    assert 'action="/uploads"' in html(page, "/lists")
    files = [("files", ("ngos.csv", NGOS)), ("files", ("trống.csv", "Gì,Đâu\na,b\n"))]
    answer = page.post("/uploads", files=files, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"][:9]) == (303, "/uploads/")
    here = answer.headers["location"]
    said = html(page, here, "vi")
    assert "Không có ngày “31/02/2024” trên lịch." in said and "dòng 3, cột F" in said
    assert text("upload.untold", "vi") in said and '<option value="sectors">' in said
    page.post(f"{here}/source", data={"file": "trống.csv", "source": "-"})
    assert text("upload.left_out", "vi") in html(page, here, "vi")
    page.post(f"{here}/rehearse")
    settled(page, here[9:])
    assert text("upload.rehearsal", "vi") in html(page, here, "vi")
    page.post(f"{here}/load", data={})
    report = settled(page, here[9:])["report"]
    said = html(page, here, "en")
    assert f"/lists/runs/{report['runs'][0]['run'].replace(':', '%3A').replace('+', '%2B')}" in said
    assert text("upload.state_loaded", "en") in html(page, "/lists")
    assert page.post(f"{here}/remove", follow_redirects=False).headers["location"] == "/lists"
    assert page.get(here).status_code == 404


def test_rows_that_wait_are_downloaded_corrected_and_sent_back_and_a_load_is_taken_back(
    client: TestClient, store: BoltStore
) -> None:
    (run,) = done(client, sent(client, **{"ngos.csv": NGOS}))["report"]["runs"]
    export = client.get("/api/v1/quarantine/export", params={"run": run["run"]}).content
    book = load_workbook(io.BytesIO(export))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            cell.value = {"Hoa Kì xứ": "Hoa Kỳ", "31/02/2024": "28/02/2024"}.get(str(cell.value), cell.value)
    book.save(mended := io.BytesIO())
    upload = sent(client, **{"đã sửa.xlsx": mended.getvalue()})
    (file,) = client.get(f"{V1}/{upload}/preview").json()["items"]
    assert (file["kind"], file["corrected"]) == ("corrected", 1)
    assert counts(done(client, upload)["report"]) == dict(zip(COUNTS, (1, 0, 0, 0, 0), strict=True))
    assert len(nodes(store, "NGO")) == 3

    asked = html(client, f"/lists/revert?run={quote(run['run'])}")
    assert text("upload.revert_title", "en") in asked and re.search(r"Taken out</dt><dd>[1-9]", asked)
    answer = client.post("/lists/revert", data={"run": run["run"]}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/lists/runs/{quote(run['run'])}")
    assert "taken back on" in html(client, answer.headers["location"])
    assert nodes(store, "NGO", "name") == {("Tổ chức Bàn Tay Xanh (mẫu)",)}
    assert client.post("/lists/revert", data={"run": run["run"]}).status_code == 409
    assert client.get("/lists/revert?run=never").status_code == 404


def test_a_columns_meaning_is_corrected_and_forgotten_by_forms(page: TestClient, tmp_path: Path) -> None:
    upload = sent(page, **{"ngos.csv": NGOS})
    (table,) = page.get(f"{V1}/{upload}/preview").json()["items"][0]["tables"]
    form = {"file": "ngos.csv", "list": "ngos"}
    for at, column in enumerate(table["columns"]):
        form |= {f"heading-{at}": column["heading"], f"field-{at}": column["field"] or "sectors"}
    assert page.post(f"/uploads/{upload}/columns", data=form).status_code == 200
    (table,) = page.get(f"{V1}/{upload}/preview").json()["items"][0]["tables"]
    assert (table["mapping"], table["columns"][4]["field"]) == ("ngos-ngos", "sectors")
    assert [path.name for path in (tmp_path / "mappings").iterdir()] == ["ngos-ngos.yaml"]
    assert text("upload.columns_forget", "en") in html(page, f"/uploads/{upload}")
    page.post(f"/uploads/{upload}/columns", data={"mapping": "ngos-ngos", "forget": "1"})
    assert list((tmp_path / "mappings").iterdir()) == []
    wrong = page.post(f"/uploads/{upload}/columns", data=form | {"field-1": "capital"})
    assert wrong.status_code == 422 and "capital" in wrong.text


def test_a_sheet_that_may_be_several_lists_waits_alone_until_an_officer_says_what_it_is(
    page: TestClient, embedded: BoltStore
) -> None:
    book, vague = Workbook(), ["Tên tổ chức", "Quốc tịch", "Lĩnh vực"]
    sheets = {"NGO": ["Quỹ Sao (mẫu)"], "A": ["Quỹ Tre (mẫu)"], "B": ["Vải Mới (mẫu)"]}
    for name, (said,) in sheets.items():
        sheet = book.create_sheet(name)
        for line in (vague, [said, "Nhật Bản", "Y tế"]):
            sheet.append(line)
    del book["Sheet"]
    book.save(made := io.BytesIO())
    upload = sent(page, **{"sổ.xlsx": made.getvalue()})
    report = done(page, upload)["report"]
    assert [(run["source"], run["new"], run["failed"], run["untold"]) for run in report["runs"]] == [
        ("ngos", 1, False, 0), (None, 0, False, 2),
    ]  # fmt: skip
    wrong = report["runs"][1]["errors"]
    assert [(it["sheet"], it["code"]) for it in wrong] == [("A", "list-ambiguous"), ("B", "list-ambiguous")]
    assert "ngos, businesses" in wrong[0]["message"] and "mappings/" in wrong[0]["message"]

    said = html(page, f"/uploads/{upload}")
    assert said.count('name="list" value="businesses"') == 2 and text("upload.only_this_sheet", "en") in said
    form = {"file": "sổ.xlsx", "row": "1", "alone": "1"} | {f"heading-{at}": head for at, head in enumerate(vague)}
    for name, list_ in (("A", "ngos"), ("B", "businesses")):
        page.post(f"/uploads/{upload}/columns", data=form | {"sheet": name, "list": list_})
    runs = done(page, upload)["report"]["runs"]
    assert [(run["source"], run["new"], run["unchanged"], run["untold"]) for run in runs] == [
        ("ngos", 1, 1, 0), ("businesses", 1, 0, 0),
    ]  # fmt: skip
    assert nodes(embedded, "Business", "name") == {("Vải Mới (mẫu)",)}

    part = form | {"sheet": "B", "list": "presence"}
    page.post(f"/uploads/{upload}/columns", data={"mapping": "businesses-so", "forget": "1"})
    said = html(page, page.post(f"/uploads/{upload}/columns", data=part, follow_redirects=False).headers["location"])
    assert '<option value="funder"' in said and "as=presence" in said

    form |= {"sheet": "", "alone": "", "above": ""}
    first, second = (sent(page, **{name: f"{','.join(vague)}\nMột (mẫu),Đức,Y tế\n"}) for name in ("a.csv", "b.csv"))
    page.post(f"/uploads/{first}/columns", data=form | {"file": "a.csv", "list": "businesses"})

    def seen(upload: str) -> dict[str, Any]:
        (file,) = page.get(f"{V1}/{upload}/preview").json()["items"]
        return file["tables"][0]

    (told,) = (it for it in [seen(second)] if it["said"])
    assert (told["list"], told["said"]["file"]) == ("businesses", "a.csv")
    said = html(page, f"/uploads/{second}")
    assert "of the file “a.csv”" in said and text("upload.columns_forget", "en") not in said
    mine = form | {"file": "b.csv", "mapping": told["mapping"], "list": "ngos"}
    page.post(f"/uploads/{second}/columns", data=mine)
    assert [(it["list"], it["said"]) for it in map(seen, (first, second))] == [("businesses", None), ("ngos", None)]


def test_objects_of_json_are_corrected_saved_and_loaded_as_tables_are(
    page: TestClient, embedded: BoltStore, tmp_path: Path
) -> None:
    rows = '[{"who": "Quỹ Sao (mẫu)", "sector": "Y tế", "where": "Hải Phòng"}, {"who": "B (mẫu)", "sector": "bay"}]'
    upload = sent(page, **{"3w.json": rows})
    said = html(page, f"/uploads/{upload}")
    assert '<option value="presence"' in said and 'name="heading-0" value="who"' in said
    form = {"file": "3w.json", "list": "presence", "row": "0"} | {
        f"heading-{at}": head for at, head in enumerate(("who", "sector", "where"))
    }
    said = html(page, page.post(f"/uploads/{upload}/columns", data=form, follow_redirects=False).headers["location"])
    assert '<option value="sectors" selected' in said and '<option value="org"' in said
    page.post(f"/uploads/{upload}/columns", data=form | {"field-0": "org", "field-1": "sectors", "field-2": "adm1"})
    (table,) = page.get(f"{V1}/{upload}/preview").json()["items"][0]["tables"]
    assert (table["mapping"], table["known"], table["bad"], table["faults"][0]["column"]) == (
        "presence-3w",
        3,
        1,
        "sector",
    )
    (run,) = done(page, upload)["report"]["runs"]
    assert (run["source"], run["new"], run["quarantined"]) == ("presence-3w", 1, 1)
    assert ("Quỹ Sao (mẫu)",) in nodes(embedded, "Organization", "name")


def test_a_load_that_was_cut_off_says_so_and_goes_on(embedded: BoltStore, tmp_path: Path) -> None:
    with desk(embedded, tmp_path) as page:
        upload = sent(page, **{"ngos.csv": NGOS})
        ending = Jobs(Shelf(tmp_path), lambda: embedded)
        ending.start(upload, dry_run=False)
        ending.close()  # as when the server is told to stop while the first batch is written
        assert page.get(f"{V1}/{upload}").json()["state"] == "cut"
        said = html(page, f"/uploads/{upload}")
        assert text("upload.cut_title", "en") in said and text("upload.go_on", "en") in said
        assert text("upload.state_cut", "en") in html(page, "/lists")
        page.post(f"/uploads/{upload}/load", data={})
        (run,) = settled(page, upload)["report"]["runs"]
        assert (run["resumed"], run["read"], run["new"], run["quarantined"]) == (True, 3, 2, 1)


@pytest.mark.parametrize("stated", [True, False], ids=["stated", "streamed"])
def test_what_is_too_large_is_refused_with_words(tmp_path: Path, stated: bool) -> None:
    with desk(RecordingStore(), tmp_path, upload_mb=1) as page:
        form = page.build_request("POST", V1, files=[("files", ("big.csv", b"a,b\n" * 300_000))])
        body, kind = form.read(), {"content-type": form.headers["content-type"], "accept-language": "en"}
        answer = page.post(V1, content=body if stated else iter([body[:700_000], body[700_000:]]), headers=kind)
        assert (answer.status_code, answer.json()["type"]) == (413, "urn:amity:upload_too_large")
        assert "larger than 1 MB" in answer.json()["detail"] and list(tmp_path.rglob("*.csv")) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"data": {"files": "text"}}, 400),
        ({"files": [("other", ("a.csv", NGOS))]}, 422),
        ({"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data; boundary=x"}}, 422),
        ({"content": b"", "headers": {"content-type": "multipart/form-data"}}, 400),
    ],
)
def test_what_is_no_form_with_files_is_refused(tmp_path: Path, body: Any, status: int) -> None:
    with desk(RecordingStore(), tmp_path) as page:
        assert page.post(V1, **body).status_code == status


def test_no_other_site_may_post_a_form(tmp_path: Path) -> None:
    with desk(RecordingStore(), tmp_path) as page:
        routes = [route for router in (upload_pages.router, uploads.router) for route in router.routes]
        paths = {route.path for route in routes if isinstance(route, APIRoute) and "POST" in (route.methods or ())}
        for path in paths:
            address = re.sub(r"\{.*?\}", "20260301020000-0123456789abcdef", path)
            for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
                assert page.post(address, headers=headers).status_code == 403, path
    assert {"/uploads", "/uploads/{id}/load", "/uploads/{id}/source"} <= paths


@pytest.mark.parametrize("path", ["", "/preview"])
def test_an_upload_that_is_not_there_is_said(tmp_path: Path, path: str) -> None:
    with desk(RecordingStore(), tmp_path) as page:
        answer = page.get(f"{V1}/20260301020000-0123456789abcdef{path}")
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:amity:not_found")
