"""Two forms of a name: `key` tells names apart, `fold` finds them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import acronym, fold, joined, key, nfc, search_text, veto

SPELLINGS = ["Hải Phòng", "Thừa Thiên - Huế", "Nguyễn Thị Thuý Hoà", "Đắk Lắk", "Côte d'Ivoire", "Ørsted", "Ủy ban"]
TEXTS = st.one_of(st.text(), st.text(alphabet="aoueyyhqđĐạảãáàơưệ̀́̃̉ -.'", max_size=12), st.sampled_from(SPELLINGS))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("thuý", "THÚY"),
        ("Khoẻ", "Khỏe"),
        ("Uỷ ban", "Ủy ban"),
        ("Quý", "Qúy"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa Vũng Tàu"),
        ("TP. Hải Phòng", "tp  hải phòng"),
        ("Ðà Nẵng", "Đà Nẵng"),
        ("Thừa\u00a0Thiên", "Thừa Thiên"),
        ("Hải\u200b Phòng", "Hải Phòng"),
        ("Côte d’Ivoire", "côte d'ivoire"),
    ],
)
def test_one_name_in_two_spellings_has_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cẩm Giang", "Cẩm Giàng"),
        ("Phương", "Phượng"),
        ("đa", "da"),
        ("Hải", "Hai"),
        ("Tuấn", "Tuân"),
        ("hoài", "hoai"),
    ],
)
def test_another_accent_is_another_key_but_the_same_fold(one: str, other: str) -> None:
    assert key(one) != key(other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặc khu Bạch Long Vĩ", "dac khu bach long vi"),
        ("Ørsted", "orsted"),
        ("Müller-Straße", "muller strasse"),
        ("Félix Æro Łódź", "felix aero lodz"),
        ("  HẢI   PHÒNG ", "hai phong"),
        ("UBND TP.HCM", "ubnd tp hcm"),
        ("한국", "한국"),
        ("№ 5 ™ ½", "5 1 2"),
        ("---", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_leaves_no_markup_behind_though_decomposing_makes_some() -> None:
    hostile = "\u226eimg src=x onerror=alert(1)\u226f"
    assert "<" in unicodedata.normalize("NFKD", hostile)
    assert fold(hostile) == "img src x onerror alert 1"
    assert fold(hostile) != hostile, "what is found by is not what is shown"


@given(TEXTS)
def test_fold_holds_only_letters_marks_digits_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert {unicodedata.category(sign)[0] for sign in folded} <= {"L", "M", "N", "Z"}
    assert folded == " ".join(folded.split(" ")).strip()
    assert set("<>&\"'").isdisjoint(folded)


@given(TEXTS)
def test_folding_and_keying_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert key(key(text)) == key(text)


@given(TEXTS)
def test_composed_and_decomposed_texts_are_equal(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert nfc(decomposed) == nfc(text)
    assert key(decomposed) == key(text)
    assert fold(decomposed) == fold(text)


@given(TEXTS)
def test_what_has_equal_keys_is_found_together(text: str) -> None:
    assert fold(key(text)) == fold(text)


@given(TEXTS, TEXTS)
def test_veto_is_symmetric_and_never_forbids_a_name_itself(one: str, other: str) -> None:
    assert veto(one, other) == veto(other, one)
    assert not veto(one, unicodedata.normalize("NFD", one))


@pytest.mark.parametrize(
    ("one", "other", "forbidden"),
    [
        ("Cẩm Giang", "Cẩm Giàng", True),
        ("Nguyễn Thị Phương", "Nguyễn Thị Phượng", True),
        ("Trần Hải", "Trần Hai", True),
        ("Cam Giang", "Cẩm Giàng", False),
        ("Thuý Hoà", "Thúy Hòa", False),
        ("Hội hữu nghị Việt - Nhật", "Hội hữu nghị Việt Pháp", False),
    ],
)
def test_veto(one: str, other: str, forbidden: bool) -> None:
    assert veto(one, other) is forbidden


def test_joined() -> None:
    assert joined("Hải Phòng") == joined("HaiPhong") == "haiphong"


def test_search_text_holds_each_form_once() -> None:
    assert search_text(["Hải Phòng", "Haiphong", "hai phong", ""]) == "hai phong haiphong"
    assert search_text(["Liên hiệp các tổ chức hữu nghị"]) == "lien hiep cac to chuc huu nghi"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ủy ban nhân dân", "UBND"),
        ("Đại sứ quán", "ĐSQ"),
        ("Tổng lãnh sự quán", "TLSQ"),
        ("Liên hiệp các tổ chức hữu nghị", "LHTCHN"),
        ("Union of Friendship Organizations", "UFO"),
        ("", ""),
    ],
)
def test_acronym(name: str, short: str) -> None:
    assert acronym(name) == short
