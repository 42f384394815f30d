"""The data folder of the embedded engine: what lies where, who may read it, who wrote it.

<data dir>/engine/
    lock  running.json  credentials.json  version.json  java.args     ours, readable by the owner only
    config/  databases/  log/                                        the engine's
"""

import contextlib
import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil

from graph.errors import DataNewer, DataUnwritable, DiskFull
from graph.java import Credentials, engine_version

LAYOUT = 1
NEEDED_MB = 200
_GROUPS: dict[str, Any] = {
    "admin": (
        ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        ["createRecord", "readRecord", "updateRecord", "deleteRecord"],
    ),
    "reader": ([], ["readRecord"]),
    "*": ([], []),
}


class Home:
    """Paths of one data folder and the small files in it that are ours."""

    def __init__(self, data_dir: Path) -> None:
        self.engine = data_dir / "engine"
        self.running = self.engine / "running.json"
        self.words = self.engine / "java.args"
        self.output = self.engine / "log" / "server.out"

    def prepare(self) -> Path:
        """Make the folders; the lock's path. Raises DataUnwritable."""
        try:
            self.engine.mkdir(parents=True, exist_ok=True)
            (self.engine / "log").mkdir(exist_ok=True)
            (self.engine / "config").mkdir(exist_ok=True)
            self.engine.chmod(0o700)
            (self.engine / "lock").touch(mode=0o600)
        except OSError as problem:
            raise DataUnwritable(path=self.engine, reason=problem.strerror) from None
        return self.engine / "lock"

    def check(self) -> None:
        """Raises DataNewer if a newer Amity or engine wrote here, DiskFull, DataUnwritable."""
        written = self._read(self.engine / "version.json")
        ours = engine_version()
        if written.get("layout", 0) > LAYOUT or _order(written.get("engine", "0")) > _order(ours):
            found = f"engine {written.get('engine')}, layout {written.get('layout')}"
            raise DataNewer(path=self.engine, found=found, ours=f"engine {ours}, layout {LAYOUT}")
        free = shutil.disk_usage(self.engine).free // 2**20
        if free < NEEDED_MB:
            raise DiskFull(path=self.engine, free=free, needed=NEEDED_MB)
        self._write_groups()

    def mark_version(self) -> None:
        """Called once the engine answers: from now on older ones must not open this folder."""
        self.write_private(self.engine / "version.json", json.dumps({"layout": LAYOUT, "engine": engine_version()}))

    def credentials(self) -> Credentials:
        """The stored ones, or new ones; the engine's own list of users follows them. Only under the lock."""
        path = self.engine / "credentials.json"
        if found := self.known_credentials():
            return found
        (self.engine / "config" / "server-users.jsonl").unlink(missing_ok=True)
        fresh = Credentials.generate()
        self.write_private(path, json.dumps(asdict(fresh)))
        return fresh

    def known_credentials(self) -> Credentials | None:
        """The stored credentials, None if there are none yet."""
        try:
            return Credentials(**self._read(self.engine / "credentials.json"))
        except TypeError:
            return None

    def read_running(self) -> dict[str, Any]:
        """What the keeper wrote down, if the process it names is alive and the same; else nothing."""
        state = self._read(self.running)
        return state if state and _alive(state.get("pid"), state.get("started")) else {}

    def write_running(self, java_pid: int, where: dict[str, Any]) -> None:
        state = where | {
            "pid": os.getpid(),
            "started": _born(os.getpid()),
            "java": {"pid": java_pid, "started": _born(java_pid)},
        }
        self.write_private(self.running, json.dumps(state))

    def end_leftover(self) -> None:
        """End the engine of a keeper that was killed. We hold the lock, so nobody uses it."""
        left = self._read(self.running).get("java", {})
        if _alive(left.get("pid"), left.get("started")):
            with contextlib.suppress(psutil.Error):
                process = psutil.Process(left["pid"])
                process.terminate()
                process.wait(30)
        self.running.unlink(missing_ok=True)

    def last_words(self) -> str:
        """The end of what the engine said."""
        try:
            return self.output.read_text(encoding="utf-8", errors="replace")[-4000:].strip()
        except OSError:
            return ""

    def write_private(self, path: Path, text: str) -> None:
        """Replace a file in one step, readable by its owner only. Raises DataUnwritable."""
        fresh = path.with_name(path.name + ".new")
        try:
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
            fresh.replace(path)
        except OSError as problem:
            raise DataUnwritable(path=path, reason=problem.strerror) from None

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            return {}
        except OSError as problem:
            raise DataUnwritable(path=path, reason=problem.strerror) from None

    def _write_groups(self) -> None:
        groups = {
            name: {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}
            for name, (access, records) in _GROUPS.items()
        }
        document = {"databases": {"*": {"groups": groups}}, "version": 2}
        self.write_private(self.engine / "config" / "server-groups.json", json.dumps(document, indent=1))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _born(pid: int) -> float:
    """When a process began, seconds since 1970: a pid alone may be somebody else's by now. 0 if it has ended."""
    try:
        process = psutil.Process(pid)
        return 0.0 if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.Error:
        return 0.0


def _alive(pid: object, started: object) -> bool:
    return isinstance(pid, int) and isinstance(started, int | float) and started > 0 and abs(_born(pid) - started) < 1.5
