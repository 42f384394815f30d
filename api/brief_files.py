"""A delegation's brief as a file to send or print: Word, or one web page that needs nothing beside it."""

from collections.abc import Callable
from importlib.resources import files
from io import BytesIO
from typing import Any

from api.brief_words import Cell, Section, Sheet, sheet
from api.templates import environment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT, _WIDTH_CM = "Times New Roman", 18.2


def html(brief: dict[str, Any], lang: str) -> bytes:
    """One page with its style in it."""
    style = (files("api") / "static" / "brief.css").read_text(encoding="utf-8")
    template = environment().get_template("brief_file.html")
    return template.render(sheet=sheet(brief, lang), lang=lang, style=style, links=False).encode()


def docx(brief: dict[str, Any], lang: str) -> bytes:
    """A Word document of one A4 page."""
    from docx import Document
    from docx.shared import Cm, Pt

    told, document = sheet(brief, lang), Document()
    page, normal = document.sections[0], document.styles["Normal"]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.4)
    normal.font.name, normal.font.size = _FONT, Pt(8.5)  # pyright: ignore[reportAttributeAccessIssue]
    normal.paragraph_format.space_after = Pt(0)  # pyright: ignore[reportAttributeAccessIssue]
    document.core_properties.title, document.core_properties.author = told.title, "Amity"
    document.core_properties.comments = ""
    _head(document, told)
    for section in told.sections:
        _section(document, section)
    _line(document, told.foot, size=7.5, italic=True, before=4)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


WRITERS: dict[str, Callable[[dict[str, Any], str], bytes]] = {".docx": docx, ".html": html}


def _head(document: Any, told: Sheet) -> None:
    _line(document, told.title, size=14, bold=True)
    _line(document, told.under, italic=True)
    for label, value in told.facts:
        _run(_line(document, f"{label}: ", bold=True), value)


def _section(document: Any, section: Section) -> None:
    _line(document, section.title, size=10, bold=True, before=5)
    if not section.rows:
        _line(document, section.none, italic=True)
        return
    heads = [tuple(Cell((head,)) for head in section.heads)] if section.heads else []
    table = document.add_table(rows=0, cols=len(section.widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, section.widths, strict=True):
        column.width = _share(width)
    for n, cells in enumerate((*heads, *section.rows)):
        _row(table, cells, section.widths, bold=n < len(heads))
    if section.more:
        _line(document, section.more, italic=True)


def _row(table: Any, cells: tuple[Cell, ...], widths: tuple[float, ...], bold: bool) -> None:
    for place, cell, width in zip(table.add_row().cells, cells, widths, strict=True):
        place.width = _share(width)
        for n, line in enumerate(cell.lines):
            paragraph = place.paragraphs[0] if n == 0 else place.add_paragraph()
            _run(paragraph, line, 8, bold or (n == 0 and bool(cell.id)))


def _share(width: float) -> Any:
    from docx.shared import Cm

    return Cm(_WIDTH_CM * width)


def _line(
    document: Any, words: str, size: float = 8.5, bold: bool = False, italic: bool = False, before: float = 0
) -> Any:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    _run(paragraph, words, size, bold, italic)
    return paragraph


def _run(paragraph: Any, words: str, size: float = 8.5, bold: bool = False, italic: bool = False) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
