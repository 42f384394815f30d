"""A name as its meaning: the words that tell partners apart, what kind of body it is, countries, places, numbers."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from graph.names import fold, key
from graph.resolution.lexicon import Sense, abbreviations, lexicon, unspaced

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_POSSESSIVE = re.compile(r"(?<=\w)['’`´](?=s\b)|(?<=s)['’](?=\s|$)", re.IGNORECASE)
_ELISION = re.compile(r"\b(?:[dljnsmct]|qu|dell|nell|all|sull|un)['’]", re.IGNORECASE)
_VIETNAMESE = re.compile("[đơưăĂƠƯĐ\u1ea0-\u1ef9]")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|e|ème)?$")
LITTLE = frozenset([
    "a", "an", "the", "of", "and", "for", "in", "on", "to", "at", "by", "with", "de", "du", "des", "la", "le",
    "les", "l", "d", "et", "en", "au", "aux", "pour", "y", "del", "los", "las", "el", "e", "do", "da", "dos", "das",
    "di", "della", "der", "die", "dem", "den", "und", "fur", "fuer", "zur", "zum", "im", "von", "og", "och", "i",
    "av", "af", "van", "het", "voor", "cac", "va", "cua", "cho", "ve",
])  # fmt: skip
_ANY_BODY = "form.body"
ORGANS = frozenset({"form.gov", "form.elected", "form.party", "form.youth"})
"""What each place has one of: its offices, its elected council, its party committee, its youth union."""
_BEFORE_PLACES = frozenset({"xa", "phuong", "thi tran", "thi xa", "quan", "huyen", "dac khu", "thon"})
_LONGEST_PLACE, LOCAL_PLACE = 3, "local "
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


class Unit(NamedTuple):
    """One thing a name says. `kind`: word, topic, region, form.*, scope, country, place, number.

    `id` is what it is compared by across languages (a concept, an ISO code, a number, a word), `said` the folded words,
    `stem` those without a plural s; `soft` if it says little of who it is: "international", "foundation".
    """

    kind: str
    id: str
    said: str
    stem: str
    soft: bool


class Form(NamedTuple):
    """One way of naming, read: `units` in order, without little words and legal forms; `lang` as its words sound.

    `ids` are those of its units, `hard` the units that tell partners apart, `kinds` what sort of body it says it is, `spelled` its folded words
    with their spelling, `accented` if they differ, `capitals` those written in capitals throughout, `squashed` all of them written together.
    """

    text: str
    key: str
    fold: str
    lang: str
    units: tuple[Unit, ...]
    ids: frozenset[str]
    hard: tuple[Unit, ...]
    kinds: frozenset[str]
    numbers: frozenset[str]
    countries: tuple[str, ...]
    places: frozenset[str]
    spelled: frozenset[tuple[str, str]]
    accented: bool
    capitals: frozenset[str]
    squashed: str

    @property
    def ours(self) -> bool:
        """Whether it names a body of Viet Nam: says so, or is the name of an organ of a place in Vietnamese without a country."""
        return "VN" in self.countries or (self.lang == "vi" and not self.countries and bool(self.kinds & ORGANS))

    @property
    def words(self) -> list[str]:
        """All its words folded, little ones and legal forms too."""
        return self.fold.split()


@lru_cache(maxsize=1 << 18)
def form(text: str) -> Form:
    """Read one name, without brackets: "Hội CTĐ TP Hải Phòng" is a Red Cross of Hải Phòng."""
    plain = _expanded(unicodedata.normalize("NFC", text))
    said = _WORD.findall(plain)
    spelled = [_key(word) for word in said]
    folded = [_fold(word) for word in spelled]
    vietnamese = bool(_VIETNAMESE.search(plain)) or _sounds_vietnamese(folded)
    units, lang = _read(said, spelled, folded, vietnamese)
    return Form(
        text,
        " ".join(spelled),
        " ".join(folded),
        "vi" if vietnamese else lang,
        units,
        frozenset(unit.id for unit in units),
        tuple(unit for unit in units if not unit.soft),
        frozenset(unit.kind for unit in units if unit.kind.startswith("form.") and unit.kind != _ANY_BODY),
        frozenset(unit.id for unit in units if unit.kind == "number"),
        tuple(unit.id for unit in units if unit.kind == "country"),
        frozenset(unit.id for unit in units if unit.kind == "place"),
        frozenset(zip(folded, spelled, strict=True)),
        folded != spelled,
        frozenset(low for low, word in zip(folded, said, strict=True) if word.isupper() and len(word) > 1),
        "".join(folded),
    )


def stem(word: str) -> str:
    """A word without the s of its plural."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "siu" else word


def _expanded(text: str) -> str:
    pattern, full = abbreviations()
    text = _DOTTED.sub(lambda m: m[0].replace(".", "") + " ", text) if "." in text else text
    text = pattern.sub(lambda m: f" {full.get(m[0]) or full[m[0].rstrip('.')]} ", text)
    return _ELISION.sub(" ", _POSSESSIVE.sub("", text)) if "'" in text or "’" in text else text


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    return word.lower() if word.isascii() else key(word).replace(" ", "")


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    return word if word.isascii() else fold(word).replace(" ", "")


def _sounds_vietnamese(folded: list[str]) -> bool:
    """Whether unaccented words hold a Vietnamese phrase of at least two."""
    known = lexicon()
    return any(
        sense.lang == "vi"
        for i, word in enumerate(folded)
        if (longest := known.longest.get(word, 1)) > 1
        for n in range(2, min(longest, len(folded) - i) + 1)
        for sense in known.phrases.get(" ".join(folded[i : i + n]), ())
    )


def _read(said: list[str], spelled: list[str], folded: list[str], vietnamese: bool) -> tuple[tuple[Unit, ...], str]:
    """The units of a name, and the language most of its known words are of."""
    known, units, votes, i = lexicon(), list[Unit](), Counter[str](), 0
    while i < len(folded):
        if unspaced(folded[i]):
            units += _segmented(folded[i])
            i += 1
            continue
        for n in range(min(known.longest.get(folded[i], 1), len(folded) - i), 0, -1):
            phrase = " ".join(folded[i : i + n])
            if fitting := _fitting(known.phrases.get(phrase, ()), said[i : i + n], spelled[i : i + n], vietnamese):
                units += _meant(fitting[0], phrase)
                votes.update(sense.lang for sense in fitting if sense.lang)
                break
        else:
            n = 1
            units.append(_bare(folded[i], said[i]))
        i += n
    (best, _), *_ = votes.most_common(1) or [("", 0)]
    return tuple(_with_communes(_with_office(units)) if vietnamese else _with_office(units)), best


def _with_communes(units: list[Unit]) -> list[Unit]:
    """The words behind "xã", "phường" and the like name a place: what stands in two of them is not one."""
    found, i = list[Unit](), 0
    while i < len(units):
        found.append(units[i])
        i += 1
        if found[-1].said in _BEFORE_PLACES and found[-1].id == "LOCAL":
            n = next((n for n, unit in enumerate(units[i : i + _LONGEST_PLACE]) if unit.kind != "word"), None)
            words = units[i : i + (_LONGEST_PLACE if n is None else n)]
            if words:
                name = " ".join(unit.said for unit in words)
                found.append(_unit("place", f"{LOCAL_PLACE}{name}", name))
                i += len(words)
    return found


def _with_office(units: list[Unit]) -> list[Unit]:
    """The "office" of "X Viet Nam Office" is no sort of body."""
    if not any(unit.id == "VN" for unit in units):
        return units
    return [
        unit._replace(kind="scope", id="OFFICE") if unit.said in ("office", "office of") else unit for unit in units
    ]


def _fitting(senses: tuple[Sense, ...], said: list[str], spelled: list[str], vietnamese: bool) -> list[Sense]:
    """The senses that fit the spelling, best first; Vietnamese ones go first in a Vietnamese name and last elsewhere."""
    if not senses:
        return []
    phrase = " ".join(spelled)
    bare = phrase.isascii()
    capital = len(said) == 1 and said[0][0].isupper()
    letter, syllable = capital and len(said[0]) == 1, capital and vietnamese and len(said[0]) == 2
    fitting = [
        sense
        for sense in senses
        if (sense.spelled == phrase or (bare and (vietnamese or len(said) > 1 or sense.lang not in ("vi", ""))))
        and (not sense.capitals or all(word.isupper() for word in said) or vietnamese)
        and not (sense.kind == "stop" and (letter or (syllable and sense.lang != "vi")))  # Kiến An, Sơn La
    ]
    return sorted(fitting, key=lambda sense: ((sense.lang == "vi") != vietnamese, sense.spelled != phrase))


def _unit(kind: str, id: str, said: str) -> Unit:
    return Unit(kind, id, said, stem(said), kind == "scope" or kind.startswith("form."))


def _meant(sense: Sense, phrase: str) -> list[Unit]:
    if sense.kind in ("stop", "legal"):
        return []
    return [_unit(sense.kind, sense.concept, phrase)]


def _bare(word: str, said: str) -> Unit:
    if _ORDINAL.match(word):
        return _unit("number", re.sub(r"\D", "", word), word)
    if word in _ROMAN:
        return _unit("number", _ROMAN[word], word)
    return _unit("word", word if said.isupper() else stem(word), word)


def _segmented(run: str) -> list[Unit]:
    """A run of an unspaced script, cut at the longest known words."""
    known, found, rest, i = lexicon().joined, list[Unit](), "", 0
    while i < len(run):
        for n in range(min(10, len(run) - i), 0, -1):
            if (sense := known.get(run[i : i + n])) and (n > 1 or not rest or i + n == len(run)):
                found += [_unit("word", rest, rest)] if rest else []
                found += _meant(sense, run[i : i + n])
                rest = ""
                break
        else:
            n, rest = 1, rest + run[i]
        i += n
    return [*found, _unit("word", rest, rest)] if rest else found
