"""What a figure measures, in the words of the union's own list of statistics: `measures.csv`, first match first.

A row fits a count whose noun it knows, and money or a share beside which its word is said ("giải ngân", "remittances").
What no row knows is named by the words of the sentence.
"""

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from graph.reference import find_sector
from ingest.reading.cues import Cue, compiled
from ingest.reading.nouns import Noun
from ingest.reading.numerals import COUNT, MONEY, SHARE, Numeral
from ingest.reading.sentences import Sentence, language

_REGIONS = (
    ("châu Mỹ", "the Americas", Cue("châu mỹ|bắc mỹ|mỹ la tinh", "americas?|american")),
    ("châu Âu", "Europe", Cue("châu âu", "europe(?:an)?")),
    ("châu Á", "Asia", Cue("châu á", "asian?")),
    ("châu Phi", "Africa", Cue("châu phi", "african?")),
    ("châu Đại Dương", "Oceania", Cue("châu đại dương|châu úc", "oceania")),
)
_NGO = Cue(r"tcpcpnn|pcpnn|phi chính phủ|ngos?", r"ngos?|non.?governmental")
_AID = Cue("viện trợ|tài trợ", "aid|assistance|grants?")
_SAYS = Cue(
    "chiếm|đạt|là|gồm|lên|tới|đến|tỷ lệ|tổng|với|trị giá|khoảng|có",
    "account(?:s|ed|ing)? for|mak(?:es?|ing) up|made up|represent(?:s|ed|ing)?|compris(?:es|ed|ing)|reach(?:es|ed|ing)?|hit"
    "|was|were|is|are|totall?(?:s|ed|ing)|stood at|amount(?:s|ed|ing)? to|of|with|about|worth|valued at|to|at|by",
)
_LEAD = re.compile(
    r"^(?:and|và|in which|of which|trong đó|while|còn|the|that|which|với|with|,|\s|there (?:are|were)|hiện(?: nay| có)?)+\b",
    re.I,
)
_OF = re.compile(r"\s+(?:of |số |tổng |các |trong )[^,;.()]+", re.I)
_LABEL = re.compile(r"(?:^|[-+•*;.\n] ?)([^\W\d_][^:;,.\n]{2,80}): ?$")
_LONGEST = 10
_YEARLY = {"vi": (" mỗi năm", " mỗi năm"), "en": (" a year", " a year")}
_PRECISE = ("aid-disbursed", "aid-committed", "aid-approved")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in both languages; `code` is "" where the sentence's own words had to do.

    `without` names what is left of a whole when this part is taken away.
    """

    code: str
    vi: str
    en: str
    unit_vi: str = ""
    unit_en: str = ""
    without: tuple[str, str] = ("", "")

    def of(self, place: tuple[str, str]) -> "Measure":
        """With the place, by its Vietnamese and English name, in it."""
        vi, en = self.vi.replace("{place}", place[0]), self.en.replace("{place}", place[1])
        return replace(self, vi=" ".join(vi.split()), en=" ".join(en.split()))

    def noted(self, vi: str, en: str) -> "Measure":
        """With words that tell it from its like."""
        return replace(self, vi=f"{self.vi}: {vi}", en=f"{self.en}: {en}")

    def yearly(self) -> "Measure":
        """Of each year. Words of a sentence stay in its language."""
        vi, en = (" mỗi năm", " a year") if self.code or self.vi != self.en else _YEARLY[language(self.vi) or "vi"]
        return replace(self, vi=self.vi + vi, en=self.en + en)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    noun_vi: str
    noun_en: str
    near: Cue
    measure: Measure

    def counts(self, noun: str, vi: bool, accented: bool) -> bool:
        words = self.noun_vi if vi else self.noun_en
        return not (self.noun_vi or self.noun_en) or bool(words and compiled(words, accented or not vi).fullmatch(noun))


@dataclass(frozen=True, slots=True)
class Around:
    """Where the words beside a number stand: from `before` to it, and from it to `after`."""

    before: int
    after: int


def measured(sentence: Sentence, number: Numeral, noun: Noun | None, around: Around) -> Measure:
    """What a number measures. `noun` is what it counts, its own or the one it stands for."""
    sides = [(around.before, number.start), (number.end, around.after)]
    if number.kind == COUNT:
        sides = [(number.end, around.after), (around.before, number.start)]
    if number.kind == SHARE and (share := _share(sentence, sides[0], number.start)):
        return share
    said = _copy(sentence, noun.said) if noun else ""
    rows = [
        row for row in _rows() if row.kind == number.kind and row.counts(said, sentence.lang == "vi", sentence.accented)
    ]
    near = [row for row in rows if row.near.vi or row.near.en]
    for row in near:
        if any(row.near.heard(sentence, *side) for side in sides):
            return row.measure
    if number.kind == MONEY:
        wide = next((row for row in near if row.measure.code not in _PRECISE and row.near.heard(sentence)), None)
        return wide.measure if wide else _named(sentence, number, noun, sides)
    named = next((row.measure for row in rows if row not in near), None)
    return named or _named(sentence, number, noun, sides)


def _copy(sentence: Sentence, said: str) -> str:
    at = sentence.text.find(said)
    copy = sentence.low if sentence.lang != "vi" or sentence.accented else sentence.plain
    return copy[at : at + len(said)] if at >= 0 else said.lower()


def _share(sentence: Sentence, side: tuple[int, int], number: int) -> Measure | None:
    """The share of a part of the world among NGOs, or of a sector in aid."""
    found = [(spot.start(), vi, en) for vi, en, cue in _REGIONS for spot in cue.find(sentence, *side)]
    if found:
        _, vi, en = max(found)
        whole = ("TCPCPNN", "NGOs") if _NGO.heard(sentence) else ("đối tác", "partners")
        return Measure("share-region", f"Tỷ lệ {whole[0]} từ {vi}", f"Share of {whole[1]} from {en}", "%", "%")
    if _AID.heard(sentence) and (sector := _sector(sentence.text[:number])):
        return Measure(
            "share-sector",
            f"Tỷ trọng {sector[0].lower()} trong viện trợ",
            f"Share of {sector[1].lower()} in aid",
            "%",
            "%",
        )
    return None


def _sector(text: str) -> tuple[str, str] | None:
    """The last sector that a text names "sector" or "lĩnh vực", in both languages."""
    said = re.findall(r"lĩnh vực ((?:\w+ ?){1,5})|(?:the|in) ((?:[\w-]+ ){1,3})sector", text, re.I)
    for vi, en in reversed(said):
        words = (vi or en).split()
        for length in range(len(words), 0, -1):
            part = " ".join(words[:length] if vi else words[-length:])
            if found := find_sector(part):
                return found.name_vi, found.name_en
    return None


def _named(sentence: Sentence, number: Numeral, noun: Noun | None, sides: list[tuple[int, int]]) -> Measure:
    """A measure in the sentence's own words: what stands before a colon, the noun, the words before or behind."""
    if label := _LABEL.search(sentence.text, 0, number.start):
        return _own(label[1][:1].upper() + label[1][1:], noun.unit if noun else "")
    if noun:
        small = noun.said if noun.said.isupper() else noun.said[:1].lower() + noun.said[1:]
        return _own(f"Số {small}" if sentence.lang == "vi" else f"Number of {noun.said}", noun.unit)
    vi, en = ("Tỷ lệ", "Share") if number.kind == SHARE else ("Giá trị", "Value")
    head = vi if sentence.lang == "vi" else en
    phrase = _phrase(sentence, sides[0])
    if number.kind == SHARE:
        return _own(f"{head} {_whole(sentence, sides[-1]) or phrase}".strip(), "%")
    return _own(phrase[:1].upper() + phrase[1:] or head)


def _own(words: str, unit: str = "") -> Measure:
    """A measure that is known in the sentence's language only."""
    return Measure("", words, words, unit, unit)


def _whole(sentence: Sentence, side: tuple[int, int]) -> str:
    """What a share is said to be a share of: "80% of the projects"."""
    found = _OF.match(sentence.text, side[0], side[1])
    return " ".join(found[0].split()[:_LONGEST]).strip(" ,;:.()") if found else ""


def _phrase(sentence: Sentence, side: tuple[int, int]) -> str:
    """The last few words before the verb that leads to a number; "" where no verb does."""
    end = side[1]
    for spot in sorted(_SAYS.find(sentence, *side), key=lambda spot: -spot.end()):
        if not sentence.text[spot.end() : end].strip() and spot.start() > side[0]:
            end = spot.start()
    said = _LEAD.sub("", sentence.text[side[0] : end].strip(" ,;:(")).split() if end < side[1] else []
    return " ".join(said[-_LONGEST:]).strip(" ,;:()“”\"'")


@cache
def _rows() -> tuple[_Row, ...]:
    table = csv.DictReader(files("ingest.reading").joinpath("measures.csv").read_text(encoding="utf-8").splitlines())
    return tuple(
        _Row(
            row["kind"], row["noun_vi"], row["noun_en"], Cue(row["near_vi"], row["near_en"]),
            Measure(row["code"], row["vi"], row["en"], row["unit_vi"], row["unit_en"], (row["without_vi"], row["without_en"])),
        )
        for row in table
    )  # fmt: skip
