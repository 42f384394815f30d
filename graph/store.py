"""The one door to a graph database: reads with a time limit, writes with the one retry policy, over Bolt.

Nothing of the driver leaves this module: rows are plain dicts, errors are `graph.errors`. Parameters are never logged.
"""

import contextlib
import shutil
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as WaitedTooLong
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, LiteralString, Protocol, TypeVar, cast

import neo4j
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

import cypher
from graph import errors, schema
from graph.embedded import Engine
from graph.java import DATABASE, engine_version
from graph.retry import Overtaken, Tries, Trouble, meaning
from graph.settings import Settings
from graph.stamp import stamped

T = TypeVar("T")
Rows = list[dict[str, Any]]
Sql = Callable[[str], None]
_PLAIN = frozenset({str, int, float, bool, type(None)})
_READERS = 40  # threads that wait for answers: as many as the page may have requests under way
_SCHEMA_SECONDS = 120.0  # an index over a full graph takes its time
_REPLAN = cypher.Query("replan", "CALL db.prepareForReplanning()", "Count anew before planning.", frozenset())
_COMPONENTS = cypher.Query("components", "CALL dbms.components() YIELD versions, edition", "Who?", frozenset())


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks. A query that names `$viewer_role`, `$viewer_provinces` or `$viewer_personal` is given these."""

    user: str = "local"
    role: str = "officer"
    provinces: frozenset[str] = frozenset()
    personal: bool = True

    def scope(self, query: cypher.Query) -> dict[str, Any]:
        known = {
            "viewer_user": self.user,
            "viewer_role": self.role,
            "viewer_provinces": sorted(self.provinces),
            "viewer_personal": self.personal,
        }
        return {name: value for name, value in known.items() if name in query.params}


class Work(Protocol):
    """One transaction under way."""

    def run(self, query: cypher.Query, /, **parameters: object) -> Rows: ...


class Store(Protocol):
    """A graph database."""

    def read(self, query: cypher.Query, viewer: Viewer, /, seconds: float = 10.0, **parameters: object) -> Rows:
        """The rows of a query. Raises QueryTooSlow after `seconds`, and any other StoreError."""
        ...

    def write(self, work: Callable[[Work], T], /, seconds: float = 60.0) -> T:
        """Run `work` in one transaction; it may run several times, so it changes nothing outside. Raises StoreError."""
        ...

    def ensure_schema(self) -> None:
        """Make what is declared and missing; every read and write does so before the first. Raises SchemaError."""
        ...

    def schema(self) -> dict[str, Any]: ...
    def info(self) -> dict[str, str]: ...
    def replan(self) -> None: ...
    def close(self) -> None: ...


class _Transaction:
    def __init__(self, transaction: neo4j.Transaction) -> None:
        self._transaction = transaction

    def run(self, query: cypher.Query, /, **parameters: object) -> Rows:
        _check(query, parameters)
        with _named(query):
            return _rows(self._transaction.run(cast("LiteralString", query.text), parameters))


class BoltStore:
    """A Neo4j, or the embedded engine (then `sql` reaches what Cypher cannot say, and `folder` is where its data lies)."""

    def __init__(
        self, uri: str, user: str, password: str, database: str, sql: Sql | None = None, folder: Path | None = None
    ) -> None:
        self.uri, self.database, self.sql, self._folder, self._auth = uri, database, sql, folder, (user, password)
        self.engine = "embedded" if sql else "neo4j"
        try:
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=self._auth,
                connection_timeout=5,
                connection_acquisition_timeout=15,
                max_connection_pool_size=_READERS + 20,
                liveness_check_timeout=60,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="amity",
            )
        except (DriverError, ValueError, OSError) as problem:
            raise errors.StoreUnreachable(uri=uri) from problem
        self._waiters = ThreadPoolExecutor(_READERS, thread_name_prefix="amity-read")
        self._making, self._made = Lock(), False

    def read(self, query: cypher.Query, viewer: Viewer, /, seconds: float = 10.0, **parameters: object) -> Rows:
        given = parameters | viewer.scope(query)
        _check(query, given)
        self.ensure_schema()
        task = self._waiters.submit(self._retried, partial(self._fetch, query, given, seconds), min(seconds, 30.0))
        try:
            return task.result(seconds + 0.5)
        except WaitedTooLong:
            task.cancel()  # one under way ends by the engine's own limit
            raise errors.QueryTooSlow(seconds=f"{seconds:g}") from None

    def write(self, work: Callable[[Work], T], /, seconds: float = 60.0) -> T:
        self.ensure_schema()
        return self._retried(partial(self._transact, work, seconds))

    def ensure_schema(self) -> None:
        if self._made:
            return
        if not self._making.acquire(timeout=_SCHEMA_SECONDS):
            raise errors.StoreUnreachable(uri=self.uri)
        try:
            if not self._made:
                schema.ensure(self)
                self._made = True
        finally:
            self._making.release()

    def schema(self) -> dict[str, Any]:
        """{"version", "latest", "indexes": [...], "missing": [...]} of the graph as it stands."""
        return schema.state(self)

    def info(self) -> dict[str, str]:
        """{"engine", "server", "version", "edition", "driver", "uri", "database"}; proves that the server answers."""
        said = self.ask(_COMPONENTS)[0]
        ours = {"server": "ArcadeDB", "version": engine_version(), "edition": "embedded"}
        theirs = {"server": "Neo4j", "version": said["versions"][0], "edition": said["edition"]}
        return (ours if self.sql else theirs) | {
            "engine": self.engine,
            "driver": neo4j.__version__,
            "uri": self.uri,
            "database": self.database,
        }

    def replan(self) -> None:
        """Have plans made anew: those of an empty graph are bad ones for a full one. Nothing where it is not needed."""
        if self.sql is None:
            with contextlib.suppress(errors.StatementRefused, errors.StoreRefused):
                self.ask(_REPLAN)

    def close(self) -> None:
        self._driver.close()
        self._waiters.shutdown(wait=False, cancel_futures=True)

    def ask(self, query: cypher.Query) -> Rows:
        """Read without schema and viewer: for the schema itself."""
        return self._retried(partial(self._fetch, query, {}, _SCHEMA_SECONDS), 5.0)

    def change(self, *steps: tuple[cypher.Query, dict[str, Any]]) -> None:
        """Write without schema: for the schema itself."""

        def work(transaction: Work) -> None:
            for query, parameters in steps:
                transaction.run(query, **parameters)

        self._retried(partial(self._transact, work, _SCHEMA_SECONDS))

    def _fetch(self, query: cypher.Query, parameters: dict[str, Any], seconds: float) -> Rows:
        with self._session(neo4j.READ_ACCESS) as session, _named(query):
            return _rows(session.run(neo4j.Query(cast("LiteralString", query.text), timeout=seconds), parameters))

    def _transact(self, work: Callable[[Work], T], seconds: float) -> T:
        with self._session(neo4j.WRITE_ACCESS) as session, session.begin_transaction(timeout=seconds) as transaction:
            result = stamped(_Transaction(transaction), work)
            transaction.commit()
            return result

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self.database,
            default_access_mode=access,
            fetch_size=5000,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    def _retried(self, attempt: Callable[[], T], seconds: float = 30.0) -> T:
        tries = Tries(time.monotonic(), seconds)
        while True:
            try:
                return attempt()
            except (ServiceUnavailable, SessionExpired) as problem:
                trouble, failure = Trouble.PASSING, problem
            except Overtaken as problem:
                trouble, failure = Trouble.RACE, problem
            except Neo4jError as problem:
                trouble, failure = meaning(problem.code), problem
            except DriverError as problem:
                cause = problem.__cause__  # of a failed transaction that its closing tells
                if not isinstance(cause, Neo4jError):
                    raise errors.StoreUnreachable(uri=self.uri) from problem
                trouble, failure = meaning(cause.code), cause
            wait = tries.pause(trouble, time.monotonic())
            if wait is None:
                raise self._told(trouble, failure, seconds) from failure
            time.sleep(wait)

    def _told(self, trouble: Trouble, failure: Exception, seconds: float) -> errors.StoreError:
        """The error of ours that says what `failure` means."""
        code = failure.code if isinstance(failure, Neo4jError) else None
        match trouble:
            case Trouble.PASSING if code is None:
                return errors.StoreUnreachable(uri=self.uri)
            case Trouble.PASSING | Trouble.RACE:
                return errors.Conflict()
            case Trouble.LOST:
                free = shutil.disk_usage(self._folder).free // 2**20 if self._folder else "?"
                return errors.StorageFailed(path=self._folder or self.uri, free=free)
            case Trouble.SLOW:
                return errors.QueryTooSlow(seconds=f"{seconds:g}")
            case Trouble.BIG:
                return errors.QueryTooBig()
            case Trouble.REFUSED:
                return errors.StoreRefused(uri=self.uri)
            case Trouble.NO_DATABASE:
                return errors.DatabaseMissing(uri=self.uri, database=self.database)
            case Trouble.UNSURE | Trouble.WRONG:
                return errors.StatementRefused(statement=" ".join(getattr(failure, "__notes__", ())), reason=code)


@contextlib.contextmanager
def open_store(settings: Settings) -> Generator[BoltStore]:
    """The store that the settings name; the embedded engine runs at least as long as it is open. Raises AmityError."""
    with contextlib.ExitStack() as things:
        if settings.neo4j_uri:
            password = settings.neo4j_password.get_secret_value()
            store = BoltStore(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database)
        else:
            address = things.enter_context(Engine(settings.data_dir).hold()).address
            store = BoltStore(
                address.uri, "root", address.secret.root, DATABASE, sql=address.sql, folder=settings.data_dir
            )
        things.callback(store.close)
        yield store


@contextlib.contextmanager
def _named(query: cypher.Query) -> Generator[None]:
    """Have an error of the server bear the name of the statement; never its parameters."""
    try:
        yield
    except Neo4jError as problem:
        problem.add_note(query.name)
        raise


def _check(query: cypher.Query, parameters: dict[str, Any]) -> None:
    """A slip of ours is told before the server is asked: a place not filled, a parameter missing or too many."""
    if query.places:
        raise ValueError(f"{query.name}: places not filled: {sorted(query.places)}")
    if query.params != parameters.keys():
        raise TypeError(f"{query.name} takes {sorted(query.params)}, was given {sorted(parameters)}")


def _rows(result: neo4j.Result) -> Rows:
    keys = result.keys()
    return [dict(zip(keys, map(_plain, record.values()), strict=True)) for record in result]


def _plain(value: Any) -> Any:
    """A value without anything of the driver: nodes and ties become their properties, times ISO text."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [item if type(item) in _PLAIN else _plain(item) for item in value]
    if kind is dict:
        return {name: item if type(item) in _PLAIN else _plain(item) for name, item in value.items()}
    if isinstance(value, neo4j.graph.Node | neo4j.graph.Relationship):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, neo4j.graph.Path):
        return [_plain(node) for node in value.nodes]
    return value.iso_format() if hasattr(value, "iso_format") else str(value)
