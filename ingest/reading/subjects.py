"""Whom a figure is about: the place or union that its sentence names, else the section's, else the document's."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.reference import country_of_code, province_of_code
from ingest.reading.cues import Cue
from ingest.reading.gazetteer import Mention, Named
from ingest.reading.sentences import Sentence, is_heading

_NATION = Cue("cả nước|toàn quốc|trên cả nước", "nationwide|the whole country|across the country|countrywide")
_OF_UNIONS = ("member", "association")
_MOST_SAID = 0.6


@dataclass
class Subjects:
    """What the mentions of a text say of whom each sentence speaks."""

    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    title: Sequence[Mention] = ()
    _sections: dict[int, Named | None] = field(default_factory=dict[int, Named | None])
    _starts: list[int] = field(default_factory=list[int])

    def __post_init__(self) -> None:
        self._starts = [one.start for one in self.mentions]
        section: Named | None = None
        for sentence in self.sentences:
            if is_heading(sentence.text):
                section = next((place for one in self._within(sentence) if (place := _province(one.of))), section)
            self._sections[sentence.start] = section

    def of(self, sentence: Sentence, at: int, measure: str) -> tuple[Named | None, Named | None]:
        """The subject of a number at this place of its sentence, and the place it stands for."""
        if _NATION.heard(sentence):
            nation = _viet_nam()
            return nation, nation
        within = self._within(sentence)
        place = self._place(sentence, within, at)
        if measure.startswith(_OF_UNIONS) and (
            union := _nearest([m for m in within if m.of.type == "FriendshipUnion"], sentence, at)
        ):
            return union.of, place
        return place, place

    def abroad(self, sentence: Sentence) -> Named | None:
        """The one foreign country of a sentence, if it names one."""
        named = {m.of.id: m.of for m in self._within(sentence) if m.of.type == "Country" and m.of.id != "country-vn"}
        return next(iter(named.values())) if len(named) == 1 else None

    def _place(self, sentence: Sentence, within: Sequence[Mention], at: int) -> Named | None:
        own = [m for m in within if m.of.type == "Province"]
        if found := _nearest(own, sentence, at):
            return found.of
        spoken = next((place for m in within if m.of.type == "FriendshipUnion" and (place := _province(m.of))), None)
        if spoken or (spoken := self._sections.get(sentence.start)):
            return spoken
        national = any(m.of.id == "country-vn" for m in within)
        return _viet_nam() if national else self._whole()

    def _whole(self) -> Named | None:
        """The place the whole text is about: that of its title, or the one it speaks of most."""
        if found := next((place for m in self.title if (place := _province(m.of))), None):
            return found
        said = Counter(place for m in self.mentions if (place := _province(m.of)))
        first = said.most_common(1)
        return first[0][0] if first and first[0][1] >= _MOST_SAID * said.total() else None

    def _within(self, sentence: Sentence) -> list[Mention]:
        first = bisect_left(self._starts, sentence.start)
        return list(self.mentions[first : bisect_left(self._starts, sentence.end)])


def _nearest(found: Sequence[Mention], sentence: Sentence, at: int) -> Mention | None:
    """The last one before a place, else the first one behind it."""
    before = [m for m in found if m.start - sentence.start < at]
    return before[-1] if before else next(iter(found), None)


def _province(named: Named) -> Named | None:
    """A province, or the one a union speaks for."""
    if named.type == "Province":
        return named
    unit = (
        province_of_code(f"province-{named.province}") if named.type == "FriendshipUnion" and named.province else None
    )
    return Named(unit.id, "Province", unit.name_vi, name_en=unit.name_en) if unit else None


def _viet_nam() -> Named:
    found = country_of_code("VN")
    assert found is not None, "countries.csv holds Viet Nam"
    return Named(found.id, "Country", found.name_vi, name_en=found.name_en)
