"""Codes that properties hold, as people read them."""

import pytest

from api.said_values import iso_day
from api.units import hint, named, said, spoken, terms, worded
from graph.texts import LANGS, keys
from ingest.levels import LEVEL
from ingest.source import Source
from ingest.sources import aid, associations, delegations, events, missions, needs, ngos, policies, sister_cities
from ingest.sources.reference_countries import ReferenceCountries
from ingest.sources.reference_provinces import ReferenceProvinces
from ingest.sources.reference_sectors import ReferenceSectors
from ingest.words import Words

CLOSED: dict[str, tuple[Words, ...]] = {
    "level": (LEVEL,),
    "kind": (aid.KIND, associations.KIND, events.KIND, missions.KIND, sister_cities.KIND),
    "status": (aid.STATUS, needs.STATUS, ngos.STATUS, policies.STATUS),
    "stage": (sister_cities.STAGE,),
    "form": (ngos.FORM,),
    "direction": (aid.DIRECTION, delegations.DIRECTION),
    "recurring": (events.RECURRING,),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("property_", CLOSED)
def test_every_closed_word_of_the_lists_has_words(property_: str, lang: str) -> None:
    codes = [code for words in CLOSED[property_] for code in vars(words)["_folded"]]
    assert codes and [code for code in codes if f"value.{property_} {code}" not in keys(lang)] == []


@pytest.mark.parametrize("source", [ngos.NGOs, ReferenceCountries, ReferenceProvinces, ReferenceSectors])
def test_publisher_and_terms_of_every_source_have_words(source: type[Source]) -> None:
    for words in (source.publisher, source.licence):
        assert f"terms.{words}" in keys("vi"), words


@pytest.mark.parametrize(
    ("property_", "value", "vi", "en"),
    [
        ("status", "prospective", "tiềm năng", "prospective"),
        ("level", "provincial", "cấp tỉnh", "provincial"),
        ("country", "JP", "Nhật Bản", "Japan"),
        ("province", "31", "Hải Phòng", "Hai Phong"),
        ("province", "VN", "Việt Nam", "Viet Nam"),
        ("tags", ["strategic", "asean"], ["chiến lược", "ASEAN"], ["strategic", "ASEAN"]),
        ("national_day", "09-02", "02/09", "2 Sep"),
        ("kind", "Sở", "Sở", "Sở"),
        ("status", "tạm nghỉ", "tạm nghỉ", "tạm nghỉ"),
        ("committed", 1200, 1200, 1200),
    ],
)
def test_a_code_is_said_in_words_and_anything_else_as_it_stands(
    property_: str, value: object, vi: object, en: object
) -> None:
    assert (said(value, property_, "vi"), said(value, property_, "en")) == (vi, en)


def test_a_value_is_worded_by_what_it_is_also_where_it_is_text() -> None:
    told = [
        ("NGO", "country", "JP", "Nhật Bản"), ("NGO", "relations_since", "2019-05-12", "12/05/2019"), ("NGO", "sample", True, "có"),
        ("NGO", "aliases", ["A", "B"], "A, B"), ("AidItem", "committed", "1200000.5", "1.200.000,5"), ("NGO", "phone", "", "–"),
        ("NGO", "closed", "2026-05", "05/2026"), ("NGO", "once", "x", "x"), ("HAS_POST", "since", "2020", "2020"),
    ]  # fmt: skip
    assert [worded(value, type_, name, "vi") for type_, name, value, _ in told] == [said for *_, said in told]


def test_those_who_disagree_are_quoted_in_words_too() -> None:
    told = {"name": "status", "unit": None, "value": "active", "said": [{"value": "inactive", "source": "ngos"}]}
    assert spoken([told], "vi") == [
        told | {"value": "đang hoạt động", "said": [{"value": "ngừng hoạt động", "source": "ngos"}]}
    ]


@pytest.mark.parametrize(
    ("asked", "iso"),
    [
        ("31/12/2025", "2025-12-31"), ("1/2/2026", "2026-02-01"), ("01.02.2026", "2026-02-01"), ("12/2025", "2025-12"),
        ("2025-12-31", "2025-12-31"), ("2025", "2025"), (" tháng 3 năm 2026 ", "2026-03"), ("hôm qua", "hôm qua"), ("", ""), (None, None),
    ],
)  # fmt: skip
def test_a_day_may_be_asked_for_as_officers_write_it(asked: str | None, iso: str | None) -> None:
    assert iso_day(asked) == iso


def test_hints_and_terms_are_in_the_readers_language() -> None:
    assert [hint(it, "vi") for it in ("JP", "– 2025-06-30", "Sở Y tế", None)] == [
        "Nhật Bản",
        "– 30/06/2025",
        "Sở Y tế",
        None,
    ]
    assert (
        terms("facts", "vi") == "dữ kiện, dùng tự do"
        and terms("CC BY 4.0", "vi") == "CC BY 4.0"
        and terms(None, "vi") is None
    )


def test_reference_data_bear_their_names_in_the_reader_s_language() -> None:
    assert named({"id": "country-jp", "name": "Nhật Bản"}, "en") == "Japan"
    assert named({"id": "province-31", "name": "Hải Phòng"}, "en") == "Hai Phong"
    assert named({"id": "ngo-0123456789ab", "name": "Quỹ Xanh (mẫu)"}, "en") == "Quỹ Xanh (mẫu)"
