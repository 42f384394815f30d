"""Whose claims the records of a mapping become: the list's own, or a source that only the mapping makes."""

from collections.abc import Iterable, Iterator
from hashlib import blake2s
from typing import Any, ClassVar, cast

from graph.identity import new_id
from graph.model import SUPERS, Property, may_join
from graph.names import key
from graph.things import Entity, Tie
from ingest.mapping.model import PRESENCE, Mapping, Tied, properties
from ingest.mentions import named, organization, split_name
from ingest.presence.clusters import clusters
from ingest.presence.told import row_key, told
from ingest.problems import ValueProblem, problem
from ingest.record import Record
from ingest.source import Source, all_sources
from ingest.values import parse_degrees

_TRUE = frozenset({"x", "1", "co", "yes", "true", "dung"})


class PresenceRows(Source):
    """3W rows of a table or of JSON objects."""

    name = PRESENCE
    title: ClassVar = {"vi": "Bảng 3W", "en": "3W"}
    order = 60
    required, main = ("org",), ("org",)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        return told(record)

    def key(self, record: Record, about: Entity) -> str:
        return row_key(record, about)


class MappedEntities(Source):
    """Entities of one type with their ties, as a mapping says."""

    order = 55
    mapping: ClassVar[Mapping]

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        about = self._about(record)
        yield about
        for tied in self.mapping.ties:
            for other in _named(record, self.mapping.fields[tied.column], tied.type):
                ends = (other, about) if tied.reverse else (about, other)
                if may_join(tied.tie, ends[0].new_type, ends[1].new_type):
                    yield Tie(tied.tie, *ends)
                else:
                    _cannot(record, self.mapping.fields[tied.column], tied, *ends)

    def key(self, record: Record, about: Entity) -> str:
        """What a row is about and what it ties it to: one thing may stand in many rows."""
        fields = sorted({self.mapping.fields[tied.column] for tied in self.mapping.ties})
        said = "|".join(key("; ".join(record.texts(field))) for field in fields)
        return f"{new_id(about)}/{blake2s(said.encode(), digest_size=6).hexdigest()}" if said else new_id(about)

    def _about(self, record: Record) -> Entity:
        said = {p.name: _value(record, p) for p in properties(self.mapping.entity) if p.name != "name"}
        kept = {name: value for name, value in said.items() if value is not None}
        return record.thing(self.mapping.entity, record.need("name"), **kept)


def source_of(mapping: Mapping) -> Source:
    """The list's own source, or a new one that bears the mapping's name and its publisher, terms and rank."""
    if not mapping.own:
        return all_sources()[mapping.list]
    title = mapping.title or mapping.name
    said: dict[str, Any] = {
        "name": mapping.name, "title": {"vi": title, "en": title}, "publisher": mapping.publisher or title,
        "url": mapping.url, "licence": mapping.licence or Source.licence, "rank": mapping.rank,
    }  # fmt: skip
    if mapping.entity:
        base, said = MappedEntities, {**said, "mapping": mapping}
    else:
        base = PresenceRows if mapping.list == PRESENCE else type(all_sources()[mapping.list])
    return cast(Source, type(base.__name__, (base,), said)())


def _value(record: Record, wanted: Property) -> Any:
    """A property as its kind wants it; a country is told by its code."""
    field = wanted.name
    if field == "country":
        country = record.country(field)
        return country.properties["iso2"] if country else None
    if wanted.unit == "degrees":
        return record.read(field, parse_degrees)
    match wanted.kind:
        case "date":
            return record.date(field)
        case "number":
            return record.number(field)
        case "integer":
            return record.integer(field)
        case "texts":
            return record.texts(field) or None
        case "flag":
            return True if key(record.text(field) or "") in _TRUE else None
        case _:
            return record.text(field)


def _named(record: Record, field: str, type_: str) -> Iterable[Entity]:
    """What the values of a column name: places and sectors of the reference data, partners and people by their names."""
    if type_ == "Country":
        return record.countries(field)
    if type_ in ("Place", "Province", "Locality"):
        return record.places(field)
    texts = record.texts(field)
    if type_ == "Sector":
        return [sector for text in texts for sector in _sectors(record, field, text)]
    if type_ in SUPERS:
        return [organization(text) for text in texts]
    if type_ == "Person":
        return [named(text).person() for text in texts]
    return [Entity(type_, split_name(text)[0]) for text in texts]


def _sectors(record: Record, field: str, text: str) -> tuple[Entity, ...]:
    try:
        return clusters(text)
    except ValueProblem as error:
        record.fault(field, error.problem)
        return ()


def _cannot(record: Record, field: str, tied: Tied, source: Entity, target: Entity) -> None:
    said = {"source": source.name, "target": target.name, "choices": tied.tie}
    record.fault(field, problem("mapping-tie-ends", tied.tie, **said))
