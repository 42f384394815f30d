"""Saved mappings: what a YAML says and what is wrong with it, and tables and JSON read through one."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from errno import EACCES
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from api.cli import build
from graph.errors import DataUnwritable, DiskFull
from graph.things import Entity, Statement, Tie
from ingest.cleaning import clean, lookup_of
from ingest.files import Job, Piece, pieces
from ingest.mapping.correction import correct
from ingest.mapping.folder import Mappings, forget, save
from ingest.mapping.model import Mapping, choices, entity_names, list_names
from ingest.mapping.said import Place
from ingest.mapping.text import check_mapping, name_of, read_mapping, written
from ingest.problems import FileProblem, Problem, RowProblem
from ingest.record import Record
from ingest.source import Source, all_sources
from tests.support import RecordingStore

SAMPLES = Path(__file__).parents[1] / "data" / "formats" / "mapping"


def loaded(path: Path, mappings: Path | None, source: str | None = None) -> Iterator[Piece]:
    with Job.of([path], source, mappings=mappings) as job:
        for problem in job.problems:
            raise FileProblem(problem)
        for planned in job.planned:
            yield from pieces(planned.path, planned.source, RecordingStore(), job.mappings)


def read(path: Path, mappings: Path | None) -> tuple[str, list[list[Statement]], list[Problem], list[str]]:
    """The source of a file's one list, its statements, what is wrong, and the columns that are left."""
    ((source, said, wrong, left),) = [told(piece) for piece in loaded(path, mappings)]
    return source, said, wrong, left


def told(piece: Piece) -> tuple[str, list[list[Statement]], list[Problem], list[str]]:
    said, wrong, left = list[list[Statement]](), list[Problem](), [note.value for note in piece.notes]
    for record in piece.records:
        try:
            said.append(piece.source.statements(record))
        except RowProblem as error:
            wrong += error.problems
        left += [name for name in record.finish() if name not in left]
    return piece.source.name, said, wrong, left


def ties(statements: list[Statement]) -> set[tuple[str, str, str]]:
    return {(tie.source.name, tie.type, tie.target.name) for statement in statements for tie in statement.ties}


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# Tables and JSON


@pytest.mark.parametrize("mappings", [SAMPLES, SAMPLES / "doi-tac.yaml"], ids=["found", "named"])
def test_a_list_with_headings_of_its_own(mappings: Path) -> None:
    """Letterhead, two rows of headings, a section; several in one cell, dirty words, columns that mean nothing."""
    source, (first, second), wrong, left = read(SAMPLES / "doi-tac.csv", mappings)
    assert (source, wrong, left) == ("ngos", [], ["Mã kho"])
    assert first[0].about.properties["country"] == "JP"
    assert ties(first) == {
        ("Quỹ Sao Biển (mẫu)", "BASED_IN", "Nhật Bản"), ("Quỹ Sao Biển (mẫu)", "WORKS_IN", "Hải Phòng"),
        ("Quỹ Sao Biển (mẫu)", "WORKS_IN", "Quảng Ninh"), ("Quỹ Sao Biển (mẫu)", "WORKS_IN_SECTOR", "Y tế"),
        ("Quỹ Sao Biển (mẫu)", "WORKS_IN_SECTOR", "Giáo dục và đào tạo"), ("Quỹ Sao Biển (mẫu)", "RELATES_TO", "Hải Phòng"),
    }  # fmt: skip
    assert second[0].about.properties["country"] == "US"


def test_without_its_mapping_the_list_cannot_be_told() -> None:
    with pytest.raises(FileProblem) as caught:
        read(SAMPLES / "doi-tac.csv", None)
    assert caught.value.problem.code in ("list-unknown", "header-missing")


@pytest.mark.parametrize("mappings", [SAMPLES, SAMPLES / "3w.yaml"], ids=["found", "named"])
def test_a_3w_of_json_objects(mappings: Path) -> None:
    source, (first, second), wrong, left = read(SAMPLES / "3w.json", mappings)
    assert (source, wrong, left) == ("3w-doi-tac", [], ["ghi.riêng"])
    assert {(t.target.name, t.properties["sector"]) for t in first[0].ties if t.type == "WORKS_IN"} == {
        ("Hải Phòng", "vn-health"), ("Hải Phòng", "vn-education"),
    }  # fmt: skip
    (works,) = (t.properties for t in second[0].ties if t.type == "WORKS_IN")
    assert works == {"sector": "vn-environment"}
    assert first[0].about.properties["reference"] == "Bảng 3W năm 2025"
    made = Mappings.of(mappings).get("3w-doi-tac")
    assert made and (made.source.publisher, made.source.rank) == ("Mạng lưới Bàn Tay (mẫu)", 30)


def test_json_lines_through_a_mapping(tmp_path: Path) -> None:
    lines = (
        '{"a": {"t": "Dự án A (mẫu)"}, "p": ["Hải Phòng", "Quảng Ninh"]}\nhỏng\n{"a": {"t": ""}, "p": "Hải Phòng"}\n'
    )
    mapping = write(tmp_path / "m.yaml", "list: aid\ncolumns: {a.t: title, p: places}\n")
    source, (item,), wrong, _ = read(write(tmp_path / "items.json", lines), mapping)
    assert (source, item[0].row) == ("aid", "1")
    assert ties(item) == {
        ("Dự án A (mẫu)", "TARGETS", "Hải Phòng"), ("Dự án A (mẫu)", "TARGETS", "Quảng Ninh"),
    }  # fmt: skip
    assert [(p.code, p.row, p.column) for p in wrong] == [("json-broken", 2, ""), ("value-missing", 3, "a.t")]


def test_entities_and_ties_of_a_type() -> None:
    source, (first, second), wrong, left = read(SAMPLES / "hoi-vien.csv", SAMPLES)
    assert (source, left) == ("hoi-vien", ["Hạng"])
    about = first[0].about
    assert (about.type, about.properties["tax_number"], about.properties["note"]) == (
        "Business", "0200000001", "Danh sách hội viên",
    )  # fmt: skip
    assert ties(first) == {
        ("Công ty Ánh Dương (mẫu)", "MEMBER_OF", "Câu lạc bộ Doanh nhân (mẫu)"),
        ("Công ty Ánh Dương (mẫu)", "BASED_IN", "Hải Phòng"), ("Công ty Ánh Dương (mẫu)", "BASED_IN", "Quảng Ninh"),
        ("Nguyễn Văn An (mẫu)", "HAS_POST", "Công ty Ánh Dương (mẫu)"),
    }  # fmt: skip
    assert second[0].about.properties["country"] == "JP"
    assert [(p.code, p.row, p.column) for p in wrong] == [("place-unknown", 4, "E")]


def test_degrees_have_no_thousands(tmp_path: Path) -> None:
    mapping = write(
        tmp_path / "m.yaml", "name: noi\nentity: Locality\ncolumns: {Nơi: name, Nước: country, Vĩ độ: latitude}\n"
    )
    table = write(
        tmp_path / "a.csv", "Nơi;Nước;Vĩ độ\nKobe;Nhật Bản;34.690\nOsaka;Nhật Bản;34,690\nNara;Nhật Bản;34690\n"
    )
    _, said, wrong, _ = read(table, mapping)
    assert [statements[0].about.properties["latitude"] for statements in said] == [34.69, 34.69]
    assert [(p.code, p.row, p.column) for p in wrong] == [("number-unreadable", 4, "C")]


def test_other_tables_are_read_as_ever() -> None:
    lists = SAMPLES.parents[1] / "lists"
    assert [piece.source.name for piece in loaded(lists / "ngos.csv", SAMPLES)] == ["ngos"]


def test_a_saved_mapping_takes_no_table_that_another_list_tells_more_of(tmp_path: Path) -> None:
    said = {"Tên tổ chức": "name", "Quốc tịch": "country", "Lĩnh vực": "sector"}
    save(tmp_path / "mappings", Mapping(name="doanh-nghiep", list="businesses", columns=said))
    short = write(tmp_path / "a.csv", "Tên tổ chức,Quốc tịch,Lĩnh vực\nMột (mẫu),Đức,Y tế\n")
    more = "Tên tổ chức,Quốc tịch,Lĩnh vực,Địa bàn hoạt động,Số giấy đăng ký\nHai (mẫu),Đức,Y tế,Hải Phòng,12/CNV-HĐ\n"
    assert read(short, tmp_path / "mappings")[0] == "businesses"
    assert read(write(tmp_path / "b.csv", more), tmp_path / "mappings")[0] == "ngos"


VAGUE = {"Tên tổ chức": "name", "Quốc tịch": "country", "Lĩnh vực": "sector"}


def vague(path: Path, *above: str) -> Path:
    return write(path, "\n".join((*above, ",".join(VAGUE), "Một (mẫu),Đức,Y tế\n")))


def test_a_word_on_a_vague_table_holds_there_and_for_others_only_where_nothing_else_tells_them(tmp_path: Path) -> None:
    """Whatever else has these headings is read by its title, or as was said, which is told; never silently."""
    folder, table = tmp_path / "mappings", vague(tmp_path / "a.csv", "Danh sách NGO tháng 10")
    place = Place("a.csv", "", ("Danh sách NGO tháng 10",))
    correct(folder, table, "businesses", "", dict.fromkeys(VAGUE), place)
    ngos = "DANH SÁCH CÁC TỔ CHỨC PHI CHÍNH PHỦ NƯỚC NGOÀI"
    for name, above, read_as, told_by in (
        ("a.csv", ["Danh sách NGO tháng 10"], "businesses", ""),
        ("a.csv", ["Danh sách NGO tháng 11"], "businesses", ""),
        ("a.csv", [ngos], "ngos", "PHI CHÍNH PHỦ NƯỚC NGOÀI"),
        ("b.csv", [ngos], "ngos", "PHI CHÍNH PHỦ NƯỚC NGOÀI"),
        ("TCPCPNN 2026.csv", [], "ngos", "TCPCPNN"),
        ("khac.csv", [], "businesses", "a.csv"),
        ("cty.csv", ["Danh sách doanh nghiệp"], "businesses", ""),
    ):
        (piece,) = loaded(vague(tmp_path / name, *above), folder)
        assert (piece.source.name, "".join(note.value for note in piece.notes)) == (read_as, told_by), (name, above)
    (note,) = next(loaded(tmp_path / "khac.csv", folder)).notes
    assert (note.code, "Doanh nghiệp" in note.message(), "Businesses" in note.message("en")) == (
        "list-as-said",
        True,
        True,
    )

    (made,) = Mappings.of(folder).readings
    correct(folder, tmp_path / "khac.csv", "ngos", made.mapping.name, dict.fromkeys(VAGUE))
    assert [read(tmp_path / name, folder)[0] for name in ("a.csv", "khac.csv")] == ["ngos", "ngos"]
    vague(tmp_path / "a.csv", "Danh sách NGO tháng 12")
    assert read(tmp_path / "a.csv", folder)[0] == "businesses"  # what was said of each stays with it
    with pytest.raises(FileProblem, match="nhiều loại danh sách"):
        read(vague(tmp_path / "moi.csv"), folder)  # and of a third one nothing can be told


def test_two_tables_of_a_sheet_with_the_same_headings_are_two_where_a_title_says_so(tmp_path: Path) -> None:
    head, row = ",".join(VAGUE), "(mẫu),Đức,Y tế"
    lines = (
        "Danh sách doanh nghiệp",
        head,
        f"Một {row}",
        "",
        "Danh sách NGO",
        head,
        f"Hai {row}",
        "",
        "Nhóm khác",
        head,
    )
    table = write(tmp_path / "a.csv", "\n".join((*lines, f"Ba {row}", "Hội hữu nghị A (mẫu)", head, f"Bốn {row}")))
    said = [(piece.source.name, [(r.text("name"), r.section) for r in piece.records]) for piece in loaded(table, None)]
    assert said == [
        ("businesses", [("Một (mẫu)", "")]),
        ("ngos", [("Hai (mẫu)", ""), ("Ba (mẫu)", "Nhóm khác"), ("Hội hữu nghị A (mẫu)", "Nhóm khác"), ("Bốn (mẫu)", "Nhóm khác")]),
    ]  # fmt: skip


def test_a_mapping_named_for_a_file_it_does_not_fit(tmp_path: Path) -> None:
    for path in (
        SAMPLES / "hoi-vien.csv",
        SAMPLES / "3w.json",
        write(tmp_path / "x.csv", "Ai đó,Quê\nQuỹ A (mẫu),Mỹ\n"),
    ):
        with pytest.raises(FileProblem) as caught:
            read(path, SAMPLES / "doi-tac.yaml")
        assert (caught.value.problem.code, "Làm gì" in caught.value.problem.message()) == ("mapping-unfit", True)


def test_a_source_puts_known_slips_right() -> None:
    class Projects(Source):
        name = "projects"
        title: ClassVar = {"vi": "Dự án", "en": "Projects"}
        order = 99
        lookup: ClassVar = {"sectors": {"y te cong dong?": "Y tế", "GD": "Giáo dục"}}

        def things(self, record: Record) -> Iterator[Entity | Tie]:
            item = record.thing("AidItem", record.need("title"))
            yield item
            yield from (Tie("IN_SECTOR", item, sector) for sector, _ in record.sectors("sectors"))

    said = Projects().statements(
        Record.of("a.csv", 1, {"title": "A (mẫu)", "sectors": "Y TẾ CỘNG ĐỒNG?; gd; Nông nghiệp"})
    )
    assert {name for _, _, name in ties(said)} == {"Y tế", "Giáo dục và đào tạo", "Nông nghiệp và phát triển nông thôn"}


def test_an_answer_holds_between_commas_where_nothing_else_is_meant() -> None:
    lookup = lookup_of(
        {
            "Bói quẻ": "Giáo dục",
            "Hải Phòng 60%, Quảng Ninh 40%": "Hải Phòng; Quảng Ninh",
            "Xóm Đảo": "Cát Hải, Hải Phòng",
            "bom mìn": "Y tế",
        }
    )
    for field, said, clean_ in (
        ("sectors", "Y tế, Bói quẻ", "Y tế; Giáo dục"),
        ("sectors", "Y tế 60%, Bói quẻ 40%", "Y tế 60%; Giáo dục (40%)"),
        ("sectors", "Khắc phục hậu quả chiến tranh, bom mìn", "Khắc phục hậu quả chiến tranh, bom mìn"),
        ("places", "Hải Phòng 60%, Quảng Ninh 40%", "Hải Phòng; Quảng Ninh"),
        ("places", "Hải Phòng, Xóm Đảo", "Hải Phòng; Cát Hải, Hải Phòng"),
        ("places", "Xóm Đảo, Hải Phòng", "Xóm Đảo, Hải Phòng"),
        ("name", "Quỹ A, Bói quẻ", "Quỹ A, Bói quẻ"),
    ):
        row = Record.of("a.csv", 1, {field: said}).rows[0]
        clean(row, field, lookup)
        assert row.text(field) == clean_


# What is wrong with a mapping


GOOD = "list: aid\ncolumns:\n  Tên: title\n"


@pytest.mark.parametrize(
    ("text", "code", "line", "choice"),
    [
        ("columns: {A: title}\n", "mapping-purpose", 1, ""),
        ("list: aid\nentity: NGO\ncolumns: {A: title}\n", "mapping-purpose", 1, ""),
        ("list: aidd\ncolumns: {A: title}\n", "mapping-list-unknown", 1, "presence"),
        ("\nentity: Ngo\ncolumns: {A: name}\n", "mapping-entity-unknown", 2, "Business"),
        (GOOD + "  Mã: codex\n", "mapping-field-unknown", 4, "code"),
        (GOOD + "constant:\n  curency: USD\n", "mapping-field-unknown", 5, "currency"),
        ("entity: NGO\ncolumns:\n  Mã: org_id\n", "mapping-field-needed", 2, ""),
        ("entity: NGO\ncolumns: {A: name, B: nam}\n", "mapping-field-unknown", 2, "name"),
        (GOOD + "splitt: {Tên: ','}\n", "mapping-key-unknown", 4, "split"),
        (GOOD + "split: {Ten: ','}\n", "mapping-column-unknown", 4, "Tên"),
        (GOOD + "lookup:\n  Tên: YT\n", "mapping-shape", 5, ""),
        (GOOD + "required: [Tên, Mã]\n", "mapping-column-unknown", 4, "Tên"),
        (GOOD + "ties:\n  - {column: A, tie: FUNDS, type: NGO}\n", "mapping-ties-of-list", 4, ""),
        (GOOD + "rank: cao\n", "mapping-shape", 4, ""),
        (GOOD + "rank: 500\n", "mapping-shape", 4, ""),
        (GOOD + "name: Tên có dấu\n", "mapping-name", 4, ""),
        (GOOD + "name: ngos\n", "mapping-name-taken", 4, ""),
        (GOOD + "  Tên: code\n", "mapping-key-twice", 4, ""),
        (GOOD + "columns: [a]\n", "mapping-key-twice", 4, ""),
        ("entity: NGO\ncolumns: {A: name}\nties:\n  - column: B\n    tie: FUND\n    type: AidItem\n", "mapping-tie-unknown", 5, "FUNDS"),
        ("entity: NGO\ncolumns: {A: name}\nties:\n  - column: B\n    tie: FUNDS\n    type: Aid\n", "mapping-type-unknown", 6, "AidItem"),
        ("entity: NGO\ncolumns: {A: name}\nties:\n  - column: B\n    tie: HOLDS\n    type: Person\n", "mapping-tie-ends", 5, "reverse"),
        ("entity: NGO\ncolumns: {A: name}\nties:\n  - {column: B, tie: FUNDS}\n", "mapping-missing", 4, ""),
        ("list: aid\ncolumns:\n  A: [title\n", "mapping-unreadable", 4, ""),
        ("- aid\n", "mapping-unreadable", None, ""),
        ("a: &a [x]\n" + "".join(f"b{n}: *a\n" for n in range(30_000)), "mapping-large", None, ""),
        ("a: &a [*a]\n", "mapping-large", None, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_mapping(tmp_path: Path, text: str, code: str, line: int | None, choice: str) -> None:
    found, wrong = check_mapping(write(tmp_path / "mau.yaml", text))
    assert found is None or wrong
    assert (wrong[0].code, wrong[0].row, wrong[0].file) == (code, line, "mau.yaml")
    assert all(p.message(lang) and choice in p.remedy(lang) for p in wrong[:1] for lang in ("vi", "en"))


def test_every_error_is_told(tmp_path: Path) -> None:
    text = GOOD + "  Mã: x\n  Nơi: y\nrequired: [z]\n"
    assert [(p.row, p.value) for p in check_mapping(write(tmp_path / "a.yaml", text))[1]] == [
        (4, "x"),
        (5, "y"),
        (6, "z"),
    ]


def test_plain_values_stay_texts_as_they_stand(tmp_path: Path) -> None:
    text = "list: aid\ncolumns: {No: code, 2026: committed, Yes: title, Ghi chú: }\nconstant: {currency: USD}\n"
    found = read_mapping(write(tmp_path / "Dự án 2026.yaml", text))
    assert (found.name, found.columns) == (
        "du-an-2026",
        {"No": "code", "2026": "committed", "Yes": "title", "Ghi chú": ""},
    )


def test_choices_are_told_in_both_languages() -> None:
    assert choices("ngos")["name"] == ("Tên tổ chức", "Name")
    assert choices("", "NGO")["registration"] == ("Số đăng ký", "Registration number")
    assert set(list_names()) == {*(n for n in all_sources() if n in list_names()), "presence"}
    assert all(choices(name) for name in list_names()) and all(choices("", name) for name in entity_names())


# Where they are kept


def test_a_mapping_is_saved_found_replaced_and_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "mappings"
    first = Mapping(name=name_of("NGO 2026"), list="ngos", columns={"Ai / Tên": "name", "Ở": "country", "Mã": "-"})
    assert read_mapping(save(folder, first)) == first
    (only,) = Mappings.of(folder).readings
    assert only.mapping == first and only.words.fits([("Ở",), ("Ai / Tên",), ("Mã",), ("Thêm",)])
    assert not only.words.fits([("Ở",), ("Tên",)]) and Mappings.of(tmp_path / "none").readings == []
    second = first.model_copy(update={"name": "khac", "columns": {**first.columns, "Ở": "website"}})
    save(folder, second)
    assert [path.name for path in folder.iterdir()] == ["khac.yaml"]  # the same headings: the later word counts
    with pytest.raises(FileProblem):
        save(folder, second.model_copy(update={"columns": {"Ở": "nơi ở"}}))
    forget(folder, second)
    assert list(folder.iterdir()) == []


def test_a_mapping_that_cannot_be_saved_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Mapping(name="a", list="ngos", columns={"Tên": "name"})
    save(tmp_path, first)
    wide = {f"{'cột' * 60} {n}": "-" for n in range(400)}
    with pytest.raises(FileProblem, match="quá lớn"):
        save(tmp_path, first.model_copy(update={"columns": {**first.columns, **wide}}))
    (taken := tmp_path / "b.yaml").mkdir()
    with pytest.raises(DataUnwritable):
        save(tmp_path, first.model_copy(update={"name": "b"}))  # the same headings, under a name that is no file
    assert [one.mapping for one in Mappings.of(tmp_path).readings] == [first]
    taken.rmdir()

    def full(path: Path, _: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DiskFull):
        save(tmp_path, first.model_copy(update={"title": "khác"}))

    def shut(path: Path, _: bytes) -> int:
        raise PermissionError(EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", shut)
    with pytest.raises(DataUnwritable) as caught:
        save(tmp_path, first.model_copy(update={"title": "khác"}))
    assert str(tmp_path) in caught.value.message("vi") and "Cấp quyền ghi" in caught.value.remedy("vi")
    assert [one.mapping for one in Mappings.of(tmp_path).readings] == [first] and len(list(tmp_path.iterdir())) == 1


def test_what_is_written_reads_the_same() -> None:
    for path in sorted(SAMPLES.glob("*.yaml")):
        mapping = read_mapping(path)
        assert Mapping.model_validate({"name": mapping.name} | yaml.safe_load(written(mapping))) == mapping


def test_a_broken_file_in_the_folder_is_told_and_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "hong.yaml", "list: gì đó\n")
    save(tmp_path, read_mapping(SAMPLES / "doi-tac.yaml"))
    write(tmp_path / "trùng.yaml", "name: doi-tac\nlist: aid\ncolumns: {A: title}\n")
    with Job.of([SAMPLES / "doi-tac.csv"], None, mappings=tmp_path) as job:
        assert [(p.code, p.file) for p in job.passed] == [
            ("mapping-list-unknown", "hong.yaml"), ("mapping-name-taken", "trùng.yaml"),
        ]  # fmt: skip
        assert [planned.path.name for planned in job.planned] == ["doi-tac.csv"]
    with Job.of([SAMPLES / "doi-tac.csv"], None, mappings=tmp_path / "hong.yaml") as job:
        assert [p.code for p in job.problems] == ["mapping-list-unknown"]


def test_an_officers_word_for_the_list_keeps_its_mapping() -> None:
    assert [piece.source.name for piece in loaded(SAMPLES / "doi-tac.csv", SAMPLES, "ngos")] == ["ngos"]


def test_the_mapping_of_the_readme_is_right(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    found, wrong = check_mapping(write(tmp_path / "a.yaml", text.partition("```yaml\n")[2].partition("```")[0]))
    assert found and not wrong


# The commands


def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        build("en")(["mappings", *words, "--lang", "en"], prog_name="amity")
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


def test_mappings_are_listed_shown_and_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AMITY_DATA_DIR", str(tmp_path))
    kept = save(tmp_path / "mappings", read_mapping(SAMPLES / "3w.yaml"))
    wrong = write(tmp_path / "mappings" / "hong.yaml", "list: aidd\ncolumns: {A: title}\n")
    code, out, err = said(monkeypatch, capsys, "list")
    assert (code, "3w-doi-tac" in out, "hong.yaml, row 1" in err) == (0, True, True)
    code, out, _ = said(monkeypatch, capsys, "list", "--json")
    assert [(one["name"], one["list"]) for one in json.loads(out)["items"]] == [("3w-doi-tac", "presence")]
    code, out, _ = said(monkeypatch, capsys, "show", "3w-doi-tac")
    assert (code, yaml.safe_load(out)["columns"]["who.name"]) == (0, "org")
    assert said(monkeypatch, capsys, "show", "khong-co")[0] == 1
    assert said(monkeypatch, capsys, "check", str(kept))[0] == 0
    code, out, err = said(monkeypatch, capsys, "check", str(wrong), "--json")
    assert (code, json.loads(out)["errors"][0]["code"]) == (1, "mapping-list-unknown")


def test_whatever_a_cell_holds_a_mapped_row_is_told_or_refused() -> None:
    for name in ("hoi-vien.csv", "3w.json", "doi-tac.csv"):
        piece = next(loaded(SAMPLES / name, SAMPLES))
        good = next(piece.records).rows[0]
        for field in good.cells:
            for value in ("(", "%", "-5", "x" * 300, "; ; ,", "(mẫu)", "<b>", "Toàn quốc", "Nhật Bản", "UNICEF", "0"):
                cells = {**good.cells, field: good.cells[field]._replace(text=value, value=value)}
                with suppress(RowProblem):
                    assert piece.source.statements(Record([replace(good, cells=cells)]))
