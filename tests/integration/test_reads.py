"""One entity and lists of them: everything traced, personal data for those who may, pages that neither skip nor repeat."""

import pytest

from graph.asked import BadRequest, NotFound
from graph.cards import card
from graph.counts import counts, sources
from graph.entities import claims, entity, find, listing, neighbours, properties
from graph.exports import vcards
from graph.network import network
from graph.store import Store, Viewer
from tests import graphs
from tests.graphs import EDUCATION, HAI_PHONG, HEALTH, e, put, t
from tests.support import VIEWER, write

STRANGER = Viewer(user="guest", role="guest", personal=False)
NGO = e("NGO", "Quỹ Đom Đóm", registration="R1", country="DE", email="office@example.org")
ANNA = e("Person", "Anna Schmidt", organization="Quỹ Đom Đóm", email="anna@example.org", phone="0225 000 001")


def test_an_entity_is_told_with_all_its_sources(store: Store) -> None:
    put(store, NGO, t("RELATES_TO", NGO, HAI_PHONG, since="2010"))
    put(store, e("NGO", "Quỹ Đom Đóm", registration="R1", website="https://example.org"), source="register", rank=70)
    told = entity(store, VIEWER, find(store, VIEWER, "quy dom dom"))
    assert (told["name"], told["type"], told["labels"]) == ("Quỹ Đom Đóm", "NGO", ["Entity", "Organization", "NGO"])
    assert told["properties"] == {
        "registration": "R1",
        "country": "DE",
        "email": "office@example.org",
        "website": "https://example.org",
    }
    assert [(s["source"], s["file"], s["row"], s["publisher"]) for s in told["sources"]] == [
        ("list", "list.csv", 2, "Nơi lập list"), ("register", "register.csv", 2, "Nơi lập register")]  # fmt: skip
    with pytest.raises(NotFound):
        entity(store, VIEWER, "ngo-000000000000")


def test_parallel_ties_are_one_neighbour_with_both_sources(store: Store) -> None:
    put(store, t("RELATES_TO", NGO, HAI_PHONG, since="2012"), t("HAS_POST", ANNA, NGO, title="Giám đốc"))
    put(store, t("RELATES_TO", NGO, HAI_PHONG, since="2010"), source="register")
    groups = {(g["type"], g["direction"]): g for g in neighbours(store, VIEWER, find(store, VIEWER, "quy dom dom"))}
    place = groups["RELATES_TO", "out"]
    assert (place["total"], [i["entity"]["id"] for i in place["items"]]) == (1, ["province-31"])
    assert (place["items"][0]["since"], place["items"][0]["sources"]) == ("2010", ["Nơi lập list", "Nơi lập register"])
    assert groups["HAS_POST", "in"]["items"][0]["note"] == "Giám đốc"
    assert list(groups) == [
        (g["type"], g["direction"]) for g in neighbours(store, VIEWER, find(store, VIEWER, "quy dom dom"))
    ]


def test_personal_data_is_left_out_for_who_may_not_see_it(store: Store) -> None:
    put(store, NGO, t("HAS_POST", ANNA, NGO))
    put(
        store, e("Person", "Anna Schmidt", organization="Quỹ Đom Đóm", phone="0225 999 999"), source="register", rank=70
    )
    anna, ngo = find(store, VIEWER, "Anna Schmidt"), find(store, VIEWER, "Quỹ Đom Đóm")
    assert entity(store, VIEWER, anna)["properties"]["email"] == "anna@example.org"
    assert entity(store, STRANGER, ngo)["properties"]["email"] == "office@example.org", (
        "an office's address is nobody's own"
    )
    answers = [entity(store, STRANGER, anna), claims(store, STRANGER, anna), properties(store, STRANGER, anna, "vi"),
               neighbours(store, STRANGER, ngo), card(store, STRANGER, anna), listing(store, STRANGER),
               vcards(network(store, STRANGER, ngo)), list(network(store, STRANGER, ngo).nodes(data=True))]  # fmt: skip
    for answer in answers:
        assert "anna@example.org" not in str(answer)
        assert "0225" not in str(answer)
    assert "0225 999 999" in vcards(network(store, VIEWER, ngo))


def test_who_disagrees_is_told(store: Store) -> None:
    put(store, e("NGO", "Quỹ Đom Đóm", registration="R1", country="DE"))
    put(store, e("NGO", "Quỹ Đom Đóm", registration="R1", country="AT"), source="register", rank=70)
    told = claims(store, VIEWER, find(store, VIEWER, "quy dom dom"))
    assert [(d["value"], d["sources"]) for d in told["disagreements"]["country"]] == [
        ("DE", ["Nơi lập list"]),
        ("AT", ["Nơi lập register"]),
    ]
    assert told["names"] == {"Quỹ Đom Đóm": ["Nơi lập list", "Nơi lập register"]}
    shown = {p["name"]: p for p in properties(store, VIEWER, find(store, VIEWER, "quy dom dom"), "vi")}
    assert (shown["country"]["label"], shown["country"]["value"], shown["country"]["disputed"]) == (
        "Quốc tịch",
        "AT",
        True,
    )


def test_pages_neither_skip_nor_repeat(store: Store) -> None:
    put(store, *(e("NGO", f"Quỹ {n:02}", registration=f"R{n}") for n in range(7)))
    for words in (None, "quy"):
        seen: list[str] = []
        page = listing(store, VIEWER, "NGO", words, limit=3)
        while True:
            seen += [i["name"] for i in page["items"]]
            if not page["next"]:
                break
            page = listing(store, VIEWER, "NGO", words, cursor=page["next"], limit=3)
        assert seen == [f"Quỹ {n:02}" for n in range(7)]
        assert page["total"] == 7
    with pytest.raises(BadRequest):
        listing(store, VIEWER, cursor="không phải")


def test_a_card_answers_what_is_asked_first(store: Store) -> None:
    graphs.places(store)
    licence = e("Licence", "01/2024", number="01/2024", since="2024-01-01", until="2026-07-01")
    aid, need = (
        e("AidItem", "Trạm y tế", code="A1", committed=100, currency="USD"),
        e("Need", "Máy thở", place="HP", sector="Y tế", status="open"),
    )
    met = e("Event", "Gặp mặt", kind="meeting", since="2026-03-02")
    left, friend = (e("Person", name, organization="x") for name in ("Bùi Đã Nghỉ", "Lê Bạn"))
    later = e("Event", "Gặp sau khi nghỉ", kind="meeting", since="2026-05-02")
    put(
        store,
        t("HAS_POST", left, NGO, until="2026-04"),
        t("JOINED", left, later),
        t("KNOWS", friend, left, last_contact="2026-05-01"),
    )
    put(store, NGO, t("WORKS_IN", NGO, HAI_PHONG), t("RELATES_TO", NGO, HAI_PHONG, since="2010"), t("HOLDS", NGO, licence), t("VALID_IN", licence, HAI_PHONG),
        t("FUNDS", NGO, aid), t("IN_SECTOR", aid, HEALTH), t("IN_SECTOR", need, HEALTH), t("TARGETS", need, HAI_PHONG), t("JOINED", NGO, met),
        e("Need", "Bàn ghế", place="HP", sector="GD"), t("IN_SECTOR", e("Need", "Bàn ghế", place="HP", sector="GD"), EDUCATION))  # fmt: skip
    told = card(store, VIEWER, find(store, VIEWER, "quy dom dom"), on="2026-06-01")
    assert [w["id"] for w in told["where"]] == ["province-31", "country-de"]
    assert (told["since"], told["last_contact"]["date"], told["licence"]["state"]) == ("2010", "2026-03-02", "expiring")
    assert (told["next"]["date"], told["next"]["kind"]) == ("2026-07-01", "licence_expiry")
    assert [(m["currency"], m["committed"]) for m in told["money"]] == [("USD", 100)]
    assert [n["entity"]["name"] for n in told["needs"]] == ["Máy thở"]
    assert told["degree"] == 5
    write(store, "MATCH ()-[h:HAS_POST]->() SET h.until = '2026-05'")
    assert (
        card(store, VIEWER, find(store, VIEWER, "quy dom dom"), on="2026-06-01")["last_contact"]["date"] == "2026-05-02"
    )


def test_old_ids_are_answered(store: Store) -> None:
    put(store, NGO, e("NGO", "Quỹ cũ", registration="R8"), e("NGO", "Đã đóng", registration="R9"))
    new, old, closed = (find(store, VIEWER, n) for n in ("Quỹ Đom Đóm", "Quỹ cũ", "Đã đóng"))
    shut = "MATCH (e:Entity {id: $id}) SET e = {id: e.id, type: e.type, name: e.name, closed: '2026-02-01', merged_into: $into}"
    write(store, shut, id=old, into=new)
    write(store, shut, id=closed, into=None)
    survivor, gone = entity(store, VIEWER, old), entity(store, VIEWER, closed)
    assert (survivor["id"], survivor["asked"], survivor["closed"], find(store, VIEWER, old)) == (new, old, None, new)
    assert (gone["name"], gone["closed"], len(gone["sources"])) == ("Đã đóng", "2026-02-01", 1)
    assert [i["name"] for i in listing(store, VIEWER, "NGO")["items"]] == ["Quỹ Đom Đóm"]
    with pytest.raises(NotFound):
        find(store, VIEWER, "Quỹ cũ")


def test_everything_counted_is_traced(store: Store) -> None:
    graphs.places(store)
    put(store, t("RELATES_TO", NGO, HAI_PHONG))
    told = counts(store, VIEWER)
    assert (told["entities"], told["ties"], told["sources"]) == (11, 10, 2)
    assert told["provenance"] == {
        "entities": {"total": 11, "traced": 11},
        "ties": {"total": 10, "traced": 10},
        "coverage": 1.0,
    }
    assert {s["id"]: s["publisher"] for s in sources(store, VIEWER)} == {
        "list": "Nơi lập list",
        "reference": "Nơi lập reference",
    }
