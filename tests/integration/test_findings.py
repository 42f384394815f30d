"""Everything due over the sample lists, as officers and other systems meet it, on both engines."""

import re
from collections import Counter
from concurrent.futures import wait
from html import unescape
from typing import Any

from starlette.testclient import TestClient

from api.reports import Reports
from graph.analysis import named

DAY = "2026-11-22"


def got(client: TestClient, **asked: Any) -> Any:
    answer = client.get("/api/v1/findings", params={"on": DAY, "limit": 500} | asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_sample_shows_what_was_put_into_it(client: TestClient) -> None:
    told = got(client, analysis="coordination-gaps")
    kinds = Counter(it["kind"] for it in told["items"])
    assert kinds.keys() <= named()["coordination-gaps"].kinds.keys()
    assert {kind: kinds[kind] for kind in ("licence-missing", "licence-expired", "licence-share", "licence-silent", "approach-unshared",
            "disbursement-slow", "agreement-expired", "agreement-expiring", "anniversary-relations", "delegation-no-follow-up")} == {
        "licence-missing": 11, "licence-expired": 3, "licence-share": 1, "licence-silent": 1, "approach-unshared": 1,
        "disbursement-slow": 8, "agreement-expired": 1, "agreement-expiring": 1, "anniversary-relations": 2, "delegation-no-follow-up": 7,
    }  # fmt: skip
    share = next(it for it in told["items"] if it["kind"] == "licence-share")
    assert share["parts"]["related"] == 80 and share["parts"]["without"] == 34
    lantern = next(it for it in told["items"] if it["kind"] == "approach-unshared")
    assert "Lanternwood" in lantern["headline"]["en"] and lantern["parts"]["bodies"] >= 3
    order = [(("high", "medium", "low").index(it["severity"]), -it["score"], it["id"]) for it in told["items"]]
    assert order == sorted(order)
    assert all(it["owner"] and it["records"]["count"] and it["fingerprint"] and it["evidence"] for it in told["items"])
    expired = [(it["id"], it["fingerprint"], it["reason"]) for it in told["items"] if it["kind"] == "licence-expired"]
    alone = got(client, kind="licence-expired")["items"]
    assert [(it["id"], it["fingerprint"], it["reason"]) for it in alone] == expired, "the same every time, and alone"


def test_other_provinces_figures_come_out_of_the_articles(client: TestClient) -> None:
    (slow,) = got(client, place="Tuyên Quang", kind="disbursement-reported")["items"]
    assert slow["parts"]["ratio"] == 0.104 and slow["severity"] == "high"
    (health,) = got(client, place="TP Hồ Chí Minh", analysis="concentration")["items"]
    assert (health["kind"], health["parts"]["hhi"]) == ("concentration-reported", 0.81)
    assert got(client, place="TP Hồ Chí Minh", analysis="disbursement")["items"] == []


def test_what_is_due_is_narrowed_and_compared(client: TestClient) -> None:
    needs = {it["id"] for it in got(client, analysis="need-gaps")["items"]}
    for asked in ({"sector": "health"}, {"owner": "Sở Y tế"}):
        some = {it["id"] for it in got(client, analysis="need-gaps", **asked)["items"]}
        assert some and some < needs, asked
    every = {it["id"]: it["touches"] for it in got(client, analysis="coordination-gaps")["items"]}
    for kind in ("licence-expired", "need-unfunded"):
        assert all(it["touches"] == every[it["id"]] for it in got(client, kind=kind)["items"]), kind
    japan = got(client, country="JP", analysis="coverage")["items"]
    assert all("country-jp" in it["touches"]["countries"] for it in japan)
    told = got(client, since="2026-06-01", analysis="licence-gaps")
    assert told["gone"] and all(it["new"] for it in told["items"]), "all of the sample was heard of today"
    for bad in (
        {"country": "Atlantis"},
        {"kind": "nonsense"},
        {"state": "lost"},
        {"since": "2027"},
        {"analysis": "astrology"},
    ):
        assert client.get("/api/v1/findings", params={"on": DAY} | bad).status_code == 422, bad
    for bad, meant in (
        ({"place": "Hai Fong"}, "Hải Phòng"),
        ({"sector": "helth"}, "Health"),
        ({"country": "Japn"}, "Japan"),
        ({"kind": "licence-mising"}, "licence-missing"),
        ({"analysis": "licence-gap"}, "licence-gaps"),
    ):
        assert meant in client.get("/api/v1/findings", params=bad).text, bad


def test_an_officer_decides_on_the_page(client: TestClient) -> None:
    client.cookies.clear()
    html = unescape(client.get("/findings?kind=licence-share", headers={"accept-language": "vi"}).text)
    assert "34 trong số 80 tổ chức có quan hệ với Hải Phòng chưa ghi nhận giấy đăng ký" in html
    (id_,) = {it["id"] for it in got(client, kind="licence-share")["items"]}
    one = client.get(f"/findings/{id_}")
    assert one.status_code == 200 and 'id="map-data"' in one.text
    sent = {"verdict": "dismiss", "reason": "đã gửi công văn <b>", "next": "/findings"}
    answer = client.post(f"/findings/{id_}/decision", data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/findings")
    assert id_ not in {it["id"] for it in got(client, kind="licence-share")["items"]}
    kept = client.get(f"/findings/{id_}").text
    assert "đã gửi công văn &lt;b&gt;" in kept
    assert client.post(f"/findings/{id_}/decision", data={"verdict": "assign"}).status_code == 422
    again = client.post(f"/api/v1/findings/{id_}/decision", json={"verdict": "reopen"}).json()
    assert (again["state"], again["decision"]["verdict"]) == ("open", "open")
    assert client.get("/api/v1/findings/licence-share-000000000000").status_code == 404
    assert client.get("/findings?place=Atlantis").status_code == 200


def test_a_long_report_says_how_far_it_is_and_can_be_stopped(client: TestClient) -> None:
    reports: Reports = client.app.state.resources.reports  # type: ignore[attr-defined]
    patience, reports.patience = reports.patience, 0.0
    asked = {"on": "2026-03-01", "analysis": "upkeep"}
    try:
        begun = client.get("/api/v1/findings", params=asked, headers={"prefer": "respond-async"})
        assert begun.status_code == 202 and begun.headers["preference-applied"] == "respond-async"
        address = begun.headers["location"]
        wait([reports.get(begun.json()["id"]).task], 60)
        told = client.get(address).json()
        assert (told["state"], told["done"]) == ("done", told["of"])
        assert told["answer"].startswith("/api/v1/findings?") and client.get(told["answer"]).json()["items"]
        page = client.get("/findings", params={"place": "Cao Bằng", "since": "2026-02-01"}).text
        assert "<progress" in page and 'http-equiv="refresh"' in page
        (id_,) = re.findall(r'action="/reports/(\w+)/stop"', page)
        sent = client.post(f"/reports/{id_}/stop", data={"next": "/findings?stopped=yes"})
        assert sent.status_code == 200 and "The report was stopped." in sent.text
        assert client.get(f"/api/v1/reports/{id_}").json()["state"] in ("stopped", "done")
        assert client.delete(f"/api/v1/reports/{id_}").status_code == 200
        assert client.get("/api/v1/reports/none").status_code == 404
    finally:
        reports.patience = patience
    again = client.get("/api/v1/analyses/upkeep", params={"on": "2026-03-01"}, headers={"prefer": "respond-async"})
    assert again.status_code == 200, "what is there is not waited for"
