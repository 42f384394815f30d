"""The text of a Word file (.docx): paragraphs as lines, table rows as cells apart by bars, notes at the end."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.problems import FileProblem, problem
from ingest.readers.workbook import BROKEN_ZIP

DOCUMENT = "word/document.xml"
PART_LIMIT = 48 << 20
"""Bytes to which one part of the file may unpack: some two thousand pages of text."""
_RATIO_LIMIT, _SMALL = 200, 4 << 20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _T, _TAB, _BR, _ROW, _CELL = (f"{_W}{name}" for name in ("p", "t", "tab", "br", "tr", "tc"))
_WATCHED = (_P, _ROW, _CELL, _FALLBACK)


def is_word(path: Path) -> bool:
    """Whether a zip is a Word file."""
    try:
        with zipfile.ZipFile(path) as archive:
            return DOCUMENT in archive.namelist()
    except BROKEN_ZIP:
        return False


def word_text(path: Path) -> tuple[str, str]:
    """The text and the title that the file states ("" for none). Raises FileProblem."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            parts = [name for name in (DOCUMENT, "word/footnotes.xml", "word/endnotes.xml") if name in names]
            text = "\n".join(line for part in parts for line in _lines(archive, part))
            return text, _title(archive) if "docProps/core.xml" in names else ""
    except (*BROKEN_ZIP, etree.XMLSyntaxError) as error:
        raise FileProblem(problem("document-broken", reason=" ".join(str(error).split())[:80])) from error


def _checked(archive: zipfile.ZipFile, part: str) -> None:
    """Raises FileProblem for a part that would unpack beyond all measure, or is locked."""
    about = archive.getinfo(part)
    swollen = about.file_size > max(_SMALL, _RATIO_LIMIT * about.compress_size)
    if swollen or about.file_size > PART_LIMIT:
        raise FileProblem(problem("document-too-large", reason=f"{about.file_size >> 20} MB"))
    if about.flag_bits & 1:
        raise FileProblem(problem("document-password"))


def _lines(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    """The lines of one part. What Word keeps twice, for older programs, is read once."""
    _checked(archive, part)
    with archive.open(part) as stream:
        if b"<!DOCTYPE" in stream.read(4096):
            raise FileProblem(problem("document-broken", reason="DOCTYPE"))
    rows: list[list[str]] = []
    aside = 0
    with archive.open(part) as stream:
        events = etree.iterparse(
            stream, events=("start", "end"), tag=_WATCHED, resolve_entities=False, no_network=True, load_dtd=False
        )
        for event, element in events:
            tag = element.tag
            if tag == _FALLBACK:
                aside += 1 if event == "start" else -1
            elif aside:
                continue
            elif event == "start":
                rows += [[]] if tag == _ROW else []
                if tag == _CELL and rows:
                    rows[-1].append("")
            elif tag == _P:
                said = _said(element)
                if not rows:
                    yield said
                elif rows[-1]:
                    rows[-1][-1] = f"{rows[-1][-1]} {said}".strip()
                element.clear()
            elif tag == _ROW and rows:
                row = " | ".join(rows.pop())
                if not rows:
                    yield row
                elif rows[-1]:
                    rows[-1][-1] = f"{rows[-1][-1]} {row}".strip()
                element.clear()


def _said(paragraph: etree._Element) -> str:  # pyright: ignore[reportPrivateUsage]
    said = (
        (one.text or "") if one.tag == _T else " " if one.tag == _TAB else "\n" for one in paragraph.iter(_T, _TAB, _BR)
    )
    return "".join(said)


def _title(archive: zipfile.ZipFile) -> str:
    _checked(archive, "docProps/core.xml")
    with archive.open("docProps/core.xml") as stream:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.parse(stream, parser).getroot()
    found = root.find("{http://purl.org/dc/elements/1.1/}title")
    return (found.text or "").strip() if found is not None else ""
