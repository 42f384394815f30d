"""What a question may name without a look into the graph: countries, provinces, communes, sectors, and the word files."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.names import joined
from graph.questions.lexicon import Lexicon, Tag, phrases, word_file
from graph.questions.plan import Named, Place
from graph.reference import Country, Province, communes, countries, country_of_code, find_sector, provinces, sectors

LANGS = ("vi", "en")
_SHORT = 2
_NO_SECTOR = {"khác", "Khác", "other", "Other", "others", "Others", "doanh nghiệp", "đầu tư"}  # said of anything


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of both languages; those of the asker's language before those of the other."""

    lexicon: Lexicon
    lang: str


@cache
def vocabulary(lang: str) -> Vocabulary:
    other = next(each for each in LANGS if each != lang)
    entries = [*phrases(lang), *phrases(other, foreign=True), *_topics(), *_places(), *_countries(), *_sectors()]
    return Vocabulary(Lexicon(entries), lang)


def place(unit: Province, ours: bool = False) -> Place:
    return Place(id=unit.id, type="Province", vi=unit.name_vi, en=unit.name_en, ours=ours)


def country(one: Country) -> Named:
    return Named(id=one.id, type="Country", vi=one.name_vi, en=one.name_en)


def _places() -> Iterator[tuple[str, Tag]]:
    present = {name for unit in provinces().values() if unit.present for name in unit.names}
    for unit in provinces().values():
        tag = Tag("place", place(unit))
        former = Tag("former place", place(unit))
        for name in unit.names:
            if unit.present or name not in present:
                yield name, tag
                if " " in name:
                    yield joined(name), tag
            if not unit.present:
                yield f"{name} cũ", former
                yield f"{name} trước đây", former
                yield f"{name} trước sáp nhập", former
                yield f"former {name}", former
                yield f"old {name}", former
    for commune in communes().values():
        named = Named(id=commune.id, type="Locality", vi=commune.full_name, en=commune.full_name)
        yield commune.full_name, Tag("place", Place(**named.model_dump()))
        yield commune.name, Tag("place", Place(**named.model_dump()))


def _countries() -> Iterator[tuple[str, Tag]]:
    for one in countries().values():
        tag = Tag("country", country(one))
        for name in one.names:
            if len(name) > _SHORT or not name.isascii():
                yield name, tag
    for code, names in word_file("countries")["people"].items():
        if one := country_of_code(code):
            yield from ((name, Tag("country", country(one))) for name in names.split("|"))


def _topics() -> Iterator[tuple[str, Tag]]:
    yield from (entry for entry in phrases("topics", foreign=True))


def _sectors() -> Iterator[tuple[str, Tag]]:
    """Each wording of a sector, as `find_sector` understands it."""
    for name in {name for each in sectors().values() for name in each.names} - _NO_SECTOR:
        if found := find_sector(name):
            yield name, Tag("sector", Named(id=found.id, type="Sector", vi=found.name_vi, en=found.name_en))
