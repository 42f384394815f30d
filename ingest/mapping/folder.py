"""Where mappings are kept: `<data folder>/mappings/*.yaml`, each found again by the headings it needs."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from secrets import token_hex

from graph.settings import Settings
from ingest.disk import written_to
from ingest.headings import UntoldList, Vocabulary, folded, whole
from ingest.mapping.checks import faults
from ingest.mapping.model import Mapping
from ingest.mapping.reading import Reading
from ingest.mapping.text import LARGEST, check_mapping, read_mapping, written
from ingest.problems import FileProblem, Problem, problem
from ingest.readers.head import Head
from ingest.readers.tables import Table, read_tables
from ingest.remembered import NOTHING, Remembered

ENDINGS = (".yaml", ".yml")


class Mappings:
    """The mappings of a job, those of one sheet, those that need most headings and those said last first. `alone`: one named by the officer, for every file.

    `remembered` are answers for files that no mapping reads. `problems` are those of files in the folder that are no mappings; a file named by itself raises FileProblem.
    """

    def __init__(
        self,
        mappings: Iterable[Mapping] = (),
        problems: Sequence[Problem] = (),
        alone: bool = False,
        remembered: Remembered = NOTHING,
    ) -> None:
        by_name = sorted(mappings, key=lambda one: one.name)
        latest = sorted(by_name, key=lambda one: one.said.at if one.said else "", reverse=True)
        found = sorted(map(Reading, latest), key=lambda one: (not one.mapping.sheet, -len(one.words.needs)))
        self._by_name = {one.mapping.name: one for one in found}
        self.problems, self.alone, self.remembered = problems, alone, remembered

    @classmethod
    def of(cls, where: Path | None) -> "Mappings":
        """Those of a folder, the one of a file, or none."""
        if where is None:
            return cls()
        if not where.is_dir():
            return cls([read_mapping(where)], alone=True) if where.exists() or where.suffix in ENDINGS else cls()
        good: dict[str, Mapping] = {}
        bad: list[Problem] = []
        for path in paths_in(where):
            mapping, wrong = check_mapping(path)
            if mapping and not wrong and mapping.name in good:
                wrong = [problem("mapping-name-taken", mapping.name).at(file=path.name)]
            if mapping and not wrong:
                good[mapping.name] = mapping
            bad += wrong[:1]
        answers = NOTHING
        try:
            answers = Remembered.of(where)
        except FileProblem as error:
            bad.append(error.problem)
        return cls(good.values(), bad, remembered=answers)

    def words(self, list_: str | None) -> list[Vocabulary]:
        """What tells their tables; where the officer named a list, of those that are read as it."""
        return [one.words for one in self._by_name.values() if list_ in (None, one.mapping.list)]

    @property
    def required(self) -> dict[str, tuple[str, ...]]:
        """The fields without which a table is not what a mapping takes it for."""
        return {name: one.required for name, one in self._by_name.items()}

    @property
    def readings(self) -> list[Reading]:
        return list(self._by_name.values())

    def get(self, name: str) -> Reading | None:
        return self._by_name.get(name)

    def of_json(self, path: Path, list_: str | None = None) -> Reading | None:
        """The first mapping, of a list where one is named, that a JSON document fits. Raises FileProblem where the one named by itself does not."""
        if not self._by_name or not Head(path).json:
            return None
        fitting = (one for one in self._by_name.values() if list_ in (None, one.mapping.list) or self.alone)
        found = next((one for one in fitting if one.fits_json(path)), None)
        if self.alone and not found:
            raise self.readings[0].unfit(path)
        return found

    def tables(self, path: Path, unread: list[Problem] | None = None) -> Iterator[Table]:
        """The tables of a file as the mapping named by itself reads them. Raises FileProblem where there is none, UntoldList
        after them where other tables lack headings."""
        (only,) = self.readings
        unfit: list[Problem] = []
        try:
            for table in read_tables(path, only.words, {only.mapping.name: ()}, unread=unread):
                if only.words.fits([column.texts for column in table.columns], table.sheet):
                    yield table
                else:
                    said = only.unfit(path, [column.heading for column in table.columns]).problem
                    unfit.append(said.at(sheet=table.sheet, row=table.heading_row))
        except FileProblem as error:
            if error.problem.code == "header-missing":
                raise only.unfit(path, []) from error
            raise
        if unfit:
            raise UntoldList(*unfit)


NONE = Mappings()


def folder_of(settings: Settings) -> Path:
    return settings.data_dir / "mappings"


def paths_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in ENDINGS and path.is_file())


def save(folder: Path, mapping: Mapping) -> Path:
    """Write a mapping in place of the one with its name, and of any that needs the same headings and was said of the same table.

    Raises FileProblem where it names what does not exist here or could not be read again, DiskFull and DataUnwritable; then
    nothing is changed.
    """
    for _, wrong in faults(mapping):
        raise FileProblem(wrong)
    said = written(mapping).encode()
    if len(said) > LARGEST:
        raise FileProblem(problem("mapping-large"))
    path = folder / f"{mapping.name}.yaml"
    half = folder / f".{mapping.name}.{token_hex(4)}"
    with written_to(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            half.write_bytes(said)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
        for other in _same(folder, mapping):
            if other != path:
                other.unlink(missing_ok=True)
    return path


def forget(folder: Path, mapping: Mapping) -> None:
    """Delete the mapping, known by the headings it needs, the sheet it is of and the table of which it was said. Raises DataUnwritable."""
    with written_to(folder):
        for path in _same(folder, mapping):
            path.unlink(missing_ok=True)


def _same(folder: Path, mapping: Mapping) -> list[Path]:
    kept = ((path, check_mapping(path)[0]) for path in (paths_in(folder) if folder.is_dir() else ()))
    return [path for path, one in kept if one and _needs(one) == _needs(mapping)]


def _needs(mapping: Mapping) -> tuple[str, frozenset[str], tuple[str, ...]]:
    needed = frozenset(whole([column]) for column in mapping.needed)
    return folded(mapping.sheet), needed, mapping.said.of if mapping.said else ()
