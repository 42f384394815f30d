"""Every statement Amity sends to a graph: one file each, its head comment says which question it answers.

`load("read/entity")` gives the `Query`; values reach it as `$parameters` only. Where a label or a tie type cannot be a
parameter the text holds a `%place%`, which `Query.fill` fills with words of the closed vocabulary, and with nothing else.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_PLACE = re.compile(r"%([a-z_]+)%")
_NOT_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)
_ORDERS = re.compile(r"\s*(?:CREATE|DROP) (?:\w+ )?(?:INDEX|CONSTRAINT)\b")
_WRITES = re.compile(r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE)\b")
_UNION = re.compile(r"^\s*UNION ALL\s*$", re.MULTILINE)
_LABELS = re.compile(r":\s*([A-Z]\w*|%[a-z_]+%)")
_BESIDE = frozenset({"Batch", "Change", "Decision", "Doubt", "Notes", "Quarantine", "Run", "Schema", "Source"})
# Names joined by what stands between names in a pattern or a list: no backtick, quote, bracket or escape can pass.
_WORDS = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*(?:\s?[:|,]\s?[A-Za-z_][A-Za-z0-9_.]*|\sAS\s[A-Za-z_][A-Za-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Query:
    """A statement: its `text` without the head comment, the question (`doc`) and the names of its `$parameters`."""

    name: str
    text: str
    doc: str
    params: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        """The `%places%` still to be filled before the statement can run."""
        return frozenset(_PLACE.findall(self.text))

    @property
    def moves(self) -> bool:
        """Whether it may change what is known: it writes, and not only what stands beside that (runs, locks, decisions)."""
        return _moves(self.text)

    @property
    def pieces(self) -> "tuple[Query, ...]":
        """The statements of a UNION ALL; what several statements have in common need be read once only."""
        texts = [text.strip() for text in _UNION.split(self.text)]
        if any(text.count("{") != text.count("}") for text in texts):
            return (self,)  # the union of a part within
        return tuple(parse(self.name, text) for text in texts)

    def fill(self, **words: str) -> "Query":
        """The same statement with `%places%` filled: labels as `Entity:NGO`, alternatives as `FUNDS|HOLDS`, `e.a AS a, e.b AS b`.

        Raises ValueError for a place that is not there, or words that are more than names.
        """
        if unknown := words.keys() - self.places:
            raise ValueError(f"{self.name} has no place {sorted(unknown)}")
        for place, word in words.items():
            if not _WORDS.fullmatch(word):
                raise ValueError(f"{self.name}: %{place}% takes names, not {word!r}")
        return replace(self, text=_PLACE.sub(lambda found: words.get(found[1], found[0]), self.text))


@cache
def load(name: str) -> Query:
    """The statement of `cypher/<name>.cypher`. Raises KeyError if there is none."""
    if name not in names():
        raise KeyError(f"no statement cypher/{name}.cypher")
    path = files(__name__).joinpath(*f"{name}.cypher".split("/"))
    return parse(name, path.read_text(encoding="utf-8"))


@cache
def names() -> tuple[str, ...]:
    """The names of all statements ("read/entity"), in name order."""
    return tuple(sorted(_below(files(__name__).iterdir())))


def parse(name: str, source: str) -> Query:
    """A statement from the text of its file: leading `//` lines are its question, the rest is sent."""
    lines = source.strip().splitlines()
    head = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    doc = " ".join(line.removeprefix("//").strip() for line in lines[:head]).strip()
    text = "\n".join(lines[head:]).strip().removesuffix(";")
    return Query(name, text, doc, frozenset(_PARAMETER.findall(_NOT_CODE.sub("", text))))


@lru_cache(maxsize=1 << 10)
def _moves(text: str) -> bool:
    code = _NOT_CODE.sub("", text)
    if _ORDERS.match(code):  # the schema: nothing else may be written beside it
        return False
    labels = set(_LABELS.findall(code))
    return bool(_WRITES.search(code)) and (not labels or not labels <= _BESIDE)


def _below(entries: Iterable[Traversable], folder: str = "") -> Iterator[str]:
    for path in entries:
        if path.is_dir():
            yield from _below(path.iterdir(), f"{folder}{path.name}/")
        elif path.name.endswith(".cypher"):
            yield folder + path.name.removesuffix(".cypher")
