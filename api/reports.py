"""Reports that are worked out beside the pages: whoever waits sees how far they are, goes on elsewhere, or stops them."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from hashlib import blake2s
from threading import Lock
from typing import Any, Literal

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from graph.asked import NotFound
from graph.kept import Stopped
from graph.report import Watch

PATIENCE = 2.0
"""Seconds that a page waits before it says how far the report is."""
_AT_ONCE, _REMEMBERED = 2, 50
State = Literal["working", "done", "stopped", "failed"]


@dataclass(slots=True)
class Running:
    """One report; `address` is where its answer is read."""

    id: str
    address: str
    watch: Watch
    task: Future[Any]

    @property
    def state(self) -> State:
        if not self.task.done():
            return "stopped" if self.watch.stopped else "working"
        if self.task.cancelled() or isinstance(problem := self.task.exception(), Stopped):
            return "stopped"
        return "failed" if problem else "done"

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "state": self.state, "done": self.watch.done, "of": self.watch.of, "answer": self.address,
        }  # fmt: skip


class Reports:
    """The reports of one server process. What they work out is kept with the graph (`graph.kept`), not here."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="amity-report")
        self._lock, self._running = Lock(), dict[str, Running]()

    def begin(self, address: str, work: Callable[[Watch], Any]) -> Running:
        """Work something out for the answer at `address`; whoever asks for the same one meanwhile waits for the same."""
        id_ = blake2s(address.encode(), digest_size=8).hexdigest()
        with self._lock:
            known = self._running.get(id_)
            if known is None or known.state != "working":
                watch = Watch()
                known = self._running[id_] = Running(id_, address, watch, self._pool.submit(work, watch))
            ended = [one.id for one in self._running.values() if one.task.done()]
            for old in ended[:-_REMEMBERED]:
                del self._running[old]
        return known

    def wait(self, running: Running) -> bool:
        """Whether it ends within our patience. Raises what it raises; one that was stopped never ends."""
        try:
            running.task.result(self.patience)
        except (NotYet, Stopped, CancelledError):
            return False
        return True

    def later(self, request: Request, work: Callable[[Watch], Any]) -> Response | None:
        """202 with where to ask how far it is, for a program that prefers not to wait and would have to (RFC 7240)."""
        if not preferred(request):
            return None
        running = self.begin(f"{request.url.path}?{request.url.query}".rstrip("?"), work)
        if self.wait(running):
            return None
        return accepted(running.as_json(), f"/api/v1/reports/{running.id}")

    def get(self, id: str) -> Running:
        """One that was begun. Raises NotFound."""
        with self._lock:
            if id not in self._running:
                raise NotFound(id)
            return self._running[id]

    def stop(self, id: str) -> Running:
        """Nobody wants it any more. Raises NotFound."""
        running = self.get(id)
        running.watch.stop()
        running.task.cancel()
        return running

    def close(self) -> None:
        with self._lock:
            for running in self._running.values():
                running.watch.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)


def preferred(request: Request) -> bool:
    """Whether a program would rather not wait (RFC 7240)."""
    return "respond-async" in request.headers.get("prefer", "")


def accepted(told: Any, where: str) -> Response:
    """202: it is begun, and told how far it is at the address `where`."""
    return JSONResponse(told, 202, {"location": where, "preference-applied": "respond-async"})
