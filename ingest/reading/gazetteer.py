"""The names we know, looked for in a text: the longest first, accents and capitals never contradicted.

A name of generic words alone ("Quỹ hỗ trợ", "Friendship Association") is none; a short name in capitals counts only as
it is written; what two things are called in the same way counts for neither, unless one is plainly meant (a country
before a town, a province of today before the former one).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.reading.letters import WORD, Text, low, plain, words
from ingest.reading.lexicon import word_set

_GENERIC = word_set("generic")
_STOP = re.compile(r"(?:^|[.!?:;|•\n\"“(\[]|[-–—] )\s*$")
_GAP = re.compile(r"[ \n]|[^\S\n]*[-–—/&'’.,()\"“”]{1,2} ?")
_LEADS = word_set("leads")
_OURS = frozenset({"Country", "Province", "Sector"})
_NAMED_IN_FULL = frozenset({"AidItem", "Event", "Need", "Policy", "Agreement", "Investment", "Delegation"})
_CALLED = re.compile(r"\s?\(([^\W\d_]{2,10})\)")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Named:
    """What a name leads to; without an id nowhere, so that a phrase hides the names within it.

    Of two things of one name the one of lower `rank` is meant. `province` is the unit a union speaks for.
    """

    id: str
    type: str
    name: str
    rank: int = 5
    province: str = ""
    name_en: str = ""


class Mention(NamedTuple):
    """A name in a text, from `start` to `end`."""

    of: Named
    start: int
    end: int


class Gazetteer:
    def __init__(self) -> None:
        self._names: dict[str, list[tuple[Named, str]]] = {}
        self._longest: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._names)

    def add(self, named: Named, names: Iterable[str]) -> None:
        """Make a thing known by these names; names that would be found everywhere are left out."""
        for name in names:
            said = words(name)
            if not said or not _tells(named, name, said):
                continue
            held = self._names.setdefault(" ".join(said), [])
            if held and any(one is named and other == name for one, other in held):
                continue
            held.append((named, name))
            if len(said) > self._longest.get(said[0], 0):
                self._longest[said[0]] = len(said)

    def find(self, text: Text) -> list[Mention]:
        """Every mention in its order; none lies in another."""
        found = list(self._met(text))
        short = {name: one.of for one in found if (name := _called(text, one)) and name.lower() not in self._names}
        taken = [(one.start, one.end) for one in found]
        for name, named in short.items():
            spots = (spot.span() for spot in re.finditer(rf"\b{name}\b", text.text))
            found += [Mention(named, *spot) for spot in spots if not any(a < spot[1] and spot[0] < b for a, b in taken)]
        return sorted(found, key=lambda one: one.start)

    def _met(self, text: Text) -> Iterator[Mention]:
        said, spans, at = text.words, text.spans, 0
        while at < len(said):
            most = min(self._longest.get(said[at], 0), len(said) - at, _LONGEST)
            for length in range(most, 0, -1):
                known = self._names.get(" ".join(said[at : at + length]))
                if known and (named := _meant(text, at, length, known)):
                    if named.id:
                        yield Mention(named, spans[at][0], _closed(text.text, spans[at][0], spans[at + length - 1][1]))
                    at += length - 1
                    break
            at += 1


def _tells(named: Named, name: str, said: list[str]) -> bool:
    """Whether a name says enough to be looked for."""
    if len(said[0]) < 2 and len(said) == 1:
        return False
    if named.type in _OURS or not named.id:
        return True
    if named.type in _NAMED_IN_FULL:
        return len(said) >= 4
    if len(said) == 1:
        return named.type != "Person" and (_short(name) or len(said[0]) >= 4) and not _generic(said)
    return not _generic(said)


def _generic(said: list[str]) -> bool:
    return _GENERIC.issuperset([word for word in said if not word.isdigit()])


def _short(name: str) -> bool:
    """Whether a name is an acronym: few letters, at least two of them capitals."""
    return len(name) <= 8 and sum(sign.isupper() for sign in name) >= 2 and not re.search(r"\s", name.strip())


def _meant(text: Text, at: int, length: int, known: list[tuple[Named, str]]) -> Named | None:
    """The one thing that is meant by the words at this place, if one is."""
    spans = text.spans[at : at + length]
    said = text.text[spans[0][0] : spans[-1][1]]
    gaps = [text.text[a:b] for (_, a), (b, _) in pairwise(spans)]
    fitting = [
        (named.rank, not spelled, named)
        for named, name in known
        if (spelled := _spelled(text, spans[0][0], said, name)) is not None
        and _joined(gaps, name)
        and _written(text, at, said, name, named)
    ]
    best = min((rank for *rank, _ in fitting), default=None)
    first = {named.id: named for *rank, named in fitting if rank == best}
    return next(iter(first.values())) if len(first) == 1 else None


def _joined(gaps: list[str], name: str) -> bool:
    """Whether what stands between the words may stand within a name: a comma only where the name has one."""
    return all(_GAP.fullmatch(gap) and (not (sign := gap.strip()) or sign in name or sign in "-–—/&'’") for gap in gaps)


def _spelled(text: Text, start: int, said: str, name: str) -> bool | None:
    """True for the same spelling, False for one without accents where accents are not to be expected, else None."""
    ours, theirs = WORD.findall(low(said)), WORD.findall(low(name))
    if ours == theirs:
        return True
    bare = ours == WORD.findall(plain(said))
    return False if bare and len(ours) > 1 and not text.accented(start) else None


def _written(text: Text, at: int, said: str, name: str, named: Named) -> bool:
    """Whether capitals fit: a name in capitals as it is, another with capitals where it has them."""
    ours, theirs = WORD.findall(said), WORD.findall(name)
    start, end = text.spans[at][0], text.spans[at + len(ours) - 1][1]
    if len(ours) == 1 and _short(name):
        return said == name and not text.shouting(start)
    raised = [word[0].isupper() for word, own in zip(ours, theirs, strict=False) if own[0].isupper()]
    if not raised or named.type == "Sector":
        return True
    if not (all(raised) if len(ours) < 3 or named.type == "Person" else any(raised)):
        return False
    return len(ours) > 1 or _alone(text, at, start, end, said)


def _alone(text: Text, at: int, start: int, end: int, said: str) -> bool:
    """Whether one word is the name and not a word like others: "Anh" the country, not "Anh" in "Lan Anh" or "anh"."""
    begins = bool(_STOP.search(text.text[max(start - 4, 0) : start]))
    if begins and said.lower() in text.small:
        return False
    if not _syllable(said):
        return True
    before, after = text.word(at - 1), text.word(at + 1)
    tied = before and text.text[text.spans[at - 1][1] : start] == " " and before[0].isupper() and not begins
    follows = after and text.text[end : text.spans[at + 1][0]] == " " and after[0].isupper()
    return not text.shouting(start) and not follows and (not tied or before.lower() in _LEADS)


def _syllable(said: str) -> bool:
    """Whether a word may be one Vietnamese syllable, and so part of a person's name."""
    return len(said) <= 5 and (not said.isascii() or len(re.findall(r"[aeiouy]+", plain(said))) == 1)


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name with the bracket that it closes: "Quỹ Sao Biển (mẫu)"."""
    return end + (text[end : end + 1] == ")" and "(" in text[start:end] and ")" not in text[start:end])


def _called(text: Text, one: Mention) -> str:
    """The short name that a text gives a thing in brackets behind its name."""
    found = _CALLED.match(text.text, one.end)
    fits = found and found[1].isupper() and one.end - one.start > 2 * len(found[1]) and one.of.type != "Sector"
    return found[1] if found and fits else ""
