"""Archives: what is laid out, and what is refused before anything is."""

import zipfile
from pathlib import Path

import pytest

from ingest.archive import is_archive, unpacked
from ingest.files import Job
from ingest.problems import FileProblem

LIST = "Tên tổ chức,Quốc gia\nQuỹ Ánh Dương (mẫu),Nhật Bản\n"


def zipped(path: Path, **members: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def refusal(path: Path, folder: Path) -> str:
    folder.mkdir()
    with pytest.raises(FileProblem) as refused:
        unpacked(path, folder)
    return refused.value.problem.code


def test_a_zip_is_one_job_and_its_files_keep_their_names(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "gửi.zip", **{"thư mục/ngo 2026.csv": LIST, "__MACOSX/._ngo 2026.csv": "x", "ảnh.jpg": b"\xff\xd8"}
    )
    with Job.of([path], None) as job:
        assert [planned.path.name for planned in job.planned] == ["ngo 2026.csv"]
        assert job.planned[0].path.read_text(encoding="utf-8") == LIST
        assert [passed.file for passed in job.passed] == ["ảnh.jpg"]
        laid = job.planned[0].path
    assert not laid.exists()


def test_what_lies_in_a_hidden_folder_is_not_sent(tmp_path: Path) -> None:
    (folder := tmp_path / ".gui" / "nam-2026").mkdir(parents=True)
    (folder / ".thung-rac").mkdir()
    for name in ("ngo.csv", "~$ngo.csv", ".thung-rac/ngo-cu.csv"):
        (folder / name).write_text(LIST, encoding="utf-8")
    with Job.of([folder], None) as job:
        assert [planned.path.name for planned in job.planned] == ["ngo.csv"]


def test_nothing_is_laid_outside_the_folder(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"../../evil.csv": LIST, "/tmp/root.csv": LIST, "..\\back.csv": LIST})
    (folder := tmp_path / "deep" / "in").mkdir(parents=True)
    unpacked(path, folder)
    assert sorted(p.name for p in folder.iterdir()) == ["back.csv", "evil.csv", "root.csv"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "deep"]


@pytest.mark.parametrize(
    ("code", "members"),
    [
        ("archive-bomb", {"a.csv": b"0" * (32 << 20)}),
        ("archive-nested", {"b.zip": b"PK"}),
        ("archive-too-large", {f"{n}.csv": b"" for n in range(10_001)}),
    ],
)
def test_what_a_machine_cannot_bear_is_refused(code: str, members: dict[str, bytes | str], tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path / "a.zip", **members), tmp_path / "out") == code


def test_of_two_files_of_one_name_the_second_is_left_out_and_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"x__a.csv": LIST, "y__a.csv": "other", "b.csv": LIST})
    (folder := tmp_path / "out").mkdir()
    assert [(p.code, p.value, p.file) for p in unpacked(path, folder)] == [("file-name-twice", "x/a.csv", "y/a.csv")]
    assert {p.name: p.read_text(encoding="utf-8") == LIST for p in folder.iterdir()} == {"a.csv": True, "b.csv": True}


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.csv": b"0" * 5000})
    said, lie = (5000).to_bytes(4, "little"), (50).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(said, lie))
    assert refusal(path, tmp_path / "out") in ("archive-bomb", "archive-broken")
    assert sum(p.stat().st_size for p in (tmp_path / "out").iterdir()) <= 50


def test_a_broken_archive_says_so(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", **{"a.csv": LIST}).read_bytes()
    (path := tmp_path / "b.zip").write_bytes(whole[:40])
    assert refusal(path, tmp_path / "out") == "archive-broken"
    assert is_archive(path)


def test_workbooks_and_documents_are_no_archives(tmp_path: Path) -> None:
    assert not is_archive(zipped(tmp_path / "a.xlsx", **{"[Content_Types].xml": "<x/>"}))
    assert not is_archive(zipped(tmp_path / "a.odt", mimetype="text"))
    assert is_archive(zipped(tmp_path / "a.bin", **{"a.csv": LIST}))
