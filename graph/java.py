"""The Java and the server that the wheel of the embedded engine brings, and the words it is started with."""

import os
import secrets
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import psutil

from graph.errors import EngineMissing, MemoryShort

PACKAGE = "arcadedb-embedded"
DATABASE = "amity"
NEEDED_MB = 400
COMMAND_SECONDS = 60  # one number for reads and writes: a batch must fit, however busy the machine
# 2: at commit the log is flushed to the disk before the answer, so what was acknowledged outlives a power cut as far as
# the disk keeps its word. Measured against 0: batches of 2,000 rows 5 % slower, a single edit 1.7 instead of 1.2 ms.
FLUSH = 2

_OPENS = (
    "--add-exports=java.management/sun.management=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What only the owner of the data folder knows: generated, never chosen, never on a command line."""

    root: str
    reader: str
    token: str

    @staticmethod
    def generate() -> "Credentials":
        return Credentials(secrets.token_hex(16), secrets.token_hex(16), secrets.token_hex(16))


def engine_version() -> str:
    """The installed engine's version ("26.10.2"). Raises EngineMissing."""
    try:
        return version(PACKAGE).partition(".post")[0]
    except PackageNotFoundError:
        raise EngineMissing from None


def package() -> Path:
    """The folder with `jre` and `jars`. Raises EngineMissing."""
    spec = find_spec(PACKAGE.replace("-", "_"))
    folder = Path(spec.origin).parent if spec and spec.origin else None
    if folder is None or not (folder / "jars").is_dir():
        raise EngineMissing
    return folder


def java() -> Path:
    """The `java` of the wheel. Raises EngineMissing."""
    program = package() / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    if not program.exists():
        raise EngineMissing
    return program


def heap_mb() -> int:
    """A quarter of the machine, between 512 MB and 2 GB. Raises MemoryShort if too little is free."""
    memory = psutil.virtual_memory()
    total, free = memory.total // 2**20, min(memory.available // 2**20, _container_free())
    if free < NEEDED_MB:
        raise MemoryShort(free=free, needed=NEEDED_MB)
    return max(512, min(2048, total // 4, free // 2))


def arguments(home: Path, bolt: int, http: int, secret: Credentials, heap: int) -> list[str]:
    """What follows `java`: everything is bound to this machine only, files and URLs are closed to LOAD CSV."""
    settings = {
        "server.rootPassword": secret.root,
        "server.defaultDatabases": f"{DATABASE}[root,reader:{secret.reader}:reader]",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.rootPath": str(home),
        "server.mode": "production",
        "bolt.host": "127.0.0.1",
        "bolt.port": str(bolt),
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": str(http),
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "command.timeout": str(COMMAND_SECONDS * 1000),
        "txWalFlush": str(FLUSH),
    }
    return [
        f"-Xmx{heap}m",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-OmitStackTraceInFastThrow",
        *_OPENS,
        "-cp",
        str(package() / "jars" / "*"),
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def argument_file(words: list[str]) -> str:
    """The words as `java @file` reads them: a command line is open to everybody on the machine, a file is not."""
    return "\n".join('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words) + "\n"


def environment() -> dict[str, str]:
    """Ours without what would change Java, and with a locale in which it can read Vietnamese folder names."""
    unwanted = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "LANG", "LC_CTYPE"}
    return {k: v for k, v in os.environ.items() if k not in unwanted} | {"LC_ALL": "C.UTF-8"}


def _container_free() -> int:
    """MB left of the container's memory limit; very many where there is none."""
    group = Path("/sys/fs/cgroup")
    try:
        return (int((group / "memory.max").read_text()) - int((group / "memory.current").read_text())) // 2**20
    except (OSError, ValueError):
        return sys.maxsize
