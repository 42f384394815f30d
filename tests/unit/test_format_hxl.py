"""HXL and HAPI without an engine: hashtags, where their row stands, and what the rows of a 3W say."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from graph.things import Statement
from ingest.files import format_of
from ingest.presence.areas import province_of
from ingest.presence.clusters import clusters
from ingest.presence.fields import FIELDS, label
from ingest.problems import FileProblem, Problem, RowProblem, ValueProblem
from ingest.readers.hxl import read_tag
from ingest.record import Record
from ingest.source import FileSource
from ingest.sources.hxl import field_of
from tests.support import RecordingStore

FORMATS = Path(__file__).parents[1] / "data" / "formats"


def source_of(path: Path) -> FileSource:
    found = format_of(path)
    assert found
    return found


def read(path: Path) -> tuple[list[list[Statement]], list[Problem], list[Problem], set[str]]:
    """What a file says, row by row; what is wrong, what is remarked, what nobody took."""
    source, said, wrong, remarks, left = source_of(path), list[list[Statement]](), [], [], set[str]()
    for record in source.records(path, RecordingStore()):
        try:
            said.append(source.statements(record))
        except RowProblem as error:
            wrong += error.problems
        else:
            left |= set(record.finish())
        remarks += record.warnings
    return said, wrong, remarks, left


def told(statements: list[Statement], *types: str) -> set[tuple[str, str, str]]:
    ties = [tie for statement in statements for tie in statement.ties if tie.type in types]
    return {(tie.source.name, tie.type, tie.target.id or tie.target.name) for tie in ties}


def presence(statements: list[Statement]) -> dict[str, object]:
    (tie,) = (tie for statement in statements for tie in statement.ties if tie.type == "WORKS_IN")
    return {"place": tie.target.id or tie.target.name, **tie.properties}


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# Hashtags


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("#org", "#org"), (" #ADM1 + Code +name", "#adm1+code+name"), ("#adm1+name +CODE", "#adm1+code+name"),
        ("#adm1_id", "#adm1+id"), ("#lat_deg", "#geo+lat"), ("#sector+es", "#sector+es"), ("#sector+name+i_en", "#sector+name+en"),
        ("# org +name", "#org+name"), ("#affected_num", "#affected+num"),
    ],
)  # fmt: skip
def test_tags_are_read_in_any_case_order_and_age(text: str, tag: str) -> None:
    assert str(read_tag(text)) == tag


@pytest.mark.parametrize("text", ["", "#", "#1", "org", "Org #1", "#org!", "#org name", "+name"])
def test_other_words_are_no_tags(text: str) -> None:
    assert read_tag(text) is None


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("#org+funder", "funder"), ("#org+funding", "funder"), ("#org+funder+acronym", "funder_short"), ("#org+impl", "impl"),
        ("#org+prog", "prog"), ("#org+type", "org_type"), ("#org+type+code", "org_type_code"), ("#org+name", "org"),
        ("#activity+programme", "project"), ("#activity+project", "project"), ("#activity+name", "activity"),
        ("#sector", "sectors"), ("#sector+code", "sector_code"), ("#adm2+code+v_pcode", "adm2_code"), ("#adm1_id", "adm1_code"),
        ("#adm1+name+provider", "adm1_said"), ("#loc+name", "loc"), ("#country+code+iso3", "country_code"),
        ("#date+start", "since"), ("#date+end", "until"), ("#date+reported", "as_of"), ("#date", "as_of"),
        ("#targeted+ind+all", "targeted+all+ind"), ("#reached", "reached"), ("#value+usd", "committed"), ("#currency", "currency"),
        ("#contact+email", "contact_email"), ("#contact+name", "contact"), ("#severity", ""), ("#geo+lat", ""), ("#adm4+code", ""),
    ],
)  # fmt: skip
def test_each_tag_is_a_field(tag: str, field: str) -> None:
    read = read_tag(tag)
    assert read and field_of(read) == field


def test_fields_have_labels_in_both_languages() -> None:
    assert all(vi and en for vi, en in FIELDS.values())
    assert (label("targeted+f"), label("targeted", "en"), label("#geo+lat")) == (
        "Số người dự kiến (f)", "People targeted", "#geo+lat",
    )  # fmt: skip


# Sectors and places


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("WASH", ["vn-water"]), ("HEA", ["vn-health"]), ("Salud", ["vn-health"]), ("Santé", ["vn-health"]),
        ("Educación", ["vn-education"]), ("Éducation", ["vn-education"]), ("Protection", ["vn-social"]), ("Shelter", ["72010"]),
        ("Emergency Shelter and NFI", ["72010"]), ("Food Security", ["43072"]), ("Sécurité alimentaire", ["43072"]),
        ("Nutrición", ["12240"]), ("Logistics", ["210"]), ("CCCM", ["72050"]), ("Camp Coordination / Camp Management", ["72050"]),
        ("ETC", ["220"]), ("Emergency Telecommunications", ["220"]), ("ER", ["730"]), ("Phục hồi sớm", ["730"]), ("12220", ["12220"]),
        ("Gender Based Violence", ["15180"]), ("Water, Sanitation and Hygiene (WASH)", ["vn-water"]), ("Dinh dưỡng", ["12240"]),
        ("Health / Nutrition", ["vn-health", "12240"]),
    ],
)  # fmt: skip
def test_clusters_are_known_by_words_letters_and_codes(text: str, codes: list[str]) -> None:
    assert [sector.properties["code"] for sector in clusters(text)] == codes


@pytest.mark.parametrize("text", ["Thiên văn", "etc", "er"])
def test_an_unknown_sector_is_told_with_the_choices(text: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        clusters(text)
    assert "Y tế, Giáo dục và đào tạo" in caught.value.problem.remedy("vi")
    assert "Health, Education and training" in caught.value.problem.remedy("en")


@pytest.mark.parametrize(
    ("code", "on", "unit"),
    [
        ("VN103", None, "province-old-31"), ("vn107", "2026", "province-old-30"), ("VN10301", None, "province-old-31"),
        ("31", None, "province-31"), ("31", "2024-12", "province-old-31"), ("30", None, "province-old-30"),
        ("VN31", None, "province-31"), ("1", None, "province-01"), ("VN101", None, "province-01"), ("99", None, None),
    ],
)  # fmt: skip
def test_provinces_are_found_by_any_of_their_codes(code: str, on: str | None, unit: str | None) -> None:
    found = province_of(code, on)
    assert (found.id if found else None) == unit


# Rows


def test_presence_rows_under_several_headings() -> None:
    said, wrong, remarks, left = read(FORMATS / "hxl" / "3w.csv")
    first, second, third, fourth, abroad = said
    assert presence(first) == {
        "place": "province-old-31", "sector": "vn-water", "since": "2019-01-01", "until": "2024-12-31", "as_of": "2024-07-01",
        "reported_as": "Hai Phong City",
        "note": "Tiểu lĩnh vực: Vệ sinh học đường; Phương thức: In-kind; Nữ: 1.200; Nam: 1100",
    }  # fmt: skip
    assert first[0].about.guess == "NGO"
    assert told(first, "WORKS_IN_SECTOR") == {("Quỹ Sao Biển (mẫu)", "WORKS_IN_SECTOR", "sector-vn-water")}
    assert presence(second)["place"] == "province-31"  # the same name by today's code
    assert told(third, "WORKS_IN", "WORKS_IN_SECTOR") == {
        ("Tổ chức Bàn Tay Xanh (mẫu)", "WORKS_IN", "province-old-30"),
        ("Tổ chức Bàn Tay Xanh (mẫu)", "WORKS_IN_SECTOR", "sector-vn-health"),
        ("Tổ chức Bàn Tay Xanh (mẫu)", "WORKS_IN_SECTOR", "sector-vn-education"),
    }
    assert presence(fourth) == {"place": "commune-11455", "sector": "15180", "since": "2026", "reported_as": "Đồ Sơn"}
    assert told(abroad, "LOCATED_IN") == {
        ("Popayán", "LOCATED_IN", "Cauca"), ("Popayán", "LOCATED_IN", "country-co"), ("Cauca", "LOCATED_IN", "country-co"),
    }  # fmt: skip
    assert abroad[0].about.properties["country"] == "CO"  # a national NGO is at home where it works
    assert [(p.code, p.row, p.column) for p in wrong] == [("sector-unknown", 10, "D"), ("value-missing", 11, "A")]
    assert [(p.code, p.row, p.column, p.value) for p in remarks] == [
        ("column-unknown", 4, "P", "Nội bộ"), ("figure-unreadable", 6, "N", "nhiều"),
    ]  # fmt: skip
    assert left == {"Nội bộ"}


def test_rows_that_name_an_activity_are_aid_items() -> None:
    said, wrong, _, left = read(FORMATS / "hxl" / "activities.csv")
    first, second, nameless = said
    item, person = (statement.about for statement in first)
    assert (item.type, item.name, item.properties["code"], item.properties["status"]) == (
        "AidItem", "Nước sạch cho em (mẫu)", "NS-01", "ongoing",
    )  # fmt: skip
    assert item.properties["beneficiaries"] == "Số người dự kiến (all+hh): 350; Số người đã đến được: 1200"
    assert item.properties["note"] == "Hoạt động: Lắp bể lọc"
    assert told(first, "FUNDS", "IMPLEMENTS", "MANAGES", "TARGETS", "IN_SECTOR") == {
        ("Cơ quan Viện trợ Biển Bắc (mẫu)", "FUNDS", item.name), ("Trung tâm Bàn Tay (mẫu)", "IMPLEMENTS", item.name),
        ("Quỹ Sao Biển (mẫu)", "MANAGES", item.name), (item.name, "TARGETS", "province-31"),
        (item.name, "IN_SECTOR", "sector-vn-water"),
    }  # fmt: skip
    (funds,) = (tie for tie in first[0].ties if tie.type == "FUNDS")
    assert funds.properties == {"role": "funder", "committed": 50_000, "committed_usd": 50_000, "currency": "USD"}
    assert (person.name, person.properties["email"]) == ("Trần Thị Hạ (mẫu)", "ha@example.org")
    assert first[0].key != second[0].key
    assert nameless[0].about.name == "Y tế – Tổ chức Bàn Tay Xanh (mẫu)"  # somebody funds it: there is an item
    assert (wrong, left) == ([], {"#severity", "Mã riêng"})


def test_json_arrays_and_objects_say_the_same() -> None:
    said, wrong, remarks, left = read(FORMATS / "hxl" / "arrays.json")
    assert [presence(row)["place"] for row in said] == ["province-31", "province-22"]  # the second in Spanish alone
    assert presence(said[1])["reported_as"] == "Quang Ninh"
    assert ([p.code for p in wrong], [p.value for p in remarks], left) == (
        ["sector-unknown"],
        ["Mã nội bộ"],
        {"Mã nội bộ"},
    )

    said, wrong, _, left = read(FORMATS / "hxl" / "objects.json")
    assert presence(said[0]) == {
        "place": "province-old-30", "sector": "vn-health", "since": "2025-01-01", "reported_as": "Hai Duong",
        "note": "Số người đã đến được: 120",
    }  # fmt: skip
    assert len({row[0].key for row in said}) == 3  # two rows that say the same are two
    assert ([p.code for p in wrong], left) == (["json-object"], {"#geo+lat", "ghi chú"})


def test_a_workbook_is_read_where_its_hashtags_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    readme, sheet = book.worksheets[0], book.create_sheet("3W")
    readme.append(["Đọc trước: bảng ở trang sau"])
    for row in ([], *([["chữ"]] * 20), ["#org", "#sector", "#adm1"], ["Quỹ A (mẫu)", "Health", "Hải Phòng"]):
        sheet.append(row)
    book.save(path := tmp_path / "3w.xlsx")
    (said,), wrong, remarks, _ = read(path)
    assert (said[0].row, said[0].sheet, presence(said)["place"]) == ("3W!23", "3W", "province-31")
    assert (wrong, remarks) == ([], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("#sector,#adm1\nHealth,Hải Phòng\n", "column-missing"),
        ("Tổ chức,Lĩnh vực\n#org,#sector\n", "rows-none"),
    ],
)
def test_a_file_without_organisations_or_rows_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(FileProblem) as caught:
        read(write(tmp_path / "3w.csv", text))
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ("A,Health,XX9,,", "place-unknown", "C"), ("A,Health,,Atlantis,", "place-unknown", "D"),
        ("A,Health,,,Atlantis", "country-unknown", "E"), ("A,Health,,Hai Phong,", None, None),
        ("A,Health,VN999,Hai Phong,", "place-code-unknown", "C"),
    ],
)  # fmt: skip
def test_places_that_nobody_knows(tmp_path: Path, cells: str, code: str | None, column: str | None) -> None:
    path = write(tmp_path / "3w.csv", f"#org,#sector,#adm1+code,#adm1+name,#country\n{cells}\n")
    _, wrong, remarks, _ = read(path)
    assert [(p.code, p.column) for p in (*wrong, *remarks)] == ([(code, column)] if code else [])


def test_words_with_that_sign_make_no_hxl_of_a_list(tmp_path: Path) -> None:
    for words in ("#doingoainhandan", "#1,#2", "#org,Tên,Nước,Ghi chú"):
        assert format_of(write(tmp_path / "a.csv", f"{words}\nTên tổ chức,Quốc gia\nQuỹ A (mẫu),Nhật Bản\n")) is None


def test_a_hashtag_row_must_stand_within_the_first_rows(tmp_path: Path) -> None:
    rows = [["x"]] * 25 + [["#org"], ["Quỹ A (mẫu)"]]
    assert format_of(write(tmp_path / "a.csv", "\n".join(",".join(row) for row in rows))) is None
    with pytest.raises(FileProblem, match="JSON"):
        format_of(write(tmp_path / "a.json", json.dumps(rows)))


# HAPI


def test_operational_presence_keeps_period_and_the_providers_name() -> None:
    path = FORMATS / "hapi" / "presence.csv"
    assert source_of(path).name == "hapi"
    said, wrong, remarks, left = read(path)
    assert presence(said[0]) == {
        "place": "province-old-31", "sector": "vn-water", "since": "2024-01-01", "until": "2024-12-31",
        "reported_as": "Hai Phong municipality",
    }  # fmt: skip
    assert said[0][0].about.properties["short"] == "QSB"
    assert [presence(row)["place"] for row in said] == ["province-old-31", "province-old-30", "country-vn"]
    assert said[2][0].about.guess == "PublicBody"
    assert ([(p.code, p.column) for p in wrong], [p.value for p in remarks], left) == (
        [("place-unknown", "D")], ["extra"], {"extra"},
    )  # fmt: skip


def test_the_funding_of_appeals_is_reported_figures() -> None:
    (said,), wrong, _, left = read(FORMATS / "hapi" / "funding.csv")
    figures = {str(s.about.properties["measure"]): s.about.properties["value"] for s in said}
    assert figures == {"kinh phí kêu gọi (FVNM24)": 68_100_000, "kinh phí đã nhận (FVNM24)": 21_400_000}
    assert {tie[2] for tie in told(said, "ABOUT_SUBJECT")} == {"country-vn"}
    assert (wrong, left) == ([], set())


STRANGE = [
    "(",
    "%",
    "1/0",
    "-5",
    "x" * 300,
    "𝔄",
    "; ; ,",
    "(mẫu)",
    "<b>",
    "/",
    "VN",
    "VN-",
    "#org",
    "2026-13-45",
    "\u0000a",
    "0",
]


@pytest.mark.parametrize(
    "name", ["hxl/3w.csv", "hxl/activities.csv", "hxl/objects.json", "hapi/presence.csv", "hapi/funding.csv"]
)
def test_whatever_a_cell_holds_the_row_is_told_or_refused(name: str) -> None:
    source = source_of(FORMATS / name)
    good = next(source.records(FORMATS / name, RecordingStore())).rows[0]
    for field in good.cells:
        for value in STRANGE:
            cells = {**good.cells, field: good.cells[field]._replace(text=value, value=value)}
            with suppress(RowProblem):
                assert source.statements(Record([replace(good, cells=cells)]))
