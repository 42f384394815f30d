"""Statements in the graph: one partner once, two voices apart, nothing twice under many writers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random

import pytest

from graph.batch import write_batch
from graph.claims import Origin
from graph.errors import Conflict
from graph.golden import overlay
from graph.store import Store
from graph.things import Entity, Statement, Tie
from tests.support import read, rows


def origin(source: str = "list", rank: int = 50, run: str = "r1", seen: str = "2026-01-01T00:00:00") -> Origin:
    return Origin(source, rank, f"{source}.csv", f"{source}-{run}", seen)


def say(store: Store, *statements: Statement, who: Origin | None = None, number: int = 1) -> object:
    return write_batch(store, who or origin(), number, statements, set())


def insist(work: Callable[[], object]) -> None:
    """Do again what others' changes made give up, as the error says."""
    for _ in range(20):
        try:
            work()
        except Conflict:
            continue
        return
    pytest.fail("never got through")


JAPAN = Entity("Country", "Nhật Bản", {"iso2": "JP"}, id="country-jp")


def twin(name: str, partner: str) -> Statement:
    agreement = Entity(
        "Agreement", f"{name} – {partner}", {"parties": f"{name}|{partner}", "kind": "twinning", "since": "2014"}
    )
    here, there = (Entity("Locality", n, {"country": "VN" if n == name else "JP"}) for n in (name, partner))
    return Statement(f"{name}/{partner}", agreement, (Tie("PARTY_TO", here, agreement), Tie("PARTY_TO", there, agreement),
                                                      Tie("TWINNED_WITH", here, there), Tie("LOCATED_IN", there, JAPAN)))  # fmt: skip


def test_everything_is_traced_to_a_claim_and_its_source(store: Store) -> None:
    say(store, twin("Hải Phòng", "Kitakyushu"))
    assert rows(store, "MATCH (e:Entity) WHERE NOT (e)<-[:ABOUT]-(:Claim) RETURN e.name") == set()
    told = rows(store, "MATCH (:Entity)-[t]->(:Entity) RETURN type(t), t.claim, t.source")
    assert {type_ for type_, _, _ in told} == {"PARTY_TO", "TWINNED_WITH", "LOCATED_IN"}
    assert {(claim, source) for _, claim, source in told} == {("list:Hải Phòng/Kitakyushu", "list")}


def test_two_sources_are_two_voices_about_one_partner(store: Store) -> None:
    say(store, twin("Hải Phòng", "Kitakyushu"))
    say(store, twin("Hải Phòng", "Kitakyushu"), who=origin("register", 70))
    assert len(rows(store, "MATCH (a:Agreement) RETURN a.id")) == 1
    assert rows(store, "MATCH ()-[t:TWINNED_WITH]->() RETURN t.source") == {("list",), ("register",)}


def test_the_higher_rank_is_believed_and_both_are_kept(store: Store) -> None:
    low = Entity("NGO", "Quỹ Xanh", {"registration": "R1", "phone": "111"})
    high = Entity("NGO", "Quỹ Xanh", {"registration": "R1", "phone": "222"})
    say(store, Statement("x", high), who=origin("register", 70))
    say(store, Statement("x", low), who=origin("list", 50))
    assert rows(store, "MATCH (n:NGO) RETURN n.phone") == {("222",)}
    assert rows(store, "MATCH (c:Claim) RETURN c.source, c.phone") == {("register", "222"), ("list", "111")}


def test_names_that_differ_by_a_tone_stay_two(store: Store) -> None:
    pair = [Entity("Locality", n, {"country": "VN"}) for n in ("Cẩm Giang", "Cẩm Giàng")]
    say(store, *(Statement(e.name, e) for e in pair))
    assert rows(store, "MATCH (p:Locality) RETURN p.name") == {("Cẩm Giang",), ("Cẩm Giàng",)}


def test_an_ambiguous_mention_refuses_its_record_and_no_other(store: Store) -> None:
    say(store, *(Statement(c, Entity("NGO", "Caritas", {"country": c})) for c in ("DE", "FR")))
    item = Entity("AidItem", "Cầu", {"code": "1"})
    good = Entity("AidItem", "Đường", {"code": "2"})
    caritas = Entity("Organization", "Caritas", guess="NGO")
    outcome = write_batch(store, origin("aid"), 1, [
        Statement("1", item, (Tie("FUNDS", caritas, item),)), Statement("2", good)], set())  # fmt: skip
    assert [type(why).__name__ for _, why in outcome.refused] == ["AmbiguousName"]
    assert rows(store, "MATCH (a:AidItem) RETURN a.name") == {("Đường",)}


def test_two_records_of_one_key_are_refused_the_second_time(store: Store) -> None:
    one, two = (Entity("NGO", n, {"registration": "R1"}) for n in ("Quỹ A", "Quỹ B"))
    outcome = write_batch(store, origin(), 1, [Statement("R1", one, row="2"), Statement("R1", two, row="3")], set())
    assert [type(why).__name__ for _, why in outcome.refused] == ["DuplicateRecord"]


def test_a_tie_that_is_no_longer_said_is_gone(store: Store) -> None:
    item = Entity("AidItem", "Cầu", {"code": "1"})
    funders = [Entity("NGO", n, {"country": "JP"}) for n in ("A", "B")]
    say(store, Statement("1", item, tuple(Tie("FUNDS", f, item) for f in funders)))
    say(
        store, Statement("1", item, (Tie("FUNDS", funders[1], item),)), who=origin(run="r2", seen="2026-02-01T00:00:00")
    )
    assert rows(store, "MATCH (n:NGO)-[:FUNDS]->(:AidItem) RETURN n.name") == {("B",)}


def test_eight_shuffled_writers_leave_no_duplicate(store: Store) -> None:
    ngos = [Entity("NGO", f"Quỹ {n}", {"country": "JP"}) for n in range(25)]
    items = [Entity("AidItem", f"Dự án {n}", {"code": str(n)}) for n in range(60)]
    told = [Statement(f"i{n}", item, (Tie("FUNDS", ngos[n % 25], item),)) for n, item in enumerate(items)]

    def write(worker: int) -> None:
        mine = list(told)
        Random(worker).shuffle(mine)
        who = Origin("list", 50, f"list{worker}.csv", f"run{worker}", "2026-01-01T00:00:00")
        for n in range(3):
            insist(partial(write_batch, store, who, n, mine[n * 20 : n * 20 + 20], set()))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert len(rows(store, "MATCH (n:NGO) RETURN n.id")) == 25
    assert len(rows(store, "MATCH (n:NGO) RETURN elementId(n)")) == 25
    assert len(rows(store, "MATCH (:NGO)-[t:FUNDS]->(:AidItem) RETURN elementId(t)")) == 60
    assert len(rows(store, "MATCH (c:Claim)-[a:ABOUT]->(:AidItem) RETURN elementId(c)")) == 60


def test_four_sources_at_once_leave_the_belief_that_all_their_claims_make(store: Store) -> None:
    def write(rank: int) -> None:
        mine = [Entity("NGO", f"Quỹ {n}", {"country": "JP", "phone": f"{rank}"}) for n in range(30)]
        Random(rank).shuffle(mine)
        who = origin(f"list{rank}", rank, seen=f"2026-01-01T00:00:{rank}")
        for n in range(3):
            part = [Statement(e.name, e) for e in mine[n * 10 : n * 10 + 10]]
            insist(partial(write_batch, store, who, n, part, set()))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, (20, 30, 40, 50)))
    assert rows(store, "MATCH (n:NGO) RETURN DISTINCT n.phone") == {("50",)}
    assert len(rows(store, "MATCH (n:NGO) RETURN n.id")) == 30
    told = read(
        store, "MATCH (e:Entity)<-[:ABOUT]-(c:Claim) RETURN e.id AS id, properties(e) AS e, collect(properties(c)) AS c"
    )
    for row in told:
        assert row["e"] == overlay(row["id"], "NGO", row["c"])


def test_a_row_that_moved_is_found_where_it_stands_now(store: Store) -> None:
    ngo = Entity("NGO", "Quỹ A", {"registration": "R1"})
    say(store, Statement("R1", ngo, row="Trang 1!7", sheet="Trang 1"))
    say(store, Statement("R1", ngo, row="Trang 2!9", sheet="Trang 2"), who=origin(run="r2", seen="2026-02-01T00:00:00"))
    assert rows(store, "MATCH (:Claim)-[a:ABOUT]->() RETURN a.sheet, a.row") == {("Trang 2", 9)}


def test_a_thing_linked_only_if_known_is_never_made(store: Store) -> None:
    caritas = Entity("Organization", "Caritas", guess="NGO")
    say(store, *(Statement(c, Entity("NGO", "Caritas", {"country": c})) for c in ("DE", "FR")))
    item, visit = Entity("AidItem", "Cầu", {"code": "1"}), Entity("Delegation", "Đoàn", {"direction": "inbound"})
    loose = Entity("AidItem", "Cầu", only_known=True)
    refused = Statement("1", item, (Tie("FUNDS", caritas, item),), row="2")
    say(store, refused, Statement("2", visit, (Tie("FOLLOWED_UP_BY", visit, loose),), row="3"), who=origin("mixed"))
    assert rows(store, "MATCH (a:AidItem) RETURN a.name") == set()
    assert rows(store, "MATCH (d:Delegation) RETURN d.name") == {("Đoàn",)}
