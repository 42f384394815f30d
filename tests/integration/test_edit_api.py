"""Officers edit over HTTP and by command: versions asked for, both shown where they differ, faults told in both languages."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.cli import build
from graph.settings import Settings
from graph.store import BoltStore
from ingest.run import Options, ingest_paths
from tests.sampled import BASE
from tests.support import nodes, read, ties

ROWS = "Tên tổ chức,Quốc gia,Trang web\nQuỹ Biển Xanh (mẫu),Nhật Bản,bienxanh.example\n"


@pytest.fixture
def desk(embedded: BoltStore, tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "tcpcpnn.csv"
    path.write_text(ROWS, encoding="utf-8")
    ingest_paths(embedded, [path], options=Options(reference=False))
    settings = Settings(neo4j_uri=None, data_dir=tmp_path, lang="en")
    with TestClient(create_app(settings, embedded), base_url=BASE, cookies={"officer": "Tr%E1%BA%A7n%20Lan"}) as client:
        yield client


def test_a_record_is_edited_over_http_and_a_lost_update_is_refused(desk: TestClient, embedded: BoltStore) -> None:
    ((ngo,),) = nodes(embedded, "NGO")
    at = f"/api/v1/entities/{ngo}"
    tag = desk.get(at).headers["etag"]
    change = {
        "set": {"relations_since": "12/05/2019", "country": "Hàn Quốc", "website": "lan.example"},
        "reason": "gọi điện",
    }
    assert desk.patch(at, json=change).status_code == 428
    told = desk.patch(at, json=change, headers={"if-match": tag})
    assert told.status_code == 200, told.text
    assert {k: told.json()["properties"][k] for k in ("relations_since", "country")} == {
        "relations_since": "2019-05-12",
        "country": "KR",
    }
    assert desk.get(at).headers["etag"] == told.headers["etag"] != tag
    refused = desk.patch(
        at, json={"set": {"website": "minh.example"}}, headers={"if-match": tag, "accept-language": "vi"}
    )
    assert (refused.status_code, refused.json()["yours"]["set"]) == (412, {"website": "minh.example"})
    assert refused.json()["current"]["properties"]["website"] == "lan.example"
    assert refused.json()["current"]["version"] == told.headers["etag"].strip('"')
    wrong = desk.patch(at, json={"set": {"colour": "x", "relations_since": "hôm kia"}}, headers={"if-match": "*"})
    assert [(e["loc"], wrong.status_code) for e in wrong.json()["errors"]] == [
        (["body", "set", n], 422) for n in ("colour", "relations_since")
    ]
    said = desk.get(f"{at}/claims").json()
    assert (said["voices"]["website"]["source"], said["voices"]["website"]["reason"]) == (
        "officer:Trần Lan",
        "gọi điện",
    )
    items = desk.get("/api/v1/disagreements").json()
    assert {(i["property"], i["values"][0]["value"]) for i in items["items"]} == {
        ("website", "lan.example"),
        ("country", "KR"),
    }
    assert items["total"] == 2
    assert desk.delete(f"{at}/edits/website").status_code == 428
    back = desk.delete(f"{at}/edits/website", headers={"if-match": "*"}).json()
    assert back["properties"]["website"] == "bienxanh.example"
    assert desk.delete(f"{at}/edits/website", headers={"if-match": "*"}).status_code == 404
    assert (
        desk.post(f"{at}/close", json={"day": "1/5/2026"}, headers={"if-match": "*"}).json()["closed"] == "2026-05-01"
    )


def typed(page: str) -> dict[str, str]:
    """What the fields of a page's form say."""
    return {
        name: unescape(value) for name, value in re.findall(r'name="([\w.]+)"(?: type="\w+")? value="([^"]*)"', page)
    }


def test_a_form_sent_back_for_a_slip_still_finds_out_what_others_changed(desk: TestClient, embedded: BoltStore) -> None:
    ((ngo,),) = nodes(embedded, "NGO")
    at, page = f"/api/v1/entities/{ngo}", f"/entities/{ngo}/edit"
    begun = typed(desk.get(page).text) | {"p.relations_since": "hôm kia"}
    desk.patch(at, json={"set": {"website": "minh.example"}}, headers={"if-match": "*"})
    slip = desk.post(page, data=begun)
    assert (slip.status_code, typed(slip.text)["was.website"]) == (422, "bienxanh.example")
    assert desk.post(page, data=typed(slip.text) | {"p.relations_since": "2019"}).status_code == 412
    assert desk.get(at).json()["properties"]["website"] == "minh.example"

    acts = {"edit": {"p.website": "x.example"}, "retract": {}, "close": {}}
    assert {desk.post(f"/entities/{ngo}/{act}", data=sent).status_code for act, sent in acts.items()} == {428}

    made = desk.post("/api/v1/entities", json={"type": "Person", "name": "Sato Yuki (mẫu)"}).json()
    tie = desk.post("/api/v1/ties", json={"type": "HAS_POST", "source": made["id"], "target": ngo}).json()
    at, page = f"/api/v1/ties/{tie['id']}", f"/ties/{tie['id']}/edit"
    acts = {"edit": {"p.title": "x"}, "retract": {}, "close": {}}
    assert {desk.post(f"/ties/{tie['id']}/{act}", data=sent).status_code for act, sent in acts.items()} == {428}
    begun = typed(desk.get(page).text) | {"p.since": "hôm kia"}
    desk.patch(at, json={"set": {"title": "Giám đốc"}}, headers={"if-match": "*"})
    slip = desk.post(page, data=begun)
    assert slip.status_code == 422
    both = desk.post(page, data=typed(slip.text) | {"p.since": "2019"})
    assert both.status_code == 412
    assert desk.post(page, data=typed(both.text), follow_redirects=False).status_code == 303
    assert desk.get(at).json()["properties"] == {"title": "Giám đốc", "since": "2019"}


def test_entities_ties_and_comments_are_made_over_http(desk: TestClient, embedded: BoltStore) -> None:
    ((ngo,),) = nodes(embedded, "NGO")
    asked = {"type": "Person", "name": "Sato Yuki (mẫu)", "set": {"languages": "Anh; Nhật"}}
    made = desk.post("/api/v1/entities", json=asked)
    assert (made.status_code, made.json()["properties"]["languages"]) == (201, ["Anh", "Nhật"])
    assert [c["id"] for c in desk.post("/api/v1/entities", json=asked).json()["choices"]] == [made.json()["id"]]
    assert desk.post("/api/v1/entities", json=asked | {"type": "Robot"}).status_code == 422
    tie = {"type": "HAS_POST", "source": "Sato Yuki (mẫu)", "target": ngo, "set": {"since": "3/2021"}}
    told = desk.post("/api/v1/ties", json=tie)
    assert (told.status_code, told.json()["properties"]) == (201, {"since": "2021-03"})
    assert desk.post("/api/v1/ties", json=tie).status_code == 409
    at = f"/api/v1/ties/{told.json()['id']}"
    tag = desk.get(at).headers["etag"]
    assert desk.patch(at, json={"set": {"title": "Trưởng đại diện"}}).status_code == 428
    assert desk.patch(at, json={"set": {"title": "Trưởng đại diện"}}, headers={"if-match": tag}).status_code == 200
    assert (
        desk.patch(at, json={"set": {"title": "x"}}, headers={"if-match": tag}).json()["current"]["properties"]["title"]
        == "Trưởng đại diện"
    )
    assert (
        desk.post(f"{at}/close", json={"day": "2025"}, headers={"if-match": "*"}).json()["properties"]["until"]
        == "2025"
    )
    noted = desk.post(f"/api/v1/entities/{ngo}/comments", json={"text": "Nghỉ việc?", "tie": told.json()["id"]})
    assert (noted.status_code, noted.json()["by"]) == (201, "Trần Lan")
    assert desk.get(f"/api/v1/entities/{ngo}/comments").json()["items"] == [noted.json()]
    page = f"/ties/{told.json()['id']}"
    assert "Nghỉ việc?" in desk.get(f"{page}/edit").text
    took = {
        "next": f"{page}/edit",
        "comment": re.findall(r'name="comment" value="([^"]*)"', desk.get(f"{page}/edit").text)[0],
    }
    assert f'value="{took["comment"]}"' in desk.get(f"/entities/{ngo}").text
    assert desk.post(f"/entities/{ngo}/comments/retract", data=took, follow_redirects=False).status_code == 303
    assert "Nghỉ việc?" not in desk.get(f"{page}/edit").text
    then = desk.get(f"/entities/{ngo}/history?on=2099&lang=en").text
    assert "note taken back" in then
    assert "Ties in force on 2099" in then
    second, third = (desk.post(f"/api/v1/entities/{ngo}/comments", json={"text": text}).json() for text in ("B", "C"))
    gone = [desk.delete(f"/api/v1/entities/{ngo}/comments/{quote(third['id'])}") for _ in range(2)]
    assert [said.status_code for said in gone] == [200, 404]
    assert gone[0].json()["items"] == [second]
    form = {"version": tag.strip('"'), "was.title": "", "p.title": "Giám đốc"}
    assert desk.post(f"{page}/edit", data=form).status_code == 412
    now = desk.get(at).headers["etag"].strip('"')
    assert desk.post(f"{page}/edit", data=form | {"version": now}, follow_redirects=False).status_code == 303
    assert desk.get(at).json()["properties"] == {"title": "Giám đốc", "since": "2021-03", "until": "2025"}
    contradicted_ties_are_listed(desk, at, tie)
    assert desk.get(f"/ties/new?of={ngo}").status_code == 200
    wrong = {"of": ngo, "type": "in:HAS_POST", "other": "Không Ai (mẫu)"}
    assert desk.post("/ties/new", data=wrong).status_code == 422
    assert desk.delete(f"{at}/edits", headers={"if-match": "*"}).json() is None
    assert desk.post("/ties/new", data=wrong | {"other": "Sato Yuki (mẫu)"}, follow_redirects=False).status_code == 303
    assert desk.delete(f"{at}/edits", headers={"if-match": "*"}).json() is None
    assert read(embedded, "MATCH (:Person)-[t:HAS_POST]->() RETURN count(t) AS n") == [{"n": 0}]


def contradicted_ties_are_listed(desk: TestClient, first: str, tie: dict[str, Any]) -> None:
    """Of two ties on which two officers differ each comes on a page of its own, with the believed value first."""
    other = desk.post("/api/v1/entities", json={"type": "Person", "name": "Ito Ken (mẫu)"}).json()["id"]
    second = f"/api/v1/ties/{desk.post('/api/v1/ties', json=tie | {'source': other}).json()['id']}"
    anyway = {"if-match": "*", "cookie": "officer=Minh"}
    for at in (first, second):
        assert desk.patch(at, json={"set": {"since": "2022"}}, headers=anyway).status_code == 200
    listed, found = "/api/v1/disagreements/ties?type=NGO&limit=1", []
    page = desk.get(listed).json()
    found += page["items"]
    page = desk.get(f"{listed}&cursor={page['next']}").json()
    found += page["items"]
    assert page["next"] is None
    assert {f"/api/v1/ties/{it['tie']['id']}" for it in found} == {first, second}
    assert [(it["property"], [(v["value"], v["sources"]) for v in it["values"]]) for it in found] == [
        ("since", [("2022", ["Minh"]), ("2021-03", ["Trần Lan"])])
    ] * 2
    assert desk.get("/api/v1/disagreements").json()["items"] == []
    shown = desk.get("/disagreements?lang=en").text
    assert "On ties" in shown and f'href="{first.replace("/api/v1", "").replace("~", "%7E")}/edit"' in shown.replace(
        "~", "%7E"
    )
    assert desk.delete(f"{second}/edits", headers={"if-match": "*"}).json() is None


def test_an_officer_edits_by_command(
    desk: TestClient, embedded: BoltStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AMITY_DATA_DIR", str(embedded._folder))

    def asked(*words: str) -> tuple[int, dict[str, Any]]:
        with pytest.raises(SystemExit) as ended:
            build("vi")([*words, "--json", "--lang", "vi"], prog_name="amity")
        said = capsys.readouterr().out
        return int(ended.value.code or 0), json.loads(said) if said else {}

    code, told = asked(
        "edit", "Quỹ Biển Xanh (mẫu)", "--set", "relations_since=5/2019", "--clear", "website", "--by", "Lan"
    )
    assert (code, told["properties"]["relations_since"], told["properties"].get("website")) == (0, "2019-05", None)
    assert asked("edit", told["id"], "--set", "colour=x")[0] == 2
    assert asked("retract", told["id"], "website")[1]["properties"]["website"] == "bienxanh.example"
    note = asked("comment", told["id"], "đã", "gọi", "--by", "Lan")[1]
    assert note["text"] == "đã gọi"
    assert [asked("retract", told["id"], note["id"])[0] for _ in range(2)] == [0, 1]
    made = asked("create", "ngo", "Quỹ Mới (mẫu)", "--set", "country=Nhật Bản")[1]
    assert made["properties"]["country"] == "JP"
    assert asked("create", "ngo", "Quỹ Mới (mẫu)")[0] == 1
    assert asked("close", made["id"], "--on", "1/5/2026", "--reason", "giải thể")[1]["closed"] == "2026-05-01"
    nothing = {"items": [], "total": 0, "entities": 0, "next": None, "ties": {"items": [], "next": None}}
    assert asked("disagreements") == (0, nothing)


def test_a_record_is_made_on_a_page_and_not_twice_by_mistake(desk: TestClient, embedded: BoltStore) -> None:
    assert "/partners/new" in desk.get("/partners").text
    assert "Tax number" in desk.get("/partners/new?type=Business").text
    form = {"type": "NGO", "p.name": "Quỹ Sao Mai (mẫu)", "p.country": "Nhật Bản", "reason": "gặp tại hội thảo"}

    def sent(**more: str) -> Any:
        return desk.post("/partners/new?lang=vi", data=form | more, follow_redirects=False)

    made = sent()
    assert (made.status_code, made.headers["location"].endswith("/edit")) == (303, True)
    page = desk.get(made.headers["location"].removesuffix("/edit") + "?lang=vi").text
    assert all(words in page for words in ("Nhật Bản", "Trần Lan", "gặp tại hội thảo"))
    again = sent()
    assert again.status_code == 409 and "Đây là một hồ sơ khác" in again.text
    twice = [sent(anyway="on", token=typed(again.text)["token"]) for _ in range(2)]
    assert [said.status_code for said in twice] == [303, 303]
    assert twice[0].headers["location"] == twice[1].headers["location"] != made.headers["location"]
    wrong = sent(**{"p.name": "x", "p.website": "không phải"})
    assert (wrong.status_code, "Trang web: “không phải”" in wrong.text) == (422, True)
    assert sent(type="Country").status_code == 422
    assert len(nodes(embedded, "NGO")) == 3


def test_a_meeting_is_logged_shows_as_last_contact_and_reminds(desk: TestClient, embedded: BoltStore) -> None:
    ((ngo,),) = nodes(embedded, "NGO")
    asked = {
        "theirs": [ngo, "Sato Yuki (mẫu)"], "ours": ["Trần Lan (mẫu)"], "on": "1/3/2026", "results": "Đồng ý tài trợ",
        "next_step": "Gửi hồ sơ", "remind": "15/3/2026", "token": "t1",
    }  # fmt: skip
    unknown = desk.post("/api/v1/meetings", json=asked)
    assert unknown.status_code == 422
    assert "Sato Yuki (mẫu), Trần Lan (mẫu)" in unknown.json()["detail"]
    assert nodes(embedded, "Person") == set()
    to_come = {"theirs": "Quỹ Biển Xanh (mẫu)", "on": "1/3/2099"}
    assert desk.post("/api/v1/meetings", json=asked | {"theirs": [ngo], "ours": [], "on": "2099"}).status_code == 422
    assert "2099-03-01 chưa đến" in desk.post("/meetings/new?lang=vi", data=to_come).text
    made = [desk.post("/api/v1/meetings", json=asked | {"new_people": True}).json() for _ in range(2)]
    assert made[0]["id"] == made[1]["id"]
    assert len(nodes(embedded, "Event")) == 1
    assert {k: made[0]["properties"][k] for k in ("since", "kind", "remind")} == {
        "since": "2026-03-01",
        "kind": "meeting",
        "remind": "2026-03-15",
    }
    assert {row[2] for row in ties(embedded, "KNOWS", "last_contact")} == {"2026-03-01"}
    (due,) = desk.get("/api/v1/reminders?on=2026-03-20").json()["items"]
    assert (due["next_step"], {w["name"] for w in due["whom"]}) == (
        "Gửi hồ sơ",
        {"Quỹ Biển Xanh (mẫu)", "Sato Yuki (mẫu)"},
    )
    assert desk.get("/api/v1/reminders?on=2026-03-14").json()["items"] == []
    facts = desk.get(f"/entities/{ngo}?lang=en").text
    assert "1 Mar 2026" in facts
    assert "Trần Lan (mẫu)" in facts
    form = {"theirs": "Ai Đó (mẫu)", "on": "2/3/2026", "token": "t2", "kind": "call"}
    page = desk.post("/meetings/new?lang=vi", data=form)
    assert page.status_code == 422
    assert "Ai Đó (mẫu)" in page.text
    assert desk.post("/meetings/new", data=form | {"new_people": "on"}, follow_redirects=False).status_code == 303
    assert all("Gửi hồ sơ" in desk.get(page).text for page in ("/meetings", "/findings"))
    desk.post("/api/v1/meetings", json={"theirs": [ngo], "next_step": "Hẹn lại", "remind": "2099", "token": "t3"})
    assert "Hẹn lại" in desk.get("/meetings").text and "Hẹn lại" not in desk.get("/findings").text
    step = f"/meetings/{made[0]['id']}/done"
    assert 'name="remind" value="2026-03-15"' in desk.get("/meetings").text
    for put_off in (desk.post(step, data={"remind": "2026-03-10"}), desk.post(f"/api/v1{step}?remind=2026-03-10")):
        assert put_off.status_code == 412  # another officer put it off to the 15th: that is not lost
    assert desk.post(step, data={"remind": "2026-03-15"}, follow_redirects=False).status_code == 303
    assert desk.get("/api/v1/reminders?on=2026-03-20").json()["items"] == []
