"""Opening a file of tables by what it holds, not by what it is called."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from ingest.problems import FileProblem, problem
from ingest.readers.cells import Sheet
from ingest.readers.delimited import delimited_sheets
from ingest.readers.packed import BROKEN_ZIP
from ingest.readers.workbook import workbook_sheets

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_FOREIGN = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "gzip",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"MZ": "EXE",
    b"SQLite format": "SQLite",
}
HEAD = 1 << 16
"""How much of a file is looked at to tell what it is."""


def open_table_file(path: Path) -> Iterator[Sheet]:
    """Sheets of a CSV, XLSX, XLSM, XLSB, XLS or ODS file, hidden ones too, in their order.

    A CSV is streamed; a workbook is read sheet by sheet. Raises FileProblem when nothing can be read.
    """
    head = read_head(path)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise FileProblem(problem("file-empty").at(file=path.name))
    if head.startswith((_OLE, *_ZIP)):
        yield from workbook_sheets(path, _kind_of_container(path, head))
        return
    _refuse_foreign(path, head)
    yield from delimited_sheets(path)


def read_head(path: Path) -> bytes:
    """The first 64 KiB. Raises FileProblem when the file is missing or cannot be read."""
    if not path.exists():
        raise FileProblem(problem("file-missing").at(file=path.name))
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileProblem(problem("file-unreadable", reason=reason).at(file=path.name)) from error


def _refuse_foreign(path: Path, head: bytes) -> None:
    for magic, name in _FOREIGN.items():
        if head.startswith(magic):
            raise FileProblem(problem("file-binary", reason=name).at(file=path.name))
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml")):
        raise FileProblem(problem("file-html").at(file=path.name))


def _kind_of_container(path: Path, head: bytes) -> str:
    """ "xlsx", "xlsb", "ods" or "xls"; refuses locked workbooks and other containers."""
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "xl/workbook.bin" in names:
                return "xlsb"
            if "content.xml" in names:
                return _kind_of_opendocument(path, archive)
    except BROKEN_ZIP as error:
        raise FileProblem(problem("file-corrupt", reason=str(error)).at(file=path.name)) from error
    reason = "Word" if any(name.startswith("word/") for name in names) else "ZIP"
    raise FileProblem(problem("file-binary", reason=reason).at(file=path.name))


def _kind_of_opendocument(path: Path, archive: zipfile.ZipFile) -> str:
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if b"encryption-data" in manifest:
        raise FileProblem(problem("file-password").at(file=path.name))
    return "ods"


def _kind_of_ole(path: Path) -> str:
    """An OLE container is an old XLS, or the wrapping of an encrypted XLSX."""
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            if "EncryptedPackage".encode("utf-16-le") in block:
                raise FileProblem(problem("file-password").at(file=path.name))
    return "xls"
