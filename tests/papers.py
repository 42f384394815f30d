"""Word files and PDFs as small as they can be, for tests that read documents."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def word(path: Path, paragraphs: Iterable[str], title: str = "", table: Sequence[Sequence[str]] = ()) -> Path:
    """A Word file of paragraphs, and of one table behind them."""
    said = "".join(map(_paragraph, paragraphs))
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in table)
    body = said + (f"<w:tbl>{rows}</w:tbl>" if rows else "")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
        core = f'<c:coreProperties xmlns:c="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        archive.writestr("docProps/core.xml", f"{core}<dc:title>{escape(title)}</dc:title></c:coreProperties>")
    return path


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def pdf(path: Path, pages: Iterable[Sequence[str]], title: str = "") -> Path:
    """A PDF in Latin letters, a page for each list of lines."""
    streams = [b"BT /F1 11 Tf 50 780 Td 14 TL " + b"".join(map(_line, lines)) + b"ET" for lines in pages]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(streams))).encode()
    made = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(streams)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]  # fmt: skip
    for at, stream in enumerate(streams):
        made.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * at)
        )
        made.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    made.append(b"<</Title(%s)>>" % title.encode("cp1252"))
    path.write_bytes(_numbered(made))
    return path


def _line(text: str) -> bytes:
    said = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(%s) Tj T* " % said


def _numbered(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", list[int]()
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        len(out),
    )
    return out + head + tail
