"""Figures in running text, in both languages: what is counted, of whom, when, how it is worded; and what is no figure."""

import pytest

from ingest.reading.figures import Figure
from ingest.reading.known import known_names
from ingest.reading.letters import kept
from ingest.reading.moments import moments
from ingest.reading.sentences import Sentence
from ingest.reading.whole import read

NAMES = known_names(None)


def figures(text: str, title: str = "", published: str = "") -> list[Figure]:
    return list(read(kept(text), NAMES, title, published).figures)


def said(text: str, **setting: str) -> list[tuple[str, float, str, str]]:
    """(measure, value, wording and unit, period) of each figure."""
    return [
        (one.measure.vi, one.value, f"{one.qualifier} {one.unit[0]}".strip(), one.period)
        for one in figures(text, **setting)
    ]


REPORTED = [
    ("Thành phố hiện có khoảng 1.200 hội viên và 25 tổ chức thành viên.",
        [("Số hội viên", 1200, "about người", ""), ("Số tổ chức thành viên", 25, "tổ chức", "")]),
    ("Năm 2024 tỉnh đón 35 đoàn vào với 420 lượt khách và cử 12 đoàn ra nước ngoài.",
        [("Số đoàn vào", 35, "đoàn", "2024"), ("Số lượt khách", 420, "lượt", "2024"), ("Số đoàn ra", 12, "đoàn", "2024")]),
    ("Kiều hối đạt gần 1,5 tỷ USD/năm.", [("Kiều hối mỗi năm", 1_500_000_000, "nearly USD", "")]),
    ("Mỗi năm Hội trao 300 suất học bổng trị giá 600 triệu đồng.",
        [("Số suất học bổng mỗi năm", 300, "suất", ""), ("Giá trị mỗi năm", 600_000_000, "VND", "")]),
    ("Giai đoạn 2019 - 2023, các TCPCPNN cam kết 21,5 triệu USD (khoảng 500 tỷ đồng).",
        [("Viện trợ cam kết", 21_500_000, "USD", "2019-2023")]),
    ("Quý II/2024, kim ngạch xuất khẩu sang Nhật Bản đạt hơn 2,3 tỷ USD, tăng 12,5% so với cùng kỳ.",
        [("Kim ngạch xuất khẩu: Nhật Bản", 2_300_000_000, "more than USD", "quý 2 năm 2024"),
         ("Mức tăng: Kim ngạch xuất khẩu: Nhật Bản", 12.5, "%", "quý 2 năm 2024")]),
    ("Tính đến hết ngày 30/6/2024, cả nước có 52 liên hiệp.", [("Số liên hiệp", 52, "liên hiệp", "2024")]),
    ("- Số hội viên: 1.250 người.", [("Số hội viên", 1250, "người", "")]),
    ("TCPCPNN châu Âu chiếm 35%, châu Á chiếm 20%.",
        [("Tỷ lệ TCPCPNN từ châu Âu", 35, "%", ""), ("Tỷ lệ TCPCPNN từ châu Á", 20, "%", "")]),
    ("Lĩnh vực giáo dục chiếm khoảng 40% tổng viện trợ.",
        [("Tỷ trọng giáo dục và đào tạo trong viện trợ", 40, "about %", "")]),
    ("Có hai hội hữu nghị mới và quan hệ hai nước tốt đẹp.", [("Số hội hữu nghị mới", 2, "hội hữu nghị", "")]),
    ("Dân số là 4.664.124 người, diện tích 3.194,72 km2.",
        [("Dân số", 4_664_124, "người", ""), ("Diện tích", 3194.72, "km2", "")]),
    ("Tong so 25 to chuc thanh vien voi hon 33.400 hoi vien trong nam 2024.",
        [("Số tổ chức thành viên", 25, "tổ chức", "2024"), ("Số hội viên", 33_400, "more than người", "2024")]),
    ("In the first half of 2023 the fund gave $1.2m and EUR 500,000 to 1,250 households.",
        [("Giá trị viện trợ", 1_200_000, "USD", "6 tháng đầu năm 2023"), ("Giá trị viện trợ", 500_000, "EUR", "6 tháng đầu năm 2023"),
         ("Number of households", 1250, "households", "6 tháng đầu năm 2023")]),
    ("As of 30 June 2024, at least 12 agreements had been signed with sister cities.",
        [("Số thỏa thuận đã ký", 12, "at least thỏa thuận", "2024")]),
    ("By the end of 2023, the union had hosted over 300 delegations.", [("Số đoàn vào", 300, "more than đoàn", "2023")]),
    ("Some 80 per cent of the projects were completed.", [("Share of the projects were completed", 80, "about %", "")]),
    ("Over 40,000 Vietnamese people live abroad.", [("Người ở nước ngoài", 40_000, "more than người", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), REPORTED, ids=[text for text, _ in REPORTED])
def test_figures_are_told_with_measure_unit_wording_and_time(
    text: str, told: list[tuple[str, float, str, str]]
) -> None:
    assert said(text) == told


NO_FIGURES = [
    "Theo Nghị định 58/2022/NĐ-CP ngày 31/8/2022, Điều 5, khoản 2 và Quyết định số 06/2020/QĐ-TTg.",
    "Điện thoại: 0225.3842.009, 024 3843 6936; fax +84 24 3843 6936.",
    "Số 5 Lạch Tray, phòng 302, tầng 3; trang 12; lúc 8h30 ngày 12-5-2021.",
    "Kỷ niệm 50 năm ngày thành lập, trong 5 năm qua, 6 tháng đầu năm 2019.",
    "Dịch COVID-19, cách mạng công nghiệp 4.0, giai đoạn 2, khóa 15, quý 3, lần thứ 10.",
    "Hai nước thiết lập quan hệ năm 1973; nhân dân hai nước; ba bên.",
    "Có 3 nhiệm vụ và 5 giải pháp; đạt 3/5 chỉ tiêu.",
    "12 tháng 5 năm 2020",
    "See Article 7 of Decree 80/2020/ND-CP of 8 July 2020, page 5, phase 2, No. 12 and [3].",
    "Founded in 1994, it works from 2013 to 2018 and for 25 years; the 75th anniversary; three solutions.",
    "The two countries and the two sides met at 8:30, room 302; call +84 225 384 2009.",
    "Cam kết 99999999999999999999 triệu USD.",
    f"Cam kết {'9' * 5000} USD.",
    "A 10-year-old child, version 3.5.2, COVID-19, 24/7, a4 and mail to a1@example.org.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert said(text) == []


FOLLOWING = [
    ("there are 80 international organizations and NGOs that have established relations with Haiphong, of which 46 have been"
     " granted a licence to operate in the city", ("Số TCPCPNN chưa được cấp phép hoạt động", 34, "80 − 46 = 34")),
    ("có 80 tổ chức quốc tế và TCPCPNN quan hệ với Hải Phòng, trong đó 46 tổ chức được cấp phép",
     ("Số TCPCPNN chưa được cấp phép hoạt động", 34, "80 − 46 = 34")),
    ("At present, HPUFO has 20 member organizations of which are 18 bilateral friendship associations (two established"
     " during 2013 and 2018) and two multilateral ones.", ("Số tổ chức thành viên", 20, "18 + 2 = 20")),
    ("Liên hiệp có 30 hội thành viên, gồm 24 hội hữu nghị song phương và 6 tổ chức đa phương.",
     ("Số tổ chức thành viên", 30, "24 + 6 = 30")),
    ("18 of the 50 NGOs in Da Nang have a registration certificate.", ("Số TCPCPNN chưa có giấy đăng ký", 32, "50 − 18 = 32")),
    ("Trong số 120 dự án của tỉnh, 45 dự án thuộc lĩnh vực y tế.", ("Số dự án, trừ: thuộc lĩnh vực y tế", 75, "120 − 45 = 75")),
    ("Tỉnh có 55 TCPCPNN. Trong đó, 30 tổ chức có giấy đăng ký.", ("Số TCPCPNN chưa có giấy đăng ký", 25, "55 − 30 = 25")),
    ("a total value of the committed aid reached over 6.36 million USD, disbursement value hit nearly 660,000 USD",
     ("Tỷ lệ giải ngân trên cam kết", 0.104, "660 000 / 6 360 000 = 0.104")),
    ("Năm 2022 cam kết 3,2 triệu USD viện trợ. Số đã giải ngân là 1,6 triệu USD.",
     ("Tỷ lệ giải ngân trên cam kết", 0.5, "1 600 000 / 3 200 000 = 0.5")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), FOLLOWING, ids=[told[2] for _, told in FOLLOWING])
def test_what_follows_is_proposed_with_its_parts_quoted(text: str, told: tuple[str, float, str]) -> None:
    (one,) = [found for found in figures(text) if found.kind != "reported"]
    assert (one.measure.vi, one.value, one.how) == told
    assert len(one.parts) >= 2 and all(part.sentence.said in text for part in one.parts)


NOTHING_FOLLOWS = [
    "Tỉnh có 55 TCPCPNN, trong đó 30 tổ chức có giấy đăng ký và 20 tổ chức có văn phòng.",  # the parts are not all
    "In 2020 the city built 20 schools and 3 hospitals.",
    "Cam kết 5 triệu USD, giải ngân 3 tỷ đồng.",  # two currencies
]


@pytest.mark.parametrize("text", NOTHING_FOLLOWS)
def test_nothing_follows_from_what_does_not_fit_together(text: str) -> None:
    assert [one.how for one in figures(text) if one.kind != "reported"] == []


def test_a_figure_is_about_the_place_of_its_sentence_its_section_or_its_document() -> None:
    text = """Công tác đối ngoại nhân dân
Liên hiệp tỉnh Nghệ An: đổi mới
Liên hiệp có 12 hội hữu nghị. Thái Bình có 15 hội hữu nghị.
Nguyễn Lan
Liên hiệp tỉnh Đắk Lắk: xây dựng đội ngũ
Cả nước có 52 liên hiệp. Tỉnh có 8 hội hữu nghị."""
    assert [(one.subject and one.subject.name, one.value) for one in figures(text)] == [
        ("Nghệ An", 12), ("Thái Bình", 15), ("Việt Nam", 52), ("Đắk Lắk", 8),
    ]  # fmt: skip
    assert [one.subject and one.subject.name for one in figures("Có 5 dự án.", "Tin Hải Phòng")] == ["Hải Phòng"]
    assert [one.subject for one in figures("Có 5 dự án.")] == [None]


def test_a_time_comes_from_the_sentence_the_one_before_the_title_or_the_day_of_publication() -> None:
    text = "Năm 2020 tỉnh có 55 TCPCPNN. Trong đó, 30 tổ chức có giấy đăng ký. Có 7 dự án. Hiện nay có 9 hội hữu nghị."
    told = figures(text, title="Báo cáo năm 2021", published="2022-03-04")
    assert [(one.value, one.period, one.as_of) for one in told if one.kind == "reported"] == [
        (55, "2020", "2020"), (30, "2020", "2020"), (7, "2021", "2021"), (9, "2022", "2022-03-04"),
    ]  # fmt: skip


def test_a_figure_keeps_its_id_wherever_its_sentence_stands() -> None:
    first = figures("Tỉnh Nghệ An có 12 dự án.", title="Báo cáo")[0]
    moved = figures("Mở đầu dài dòng.\n\nTỉnh Nghệ An  có 12 dự án. Hết.", title="Báo cáo")[0]
    other = figures("Tỉnh Nghệ An có 12 dự án.", title="Báo cáo khác")[0]
    assert first.id == moved.id != other.id
    assert len(figures("Tỉnh Nghệ An có 12 dự án. Tỉnh Nghệ An có 12 dự án.")) == 1


MOMENTS = [
    ("in the first 6 months of 2019", [("2019-01", "2019-06", "6 tháng đầu năm 2019")]),
    ("từ năm 2013 đến năm 2018, tháng 5/2021", [("2013", "2018", "2013-2018"), ("2021-05", "2021-05", "05/2021")]),
    ("ngày 5 tháng 3 năm 2024 và 12/05/2020", [("2024-03-05", "2024-03-05", "05/03/2024"), ("2020-05-12", "2020-05-12", "12/05/2020")]),
    ("May 5, 2022; 12 May 2021; since 2003", [("2022-05-05", "2022-05-05", "05/05/2022"), ("2021-05-12", "2021-05-12", "12/05/2021"), ("2003", "", "từ 2003")]),
    ("ngày 31/02/2020", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MOMENTS, ids=[text for text, _ in MOMENTS])
def test_times_are_read_as_the_lists_write_them(text: str, told: list[tuple[str, str, str]]) -> None:
    assert [(one.since, one.until, one.period) for one in moments(Sentence(text, 0))] == told
