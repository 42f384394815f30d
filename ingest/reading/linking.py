"""How the numbers of a sentence hang together: which is a part of which, what each counts, which words belong to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.reading.cues import Cue
from ingest.reading.letters import words
from ingest.reading.lexicon import word_set
from ingest.reading.measures import Around
from ingest.reading.nouns import Noun, noun_after
from ingest.reading.numerals import COUNT, SHARE, Numeral
from ingest.reading.sentences import Sentence, is_heading

PART = Cue(
    r"trong đó|trong số đó|trong số này|bao gồm|gồm(?: có)?",
    r"of (?:which|whom|these|them|those|this)|among (?:which|whom|these|them)|in which|including|comprising|consisting of",
)
_WHOLE = Cue(r"trong (?:tổng )?số", r"(?:out )?of(?: the)?|among(?: the)?")
_TURNS = Cue("trong đó|còn|và", "of which|in which|and|while|whereas")
_SEVERAL = word_set("several")
_VAGUE = word_set("vague")


@dataclass(slots=True)
class Found:
    """A number with what it counts. `depth`: in how many brackets it stands; `whole`: the number it is a part of.

    `aside` are the words of the bracket in which it stands for another's noun: "(two founded in 2018)".
    """

    number: Numeral
    noun: Noun | None
    depth: int
    around: Around = field(default_factory=lambda: Around(0, 0))
    whole: "Found | None" = None
    aside: str = ""


def depth(sentence: Sentence, at: int) -> int:
    """In how many brackets a place stands."""
    return sentence.text.count("(", 0, at) - sentence.text.count(")", 0, at)


def linked(sentence: Sentence, numbers: Sequence[Numeral], last: Sequence[Found]) -> list[Found]:
    """The numbers that count something, with their wholes, also in the sentence before (`last`)."""
    found = _counting(sentence, numbers)
    _part(sentence, found, last)
    kept: list[Found] = []
    for one in found:
        if one.number.kind == COUNT:
            owner = one.whole or _bracketed(sentence, one, kept)
            if one.noun is None or one.noun.unit == "ones":
                if owner is None or owner.noun is None:
                    continue
                one.noun = _standing(one.noun, owner.noun)
            if owner and not one.whole:
                one.noun = _standing(None, owner.noun) if owner.noun else one.noun
                one.aside = _aside(sentence, one)
        kept.append(one)
    _bound(sentence, kept)
    return kept


def _counting(sentence: Sentence, numbers: Sequence[Numeral]) -> list[Found]:
    """The numbers with the nouns behind them; vague nouns count nothing, nor do numbers in letters of a heading."""
    heading, found = is_heading(sentence.text), list[Found]()
    for number in numbers:
        noun = noun_after(sentence, number.end, number.spelled) if number.kind == COUNT else None
        said = set(words(noun.said)) if noun else set[str]()
        few = number.spelled and bool(noun) and sentence.lang != "vi" and not said & _SEVERAL
        if not said & _VAGUE and not few and not (heading and number.spelled):
            found.append(Found(number, noun, depth(sentence, number.start)))
    return found


def _standing(noun: Noun | None, owner: Noun) -> Noun:
    """The noun of a number that says none, or only "multilateral ones"."""
    if noun is None:
        return owner
    said = f"{noun.said.rsplit(' ', 1)[0]} {owner.said}" if " " in noun.said else owner.said
    return Noun(said, owner.unit, noun.end)


def _bracketed(sentence: Sentence, one: Found, before: Sequence[Found]) -> Found | None:
    """The count before the bracket in which a number stands, where it counts the same or says no noun."""
    opened = sentence.text.rfind("(", 0, one.number.start)
    if not one.depth or ")" in sentence.text[opened : one.number.start]:
        return None
    owner = next((b for b in reversed(before) if b.number.kind == COUNT and b.depth < one.depth), None)
    same = owner and owner.noun and (one.noun is None or one.noun.unit in owner.noun.said.split())
    return owner if same else None


def _aside(sentence: Sentence, one: Found) -> str:
    return sentence.text[one.number.end :].partition(")")[0].strip(" ,;")


def _part(sentence: Sentence, found: Sequence[Found], last: Sequence[Found]) -> None:
    """Say of each number of which other it is a part."""
    counts = [one for one in found if one.number.kind == COUNT]
    for cue in PART.find(sentence):
        before = [one for one in counts if one.number.end <= cue.start()] or (last if cue.start() < 3 else [])
        whole = next((one for one in reversed(before) if one.number.kind == COUNT and one.noun and not one.whole), None)
        level = whole.depth if whole in counts else 0
        for one in counts:
            if whole and one.number.start >= cue.end() and one.depth == level and one.whole is None:
                one.whole = whole
    for first, second in pairwise(counts):
        if not first.whole and not second.whole:
            _out_of(sentence, first, second)


def _out_of(sentence: Sentence, first: Found, second: Found) -> None:
    """ "46 of the 80 NGOs", and "of the 80 NGOs, 46 ..."."""
    if second.noun and first.noun is None and second.number.start - first.number.end < 12 and _led(sentence, second):
        first.whole = second
    elif first.noun and _led(sentence, first) and second.number.start - first.noun.end < 90:
        second.whole = first if second.noun is None or second.noun.unit == first.noun.unit else None


def _led(sentence: Sentence, one: Found) -> bool:
    return any(spot.end() >= one.number.start - 1 for spot in _WHOLE.find(sentence, 0, one.number.start))


def _bound(sentence: Sentence, found: Sequence[Found]) -> None:
    """Where the words beside each number begin and end: between two numbers the last turn of the sentence parts them."""
    edges = [0]
    for one, following in pairwise(found):
        start = min(max(one.number.end, one.noun.end if one.noun else 0), following.number.start)
        signs = [at + 1 for at in range(start, following.number.start) if sentence.text[at] in ",;:("]
        turns = [spot.start() for spot in _TURNS.find(sentence, start, following.number.start)]
        edges.append(max([*signs, *turns], default=start))
    edges.append(len(sentence.text))
    for at, one in enumerate(found):
        one.around = Around(edges[at], max(edges[at + 1], one.number.end))
        if one.number.kind == SHARE and (comma := sentence.text.rfind(",", edges[at], one.number.start - 3)) > 0:
            one.around = Around(comma + 1, one.around.after)
    for one, following in pairwise(found):
        if one.whole is following and following.noun:
            one.around, following.around = (
                Around(one.around.before, following.around.after),
                Around(following.number.start, following.noun.end),
            )
