"""Two records of one partner made one, and apart again, on both engines."""

import json
import operator
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.cli import build
from graph import entities, merging
from graph.asked import NotFound
from graph.batch import write_batch
from graph.cards import card
from graph.claims import Origin
from graph.errors import AmityError, Conflict
from graph.history import history
from graph.judging import AlreadyOne, pair
from graph.merging import JudgedDifferent, NeverMerged, NotMerged, OtherTypes, judge, judgements, merge, unmerge
from graph.network import network
from graph.past import as_of
from graph.paths import paths
from graph.settings import load_settings
from graph.store import BoltStore, Store, Viewer
from graph.things import Entity, Statement, Tie
from ingest.revert import revert
from ingest.run import Options, ingest_paths
from tests.faults.merges import campaign
from tests.support import VIEWER, fingerprint, rows


def say(store: Store, *statements: Statement, source: str = "list", rank: int = 50, day: str = "2026-01-01") -> None:
    seen = f"{day}T00:00:00"
    who = Origin(source, rank, f"{source}.csv", f"{source}-{seen}", seen)
    outcome = write_batch(store, who, 1, statements, set())
    assert not outcome.refused, outcome.refused


def ngo(name: str, registration: str, **more: str) -> Entity:
    return Entity("NGO", name, {"registration": registration} | more)


def item(code: str, *funders: Entity) -> Statement:
    what = Entity("AidItem", f"Dự án {code}", {"code": code})
    return Statement(code, what, tuple(Tie("FUNDS", f, what, {"committed": 5, "currency": "USD"}) for f in funders))


A, B, C = (ngo(f"Quỹ {n} (mẫu)", f"R-{n}", short=n * 2) for n in "ABC")
VIET_NAM, JAPAN = (
    Entity("Country", n, {"iso2": c}, id=f"country-{c.lower()}") for n, c in (("Việt Nam", "VN"), ("Nhật Bản", "JP"))
)
BODY = Entity("MultilateralBody", "Ban D (mẫu)", {"short": "BD"})


def id_of(store: Store, thing: Entity) -> str:
    ((found,),) = rows(store, "MATCH (e:Entity) WHERE e.name = $name RETURN e.id", name=thing.name)
    return found


@pytest.fixture
def three(store: Store) -> Store:
    """Three partners, what they fund, and a tie between two of them."""
    say(store, *(Statement(x.name, x) for x in (A, B, C)), Statement("BD", BODY))
    say(store, item("1", A), item("2", B), item("3", B, C), source="aid")
    say(store, Statement("n", B, (Tie("COORDINATES_WITH", B, A), Tie("COORDINATES_WITH", C, B))), source="net")
    return store


def graph_of(store: Store) -> list[str]:
    """All but the judgements."""
    return [line for line in fingerprint(store) if '"Decision"' not in line]


def test_what_is_merged_and_taken_apart_is_as_it_was(three: Store) -> None:
    before = graph_of(three)
    a, b, c = (id_of(three, x) for x in (A, B, C))
    came = merge(three, VIEWER, a, b, "one number")
    assert (came.survivor, came.absorbed, came.claims, came.ties, set(came.names)) == (a, b, 3, 3, {B.name, "BB"})
    assert rows(three, "MATCH (:NGO {id: $a})-[:FUNDS]->(i) RETURN i.code", a=a) == {("1",), ("2",), ("3",)}
    assert rows(three, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.name") == {(A.name,), (C.name,)}
    merge(three, VIEWER, a, c)
    assert rows(three, "MATCH (:NGO {id: $a})-[:FUNDS]->(i) RETURN i.code, count(*)", a=a) == {
        ("1", 1),
        ("2", 1),
        ("3", 2),
    }
    assert unmerge(three, VIEWER, b).claims == 3
    unmerge(three, VIEWER, c)
    assert graph_of(three) == before
    assert {(j.verdict, {j.a, j.b} == {a, b}) for j in judgements(three, VIEWER)} == {
        ("different", True),
        ("different", False),
    }


def test_what_must_not_be_merged_is_refused(three: Store) -> None:
    a, b, d = (id_of(three, x) for x in (A, B, BODY))
    say(three, Statement("vn", VIET_NAM), Statement("jp", JAPAN), source="reference", rank=60)
    for keep, absorb, why in (
        (a, a, AlreadyOne), (a, d, OtherTypes), (a, "ngo-none", NotFound), ("country-vn", "country-jp", NeverMerged),
    ):  # fmt: skip
        with pytest.raises(why):
            merge(three, VIEWER, keep, absorb)
    judge(three, VIEWER, b, a, "different", "two numbers")
    with pytest.raises(JudgedDifferent) as refused:
        merge(three, VIEWER, a, b)
    assert all(f"“{x.name}”" in refused.value.message("vi") for x in (A, B))
    with pytest.raises(NotMerged):
        unmerge(three, VIEWER, b)
    merge(three, VIEWER, a, b, "the office moved", anyway=True)
    for keep, absorb in ((a, b), (b, a)):  # the second would close a ring
        with pytest.raises(AlreadyOne):
            merge(three, VIEWER, keep, absorb)
    assert [(j.verdict, j.reason) for j in judgements(three, VIEWER)] == [("same", "the office moved")]


def test_what_a_merge_overruled_stands_again_when_it_is_taken_apart(three: Store) -> None:
    a, b, c = (id_of(three, x) for x in (A, B, C))
    for one in (a, b):
        judge(three, Viewer(user="Lan"), one, c, "different", "hai quỹ")
    before = {pair(j.a, j.b): (j.verdict, j.by) for j in judgements(three, VIEWER)}
    merge(three, VIEWER, a, b)
    merge(three, VIEWER, a, c, anyway=True)
    unmerge(three, VIEWER, c, verdict=None)
    after = {pair(j.a, j.b): (j.verdict, j.by) for j in judgements(three, VIEWER)}
    assert after == before | {pair(a, b): ("same", VIEWER.user)}
    with pytest.raises(JudgedDifferent):
        merge(three, VIEWER, a, c)


def test_an_old_id_is_answered_wherever_it_is_asked(three: Store) -> None:
    a, b, c = (id_of(three, x) for x in (A, B, C))
    merge(three, VIEWER, b, c)
    merge(three, VIEWER, a, b)
    told = entities.entity(three, VIEWER, c)
    assert (told["id"], told["asked"], [one["id"] for one in told["merged"]]) == (a, c, sorted((b, c)))
    assert {(one["home"], one["source"]) for one in told["sources"]} >= {(None, "list"), (b, "list"), (c, "list")}
    assert entities.find(three, VIEWER, c) == entities.find(three, VIEWER, "quy b mau") == a
    assert {g["type"] for g in entities.neighbours(three, VIEWER, c)} == {"FUNDS"}
    assert {one["home"] for one in entities.claims(three, VIEWER, b)["items"]} == {None, b, c}
    assert {one["home"] for one in history(three, VIEWER, c)["items"]} == {None, b, c}
    assert as_of(three, VIEWER, c, "2026-06")["name"] == A.name
    assert network(three, VIEWER, c).graph["centre"] == a
    assert paths(three, VIEWER, c, id_of(three, Entity("AidItem", "Dự án 1")))["from"]["id"] == a
    assert card(three, VIEWER, c)["degree"] == 3
    web = TestClient(create_app(load_settings(), three), base_url="http://127.0.0.1")
    assert web.get(f"/api/v1/entities/{c}").json()["id"] == a
    assert web.get(f"/entities/{c}", follow_redirects=False).headers["location"].endswith(f"/entities/{a}")
    assert web.post(f"/api/v1/entities/{a}/merge", json={"absorb": c}).json()["type"] == "urn:amity:already_one"
    assert B.name in web.get(f"/entities/{a}").text
    assert web.post(f"/entities/{b}/unmerge").status_code == 422  # nobody is named yet
    named = web.post(f"/entities/{b}/unmerge", data={"officer": "Lan"}, follow_redirects=False)
    assert named.headers["location"] == f"/entities/{b}"
    assert web.post(f"/api/v1/entities/{c}/unmerge").json()["survivor"] == b
    assert web.post(f"/api/v1/entities/{a}/merge", json={"absorb": c, "reason": "x"}).json()["survivor"] == a
    refused = web.post(f"/entities/{a}/merge?lang=vi", data={"other": B.name})
    assert refused.status_code == 409 and "bỏ kết luận là khác nhau" in refused.text
    sure = web.post(f"/entities/{a}/merge", data={"other": b, "anyway": "on"}, follow_redirects=False)
    assert (sure.status_code, judgements(three, VIEWER)[0].by) == (303, "Lan")


def at_once(*works: Callable[[], object]) -> list[str]:
    """What became of each: "done" or the name of the error."""

    def outcome(work: Callable[[], object]) -> str:
        while True:
            try:
                work()
            except Conflict:
                continue
            except AmityError as error:
                return str(error) if error.status >= 500 else type(error).__name__
            return "done"

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(pool.map(outcome, works))


def test_officers_who_merge_at_once_leave_one_tree(three: Store) -> None:
    before = graph_of(three)
    a, b, c = (id_of(three, x) for x in (A, B, C))
    for first, second, came in (
        ((a, b), (b, a), ["AlreadyOne", "done"]),
        ((a, b), (a, c), ["done", "done"]),
        ((a, b), (b, c), ["done", "done"]),
        ((a, b), (c, b), ["done", "done"]),
    ):
        assert at_once(*(partial(merge, three, VIEWER, *pair) for pair in (first, second))) == came
        kept = rows(three, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.id")
        assert len(kept) == 3 - came.count("done"), (first, second)
        assert rows(three, "MATCH (c:Claim)-[:ABOUT]->(n:NGO) RETURN DISTINCT n.closed") == {(None,)}
        assert rows(three, "MATCH (n:NGO)-[t:FUNDS]->() RETURN count(t), count(DISTINCT t.id)") == {(4, 4)}
        assert rows(three, "MATCH (n:NGO)-[t:FUNDS]->() RETURN DISTINCT n.closed") == {(None,)}
        for (absorbed,) in rows(three, "MATCH (n:NGO) WHERE n.merged_into IS NOT NULL RETURN n.id"):
            unmerge(three, VIEWER, absorbed, verdict=None)
        assert graph_of(three) == before


def test_a_load_at_the_same_time_finds_who_survives(three: Store) -> None:
    """However they meet: everything about the merged lies at the survivor, and goes back."""
    a, b, c = (id_of(three, x) for x in (A, B, C))
    for n in range(4):
        day = f"2026-02-0{n + 1}"
        changed = Statement(B.name, ngo(B.name, "R-B", phone=str(n)), row=str(n))
        new = item(f"9{n}", B, C)
        load = partial(say, three, changed, source="list", day=day), partial(say, three, new, source=f"aid{n}", day=day)
        assert at_once(partial(merge, three, VIEWER, a, b), partial(merge, three, VIEWER, a, c), *load) == ["done"] * 4
        assert rows(three, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.id, n.phone") == {(a, str(n))}
        assert rows(three, "MATCH (c:Claim)-[:ABOUT]->(n:NGO) RETURN DISTINCT n.id") == {(a,)}
        assert rows(three, "MATCH (n:NGO)-[t:FUNDS]->() RETURN DISTINCT n.id") == {(a,)}
        again = partial(say, three, item("1", B, A), source="aid", day=day)
        assert (
            at_once(
                partial(unmerge, three, VIEWER, b, verdict=None),
                partial(unmerge, three, VIEWER, c, verdict=None),
                again,
            )
            == ["done"] * 3
        )
        assert rows(three, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.id, n.phone") == {
            (a, None),
            (b, str(n)),
            (c, None),
        }
        assert rows(three, "MATCH (n:NGO)-[:FUNDS]->(i) WHERE i.code STARTS WITH '9' RETURN n.id, count(i)") == {
            (b, n + 1), (c, n + 1)
        }  # fmt: skip
        assert rows(three, "MATCH (n:NGO)-[:FUNDS]->(i {code: '1'}) RETURN n.id") == {(a,), (b,)}


def test_a_chain_is_split_in_the_middle_and_a_record_under_a_new_key_stays_where_it_is_at_home(three: Store) -> None:
    a, b, c = (id_of(three, x) for x in (A, B, C))
    merge(three, VIEWER, b, c)
    merge(three, VIEWER, a, b)
    say(three, Statement("new key", ngo(C.name, "R-C", phone="3")), source="list", day="2026-03-01")
    say(three, Statement("by name", Entity("NGO", C.name, {"country": "JP"})), source="other", day="2026-03-01")
    assert rows(three, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.id, n.phone") == {(a, "3")}
    unmerge(three, VIEWER, b)
    assert rows(three, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.id, n.phone") == {(a, None), (b, "3")}
    assert rows(three, "MATCH (n:NGO {id: $b})-[:FUNDS]->(i) RETURN i.code", b=b) == {("2",), ("3",)}
    unmerge(three, VIEWER, c)
    assert rows(three, "MATCH (n:NGO) RETURN n.id, n.phone, n.closed, n.merged_into") == {
        (a, None, None, None), (b, None, None, None), (c, "3", None, None)
    }  # fmt: skip


def test_merges_and_unmerges_end_in_the_graph_of_the_lists_alone(store: Store) -> None:
    """The beginning of the campaign of tests/faults."""
    taken_apart, alone = campaign(store, 30, 7)
    assert taken_apart == alone


def test_a_merge_that_leaves_ties_where_they_lie_is_found_out(embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The weak control."""
    monkeypatch.setattr(merging._Act, "_move_ties", lambda *_: 0)
    with pytest.raises(AssertionError):
        assert operator.eq(*campaign(embedded, 30, 7))


def load(store: Store, path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines), encoding="utf-8")
    return ingest_paths(store, [path], options=Options(reference=False, accept_fall=True)).runs[-1].run or ""


def test_a_load_taken_back_over_merged_records_is_as_if_it_had_never_been(store: Store, tmp_path: Path) -> None:
    load(
        store,
        tmp_path / "ngo.csv",
        "Tên tổ chức,Quốc tịch,Số đăng ký",
        "Quỹ Xanh (mẫu),Nhật Bản,G-1",
        "Quỹ Lam (mẫu),Pháp,G-2",
    )
    before = graph_of(store)
    aid = (
        "Mã dự án,Tên dự án,Nhà tài trợ,Địa bàn",
        "V-1,Trạm (mẫu),Quỹ Xanh (mẫu),Hải Phòng",
        "V-2,Lớp (mẫu),Quỹ Mới (mẫu),Hải Phòng",
    )
    run = load(store, tmp_path / "vien-tro.csv", *aid)
    old, other, new = (id_of(store, Entity("NGO", f"Quỹ {n} (mẫu)")) for n in ("Xanh", "Lam", "Mới"))
    merge(store, VIEWER, old, new)
    merge(store, VIEWER, old, other)
    assert revert(store, run, dry_run=True).entities_gone == revert(store, run).entities_gone
    assert rows(store, "MATCH (n:NGO {id: $id}) RETURN n.id", id=new) == set()
    unmerge(store, VIEWER, other)
    assert graph_of(store) == before
    run = load(store, tmp_path / "vien-tro.csv", *aid)
    merge(store, VIEWER, new, old)
    revert(store, run)
    assert entities.entity(store, VIEWER, old)["id"] == new
    unmerge(store, VIEWER, old)
    assert graph_of(store) == before


def test_officers_merge_by_command(
    embedded: BoltStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(embedded, *(Statement(x.name, x) for x in (A, B)))
    a, b = (id_of(embedded, x) for x in (A, B))
    monkeypatch.delenv("AMITY_NEO4J_URI", raising=False)
    monkeypatch.setenv("AMITY_DATA_DIR", str(embedded._folder))

    def amity(*words: str) -> str:
        with pytest.raises(SystemExit):
            build("vi")(["resolve", *words, "--lang", "vi"], prog_name="amity")
        return capsys.readouterr().out

    assert f"Đã gộp {b} vào {a}: 1 ghi nhận" in amity("merge", a, "quy b mau", "--reason", "cùng số đăng ký")
    assert "cùng số đăng ký" in amity("judgements")
    assert json.loads(amity("unmerge", b, "--json"))["restored"] == b
    assert json.loads(amity("merge", a, b, "--json"))["type"] == "urn:amity:judged_different"
    assert [one["verdict"] for one in json.loads(amity("judgements", "--json"))["items"]] == ["different"]
