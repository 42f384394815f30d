"""The beginning of a file, by which its format is told."""

import codecs
from functools import cached_property
from itertools import islice
from pathlib import Path

from ingest.problems import FileProblem
from ingest.readers.cells import Line
from ingest.readers.files import open_table_file, read_head
from ingest.readers.xml import root_name

LINES = 25
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_BINARY = 0.02
_HTML = frozenset({"html", "head", "body", "table", "meta", "div"})


class Head:
    """The first 64 KiB of a file, seen as text, as XML, as JSON or as tables.

    Raises FileProblem when the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = read_head(path)

    @cached_property
    def text(self) -> str:
        """The beginning as text; "" for a binary file."""
        encoding = next((name for mark, name in _MARKS.items() if self.data.startswith(mark)), "utf-8")
        control = sum(self.data.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
        if encoding == "utf-8" and control > len(self.data) * _BINARY:
            return ""
        return self.data.decode(encoding, errors="replace").lstrip("\ufeff")

    @cached_property
    def root(self) -> str:
        """The local name of the root element, also where the XML breaks behind it; "html" for a piece of HTML; "" where
        the file is no XML."""
        if not self.text.lstrip().startswith("<"):
            return ""
        name = root_name(self.data)
        return "html" if name.lower() in _HTML else name

    @cached_property
    def json(self) -> str:
        """ "{" or "[", the sign a JSON document begins with; "" where the file is none."""
        first = self.text.lstrip()[:1]
        return first if first in ("{", "[") else ""

    @cached_property
    def sheets(self) -> list[list[Line]]:
        """The first 25 lines of each sheet; nothing where the file is no table."""
        if self.root or self.json:
            return []
        try:
            return [list(islice(sheet.lines, LINES)) for sheet in open_table_file(self.path)]
        except FileProblem:
            return []
