"""The reference tables: whole, consistent, and found by the words officers type."""

import re
from collections import Counter

import pytest

from graph.names import fold, key, nfc
from graph.reference import (
    ancestors,
    communes,
    countries,
    country_of_code,
    find_commune,
    find_country,
    find_province,
    find_sector,
    neighbours,
    province_of_code,
    province_with_absorbed,
    provinces,
    provinces_on,
    rates,
    sector_top,
    sector_with_children,
    sectors,
    usd,
)

# --- countries


def test_countries_are_whole() -> None:
    every = countries().values()
    assert len(every) == 249
    assert len({one.alpha3 for one in every}) == 249
    assert all(
        re.fullmatch(r"[A-Z]{2}[A-Z]{3}", one.alpha2 + one.alpha3) and one.name_vi and one.name_en for one in every
    )
    assert all(re.fullmatch(r"((0\d|1[0-2])-([0-2]\d|3[01]))?", one.national_day) for one in every)
    assert all(re.fullmatch(r"((19|20)\d\d-\d\d-\d\d)?", one.relations_since) for one in every)
    assert all(nfc(name) == name for one in every for name in one.names)


def test_no_two_countries_share_a_name_even_without_accents() -> None:
    bearers = Counter(name for one in countries().values() for name in {fold(name) for name in one.names})
    assert {name: count for name, count in bearers.items() if count > 1} == {}


def test_tags() -> None:
    def tagged(tag: str) -> set[str]:
        return {one.alpha2 for one in countries().values() if tag in one.tags}

    assert tagged("neighbouring") == {"CN", "LA", "KH"}
    assert tagged("asean") == {"BN", "KH", "ID", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"}
    assert {"RU", "JP", "US", "FR", "DE"} < tagged("strategic")
    assert {"LA", "CU", "KH", "RU"} < tagged("traditional")
    assert all(("strategic" in one.tags) == one.partnership.endswith("strategic") for one in countries().values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mỹ", "US"), ("my", "US"), ("MY", "MY"), ("Hoa Kỳ", "US"), ("USA", "US"), ("Đức", "DE"), ("CHLB Đức", "DE"),
        ("Nga", "RU"), ("NGA", "RU"), ("Liên bang Nga", "RU"), ("Hàn Quốc", "KR"), ("South Korea", "KR"),
        ("Korea", "KR"), ("Anh", "GB"), ("UK", "GB"), ("Triều Tiên", "KP"), ("dai loan", "TW"), ("Lào", "LA"),
        ("lao", "LA"), ("Séc", "CZ"),
        ("nhat ban", "JP"), ("NHẬT BẢN", "JP"), ("Vietnam", "VN"), ("viet nam", "VN"), ("Thuỵ Sĩ", "CH"), ("DE", "DE"),
        ("Congo", None), ("", None), ("Atlantis", None),
    ],
)  # fmt: skip
def test_find_country(text: str, code: str | None) -> None:
    found = find_country(text)
    assert (found and found.alpha2) == code


def test_a_column_of_codes_is_read_as_codes() -> None:
    assert [one and one.name_en for one in map(country_of_code, ["my", "NGA", "jp", "XX"])] == [
        "Malaysia", "Nigeria", "Japan", None,
    ]  # fmt: skip


# --- provinces


def test_sixty_three_units_became_thirty_four() -> None:
    assert [len(provinces_on(day)) for day in ("2025-06-30", "2025-07-01")] == [63, 34]
    assert {unit.kind for unit in provinces().values()} == {"tỉnh", "thành phố"}
    assert sum(unit.kind == "thành phố" for unit in provinces_on("2026")) == 6
    for unit in provinces().values():
        assert unit.present == (not unit.successor)
        assert unit.present or provinces()[unit.successor].present


def test_area_and_population_add_up_to_the_country() -> None:
    present = provinces_on("2026")
    assert 331_000 < sum(unit.area_km2 or 0 for unit in present) < 332_000
    assert 110_000_000 < sum(unit.population or 0 for unit in present) < 116_000_000


@pytest.mark.parametrize(
    ("text", "on", "ids"),
    [
        ("Hải Phòng", None, ["province-31"]),
        ("haiphong", None, ["province-31"]),
        ("HAI PHONG", None, ["province-31"]),
        ("TP.Hải Phòng", None, ["province-31"]),
        ("Hai Phong City", None, ["province-31"]),
        ("thành phố Hải Phòng", "2025-06-30", ["province-old-31"]),
        ("Hải Phòng", "2025", ["province-31", "province-old-31"]),
        ("Hải Dương", None, ["province-old-30"]),
        ("Hai Duong", "2026-01-01", ["province-old-30"]),
        ("TP HCM", None, ["province-79"]),
        ("Sài Gòn", None, ["province-79"]),
        ("Thành phố Hồ Chí Minh", None, ["province-79"]),
        ("BR-VT", None, ["province-old-77"]),
        ("tỉnh Thừa Thiên Huế", None, ["province-46"]),
        ("Thua Thien Hue", "2020", ["province-46"]),
        ("Tỉnh Hoà Bình", None, ["province-old-17"]),
        ("Hà Nội", "2019-05-12", ["province-01"]),
        ("Tỉnh", None, []),
        ("Atlantis", None, []),
    ],
)
def test_find_province(text: str, on: str | None, ids: list[str]) -> None:
    assert [unit.id for unit in find_province(text, on)] == ids


def test_a_province_answers_for_what_it_absorbed_and_a_former_one_for_itself() -> None:
    assert set(province_with_absorbed("31")) == {"province-31", "province-old-31", "province-old-30"}
    assert province_with_absorbed("province-old-30") == province_with_absorbed("VN107") == ("province-old-30",)
    assert province_with_absorbed("01") == ("province-01",)
    assert province_with_absorbed("99") == ()


@pytest.mark.parametrize(
    ("unit", "on", "names"),
    [
        ("31", None, {"Quảng Ninh", "Bắc Ninh", "Hưng Yên"}),
        ("province-old-31", None, {"Quảng Ninh", "Hải Dương", "Thái Bình"}),
        ("01", None, {"Thái Nguyên", "Bắc Ninh", "Phú Thọ", "Hưng Yên", "Ninh Bình"}),
        (
            "01",
            "2024",
            {"Thái Nguyên", "Bắc Giang", "Bắc Ninh", "Hưng Yên", "Hà Nam", "Hòa Bình", "Phú Thọ", "Vĩnh Phúc"},
        ),
        ("46", None, {"Quảng Trị", "Đà Nẵng"}),
        ("96", None, {"An Giang", "Cần Thơ"}),
    ],
)
def test_neighbours(unit: str, on: str | None, names: set[str]) -> None:
    assert {other.name_vi for other in neighbours(unit, on)} == names


@pytest.mark.parametrize("day", ["2025-06-30", "2025-07-01"])
def test_neighbours_are_mutual_and_join_the_country_into_one(day: str) -> None:
    there = {unit.id: {other.id for other in neighbours(unit, day)} for unit in provinces_on(day)}
    assert all(one in there[other] for one, others in there.items() for other in others)
    reached, todo = set[str](), ["province-01"]
    while todo:
        unit = todo.pop()
        reached.add(unit)
        todo += there[unit] - reached
    assert reached == set(there)


def test_the_present_neighbours_follow_from_the_former_ones() -> None:
    def now(unit: str) -> str:
        return provinces()[unit].successor or unit

    borders = {(now(one.id), now(other.id)) for one in provinces_on("2024") for other in neighbours(one, "2024")}
    expected = {(one, other) for one, other in borders if one != other}
    assert {(one.id, other.id) for one in provinces_on("2026") for other in neighbours(one, "2026")} == expected


# --- communes


def test_communes_of_hai_phong() -> None:
    assert Counter(one.kind for one in communes().values()) == {"xã": 67, "phường": 45, "đặc khu": 2}
    assert {one.province for one in communes().values()} == {"31"}
    assert province_of_code("31") is not None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cẩm Giang", {"Cẩm Giang"}),
        ("xã Cẩm Giàng", {"Cẩm Giàng"}),
        ("X. Cẩm Giàng", {"Cẩm Giàng"}),
        ("cam giang", {"Cẩm Giang", "Cẩm Giàng"}),
        ("Hoà Bình", {"Hòa Bình"}),
        ("đặc khu Bạch Long Vĩ", {"Bạch Long Vĩ"}),
        ("Tân Hùng", set[str]()),
    ],
)
def test_accents_that_are_typed_decide_between_communes(text: str, names: set[str]) -> None:
    assert {one.name for one in find_commune(text)} == names


# --- sectors


def test_the_sector_tree_is_whole() -> None:
    assert Counter(one.level for one in sectors().values()) == {"purpose": 325, "category": 44, "local": 17, "group": 7}
    for one in sectors().values():
        assert one.name_vi
        assert one.name_en
        assert {one.parent, *one.maps} <= {"", *sectors()}
        assert one.level != "purpose" or one.parent in {one.code[:3], "230"}
        assert bool(one.maps) == (one.level == "local")


def test_names_within_one_level_do_not_clash() -> None:
    for level in ("local", "group", "category"):
        names = Counter(
            name for s in sectors().values() if s.level == level for name in {key(name) for name in s.names}
        )
        assert {name: count for name, count in names.items() if count > 1} == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("y tế", "vn-health"), ("Y TE", "vn-health"), ("sức khoẻ", "vn-health"), ("Healthcare", "vn-health"),
        ("lĩnh vực y tế", "vn-health"), ("Health sector", "vn-health"), ("health, general", "121"),
        ("EDUCATION", "vn-education"), ("giáo dục", "vn-education"), ("GD&ĐT", "vn-education"),
        ("Đào tạo", "vn-education"),
        ("dạy nghề", "vn-vocational"), ("vocational", "vn-vocational"), ("môi trường", "vn-environment"),
        ("nuoc sach", "vn-water"), ("bom mìn", "vn-war-aftermath"), ("sinh kế", "vn-livelihoods"),
        ("trẻ em", "vn-children"),
        ("người khuyết tật", "vn-disability"), ("thiên tai", "vn-disaster"), ("nông nghiệp", "vn-agriculture"),
        ("khác", "vn-other"),
        ("12220", "12220"), ("140", "140"), ("Basic health care", "12220"), ("Elections", "15151"),
        ("Giáo dục mầm non", "11240"), ("xyz", None), ("", None),
    ],
)  # fmt: skip
def test_find_sector(text: str, code: str | None) -> None:
    found = find_sector(text)
    assert (found and found.code) == code


def test_a_purpose_rolls_up_through_its_category_to_its_group() -> None:
    assert ancestors("12220") == ("122", "120")
    assert [sector_top(code) for code in ("12220", "vn-health", "14030", "vn-children", "120")] == [
        "120", "120", "140", "160", "120",
    ]  # fmt: skip


def test_children_of_groups_and_buckets() -> None:
    health = sector_with_children("vn-health")
    assert {"120", "121", "12220", "123", "130", "13020"} < health
    assert health.isdisjoint({"140", "14030", "110"})
    assert "vn-health" in sector_with_children("120")
    assert "130" not in sector_with_children("120")
    assert sector_with_children("vn-vocational") == {"vn-vocational", "11330", "11430"}
    assert sector_with_children("12220") == {"12220"}
    assert sector_with_children("nothing") == frozenset()


# --- rates


def test_rates_cover_every_currency_of_each_year_held() -> None:
    years = {year for year, _ in rates()}
    assert years == {str(year) for year in range(2013, 2025)}
    assert all(count == 11 for count in Counter(year for year, _ in rates()).values())
    by_currency = {code: [rate for (_, c), rate in rates().items() if c == code] for _, code in rates()}
    assert all(max(found) < 1.9 * min(found) for found in by_currency.values()), "a slip of a digit"


def test_usd_names_the_year_of_its_rate_and_carries_none_over() -> None:
    assert usd(23_050_000, "vnd", "2019-05-12") == (1000.0, "2019")
    assert usd(12.5, "USD", "2031") == (12.5, "2031")
    assert usd(1, "EUR", "2031-01") is None
    assert usd(1, "XXX", "2019") is None
