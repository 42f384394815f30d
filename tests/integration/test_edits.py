"""Officers edit: their words outrank lists, survive a list sent again, and can be taken back."""

from pathlib import Path
from typing import Any, cast

import pytest

from graph import edits, tie_edits
from graph.deep import faults
from graph.desk import at_desk
from graph.edit_errors import AlreadyThere, BadEdit, NotEdited, VersionChanged
from graph.entities import claims, entity, neighbours
from graph.errors import Conflict
from graph.history import history
from graph.joining import learned
from graph.merging import merge, unmerge
from graph.past import as_of
from graph.search import bearers
from graph.store import Store, Viewer
from graph.subgraph import ties_of
from graph.voices import tie_disagreements
from ingest.run import Options, ingest_paths
from tests.support import VIEWER, count, nodes, rows, ties

LAN, MINH = Viewer(user="Lan"), Viewer(user="Minh")
HEAD = "Tên tổ chức,Quốc gia,Số đăng ký,Trang web,Điện thoại\n"
FIRST = "Quỹ Biển Xanh (mẫu),Nhật Bản,BM-1,bienxanh.example,0225 111\n"
AGAIN = "Quỹ Biển Xanh (mẫu),Nhật Bản,BM-1,bienxanh2.example,0225 222\n"


def send(store: Store, folder: Path, row: str) -> None:
    path = folder / "tcpcpnn.csv"
    path.write_text(HEAD + row, encoding="utf-8")
    report = ingest_paths(store, [path], options=Options(reference=False, accept_fall=True))
    assert report.exit_code == 0, report.as_json("en")


@pytest.fixture
def ngo(store: Store, tmp_path: Path) -> str:
    send(store, tmp_path, FIRST)
    return next(iter(nodes(store, "NGO")))[0]


def test_an_edit_outranks_the_list_outlives_it_and_is_taken_back(store: Store, tmp_path: Path, ngo: str) -> None:
    before = entity(store, VIEWER, ngo)
    told = edits.edit(
        store, LAN, ngo, {"website": "https://lan.example", "name": "Quỹ Biển Xanh Mới (mẫu)"}, ["phone"], "gọi điện"
    )
    assert (told["name"], told["properties"]["website"]) == ("Quỹ Biển Xanh Mới (mẫu)", "https://lan.example")
    assert "phone" not in told["properties"]
    assert before["name"] in told["aliases"]
    assert told["version"] != before["version"]

    send(store, tmp_path, AGAIN)
    assert entity(store, VIEWER, ngo)["properties"]["website"] == "https://lan.example"
    differing = claims(store, VIEWER, ngo)["disagreements"]
    assert {d["value"] for d in differing["website"]} == {"bienxanh2.example", "https://lan.example"}
    assert {d["value"] for d in differing["phone"]} == {"0225 222", ""}
    assert rows(store, "MATCH (n:NGO) RETURN n.disputes") == {(2,)}

    # Of two officers the later counts, property by property: what Lan says of one thing says nothing of another.
    edits.edit(store, MINH, ngo, {"website": "https://minh.example"})
    edits.edit(store, LAN, ngo, {"email": "lan@example.org"})
    assert entity(store, VIEWER, ngo)["properties"]["website"] == "https://minh.example"

    edits.retract(store, LAN, ngo, "website")
    assert entity(store, VIEWER, ngo)["properties"]["website"] == "bienxanh2.example"
    edits.retract(store, MINH, ngo)
    after = entity(store, VIEWER, ngo)
    assert (after["name"], after["properties"]["phone"]) == (before["name"], "0225 222")
    assert rows(store, "MATCH (k:Key)-[i:IDENTIFIES]->() WHERE i.run STARTS WITH 'officer:' RETURN k.id") == set()
    with pytest.raises(NotEdited):
        edits.retract(store, LAN, ngo)
    said = [
        (m["what"], c["name"])
        for m in history(store, VIEWER, ngo)["items"]
        for c in m["changes"]
        if m["source"] == "officer:Lan"
    ]
    assert {("said", "website"), ("closed", "website")} <= set(said)
    taken = {m["publisher"] for m in history(store, VIEWER, ngo)["items"] if m["what"] == "closed" and m["edited"]}
    assert taken == {"Lan", "Minh"}  # who took it back, whoever had said it
    assert as_of(store, VIEWER, ngo, "2099")["properties"]["website"] == "bienxanh2.example"


def test_an_edit_on_an_old_version_is_refused_with_both_shown(store: Store, ngo: str) -> None:
    seen = entity(store, VIEWER, ngo)["version"]
    assert edits.edit(store, LAN, ngo, {"website": "https://a.example"}, version=seen)["version"] != seen
    with pytest.raises(VersionChanged) as refused:
        edits.edit(store, MINH, ngo, {"website": "https://b.example"}, version=seen)
    assert refused.value.current["properties"]["website"] == "https://a.example"
    assert refused.value.yours == {"set": {"website": "https://b.example"}, "clear": []}
    edits.comment(store, MINH, ngo, "Đã gọi, hẹn tháng sau")
    current = refused.value.current["version"]
    assert edits.edit(store, MINH, ngo, {"website": "https://b.example"}, version=current)
    assert entity(store, VIEWER, ngo)["properties"]["website"] == "https://b.example"


def test_an_entity_is_made_closed_and_opened_again(store: Store, tmp_path: Path, ngo: str) -> None:
    made = edits.create(store, LAN, "NGO", "Quỹ Sao Mai (mẫu)", {"country": "JP"}, "gặp tại hội thảo")
    assert (made["type"], made["properties"]["country"]) == ("NGO", "JP")
    with pytest.raises(AlreadyThere):
        edits.create(store, LAN, "NGO", "Quỹ Sao Mai (mẫu)")
    with pytest.raises(AlreadyThere) as same:  # whatever it is called: its number is another's
        edits.create(store, LAN, "NGO", "Quỹ Chiều Tà (mẫu)", {"registration": "BM-1"})
    assert [choice["id"] for choice in same.value.choices] == [ngo]
    assert entity(store, VIEWER, ngo)["name"] == "Quỹ Biển Xanh (mẫu)"
    other = edits.create(store, LAN, "NGO", "Quỹ Sao Mai (mẫu)", anyway=True)
    assert other["id"] != made["id"]
    closed = edits.close(store, LAN, ngo, "2026-05-01", "đã giải thể")
    assert (closed["closed"], closed["properties"]) == ("2026-05-01", {})
    for row in (AGAIN, "Quỹ Khác (mẫu),Nhật Bản,BM-2,,\n", AGAIN):  # whether the list holds it still or not
        send(store, tmp_path, row)
        assert entity(store, VIEWER, ngo)["closed"] == "2026-05-01"
    assert list(faults(store, VIEWER)) == []
    assert edits.retract(store, LAN, ngo, "closed")["closed"] is None
    assert entity(store, VIEWER, ngo)["properties"]["website"] == "bienxanh2.example"

    # An edit puts right; it does not keep alive what no list holds any more.
    edits.edit(store, LAN, ngo, {"website": "https://lan.example"})
    send(store, tmp_path, "Quỹ Khác (mẫu),Nhật Bản,BM-2,,\n")
    assert entity(store, VIEWER, ngo)["closed"]
    send(store, tmp_path, FIRST)
    assert entity(store, VIEWER, ngo)["properties"]["website"] == "https://lan.example"
    assert count(store, "(x:Claim {id: 'officer:Lan:edit/" + ngo + "/website'})") == 1


def test_a_name_that_an_officer_withdrew_is_nobodys_until_that_is_taken_back(store: Store, tmp_path: Path) -> None:
    head = "Tên tổ chức,Tên tiếng Anh,Quốc gia,Số đăng ký,Điện thoại\n"
    first, other = tmp_path / "tcpcpnn.csv", tmp_path / "tcpcpnn-khac.csv"
    first.write_text(head + "Quỹ Biển Xanh (mẫu),Quỹ Sao (mẫu),Nhật Bản,BM-1,1\n", encoding="utf-8")
    other.write_text(head + "Quỹ Sao (mẫu),,Nhật Bản,,\n", encoding="utf-8")
    options = Options(reference=False, accept_fall=True)
    ingest_paths(store, [first], options=options)
    ((ngo,),) = nodes(store, "NGO")
    assert entity(store, VIEWER, ngo)["names"]["en"] == "Quỹ Sao (mẫu)"
    with pytest.raises(BadEdit):
        edits.edit(store, LAN, ngo, {"not_called": ["Quỹ Sao (mẫu)", "quỹ biển xanh (mẫu)"]})
    told = edits.edit(store, LAN, ngo, {"not_called": ["quỹ SAO (mẫu)"]}, (), "của quỹ khác")
    assert (told["names"]["en"], told["aliases"]) == ("Quỹ Biển Xanh (mẫu)", [])
    first.write_text(first.read_text(encoding="utf-8").replace(",1\n", ",2\n"), encoding="utf-8")
    ingest_paths(store, [first, other], options=options)
    assert entity(store, VIEWER, ngo)["properties"] | {"phone": "2"} == entity(store, VIEWER, ngo)["properties"]
    assert {name for (name,) in rows(store, "MATCH (n:NGO) RETURN n.name")} == {"Quỹ Biển Xanh (mẫu)", "Quỹ Sao (mẫu)"}
    assert [one["name"] for one in bearers(store, VIEWER, "quy sao mau")] == ["Quỹ Sao (mẫu)"]
    assert [m["reason"] for m in history(store, VIEWER, ngo)["items"] if m["edited"]] == ["của quỹ khác"]
    (star,) = {id_ for (id_,) in nodes(store, "NGO")} - {ngo}
    merge(store, LAN, star, ngo)  # what officers judged one teaches no name that was withdrawn
    edits.edit(store, LAN, star, {"not_called": ["Quỹ Biển Xanh (mẫu)"]})
    assert {one.alias for one in learned(store, VIEWER)} == {"Quỹ Sao (mẫu)"}
    unmerge(store, LAN, ngo, verdict=None)
    assert edits.retract(store, MINH, ngo, "not_called")["names"]["en"] == "Quỹ Sao (mẫu)"
    assert list(faults(store, VIEWER)) == []


def test_words_about_a_tie_follow_its_ends_when_they_are_merged(
    embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = (edits.create(embedded, LAN, "Person", f"Người {n} (mẫu)")["id"] for n in "ABC")
    first, second, third = sorted(people)
    tie_edits.create_tie(embedded, LAN, "KNOWS", second, third)
    merge(embedded, LAN, first, third)
    assert ties(embedded, "KNOWS") == {(first, second)}  # the other way round, and still the words about the second
    assert tie_edits.retract_tie(embedded, MINH, f"{second}~KNOWS~{first}") is None
    assert ties(embedded, "KNOWS") == set()
    unmerge(embedded, LAN, third, verdict=None)

    def late(*asked: Any, **more: Any) -> Any:
        merge(embedded, MINH, first, third)
        return at_desk(*asked, **more)

    monkeypatch.setattr(tie_edits, "at_desk", late)
    with pytest.raises(Conflict):
        tie_edits.create_tie(embedded, LAN, "KNOWS", second, third)
    assert list(faults(embedded, VIEWER)) == []


class Deaf:
    """A store of which the answer to every write is lost once: what was done is done again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def write(self, work: Any, /, seconds: float = 60.0) -> Any:
        self._store.write(work, seconds)
        return self._store.write(work, seconds)


def test_an_edit_whose_answer_was_lost_is_kept_once_and_taken_back_once(embedded: Store) -> None:
    deaf = cast("Store", Deaf(embedded))
    made = edits.create(embedded, LAN, "NGO", "Quỹ Sao Mai (mẫu)")
    told = edits.edit(deaf, LAN, made["id"], {"website": "https://lan.example"}, version=made["version"])
    assert "website" not in edits.retract(deaf, LAN, made["id"], "website", told["version"])["properties"]
    assert [m["what"] for m in history(embedded, VIEWER, made["id"])["items"] if m["edited"]] == ["closed", "said"]
    person = edits.create(embedded, LAN, "Person", "Nguyễn Thị Lan (mẫu)")
    tie = tie_edits.create_tie(embedded, LAN, "HAS_POST", person["id"], made["id"])
    assert tie_edits.retract_tie(deaf, LAN, tie["id"], tie["version"]) is None


def test_faults_are_told_at_once(embedded: Store, tmp_path: Path) -> None:
    made = edits.create(embedded, LAN, "NGO", "Quỹ Sao Mai (mẫu)")
    with pytest.raises(BadEdit) as refused:
        edits.edit(
            embedded, LAN, made["id"], {"relations_since": "31/02/2026", "colour": "xanh", "email": "an"}, ["name"]
        )
    assert [f.name for f in refused.value.faults] == ["colour", "relations_since", "email", "name"]
    assert "2026-05-12" in refused.value.message("vi")
    assert "website" in refused.value.message("en")
    with pytest.raises(BadEdit):
        edits.close(embedded, LAN, made["id"], "2999-01-01")

    # What an officer says of one end of a time is held against what stands of the other.
    signed = edits.create(embedded, LAN, "Agreement", "Thỏa thuận kết nghĩa (mẫu)", {"since": "2024-06"})["id"]
    tie = tie_edits.create_tie(embedded, LAN, "PARTY_TO", made["id"], signed, {"since": "2024-06-12"})["id"]
    for late in (
        lambda: edits.edit(embedded, LAN, signed, {"until": "2023"}),
        lambda: edits.close(embedded, LAN, signed, "2024-05-31"),
        lambda: tie_edits.close_tie(embedded, LAN, tie, "2024-06-11"),
    ):
        with pytest.raises(BadEdit) as refused:
            late()
        assert "06/2024" in refused.value.message("vi")
    edits.edit(embedded, LAN, signed, {"until": "2025"})
    with pytest.raises(BadEdit):
        edits.edit(embedded, LAN, signed, {"since": "2026"})
    tie_edits.close_tie(embedded, LAN, tie, "2024-06-12")
    with pytest.raises(BadEdit):
        tie_edits.edit_tie(embedded, LAN, tie, {"since": "2024-07"})
    assert tie_edits.edit_tie(embedded, LAN, tie, {"since": "2024-07"}, ["until"])["properties"]["since"] == "2024-07"


def test_a_tie_is_made_put_right_ended_and_given_back_to_the_lists(store: Store, tmp_path: Path, ngo: str) -> None:
    path = tmp_path / "vien-tro.csv"
    path.write_text(
        "Mã dự án,Tên dự án,Nhà tài trợ,Cam kết (USD),Năm\nVT-1,Nước sạch (mẫu),Quỹ Biển Xanh (mẫu),1000,2025\n",
        encoding="utf-8",
    )
    ingest_paths(store, [path], options=Options(reference=False))
    ((_, item, report),) = ties(store, "FUNDS", "id")
    named = f"{ngo}~FUNDS~{item}"
    told = tie_edits.tie(store, VIEWER, report)
    assert (told["id"], told["properties"]["committed"]) == (named, 1000)
    put = tie_edits.edit_tie(store, LAN, named, {"committed": 900, "since": "2024"}, version=told["version"])
    assert (put["properties"]["committed"], put["properties"]["since"]) == (900, "2024")
    with pytest.raises(VersionChanged):
        tie_edits.edit_tie(store, MINH, named, {"committed": 800}, version=told["version"])
    closed = tie_edits.close_tie(store, MINH, named, "2026-01-31", "dự án dừng")
    assert (closed["properties"]["committed"], closed["properties"]["until"]) == (900, "2026-01-31")
    assert [it["disputed"] for g in neighbours(store, VIEWER, ngo, "FUNDS") for it in g["items"]] == [["committed"]]
    assert [
        (it["tie"]["id"], it["property"], [(v["value"], v["sources"], v["believed"]) for v in it["values"]])
        for it in tie_disagreements(store, VIEWER, "NGO")["items"]
    ] == [(named, "committed", [("900", ["Lan", "Minh"], True), ("1000", ["Liên hiệp các tổ chức hữu nghị"], False)])]
    assert tie_disagreements(store, VIEWER, "Person")["items"] == []
    assert tie_disagreements(store, VIEWER, cursor=ngo)["items"] == []
    (edge,) = ties_of(store, VIEWER, [ngo], ["FUNDS"])
    assert (edge["until"], edge["committed"], len(edge["sources"])) == ("2026-01-31", 900, 3)
    assert (back := tie_edits.retract_tie(store, LAN, named)) and back["properties"]["committed"] == 1000
    assert "until" not in back["properties"]
    told = [
        (m["publisher"], m["what"], {c["name"]: c["after"] for tie in m["ties"]["edited"] for c in tie["changes"]})
        for m in reversed(history(store, VIEWER, ngo)["items"])
        if m["edited"]
    ]
    nothing = dict.fromkeys(("committed", "since"))
    assert told[:2] == [
        ("Lan", "said", {"committed": 900, "since": "2024"}),
        ("Minh", "said", {"committed": 900, "since": "2024", "until": "2026-01-31"}),
    ]
    assert sorted(told[2:], key=lambda it: len(it[2])) == [
        ("Lan", "closed", nothing),
        ("Lan", "closed", nothing | {"until": None}),
    ]

    person = edits.create(store, LAN, "Person", "Nguyễn Thị Lan (mẫu)", {"organization": "Quỹ Biển Xanh (mẫu)"})
    with pytest.raises(BadEdit):
        tie_edits.create_tie(store, LAN, "HAS_POST", ngo, person["id"])
    made = tie_edits.create_tie(store, LAN, "HAS_POST", person["id"], ngo, {"title": "Giám đốc", "since": "2020"})
    with pytest.raises(AlreadyThere):
        tie_edits.create_tie(store, MINH, "HAS_POST", person["id"], ngo)
    assert ties(store, "HAS_POST", "title", "since") == {(person["id"], ngo, "Giám đốc", "2020")}
    edits.comment(store, MINH, ngo, "đã nghỉ hưu?", made["id"])
    assert tie_edits.retract_tie(store, MINH, made["id"]) is None
    assert ties(store, "HAS_POST") == set()
