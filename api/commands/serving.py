"""`run` and `serve`: the page, and before it what the page needs."""

import signal
import socket
import threading
import webbrowser
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Annotated

import typer

from api.command import command
from api.console import Output
from api.opened import log_to_stderr, opened

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.store import Store, Viewer

Port = Annotated[int | None, typer.Option("--port", min=0, max=65535)]
TRIED = 20


def register(app: typer.Typer) -> None:
    command(app, "run", data=False)(run)
    command(app, "serve", data=False)(serve)


def run(
    out: Output, port: Port = None, no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
    no_sample: Annotated[bool, typer.Option("--no-sample")] = False,
) -> None:  # fmt: skip
    from graph.settings import load_settings

    settings = load_settings(**({} if port is None else {"port": port}))
    with (
        _until_told(),
        closing(listen(settings, exact=port is not None)) as door,
        opened(out, settings) as (store, viewer),
    ):
        store.ensure_schema()
        if not no_sample:
            load_sample(out, store, viewer)
        serve_on(out, settings, door, store, browser=not no_browser)
    out.note(out.t("stopped"))


def serve(out: Output, host: Annotated[str | None, typer.Option("--host")] = None, port: Port = None) -> None:
    from graph.settings import load_settings

    given = {"host": host, "port": port}
    settings = load_settings(**{name: value for name, value in given.items() if value is not None})
    log_to_stderr(settings.log)
    with _until_told(), closing(listen(settings, exact=True)) as door:
        serve_on(out, settings, door)
    out.note(out.t("stopped"))


def listen(settings: "Settings", exact: bool) -> socket.socket:
    """The bound port: the one set, or with `exact` false the first free one from there. Raises PortTaken."""
    from graph.errors import PortTaken

    ports = [settings.port] if exact else [*range(settings.port, min(settings.port + TRIED, 65536)), 0]
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    for port in ports:
        with suppress(OSError):
            return socket.create_server((settings.host, port), family=family, backlog=512)
    raise PortTaken(host=settings.host, port=settings.port)


def load_sample(out: Output, store: "Store", viewer: "Viewer") -> None:
    """Our own lists of Hải Phòng, where the graph holds no claim yet."""
    from api.commands.loading import load
    from graph.counts import counts

    if counts(store, viewer)["claims"]:
        return
    out.note(out.t("sample_loading"))
    with as_file(files("ingest") / "samples") as folder:
        load(out, store, [folder])


def serve_on(
    out: Output, settings: "Settings", door: socket.socket, store: "Store | None" = None, browser: bool = False
) -> None:
    """Serve until told to stop. The address goes to stdout once the door is open."""
    import uvicorn

    from api.app import create_app

    config = uvicorn.Config(
        create_app(settings, store), log_config=None, access_log=settings.log in ("debug", "info"), server_header=False,
        timeout_graceful_shutdown=5, lifespan="on",
    )  # fmt: skip
    address = shown_address(settings.host, door.getsockname()[1])
    out.say(out.t("serving", address=address))
    if browser:
        threading.Timer(0.8, lambda: webbrowser.open(address)).start()
    uvicorn.Server(config).run(sockets=[door])


def shown_address(host: str, port: int) -> str:
    name = socket.gethostname() if host in ("0.0.0.0", "::") else host  # noqa: S104 - shown, not bound
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


@contextmanager
def _until_told() -> Generator[None]:
    """Ctrl-C and SIGTERM alike end the block quietly, with everything in it put away."""

    def told(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, told)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)
