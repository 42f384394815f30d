"""Mappings as YAML: read with every error at its line, and written.

Every plain value is a text as it stands: a heading called "No" or "2026" is no truth and no number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from graph.names import fold, nfc
from ingest.mapping.checks import Fault, Where, faults
from ingest.mapping.model import Mapping, Tied
from ingest.problems import FileProblem, Problem, problem
from ingest.readers.files import read_head

LARGEST = 60_000
"""Bytes of a mapping's file."""
_DEEPEST, _MOST = 6, 20_000
_WANTED = {
    "string": ("một dòng chữ", "a text"), "dict": ("các cặp “cột: giá trị”", "pairs of “column: value”"),
    "tuple": ("một danh sách", "a list"), "bool": ("true hoặc false", "true or false"),
    "int": ("một số từ 1 đến 100", "a number from 1 to 100"), "model": ("các cặp “mục: giá trị”", "pairs of “key: value”"),
}  # fmt: skip


@dataclass(slots=True)
class _Document:
    """The plain values of a YAML document, and the line on which each begins."""

    lines: dict[Where, int] = field(default_factory=dict[Where, int])
    twice: list[Fault] = field(default_factory=list[Fault])
    count: int = 0

    def plain(self, node: yaml.Node, where: Where) -> Any:
        self.lines[where] = node.start_mark.line + 1
        self.count += 1
        if self.count > _MOST or len(where) > _DEEPEST:
            raise FileProblem(problem("mapping-large"))
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, where))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(one, (*where, at)) for at, one in enumerate(node.value)]
        return nfc(str(node.value))

    def _pairs(self, node: yaml.MappingNode, where: Where) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = nfc(str(key.value))
            if name in seen:
                self.twice.append(((*where, name), problem("mapping-key-twice", name)))
            seen.add(name)
            yield name, self.plain(value, (*where, name))
            self.lines[*where, name] = key.start_mark.line + 1

    def line(self, where: Where) -> int:
        """The line of the nearest thing around that stands in the text."""
        return next((self.lines[where[:end]] for end in range(len(where), -1, -1) if where[:end] in self.lines), 1)


def read_mapping(path: Path) -> Mapping:
    """The mapping of a file. Raises FileProblem with the first thing that is wrong, and the line."""
    found, wrong = check_mapping(path)
    if found is None or wrong:
        raise FileProblem(wrong[0])
    return found


def check_mapping(path: Path) -> tuple[Mapping | None, list[Problem]]:
    """The mapping of a file and everything that is wrong with it. A file without a name is called as the file."""
    document = _Document()
    try:
        said = document.plain(_composed(path), ())
    except FileProblem as error:
        return None, [error.problem.at(file=path.name)]
    mapping, wrong = _validated(said, path.stem)
    told = [*document.twice, *wrong]
    return mapping, [found.at(file=path.name, row=document.line(where)) for where, found in told]


def written(mapping: Mapping) -> str:
    """The YAML that `read_mapping` reads; what a mapping does not say is left out."""
    said = mapping.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=120)


def name_of(text: str) -> str:
    """A mapping's name made of any words: "Danh sách NGO 2026" -> "danh-sach-ngo-2026"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:60] or "mapping"


def _composed(path: Path) -> yaml.Node:
    data = read_head(path)
    if len(data) > LARGEST:
        raise FileProblem(problem("mapping-large"))
    try:
        node = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    except UnicodeDecodeError:
        raise FileProblem(problem("mapping-unreadable", reason="UTF-8")) from None
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or type(error).__name__
        raise FileProblem(
            problem("mapping-unreadable", reason=reason).at(row=mark.line + 1 if mark else None)
        ) from None
    if not isinstance(node, yaml.MappingNode):
        raise FileProblem(problem("mapping-unreadable", reason="list: ..., columns: ..."))
    return node


def _validated(said: dict[str, Any], stem: str) -> tuple[Mapping | None, list[Fault]]:
    """Keys with nothing behind them are as good as left out."""
    given = {"name": name_of(stem)} | {key: value for key, value in said.items() if value not in ("", [], {})}
    try:
        mapping = Mapping.model_validate(given)
    except ValidationError as error:
        return None, [_fault(one) for one in error.errors(include_url=False)]
    return mapping, list(faults(mapping))


def _fault(error: ErrorDetails) -> Fault:
    where: Where = tuple(error["loc"])
    name = str(where[-1]) if where else ""
    if error["type"] == "extra_forbidden":
        known = Tied if where[0] == "ties" else Mapping
        return where, problem("mapping-key-unknown", name, choices=", ".join(known.model_fields))
    if error["type"] == "missing":
        return where, problem("mapping-missing", name)
    if where == ("name",):
        return where, problem("mapping-name", error["input"])
    kind = "int" if where == ("rank",) else error["type"].split("_")[0]
    vi, en = _WANTED.get(kind, _WANTED["string"])
    return where, problem("mapping-shape", name, wanted=vi, wanted_en=en)
