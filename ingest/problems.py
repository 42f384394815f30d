"""What can be wrong with a file, a row or a value, said so that an officer can mend it.

The words live in `problems.csv` (code, message and remedy in Vietnamese and English); a `Problem` is a
code, a place and the values that fill the words.

    IngestProblem
    ├── FileProblem      nothing of this file can be read: go on with the next file
    ├── RowProblem       this row cannot be used: quarantine it, go on with the next row
    └── ValueProblem     one text cannot be understood; it has no place yet: `.at(cell)` makes a RowProblem
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, Self, TypeVar

Language = Literal["vi", "en"]
S = TypeVar("S")
T = TypeVar("T")

_SHOWN = 120
_WHERE = {
    "vi": ("trang tính “{}”", "dòng {}", "cột {}"),
    "en": ("sheet “{}”", "row {}", "column {}"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one code; `{value}` and the names in `Problem.detail` are filled in."""

    vi: str
    en: str
    remedy_vi: str
    remedy_en: str


@cache
def wordings() -> MappingProxyType[str, Wording]:
    """Code -> words, from `problems.csv`."""
    text = files("ingest").joinpath("problems.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType(
        {row["code"]: Wording(row["vi"], row["en"], row["remedy_vi"], row["remedy_en"]) for row in rows}
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is and the value that shows it.

    `row` counts from 1 as in Excel, `column` is the column's letter ("C"); both are empty when the
    whole file or sheet is meant. `value` is cut to 120 characters.
    """

    code: str
    value: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    detail: dict[str, str] = field(default_factory=dict[str, str])

    def at(self, *, file: str = "", sheet: str = "", row: int | None = None, column: str = "") -> Self:
        """The same problem with its place filled in."""
        return replace(
            self, file=file or self.file, sheet=sheet or self.sheet, row=row or self.row, column=column or self.column
        )

    def message(self, lang: Language = "vi") -> str:
        """What is wrong, without the place."""
        words = wordings()[self.code]
        return (words.vi if lang == "vi" else words.en).format_map(self._fill())

    def remedy(self, lang: Language = "vi") -> str:
        """What to do about it."""
        words = wordings()[self.code]
        return (words.remedy_vi if lang == "vi" else words.remedy_en).format_map(self._fill())

    def where(self, lang: Language = "vi") -> str:
        """`list.xlsx, trang tính “A”, dòng 12, cột C`."""
        sheet, row, column = _WHERE[lang]
        parts = [
            self.file,
            sheet.format(self.sheet) if self.sheet else "",
            row.format(self.row) if self.row else "",
            column.format(self.column) if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def _fill(self) -> dict[str, str]:
        return {**self.detail, "value": self.value}


def problem(code: str, value: object = "", **detail: object) -> Problem:
    """A problem without a place; the value is shortened for showing."""
    text = " ".join(str(value).split()) if len(str(value)) <= 10_000 else str(value)[:_SHOWN]
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return Problem(code, shown, detail={name: str(said) for name, said in detail.items()})


class IngestProblem(Exception):
    """Base: carries `.problem`, and all `.problems` where there are several; its text is place, message and remedy in
    Vietnamese."""

    def __init__(self, problem: Problem, *more: Problem) -> None:
        super().__init__(problem)
        self.problem, self.problems = problem, (problem, *more)

    def __str__(self) -> str:
        said = f"{self.problem.message()} {self.problem.remedy()}".strip()
        place = self.problem.where()
        return f"{place}: {said}" if place else said


class FileProblem(IngestProblem):
    """Nothing of this file can be read."""


class RowProblem(IngestProblem):
    """This row cannot be used."""


class ValueProblem(IngestProblem, ValueError):
    """One text cannot be understood as what it should be."""

    def at(self, *, file: str = "", sheet: str = "", row: int | None = None, column: str = "") -> RowProblem:
        """The problem of the row that holds this value."""
        return RowProblem(self.problem.at(file=file, sheet=sheet, row=row, column=column))


def every(parts: Iterable[S], read: Callable[[S], Iterable[T]]) -> list[T]:
    """What is read of all parts of a text. Raises one ValueProblem with every part that cannot be understood."""
    found: list[T] = []
    problems: list[Problem] = []
    for part in parts:
        try:
            found += read(part)
        except ValueProblem as error:
            problems += error.problems
    if problems:
        raise ValueProblem(*problems)
    return found
