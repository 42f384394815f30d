"""Which list a table is: told from its headings, and from what titles, sheet and file are called."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.names import fold
from graph.texts import LANGS
from ingest.headings import UntoldList, called, fields_in, lacking, vocabularies
from ingest.problems import problem

_TITLE_WEIGHT = 2.5


class Recognised(NamedTuple):
    """A list, and where its headings alone did not tell it from others the word in the context that did."""

    list: str
    by: str = ""


def recognise(
    columns: Sequence[Sequence[str]], required: Mapping[str, Iterable[str]] | None = None, context: str = ""
) -> Recognised:
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
    return Recognised(name, "" if told else _longest(name, f" {fold(context)} "))


def _longest(name: str, said: str) -> str:
    """The longest of a list's titles in a folded text, "" where there is none."""
    return max((title for title in vocabularies()[name].titles if f" {title} " in said), key=len, default="")


def _named(context: str) -> dict[str, float]:
    """Lists named in the context; the one named at most length ("kêu gọi viện trợ" over "viện trợ") weighs most."""
    said = f" {fold(context)} "
    lengths = {name: len(_longest(name, said)) for name in vocabularies()}
    most = max(lengths.values())
    return {name: _TITLE_WEIGHT if length == most else 1.0 for name, length in lengths.items() if length}


def _winner(scores: dict[str, float], missing: dict[str, set[str]], columns: Sequence[Sequence[str]]) -> str:
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
