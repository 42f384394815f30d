"""A delegation's brief as a pure function of a small graph, and as the words, the Word file and the page made of it."""

from io import BytesIO
from zipfile import ZipFile

from api.brief_files import docx, html
from api.brief_words import sheet
from graph.briefs import MOST, about
from graph.ground import Ground
from tests.graphs import net
from tests.plants import DAY, Edge, Node, laid, n, t

PLACES = [n("country-vn", "Country"), n("hp", "Province", name="Hải Phòng"), n("commune", "Locality", country="VN"), n("sector-120", "Sector"),
          n("country-jp", "Country", iso2="JP", name="Nhật Bản", relations_since="1976-09-21", national_day="07-14", partnership="strategic"),
          n("kobe", "Locality", country="JP", name="Kobe"), n("union", "FriendshipUnion"), n("assoc", "FriendshipAssociation"), n("hang", "Person")]  # fmt: skip
LADDER = [t("hp", "LOCATED_IN", "country-vn"), t("commune", "LOCATED_IN", "hp"), t("kobe", "LOCATED_IN", "country-jp"), t("union", "BASED_IN", "hp"),
          t("assoc", "MEMBER_OF", "union"), t("assoc", "FRIEND_OF", "country-jp"), t("hang", "HAS_POST", "union")]  # fmt: skip
JAPAN = [n("embassy", "DiplomaticMission", name="Đại sứ quán <Nhật>"), n("ngo", "NGO", country="JP", name="Quỹ Đom Đóm"), n("idle", "NGO", country="JP"),
         n("sato", "Person", name="Sato", phone="1"), n("aid", "AidItem", since="2025", until="2027"), n("licence", "Licence", since="2024", until="2026-09-01"),
         n("need", "Need", status="open", name="Máy thở", amount=900, currency="USD"), n("other", "Need", status="open"),
         n("visit", "Delegation", since="2026-03-01", results="tặng sách"), n("deal", "Agreement", since="2016-08-10", name="Kết nghĩa Kobe")]  # fmt: skip
TIES = [t("embassy", "REPRESENTS", "country-jp"), t("ngo", "BASED_IN", "country-jp"), t("idle", "BASED_IN", "country-jp"), t("sato", "HAS_POST", "ngo", title="Trưởng đại diện"),
        t("ngo", "FUNDS", "aid"), t("aid", "TARGETS", "commune"), t("aid", "IN_SECTOR", "sector-120"), t("ngo", "HOLDS", "licence"),
        t("licence", "VALID_IN", "hp"), t("need", "TARGETS", "commune"), t("need", "IN_SECTOR", "sector-120"), t("other", "TARGETS", "hp"),
        t("visit", "CAME_FROM", "kobe"), t("union", "HOSTED", "visit"), t("hp", "PARTY_TO", "deal"), t("kobe", "PARTY_TO", "deal"),
        t("sato", "KNOWS", "hang", strength=4, last_contact="2026-05-01")]  # fmt: skip


def ground(*more: tuple[list[Node], list[Edge]]) -> Ground:
    return Ground(net(*laid((PLACES, LADDER), (JAPAN, TIES), *more)), "hp", DAY)


def test_a_brief_says_whom_to_meet_what_to_bring_what_was_and_what_is_ahead() -> None:
    made = about(ground(), "country-jp", frozenset({"country-jp", "kobe"}))
    assert [row["who"]["id"] for row in made["meet"]] == ["embassy", "ngo"], "who does nothing with us is not named"
    ngo = made["meet"][1]
    assert ngo["why"]["vi"] == "tài trợ 1 khoản tại Hải Phòng, 1 đang thực hiện; hợp nhu cầu “Máy thở”"
    assert (ngo["licence"]["state"], ngo["people"][0]["title"], ngo["people"][0]["phone"]) == (
        "valid",
        "Trưởng đại diện",
        "1",
    )
    assert (ngo["opener"]["id"], ngo["opener"]["of"][0]["id"], ngo["way"]) == ("hang", "union", None)
    assert ngo["last_contact"]["date"] == "2026-05-01"
    assert [row["what"]["id"] for row in made["needs"]] == ["need"]
    assert [(row["what"]["id"], row["in_force"]) for row in made["agreements"]] == [("deal", True)]
    assert [(row["date"], row["what"]["id"], row["results"]) for row in made["history"]] == [
        ("2026-03-01", "visit", "tặng sách")
    ]
    assert [row["date"] for row in made["ahead"]] == ["2026-07-14", "2026-08-10", "2026-09-01", "2026-09-21"]
    assert {fact["name"]: fact["value"]["en"] for fact in made["facts"]}[
        "relations"
    ] == "21 Sep 1976: strategic partnership"
    assert set(made["more"].values()) == {0}


def test_a_city_brief_has_its_own_visits_first_and_its_country_beside() -> None:
    later = [n("trip", "Event", since="2026-05-20")], [t("trip", "CONCERNS", "country-jp")]
    made = about(ground(later), "kobe", frozenset({"kobe"}))
    assert made["country"]["id"] == "country-jp"
    assert [row["what"]["id"] for row in made["history"]] == ["visit", "trip"]


def test_what_does_not_fit_on_the_page_is_counted() -> None:
    many = [n(f"firm{i}", "Business", country="JP") for i in range(12)], [
        *(t(f"firm{i}", "INVESTS_IN", f"works{i}") for i in range(12)), *(t(f"works{i}", "LOCATED_IN", "hp") for i in range(12))]  # fmt: skip
    works = [n(f"works{i}", "Investment") for i in range(12)], []
    made = about(ground(many, works), "country-jp", frozenset({"country-jp"}))
    assert len(made["meet"]) == MOST["meet"] and made["more"]["meet"] == 14 - MOST["meet"]


def test_nothing_on_record_is_said_and_breaks_nothing() -> None:
    bare = Ground(net([n("hp", "Province"), n("kobe", "Locality")], []), "hp", DAY)
    told = sheet(about(bare, "kobe", frozenset({"kobe"})), "vi")
    assert all(part.rows == () and part.none for part in told.sections) and told.facts == ()


def test_the_page_and_the_word_file_say_the_same_and_let_no_markup_through() -> None:
    made = about(ground(), "country-jp", frozenset({"country-jp", "kobe"}))
    page = html(made, "vi").decode()
    assert "Đại sứ quán &lt;Nhật&gt;" in page and "<Nhật>" not in page and "http" not in page
    with ZipFile(BytesIO(docx(made, "vi"))) as file:
        words = file.read("word/document.xml").decode()
    for said in (
        "Tóm tắt cho đoàn: Nhật Bản",
        "Quỹ Đom Đóm",
        "Máy thở",
        "10/08/2026",
        "Kết nghĩa Kobe",
        "Chưa ghi nhận",
    ):
        assert said in words and said in page, said
