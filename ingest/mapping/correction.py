"""A correction of what columns mean, made on the page, as a saved mapping that all tables with these headings are read by."""

from collections.abc import Mapping as Pairs
from functools import cache
from pathlib import Path
from typing import Any

from graph.asked import BadRequest
from ingest.headings import IGNORED, NO_WORDS, NUMBER, Vocabulary, folded, vocabularies
from ingest.mapping.folder import Mappings, paths_in, save
from ingest.mapping.model import PRESENCE, Mapping, choices, list_names
from ingest.mapping.reading import first_paths
from ingest.mapping.said import Place, Said
from ingest.mapping.source import source_of
from ingest.mapping.text import name_of
from ingest.presence.fields import FIELDS
from ingest.problems import FileProblem
from ingest.readers.array import rows_at
from ingest.readers.head import Head
from ingest.source import all_sources


class ColumnsUnclear(BadRequest):
    """The meanings chosen do not make a list yet: `why` is "none" (nothing chosen) or "missing" (a field it needs)."""

    def __init__(self, why: str, said: str) -> None:
        super().__init__("columns", said)
        self.why = why


def correct(
    folder: Path,
    file: Path,
    list_: str,
    known: str,
    columns: Pairs[str, str | None],
    place: Place | None = None,
    alone: bool = False,
) -> Mapping:
    """Save what each heading (or path of a JSON object) means: a field, "-" (ignored), "" (not known), or None: what the
    list's own words say.

    A mapping `known` by name keeps everything else it says, but one that was said of another table stays as it is; a new one
    is called after the file, of the `list_` and said of the table at this `place`, whose sheet `alone` it may be of.
    Raises BadRequest for a list, a mapping or a field that does not exist, ColumnsUnclear where no column means anything
    or one that the list needs is not among them.
    """
    made = _made(folder, file, list_, known, columns, place or Place(file.name), alone)
    named = made.columns
    if wrong := next((field for field in named.values() if field not in _fields(made)), None):
        raise BadRequest("field", wrong)
    meant = set(named.values()) - {"", IGNORED, NUMBER}
    if not meant:
        raise ColumnsUnclear("none", "; ".join(named))
    needed = source_of(made).required if made.list else ()
    if lacking := set(needed) - meant:
        raise ColumnsUnclear("missing", "; ".join(sorted(lacking)))
    try:
        save(folder, made)
    except FileProblem as error:
        raise BadRequest("columns", error.problem.message()) from error
    return made


def _made(
    folder: Path, file: Path, list_: str, known: str, columns: Pairs[str, str | None], place: Place, alone: bool
) -> Mapping:
    """The mapping that is known, with these columns, or a new one: what an officer said of another table's values holds here too."""
    reading = Mappings.of(folder).get(known) if known else None
    kept = reading.mapping if reading and list_ == reading.mapping.list else None
    words = kept.fields if kept else {}
    named = {
        head: words.get(head, field_of(list_, head)) if field is None else field
        for head, field in columns.items()
        if head
    }
    json = _of_json(file, named)
    said = None if json else Said.now(place)
    if reading and (reading.mapping.said is None or reading.words.is_of(place)):
        mapping = reading.mapping
        tied = {tie.column for tie in mapping.ties} - mapping.columns.keys()
        named = {heading: field for heading, field in named.items() if heading not in tied}
        return mapping.model_copy(update={"columns": named, "ignore": (), "said": mapping.said and said, **json})
    if list_ not in list_names():
        raise BadRequest("mapping" if known else "list", known or list_)
    name = new_name(folder, f"{list_}-{file.stem}")
    new = Mapping(name=name, list=list_, columns=named, sheet=place.sheet if alone else "", said=said)
    if kept:
        split = {head: sign for head, sign in kept.split.items() if head in named}
        lookup = {head: meant for head, meant in kept.lookup.items() if head in named}
        new = new.model_copy(update={"split": split, "lookup": lookup, "constant": kept.constant})
    return new.model_copy(update=json)


def field_of(list_: str, heading: str) -> str:
    """What a heading ("Group / Part", or a dotted path) means in a list by its own words; "" where it is not known."""
    words = _presence() if list_ == PRESENCE else vocabularies().get(list_, NO_WORDS)
    found = words.find(heading.split(" / ")) or words.find([heading.rpartition(".")[2]])
    return found.field if found else ""


@cache
def _presence() -> Vocabulary:
    words = {folded(one): field for field, said in FIELDS.items() for one in (field, *said)}
    return Vocabulary(PRESENCE, frozenset(FIELDS), words)


def _of_json(file: Path, named: Pairs[str, str]) -> dict[str, Any]:
    """Of a JSON document where its rows are, and by which of its paths it is known: not every object has all of them."""
    if not file.exists() or not (head := Head(file)).json:
        return {}
    where = rows_at(head.text)
    first = {path for said in first_paths(file, where) for path in said}
    return {
        "items": where,
        "required": tuple(p for p, field in named.items() if field not in ("", IGNORED) and p in first),
    }


def _fields(mapping: Mapping) -> set[str]:
    return {*choices(mapping.list, mapping.entity), "", IGNORED, NUMBER}


def new_name(folder: Path, words: str) -> str:
    """A name that no mapping and no source bears."""
    taken = {*all_sources(), *(path.stem for path in paths_in(folder))} if folder.is_dir() else set(all_sources())
    base = name_of(words)[:56]
    return next(name for name in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if name not in taken)
