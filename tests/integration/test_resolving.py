"""From the graph to sure joins and open questions, and what officers say to them, on both engines."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph import doubts
from graph.asked import BadRequest
from graph.doubts import CountChanged, NothingToUndo, decide, decide_rule, latest, undo, waiting
from graph.errors import Conflict
from graph.joining import RULES, learned, resolve
from graph.judging import DIFFERENT, SAME, UNSURE, Judgement, judge, judgements
from graph.merging import JudgedUnsure
from graph.resolution.evidence import recalled
from graph.resolution.knowledge import Known
from graph.resolution.partners import partners
from graph.settings import Settings
from graph.store import Store, Viewer
from graph.texts import text
from graph.things import Entity
from tests.graphs import e, put, t
from tests.support import VIEWER, count, rows

LIKE = "Quỹ Ánh Dương Xanh (mẫu)"


def ids(store: Store) -> dict[str, str]:
    return {name: id_ for id_, name in rows(store, "MATCH (x:Entity) WHERE x.closed IS NULL RETURN x.id, x.name")}


def standing(store: Store, type_: str = "NGO") -> set[str]:
    return {name for (name,) in rows(store, f"MATCH (x:{type_}) WHERE x.closed IS NULL RETURN x.name")}


def asked(store: Store) -> set[frozenset[str]]:
    names = {id_: name for name, id_ in ids(store).items()}
    return {frozenset((names[one["a"]], names[one["b"]])) for one in waiting(store, VIEWER)}


def ngo(name: str, **said: str) -> Entity:
    return e("NGO", name, **said)


@pytest.fixture
def lists(store: Store) -> Store:
    """Partners as three lists name them: sure ones, doubtful ones, and ones that only look alike."""
    item, chief = e("AidItem", "Dự án 1 (mẫu)", code="1"), e("Person", "Mai Lan (mẫu)", organization="Lanternwood")
    wood, trust = (
        ngo("Lanternwood Relief Trust", country="GB", registration="R-1"),
        ngo("Lanternwood Relief Trust (LRT)"),
    )
    put(
        store,
        wood,
        ngo("Harbour Light Network", country="JP", website="https://harbour.example.org"),
        e("Business", "Lanternwood Relief Trust", tax_number="1"),
    )
    put(
        store,
        trust,
        ngo("Red Kapok Clinic Friends", country="FR"),
        ngo("Quỹ Cẩm Giang (mẫu)", country="VN"),
        source="licences",
    )
    put(
        store,
        ngo("Mạng lưới Ánh đèn Cảng", country="JP", website="harbour.example.org/vi"),
        ngo("Red Kapok Clinic Alliance", country="FR"),
        ngo("Quỹ Cẩm Giàng (mẫu)", country="VN"),
        ngo("Quy Cam Giang (mau)", country="VN"),
        source="aid",
    )
    put(store, t("FUNDS", wood, item), t("HAS_POST", chief, wood), source="aid-1")
    put(store, t("FUNDS", trust, item), t("HAS_POST", chief, trust), source="aid-2")
    return store


def test_sure_ones_are_joined_and_doubtful_ones_wait(lists: Store) -> None:
    before = standing(lists)
    told = resolve(lists, VIEWER, dry_run=True)
    assert (standing(lists), count(lists, "(x:Doubt)")) == (before, 0)
    made = resolve(lists, VIEWER)
    assert made.as_json() == told.as_json()
    assert made.refused == []
    assert {(frozenset((join.keep.names[0], join.absorb.names[0])), join.rule) for join in made.joined} == {
        (frozenset(("Lanternwood Relief Trust", "Lanternwood Relief Trust (LRT)")), "same_name"),
        (frozenset(("Harbour Light Network", "Mạng lưới Ánh đèn Cảng")), "same_site"),
    }
    assert before - standing(lists) == {join.absorb.names[0] for join in made.joined}
    assert standing(lists, "Business") == {"Lanternwood Relief Trust"}  # across types nothing is joined
    assert {"Quỹ Cẩm Giang (mẫu)", "Quỹ Cẩm Giàng (mẫu)", "Quy Cam Giang (mau)"} <= standing(lists)  # nor by folding
    (by_name,) = (one for one in judgements(lists, VIEWER, SAME) if "Lanternwood" in str(one.evidence))
    assert by_name.by == RULES.user
    assert {recalled(piece).code for piece in by_name.evidence} >= {"same_name", "shared_neighbours"}
    assert frozenset(("Red Kapok Clinic Friends", "Red Kapok Clinic Alliance")) in asked(lists)
    assert made.waiting == len(asked(lists))
    assert resolve(lists, VIEWER).joined == []


def test_what_an_officer_says_holds_and_can_be_taken_back(lists: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(lists, VIEWER)
    first = waiting(lists, VIEWER)
    open_ = {one["id"] for one in first}
    one, other = first[0], first[1]
    with pytest.raises(NothingToUndo):
        undo(lists, VIEWER)
    with pytest.raises(BadRequest):
        decide(lists, VIEWER, one["a"], one["b"], "maybe")
    before = standing(lists)
    for verdict in (DIFFERENT, UNSURE, SAME):
        made = decide(lists, VIEWER, one["a"], one["b"], verdict, "gặp rồi")
        assert (made["judgement"]["verdict"], bool(made["merged"])) == (verdict, verdict == SAME)
        assert latest(lists, VIEWER)[0].at == made["judgement"]["at"]  # type: ignore[index]
        resolve(lists, VIEWER)
        assert one["id"] not in {it["id"] for it in waiting(lists, VIEWER)}
        assert [taken.verdict for taken in undo(lists, VIEWER)] == [verdict]
        assert standing(lists) == before
        resolve(lists, VIEWER)
        assert {it["id"] for it in waiting(lists, VIEWER)} == open_
    decide(lists, VIEWER, one["a"], one["b"], DIFFERENT)
    unsaid, lan = doubts._unsaid, Viewer(user="Lan")

    def late(store: Store, last: Judgement) -> bool:
        decide(lists, lan, one["a"], one["b"], UNSURE)
        return unsaid(store, last)

    with monkeypatch.context() as patched, pytest.raises(NothingToUndo):
        patched.setattr(doubts, "_unsaid", late)
        undo(lists, VIEWER)
    decide(lists, VIEWER, other["a"], other["b"], DIFFERENT)
    with pytest.raises(Conflict):  # the last by now is another than was shown
        undo(lists, VIEWER, one["id"])
    assert [it.by for it in judgements(lists, VIEWER)].count("Lan") == 1 == len(undo(lists, VIEWER, other["id"]))
    decide(lists, VIEWER, other["a"], other["b"], SAME)
    kept = ids(lists)
    assert other["a"] in kept.values() and other["b"] not in kept.values()
    taught = learned(lists, VIEWER)
    assert {row.partner for row in taught} == {other["a"]}
    assert len({row.alias for row in taught}) >= 2
    assert {row.source.split()[0] for row in taught} == {"officer:test"}


def test_what_an_officer_says_while_the_rules_look_stands_and_breaks_the_chain(embedded: Store) -> None:
    put(embedded, ngo("Lanternwood Relief Trust", country="GB", registration="R-1", website="wood.example.org"))
    put(embedded, ngo("Mạng lưới Ánh đèn Cảng", country="GB", website="wood.example.org/vi"), source="aid")
    put(embedded, ngo("Harbour Light Network"), source="licences")
    outside = [Known(name, "harbour", "x") for name in ("Mạng lưới Ánh đèn Cảng", "Harbour Light Network")]
    kept = ids(embedded)
    before = standing(embedded)
    assert {join.through.names[0] for join in resolve(embedded, VIEWER, outside, dry_run=True).joined} == {
        "Lanternwood Relief Trust", "Mạng lưới Ánh đèn Cảng",
    }  # fmt: skip

    def meanwhile(compared: int, done: int, sure: int) -> None:
        if sure and not done:
            a, b = (kept[name] for name in ("Lanternwood Relief Trust", "Mạng lưới Ánh đèn Cảng"))
            judge(embedded, VIEWER, a, b, UNSURE)

    made = resolve(embedded, VIEWER, outside, told=meanwhile)
    assert [(type(why), made.joined) for _, why in made.refused] == [(JudgedUnsure, [])]
    assert standing(embedded) == before


def test_a_rule_is_decided_at_once_if_its_number_is_confirmed(lists: Store) -> None:
    resolve(lists, VIEWER)
    name = doubts.rules(waiting(lists, VIEWER))[0]
    with pytest.raises(CountChanged):
        decide_rule(lists, VIEWER, name["rule"], DIFFERENT, name["count"] + 1)
    found = decide_rule(lists, VIEWER, name["rule"], DIFFERENT, name["count"], "đã xem")
    assert found == {"decided": name["count"], "refused": []}
    assert waiting(lists, VIEWER, name["rule"]) == []
    assert {one.verdict for one in judgements(lists, VIEWER) if one.by == "test"} == {DIFFERENT}
    assert len(undo(lists, VIEWER)) == name["count"]

    before, pairs = standing(lists), waiting(lists, VIEWER)
    many = max(doubts.rules(pairs), key=lambda one: one["count"])
    made = decide_rule(lists, VIEWER, many["rule"], SAME, many["count"])
    assert len(before) - len(standing(lists)) == made["decided"]
    assert len(undo(lists, VIEWER)) == made["decided"]  # as a whole
    assert (standing(lists), waiting(lists, VIEWER)) == (before, pairs)
    with pytest.raises(NothingToUndo):
        undo(lists, VIEWER)


def test_the_look_runs_beside_the_page_and_says_how_far_it_is(embedded: Store, tmp_path: Path) -> None:
    put(embedded, ngo("Lanternwood Relief Trust", country="GB"), source="one")
    put(embedded, ngo("Lanternwood Relief Trust (LRT)", country="GB"), source="two")
    settings = Settings(neo4j_uri=None, data_dir=tmp_path, lang="en")
    with TestClient(create_app(settings, embedded), base_url="http://127.0.0.1") as client:
        assert client.get("/api/v1/resolve").json() is None
        assert client.post("/resolve/look", follow_redirects=False).status_code == 303
        while (told := client.get("/api/v1/resolve?lang=en").json())["state"] == "looking":
            assert told["progress"]["said"]
        assert (told["state"], told["compared"], told["joined"], told["waiting"]) == ("done", 2, 1, 0)
        assert text("page.resolve_looked", "en", compared=2, joined=1, waiting=0) in client.get("/resolve?lang=en").text
        begun = client.post("/api/v1/resolve", headers={"prefer": "respond-async"})
        assert (begun.status_code, begun.headers["location"], begun.json()["state"]) == (
            202,
            "/api/v1/resolve",
            "looking",
        )
        while (told := client.get(begun.headers["location"]).json())["state"] == "looking":
            pass
        assert (told["state"], told["joined"]) == ("done", 0)
        (tmp_path / "aliases.csv").write_text("name\nx\n", encoding="utf-8")
        assert client.post("/resolve/look").status_code == 422


def test_outside_knowledge_joins_what_names_cannot(embedded: Store) -> None:
    put(embedded, ngo("Moonferry Aid"), ngo("Tổ chức Thuyền Trăng"))
    assert resolve(embedded, VIEWER, dry_run=True).joined == []
    said = [Known(name, "moonferry", "moonferry.example.org") for name in ("Moonferry Aid", "Tổ chức Thuyền Trăng")]
    assert [join.rule for join in resolve(embedded, VIEWER, said).joined] == ["known_alias"]


def test_partners_are_read_with_what_is_compared(lists: Store) -> None:
    found = {record.names[0]: record for record in partners(lists, VIEWER, ["NGO"])}
    wood, trust = found["Lanternwood Relief Trust"], found["Lanternwood Relief Trust (LRT)"]
    assert (wood.country, wood.identifiers) == ("GB", {"registration:r 1"})
    assert len(wood.neighbours & trust.neighbours) == 2
