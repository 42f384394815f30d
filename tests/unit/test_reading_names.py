"""Names in running text: the longest first, accents and capitals never contradicted, everyday words no names."""

from collections.abc import Iterable

import pytest

from ingest.reading.gazetteer import Gazetteer, Named
from ingest.reading.known import known_names
from ingest.reading.letters import Text, kept, low, plain, words
from ingest.reading.sentences import language, sentences
from ingest.reading.whole import quoted, read

NAMES = known_names(None)


def met(text: str, names: Gazetteer = NAMES) -> list[tuple[str, str]]:
    whole = Text(kept(text))
    return [(one.of.id, whole.text[one.start : one.end]) for one in names.find(whole)]


def known(*things: tuple[str, str, Iterable[str]]) -> Gazetteer:
    """A gazetteer of these things: id, type, names."""
    found = Gazetteer()
    for id_, type_, names in things:
        found.add(Named(id_, type_, next(iter(names))), names)
    return found


PLACES = [
    ("quan hệ với Hải Phòng và Hà Nội", ["province-31", "province-01"]),
    ("relations with Haiphong, Ha Noi and Danang", ["province-31", "province-01", "province-48"]),
    ("tại tỉnh Hải Dương cũ", ["province-old-30"]),
    ("xã Cẩm Giàng khác xã Cẩm Giang", ["commune-10903", "commune-10888"]),
    ("Cẩm Giàng", []),  # a commune is told by its kind
    ("Cam Giang commune", []),  # and two of one look by their accents
    ("các nước Anh, Pháp, Mỹ và Lào", ["country-gb", "country-fr", "country-us", "country-la"]),
    ("Anh Nam gặp chị Lan Anh và ông Đức Giang; học tiếng Anh", []),
    ("Hội hữu nghị Việt - Mỹ", ["country-us"]),
    ("They told us that the US and Japan agree", ["country-us", "country-jp"]),
    ("vì hòa bình, an toàn và pháp luật", []),
    ("tỉnh Hòa Bình", ["province-old-17"]),
    ("khu vực châu Á - Thái Bình Dương", []),
    ("HỘI NGHỊ TẠI HẢI PHÒNG NĂM NAY", ["province-31"]),
    ("môi trường đầu tư và môi trường", ["sector-vn-environment"]),
    ("the investment environment and health care", ["sector-vn-health"]),
]


@pytest.mark.parametrize(("text", "ids"), PLACES, ids=[text for text, _ in PLACES])
def test_places_and_sectors_are_met(text: str, ids: list[str]) -> None:
    assert [id_ for id_, _ in met(text)] == ids


OURS = known(
    ("ngo-1", "NGO", ["Quỹ Sao Biển (mẫu)", "Quỹ Sao Biển", "QSB"]),
    ("ngo-2", "NGO", ["Orbis"]),
    ("ngo-3", "NGO", ["Quỹ hỗ trợ phát triển"]),
    ("ngo-4", "NGO", ["CARE"]),
    ("ngo-5", "NGO", ["Hope", "Hope for Children Network"]),
    ("person-1", "Person", ["Nguyễn Văn An"]),
    ("person-2", "Person", ["Minh"]),
    ("union-1", "FriendshipUnion", ["Liên hiệp các tổ chức hữu nghị thành phố Hải Phòng", "HPUFO"]),
    ("aid-1", "AidItem", ["Phòng khám mắt", "Nước sạch cho trường học Sao Mai"]),
    ("ngo-6", "NGO", ["Hội Mặt Trời"]), ("ngo-7", "NGO", ["Hội Mặt Trời"]),
)  # fmt: skip

PARTNERS = [
    ("Quỹ Sao Biển và QSB; qsb thì không", ["ngo-1", "ngo-1"]),
    ("quỹ sao biển", []),
    ("Quy Sao Bien came", ["ngo-1"]),
    ("Orbis đã đến. Orbis Việt Nam", ["ngo-2", "ngo-2"]),
    ("quỹ hỗ trợ phát triển và Quỹ hỗ trợ phát triển", []),
    ("CARE takes care of people", ["ngo-4"]),
    ("WE CARE FOR ALL PEOPLE", []),
    ("Hope is what they hope for; the Hope for Children Network", ["ngo-5"]),
    ("Ông Nguyễn Văn An và bà Minh", ["person-1"]),
    ("Liên hiệp các tổ chức hữu nghị thành phố Hải Phòng (HPUFO)", ["union-1", "union-1"]),
    ("Phòng khám mắt", []),
    ("dự án Nước sạch cho trường học Sao Mai", ["aid-1"]),
    ("Hội Mặt Trời", []),  # two bear the name
    ("gặp Nguyễn Văn, An và những người khác", []),
]


@pytest.mark.parametrize(("text", "ids"), PARTNERS, ids=[text for text, _ in PARTNERS])
def test_partners_are_met_by_what_they_are_called(text: str, ids: list[str]) -> None:
    assert [id_ for id_, _ in met(text, OURS)] == ids


def test_a_short_name_that_a_text_gives_holds_in_that_text() -> None:
    names = known(("ngo-1", "NGO", ["Lanternwood Harbour Volunteers"]))
    assert [said for _, said in met("LHV came. Lanternwood Harbour Volunteers (LHV) left; LHV stayed.", names)] == [
        "LHV", "Lanternwood Harbour Volunteers", "LHV", "LHV",
    ]  # fmt: skip


def test_each_thing_is_told_once_with_its_first_place_and_how_often() -> None:
    text = kept("Thư ngỏ\nHải Phòng đón đoàn Kobe.\nĐoàn thăm Hải Phòng và Nhật Bản.")
    found = {one.of.id: one for one in read(text, NAMES).met}
    assert (found["province-31"].count, found["province-31"].offset) == (2, text.index("Hải"))
    assert found["country-jp"].snippet == "Đoàn thăm Hải Phòng và Nhật Bản."


def test_a_long_sentence_is_quoted_around_what_is_meant() -> None:
    (sentence,) = sentences("Một " + "hai ba bốn " * 60 + "Hải Phòng " + "năm sáu " * 60 + "bảy.")
    said = quoted(sentence, sentence.text.index("Hải"))
    assert "Hải Phòng" in said and len(said) <= 304 and said.startswith("… ") and said.endswith(" …")


@pytest.mark.parametrize("text", ["Hoà Bình, ủy ban ĐẮK LẮK", "Straße Æ ﬁ ½", "naïve Łódź 北九州"])
def test_copies_of_a_text_are_as_long_as_the_text(text: str) -> None:
    assert len(low(text)) == len(plain(text)) == len(text)
    assert (low("Hoà uỷ"), plain("Đắk Lắk"), words("TP. Hải-Phòng")) == ("hoà uỷ", "dak lak", ["tp", "hai", "phong"])
    assert low("Hòa ủy") == low("Hoà uỷ")


LANGUAGES = [
    ("Hội hữu nghị đã tổ chức nhiều hoạt động.", "vi"),
    ("The union met Hải Phòng in Đà Nẵng with many friends of the city.", "en"),
    ("Lien hiep da to chuc nhieu hoat dong tai thanh pho", "vi"),
]


@pytest.mark.parametrize(("text", "lang"), LANGUAGES)
def test_the_language_is_heard(text: str, lang: str) -> None:
    assert language(text) == lang


def test_sentences_end_where_they_end() -> None:
    text = """I. KẾT QUẢ
Trong năm, TP. Hải Phòng tiếp 35 đoàn. Tổng giá trị 1.234,5 triệu USD (tăng 5%). PGS.TS. Lê Thị Cúc (mẫu) nói vậy.
Mr. Smith of the U.S. Embassy came, etc. It grew 3.5 per cent;
and so on"""
    assert [one.text for one in sentences(text)] == [
        "I. KẾT QUẢ", "Trong năm, TP. Hải Phòng tiếp 35 đoàn.", "Tổng giá trị 1.234,5 triệu USD (tăng 5%).",
        "PGS.TS. Lê Thị Cúc (mẫu) nói vậy.", "Mr. Smith of the U.S. Embassy came, etc.", "It grew 3.5 per cent;", "and so on",
    ]  # fmt: skip
    wrapped = "\n".join(["Liên hiệp có quan hệ với nhiều tổ chức của các nước ở châu", "Á và châu Âu."] * 4)
    assert [one.said for one in sentences(wrapped)] == [
        "Liên hiệp có quan hệ với nhiều tổ chức của các nước ở châu Á và châu Âu."
    ] * 4
