"""Files made to hurt: entities that grow, entities that read our files, archives and workbooks that swell. Refused in 2 s."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
SECONDS, MEMORY_MB = 2.0, 400
SECRET = "khong-duoc-doc"

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
XML = {
    "laughs.xml": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><iati-activities version="2.03"><iati-activity>'
    "<iati-identifier>&l9;</iati-identifier></iati-activity></iati-activities>",
    "outside.xml": '<!DOCTYPE x [<!ENTITY out SYSTEM "file://{secret}">]><iati-activities version="2.03"><iati-activity>'
    "<iati-identifier>XM-1-&out;</iati-identifier></iati-activity></iati-activities>",
    "dtd.xml": '<!DOCTYPE iati-activities SYSTEM "https://example.org/x.dtd"><iati-activities version="2.03"/>',
    "deep.xml": f'<iati-activities version="2.03">{"<iati-activity>" * 50_000}',
}
PAGE = f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]><html><body><p>Hải Phòng &l9;</p></body></html>'
DEEP = {"deep.json": "[" * 200_000, "deep-objects.json": '{"a":' * 200_000, "lines.json": '{"id": ' + "9" * 5_000_000}


def packed(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


ZEROS = bytes(300 << 20)
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PACKED: dict[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: packed(**{"danh-sach.csv": ZEROS}),
    "nested.zip": lambda: packed(**{"in.zip": packed(**{"in.zip": packed(**{"a.csv": bytes(1 << 20)})})}),
    "bomb.xlsx": lambda: packed(**{"[Content_Types].xml": TYPES, "xl__workbook.xml": b"<workbook/>", "xl__worksheets__sheet1.xml": ZEROS}),
    "bomb.docx": lambda: packed(**{"[Content_Types].xml": TYPES, "word__document.xml": ZEROS}),
    "bomb.ods": lambda: packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": ZEROS}),
}  # fmt: skip


def read_one(folder: Path) -> tuple[dict[str, Any], int]:
    """What the reading process says of the one file in a folder, and the megabytes it took."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.reading", str(folder)],
        capture_output=True, text=True, cwd=ROOT, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    *_, said, memory = (json.loads(line) for line in done.stdout.splitlines())
    return said, memory["peak_mb"]


def refused(folder: Path) -> None:
    said, megabytes = read_one(folder)
    assert said["told"] == 0
    assert said["codes"], "silence is no answer"
    assert said["seconds"] < SECONDS
    assert megabytes < MEMORY_MB


@pytest.mark.parametrize("name", [*XML, *DEEP])
def test_texts_made_to_hurt_are_refused(name: str, tmp_path: Path) -> None:
    (secret := tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (folder := tmp_path / "in").mkdir()
    (folder / name).write_text((XML | DEEP)[name].replace("{secret}", str(secret)), encoding="utf-8")
    refused(folder)


def test_a_page_is_read_and_its_entities_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "laughs.html").write_text(PAGE, encoding="utf-8")
    said, megabytes = read_one(tmp_path)
    assert (said["told"], said["codes"]) == (1, [])
    assert megabytes < MEMORY_MB


@pytest.mark.parametrize("name", PACKED)
def test_archives_made_to_hurt_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(PACKED[name]())
    refused(tmp_path)


def test_a_reader_that_knows_no_better_reads_our_files(tmp_path: Path) -> None:
    """The weak control: the same parser with its entities resolved hands the file out."""
    (secret := tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    trusting = etree.XMLParser(resolve_entities=True, load_dtd=True)
    tree = etree.fromstring(XML["outside.xml"].replace("{secret}", str(secret)).encode(), trusting)
    assert SECRET in "".join(tree.itertext())


def test_an_archive_opened_blindly_swells(tmp_path: Path) -> None:
    """The weak control: what a plain unpacking lays on the disk."""
    data = PACKED["bomb.zip"]()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path)
    assert (tmp_path / "danh-sach.csv").stat().st_size > 100 * len(data)
