"""Headings in many wordings, and the list they make."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

from ingest.files import required_fields
from ingest.headings import UntoldList, folded, known, unit_of, vocabularies, vocabulary
from ingest.recognition import recognise

SHARED = "any"


def columns(*headings: str) -> list[tuple[str]]:
    return [(heading,) for heading in headings]


def rows() -> list[dict[str, str]]:
    text = files("ingest").joinpath("headings.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("list_", "heading", "field"),
    [
        ("ngos", "Tên TCPCPNN", "name"),
        ("ngos", "TÊN TỔ CHỨC *", "name"),
        ("ngos", "1. Tên tổ chức", "name"),
        ("ngos", "Số GĐK", "licence_number"),
        ("ngos", "Ngày hết hạn (dd/mm/yyyy)", "licence_expires"),
        ("ngos", "Địa bàn\nhoạt động", "places"),
        ("ngos", "dia ban hoat dong", "places"),
        ("ngos", "Nationality", "country"),
        ("ngos", "Tên tổ chức (tiếng Anh)", "name_en"),
        ("ngos", "Tên tổ chức (tiếng Việt)", "name_vi"),
        ("aid", "Tên dự án", "title"),
        ("aid", "Chủ khoản viện trợ", "recipient"),
        ("aid", "Số QĐ phê duyệt", "decision"),
        ("aid", "Giải ngân lũy kế (USD)", "disbursed"),
        ("aid", "Cam kết - USD", "committed"),
        ("aid", "Nhà tài trợ (2)", "funder"),
        ("people", "Họ và tên", "name"),
        ("people", "Chức vụ", "title"),
        ("people", "Title", "title"),
        ("ngos", "TT", "#"),
        ("ngos", "#", "#"),
        ("events", "Địa điểm", "place"),
        ("delegations", "Trưởng đoàn", "leader"),
        ("sister_cities", "Ngày ký kết", "signed"),
        ("statistics", "ĐVT", "unit"),
        ("needs", "Kinh phí dự kiến", "amount"),
    ],
)
def test_a_heading_names_its_field(list_: str, heading: str, field: str) -> None:
    match = vocabulary(list_).find([heading])
    assert match is not None
    assert match.field == field


@pytest.mark.parametrize("heading", ["Màu sắc", "Ngân sách đối ứng của tổ chức", "", "x" * 500])
def test_an_unknown_heading_names_nothing(heading: str) -> None:
    assert vocabulary("ngos").find([heading]) is None


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Cam kết (USD)", "USD"),
        ("Kinh phí (triệu đồng)", "triệu đồng"),
        ("Giải ngân (ĐVT: tỷ đồng)", "tỷ đồng"),
        ("Đơn vị tính: nghìn USD", "nghìn USD"),
        ("Giá trị, USD", "USD"),
        ("Cam kết", ""),
        ("Tên (tiếng Anh)", ""),
    ],
)
def test_a_heading_states_its_unit(heading: str, unit: str) -> None:
    assert unit_of(heading) == unit


@pytest.mark.parametrize(
    ("above", "below", "field"),
    [
        ("Kinh phí (USD)", "Cam kết", "committed"),
        ("Nhà tài trợ", "Tên", "funder"),
        ("Quyết định phê duyệt", "Số", "decision"),
        ("Thời gian thực hiện", "Từ ngày", "start"),
    ],
)
def test_a_heading_under_a_group_is_read_with_it(above: str, below: str, field: str) -> None:
    match = vocabulary("aid").find([above, below])
    assert match is not None
    assert match.field == field


def test_a_vague_heading_under_an_unknown_group_names_nothing() -> None:
    assert vocabulary("aid").find(["Tư vấn giám sát", "Tên"]) is None


def test_the_unit_of_a_group_holds_for_its_columns() -> None:
    match = vocabulary("aid").find(["Kinh phí (USD)", "Giải ngân"])
    assert match is not None
    assert match.unit == "USD"


@pytest.mark.parametrize(
    ("list_", "headings"),
    [
        ("ngos", ["STT", "Tên TCPCPNN", "Quốc tịch", "Số GĐK", "Ngày cấp", "Ngày hết hạn", "Địa bàn hoạt động"]),
        (
            "aid",
            [
                "TT",
                "Tên dự án",
                "Nhà tài trợ",
                "Chủ khoản viện trợ",
                "Cam kết (USD)",
                "Giải ngân (USD)",
                "Số QĐ phê duyệt",
            ],
        ),
        ("sister_cities", ["STT", "Địa phương nước ngoài", "Nước", "Ngày ký", "Hình thức", "Cấp ký"]),
        ("people", ["TT", "Họ và tên", "Chức vụ", "Cơ quan", "Điện thoại", "Email", "Ngày sinh"]),
        ("delegations", ["STT", "Tên đoàn", "Nước", "Ngày đến", "Ngày về", "Trưởng đoàn", "Kết quả"]),
        ("missions", ["No", "Embassy", "Country", "City", "Address", "Ambassador", "Phone"]),
        ("needs", ["STT", "Tên nhu cầu", "Địa điểm", "Lĩnh vực", "Số tiền cần", "Đơn vị đề xuất"]),
        ("statistics", ["Đối tượng", "Chỉ tiêu", "Giá trị", "Đơn vị tính", "Tính đến", "Nguồn"]),
        ("businesses", ["TT", "Tên doanh nghiệp", "Quốc gia", "Mã số thuế", "Ngành nghề", "Khu công nghiệp"]),
        ("investments", ["TT", "Tên dự án", "Nhà đầu tư", "Vốn đầu tư (USD)", "Số GCNĐKĐT", "Ngày cấp"]),
        ("associations", ["STT", "Tên Hội", "Nước đối tác", "Loại hình", "Chủ tịch", "Số hội viên"]),
        ("policies", ["TT", "Tên văn bản", "Năm", "Đơn vị trình", "Cơ quan ban hành", "Ngày ban hành"]),
        ("events", ["STT", "Tên sự kiện", "Thời gian", "Địa điểm", "Đơn vị chủ trì", "Thành phần"]),
    ],
)
def test_a_list_is_told_from_its_headings(list_: str, headings: list[str]) -> None:
    assert recognise(columns(*headings)).list == list_


def test_a_title_decides_between_lists_with_the_same_headings() -> None:
    same = columns("STT", "Tên", "Quốc gia", "Ghi chú")
    assert recognise(same, context="DANH SÁCH CƠ QUAN ĐẠI DIỆN NƯỚC NGOÀI").list == "missions"
    assert recognise(same, context="Danh sách tổ chức phi chính phủ nước ngoài").list == "ngos"


@pytest.mark.parametrize(
    ("more", "context", "told"),
    [
        ((), "Danh sách TCPCPNN 2026", ("ngos", "TCPCPNN")),
        ((), "NGO", ("ngos", "NGO")),
        ((), "cong-ty nuoc ngoai", ("businesses", "cong-ty")),
        ((), "Các doanh nghiệp", ("businesses", "doanh nghiệp")),
        (("Số giấy đăng ký",), "danh sách", ("ngos", "")),
        (("Mã số thuế",), "danh sách", ("businesses", "")),
    ],
)
def test_organisations_with_country_and_field_are_told_by_a_further_column_or_a_title(
    more: tuple[str, ...], context: str, told: tuple[str, str]
) -> None:
    same = columns("Tên tổ chức", "Quốc tịch", "Lĩnh vực")
    with pytest.raises(UntoldList, match="trong ngos, businesses"):
        recognise(same, required_fields(), "danh sách")
    assert recognise([*same, *columns(*more)], required_fields(), context) == told


def test_lists_that_fit_alike_are_not_guessed_between() -> None:
    with pytest.raises(UntoldList, match=r"Tổ chức phi chính phủ.*trang Danh sách.*--source.*mappings/") as refused:
        recognise(columns("STT", "Tên", "Quốc gia", "Ghi chú"))
    assert refused.value.problem.code == "list-ambiguous"


def test_a_list_without_its_required_field_is_not_it() -> None:
    with pytest.raises(UntoldList) as refused:
        recognise(columns("Chức vụ", "Ngày sinh"), {"people": ["name"]})
    assert "Danh bạ: Họ và tên" in refused.value.problem.message()


def test_every_wording_finds_the_field_it_is_written_for() -> None:
    lost = [
        (row["list"], row["field"], wording)
        for row in rows()
        if row["list"] != SHARED and row["field"] != "@"
        for wording in row["wording"].split("|")
        if wording
        if vocabulary(row["list"]).wordings.get(folded(wording)) != row["field"]
    ]
    assert not lost


def test_no_wording_stands_for_two_fields_of_one_list() -> None:
    said = {
        (row["list"], row["field"], folded(wording))
        for row in rows()
        if row["field"] != "@" and row["list"] != SHARED
        for wording in row["wording"].split("|")
        if wording
    }
    twice = [key for key, times in Counter((list_, wording) for list_, _, wording in said).items() if times > 1]
    assert not twice


def test_every_field_has_wordings_in_both_languages() -> None:
    spoken = {(row["list"], row["field"], row["lang"]) for row in rows() if row["wording"]}
    poor = [
        (name, field, lang)
        for name, words in vocabularies().items()
        for field in words.fields
        for lang in ("vi", "en")
        if not {(name, field, lang), (SHARED, field, lang)} & spoken
    ]
    assert not poor


def test_a_text_is_known_in_any_list_or_in_one() -> None:
    assert known("Trưởng đoàn")
    assert not known("Trưởng đoàn", vocabulary("aid"))
