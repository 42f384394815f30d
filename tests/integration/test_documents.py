"""Documents in the graph: what they name is tied to them, what they report waits for an officer, on both engines."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.asked import BadRequest, NotFound
from graph.claims import Origin
from graph.proposals import Changes, SubjectMissing, accept, document, proposal, proposals, reject
from graph.settings import Settings
from graph.store import Store, Viewer
from graph.withdraw import withdraw
from ingest.report import RunReport
from ingest.run import Options, ingest_paths
from tests.sampled import BASE
from tests.support import VIEWER, count, nodes, rows, write

LISTS = Path(__file__).parents[1] / "data" / "lists"
SAMPLES = Path(__file__).parents[1] / "data" / "formats" / "documents"
TEXT = """Tin hữu nghị Hải Phòng (mẫu)
Hải Phòng có 64 TCPCPNN có quan hệ, trong đó 41 tổ chức được cấp giấy phép. Quỹ Sao Biển (mẫu) đã thăm Nhật Bản.
Hội có 12 dự án tại Hải Phòng năm 2023."""
MENTIONS = "MATCH (:Document)-[m:MENTIONS]->(e) RETURN e.name, m.words, m.count, m.source"


def load(store: Store, *paths: Path) -> list[RunReport]:
    return ingest_paths(store, paths, options=Options(reference=False)).runs


def letter(tmp_path: Path, text: str = TEXT) -> Path:
    path = tmp_path / "tin.txt"
    path.write_text(text, encoding="utf-8")
    return path


def figure(store: Store, measure: str) -> str:
    return next(one["id"] for one in proposals(store, VIEWER) if one["measure"]["vi"] == measure)


def test_a_document_is_tied_to_what_stands_in_the_graph(store: Store, tmp_path: Path) -> None:
    path = letter(tmp_path)
    (run, ngos) = sorted(load(store, path, LISTS / "ngos.csv"), key=lambda run: run.source or "")
    assert (run.source, run.written, run.errors, ngos.source) == ("documents", 1, [], "ngos")
    met = rows(store, MENTIONS)
    assert met == {("Quỹ Sao Biển (mẫu)", "Quỹ Sao Biển (mẫu)", 1, "documents"), ("Nhật Bản", "Nhật Bản", 1, "documents"),
                   ("Hải Phòng", "Hải Phòng", 3, "documents")}  # fmt: skip
    assert count(store, "(x:Claim {source: 'documents'})") == 1  # to be named is no claim of its own
    assert rows(store, "MATCH (d:Document) RETURN d.name, d.language, d.text, d.figures") == {
        ("Tin hữu nghị Hải Phòng (mẫu)", "vi", None, None)
    }
    (id_,) = next(iter(nodes(store, "Document")))[:1]
    assert document(store, VIEWER, id_)["text"] == TEXT
    # again: nothing; another text under the name: the former one is closed, without asking
    assert [(run.written, run.unchanged, run.closed) for run in load(store, path)] == [(0, 1, 0)]
    assert [(run.written, run.closed) for run in load(store, letter(tmp_path, TEXT + " Hết."))] == [(1, 1)]
    assert count(store, "(x:Document)") == 2
    assert rows(store, "MATCH (d:Document) WHERE d.closed IS NULL RETURN d.id") != {(id_,)}
    assert len({one["document"]["id"] for one in proposals(store, VIEWER)}) == 1


def test_an_accepted_figure_is_a_statistic_that_quotes_its_document(store: Store, tmp_path: Path) -> None:
    load(store, letter(tmp_path), LISTS / "ngos.csv")
    waiting = proposals(store, VIEWER, open_only=True)
    assert [(one["value"], one["kind"]) for one in waiting] == [
        (64, "reported"), (41, "reported"), (12, "reported"), (23, "difference"),
    ]  # fmt: skip
    id_ = figure(store, "Số TCPCPNN chưa được cấp phép hoạt động")
    told = accept(store, VIEWER, id_, Changes(period="2023"))
    assert (told["state"], told["decision"]["by"]) == ("accepted", "test")
    statistic = "MATCH (d:Document)-[:CONCERNS]->(s:Statistic)-[:ABOUT_SUBJECT]->(p) WHERE s.closed IS NULL"
    sentence = TEXT.split("\n")[1].partition(" Quỹ")[0]
    wanted = {("Số TCPCPNN chưa được cấp phép hoạt động", 23, "2023", "64 − 41 = 23", sentence, "province-31")}
    assert rows(store, f"{statistic} RETURN s.measure, s.value, s.period, s.note, s.quote, p.id") == wanted
    assert rows(store, "MATCH (c:Claim)-[:ABOUT]->(:Statistic) RETURN c.source, c.rank, c.mention") == {
        ("officer:test", 90, False)
    }
    # a second time changes nothing, other words take the place of the first
    assert accept(store, VIEWER, id_) == told
    assert rows(store, f"{statistic} RETURN s.measure, s.value, s.period, s.note, s.quote, p.id") == wanted
    again = accept(store, VIEWER, id_, Changes(value=24, period="2022"))
    assert rows(store, f"{statistic} RETURN s.value, s.period, s.id") == {(24, "2022", again["statistic"]["id"])}
    # rejected after all: withdrawn, and not asked again, not even when the text is sent with more in it
    assert reject(store, VIEWER, id_, "số cũ")["decision"]["reason"] == "số cũ"
    assert rows(store, f"{statistic} RETURN s.id") == set()
    load(store, letter(tmp_path, TEXT + "\nCòn tiếp."))
    assert [one["value"] for one in proposals(store, VIEWER, open_only=True)] == [64, 41, 12]
    assert {one["state"] for one in proposals(store, VIEWER)} == {"open", "rejected"}
    # and accepted again it stands again
    accept(store, VIEWER, id_)
    assert rows(store, f"{statistic} RETURN s.value, s.period") == {(23, None)}


def test_what_was_cut_off_before_its_decision_is_put_right_by_doing_it_again(embedded: Store, tmp_path: Path) -> None:
    load(embedded, letter(tmp_path))
    id_ = figure(embedded, "Số dự án")
    stands = "MATCH (s:Statistic) WHERE s.closed IS NULL RETURN s.value, s.period"
    undecided, other = "MATCH (d:Decision) DELETE d", Viewer("other")
    # accepting was cut off: the claim is there, the figure is still asked, and another officer rejects it
    accept(embedded, VIEWER, id_)
    write(embedded, undecided)
    assert (rows(embedded, stands), proposal(embedded, VIEWER, id_)["state"]) == ({(12, "2023")}, "open")
    reject(embedded, other, id_)
    assert rows(embedded, stands) == set()
    # or accepts it, in other words
    accept(embedded, VIEWER, id_)
    write(embedded, undecided)
    accept(embedded, other, id_, Changes(period="2022"))
    assert rows(embedded, stands) == {(12, "2022")}
    # rejecting was cut off: accepted, without a claim
    (claim,) = rows(embedded, "MATCH (c:Claim {source: 'officer:other'}) WHERE c.closed IS NULL RETURN c.id")
    withdraw(embedded, Origin("officer:other", 90, "", "cut", "2026-01-01T00:00:00+00:00"), claim[0])
    assert rows(embedded, stands) == set()
    assert accept(embedded, VIEWER, id_)["statistic"]
    assert rows(embedded, stands) == {(12, "2023")}


def test_an_officer_corroborates_a_list(embedded: Store, tmp_path: Path) -> None:
    table = tmp_path / "so-lieu.csv"
    table.write_text("Đối tượng,Chỉ tiêu,Giá trị,Kỳ\nHải Phòng,Số dự án,12,2023\n", encoding="utf-8")
    load(embedded, letter(tmp_path), table)
    accept(embedded, VIEWER, figure(embedded, "Số dự án"))
    assert count(embedded, "(x:Statistic)") == 1
    assert rows(embedded, "MATCH (c:Claim)-[:ABOUT]->(:Statistic) RETURN c.source") == {
        ("statistics",),
        ("officer:test",),
    }


def test_nobody_knows_whom_a_figure_is_about_until_an_officer_says(embedded: Store, tmp_path: Path) -> None:
    load(embedded, letter(tmp_path, "Ghi chú\nCó 7 dự án. Năm 2023 có 15 đoàn vào."), LISTS / "unions.csv")
    id_ = figure(embedded, "Số dự án")
    with pytest.raises(SubjectMissing):
        accept(embedded, VIEWER, id_)
    with pytest.raises(NotFound):
        accept(embedded, VIEWER, id_, Changes(subject="Hội không có"))
    with pytest.raises(BadRequest):
        accept(embedded, VIEWER, id_, Changes(value=float("nan")))
    union = next(iter(rows(embedded, "MATCH (u:FriendshipUnion) RETURN u.name")))[0]
    accept(embedded, VIEWER, id_, Changes(subject=union, measure="Số dự án của Liên hiệp"))
    assert rows(embedded, "MATCH (s:Statistic)-[:ABOUT_SUBJECT]->(u) RETURN s.name, u.name") == {
        (f"Số dự án của Liên hiệp – {union}", union)
    }


def test_an_officer_decides_on_pages_without_a_script_and_over_http(embedded: Store, tmp_path: Path) -> None:
    load(embedded, letter(tmp_path), SAMPLES / "minutes.pdf", LISTS / "ngos.csv")
    with TestClient(
        create_app(Settings(neo4j_uri=None, data_dir=tmp_path, officer="Cúc"), embedded), base_url=BASE
    ) as client:
        client.headers["origin"] = BASE
        found = client.get("/api/v1/proposals", params={"open": True}).json()
        assert found["total"] == len(found["items"]) > 5
        one, two, three = found["items"][:3]
        page = client.get("/proposals?lang=vi").text
        assert f'action="/proposals/{one["id"]}/accept"' in page and "Đà Nẵng" in page
        form = {"value": str(one["value"]), "measure": one["measure"]["vi"], "period": "2024", "next": "/proposals"}
        answer = client.post(f"/proposals/{one['id']}/accept", data=form, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/proposals?done={one['id']}")
        assert f"state=all#{one['id']}" in client.get(answer.headers["location"]).text, "what was done is said"
        assert (
            client.post(f"/proposals/{two['id']}/reject", data={"reason": "cũ"}, follow_redirects=False).status_code
            == 303
        )
        assert client.post(f"/proposals/{three['id']}/accept", data={"value": "nhiều"}).status_code == 422
        assert (
            client.post(f"/api/v1/proposals/{three['id']}/accept", json={"value": 9}).json()["statistic"]["type"]
            == "Statistic"
        )
        assert client.post("/api/v1/proposals/figure-0/reject").status_code == 404
        assert client.get("/api/v1/proposals", params={"open": True}).json()["total"] == found["total"] - 3
        mine = client.get("/api/v1/proposals", params={"document": one["document"]["id"]}).json()["items"]
        assert {it["document"]["id"] for it in mine} == {one["document"]["id"]}
        page = client.get(f"/entities/{one['document']['id']}?lang=en").text
        assert "Full text" in page and "figures decided" in page and "Cúc" in page
        assert client.get(f"/api/v1/entities/{one['document']['id']}/network").json()["shown"] > 1
