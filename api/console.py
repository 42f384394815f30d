"""How a command prints: words and tables for people, one JSON document for programs."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.texts import text

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.problems import Language

_CONTROL = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)])


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command's words go: data to stdout, everything else to stderr."""

    lang: str
    json: bool

    @property
    def language(self) -> "Language":
        return "vi" if self.lang == "vi" else "en"

    def t(self, key: str, /, **values: object) -> str:
        return text(f"cli.{key}", self.lang, **values)

    def data(self, document: object) -> None:
        """The one JSON document of `--json`."""
        ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
        written = json.dumps(document, ensure_ascii=ascii_only, indent=2, default=str)
        sys.stdout.write(written.encode("utf-8", "replace").decode() + "\n")

    def say(self, line: str = "") -> None:
        self._console().print(clean(line), markup=False, highlight=False)

    def note(self, line: str) -> None:
        self._console(stderr=True).print(clean(line), markup=False, highlight=False)

    def title(self, line: str) -> None:
        self._console().print(clean(line), style="bold", markup=False, highlight=False)

    def quote(self, line: str) -> None:
        """Words of somebody else's, indented."""
        from rich.padding import Padding
        from rich.text import Text

        self._console().print(Padding(Text(clean(line)), (0, 0, 0, 4)))

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]], right: Iterable[int] = ()) -> None:
        """Columns under `heads`; those whose number is in `right` are numbers. What is copied, an id, is never broken."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        numbers = set(right)
        made = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
        for i, head in enumerate(heads):
            made.add_column(
                head, justify="right" if i in numbers else "left", overflow="fold", no_wrap=head == self.t("head_id")
            )
        for row in rows:
            made.add_row(*(Text(clean("" if cell is None else str(cell))) for cell in row))
        self._console().print(made)

    def facts(self, pairs: Mapping[str, object]) -> None:
        from rich.table import Table
        from rich.text import Text

        made = Table.grid(padding=(0, 2))
        for name, value in pairs.items():
            made.add_row(Text(name, style="dim"), Text(clean(str(value)), overflow="fold"))
        self._console().print(made)

    def _console(self, stderr: bool = False) -> "Console":
        from rich.console import Console

        wide = None if (sys.stderr if stderr else sys.stdout).isatty() else 160
        return Console(stderr=stderr, width=wide, soft_wrap=stderr)


def clean(words: str) -> str:
    """Without what a terminal would obey: data may hold escape sequences."""
    return words.translate(_CONTROL)
