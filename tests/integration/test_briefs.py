"""Delegation briefs and opportunities over the sample lists, as officers and other systems meet them, on both engines."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

from starlette.testclient import TestClient

DAY = "2026-11-22"


def test_a_brief_of_a_city_answers_as_json_as_a_page_and_for_word(client: TestClient) -> None:
    made = client.get("/api/v1/briefs", params={"place": "Kitakyushu", "on": DAY}).json()
    assert (made["place"]["name"], made["country"]["id"], made["province"]["id"]) == (
        "Kitakyushu",
        "country-jp",
        "province-31",
    )
    first = made["meet"][0]
    assert first["who"]["type"] == "DiplomaticMission" and first["opener"]["name"] == "Nguyễn Thu Hằng (mẫu)"
    assert (
        [row["in_force"] for row in made["agreements"]] == [True, False] and made["needs"] and made["more"]["meet"] > 0
    )
    assert made["history"][0]["what"]["name"] == "Đoàn thanh niên thành phố giao lưu tại Kitakyushu (mẫu)"
    assert {row["date"] for row in made["ahead"]} >= {"2027-02-23"}
    page = client.get("/brief", params={"place": "Kitakyushu", "on": "22/11/2026", "lang": "vi"})
    assert page.status_code == 200 and "Tóm tắt cho đoàn: Kitakyushu, Nhật Bản" in page.text
    assert "/brief.docx?place=Kitakyushu" in unescape(page.text) and first["who"]["id"] in page.text
    word = client.get("/brief.docx", params={"place": "Kitakyushu", "on": DAY, "lang": "vi"})
    with ZipFile(BytesIO(word.content)) as file:
        assert "Đại sứ quán Nhật Bản" in file.read("word/document.xml").decode()


def test_what_is_no_place_of_a_partner_is_refused(client: TestClient) -> None:
    for place in ("Atlantis", "Hải Phòng", "Việt Nam"):
        assert client.get("/api/v1/briefs", params={"place": place}).status_code == 422, place
        assert 'role="alert"' in client.get("/brief", params={"place": place}).text
    assert client.get("/brief").status_code == 200


def test_the_sample_gives_opportunities_of_every_kind(client: TestClient) -> None:
    answer = client.get(
        "/api/v1/findings", params={"on": DAY, "limit": 500, "analysis": "partnership-opportunities"}
    ).json()
    kinds = {it["kind"] for it in answer["items"]}
    assert kinds >= {
        "funder-next-door",
        "twin-of-twin",
        "introduction",
        "new-sector",
        "bring-together",
        "programme-support",
        "circle",
        "broker",
    }
    ways = [it for it in answer["items"] if it["kind"] == "introduction"]
    clear = next(it for it in ways if "Clearstep" in it["headline"]["en"])
    assert "Lê Minh Khôi (mẫu)" in clear["reason"]["vi"] and "Second way" in clear["reason"]["en"] and clear["owner"]
    asked = client.get("/api/v1/analyses/introductions", params={"on": DAY, "to": "Lanternwood Trust (mẫu)"}).json()
    assert [it["kind"] for it in asked["items"]] == ["introduction"]


def test_a_decision_on_another_place_s_finding_stays_with_that_place(client: TestClient) -> None:
    (id_,) = {
        it["id"]
        for it in client.get(
            "/api/v1/findings", params={"place": "Tuyên Quang", "kind": "disbursement-reported"}
        ).json()["items"]
    }
    page = client.get(f"/findings/{id_}", params={"place": "Tuyên Quang"}).text
    assert 'name="place" value="Tuyên Quang"' in unescape(page)
    sent = {"verdict": "accept", "place": "Tuyên Quang", "next": "/findings"}
    assert client.post(f"/findings/{id_}/decision", data=sent, follow_redirects=False).status_code == 303
    again = client.post(f"/api/v1/findings/{id_}/decision", json={"verdict": "reopen", "place": "Tuyên Quang"})
    assert again.json()["state"] == "open"
