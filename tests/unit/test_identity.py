"""Who is who, without a database: keys, ids, and what is never joined."""

import pytest

from graph.errors import AmbiguousName, TypeMismatch
from graph.identity import Candidate, Register, identify, new_id
from graph.things import Entity


def ngo(name: str, **properties: object) -> Entity:
    return Entity("NGO", name, properties)


def register(*known: Entity) -> Register:
    found = Register()
    for entity in known:
        found.enter(entity, new_id(entity))
    return found


def test_ids_do_not_depend_on_spelling_order_or_case() -> None:
    assert new_id(ngo("Quỹ Xanh", country="JP")) == new_id(ngo("QUỸ  XANH", country="jp"))
    assert new_id(ngo("Quỹ Xanh", registration="BM 12")) == new_id(ngo("Green Fund", registration="bm 12"))
    assert new_id(Entity("Country", "Việt Nam", {"iso2": "VN"}, id="country-vn")) == "country-vn"


def test_old_and_new_tone_placement_is_one_name_but_another_tone_is_another() -> None:
    assert new_id(ngo("Hội Hoà Bình", country="VN")) == new_id(ngo("Hội Hòa Bình", country="VN"))
    assert new_id(Entity("Locality", "Cẩm Giang", {"country": "VN"})) != new_id(
        Entity("Locality", "Cẩm Giàng", {"country": "VN"})
    )


def test_a_mention_by_name_finds_its_owner() -> None:
    known = ngo("Plan", registration="R1", country="GB", name_vi="Tổ chức Plan")
    assert register(known).find(Entity("Organization", "tổ chức plan", guess="NGO")) == new_id(known)


def test_another_country_is_another_partner() -> None:
    found = register(ngo("Caritas", country="DE"))
    assert found.find(ngo("Caritas", country="FR")) is None
    assert found.find(ngo("Caritas", country="DE")) is not None


def test_a_name_two_bear_is_asked_back_unless_the_country_tells() -> None:
    found = register(ngo("Caritas", country="DE"), ngo("Caritas", country="FR"))
    with pytest.raises(AmbiguousName):
        found.find(ngo("Caritas"))
    assert found.find(ngo("Caritas", country="FR")) == new_id(ngo("Caritas", country="FR"))


def test_of_two_bearers_the_one_that_nobody_speaks_of_now_gives_way() -> None:
    here, gone = ngo("Caritas", country="DE"), ngo("Caritas", country="FR")
    found = register(here)
    for key in identify(gone).all:
        found.add(key, Candidate(new_id(gone), "NGO", gone.properties, closed=True))
    assert found.find(ngo("Caritas")) == new_id(here)
    assert found.find(gone) == new_id(gone)


def test_another_registration_is_another_partner_even_with_the_same_name() -> None:
    assert register(ngo("Quỹ A", registration="R1")).find(ngo("Quỹ A", registration="R2")) is None


def test_a_short_name_is_found_but_does_not_join() -> None:
    known = ngo("Save Everyone", short="SE", country="US")
    assert register(known).find(ngo("SE")) == new_id(known)
    assert register(known).find(ngo("Sea Explorers", short="SE", country="US")) is None


def test_a_town_whose_country_is_not_said_is_nobody_by_its_name_alone() -> None:
    russian = Entity("Locality", "Saint Petersburg", {"country": "RU"})
    known = register(russian)
    assert known.find(Entity("Locality", "Saint Petersburg", {"wikidata": "Q49236"})) is None
    assert known.find(Entity("Locality", "Saint Petersburg", {"wikidata": "Q656", "country": "RU"})) == new_id(russian)


def test_a_sure_key_of_another_type_is_refused() -> None:
    found = register(Entity("Business", "Công ty X", {"tax_number": "0200000000"}))
    assert found.find(Entity("NGO", "Công ty X")) is None
    key = next(iter(identify(Entity("Business", "Y", {"tax_number": "0200000000"})).strong))
    assert key == "Organization|tax_number|0200000000"
    with pytest.raises(TypeMismatch):
        mission = Entity("DiplomaticMission", "ĐSQ", {"country": "JP", "kind": "embassy", "city": "Hà Nội"})
        clash = Register()
        clash.enter(mission, "business-1")
        clash._by_key[identify(mission).strong[0]]["business-1"].type = "Business"
        clash.find(mission)


def test_a_shared_web_site_does_not_join_what_registration_numbers_tell_apart() -> None:
    known = register(ngo("Plan Nhật", registration="R1", website="https://plan.org"))
    assert known.find(ngo("Plan Pháp", registration="R2", website="plan.org")) is None
    assert known.find(ngo("Plan Japan", website="plan.org")) is not None
    assert known.find(ngo("Plan Japan", registration="r1", country="JP")) is not None


def test_two_items_of_one_decision_stay_two_and_a_third_finds_neither_by_it() -> None:
    one, two = (Entity("AidItem", name, {"code": name, "decision": "QĐ-1"}) for name in ("VT-1", "VT-2"))
    known = register(one)
    assert known.find(two) is None
    known.enter(two, new_id(two))
    assert known.find(Entity("AidItem", "VT-3", {"decision": "QĐ-1"})) is None
    assert known.find(Entity("AidItem", "VT-2", {"decision": "QĐ-1"})) == new_id(two)
