"""Whether what a mapping names exists here: its list, fields, properties and ties; each error names the choices."""

from collections.abc import Iterable, Iterator

from graph.model import ENTITIES, SUPERS, TIES, may_join
from ingest.headings import IGNORED, NUMBER
from ingest.mapping.model import Mapping, choices, entity_names, list_names
from ingest.problems import Problem, problem
from ingest.source import all_sources

Where = tuple[str | int, ...]
Fault = tuple[Where, Problem]


def faults(mapping: Mapping) -> Iterator[Fault]:
    """Every error with the keys that lead to it. Of a mapping whose list is unknown nothing more can be told."""
    if bool(mapping.list) == bool(mapping.entity):
        yield (), problem("mapping-purpose")
    elif mapping.list and mapping.list not in list_names():
        yield ("list",), problem("mapping-list-unknown", mapping.list, choices=", ".join(list_names()))
    elif mapping.entity and mapping.entity not in entity_names():
        yield ("entity",), problem("mapping-entity-unknown", mapping.entity, choices=", ".join(entity_names()))
    else:
        yield from _name(mapping)
        yield from _fields(mapping)
        yield from _ties(mapping)
        yield from _columns(mapping)


def _name(mapping: Mapping) -> Iterator[Fault]:
    if mapping.name in all_sources() or mapping.name in list_names():
        yield ("name",), problem("mapping-name-taken", mapping.name)


def _fields(mapping: Mapping) -> Iterator[Fault]:
    known = choices(mapping.list, mapping.entity)
    named = [(("columns", column), name) for column, name in mapping.columns.items()]
    given = [(("constant", name), name) for name in mapping.constant]
    for where, name in (*named, *given):
        if name not in known and not (where[0] == "columns" and name in ("", IGNORED, NUMBER)):
            owner = mapping.list or mapping.entity
            yield where, problem("mapping-field-unknown", name, owner=owner, choices=", ".join(known))
    taken = {*mapping.columns.values(), *mapping.constant}
    if mapping.entity and "name" not in taken:
        yield ("columns",), problem("mapping-field-needed", "name")
    if mapping.list and not taken:
        yield ("columns",), problem("mapping-missing", "columns")


def _ties(mapping: Mapping) -> Iterator[Fault]:
    if mapping.list and mapping.ties:
        yield ("ties",), problem("mapping-ties-of-list", mapping.list)
        return
    ends = (*ENTITIES, *sorted(SUPERS))
    for at, tied in enumerate(mapping.ties):
        if tied.tie not in TIES:
            yield ("ties", at, "tie"), problem("mapping-tie-unknown", tied.tie, choices=", ".join(TIES))
        elif tied.type not in ends:
            yield ("ties", at, "type"), problem("mapping-type-unknown", tied.type, choices=", ".join(ends))
        elif not _joins(tied.tie, mapping.entity, tied.type, tied.reverse):
            fitting = (name for name in TIES if _joins(name, mapping.entity, tied.type, tied.reverse))
            said = (tied.type, mapping.entity) if tied.reverse else (mapping.entity, tied.type)
            found = problem("mapping-tie-ends", tied.tie, source=said[0], target=said[1], choices=", ".join(fitting))
            yield ("ties", at, "tie"), found


def _joins(tie: str, entity: str, other: str, reverse: bool) -> bool:
    """Whether a tie may join them; a super-label stands for any of its types."""
    types = [other] if other in ENTITIES else [name for name, one in ENTITIES.items() if other in one.supers]
    return any(may_join(tie, *((one, entity) if reverse else (entity, one))) for one in types)


def _columns(mapping: Mapping) -> Iterator[Fault]:
    """What is said of a column is said of one that the mapping names."""
    known = mapping.fields
    groups: tuple[tuple[str, Iterable[str]], ...] = (("split", mapping.split), ("lookup", mapping.lookup))
    for key, columns in groups:
        for column in columns:
            if column not in known:
                yield (key, column), problem("mapping-column-unknown", column, choices=", ".join(known))
    for at, column in enumerate(mapping.required):
        if column not in known:
            yield ("required", at), problem("mapping-column-unknown", column, choices=", ".join(known))
