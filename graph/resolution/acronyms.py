"""Short names made from full ones: initials with and without little words, and beginnings of words as in JETRO."""

from collections.abc import Iterator

from graph.names import fold
from graph.resolution.lexicon import unspaced
from graph.resolution.words import LITTLE, Form

_LEGAL = frozenset(["inc", "ltd", "llc", "gmbh", "ggmbh", "ev", "e", "v", "sa", "sas", "ab", "plc", "corp", "co"])
_LONGEST_BEGINNING = 4


def initials(one: Form) -> frozenset[str]:
    """The acronyms a name makes, in capitals: with its little words, without them, without a country or place behind."""
    return frozenset(_initials(one))


def _initials(one: Form) -> Iterator[str]:
    words = [word for word in one.words if word not in _LEGAL]
    if len(words) < 2 or unspaced(one.fold):
        return
    for chosen in (words, [word for word in words if word not in LITTLE]):
        yield from _of(chosen)
        if one.countries or one.places:
            yield from _of(_without_place(chosen, one))
            yield from _of(" ".join(chosen).replace("viet nam", "vietnam").split())


def _without_place(words: list[str], one: Form) -> list[str]:
    """The words up to a last country, province or city under one: "Vietnam National University, Hanoi" is VNU."""
    said = [unit.said.split() for unit in one.units]
    while (
        one.units
        and said
        and one.units[len(said) - 1].kind in ("country", "place")
        and words[-len(said[-1]) :] == said[-1]
    ):
        words = words[: -len(said.pop())]
        words = words[:-1] if words and words[-1] in LITTLE else words
    return words


def _of(words: list[str]) -> Iterator[str]:
    if len(words) > 1:
        yield "".join(word if word.isdigit() else word[0] for word in words).upper()


def made_of(short: str, one: Form) -> bool:
    """Whether a short name is made of beginnings of a name's words, each word with its first letter: JETRO, UNESCO."""
    letters = fold(short).replace(" ", "")
    words = [word for word in one.words if word not in LITTLE and word not in _LEGAL]
    return len(letters) > 2 and 2 <= len(words) <= len(letters) and _spells(letters, words)


def _spells(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    first, *rest = words
    longest = min(len(first), len(letters) - len(rest), _LONGEST_BEGINNING)
    return any(first[:n] == letters[:n] and _spells(letters[n:], rest) for n in range(longest, 0, -1))
