"""The embedded engine is one a data folder, private, on this machine only, and never left behind."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import psutil
import pytest

from graph.embedded import Engine
from graph.errors import DataNewer, DataUnwritable, DiskFull, EngineFailed, MemoryShort, StatementRefused, StoreRefused
from graph.home import Home
from graph.java import DATABASE, heap_mb
from graph.settings import load_settings
from graph.store import BoltStore, open_store
from tests.support import nodes, read, write

ROOT = Path(__file__).parents[2]
USER = """
import signal, sys, time
from pathlib import Path
from graph.settings import load_settings
from graph.store import open_store
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background of a shell passes over Ctrl-C
with open_store(load_settings(neo4j_uri=None, data_dir=Path(sys.argv[1]))) as store:
    store.ensure_schema()
    print(store.uri, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose path has spaces and Vietnamese letters; whatever still runs in it is ended."""
    data = tmp_path / "Sổ tay Hữu nghị"
    yield data
    Engine(data).stop()


class User:
    """Another process that uses the engine, as `amity run` does; its answer is the engine's address."""

    def __init__(self, folder: Path) -> None:
        words = [sys.executable, "-c", USER, str(folder)]
        self.process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    @cached_property
    def uri(self) -> str:
        assert self.process.stdout
        with self.process.stdout as said:
            return said.readline().strip()

    def end(self, sign: signal.Signals) -> None:
        self.process.send_signal(sign)
        self.process.wait(30)


def until(what: Callable[[], bool], seconds: float = 30.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not what():
        time.sleep(0.05)
    return what()


def lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(*pids: int) -> bool:
    return until(lambda: not any(map(lives, pids)))


def test_two_processes_starting_at_once_share_one_engine_and_neither_leaves_it_behind(folder: Path) -> None:
    first, second = User(folder), User(folder)
    assert first.uri == second.uri
    running = Engine(folder).status()
    assert running["uri"] == first.uri
    first.end(signal.SIGKILL)
    assert lives(running["java_pid"])
    with open_store(load_settings(neo4j_uri=None, data_dir=folder)) as store:
        write(store, "CREATE (:Entity {id: 'kept'})")
    second.end(signal.SIGKILL)
    assert gone(running["pid"], running["java_pid"])
    assert not Engine(folder).status()["running"]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_engine_ends_with_its_last_user(folder: Path, sign: signal.Signals) -> None:
    user = User(folder)
    assert user.uri
    running = Engine(folder).status()
    user.end(sign)
    assert gone(running["pid"], running["java_pid"])
    assert Home(folder).last_words().endswith("Server is down")


def test_started_to_stay_it_stays_until_it_is_told_to_stop(folder: Path) -> None:
    started = Engine(folder).start()
    user = User(folder)
    assert user.uri == started["uri"]
    user.end(signal.SIGKILL)
    time.sleep(1)
    assert Engine(folder).status() == started
    assert Engine(folder).start() == started
    assert Engine(folder).stop()
    assert gone(started["pid"], started["java_pid"])
    assert not Engine(folder).stop()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start ends what is left")
def test_a_killed_keeper_takes_the_engine_along_and_the_data_stay(folder: Path) -> None:
    settings = load_settings(neo4j_uri=None, data_dir=folder)
    with open_store(settings) as store:
        write(store, "CREATE (:Entity {id: 'kept'})")
        running = Engine(folder).status()
        os.kill(running["pid"], signal.SIGKILL)
        assert gone(running["java_pid"])
    with open_store(settings) as store:
        assert nodes(store, "Entity") == {("kept",)}


def test_an_engine_that_dies_at_work_is_started_again_and_nothing_acknowledged_is_lost(folder: Path) -> None:
    with open_store(load_settings(neo4j_uri=None, data_dir=folder)) as store:
        write(store, "UNWIND range(1, 500) AS i CREATE (:Entity {id: toString(i)})")
        os.kill(Engine(folder).status()["java_pid"], signal.SIGKILL)
        write(store, "CREATE (:Entity {id: 'after'})")
        assert len(nodes(store, "Entity")) == 501


def test_what_a_killed_engine_left_lying_is_no_hindrance(folder: Path) -> None:
    home = Home(folder)
    home.prepare()
    home.write_private(home.running, '{"pid": 1, "started": 1.0, "java": {"pid": 1, "started": 1.0}, "control": 9}')
    assert Engine(folder).find() is None
    with open_store(load_settings(neo4j_uri=None, data_dir=folder)) as store:
        assert read(store, "RETURN 1 AS one") == [{"one": 1}]


def test_secrets_are_private_and_the_engine_is_on_this_machine_only(folder: Path) -> None:
    with Engine(folder).hold() as held:
        java = psutil.Process(Engine(folder).status()["java_pid"])
        secret = held.address.secret
        assert not [word for word in java.cmdline() if secret.root in word or secret.reader in word]
        listening = {c.laddr.ip.removeprefix("::ffff:") for c in java.net_connections("tcp") if c.status == "LISTEN"}
        assert listening == {"127.0.0.1"}
        assert secret.root not in repr(held.address)
    home = Home(folder).engine
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    open_to_others = [p for p in home.rglob("*") if p.is_file() and stat.S_IMODE(p.stat().st_mode) & 0o077]
    assert open_to_others == []


def test_lost_credentials_are_made_anew(folder: Path) -> None:
    settings = load_settings(neo4j_uri=None, data_dir=folder)
    with open_store(settings) as store:
        write(store, "CREATE (:Entity {id: 'kept'})")
    (Home(folder).engine / "credentials.json").unlink()
    with open_store(settings) as store:
        assert nodes(store, "Entity") == {("kept",)}


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Entity {id: 'x'})",
        "MATCH (n:Schema) SET n.version = 99",
        "MATCH (n:Schema) DETACH DELETE n",
        "CREATE CONSTRAINT FOR (n:Other) REQUIRE n.id IS UNIQUE",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    ],
)
def test_the_reader_cannot_write(embedded_reader: BoltStore, text: str) -> None:
    before = nodes(embedded_reader, "Schema", "version")
    with pytest.raises((StoreRefused, StatementRefused)):
        write(embedded_reader, text)
    assert nodes(embedded_reader, "Schema", "version") == before


@pytest.fixture(scope="module")
def embedded_reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    data = tmp_path_factory.mktemp("reader")
    with open_store(load_settings(neo4j_uri=None, data_dir=data)) as store, Engine(data).hold() as held:
        store.ensure_schema()
        reader = BoltStore(store.uri, "reader", held.address.secret.reader, DATABASE, sql=store.sql)
        yield reader
        reader.close()


def test_a_wrong_password_is_refused(embedded_store: BoltStore) -> None:
    stranger = BoltStore(embedded_store.uri, "root", "guess", embedded_store.database, sql=embedded_store.sql)
    with pytest.raises(StoreRefused):
        read(stranger, "RETURN 1")
    stranger.close()


def test_data_of_a_newer_version_are_left_alone(folder: Path) -> None:
    home = Home(folder)
    home.prepare()
    home.write_private(home.engine / "version.json", '{"layout": 1, "engine": "99.1.0"}')
    with pytest.raises(DataNewer, match=r"99\.1\.0"):
        Engine(folder).hold()
    assert sorted(p.name for p in home.engine.iterdir()) == ["config", "lock", "log", "version.json"]


def test_an_engine_that_cannot_start_says_why(folder: Path) -> None:
    home = Home(folder)
    home.prepare()
    (home.engine / "databases").write_text("in the way")
    with pytest.raises(EngineFailed) as problem:
        Engine(folder).hold()
    assert problem.value.values["reason"]
    assert Path(str(problem.value.values["log"])).exists()
    assert not Engine(folder).status()["running"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataUnwritable, match="file"):
        Engine(tmp_path / "file" / "data").hold()


def test_a_full_disk_is_told_with_its_numbers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(folder)
    home.prepare()
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 3 * 2**20}))
    with pytest.raises(DiskFull) as problem:
        home.check()
    assert "3 MB" in problem.value.message("vi")


def test_too_little_memory_is_told_with_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = type("Memory", (), {"total": 1024 * 2**20, "available": 90 * 2**20})
    monkeypatch.setattr("psutil.virtual_memory", lambda: machine)
    with pytest.raises(MemoryShort, match=r"90 MB"):
        heap_mb()
