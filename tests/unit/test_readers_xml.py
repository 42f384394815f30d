"""XML is streamed and safe: nothing of a DOCTYPE is obeyed, a break ends the file and not what came before it."""

import time
from pathlib import Path

import pytest

from ingest.problems import FileProblem
from ingest.readers import xml
from ingest.readers.xml import text_of, xml_element, xml_elements

NINE = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "bomb": f'<!DOCTYPE r [<!ENTITY a0 "ha">{NINE}]><r><b>&a9;</b></r>',
    "file": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r><b>&x;</b></r>',
    "network": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r><b/></r>',
    "parameter": '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><r><b/></r>',
    "late": f"<!--{'x' * 200_000}--><!DOCTYPE r><r><b/></r>",
    "quadratic": f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]><r><b>{"&a;" * 50_000}</b></r>',
}


def read(path: Path, data: bytes | str, name: str = "b") -> tuple[list[str], FileProblem | None]:
    """The texts of the elements, and what ended the reading."""
    path = path / "f.xml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found: list[str] = []
    try:
        for element in xml_elements(path, name):
            found.append(text_of(element))
    except FileProblem as error:
        return found, error
    return found, None


@pytest.mark.parametrize("kind", sorted(DOCTYPES))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_at_once(tmp_path: Path, kind: str, encoding: str) -> None:
    began = time.monotonic()
    found, error = read(tmp_path, DOCTYPES[kind].encode(encoding))
    assert found == []
    assert error is not None and error.problem.code == "xml-doctype"
    assert time.monotonic() - began < 2
    with pytest.raises(FileProblem):
        xml_element(DOCTYPES[kind], "f.xml")


@pytest.mark.parametrize(
    ("data", "found", "code", "line"),
    [
        ("<r>\n<b>1</b>\n<b>2</b>\n<b>3", ["1", "2"], "xml-broken", 4),
        ("<r>\n<b>1</b>\n<b>2</c>\n</r>", ["1"], "xml-broken", 3),
        ("<r>\n<b>1</b>\n<b>&nbsp;</b></r>", ["1"], "xml-broken", 3),
        ("<r>\n<b>1</b>\n<b>\x01</b></r>", ["1"], "xml-broken", 3),
        ("<r><b>1</b></r>\n<r>again</r>", ["1"], "xml-broken", 2),
        (b"<r>\n<b>1</b>\n<b>caf\xe9</b></r>", ["1"], "xml-encoding", 3),
        (b'<?xml version="1.0" encoding="no-such"?><r>\n<b>\xc4\x90</b></r>', ["Đ"], None, None),
        (b'<?xml version="1.0" encoding="utf-16"?><r>\n<b>\xc4\x90</b></r>', ["Đ"], None, None),
        ('<?xml version="1.0" encoding="utf-16"?><r><b>Đ</b></r>'.encode("utf-16"), ["Đ"], None, None),
        ('<?xml version="1.0" encoding="windows-1258"?><r><b>Đ</b></r>'.encode("cp1258"), ["Đ"], None, None),
        ("no xml", [], "xml-broken", 1),
        ("", [], "xml-broken", None),
        ("<!-- only this -->", [], "xml-broken", None),
        ("<r>" + "<c>" * 300 + "</c>" * 300 + "</r>", [], "xml-broken", 1),
        ("<r><b>1<b>2</b></b><x:b xmlns:x='urn:x'>3</x:b></r>", ["12", "3"], None, None),
        ("<b>alone</b>", ["alone"], None, None),
    ],
)  # fmt: skip
def test_what_stands_before_a_break_is_read(
    tmp_path: Path, data: bytes | str, found: list[str], code: str | None, line: int | None
) -> None:
    texts, error = read(tmp_path, data)
    assert texts == found
    assert (error.problem.code if error else None) == code
    if line:
        assert error is not None and error.problem.row == line


def test_an_element_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LARGEST", 1 << 20)
    texts, error = read(tmp_path, "<r><b>1</b><b>" + "<c>2</c>" * 300_000 + "</b></r>")
    assert texts == ["1"]
    assert error is not None and error.problem.code == "xml-large"


def test_what_was_read_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "f.xml"
    path.write_text("<r>" + "<a/> <b>1</b> <!-- c -->" * 500 + "</r>", encoding="utf-8")
    elements = xml_elements(path, "b")
    root = next(elements).getparent()
    assert root is not None
    before = [root.index(element) for element in elements]
    assert (len(before), max(before)) == (499, 3)  # the element before it, emptied, and what stands between
