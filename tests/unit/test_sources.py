"""What each list says, told row by row as things and ties; the lists stand in tests/data/lists."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.identity import new_id
from graph.reference import provinces
from graph.things import Entity, Statement
from ingest.amounts import amounts, total
from ingest.files import pieces
from ingest.guessing import guess, sounds_like_person
from ingest.headings import vocabularies, vocabulary
from ingest.mentions import brackets, named, organization, people
from ingest.presence.clusters import clusters
from ingest.problems import Problem, RowProblem, ValueProblem
from ingest.readers import read_tables
from ingest.record import Record
from ingest.reference import countries, places, site
from ingest.sectors import shares
from ingest.source import FileSource, ReferenceSource, all_sources
from ingest.sources.needs import STATUS as NEED_STATUS
from ingest.values import Money
from ingest.words import Words
from tests.support import RecordingStore

LISTS = Path(__file__).parents[1] / "data" / "lists"
FILED = [name for name, source in all_sources().items() if not isinstance(source, FileSource | ReferenceSource)]


@cache
def records(name: str) -> tuple[Record, ...]:
    return tuple(r for piece in pieces(LISTS / f"{name}.csv", None, RecordingStore()) for r in piece.records)


def said(name: str, at: int) -> list[Statement]:
    """The statements of the record at this place of a list, counted from 0."""
    return all_sources()[name].statements(records(name)[at])


def told(statements: list[Statement]) -> set[tuple[str, str, str]]:
    return {(t.source.name, t.type, t.target.name) for s in statements for t in s.ties}


def of_type(statements: list[Statement], type_: str) -> dict[str, set[str]]:
    """Ties of a type: source -> targets."""
    found: dict[str, set[str]] = {}
    for source, tie, target in told(statements):
        if tie == type_:
            found.setdefault(source, set()).add(target)
    return found


def read(tmp_path: Path, source: str, text: str) -> Iterator[tuple[list[Statement], list[Problem]]]:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    for piece in pieces(path, source, RecordingStore()):
        for record in piece.records:
            yield piece.source.statements(record), record.warnings


def refused(tmp_path: Path, source: str, text: str) -> Problem:
    with pytest.raises(RowProblem) as caught:
        list(read(tmp_path, source, text))
    return caught.value.problem


# Every list


def test_there_is_a_source_for_every_list_of_headings() -> None:
    assert set(FILED) == set(vocabularies())


@pytest.mark.parametrize("name", FILED)
def test_a_list_with_every_column_is_recognised_and_every_column_is_taken(name: str) -> None:
    (table,) = read_tables(LISTS / f"{name}.csv", None, {n: all_sources()[n].required for n in FILED})
    assert table.list == name
    assert {column.field for column in table.columns} - {"#"} == set(vocabulary(name).fields)
    for record in records(name):
        all_sources()[name].statements(record)
        assert record.finish() == []


@pytest.mark.parametrize("name", FILED)
def test_required_and_main_fields_are_fields_of_the_list(name: str) -> None:
    source = all_sources()[name]
    assert {*source.required, *source.main} <= set(vocabulary(name).fields)
    assert set(source.title) == {"vi", "en"} and source.publisher and source.licence


@pytest.mark.parametrize("name", FILED)
def test_keys_are_the_records_own_and_repeat_on_the_next_reading(name: str) -> None:
    keys = [s.key for at in range(len(records(name))) for s in said(name, at)]
    assert len(set(keys)) == len(keys)
    assert keys == [s.key for at in range(len(records(name))) for s in said(name, at)]


@pytest.mark.parametrize("name", FILED)
def test_a_record_without_its_required_value_is_refused(name: str, tmp_path: Path) -> None:
    first = (LISTS / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    row = ["" for _ in first.split(",")]
    row[first.split(",").index(next(h for h in first.split(",") if vocabulary(name).find([h]).field == "note"))] = (
        "trống"  # type: ignore[union-attr]
    )
    assert refused(tmp_path, name, f"{first}\n{','.join(row)}\n").code == "value-missing"


STRANGE = [
    "(",
    ")(",
    "%",
    "1/0",
    "-5",
    "Nhật Bản",
    "Hải Phòng",
    "x" * 300,
    "Sở",
    "𝔄",
    "a;b\\nc",
    "12.345,6",
    "; ; ,",
    "(mẫu)",
    "0%",
    "<b>",
]


@pytest.mark.parametrize("name", FILED)
def test_whatever_a_cell_holds_the_record_is_told_or_refused(name: str) -> None:
    good = records(name)[0].rows[0]
    for field in good.cells:
        for value in STRANGE:
            row = replace(good, cells={**good.cells, field: good.cells[field]._replace(text=value, value=value)})
            with suppress(RowProblem):
                assert all_sources()[name].statements(Record([row]))


def test_things_that_lists_name_come_after_the_lists_that_hold_them() -> None:
    order = list(all_sources())
    assert order.index("reference_countries") < order.index("bodies") < order.index("ngos") < order.index("aid")
    assert order.index("people") < order.index("delegations") < order.index("statistics")


# NGOs and licences


def test_an_ngo_with_its_licence_places_sectors_and_representative() -> None:
    ngo, licence, person = said("ngos", 0)
    assert (ngo.about.type, licence.about.type, person.about.type) == ("NGO", "Licence", "Person")
    assert ngo.about.properties["country"] == "JP" and ngo.about.properties["relations_since"] == "2012"
    assert licence.about.properties["form"] == "operation" and licence.about.properties["until"] == "2027-02-28"
    assert of_type([ngo], "WORKS_IN") == {ngo.about.name: {"Hải Phòng", "Quảng Ninh"}}
    assert of_type([ngo, licence], "IN_SECTOR") == {licence.about.name: {"Y tế", "Giáo dục và đào tạo"}}
    assert of_type([ngo], "HAS_POST") == {"Aiko Mori (mẫu)": {ngo.about.name}}
    assert all(s.about.properties["sample"] is True and s.row == "2" for s in (ngo, licence, person))


def test_an_ngo_without_a_licence_relates_to_us_by_its_place_alone() -> None:
    (ngo,) = said("ngos", 1)
    assert of_type([ngo], "HOLDS") == {}
    assert of_type([ngo], "RELATES_TO") == {ngo.about.name: {"Hải Phòng"}}


def test_two_licences_under_one_name_and_a_term_in_years() -> None:
    ngo, *rest = said("ngos", 2)
    licences = {s.about.properties["number"]: s for s in rest if s.about.type == "Licence"}
    assert of_type([ngo], "HOLDS") == {ngo.about.name: {"Giấy đăng ký 88/VPĐD", "Giấy đăng ký 12/HĐ-CŨ"}}
    assert licences["88/VPĐD"].about.properties["until"] == "2028-05"
    assert of_type([licences["88/VPĐD"]], "VALID_IN") == {"Giấy đăng ký 88/VPĐD": {"Việt Nam"}}
    assert of_type([ngo], "RELATES_TO") == {}


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("associations", 'Tên hội,Nước,Chủ tịch\nHội hữu nghị A (mẫu),Nhật Bản,", ,"\n', "name-empty"),
        ("statistics", 'Chủ thể,Chỉ tiêu,Giá trị\n", ,",Số tổ chức,80\n', "name-empty"),
    ],
)
def test_a_cell_of_signs_alone_is_a_fault_of_its_row(tmp_path: Path, source: str, text: str, code: str) -> None:
    (path := tmp_path / "a.csv").write_text(text, encoding="utf-8")
    (record,) = next(pieces(path, source, RecordingStore())).records
    with pytest.raises(RowProblem) as refused:
        all_sources()[source].statements(record)
    assert [(p.code, p.row) for p in refused.value.problems] == [(code, 2)]


def test_a_term_from_29_february_ends_on_a_day_that_is(tmp_path: Path) -> None:
    text = "Tên tổ chức,Lĩnh vực hoạt động,Số giấy đăng ký,Ngày cấp,Ngày hết hạn\nQuỹ Tuyết (mẫu),Y tế,1/GP,29/02/2020,{}\n"
    for term, until in (("3 năm", "2023-02-28"), ("4 năm", "2024-02-29")):
        ((told_, _),) = read(tmp_path, "ngos", text.format(term))
        assert [s.about.properties["until"] for s in told_ if s.about.type == "Licence"] == [until]


def test_a_section_row_may_name_the_country(tmp_path: Path) -> None:
    text = "STT,Tên tổ chức,Lĩnh vực hoạt động,Địa bàn hoạt động\nI. Na Uy,,,\n1,Quỹ Tuyết (mẫu),Y tế,Hải Phòng\n2,Quỹ Băng (mẫu),Y tế,Hải Phòng\n"
    assert {s.about.properties["country"] for told_, _ in read(tmp_path, "ngos", text) for s in told_} == {"NO"}


@pytest.mark.parametrize(
    ("note", "source", "sample"),
    [
        ("Dữ liệu mẫu", "", True),
        ("(mẫu)", "", True),
        ("", "Danh sách mẫu", True),
        ("sample data", "", True),
        ("Lớp mẫu giáo", "", None),
        ("Hiến máu", "", None),
        ("", "haiphongnews.gov.vn", None),
    ],
)
def test_what_is_marked_as_sample_data(tmp_path: Path, note: str, source: str, sample: bool | None) -> None:
    text = f"Tên tổ chức,Quốc tịch,Địa bàn hoạt động,Ghi chú,Nguồn\nQuỹ X,Pháp,Hải Phòng,{note},{source}\n"
    (((ngo,), _),) = read(tmp_path, "ngos", text)
    assert ngo.about.properties.get("sample") is sample
    assert ngo.about.properties.get("reference") == (source or None)


# Aid


def test_one_funder_carries_the_whole_amount() -> None:
    (item,) = said("aid", 0)
    tie = next(t for t in item.ties if t.type == "FUNDS")
    assert item.about.properties["committed"] == tie.properties["committed"] == 200_000
    assert item.about.properties["disbursed"] == tie.properties["disbursed"] == 50_000
    assert (item.about.properties["direction"], item.about.properties["kind"]) == ("inbound", "project")
    assert {t.target.name: t.properties["percentage"] for t in item.ties if t.type == "IN_SECTOR"} == {
        "Y tế": 60,
        "Giáo dục và đào tạo": 40,
    }


def test_two_funders_below_each_other_have_their_own_parts_and_the_item_their_sum() -> None:
    (item,) = said("aid", 1)
    parts = {t.source.name: t.properties["committed"] for t in item.ties if t.type == "FUNDS"}
    assert parts == {"Quỹ Sao Biển (mẫu)": 30_000, "Tổ chức Bàn Tay Xanh (mẫu)": 20_000}
    assert item.about.properties["committed"] == 50_000


def test_funders_without_parts_share_the_item() -> None:
    (item,) = said("aid", 2)
    funds = [t for t in item.ties if t.type == "FUNDS"]
    assert [(t.properties["shared"], "committed" in t.properties) for t in funds] == [(True, False)] * 2
    assert item.about.properties["committed"] == 2_500_000_000 and item.about.properties["currency"] == "VND"
    assert 90_000 < item.about.properties["committed_usd"] < 120_000
    assert item.about.properties["usd_rate_date"] == "2022"


def test_solidarity_aid_goes_out() -> None:
    (item,) = said("aid", 3)
    assert (item.about.properties["direction"], item.about.properties["kind"]) == ("outbound", "relief")
    assert of_type([item], "TARGETS") == {item.about.name: {"Cuba"}}


HEAD = "Tên dự án,Nhà tài trợ,Số tiền tài trợ,Cam kết,Giải ngân,Loại tiền,Ngày phê duyệt,Lĩnh vực,Địa bàn\n"


@pytest.mark.parametrize(
    ("rows", "committed", "parts"),
    [
        ("Dự án A,Quỹ X,,100,,USD,,,\n,Quỹ Y,,,,,,,\n", 100, [("shared", True), ("shared", True)]),
        ("Dự án A,Quỹ X,,100,,USD,,,\n,Quỹ Y,,50,,USD,,,\n", 150, [("committed", 100), ("committed", 50)]),
        ("Dự án A,Quỹ X,60,100,,USD,,,\n,Quỹ Y,40,,,USD,,,\n", 100, [("committed", 60), ("committed", 40)]),
        ("Dự án A,Quỹ X (60 USD); Quỹ Y (40 USD),,,,USD,,,\n", 100, [("committed", 60), ("committed", 40)]),
        ("Dự án A,Quỹ X,60,,,USD,,,\n,Quỹ Y,40,,,EUR,,,\n", None, [("committed", 60), ("committed", 40)]),
    ],
)
def test_amounts_of_several_funders(
    tmp_path: Path, rows: str, committed: float | None, parts: list[tuple[str, object]]
) -> None:
    (((item,), _),) = read(tmp_path, "aid", HEAD + rows)
    assert item.about.properties.get("committed") == committed
    funds = [t.properties for t in item.ties if t.type == "FUNDS"]
    assert [p[name] for p, (name, _) in zip(funds, parts, strict=True)] == [value for _, value in parts]


def test_an_unreadable_amount_is_left_out_with_a_warning_and_the_item_kept(tmp_path: Path) -> None:
    (((item,), warnings),) = read(tmp_path, "aid", f"{HEAD}Dự án A,Quỹ X,,nhiều lắm,,USD,,,\n")
    assert "committed" not in item.about.properties
    assert [(w.code, w.row, w.column, w.value) for w in warnings] == [("amount-unknown", 2, "D", "nhiều lắm")]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("Dự án A,Quỹ X,,,,,31/02/2023,,", "date-impossible", "G"),
        ("Dự án A,Quỹ X,,,,,,Ngành lạ,", "sector-unknown", "H"),
        ("Dự án A,Quỹ X,,,,,,,Xứ lạ", "place-unknown", "I"),
    ],
)
def test_a_value_that_cannot_be_read_refuses_the_record(tmp_path: Path, row: str, code: str, column: str) -> None:
    problem = refused(tmp_path, "aid", f"{HEAD}{row}\n")
    assert (problem.file, problem.row, problem.column, problem.code) == ("list.csv", 2, column, code)
    assert problem.message("vi") and problem.message("en") and problem.remedy("vi")


def test_a_sector_slightly_misspelt_is_answered_with_the_few_it_may_mean(tmp_path: Path) -> None:
    near = refused(tmp_path, "aid", f"{HEAD}Dự án A,Quỹ X,,,,,,Giao ducc,\n").detail["choices"].split(", ")
    far = refused(tmp_path, "aid", f"{HEAD}Dự án A,Quỹ X,,,,,,Xzqw,\n").detail["choices"].split(", ")
    assert "Giáo dục và đào tạo" in near
    assert len(near) <= 3 < len(far)


def test_a_code_is_iati_only_if_it_looks_like_one(tmp_path: Path) -> None:
    rows = "Mã dự án,Tên dự án,Nhà tài trợ\nXM-DAC-41114-PR1,Dự án A,Quỹ X\nVT-02,Dự án B,Quỹ X\n"
    found = [s.about.properties for told_, _ in read(tmp_path, "aid", rows) for s in told_]
    assert [("iati" in p, "code" in p) for p in found] == [(True, False), (False, True)]


def test_money_of_two_currencies_is_never_added() -> None:
    assert total([Money(1, "USD"), Money(2, "USD")]) == Money(3, "USD")
    assert total([Money(1, "USD"), Money(2, "EUR")]) is None
    assert total([Money(1, "USD"), None]) is None
    assert amounts(Money(1, "USD"), Money(24_000, "VND"), "2023").get("disbursed") is None


# Places, agreements


def test_a_friendship_exchange_and_the_twinning_after_it_are_two_agreements() -> None:
    (first,), (second,) = said("sister_cities", 0), said("sister_cities", 1)
    assert (first.about.properties["kind"], second.about.properties["kind"]) == ("friendship", "twinning")
    assert new_id(first.about) != new_id(second.about)
    assert of_type([first], "TWINNED_WITH") == {}
    assert of_type([second], "TWINNED_WITH") == {"Hải Phòng": {"Kitakyushu"}}
    assert of_type([first], "PARTY_TO") == {"Hải Phòng": {first.about.name}, "Kitakyushu": {first.about.name}}
    assert first.about.properties["until"] == "2014-04-17" and "until" not in second.about.properties
    assert ("Kitakyushu", "LOCATED_IN", "Nhật Bản") in told([first])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hải Phòng", ["province-31"]),
        ("tỉnh Hải Dương (cũ)", ["province-old-30"]),
        ("Hải Dương", ["province-old-30"]),
        ("phường Hải Dương, Hải Phòng", ["commune-10525"]),
        ("TP. Hải Phòng, tỉnh Quảng Ninh", ["province-31", "province-22"]),
        ("Lê Chân, Ngô Quyền, Hải Phòng", ["commune-11383", "commune-11329"]),
        ("Hà Nội, Việt Nam", ["province-01"]),
        ("toàn quốc", ["country-vn"]),
        ("trên địa bàn thành phố", ["province-31"]),
        ("Kitakyushu (Nhật Bản)", ["Kitakyushu/JP"]),
        ("huyện Thủy Nguyên, Hải Phòng", ["huyện Thủy Nguyên, Hải Phòng/VN"]),
        ("xã Tân Trào, huyện Kiến Thụy, Hải Phòng", ["xã Tân Trào, huyện Kiến Thụy, Hải Phòng/VN"]),
    ],
)
def test_places(text: str, found: list[str]) -> None:
    assert [p.id or f"{p.name}/{p.properties['country']}" for p in places(text)] == found


def test_a_district_without_its_province_is_asked_for_it() -> None:
    with pytest.raises(ValueProblem) as caught:
        places("Quận Lê Chân")
    assert "“Quận Lê Chân, Hải Phòng”" in caught.value.problem.remedy()


def test_two_communes_that_differ_by_an_accent_stay_two_and_none_is_chosen_without_accents() -> None:
    (giang,), (giàng,) = places("xã Cẩm Giang, Hải Phòng"), places("xã Cẩm Giàng, Hải Phòng")
    assert giang.id and giàng.id and giang.id != giàng.id
    with pytest.raises(ValueProblem) as caught:
        places("cam giang")
    assert caught.value.problem.code == "place-ambiguous"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Số 5 Lạch Tray, phường Ngô Quyền, Hải Phòng", "commune-11329"),
        ("Nhà hát lớn, Hải Phòng", "province-31"),
        ("ở đâu đó", None),
    ],
)
def test_an_address_lies_in_the_nearest_place_we_know(text: str, found: str | None) -> None:
    place = site(text)
    assert (place.id if place else None) == found


def test_countries_and_sector_shares() -> None:
    assert [c.id for c in countries("Mỹ, Đức")] == ["country-us", "country-de"]
    assert [(s.id, p) for s, p in shares("Y tế (60%); Giáo dục (40%)")] == [
        ("sector-vn-health", 60),
        ("sector-vn-education", 40),
    ]
    assert [s.id for s, _ in shares("nước sạch, vệ sinh")] == ["sector-vn-water"]


# Organisations and people in passing


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Đại sứ quán Cuba", "DiplomaticMission"),
        ("Sở Y tế", "PublicBody"),
        ("UBND xã An Lão", "PublicBody"),
        ("Công ty TNHH Mẫu", "Business"),
        ("Hội hữu nghị Việt - Pháp", "FriendshipAssociation"),
        ("Liên hiệp các tổ chức hữu nghị thành phố Hải Phòng", "FriendshipUnion"),
        ("UNICEF", "MultilateralBody"),
        ("Cộng đồng người Hải Phòng tại Đức", "DiasporaGroup"),
        ("Lanternwood Trust", "NGO"),
        ("Vụ Hợp tác quốc tế", "PublicBody"),
        ("Vũ Nhật Minh", "?"),
        ("Hội nghị hòa bình", "?"),
        ("Đoàn Thị Lan Chi", "?"),
    ],
)
def test_what_an_organisation_sounds_like(name: str, type_: str) -> None:
    assert guess(name, "?") == type_


def test_a_name_with_its_acronym_country_or_union() -> None:
    assert organization("Plan International (PI)", "NGO").properties == {"short": "PI"}
    assert organization("Quỹ Xanh (Nhật Bản)", "NGO").properties == {"country": "JP"}
    assert organization("Quỹ Xanh (mẫu)", "NGO").name == "Quỹ Xanh (mẫu)"
    assert organization("Đại sứ quán Nhật Bản tại Việt Nam").properties["country"] == "JP"
    assert organization("Liên hiệp các tổ chức hữu nghị tỉnh Nghệ An").properties == {
        "province": "40",
        "level": "provincial",
    }
    assert organization("VUFO").properties == {"province": "VN", "level": "central"}


def test_an_embassy_in_passing_is_the_embassy_of_the_list() -> None:
    (listed, _) = said("missions", 0)
    assert new_id(listed.about) == new_id(Entity("DiplomaticMission", "x", organization("ĐSQ Nhật Bản").properties))


@pytest.mark.parametrize(
    ("text", "name", "title", "at"),
    [
        ("Nguyễn Văn A (Chủ tịch, Liên hiệp hữu nghị)", "Nguyễn Văn A", "Chủ tịch", "Liên hiệp hữu nghị"),
        ("Ông Trần B - Giám đốc Sở Ngoại vụ", "Trần B", "Giám đốc", "Sở Ngoại vụ"),
        ("Lê D (Phó Chủ tịch UBND thành phố)", "Lê D", "Phó Chủ tịch", "UBND thành phố"),
        ("Lê E (mẫu) (Trưởng đoàn)", "Lê E (mẫu)", "Trưởng đoàn", None),
        ("Lê G (mẫu)", "Lê G (mẫu)", None, None),
        ("Ken Sato (mẫu) (Chuyên gia, Quỹ Sao Biển (mẫu))", "Ken Sato (mẫu)", "Chuyên gia", "Quỹ Sao Biển (mẫu)"),
        ("Ann Smith (Country Director, Plan International)", "Ann Smith", "Country Director", "Plan International"),
    ],
)
def test_a_person_with_post_and_organisation(text: str, name: str, title: str | None, at: str | None) -> None:
    who = named(text)
    assert (who.name, who.title, who.organization.name if who.organization else None) == (name, title, at)


def test_people_of_a_cell_parted_by_semicolons_or_by_commas() -> None:
    assert [w.name for w in people(["Nguyễn Văn A, Trần Thị B, Lê C"])] == ["Nguyễn Văn A", "Trần Thị B", "Lê C"]
    assert [w.name for w in people(["Nguyễn Văn A (Chủ tịch, Hội X)", "5 cán bộ"])] == ["Nguyễn Văn A"]
    assert sounds_like_person("Đoàn Thị Lan Chi (mẫu)") and not sounds_like_person("Hà Nội mùa thu")
    assert brackets("Quỹ A (Mỹ)") == ("Quỹ A", "Mỹ") and brackets("Quỹ A (mẫu)") == ("Quỹ A (mẫu)", "")


def test_one_person_with_two_posts_is_two_records_about_one() -> None:
    (first,), (second,) = said("people", 0), said("people", 1)
    assert new_id(first.about) == new_id(second.about) and first.key != second.key
    assert first.about.properties["languages"] == ["Anh", "Pháp"]
    knows = next(t for t in first.ties if t.type == "KNOWS")
    assert (knows.target.name, knows.properties) == ("Nguyễn Văn An (mẫu)", {"strength": 4, "last_contact": "2025-12"})


# The other lists


def test_a_delegation_in_and_one_out() -> None:
    (inbound,), (outbound,) = said("delegations", 0), said("delegations", 1)
    name = inbound.about.name
    assert of_type([inbound], "CAME_FROM") == {name: {"Quỹ Sao Biển (mẫu)", "Nhật Bản"}}
    assert of_type([inbound], "LED") == {"Aiko Mori (mẫu)": {name}}
    assert of_type([inbound], "JOINED") == {"Ken Sato (mẫu)": {name}}
    assert of_type([inbound], "MET") == {name: {"Lê Thị Cúc (mẫu)", "Sở Giáo dục và Đào tạo thành phố Hải Phòng"}}
    assert "Gửi thư cảm ơn" in inbound.about.properties["note"]
    assert all(t.target.only_known for t in inbound.ties if t.type == "FOLLOWED_UP_BY")
    assert of_type([outbound], "CAME_FROM") == {outbound.about.name: {"Hải Phòng"}}
    assert of_type([outbound], "MET") == {outbound.about.name: {"Kitakyushu"}}


def test_a_need_is_open_until_somebody_meets_it() -> None:
    (open_,), (matched,) = said("needs", 0), said("needs", 1)
    assert (open_.about.properties["status"], matched.about.properties["status"]) == ("open", "matched")
    assert of_type([open_], "TARGETS") == {open_.about.name: {"Xã An Lão"}}
    assert of_type([matched], "TARGETS") == {matched.about.name: {"Hải Phòng"}}
    assert "Quỹ Sao Biển (mẫu)" in of_type([matched], "MEETS_NEED")


@pytest.mark.parametrize(
    ("said", "status"), [("Đang đàm phán", "matched"), ("Đã có nhà tài trợ", "funded"), ("Chưa có nhà tài trợ", "open")]
)
def test_a_donor_that_is_talked_to_is_not_one_that_was_found(said: str, status: str) -> None:
    assert NEED_STATUS.read(said) == status


def test_events_statistics_policies_investments() -> None:
    (event,), (statistic,), (policy,), (investment,) = (
        said(n, 0) for n in ("events", "statistics", "policies", "investments")
    )
    assert event.about.properties["kind"] == "anniversary" and event.about.properties["recurring"] == "yearly"
    assert ("Nguyễn Văn An (mẫu)", "JOINED", event.about.name) in told([event])
    assert of_type([statistic], "ABOUT_SUBJECT") == {statistic.about.name: {"Hải Phòng"}}
    assert of_type([policy], "SUBMITS_TO") == {policy.about.name: {"UBND thành phố Hải Phòng"}}
    assert investment.about.properties["capital"] == 12_500_000
    assert [s[0].about.properties.get("qualifier") for s in (said("statistics", 1), said("statistics", 2))] == [
        "about",
        "more than",
    ]


def test_bodies_are_of_three_kinds() -> None:
    assert [said("bodies", at)[0].about.type for at in range(3)] == ["PublicBody", "MultilateralBody", "DiasporaGroup"]
    assert said("bodies", 2)[0].about.properties["size"] == 1500


def test_an_association_belongs_to_the_union_of_its_province() -> None:
    listed, guessed = said("associations", 0)[0], said("associations", 1)[0]
    assert of_type([listed], "FRIEND_OF") == {listed.about.name: {"Nhật Bản"}}
    union = "Liên hiệp các tổ chức hữu nghị thành phố Hải Phòng"
    assert of_type([listed, guessed], "MEMBER_OF") == {listed.about.name: {union}, guessed.about.name: {union}}
    assert (listed.about.properties["kind"], guessed.about.properties["kind"]) == ("bilateral", "multilateral")


def test_a_word_is_read_by_equality_before_containment_and_an_unknown_one_names_the_allowed() -> None:
    words = Words({"non-project": "phi dự án", "project": "dự án"})
    assert [words.read(t) for t in ("Dự án", "VIEN TRO PHI DU AN", "project")] == ["project", "non-project", "project"]
    with pytest.raises(ValueProblem) as caught:
        words.read("khác lạ")
    assert caught.value.problem.detail == {"allowed": "phi dự án, dự án"}


# Reference data


def test_reference_sources_tell_everything_of_the_reference_data() -> None:
    given = {
        n: [s for r in src.records() for s in src.statements(r)]
        for n, src in all_sources().items()
        if isinstance(src, ReferenceSource)
    }
    assert {n: len(found) >= all_sources()[n].expects for n, found in given.items()} == dict.fromkeys(given, True)
    assert all(s.about.id for found in given.values() for s in found)
    province = next(s for s in given["reference_provinces"] if s.about.id == "province-old-30")
    assert ("Hải Dương", "SUCCEEDED_BY", "Hải Phòng") in told([province])
    neighbours = [t for s in given["reference_provinces"] for t in s.ties if t.type == "NEIGHBOUR_OF"]
    pairs = [frozenset((t.source.id, t.target.id)) for t in neighbours]
    assert len(set(pairs)) == len(pairs) and all(len(p) == 2 for p in pairs)
    assert {t.source.id for s in given["reference_provinces"] for t in s.ties if t.type == "SUCCEEDED_BY"} == {
        p.id for p in provinces().values() if p.successor
    }


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Y tế và giáo dục", ["Y tế", "Giáo dục và đào tạo"]),
        ("Health and Education/Môi trường", ["Y tế", "Giáo dục và đào tạo", "Tài nguyên và môi trường"]),
        ("Nông nghiệp và phát triển nông thôn/Y tế", ["Nông nghiệp và phát triển nông thôn", "Y tế"]),
        ("Nước sạch và vệ sinh", ["Nước sạch và vệ sinh môi trường"]),
        ("Health/Education", ["Y tế", "Giáo dục và đào tạo"]),
        ("Y tế, Giáo dục và Nước sạch", ["Y tế", "Giáo dục và đào tạo", "Nước sạch và vệ sinh môi trường"]),
        ("Y tế - Giáo dục", ["Y tế", "Giáo dục và đào tạo"]),
        ("Medical education/training", ["Đào tạo nhân lực y khoa"]),
        ("Y tế và bay lượn", ["? bay lượn"]),
        ("Xa lạ và bay lượn", ["? Xa lạ và bay lượn"]),
        ("Health/Magic", ["? Magic"]),
        ("N/A", ["? N/A"]),
    ],
)
def test_sectors_that_a_word_parts_are_several_and_each_unknown_one_is_asked_by_itself(
    said: str, names: list[str]
) -> None:
    assert _parts(shares, said) == names
    if "?" not in names[0] and "/training" not in said:
        assert _parts(clusters, said) == names


def test_each_part_with_a_percentage_of_its_own_keeps_it() -> None:
    said = ("Y tế 60%, Giáo dục 40%", "Y tế (60%) và Giáo dục (40%)", "Y tế: 60% / Giáo dục: 40%")
    for text in said:
        assert [share for _, share in shares(text)] == [60, 40]
    assert [share for _, share in shares("Y tế và Giáo dục (100%)")] == [None, None]


def _parts(read: Callable[[str], Iterable[Any]], said: str) -> list[str]:
    """The names of what is read, or "? value" of what is not known."""
    try:
        found = [one if isinstance(one, Entity) else one[0] for one in read(said)]
    except ValueProblem as error:
        return [f"? {one.value}" for one in error.problems]
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Hải Phòng/Quảng Ninh", ["Hải Phòng", "Quảng Ninh"]),
        ("Lê Chân và Kiến An, Hải Phòng", ["Phường Lê Chân", "Phường Kiến An"]),
        ("Hải Phòng, Nhật Bản and Hàn Quốc", ["Hải Phòng", "Nhật Bản", "Hàn Quốc"]),
        ("Antigua và Barbuda", ["Antigua và Barbuda"]),
        ("Quận A/Quận B, Hải Phòng", ["Quận A, Hải Phòng", "Quận B, Hải Phòng"]),
        ("Huyện A & Huyện B, Hải Phòng", ["Huyện A, Hải Phòng", "Huyện B, Hải Phòng"]),
        ("Số 12/31, Hải Phòng", ["Số 12/31, Hải Phòng"]),
        ("Hải Phòng - Quảng Ninh", ["Hải Phòng", "Quảng Ninh"]),
        ("Lê Chân - Hải Phòng", ["Phường Lê Chân"]),
        ("Bà Rịa - Vũng Tàu", ["Bà Rịa - Vũng Tàu"]),
        ("KCN Đình Vũ - Cát Hải, Hải Phòng", ["KCN Đình Vũ - Cát Hải, Hải Phòng"]),
        ("Huyện A/Huyện B", ["? Huyện A", "? Huyện B"]),
        ("Huyện A, Huyện B", ["? Huyện A", "? Huyện B"]),
        ("Huyện A - Huyện B", ["? Huyện A", "? Huyện B"]),
        ("Hải Phòng và Nơi Lạ", ["? Nơi Lạ"]),
        ("Paris và Lyon, Pháp", ["Paris", "Lyon"]),
        ("Tyne and Wear, Anh", ["Tyne and Wear"]),
        ("Biel/Bienne, Thụy Sĩ", ["? Biel/Bienne, Thụy Sĩ"]),
        ("Hải Phòng 60%, Quảng Ninh", ["? Hải Phòng 60%, Quảng Ninh"]),
    ],
)
def test_places_that_a_word_parts_never_become_one_and_each_unknown_one_is_asked_by_itself(
    said: str, names: list[str]
) -> None:
    assert _parts(places, said) == names


def test_a_line_of_business_that_is_no_sector_is_told_and_kept() -> None:
    for source, head in (
        ("businesses", {"name": "Một (mẫu)"}),
        ("investments", {"title": "Một (mẫu)", "investor": "Hai (mẫu)"}),
    ):
        record = Record.of("a.csv", 2, {**head, "sector": ["Y tế và giáo dục", "Dệt may, y tế", "nông nghiệp"]})
        (about, *_) = all_sources()[source].statements(record)
        assert {t.target.name for t in about.ties if t.type.endswith("IN_SECTOR")} == {
            "Y tế", "Giáo dục và đào tạo", "Nông nghiệp và phát triển nông thôn",
        }  # fmt: skip
        assert [(it.code, it.value, it.column) for it in record.warnings] == [("sector-kept", "Dệt may", "sector")]
        assert "Dệt may" in str(about.about.properties)
        assert "Y tế" in record.warnings[0].remedy("vi")
