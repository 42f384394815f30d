"""What a number counts: the noun behind it, as far as it goes before the sentence goes on.

In English a run of words up to a verb or preposition, of which one is a plural; in Vietnamese one of the words that are
counted in reports, with what describes it.
"""

import re
from functools import cache
from typing import NamedTuple

from ingest.reading.letters import low, plain
from ingest.reading.lexicon import phrases, word_set
from ingest.reading.sentences import Sentence

_STOPS = word_set("stops")
_PLURALS = word_set("plurals")
_NO_COUNT = word_set("no_count")
_PAIRED = word_set("paired")
_WORDS_VI = phrases("counted_vi")
_DESCRIBED = r"(?:\s+(?!(?:đã|đang|được|có|với|tại|trên|trong|từ|cho|để|của|là|thì|mà|đến|theo|do|khi|và|hoặc|nhằm|bao gồm|gồm|thuộc|chiếm|đạt|tăng|giảm|bị|sẽ|vào|ở|về|sang|qua|cùng|trị giá|tổng|so|nhưng|đóng|làm|triển khai|thực hiện|tham gia|hoạt động|sinh sống|phê duyệt|giải ngân|cam kết|hưởng|kết)(?!\w))[a-zà-ỹđ]+)"
_WORD_EN = re.compile(r"\s+([^\W\d_][\w'’/-]*)(,?)")
_NUMBERS_EN = word_set("small_numbers")


class Noun(NamedTuple):
    """What is counted, as it is said, up to `end` of the sentence; `unit` is its head alone."""

    said: str
    unit: str
    end: int


def noun_after(sentence: Sentence, at: int, spelled: bool = False) -> Noun | None:
    """The noun that a number ending at this place counts; `spelled` numbers count no two sides or countries."""
    found = (_vietnamese(sentence, at) if sentence.lang == "vi" else None) or _english(sentence, at)
    pair = {*found.said.lower().split()} & _PAIRED if found and spelled else None
    if (
        found
        and spelled
        and (pair or found.unit in ("nước", "bên", "nuoc", "tỉnh", "thành phố", "địa phương", "quốc gia"))
    ):
        return None if not {*found.said.lower().split()} & {"ones"} else found
    return found


def _vietnamese(sentence: Sentence, at: int) -> Noun | None:
    copy = sentence.low if sentence.accented else sentence.plain
    found = _heads(sentence.accented).match(copy, at)
    return Noun(sentence.text[found.start(1) : found.end()].strip(), found[1], found.end()) if found else None


@cache
def _heads(accented: bool) -> re.Pattern[str]:
    spell = low if accented else plain
    heads = "|".join(re.escape(spell(word)) for word in sorted(_WORDS_VI, key=len, reverse=True))
    one = rf"(?:{heads})(?!\w){spell(_DESCRIBED)}{{0,8}}"
    return re.compile(rf"\s+(?=({heads})(?!\w)){one}(?:(?:,\s+{one}){{0,3}}\s+{spell('và')}\s+{one})?")


def _english(sentence: Sentence, at: int) -> Noun | None:
    said: list[tuple[str, int]] = []
    cut, place = 0, at
    while spot := _WORD_EN.match(sentence.text, place):
        word = spot[1].lower()
        plural = any(_plural(one) for one, _ in said)
        if word in _STOPS or word in _NUMBERS_EN or (plural and re.search(r"(?:ing|ed)$", word)) or len(said) > 10:
            break
        said.append((spot[1], spot.end(1)))
        cut = 0 if word in ("and", "or") else cut
        place = spot.end()
        if spot[2]:
            if not plural and not _plural(word):
                break
            cut = cut or len(said)
    counted = [at for at, (word, _) in enumerate(said[: cut or None]) if _plural(word)]
    if not counted or said[counted[0]][0].lower() in _NO_COUNT:
        return None
    whole = said[: counted[-1] + 1]
    start = sentence.text.index(whole[0][0], at)
    return Noun(sentence.text[start : whole[-1][1]], whole[counted[0]][0], whole[-1][1])


def _plural(word: str) -> bool:
    small = word.lower()
    return (
        small in _PLURALS
        or small in _NO_COUNT
        or (len(small) > 3 and bool(re.search(r"[^su]s$", small)))
        or word == "NGO"
    )
