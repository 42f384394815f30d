"""One run a source at a time: a lease on the source's node, renewed with every batch.

The lease lives in the graph, because two machines may load into one server. A holder on this machine whose process
is gone has lost it at once; elsewhere it lapses after `LEASE`.
"""

import os
import socket
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psutil

import cypher
from graph.errors import StoreError
from graph.store import Store
from ingest.problems import FileProblem, problem

LEASE = timedelta(seconds=120)
_LIVE = set[str]()  # the leases this process believes to hold


class SourceLock:
    """The lease of one source; `renew` before each batch, `release` at the end."""

    def __init__(self, store: Store, source: str) -> None:
        self._store, self._source = store, source
        self._mine = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"

    def renew(self) -> None:
        """Take or keep the lease. Raises FileProblem with who holds it."""
        if not (self._take("-") or self._take(self._gone())):
            raise FileProblem(problem("source-locked", self._source, holder=self._holder()))
        _LIVE.add(self._mine)

    def _take(self, stale: str) -> bool:
        """Whether the lease is ours now; one held by `stale` counts as free."""
        now = datetime.now(UTC)
        times = {"now": now.isoformat(), "until": (now + LEASE).isoformat()}
        query = cypher.load("write/lock_source")
        return bool(self._store.write(lambda tx: tx.run(query, id=self._source, mine=self._mine, stale=stale, **times)))

    def release(self) -> None:
        _LIVE.discard(self._mine)
        self._store.write(lambda tx: tx.run(cypher.load("write/unlock_source"), id=self._source, mine=self._mine))

    def _holder(self) -> str:
        rows = self._store.write(lambda tx: tx.run(cypher.load("write/lock_holder"), id=self._source))
        return str(rows[0]["holder"]) if rows and rows[0]["holder"] else ""

    def _gone(self) -> str:
        """The present holder if it is a process of this machine that has ended, or a run of this one, else nobody's name."""
        host, _, rest = (holder := self._holder()).partition(":")
        pid = rest.partition(":")[0]
        if host != socket.gethostname() or not pid.isdigit():
            return "-"
        ended = holder not in _LIVE if int(pid) == os.getpid() else not psutil.pid_exists(int(pid))
        return holder if ended else "-"


@contextmanager
def locked(store: Store, source: str) -> Generator[SourceLock]:
    """Hold the source for the length of a run."""
    lock = SourceLock(store, source)
    lock.renew()
    try:
        yield lock
    finally:
        with suppress(StoreError):  # an engine in trouble keeps the lease: it lapses, or the next run of ours takes it
            lock.release()
