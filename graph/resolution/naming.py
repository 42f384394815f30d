"""What one written name holds: the full name, short names in brackets or before a dash, other names beside it."""

import re
from functools import lru_cache
from typing import NamedTuple

from graph.resolution.acronyms import initials
from graph.resolution.words import Form, form

_BRACKETS = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]+)[)\]）】]")
_DASH = re.compile(r"\s+[-–—|]+\s+|\s*[:|]\s+|\s*[–—|/]\s*")
_CAPITAL = re.compile(r"[A-ZĐÀ-Þ]")
_SHORTEST, _LONGEST = 2, 10


class Naming(NamedTuple):
    """`full`: the name without short names; `short`: acronyms in brackets or beside a dash; `others`: names in brackets."""

    full: Form
    short: tuple[str, ...]
    others: tuple[Form, ...]


@lru_cache(maxsize=1 << 18)
def naming(text: str) -> Naming:
    """Read a name as written: "Tổ chức Hợp tác Phát triển Đức (GIZ)", "DANIDA - Danish ... Agency"."""
    bare, short, others = _without_brackets(text)
    parts = [part.strip(" ,;") for part in _DASH.split(bare) if part.strip(" ,;")]
    acronyms = [part for part in (parts[:1] + parts[1:][-1:]) if is_acronym(part)]
    rest = [part for part in parts if part not in acronyms]
    if acronyms and any(_is_name(form(part)) for part in rest):
        short += acronyms
        bare = " ".join(rest)
    elif is_acronym(bare):
        short.append(bare)
    elif split := _beside(bare):
        short.append(split[0])
        bare = split[1]
    return Naming(form(bare), tuple(dict.fromkeys(map(plain, short))), tuple(others))


def is_acronym(text: str) -> bool:
    """Whether it is written as short names are: one word with two capitals or more ("UNICEF", "AusAID", "VNU-HCM")."""
    capitals = len(_CAPITAL.findall(text))
    return " " not in text.strip() and capitals >= 2 and _SHORTEST <= len(plain(text)) <= min(_LONGEST, 2 * capitals)


def plain(text: str) -> str:
    """A short name without dots and dashes, in capitals."""
    return "".join(sign for sign in text if sign.isalnum()).upper()


def _without_brackets(text: str) -> tuple[str, list[str], list[Form]]:
    """What stands outside brackets, acronyms and whole names inside; a country or a place inside stays in the name."""
    short, others, kept = list[str](), list[Form](), list[str]()
    for said in _BRACKETS.findall(text):
        inside = form(said)
        if is_acronym(said):
            short.append(said)
        elif _is_name(inside):
            others.append(inside)
        else:
            kept.append(said)
    return " ".join([*_BRACKETS.sub(" ", text).split(), *kept]), short, others


def _beside(text: str) -> tuple[str, str] | None:
    """A short name that stands before or behind the name it is made of, and that name: "IZA Institute of ..."."""
    words = text.replace("“", "").replace("”", "").replace('"', "").split()
    if len(words) < 3:
        return None
    for short, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if is_acronym(short) and plain(short) in initials(form(" ".join(rest))):
            return short, " ".join(rest)
    return None


def _is_name(inside: Form) -> bool:
    """Whether words may name something by themselves: two of them, one at least neither country nor place."""
    return len(inside.words) > 1 and any(
        unit.kind not in ("country", "place", "number", "scope") for unit in inside.units
    )
