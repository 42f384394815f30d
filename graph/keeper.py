"""The keeper of one data folder: a small process that runs the embedded engine for whoever needs it.

Started as `python -m graph.keeper FOLDER`. It holds the folder's lock as long as it lives, so there is one engine a
folder, and a lock left by the dead is no lock. Everybody who uses the engine keeps a connection to it: when a user
ends, however badly, the system closes that connection; after the last one the engine is stopped. So no engine outlives
a killed `amity`, and a second `amity` may go on when the first is gone. `amity engine start` asks it to stay.
Should the keeper itself be killed, Linux ends the engine with it; elsewhere the next keeper ends what it finds.
"""

import contextlib
import ctypes
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graph import java
from graph.errors import AmityError, EngineFailed, PortTaken
from graph.home import Home

START_SECONDS = 180.0  # a busy machine takes its time; alone it is two or three
STOP_SECONDS = 30.0
ALONE_SECONDS = 10.0  # for the process that started us to connect


class Keeper:
    """One engine, the connections of its users, and the way to end it."""

    def __init__(self, home: Home) -> None:
        self.home, self.secret = home, home.credentials()
        self.stay, self.ending, self.ready = False, False, False
        self.collisions, self.deaths = 0, 0
        self.alone_until = time.monotonic() + ALONE_SECONDS
        self.deadline = time.monotonic() + START_SECONDS
        self.child: subprocess.Popen[bytes] | None = None
        self.users: set[socket.socket] = set()
        self.waiting: set[socket.socket] = set()
        self.doors = selectors.DefaultSelector()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.bolt, self.http = _free_ports(2)

    def run(self) -> None:
        """Serve until nobody needs the engine. Raises EngineFailed, PortTaken."""
        self.doors.register(self.listener, selectors.EVENT_READ, self._greet)
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._told_to_end)
        try:
            self._start()
            self._announce()
            self._serve()
        except AmityError as problem:
            self._tell_waiting(_words(problem))
            raise
        finally:
            self._end_engine()

    def close(self) -> None:
        """Let go of every user: their connection ends only now, when folder and lock are free again."""
        for user in self.users | self.waiting:
            user.close()

    def _serve(self) -> None:
        while not self.ending:
            for key, _ in self.doors.select(0.5 if self.ready else 0.05):
                key.data(key.fileobj)
            if self.child and self.child.poll() is not None:
                self._engine_died()
            if not self.ready:
                self._look_if_ready()
            if not self.users and not self.stay and time.monotonic() > self.alone_until:
                self.ending = True

    def _look_if_ready(self) -> None:
        if self._answers():
            self.ready = True
            self.home.mark_version()
            self._tell_waiting(self._where())
        elif time.monotonic() > self.deadline:
            raise EngineFailed(reason=f"no answer within {START_SECONDS:.0f} s", log=self.home.output)

    def _start(self) -> None:
        heap = java.heap_mb()
        words = java.arguments(self.home.engine, self.bolt, self.http, self.secret, heap)
        self.home.write_private(self.home.words, java.argument_file(words))
        with self.home.output.open("wb") as output:
            self.child = subprocess.Popen(
                [str(java.java()), f"@{self.home.words}"],
                cwd=self.home.engine,
                env=java.environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_parent() if sys.platform == "linux" else None,
            )
        self.home.write_running(self.child.pid, self._where() | {"control": self.listener.getsockname()[1]})

    def _engine_died(self) -> None:
        """Start it again: on the same ports if it was at work, on others if somebody took one meanwhile."""
        said = self.home.last_words()
        if self.ready:
            self.deaths, self.ready = self.deaths + 1, False
        elif "Address already in use" in said:
            self.collisions += 1
            self.bolt, self.http = _free_ports(2)
        else:
            raise EngineFailed(reason=said.rpartition("\n")[2] or "it said nothing", log=self.home.output)
        if self.collisions > 2:
            raise PortTaken(host="127.0.0.1", port=self.bolt)
        if self.deaths > 3:
            raise EngineFailed(reason=f"it ended {self.deaths} times by itself", log=self.home.output)
        self.deadline = time.monotonic() + START_SECONDS
        self._start()

    def _announce(self) -> None:
        _say({"control": self.listener.getsockname()[1]})

    def _where(self) -> dict[str, Any]:
        return {"bolt": self.bolt, "http": self.http}

    def _answers(self) -> bool:
        request = b"GET /api/v1/ready HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"
        try:
            with socket.create_connection(("127.0.0.1", self.http), 0.5) as line:
                line.settimeout(2)
                line.sendall(request)
                return b" 204 " in line.recv(64)
        except OSError:
            return False

    def _greet(self, listener: socket.socket) -> None:
        line, _ = listener.accept()
        line.settimeout(2)
        try:
            asked = json.loads(line.recv(4096))
            known = asked.get("token") == self.secret.token
        except (OSError, ValueError, AttributeError):
            known, asked = False, {}
        if not known:
            line.close()
            return
        self.doors.register(line, selectors.EVENT_READ, self._user_left)
        self.users.add(line)
        self._do(asked.get("do"), line)

    def _do(self, wish: object, line: socket.socket) -> None:
        if wish == "stop":
            self.ending = True
        elif wish == "stay":
            self.stay = True
        if self.ready:
            _send(line, self._where())
        else:
            self.waiting.add(line)

    def _tell_waiting(self, words: dict[str, Any]) -> None:
        for line in self.waiting:
            _send(line, words)
        self.waiting.clear()

    def _user_left(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if line.recv(4096):
                return
        self.doors.unregister(line)
        self.waiting.discard(line)
        if self.stay or len(self.users) > 1:
            self.users.discard(line)
            line.close()
        else:
            self.ending = True  # the last line stays open until the engine has stopped: its end tells so

    def _told_to_end(self, *_: object) -> None:
        self.ending = True

    def _end_engine(self) -> None:
        if self.child and self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
        self.home.running.unlink(missing_ok=True)
        self.home.words.unlink(missing_ok=True)


def main(folder: str) -> int:
    """Keep the engine of `folder`; the first line on standard output tells the starter how it went."""
    home = Home(Path(folder))
    keeper: Keeper | None = None
    try:
        os.umask(0o077)
        with FileLock(home.prepare(), timeout=0):
            _complain_to(home.engine / "log" / "keeper.out")
            home.check()
            home.end_leftover()
            keeper = Keeper(home)
            keeper.run()
    except Timeout:
        _say({"held": True})
    except AmityError as problem:
        _say(_words(problem))
        return problem.exit_code
    finally:
        if keeper:
            keeper.close()
    return 0


def _words(problem: AmityError) -> dict[str, Any]:
    return {"error": type(problem).__name__, "values": {k: str(v) for k, v in problem.values.items()}}


def _say(words: dict[str, Any]) -> None:
    """One line to the starter, once; it may be gone."""
    with contextlib.suppress(OSError, ValueError):
        print(json.dumps(words), flush=True)  # noqa: T201 - this line is the protocol
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _complain_to(path: Path) -> None:
    """From now on what goes wrong unforeseen is written there: the starter may end before us."""
    os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)


def _send(line: socket.socket, words: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        line.sendall(json.dumps(words).encode() + b"\n")


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as open_doors:
        doors = [open_doors.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [door.getsockname()[1] for door in doors]


def _die_with_parent() -> Any:
    libc, set_death_signal = ctypes.CDLL(None), 1
    return lambda: libc.prctl(set_death_signal, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
