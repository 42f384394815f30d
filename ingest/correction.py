"""A correction of what columns mean, made on the page, as a saved mapping that all tables with these headings are read by."""

from collections.abc import Mapping as Pairs
from pathlib import Path

from graph.asked import BadRequest
from ingest.headings import IGNORED, NUMBER
from ingest.mapping.checks import faults
from ingest.mapping.folder import Mappings, paths_in, save
from ingest.mapping.model import Mapping, choices, list_names
from ingest.mapping.text import name_of
from ingest.source import all_sources


def correct(folder: Path, file: str, list_: str, known: str, columns: Pairs[str, str]) -> Mapping:
    """Save what each heading means: a field, "-" (ignored) or "" (not known).

    A mapping `known` by name keeps everything else it says; a new one is called after the file and of the `list_`.
    Raises BadRequest for a list, a mapping or a field that does not exist, and where no column means anything.
    """
    named = {heading: field for heading, field in columns.items() if heading}
    if reading := Mappings.of(folder).get(known) if known else None:
        kept = reading.mapping
        tied = {tie.column for tie in kept.ties} - kept.columns.keys()
        named = {heading: field for heading, field in named.items() if heading not in tied}
        made = kept.model_copy(update={"columns": named, "ignore": ()})
    elif list_ in list_names():
        made = Mapping(name=_new_name(folder, f"{list_}-{Path(file).stem}"), list=list_, columns=named)
    else:
        raise BadRequest("mapping" if known else "list", known or list_)
    if not set(named.values()) - {"", IGNORED, NUMBER}:
        raise BadRequest("columns", "; ".join(named))
    if wrong := next((field for field in named.values() if field not in _fields(made)), None):
        raise BadRequest("field", wrong)
    if fault := next(faults(made), None):
        raise BadRequest("columns", fault[1].message())
    save(folder, made)
    return made


def _fields(mapping: Mapping) -> set[str]:
    return {*choices(mapping.list, mapping.entity), "", IGNORED, NUMBER}


def _new_name(folder: Path, words: str) -> str:
    """A name that no mapping and no source bears."""
    taken = {*all_sources(), *(path.stem for path in paths_in(folder))} if folder.is_dir() else set(all_sources())
    base = name_of(words)[:56]
    return next(name for name in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if name not in taken)
