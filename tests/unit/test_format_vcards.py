"""Contact cards of all versions: people with their posts, organisations; one bad card spoils no other."""

import time
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.exports import vcards
from graph.subgraph import Net
from graph.things import Statement
from ingest.problems import RowProblem
from ingest.readers import vcard
from ingest.readers.head import Head
from ingest.readers.vcard import read_cards
from ingest.record import Record
from ingest.sources.vcards import ContactCards
from tests.support import RecordingStore

CARDS = ContactCards()
SAMPLE = Path(__file__).parent.parent / "data" / "formats" / "vcards" / "danh-ba.vcf"


def records(path: Path) -> list[Record]:
    return list(CARDS.records(path, RecordingStore()))  # type: ignore[arg-type]


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "a.vcf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def statements(path: Path) -> list[Statement]:
    return [s for record in records(path) for s in CARDS.statements(record)]


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def told(statement: Statement) -> tuple[Any, ...]:
    """Name, e-mail, telephone, and the ties with their titles."""
    said = statement.about.properties
    ties = {(t.type, t.target.name, t.properties.get("title")) for t in statement.ties if t.source == statement.about}
    return statement.about.name, said.get("email"), said.get("phone"), ties


def test_the_sample_is_told_by_its_content_and_read_in_all_versions() -> None:
    assert CARDS.fits(Head(SAMPLE))
    found = records(SAMPLE)
    old, three, four, body = (told(CARDS.statements(record)[0]) for record in found)
    assert old == ("Nguyễn Thu Hằng (mẫu)", "hang@example.org", "+84 900 000 001",
                   {("HAS_POST", "Sở Ngoại vụ Hải Phòng (mẫu)", "Chuyên viên, Phòng Hợp tác")})  # fmt: skip
    assert three == ("Kenji Sato (mẫu)", None, "+81 93 000 0001",
                     {("HAS_POST", "Kitakyushu Friendship Office (mẫu)", "Coordinator"), ("BASED_IN", "Kitakyushu", None)})  # fmt: skip
    assert four == ("Trần Văn Bình (mẫu)", "binh@example.org", "+84-900-000-003", {
        ("HAS_POST", "Hội hữu nghị Việt – Nhật Hải Phòng (mẫu)", "Phó Chủ tịch"), ("HAS_POST", "Công ty Sao Biển (mẫu)", "Giám đốc"),
        ("BASED_IN", "Hải Phòng", None), ("KNOWS", "Kenji Sato (mẫu)", None)})  # fmt: skip
    assert body == (
        "Harbour Children Trust (mẫu)",
        "office@example.org",
        "+84 225 000 004",
        {("BASED_IN", "Hải Phòng", None)},
    )
    person = CARDS.statements(found[1])[0].about.properties
    assert (person["birth_date"], person["note"]) == (
        "1970-02-03",
        "Met in 2024\nspeaks English. Nhóm: Nhật Bản; đối tác",
    )
    assert [p.code for r in found for p in r.warnings] == ["vcard-first", "vcard-kind"]
    assert [name for r in found for name in r.finish()] == ["X-SKYPE"]
    assert [r.address for r in found] == ["1", "17", "33", "49"]


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        (("FN:A B", "no line at all"), "vcard-line", "4"),
        (("FN:A B", "\u00e9:x"), "vcard-line", "4"),
        (("FN:A B", "BEGIN:VCARD", "FN:Other (mẫu)"), "vcard-open", None),
        (("TEL:1",), "value-missing", None),
        (("N:;;;;",), "value-missing", None),
    ],
)
def test_a_bad_card_waits_with_its_line_and_the_others_go_in(
    tmp_path: Path, lines: tuple[str, ...], code: str, said: str | None
) -> None:
    found = records(written(tmp_path, card(*lines) + card("FN:Good (mẫu)")))
    with pytest.raises(RowProblem) as refused:
        CARDS.statements(found[0])
    found_ = refused.value.problem
    assert (found_.code, found_.row, found_.detail.get("line")) == (code, 1, said)
    assert CARDS.statements(found[-1])[0].about.name == "Good (mẫu)"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("\ufeff" + card("FN:Đỗ Mạnh (mẫu)"), "Đỗ Mạnh (mẫu)"),
        (card("FN:Đỗ Mạnh (mẫu)").encode("utf-16"), "Đỗ Mạnh (mẫu)"),
        (card("FN:Đào").encode("cp1258"), "Đào"),
        (card("FN;CHARSET=ISO-8859-1:Jörg").encode("latin-1"), "Jörg"),
        (card("FN:A", "  B").replace("\r\n", "\r"), "A B"),
        (card("FN:Đ").encode().replace("Đ".encode(), b"\xc4\r\n \x90"), "Đ"),
        (card("N:Nguyễn;An;Văn;Ông;"), "Nguyễn Văn An"),
        (card("N:Sato;Kenji;;;"), "Kenji Sato"),
        (card("item1.FN:Grouped", "item1.X-ABLabel:_$!<Other>!$_"), "Grouped"),
        (card("FN;X=\"a:b;c,d\":Quoted"), "Quoted"),
        (card("FN:Boss", "AGENT:", "BEGIN:VCARD", "FN:Assistant", "END:VCARD", "TEL:1", version="2.1"), "Boss"),
        (card("ORG:Sở Y tế (mẫu)"), "Sở Y tế (mẫu)"),
    ],
)  # fmt: skip
def test_encodings_folding_and_names(tmp_path: Path, data: str | bytes, name: str) -> None:
    path = written(tmp_path, data)
    assert CARDS.fits(Head(path)) or data[1:2] == b"\xfe"
    assert [s.about.name for s in statements(path)] == [name]


def test_dates_without_a_year_home_addresses_and_relatives_are_left_out(tmp_path: Path) -> None:
    lines = (
        "FN:A B",
        "BDAY:--0412",
        "ADR;TYPE=home:;;9 Secret;Hà Nội;;;Việt Nam",
        "RELATED;TYPE=child;VALUE=text:C D",
        "RELATED:urn:uuid:9",
    )
    (statement,) = statements(written(tmp_path, card(*lines, version="4.0")))
    assert (statement.about.properties, statement.ties) == ({}, ())


def test_a_card_is_known_again_by_its_uid(tmp_path: Path) -> None:
    first, again = (
        statements(written(tmp_path, card("UID:urn:x:1", f"FN:{name}")))[0].key for name in ("A B", "A B C")
    )
    assert first == again


def test_damaged_lines_and_endless_cards_take_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard, "LONGEST", 1 << 20)
    evil = [
        f"TEL;A={'a,' * 50_000}!",
        f'TEL{";A=b" * 50_000}"',
        f"NOTE:{chr(92) * 99_999}",
        'X;Y="' * 9_999,
        "=" * 99_999,
    ]
    photo = ["PHOTO;ENCODING=BASE64:", *[" QUJD" * 10] * 40_000]
    text = (
        "".join(card("FN:A B", line) for line in evil) + card("FN:A B", *photo, version="2.1") + card("FN:Good (mẫu)")
    )
    began = time.monotonic()
    found = list(read_cards(written(tmp_path, text)))
    assert time.monotonic() - began < 2
    assert [c.problem.code for c in found if c.problem] == [
        "vcard-line",
        "vcard-line",
        "vcard-line",
        "vcard-line",
        "vcard-long",
    ]
    assert found[-1].first("FN") == "Good (mẫu)"


def test_our_own_export_reads_back_to_the_same_people_and_posts(tmp_path: Path) -> None:
    g: Net = nx.MultiDiGraph()
    g.add_node("person-1", type="Person", name="Nguyễn Thị Hương (mẫu)", email="h@example.org", phone="+84 900 1; ext 2",
               birth_date="1970-02-03", languages=["ja"], note="Quen từ 2019, \nrất thân; nhớ gọi")  # fmt: skip
    g.add_node("person-2", type="Person", name="Anne O'Neil; Jr, (mẫu)")
    g.add_node(
        "ngo-1",
        type="NGO",
        name="Quỹ A; B, C (mẫu)",
        name_en="Fund A",
        website="https://a.example.org",
        address="Số 5, Hải Phòng",
    )
    g.add_node("body-1", type="PublicBody", name="Sở Ngoại vụ Hải Phòng (mẫu)")
    for person, body, said in (("person-1", "ngo-1", {"title": "Giám đốc, phụ trách"}), ("person-1", "body-1", {"title": "Cố vấn"}),
                               ("person-2", "body-1", {}), ("person-2", "ngo-1", {"until": "2019"})):  # fmt: skip
        g.add_edge(person, body, type="HAS_POST", **said)
    back = {s.about.name: s for s in statements(written(tmp_path, vcards(g)))}
    assert set(back) == {str(a["name"]) for _, a in g.nodes(data=True)}
    posts = {
        (s.about.name, t.target.name, t.properties.get("title"))
        for s in back.values()
        for t in s.ties
        if t.type == "HAS_POST"
    }
    assert posts == {
        ("Nguyễn Thị Hương (mẫu)", "Quỹ A; B, C (mẫu)", "Giám đốc, phụ trách"),
        ("Nguyễn Thị Hương (mẫu)", "Sở Ngoại vụ Hải Phòng (mẫu)", "Cố vấn"), ("Anne O'Neil; Jr, (mẫu)", "Sở Ngoại vụ Hải Phòng (mẫu)", None),
    }  # fmt: skip
    kept = ("email", "phone", "birth_date", "languages")
    assert {k: back["Nguyễn Thị Hương (mẫu)"].about.properties[k] for k in kept} == {
        k: g.nodes["person-1"][k] for k in kept
    }
    assert back["Quỹ A; B, C (mẫu)"].about.properties["aliases"] == ["Fund A"]
