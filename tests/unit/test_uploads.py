"""What officers send is kept under safe names, for its owner alone, and no longer than it is needed."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from errno import ENOSPC
from pathlib import Path
from time import sleep
from unicodedata import normalize

import psutil
import pytest

import ingest.shelf
from graph.asked import BadRequest, NotFound
from graph.errors import DataUnwritable, DiskFull
from ingest.disk import disk_problem
from ingest.job import Jobs, UploadBusy
from ingest.problems import FileProblem, problem
from ingest.report import Report, RunReport
from ingest.shelf import Shelf, safe_name
from ingest.upload import Task, Upload
from tests.support import RecordingStore

LIST = "Tên tổ chức,Quốc tịch\nQuỹ Sao Biển (mẫu),Nhật Bản\n".encode()


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def keep(shelf: Shelf, **files: bytes) -> Upload:
    return shelf.keep([(name, io.BytesIO(content)) for name, content in files.items()])


def task(alive: bool = True, **more: object) -> Task:
    process = psutil.Process()
    born = process.create_time() + (0 if alive else 1)
    return Task(True, "2026-03-01T02:00:00+00:00", process.pid, born, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("tổ chức 2026.xlsx", "tổ chức 2026.xlsx"),
        (normalize("NFD", "Danh sách đối tác.csv"), "Danh sách đối tác.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\ds.xlsx", "ds.xlsx"),
        ("..", "_"),
        ("", "_"),
        (".bashrc", "bashrc"),
        ("a\x00b\n\u202ecsv.exe", "abcsv.exe"),
        ('a<b>:"c|?*.csv', "a_b___c___.csv"),
        ("con.csv", "_con.csv"),
        ("ds. ", "ds"),
    ],
)
def test_a_file_keeps_its_name_without_what_is_dangerous(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_very_long_name_is_cut_before_its_ending() -> None:
    name = safe_name("Hữu nghị " * 60 + ".xlsx")
    assert len(name.encode()) <= 200 and name.endswith(".xlsx") and name.startswith("Hữu nghị Hữu")
    assert len(safe_name("ế" * 300).encode()) <= 200


def test_what_is_sent_is_the_owners_alone(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "dữ liệu")
    upload = keep(shelf, **{"a.csv": LIST, "b.zip": zipped(**{"in__c.csv": LIST})})
    assert [(one.name, one.size) for one in upload.files] == [("a.csv", len(LIST)), ("c.csv", len(LIST))]
    found = [shelf.folder, *shelf.folder.rglob("*")]
    assert {oct(path.stat().st_mode & 0o777) for path in found} == {"0o700", "0o600"}
    assert all((path.stat().st_mode & 0o777) == (0o700 if path.is_dir() else 0o600) for path in found)
    assert shelf.get(upload.id) == upload and shelf.listed() == [upload]


def test_archives_are_unpacked_and_what_cannot_be_taken_is_said(tmp_path: Path) -> None:
    packed = zipped(**{"a.csv": LIST, "photo.jpeg": b"\xff\xd8", "A.csv": LIST})
    upload = keep(Shelf(tmp_path), **{"A.CSV": LIST, "many.zip": packed, "broken.zip": b"PK\x03\x04 not a zip"})
    assert [one.name for one in upload.files] == ["A.CSV"]
    assert [(p.code, p.file) for p in upload.problems] == [
        ("file-name-twice", "A.csv"),
        ("file-name-twice", "a.csv"),
        ("file-passed-over", "photo.jpeg"),
        ("archive-broken", "broken.zip"),
    ]


@pytest.mark.parametrize("id", ["", "..", "../../etc", "20260301020000-0123456789abcdef", "20260301020000-x", "\x00"])
def test_only_an_uploads_own_id_opens_it(tmp_path: Path, id: str) -> None:
    with pytest.raises(NotFound):
        Shelf(tmp_path).get(id)


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("a file is in the way")
    with pytest.raises(DataUnwritable):
        keep(Shelf(tmp_path), **{"a.csv": LIST})


def test_a_full_disk_is_not_taken_for_a_broken_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _: Path) -> None:
        raise FileProblem(problem("archive-broken")) from OSError(ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(ingest.shelf, "unpacked", full)
    shelf = Shelf(tmp_path / "nowhere yet")
    with pytest.raises(DiskFull):
        keep(shelf, **{"a.zip": zipped(**{"a.csv": LIST})})
    assert list(shelf.folder.iterdir()) == []
    assert isinstance(disk_problem(OSError(ENOSPC, "full"), tmp_path / "not" / "made"), DiskFull)


def test_work_that_cannot_even_be_noted_has_failed_and_waits_for_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(Shelf(tmp_path), RecordingStore)
    upload = keep(jobs.shelf, **{"a.csv": LIST})
    save = Shelf.save

    def full(shelf: Shelf, upload: Upload) -> None:
        if upload.task and upload.task.started:
            raise DiskFull(path=tmp_path, free=0, needed=1)
        save(shelf, upload)

    monkeypatch.setattr(Shelf, "save", full)
    jobs.start(upload.id, dry_run=True)
    for _ in range(300):
        if jobs.get(upload.id).busy:
            sleep(0.01)
    assert jobs.get(upload.id).state == "failed"
    jobs.close()


def test_a_slip_is_logged_without_the_words_that_may_quote_a_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def slip(*_: object) -> None:
        raise ValueError("0900 000 001")

    monkeypatch.setattr(Jobs, "look", slip)
    jobs = Jobs(Shelf(tmp_path), RecordingStore)
    with caplog.at_level("INFO", "ingest.job"):
        jobs.start(keep(jobs.shelf, **{"a.csv": LIST}).id, dry_run=True)
        for _ in range(300):
            if not caplog.records:
                sleep(0.01)
        jobs.close()
    assert "ValueError" in caplog.text and "0900" not in caplog.text


def test_files_go_seven_days_after_they_were_loaded(tmp_path: Path) -> None:
    shelf, now = Shelf(tmp_path), datetime.now(UTC)
    sent, loaded, at_work = (keep(shelf, **{"a.csv": LIST}) for _ in range(3))
    loaded.loaded, loaded.report = (now + timedelta(days=3)).isoformat(timespec="seconds"), Report()
    at_work.task = task(started="2026-03-01T02:00:00+00:00")
    for upload in (loaded, at_work):
        shelf.save(upload)
    (shelf.folder / "20260301020000-0123456789abcdef").mkdir()
    shelf.expire(now + timedelta(days=6))
    assert {one.id for one in shelf.listed()} == {sent.id, loaded.id, at_work.id}
    assert len(list(shelf.folder.iterdir())) == 3
    shelf.expire(now + timedelta(days=8))
    assert {one.id for one in shelf.listed()} == {loaded.id, at_work.id}
    shelf.expire(now + timedelta(days=11))
    assert shelf.listed() == [at_work]


@pytest.mark.parametrize(
    ("upload", "state"),
    [
        (Upload("1", ""), "sent"),
        (Upload("1", "", rehearsal=Report(dry_run=True)), "rehearsed"),
        (Upload("1", "", report=Report()), "loaded"),
        (Upload("1", "", task=task()), "waiting"),
        (Upload("1", "", task=task(started="2026")), "rehearsing"),
        (Upload("1", "", task=task(alive=False, started="2026")), "cut"),
        (Upload("1", "", task=task(started="2026", stopped=True)), "cut"),
        (Upload("1", "", task=task(ended={"vi": "Hết chỗ", "en": "No room"})), "failed"),
    ],
)
def test_an_upload_knows_where_it_stands(upload: Upload, state: str) -> None:
    assert upload.state == state


def test_a_report_comes_back_from_the_disk_as_it_was(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    upload = keep(shelf, **{"a.csv": LIST})
    wrong = problem("list-shrunk", "ngos", gone=3, held=10).at(file="a.csv", row=3, column="C")
    upload.report = Report([RunReport("ngos", "a.csv", "run-1", 80, 5, errors=[wrong])])
    shelf.save(upload)
    assert shelf.get(upload.id) == upload
    kept = shelf.get(upload.id).report
    assert kept and kept.runs[0].errors[0].message("en").startswith("3 of 10 earlier rows are gone")


def test_choices_are_checked_and_undo_the_rehearsal(tmp_path: Path) -> None:
    jobs = Jobs(Shelf(tmp_path), RecordingStore)
    upload = keep(jobs.shelf, **{"a.csv": LIST, "b.csv": LIST})
    upload.rehearsal = Report(dry_run=True)
    jobs.shelf.save(upload)
    jobs.choose(upload.id, {"a.csv": "ngos", "b.csv": "-"})
    now = jobs.get(upload.id)
    assert [(one.source, one.skip) for one in now.files] == [("ngos", False), (None, True)]
    assert now.rehearsal is None and [path.name for path in jobs.shelf.paths(now)] == ["a.csv"]
    jobs.choose(upload.id, {"b.csv": ""})
    assert [(one.source, one.skip) for one in jobs.get(upload.id).files] == [("ngos", False), (None, False)]
    with pytest.raises(BadRequest):
        jobs.choose(upload.id, {"a.csv": "reference_countries"})
    with pytest.raises(NotFound):
        jobs.choose(upload.id, {"../state.json": "ngos"})
    now.task = task()
    jobs.shelf.save(now)
    with pytest.raises(UploadBusy):
        jobs.choose(upload.id, {"a.csv": ""})
    jobs.close()
    assert jobs.get(upload.id).state == "cut"
