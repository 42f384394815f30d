"""A real Neo4j Community for tests, without Docker and without an installer.

    python -m tests.neo4j_server [--version 2026.09.0]     assemble it (once a machine), start it, print its address

Its own Maven artifacts are gathered with `mvn` into a per-user cache folder, and run on the Java of the embedded
engine's wheel. Neo4j Community is GPLv3: a separate process for tests, never shipped with Amity.
"""

import argparse
import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from graph.java import environment, java

NEWEST = "2026.09.0"
LTS = "5.26.29"
HOW = "install Maven (`apt-get install maven`, `brew install maven`); the rest comes by itself, about 160 MB, once"
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""
_CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.enabled=true
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=256m
dbms.memory.transaction.total.max=512m
db.memory.transaction.max=256m
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=keep_none
dbms.security.allow_csv_import_from_file_urls=false
dbms.security.procedures.allowlist=db.*,dbms.components,dbms.routing.*
"""
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


class Unavailable(RuntimeError):
    """No Neo4j can be assembled or started here; the text says what is missing."""


def jars(version: str) -> Path:
    """The folder with the server's jars, fetched if they are not there. Raises Unavailable."""
    home = user_cache_path("amity-tests", appauthor=False) / f"neo4j-{version}"
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / "lock"):
        if not (home / "complete").exists():
            _fetch(home, version)
            (home / "complete").touch()
    return home / "lib"


def _fetch(home: Path, version: str) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable(f"no mvn on this machine: {HOW}")
    (home / "pom.xml").write_text(_POM.format(version=version), encoding="utf-8")
    words = [maven, "-q", "-B", "-f", str(home / "pom.xml"), "dependency:copy-dependencies"]
    words += ["-DincludeScope=runtime", f"-DoutputDirectory={home / 'lib'}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"mvn could not fetch Neo4j {version}: {done.stdout[-500:]}")


class Server:
    """One server with its data; `kill` is a power cut, `start` brings it back over the same data at the same address."""

    def __init__(self, home: Path, version: str, measured: bool) -> None:
        self.home, self.version, self.measured = home, version, measured
        self.lib, self.port = jars(version), _free_port()
        self.password = _lay_out(home, self.lib, self.port)
        self.uri = f"bolt://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Raises Unavailable."""
        with (self.home / "server.out").open("wb") as output:
            self.process = subprocess.Popen(
                _command(self.home, self.lib, self.version, self.measured),
                env=environment() | {"NEO4J_HOME": str(self.home)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _wait(self.process, self.port, self.home / "server.out")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def standing(version: str = NEWEST, measured: bool = False) -> Iterator[Server]:
    """A fresh, empty server while the context lasts. Raises Unavailable.

    `measured`: with the compiler that a real server uses; else with the quick one, which starts in half the time.
    """
    with tempfile.TemporaryDirectory(prefix="amity-neo4j-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), version, measured)
        try:
            yield server
        finally:
            server.kill()  # its data goes with it: a clean stop would be ten seconds for nothing


@contextlib.contextmanager
def running(version: str = NEWEST, measured: bool = False) -> Iterator[tuple[str, str]]:
    """The same as its address: (uri, password of user neo4j)."""
    with standing(version, measured) as server:
        yield server.uri, server.password


def _lay_out(home: Path, lib: Path, port: int) -> str:
    """Make the server's folders; its password. Setting one takes a Java of its own, so its file is kept in the cache."""
    for name in ("conf", "data", "logs", "plugins", "run", "import", "licenses"):
        (home / name).mkdir()
    (home / "conf" / "neo4j.conf").write_text(_CONF.format(port=port), encoding="utf-8")
    kept, set_here = lib.parent / "auth", home / "data" / "dbms"
    with FileLock(lib.parent / "lock"):
        if not (kept / "password").exists():
            password = secrets.token_hex(8)
            _set_password(home, lib, password)
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(set_here, kept)
            (kept / "password").write_text(password)
    shutil.copytree(kept, set_here, dirs_exist_ok=True, ignore=shutil.ignore_patterns("password"))
    return (kept / "password").read_text()


def _set_password(home: Path, lib: Path, password: str) -> None:
    admin = [str(java()), "-cp", f"{lib}/*", "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password]
    where = environment() | {"NEO4J_HOME": str(home)}
    done = subprocess.run(admin, env=where, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"the first password could not be set: {done.stderr[-500:]}")


def _command(home: Path, lib: Path, version: str, measured: bool) -> list[str]:
    main = "org.neo4j.server.CommunityEntryPoint" if version.startswith("5.") else "org.neo4j.server.Neo4jCommunity"
    compiler = [] if measured else ["-XX:TieredStopAtLevel=1"]
    return [
        str(java()), *compiler, "-Xms512m", "-Xmx1g", "-XX:+UseG1GC", "-XX:-OmitStackTraceInFastThrow",
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENS),
        "--enable-native-access=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8",
        "-cp", f"{home}/plugins/*{os.pathsep}{home}/conf/*{os.pathsep}{lib}/*",
        main, f"--home-dir={home}", f"--config-dir={home}/conf", "--console-mode",
    ]  # fmt: skip


def _wait(server: subprocess.Popen[bytes], port: int, output: Path, seconds: float = 180.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        if b"Started." in output.read_bytes():
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
        time.sleep(0.1)
    raise Unavailable(f"Neo4j did not start: {output.read_text(errors='replace')[-800:]}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def main() -> None:
    """Assemble and run until Ctrl-C."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--version", default=NEWEST)
    version = words.parse_args().version
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), running(version, measured=True) as (uri, password):
        print(f"AMITY_NEO4J_URI={uri} AMITY_NEO4J_PASSWORD={password}", flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
