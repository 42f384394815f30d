"""A correction of what columns mean, made on the page, as a saved mapping that all tables with these headings are read by."""

from collections.abc import Mapping as Pairs
from pathlib import Path

from graph.asked import BadRequest
from ingest.headings import IGNORED, NO_WORDS, NUMBER, vocabularies
from ingest.mapping.folder import Mappings, paths_in, save
from ingest.mapping.model import Mapping, choices, list_names
from ingest.mapping.text import name_of
from ingest.problems import FileProblem
from ingest.source import all_sources


class ColumnsUnclear(BadRequest):
    """The meanings chosen do not make a list yet: `why` is "none" (nothing chosen) or "missing" (a field it needs)."""

    def __init__(self, why: str, said: str) -> None:
        super().__init__("columns", said)
        self.why = why


def correct(
    folder: Path, file: str, list_: str, known: str, columns: Pairs[str, str | None], sheet: str = ""
) -> Mapping:
    """Save what each heading means: a field, "-" (ignored), "" (not known), or None: what the list's own words say.

    A mapping `known` by name keeps everything else it says; a new one is called after the file and of the `list_`, and
    of one `sheet` alone where that is named.
    Raises BadRequest for a list, a mapping or a field that does not exist, ColumnsUnclear where no column means anything
    or one that the list needs is not among them.
    """
    named = {head: field_of(list_, head) if field is None else field for head, field in columns.items() if head}
    if reading := Mappings.of(folder).get(known) if known else None:
        kept = reading.mapping
        tied = {tie.column for tie in kept.ties} - kept.columns.keys()
        named = {heading: field for heading, field in named.items() if heading not in tied}
        made = kept.model_copy(update={"columns": named, "ignore": ()})
    elif list_ in list_names():
        made = Mapping(name=_new_name(folder, f"{list_}-{Path(file).stem}"), list=list_, columns=named, sheet=sheet)
    else:
        raise BadRequest("mapping" if known else "list", known or list_)
    if wrong := next((field for field in named.values() if field not in _fields(made)), None):
        raise BadRequest("field", wrong)
    meant = set(named.values()) - {"", IGNORED, NUMBER}
    if not meant:
        raise ColumnsUnclear("none", "; ".join(named))
    needed = all_sources()[made.list].required if made.list in all_sources() else ()
    if lacking := set(needed) - meant:
        raise ColumnsUnclear("missing", "; ".join(sorted(lacking)))
    try:
        save(folder, made)
    except FileProblem as error:
        raise BadRequest("columns", error.problem.message()) from error
    return made


def field_of(list_: str, heading: str) -> str:
    """What a heading ("Group / Part") means in a list by its own words; "" where it is not known."""
    found = vocabularies().get(list_, NO_WORDS).find(heading.split(" / "))
    return found.field if found else ""


def _fields(mapping: Mapping) -> set[str]:
    return {*choices(mapping.list, mapping.entity), "", IGNORED, NUMBER}


def _new_name(folder: Path, words: str) -> str:
    """A name that no mapping and no source bears."""
    taken = {*all_sources(), *(path.stem for path in paths_in(folder))} if folder.is_dir() else set(all_sources())
    base = name_of(words)[:56]
    return next(name for name in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if name not in taken)
