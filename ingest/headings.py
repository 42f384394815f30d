"""Officers' column headings to field names.

`headings.csv` holds the wordings: list, field, language, wordings divided by `|`. The list `any` gives
wordings to every list that has the field; the field `-` is a column known and ignored, `#` the column of
running numbers, `sample` marks invented rows, `@` are words that name the list in a title, sheet or file
name. A list's own wording goes before a shared one, a shared field higher in the file before a lower.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from graph.names import fold, nfc
from ingest.mapping.said import Place, Said
from ingest.problems import FileProblem

NUMBER, IGNORED, TITLE = "#", "-", "@"
_EVERYWHERE = frozenset({NUMBER, IGNORED, "sample"})
_LONGEST = 160
_NUMBERING = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s*)+|^\s*(?:stt|tt)\s*[.:]\s*|\(\d{1,2}\)\s*$", re.I
)
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_UNIT_LEAD = re.compile(r"\b(?:đvt|đơn vị(?: tính)?|tính bằng|unit|in)\b\s*:?", re.I)
_CURRENCY = r"usd|us\$|vnd|vnđ|đồng|đ|eur|euro|jpy|krw|gbp|cny|aud|cad|sgd|chf|yên|won|đô la(?: mỹ)?|dollars?|\$|€"
_SCALE = r"(?:(?:1[.,]?000|1[.,]000[.,]000|10\^\d|nghìn|ngàn|triệu|tr\.?|tỷ|tỉ|thousand|million|billion|mil\.?)\s*)"
_UNIT = re.compile(rf"\s*(?:{_SCALE}?(?:{_CURRENCY})|{_SCALE}|%|người|persons?|people|ha|km2|km²)\s*", re.I)
_TRAILING_UNIT = re.compile(
    rf"[\s,:–-]+((?:{_SCALE}?(?:usd|vnd|vnđ|eur|jpy|krw|gbp)|triệu đồng|tỷ đồng|nghìn đồng|%))\s*$", re.I
)
_FILLER = re.compile(
    r"(?: (?:neu co|ghi ro|chi tiet|dd mm yyyy|dd mm yy|yyyy|nam|if any|optional|required|bat buoc))+$"
)
_VAGUE = frozenset({
    "ten", "so", "ngay", "nam", "loai", "name", "no", "number", "date", "type", "title", "so tien", "amount",
    "dien thoai", "phone", "email", "dia chi", "address", "ghi chu", "note",
})  # fmt: skip


class UntoldList(FileProblem):
    """A table has headings, but no list, or more than one, fits them."""


class Match(NamedTuple):
    """The field a heading names, and its unit ("USD", "triệu đồng") when it says one."""

    field: str
    unit: str


# Columns a vocabulary remembers: the same cells are tried at every depth of every line that may be a heading.
_REMEMBERED = 16384


@lru_cache(maxsize=16384)
def folded(heading: str) -> str:
    """For matching: no accents, numbering, stars or punctuation, one space between words."""
    text = _NUMBERING.sub("", nfc(heading).replace("*", " "))
    return fold(text)


def whole(headings: Iterable[str]) -> str:
    """The heading texts of one column as one, folded."""
    return folded(" / ".join(dict.fromkeys(" ".join(text.split()) for text in headings if text)))


def _lowest(headings: Sequence[str]) -> str:
    return next(text for text in reversed(headings) if text)


@lru_cache(maxsize=4096)
def unit_of(heading: str) -> str:
    """The unit of measure a heading or a line above the table states, else ""; longer texts are neither."""
    if len(heading) > _LONGEST:
        return ""
    for inside in _BRACKETS.findall(heading):
        bare = _UNIT_LEAD.sub("", inside).strip(" :.")
        if _UNIT.fullmatch(bare):
            return bare
    if stated := re.search(r"(?:đvt|đơn vị tính|đơn vị)\s*:\s*(.+)$", heading, re.I | re.S):
        bare = stated[1].strip(" .)")
        return bare if _UNIT.fullmatch(bare) else ""
    trailing = _TRAILING_UNIT.search(heading)
    return trailing[1].strip() if trailing else ""


@lru_cache(maxsize=16384)
def _variants(heading: str) -> tuple[str, ...]:
    """Ways to read one heading, the most literal first."""
    if len(heading) > _LONGEST:
        return ()
    if heading.strip() == NUMBER:
        return ("stt",)
    whole = folded(heading)
    bare = folded(_BRACKETS.sub(" ", heading))
    short = folded(_TRAILING_UNIT.sub("", _BRACKETS.sub(" ", heading)))
    return tuple(dict.fromkeys(text for text in (whole, bare, short, _FILLER.sub("", bare)) if text))


@dataclass(frozen=True)
class Vocabulary:
    """The wordings of one list: folded wording -> field.

    A mapping's vocabulary holds in `exact` what it says of whole headings (field, "-", or "" for a column it leaves
    unknown), which goes before every wording; `needs` are the headings without which it is another table, `sheet` the one that alone
    it is of; `list` is what it reads them as, called `title` by language, and `said` of which table an officer said so.
    """

    name: str
    fields: frozenset[str]
    wordings: Mapping[str, str] = field(repr=False)
    titles: tuple[str, ...] = ()
    exact: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    needs: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    sheet: str = ""
    list: str = ""
    title: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    said: Said | None = None
    _found: dict[tuple[str, ...], Match | None] = field(
        default_factory=dict[tuple[str, ...], "Match | None"], repr=False
    )

    def find(self, headings: Sequence[str]) -> Match | None:
        """The field named by a column's heading texts, from the top row down.

        Under a group heading both are tried as one ("Giấy đăng ký" over "Số": "số giấy đăng ký"), then the
        lower alone unless it is vague ("Tên", "Số"), then the upper alone over a blank.
        """
        column = tuple(headings)
        if column not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[column] = self._match(list(dict.fromkeys(text for text in column if text)))
        return self._found[column]

    def _match(self, texts: Sequence[str]) -> Match | None:
        if not texts:
            return None
        unit = next((unit for text in reversed(texts) if (unit := unit_of(text))), "")
        said = next((name for name in (whole(texts), folded(texts[-1])) if name in self.exact), None)
        found = self._of(texts) if said is None else self.exact[said]
        return Match(found, unit) if found else None

    def is_of(self, place: Place) -> bool:
        """Whether an officer said it of this very table."""
        return self.said is not None and self.said.holds_at(place)

    def fits(self, columns: Iterable[Sequence[str]], sheet: str = "") -> bool:
        """Whether the columns have every heading that a mapping needs, on the sheet that it is of where it says one."""
        if self.sheet and self.sheet != folded(sheet):
            return False
        said = {name for column in columns if any(column) for name in (whole(column), folded(_lowest(column)))}
        return bool(self.needs) and self.needs <= said

    def _of(self, texts: Sequence[str]) -> str | None:
        if len(texts) == 1:
            return self._first(_variants(texts[0]))
        for upper in reversed(texts[:-1]):
            joined = (
                f"{one} {two}"
                for below in _variants(texts[-1])
                for above in _variants(upper)
                for one, two in ((below, above), (above, below))
            )
            if found := self._first(joined):
                return found
        return self._first(text for text in _variants(texts[-1]) if text not in _VAGUE)

    def _first(self, variants: Iterable[str]) -> str | None:
        return next((self.wordings[text] for text in variants if text in self.wordings), None)


NO_WORDS = Vocabulary("", frozenset(), {})
"""What tells no column: the words of a table whose list is not known."""


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Every list of `headings.csv` by name."""
    said: dict[str, dict[str, list[str]]] = {}
    for row in _wordings():
        wordings = said.setdefault(row["list"], {}).setdefault(row["field"], [])
        wordings += [folded(wording) for wording in row["wording"].split("|") if wording.strip()]
    shared = said.pop("any")
    return MappingProxyType({name: _vocabulary(name, own, shared) for name, own in said.items()})


@cache
def labels(name: str, lang: str) -> Mapping[str, str]:
    """What the fields of a list are called, in the order of the file: the first wording in `lang`, the list's own first."""
    rows = [row for row in _wordings() if row["field"] != TITLE]
    fields = dict.fromkeys(row["field"] for row in rows if row["list"] == name)
    said: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row["lang"] != lang, row["list"] != name)):
        if row["list"] in (name, "any") and (first := row["wording"].partition("|")[0].strip()):
            said.setdefault(row["field"], first)
    return MappingProxyType({field: said[field] for field in [*fields, "sample", NUMBER, IGNORED]})


@cache
def called(name: str, lang: str) -> str:
    """What a list is called: the first of its titles in `lang`, or its own name where it has none."""
    titles = (row["wording"] for row in _wordings() if (row["list"], row["field"], row["lang"]) == (name, TITLE, lang))
    return next((said.partition("|")[0] for said in titles), name)


def lacking(name: str, fields: Iterable[str], lang: str) -> str:
    """The fields that a list lacks, as its officers call them."""
    said = labels(name, lang)
    return ", ".join(sorted(said.get(field, field) for field in fields))


@cache
def _wordings() -> tuple[dict[str, str], ...]:
    text = files("ingest").joinpath("headings.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of a list; KeyError when there is no such list."""
    return vocabularies()[name]


def _vocabulary(name: str, own: dict[str, list[str]], shared: dict[str, list[str]]) -> Vocabulary:
    titles = tuple(own.pop(TITLE, ()))
    wordings: dict[str, str] = {}
    for known_as, texts in (*own.items(), *shared.items()):
        if known_as in own or known_as in _EVERYWHERE:
            for wording in texts:
                wordings.setdefault(wording, known_as)
    return Vocabulary(name, frozenset(own), MappingProxyType(wordings), (*titles, folded(name)))


@cache
def _every_wording() -> frozenset[str]:
    return frozenset(wording for words in vocabularies().values() for wording in words.wordings)


def known(heading: str, words: Vocabulary | None = None, more: Iterable[Vocabulary] = ()) -> bool:
    """Whether the text is a heading of the list, or of any list, or part of one that a mapping (one of `more`) names."""
    wordings = words.wordings if words else _every_wording()
    said = _variants(heading)
    return any(variant in wordings for variant in said) or any(
        variant in mapping.parts for mapping in (*more, *filter(None, [words])) for variant in said
    )


def fields_in(vocabulary: Vocabulary, columns: Iterable[Sequence[str]]) -> set[str]:
    """The distinct fields of the list that the columns name."""
    found = {match.field for column in columns if (match := vocabulary.find(column))}
    return found - {NUMBER, IGNORED}
