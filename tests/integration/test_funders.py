"""Who funds what where: each test one reading of QUESTIONS, told as a small list and the answer to it."""

from typing import Any

import pytest

from graph.asked import AmbiguousEntity, BadRequest, UnknownWord
from graph.funders import funders
from graph.money import MEASURES
from graph.questions.answering.answer import answer_plan
from graph.store import Store
from tests import graphs
from tests.graphs import BASIC_HEALTH, CAM_GIANG, EDUCATION, HAI_PHONG, HEALTH, OLD_HAI_DUONG, QUANG_NINH, e, put, t
from tests.support import VIEWER

GIVER, OTHER = e("NGO", "Quỹ Đom Đóm", registration="R1"), e("NGO", "Health Friends", registration="R2")


def item(name: str, **properties: Any) -> Any:
    return e("AidItem", name, code=name, **properties)


def health_here(given: Any, place: Any = HAI_PHONG) -> list[Any]:
    return [t("TARGETS", given, place), t("IN_SECTOR", given, HEALTH)]


def ask(
    store: Store, sector: str | None = "health", place: str | None = "hai phong", **more: Any
) -> dict[str, dict[str, Any]]:
    """Rows by the funder's name."""
    answer = funders(store, VIEWER, sector, place, today="2026-06-01", **more)
    return {row["funder"]["name"]: row for row in answer["rows"]}


def sums(row: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(m["currency"], m["committed"], m["disbursed"]) for m in row["money"]]


def test_a_funder_is_told_with_money_licence_contact_and_sources(store: Store) -> None:
    graphs.places(store)
    aid = item("A1", committed=100_000, disbursed=40_000, currency="USD")
    licence = e("Licence", "01/2025", number="01/2025", since="2025-01-01", until="2026-08-01")
    union, coming = (
        e("FriendshipUnion", "Liên hiệp", province="31", level="provincial"),
        e("Delegation", "Đoàn vào", direction="inbound", since="2026-05-12", partner="x"),
    )
    planned = e("Delegation", "Đoàn sắp vào", direction="inbound", since="2026-09-01", partner="x")
    put(store, t("FUNDS", GIVER, aid), t("IMPLEMENTS", OTHER, aid), *health_here(aid), t("HOLDS", GIVER, licence), t("VALID_IN", licence, HAI_PHONG),
        t("CAME_FROM", coming, GIVER), t("HOSTED", union, coming), t("CAME_FROM", planned, GIVER))  # fmt: skip
    put(store, t("FUNDS", GIVER, aid), source="register")
    rows = ask(store)
    row = rows.pop("Quỹ Đom Đóm")
    assert not rows, "an implementer does not fund"
    assert sums(row) == [("USD", 100_000, 40_000)], "two reports of one gift are one gift"
    assert (row["licence"]["state"], row["licence"]["until"]) == ("expiring", "2026-08-01")
    assert (row["last_contact"]["date"], row["last_contact"]["by"]["name"]) == ("2026-05-12", "Liên hiệp")
    assert row["sources"] == ["Nơi lập list", "Nơi lập register"]
    assert ask(store, on="2026")["Quỹ Đom Đóm"]["last_contact"]["date"] == "2026-09-01", (
        "in all of 2026 it is the later one"
    )


def test_a_place_takes_in_what_it_absorbed_and_what_lies_in_it(store: Store) -> None:
    graphs.places(store)
    old, commune, away = item("old"), item("commune"), item("away")
    put(
        store,
        *(t("FUNDS", GIVER, i) for i in (old, commune, away)),
        *health_here(old, OLD_HAI_DUONG),
        *health_here(commune, CAM_GIANG),
        *health_here(away, QUANG_NINH),
    )
    assert {i["name"] for i in ask(store)["Quỹ Đom Đóm"]["items"]} == {"old", "commune"}
    assert {i["name"] for i in ask(store, place="Hải Dương")["Quỹ Đom Đóm"]["items"]} == {"old"}
    assert {i["name"] for i in ask(store, place="Việt Nam")["Quỹ Đom Đóm"]["items"]} == {"old", "commune", "away"}
    assert {i["name"] for i in ask(store, place=None)["Quỹ Đom Đóm"]["items"]} == {"old", "commune", "away"}


def test_a_sector_takes_in_its_children_and_local_words(store: Store) -> None:
    graphs.places(store)
    clinic, school = item("clinic"), item("school")
    put(store, *(t("FUNDS", GIVER, i) for i in (clinic, school)), *(t("TARGETS", i, HAI_PHONG) for i in (clinic, school)),
        t("IN_SECTOR", clinic, BASIC_HEALTH), t("IN_SECTOR", school, EDUCATION))  # fmt: skip
    for words in ("health", "y tế", "Y TE", "120", "122", "12220"):
        assert {i["name"] for i in ask(store, sector=words)["Quỹ Đom Đóm"]["items"]} == {"clinic"}, words
    assert {i["name"] for i in ask(store, sector=None)["Quỹ Đom Đóm"]["items"]} == {"clinic", "school"}


def test_own_parts_shared_wholes_and_percentages(store: Store) -> None:
    graphs.places(store)
    joint, split = (
        item("joint", committed=100, disbursed=10, currency="USD"),
        item("split", committed=1000, currency="EUR"),
    )
    put(store, t("FUNDS", GIVER, joint, committed=30, currency="USD"), t("FUNDS", OTHER, joint), *health_here(joint),
        t("FUNDS", GIVER, split), t("TARGETS", split, HAI_PHONG, percentage=50), t("TARGETS", split, QUANG_NINH, percentage=50),
        t("IN_SECTOR", split, HEALTH, percentage=60), t("IN_SECTOR", split, EDUCATION, percentage=40))  # fmt: skip
    rows = ask(store)
    assert sorted(sums(rows["Quỹ Đom Đóm"])) == [("EUR", 300, None), ("USD", 30, None)]
    assert (sums(rows["Health Friends"]), rows["Health Friends"]["shared"]) == ([("USD", 100, 10)], True)


def test_of_a_programme_and_its_project_only_the_programme_counts(store: Store) -> None:
    graphs.places(store)
    whole, its_part = item("whole", committed=100, currency="USD"), item("part", committed=40, currency="USD")
    put(
        store,
        t("FUNDS", GIVER, whole),
        t("FUNDS", GIVER, its_part),
        t("PART_OF", its_part, whole),
        *health_here(whole),
        *health_here(its_part),
    )
    row = ask(store)["Quỹ Đom Đóm"]
    assert sums(row) == [("USD", 100, None)]
    assert {i["name"]: i["counted"] for i in row["items"]} == {"whole": True, "part": False}


def test_an_amount_far_out_of_line_is_shown_apart(embedded: Store) -> None:
    graphs.places(embedded)
    slip, usual = item("slip", committed=200e9, currency="USD"), item("usual", committed=5000, currency="USD")
    put(embedded, t("FUNDS", GIVER, slip), t("FUNDS", GIVER, usual), *health_here(slip), *health_here(usual))
    row = ask(embedded)["Quỹ Đom Đóm"]
    assert (sums(row), [o["name"] for o in row["out_of_line"]]) == ([("USD", 5000, None)], ["slip"])


def test_aid_that_we_give_is_not_aid_that_we_get(embedded: Store) -> None:
    graphs.places(embedded)
    rice = item("rice", direction="outbound")
    put(embedded, t("FUNDS", GIVER, rice), *health_here(rice))
    assert ask(embedded) == {}


def test_a_day_narrows_to_what_was_under_way(embedded: Store) -> None:
    graphs.places(embedded)
    items = [item("past", since="2018", until="2020-06"), item("now", since="2025", until="2027", approved="2025-04-01"),
             item("open", since="2025-03"), item("undated"), item("rejected", status="cancelled", since="2025")]  # fmt: skip
    put(embedded, *(t("FUNDS", GIVER, i) for i in items), *(x for i in items for x in health_here(i)))
    under_way = {
        on: {i["name"] for i in ask(embedded, on=on)["Quỹ Đom Đóm"]["items"]}
        for on in (None, "2026-01-01", "2019", "2020-07", "2025-03-31", "2025-04")
    }
    assert under_way == {
        None: {"past", "now", "open", "undated", "rejected"},
        "2026-01-01": {"now", "open", "undated"},
        "2019": {"past", "undated"},
        "2020-07": {"undated"},
        "2025-03-31": {"open", "undated"},
        "2025-04": {"now", "open", "undated"},
    }


def test_the_sentence_says_how_the_question_was_read(embedded: Store) -> None:
    graphs.places(embedded)
    said = funders(embedded, VIEWER, "y tế", "Hải Phòng", on="2026-01-15", ngo_only=True)["sentence"]
    assert (
        said["vi"]
        == "Tổ chức phi chính phủ nước ngoài tài trợ lĩnh vực y tế tại Hải Phòng, gồm cả Hải Dương cũ; vào ngày 15/01/2026."
    )
    assert said["en"] == "Foreign NGOs that fund health in Hai Phong, with former Hai Duong; on 15 Jan 2026."
    assert funders(embedded, VIEWER)["sentence"]["vi"] == "Bên tài trợ mọi lĩnh vực ở mọi nơi; mọi thời gian."


def test_words_that_mean_nothing_or_too_much_are_asked_back(embedded: Store) -> None:
    graphs.places(embedded)
    with pytest.raises(UnknownWord):
        funders(embedded, VIEWER, "bóng đá trên trăng", "Hải Phòng")
    with pytest.raises(UnknownWord):
        funders(embedded, VIEWER, "y tế", "Atlantis")
    with pytest.raises(AmbiguousEntity) as asked:
        funders(embedded, VIEWER, "y tế", "cam giang")
    assert len(asked.value.choices) == 2
    with pytest.raises(BadRequest):
        funders(embedded, VIEWER, "y tế", "Hải Phòng", on="hôm qua")


def test_sums_by_sector_come_to_the_whole_once_and_what_nobody_shares_stands_apart(embedded: Store) -> None:
    graphs.places(embedded)
    one, shared, told = (item(f"A{n}", committed=100, disbursed=50, currency="USD") for n in (1, 2, 3))
    put(
        embedded, *(t("FUNDS", GIVER, aid) for aid in (one, shared, told)), t("IN_SECTOR", one, HEALTH),
        t("IN_SECTOR", shared, HEALTH), t("IN_SECTOR", shared, EDUCATION),
        t("IN_SECTOR", told, HEALTH, percentage_committed=60, percentage_disbursed=100),
        t("IN_SECTOR", told, EDUCATION, percentage_committed=40, percentage_disbursed=0),
    )  # fmt: skip
    plan = {"ask": "sum", "of": "aid", "group": "sector", "measure": "money"}
    rows = answer_plan(embedded, VIEWER, plan, "2026-06-01", province="hai-phong")["rows"]
    assert {r["group"]["id"]: (r["count"], *(r[m][0]["amount"] if r[m] else 0 for m in MEASURES)) for r in rows} == {
        HEALTH.id: (3, 160, 100), EDUCATION.id: (2, 40, 0), "": (0, 100, 50),
    }  # fmt: skip
