"""Which list a table is: told from its headings, from what titles, sheet and file are called, and from saved mappings.

What an officer said of this very table holds. A mapping that he said of another one is taken over where its headings
stand, but not where a title names another list, or another list tells more of the columns.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.days import day_of
from graph.names import fold, nfc
from graph.texts import LANGS, date_text
from ingest.headings import (
    NO_WORDS,
    UntoldList,
    Vocabulary,
    called,
    fields_in,
    lacking,
    vocabularies,
    vocabulary,
    whole,
)
from ingest.mapping.said import Place, Said
from ingest.problems import Problem, problem

_TITLE_WEIGHT = 2.5
_WORD = re.compile(r"[^\W_]+")

Columns = Sequence[Sequence[str]]


class Recognised(NamedTuple):
    """A list, and where its headings alone did not tell it from others the words around the table that did."""

    list: str
    by: str = ""


class Told(NamedTuple):
    """What a table is read by: the words of a list or of a mapping. `by` are the words around the table that told it, `said`
    what an officer said of another table."""

    words: Vocabulary
    by: str = ""
    said: Said | None = None

    def note(self) -> Problem | None:
        """Why it is read so, where that is not plain from its headings."""
        if self.by:
            vi, en = (called(self.words.name, lang) for lang in LANGS)
            return problem("list-by-title", self.by, vi=vi, en=en)
        if self.said:
            iso, title = day_of(self.said.at), self.words.title
            return problem("list-as-said", self.said.file, **title, day=date_text(iso, "vi"), iso=iso)
        return None


UNTOLD = Told(NO_WORDS)
"""A table of no list."""


def tell(
    columns: Columns, place: Place, required: Mapping[str, Iterable[str]], more: Iterable[Vocabulary] = ()
) -> Told:
    """What the table at a place is read by; `more` are the words of saved mappings, the nearest first. Raises UntoldList."""
    fitting = [words for words in more if words.fits(columns, place.sheet)]
    if own := next((words for words in fitting if words.is_of(place)), None):
        return Told(own)
    context = " ".join((Path(place.file).stem, place.sheet, *place.titles))
    untold: UntoldList | None = None
    found = Recognised("")
    try:
        found = recognise(columns, required, context)
    except UntoldList as error:
        untold = error
    titled = bool(fitting) and _named(context).get(found.list) == _TITLE_WEIGHT
    if mapped := _mapped([words for words in fitting if not _beaten(words, found.list, columns, titled)]):
        return Told(mapped, said=mapped.said if mapped.list != found.list else None)
    if untold:
        raise untold
    return Told(vocabulary(found.list), found.by)


def _mapped(holding: Sequence[Vocabulary]) -> Vocabulary | None:
    """The first, unless an officer said one thing of one table with these headings, and another of another."""
    first = next(iter(holding), None)
    if first and first.said:
        like = (words for words in holding if words.said and words.needs == first.needs)
        return first if all(words.list == first.list for words in like) else None
    return first


def _beaten(mapped: Vocabulary, list_: str, columns: Columns, titled: bool) -> bool:
    """Whether this is not a table that the mapping was made for, as it only shares some headings: another list tells more of
    its columns, or is what its title, sheet or file is called (`titled`) while the mapping was said of another table."""
    if not list_ or list_ == mapped.list:
        return False
    if mapped.said and titled:
        return True
    known = sum(mapped.find(texts) is not None or whole(texts) in mapped.exact for texts in columns)
    return bool(mapped.wordings) and len(fields_in(vocabulary(list_), columns)) > known


def recognise(columns: Columns, required: Mapping[str, Iterable[str]] | None = None, context: str = "") -> Recognised:
    """The list these columns belong to.

    `columns` are heading texts, one sequence a column (several texts under a group heading); `required`
    names fields a list can't do without; `context` is what titles, sheet and file are called. The list with
    most fields matched wins, a list named in the context first; raises UntoldList on none or a tie.
    """
    required = required or {}
    named = _named(context)
    scores: dict[str, float] = {}
    lost: dict[str, set[str]] = {}
    for name, words in vocabularies().items():
        matched = fields_in(words, columns)
        missing = set(required.get(name, ())) - matched
        if matched and not missing:
            scores[name] = len(matched) + named.get(name, 0)
        elif matched:
            lost[name] = missing
    name = _winner(scores, lost, columns)
    fields = {one: score - named.get(one, 0) for one, score in scores.items()}
    told = all(fields[name] > fields[one] for one in fields if one != name)
    return Recognised(name, "" if told else _quoted(_longest(name, f" {fold(context)} "), context))


def names_a_list(title: str) -> bool:
    """Whether a title names some list."""
    return bool(_named(title))


def _longest(name: str, said: str) -> str:
    """The longest of a list's titles in a folded text, "" where there is none."""
    return max((title for title in vocabularies()[name].titles if f" {title} " in said), key=len, default="")


def _quoted(title: str, text: str) -> str:
    """A folded title as it stands in a text."""
    words = list(_WORD.finditer(nfc(text)))
    count = len(title.split())
    for first, last in zip(words, words[count - 1 :], strict=False) if count else ():
        if fold(said := nfc(text)[first.start() : last.end()]) == title:
            return said
    return text if title else ""


def _named(context: str) -> dict[str, float]:
    """Lists named in the context; the one named at most length ("kêu gọi viện trợ" over "viện trợ") weighs most."""
    said = f" {fold(context)} "
    lengths = {name: len(_longest(name, said)) for name in vocabularies()}
    most = max(lengths.values())
    return {name: _TITLE_WEIGHT if length == most else 1.0 for name, length in lengths.items() if length}


def _winner(scores: dict[str, float], missing: dict[str, set[str]], columns: Columns) -> str:
    best = max(scores.values(), default=0)
    first = [name for name, score in scores.items() if score == best]
    if best >= 2 and len(first) == 1:
        return first[0]
    if best >= 2:
        vi, en = (", ".join(called(name, lang) for name in first) for lang in LANGS)
        raise UntoldList(problem("list-ambiguous", vi=vi, en=en, names=", ".join(first), first=first[0]))
    said = "; ".join(" / ".join(dict.fromkeys(text for text in column if text)) for column in columns if any(column))
    near = sorted(missing.items())[:3]
    vi, en = ("; ".join(f"{called(n, lang)}: {lacking(n, fields, lang)}" for n, fields in near) for lang in LANGS)
    raise UntoldList(
        problem("list-unknown", said, vi=f"Còn thiếu – {vi}." if vi else "", en=f"Lacking – {en}." if en else "")
    )
