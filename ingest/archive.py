"""Archives: the files of a zip laid into a folder, with nothing outside it and no more than a machine can bear."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePath, PurePosixPath

from graph.names import nfc
from ingest.problems import FileProblem, Problem, problem
from ingest.readers.packed import BROKEN_ZIP, swells

FILES_LIMIT = 10_000
UNPACKED_LIMIT = 4 << 30
"""Bytes that all files of one archive may come to."""
_BLOCK = 1 << 20
_DOCUMENTS = ("[Content_Types].xml", "mimetype")  # Word and Excel files, OpenDocument


def is_archive(path: Path) -> bool:
    """Whether a file is a zip of files, not a document or workbook that is packed as one."""
    if path.suffix.lower() == ".zip":
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return not any(name in archive.namelist() for name in _DOCUMENTS)
    except BROKEN_ZIP:
        return False


def unpacked(path: Path, folder: Path) -> list[Problem]:
    """Lay the files of an archive into an empty folder, each under its own name; gives back what was left out, as
    another file of the archive has its name.

    Raises FileProblem for a damaged, locked or oversized archive and for archives within it.
    """
    twice: list[Problem] = []
    first: dict[str, str] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for member in _members(archive):
                if first.setdefault(_name(member), member.filename) is member.filename:
                    _unpack(archive, member, folder / _name(member))
                else:
                    twice.append(problem("file-name-twice", first[_name(member)]).at(file=member.filename))
            return twice
    except (*BROKEN_ZIP, UnicodeError) as error:
        raise FileProblem(problem("archive-broken", reason=" ".join(str(error).split())[:80])) from error


def _members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files worth laying out, after a look at all of them together."""
    members = [m for m in archive.infolist() if not m.is_dir() and not hidden(_path(m))]
    if len(members) > FILES_LIMIT:
        raise FileProblem(problem("archive-too-large", count=len(members), limit=FILES_LIMIT))
    if sum(m.file_size for m in members) > UNPACKED_LIMIT:
        raise FileProblem(problem("archive-bomb", _largest(members)))
    for member in members:
        if member.flag_bits & 1:
            raise FileProblem(problem("archive-password", member.filename))
        if swells(member):
            raise FileProblem(problem("archive-bomb", member.filename))
        if _name(member).lower().endswith((".zip", ".7z", ".rar", ".gz", ".tar")):
            raise FileProblem(problem("archive-nested", member.filename))
        yield member


def _largest(members: list[zipfile.ZipInfo]) -> str:
    return max(members, key=lambda m: m.file_size).filename


def hidden(path: PurePath) -> bool:
    """Whether a file is one that a system or an office program keeps for itself, or lies in such a folder."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts if part not in ("..", "."))


def _path(member: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(member.filename.replace("\\", "/"))


def _name(member: zipfile.ZipInfo) -> str:
    """The file's own name, without the folders it lay in; names from before UTF-8 are taken as such where they can be."""
    name = member.filename.replace("\\", "/").rstrip("/").rpartition("/")[2]
    if not member.flag_bits & 0x800 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return nfc("".join(sign for sign in name if sign.isprintable()))[-150:] or "_"


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """Block by block, no further than the size that the archive states."""
    left = member.file_size
    with archive.open(member) as packed, target.open("xb") as laid:
        while block := packed.read(_BLOCK):
            if (left := left - len(block)) < 0:
                raise FileProblem(problem("archive-bomb", member.filename))
            laid.write(block)
