"""The embedded engine as its users see it: find it or start it, hold it while needed, stop it.

`Engine(data_dir).hold()` is what everybody uses: the engine runs as long as anybody holds it (see `graph.keeper`).
`start()` and `stop()` are for those who want it to run without them.
"""

import base64
import contextlib
import http.client
import json
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph import errors, java
from graph.home import Home

PATIENCE = 240.0  # seconds for another's start or stop to end
_keepers: list[subprocess.Popen[bytes]] = []  # those this process started: they may outlive it


@dataclass(frozen=True, slots=True)
class Address:
    """Where a running engine answers; the passwords stay out of every printed form."""

    bolt: int
    http: int
    secret: java.Credentials

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt}"

    def __repr__(self) -> str:
        return f"Address({self.uri})"

    def sql(self, statement: str) -> None:
        """Run one SQL statement of ours: the little of the engine that Cypher cannot say. Raises StatementRefused."""
        line = http.client.HTTPConnection("127.0.0.1", self.http, timeout=java.COMMAND_SECONDS)
        key = base64.b64encode(f"root:{self.secret.root}".encode()).decode()
        try:
            body = json.dumps({"language": "sql", "command": statement})
            headers = {"Authorization": f"Basic {key}", "Content-Type": "application/json"}
            line.request("POST", f"/api/v1/command/{java.DATABASE}", body, headers)
            answer = line.getresponse()
            if answer.status != http.client.OK:
                reason = json.loads(answer.read() or b"{}").get("exception", answer.status)
                raise errors.StatementRefused(statement=statement, reason=reason)
        except OSError:
            raise errors.StoreUnreachable(uri=self.uri) from None
        finally:
            line.close()


class Hold:
    """A share in a running engine; it is given up by `close`, or by the end of this process."""

    def __init__(self, line: socket.socket, address: Address) -> None:
        self._line, self.address = line, address

    def close(self) -> None:
        """Give it up; if nobody else holds the engine, returns when it has stopped."""
        try:
            self._line.shutdown(socket.SHUT_WR)
            self._line.settimeout(PATIENCE)
            while self._line.recv(4096):
                pass
        except OSError:
            pass  # the engine is gone already: nothing to give up
        finally:
            self._line.close()
            _forget_ended()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Engine:
    """The engine of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir, self._home = data_dir.absolute(), Home(data_dir.absolute())

    def hold(self) -> Hold:
        """Find the running engine or start one, and hold it. Raises EngineError."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if held := self._ask("hold"):
                return held
            self._spawn()
            if held := self._ask("hold"):
                return held
            time.sleep(0.2)
        raise errors.EngineBusy(path=self._home.engine)

    def start(self) -> dict[str, Any]:
        """Have the engine run until `stop`, without us; its status. Raises EngineError."""
        with self.hold():
            if stays := self._ask("stay"):
                stays.close()
        return self.status()

    def stop(self) -> bool:
        """Stop it, whoever uses it; False if none runs. Returns when it has stopped."""
        line = self._call("stop")
        if line is None:
            return False
        with line:
            line.settimeout(PATIENCE)
            while line.recv(4096):
                pass
        return True

    def find(self) -> dict[str, Any] | None:
        """The ports and pids of the running engine, None if none runs."""
        state = self._home.read_running()
        return state or None

    def status(self) -> dict[str, Any]:
        """{"running", "data_dir", "engine", "pid", "java_pid", "uri", "log"}; the last three only when it runs."""
        found: dict[str, Any] = {
            "running": False, "data_dir": str(self.data_dir), "engine": java.engine_version(),
            "log": str(self._home.output),
        }  # fmt: skip
        if state := self.find():
            found |= {"running": True, "pid": state["pid"], "java_pid": state["java"]["pid"]}
            found["uri"] = f"bolt://127.0.0.1:{state['bolt']}"
        return found

    def _spawn(self) -> None:
        """Start a keeper. Raises what kept it from starting; if another one is at work, does nothing."""
        keeper = subprocess.Popen(
            [sys.executable, "-m", "graph.keeper", str(self.data_dir)],
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        _keepers.append(keeper)
        assert keeper.stdout and keeper.stderr
        with keeper.stdout as said, keeper.stderr as complained:
            words = json.loads(said.readline() or b"{}")
            if not words:
                reason = complained.read().decode(errors="replace").strip().rpartition("\n")[2]
                raise errors.EngineFailed(reason=reason or "its keeper ended", log=self._home.output.parent)
        if "error" in words:
            keeper.wait()
            raise_words(words)

    def _call(self, wish: str) -> socket.socket | None:
        state, secret = self._home.read_running(), self._home.known_credentials()
        if not state or not secret:
            return None
        try:
            line = socket.create_connection(("127.0.0.1", state["control"]), 5)
            line.sendall(json.dumps({"token": secret.token, "do": wish}).encode() + b"\n")
        except OSError:
            return None
        return line

    def _ask(self, wish: str) -> Hold | None:
        """Ask the running keeper and wait until its engine is ready; None if it is ending or there is none."""
        line, secret = self._call(wish), self._home.known_credentials()
        if line is None or secret is None:
            return None
        line.settimeout(PATIENCE)
        try:
            words = json.loads(line.recv(4096) or b"{}")
        except (OSError, ValueError):
            words = {}
        if "bolt" not in words:
            with line, contextlib.suppress(OSError):
                while "error" in words and line.recv(4096):
                    pass  # until its keeper is gone too: what is said next about the engine shall be true
            return raise_words(words) if "error" in words else None
        line.settimeout(None)
        return Hold(line, Address(words["bolt"], words["http"], secret))


def _forget_ended() -> None:
    """Take leave of keepers that have ended; one that others still use goes on without us."""
    for keeper in _keepers[:]:
        with contextlib.suppress(subprocess.TimeoutExpired):
            keeper.wait(0.3)
            _keepers.remove(keeper)


def raise_words(words: dict[str, Any]) -> None:
    """Raise the error that a keeper told."""
    kind: type[errors.AmityError] = getattr(errors, words["error"])
    raise kind(**words["values"])
