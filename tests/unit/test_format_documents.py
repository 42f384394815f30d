"""Documents of five kinds: told by what they hold, read to their text, refused with words where that cannot be."""

import json
import zipfile
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

import ingest.readers.pdf
from graph.store import Store
from graph.things import Statement
from ingest.files import format_of
from ingest.problems import FileProblem
from ingest.readers.documents import Document, read_document
from ingest.sources.documents import Documents
from tests.papers import pdf, word
from tests.support import RecordingStore

SAMPLES = Path(__file__).parents[1] / "data" / "formats" / "documents"


def document(path: Path) -> Document:
    return read_document(path, path.read_bytes()[: 1 << 16])


def statement(path: Path, store: Store | None = None) -> Statement:
    source = Documents()
    (record,) = source.records(path, store or RecordingStore())
    (made,) = source.statements(record)
    return made


STATED = [
    ("bao-cao.txt", "BÁO CÁO Kết quả vận động viện trợ năm 2024 (mẫu)", "2024-12-12", None, ""),
    ("ghi-chu.md", "Visit of the Kobe volunteers (sample)", "2023-05-12", None, ""),
    (
        "thu-ngo.html",
        "Thư ngỏ kêu gọi hỗ trợ học sinh Thái Bình (mẫu)",
        "2024-03-08",
        None,
        "https://example.org/thu-ngo",
    ),
    ("bai-viet.docx", "Nghệ An và kiều bào (mẫu)", "", None, ""),
    ("minutes.pdf", "Minutes of the meeting in Da Nang (sample)", "2024-03-05", 2, ""),
]


@pytest.mark.parametrize(("name", "title", "published", "pages", "url"), STATED, ids=[one[0] for one in STATED])
def test_a_document_says_its_title_day_and_address(
    name: str, title: str, published: str, pages: int | None, url: str
) -> None:
    found = document(SAMPLES / name)
    assert (found.title, found.published, found.pages, found.url) == (title, published, pages, url)
    assert format_of(SAMPLES / name) is not None


def test_only_what_is_to_be_read_is_text() -> None:
    page = document(SAMPLES / "thu-ngo.html").text
    assert "Năm | Số suất\n2023 | 310" in page.replace("\n\n", "\n")
    assert not any(said in page for said in ("figures", "Trang chủ", "0227"))
    assert document(SAMPLES / "ghi-chu.md").text.startswith(
        "Visit of the Kobe volunteers (sample)\n\nHaiphong, 12 May 2023"
    )
    assert "They have worked in Haiphong since" in document(SAMPLES / "ghi-chu.md").text
    assert document(SAMPLES / "bai-viet.docx").text.endswith("Nước | Số dự án\nNhật Bản | 25")
    assert "\n1\n" not in document(SAMPLES / "minutes.pdf").text


def test_a_document_is_its_text_with_what_it_names_and_reports(tmp_path: Path) -> None:
    said = statement(SAMPLES / "bao-cao.txt")
    about = said.about.properties
    assert (said.about.type, about["language"], about["published"], about["sample"]) == (
        "Document",
        "vi",
        "2024-12-12",
        True,
    )
    assert about["text"].startswith("LIÊN HIỆP CÁC TỔ CHỨC")
    assert {(t.type, t.target.id, t.properties["count"]) for t in said.ties} >= {
        ("MENTIONS", "province-31", 3), ("MENTIONS", "commune-10903", 1), ("MENTIONS", "sector-vn-health", 1),
    }  # fmt: skip
    assert all(about["text"][t.properties["offset"] :].startswith(t.properties["words"]) for t in said.ties)
    assert [json.loads(one)["since"] for one in about["dates"]] == ["2024-12-12", "2024", "2022-08-31", "2025-01-15"]
    told = {one["measure"][0]: (one["value"], one["how"]) for one in map(json.loads, about["figures"])}
    assert told["Số TCPCPNN chưa được cấp phép hoạt động"] == (23, "64 − 41 = 23")
    # the same text in another file is the same document
    copy = tmp_path / "khác.txt"
    copy.write_text((SAMPLES / "bao-cao.txt").read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-16")
    assert statement(copy).key == said.key


TABLES = [
    ("Tên tổ chức,Quốc gia,Điện thoại\nQuỹ A (mẫu),Nhật Bản,1\nQuỹ B (mẫu),Mỹ,2\n", ".txt"),
    ("Stt\tHọ tên\tGhi gì đó\n1\tA\tx\n2\tB\ty\n3\tC\tz\n", ".txt"),
    ("Tên tổ chức;Quốc gia\nQuỹ A (mẫu);Nhật Bản\n", ".csv"),
    ("Hải Phòng có 80 tổ chức.\n", ".csv"),
    ("BEGIN:VCARD\nFN:A\nEND:VCARD\n", ".txt"),
    ('{"a": "Hải Phòng có 80 tổ chức."}', ".txt"),
    ("list: ngos\ncolumns: {}\n", ".yaml"),
]


@pytest.mark.parametrize(("text", "ending"), TABLES)
def test_tables_cards_and_code_are_no_documents(tmp_path: Path, text: str, ending: str) -> None:
    path = tmp_path / f"tệp{ending}"
    path.write_text(text, encoding="utf-8")
    try:
        assert not isinstance(format_of(path), Documents)
    except FileProblem as refused:
        assert refused.problem.code == "json-unknown"


PROSE = [
    "Kính gửi anh chị,\nChúng tôi gửi báo cáo, kèm danh sách, ảnh.\nTrân trọng,\nLê Thị Cúc (mẫu)\n",
    "Một dòng, có dấu phẩy.\nHai dòng, có dấu phẩy.\nBa dòng, có dấu phẩy.\n",
    "Tiêu đề\n\nĐiện thoại, địa chỉ, email: xem trang sau. Hải Phòng có 80 tổ chức.\nHết.",
]


@pytest.mark.parametrize("text", PROSE)
def test_a_letter_with_commas_is_a_document(tmp_path: Path, text: str) -> None:
    path = tmp_path / "thư.txt"
    path.write_text(text, encoding="utf-8")
    assert isinstance(format_of(path), Documents)


def test_an_excel_file_that_is_a_page_stays_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "xuất.xls"
    path.write_text("<html><body><table><tr><td>Tên tổ chức</td></tr></table></body></html>", encoding="utf-8")
    assert format_of(path) is None


def refused(path: Path) -> str:
    assert isinstance(format_of(path), Documents)
    with pytest.raises(FileProblem) as error:
        document(path)
    assert error.value.problem.remedy("vi") and error.value.problem.file == path.name
    return error.value.problem.code


def test_what_cannot_be_read_is_refused_with_a_remedy(tmp_path: Path) -> None:
    whole = SAMPLES / "minutes.pdf"
    locked = tmp_path / "khóa.pdf"
    writer = PdfWriter(clone_from=PdfReader(whole))
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    writer.write(locked)
    assert refused(locked) == "document-password"
    (tmp_path / "cũ.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert refused(tmp_path / "cũ.doc") == "document-old"
    (tmp_path / "khóa.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert refused(tmp_path / "khóa.docx") == "document-password"
    (tmp_path / "hỏng.pdf").write_bytes(whole.read_bytes()[:300])
    assert refused(tmp_path / "hỏng.pdf") == "document-broken"
    assert refused(pdf(tmp_path / "quét.pdf", [[""]])) == "document-empty"


def test_bombs_do_not_go_off(tmp_path: Path) -> None:
    big = tmp_path / "to.docx"
    with zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (6 << 20) + b"</a>")
    assert refused(big) == "document-too-large"
    entities = tmp_path / "cười.docx"
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    assert refused(entities) == "document-broken"
    stream = zlib.compress(b" " * (66 << 20))
    data = pdf(tmp_path / "to.pdf", [["x"]]).read_bytes()
    head, _, tail = data.partition(b"<</Length")
    stop = tail.index(b"endstream")
    packed = b"<</Length %d/Filter/FlateDecode>>stream\n%s\n" % (len(stream), stream)
    (tmp_path / "to.pdf").write_bytes(head + packed + tail[stop:])
    assert refused(tmp_path / "to.pdf") in ("document-broken", "document-empty")


def test_a_page_beyond_measure_spoils_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ingest.readers.pdf.LIMITS, "stream_parsing_work_maximum_count", 200)
    path = pdf(tmp_path / "hai.pdf", [["drawn line by line"] * 200, ["It has 7 schools."]])
    found = document(path)
    assert (found.unread, found.text) == ((1,), "It has 7 schools.")
    (record,) = Documents().records(path, RecordingStore())
    Documents().statements(record)
    told = [(one.code, one.value or one.detail["count"]) for one in record.warnings]
    assert told == [("document-pages-unread", "1"), ("figures-wait", "1")]


def test_word_keeps_what_it_says_twice_once(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", ["§"])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    kept_twice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        "<w:p><w:r><w:t>Một</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>Một</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    said = "<w:p><w:r><w:t>§</w:t></w:r></w:p>"
    deleted = "<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:r><w:t>Hai</w:t></w:r></w:p>"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.replace(said, kept_twice + deleted))
    assert document(path).text == "Một\nHai"
