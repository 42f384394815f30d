"""Two records of one partner made one, and apart again, on both engines."""

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph import entities
from graph.asked import NotFound
from graph.batch import write_batch
from graph.cards import card
from graph.claims import Origin
from graph.history import as_of, history
from graph.judging import AlreadyOne
from graph.merging import JudgedDifferent, NeverMerged, NotMerged, OtherTypes, judge, judgements, merge, unmerge
from graph.network import network
from graph.paths import paths
from graph.settings import Settings
from graph.store import Store
from graph.things import Entity, Statement, Tie
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
    with pytest.raises(JudgedDifferent):
        merge(three, VIEWER, a, b)
    with pytest.raises(NotMerged):
        unmerge(three, VIEWER, b)
    merge(three, VIEWER, a, b, "the office moved", anyway=True)
    for keep, absorb in ((a, b), (b, a)):  # the second would close a ring
        with pytest.raises(AlreadyOne):
            merge(three, VIEWER, keep, absorb)
    assert [(j.verdict, j.reason) for j in judgements(three, VIEWER)] == [("same", "the office moved")]


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
    web = TestClient(create_app(Settings(), three), base_url="http://127.0.0.1")
    assert web.get(f"/api/v1/entities/{c}").json()["id"] == a
    assert web.get(f"/entities/{c}", follow_redirects=False).headers["location"].endswith(f"/entities/{a}")
    assert web.post(f"/api/v1/entities/{a}/merge", json={"absorb": c}).json()["type"] == "urn:amity:already_one"
    assert B.name in web.get(f"/entities/{a}").text
    assert web.post(f"/entities/{b}/unmerge", follow_redirects=False).headers["location"] == f"/entities/{b}"
    assert web.post(f"/api/v1/entities/{c}/unmerge").json()["survivor"] == b
    assert web.post(f"/api/v1/entities/{a}/merge", json={"absorb": c, "reason": "x"}).json()["survivor"] == a
