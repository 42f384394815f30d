"""Files that officers sent over the page: kept under the data folder until a week after they were loaded.

    <data folder>/uploads/<id>/state.json      what was sent, what was chosen, how far it is
                               files/<name>    a list is known by its file's name, so each keeps its own

One upload is one job. What is written here is for the owner of the data folder alone.
"""

import re
import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import IO

from pydantic import TypeAdapter, ValidationError

from graph.asked import NotFound
from graph.errors import DataUnwritable, DiskFull
from graph.names import nfc
from ingest.archive import is_archive, unpacked
from ingest.disk import disk_full, written_to
from ingest.files import endings
from ingest.problems import FileProblem, problem
from ingest.upload import Sent, Upload

KEPT = timedelta(days=7)
NAME_BYTES = 200
_ID = re.compile(r"\d{14}-[0-9a-f]{16}")
_UNSAFE = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)


class Shelf:
    """The uploads of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "uploads"

    def keep(self, files: list[tuple[str, IO[bytes]]]) -> Upload:
        """Lay files down under a new id, archives unpacked. Raises DiskFull or DataUnwritable; then nothing is kept."""
        now = datetime.now(UTC)
        upload = Upload(f"{now:%Y%m%d%H%M%S}-{token_hex(8)}", now.isoformat(timespec="seconds"))
        try:
            with written_to(self.folder):
                for folder in (self.folder, self.folder / upload.id, self._files(upload)):
                    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                for name, stream in files:
                    self._lay(upload, safe_name(name), stream)
                self.save(upload)
        except (DiskFull, DataUnwritable):
            self.remove(upload.id)
            raise
        return upload

    def get(self, id: str) -> Upload:
        """Raises NotFound, also for an upload whose days are over."""
        if not _ID.fullmatch(id):
            raise NotFound(what=id)
        try:
            return _stored().validate_json((self.folder / id / "state.json").read_bytes())
        except (OSError, ValidationError):
            raise NotFound(what=id) from None

    def save(self, upload: Upload) -> None:
        """In one step, so that a reader never meets half of it."""
        with written_to(self.folder):
            half = self.folder / upload.id / f"state.{token_hex(4)}"
            half.write_bytes(_stored().dump_json(upload))
            half.chmod(0o600)
            half.replace(self.folder / upload.id / "state.json")

    def listed(self) -> list[Upload]:
        """All, the latest first."""
        found: list[Upload] = []
        for path in sorted(self.folder.glob("*-*"), reverse=True):
            with suppress(NotFound):
                found.append(self.get(path.name))
        return found

    def paths(self, upload: Upload) -> list[Path]:
        """The files that are to be loaded."""
        return [self._files(upload) / one.name for one in upload.files if not one.skip]

    def path(self, upload: Upload, sent: Sent) -> Path:
        return self._files(upload) / sent.name

    def remove(self, id: str) -> None:
        """Take an upload and its files away; what was loaded from them stays in the graph."""
        if _ID.fullmatch(id):
            shutil.rmtree(self.folder / id, ignore_errors=True)

    def expire(self, now: datetime | None = None) -> None:
        """Remove what was loaded, or sent and never loaded, more than seven days ago, and folders without a state."""
        before = ((now or datetime.now(UTC)) - KEPT).isoformat(timespec="seconds")
        for path in self.folder.glob("*-*"):
            try:
                upload = self.get(path.name)
            except NotFound:
                old = path.name < before.replace("-", "").replace("T", "").replace(":", "")[:14]
            else:
                old = not upload.busy and max(upload.sent, upload.loaded) < before
            if old:
                self.remove(path.name)

    def _files(self, upload: Upload) -> Path:
        return self.folder / upload.id / "files"

    def _lay(self, upload: Upload, name: str, stream: IO[bytes]) -> None:
        with TemporaryDirectory(dir=self.folder / upload.id) as aside:
            path = Path(aside) / name
            with path.open("xb") as laid:
                shutil.copyfileobj(stream, laid, 1 << 20)
            if not is_archive(path):
                self._take(upload, path)
                return
            inside = path.with_name(f"{name} inside")
            inside.mkdir()
            try:
                upload.problems += unpacked(path, inside)
            except FileProblem as error:
                if isinstance(error.__cause__, OSError) and disk_full(error.__cause__):
                    raise error.__cause__ from None  # the archive is not to blame
                upload.problems.append(error.problem.at(file=name))
                return
            for found in sorted(inside.iterdir()):
                if found.suffix.lower() in endings():
                    self._take(upload, found)
                else:
                    upload.problems.append(problem("file-passed-over").at(file=found.name))

    def _take(self, upload: Upload, path: Path) -> None:
        """Move a file to its place; a second one of the same name is refused, as a job would."""
        name = safe_name(path.name)
        if any(one.name.casefold() == name.casefold() for one in upload.files):
            upload.problems.append(problem("file-name-twice", name).at(file=name))
            return
        path.chmod(0o600)
        upload.files.append(Sent(name, path.stat().st_size))
        path.replace(self._files(upload) / name)


@cache
def _stored() -> TypeAdapter[Upload]:
    return TypeAdapter(Upload)


def safe_name(name: str) -> str:
    """A file's own name: no folders, nothing invisible, nothing a file system refuses, in NFC and at most 200 bytes."""
    bare = nfc(re.split(r"[/\\]", name)[-1])
    shown = _UNSAFE.sub("_", "".join(sign for sign in bare if sign.isprintable())).strip().lstrip(".").rstrip(". ")
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = shown, "", ""
    room = NAME_BYTES - len(f"{dot}{ending}".encode())
    cut = stem.encode()[:room].decode(errors="ignore").rstrip()
    made = f"{cut}{dot}{ending}" or "_"
    return f"_{made}" if _DEVICE.match(made) else made
