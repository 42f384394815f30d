"""Lists from an address: fetched over https only, from public hosts only, within bounds of size and time.

A host is looked up once for each connection and the connection goes to the very address that was checked, so neither a
redirect nor a second look-up leads into the office's own network.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2s
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from pathlib import Path
from time import monotonic
from urllib.parse import unquote, urljoin, urlsplit

import httpcore2

from graph.deadline import Hurried, Late
from graph.names import nfc
from ingest.problems import FileProblem, problem

Address = IPv4Address | IPv6Address
_HEADERS = [("Accept", "*/*"), ("Accept-Encoding", "identity"), ("User-Agent", "amity")]
_NAT64 = IPv6Network("64:ff9b::/96")
_MOVED = (301, 302, 303, 307, 308)
_NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be fetched: bytes of the file, seconds of the whole, redirects on the way."""

    size: int = 200 << 20
    seconds: float = 120.0
    redirects: int = 5


BOUNDS = Bounds()


def is_address(text: str) -> bool:
    """Whether what was given as a path is the address of a list."""
    return text.lower().startswith(("http://", "https://", "ftp://", "file://"))


def public(address: Address) -> bool:
    """Whether an address lies in the open internet."""
    inner: Address = address
    if isinstance(address, IPv6Address):
        carried = IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
        inner = address.ipv4_mapped or address.sixtofour or carried or address
    return all(one.is_global and not one.is_multicast for one in (address, inner))


def fetched(
    url: str,
    folder: Path,
    bounds: Bounds = BOUNDS,
    allowed: Callable[[Address], bool] = public,
    context: ssl.SSLContext | None = None,
) -> Path:
    """The file at an address, laid into a folder under its own name. Raises FileProblem saying why it is refused."""
    deadline = monotonic() + bounds.seconds
    asked, backend = url, _Guarded(allowed, deadline)
    trust = context or ssl.create_default_context()
    try:
        with httpcore2.ConnectionPool(ssl_context=trust, network_backend=backend) as pool:
            for _ in range(bounds.redirects + 1):
                _https(url)
                with pool.stream("GET", url, headers=_HEADERS) as answer:
                    said = {name.lower(): value for name, value in answer.headers}
                    if answer.status in _MOVED and (target := said.get(b"location")):
                        url = urljoin(url, target.decode("latin-1"))
                        continue
                    if answer.status != 200:
                        raise FileProblem(problem("address-status", url, status=answer.status))
                    return _save(
                        answer.iter_stream(),
                        folder / _name(url, urlsplit(asked).query),
                        bounds,
                        int(said.get(b"content-length", 0)),
                    )
    except (httpcore2.TimeoutException, Late) as error:
        raise FileProblem(problem("address-slow", url, seconds=round(bounds.seconds))) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError, ValueError) as error:
        raise FileProblem(problem("address-unreachable", url, reason=str(error)[:80])) from error
    raise FileProblem(problem("address-redirects", url, limit=bounds.redirects))


def _https(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise FileProblem(problem("address-scheme", url))


def _save(blocks: Iterable[bytes], target: Path, bounds: Bounds, stated: int) -> Path:
    held = 0
    with target.open("xb") as file:
        for block in blocks:
            held += len(block)
            if max(held, stated) > bounds.size:
                raise FileProblem(problem("address-large", limit=bounds.size >> 20))
            file.write(block)
    return target


def _name(url: str, query: str) -> str:
    """The list's name: the last part of the path and a mark of what was asked for there, so that an address fetched again
    is the same list, and another question to the same service is another one."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).replace("/", "_").replace("\\", "_")
    name = nfc("".join(sign for sign in last if sign.isprintable()))[-_NAME_LENGTH:].strip(". ")
    said = Path(name or parts.hostname or "list")
    return f"{said.stem}-{blake2s(query.encode(), digest_size=4).hexdigest()}{said.suffix}" if query else str(said)


class _Guarded(Hurried):
    """Connects to an address that was looked up and checked in the same breath."""

    def __init__(self, allowed: Callable[[Address], bool], deadline: float) -> None:
        super().__init__(deadline)
        self.allowed = allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        looked_up = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        *others, last = dict.fromkeys(str(entry[4][0]) for entry in looked_up)  # in the system's order
        if not all(self.allowed(ip_address(address.partition("%")[0])) for address in (*others, last)):
            raise FileProblem(problem("address-private", host))
        for address in others:  # one that this network does not reach (IPv6) is no reason to give up
            with suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
        return super().connect_tcp(last, port, timeout, local_address, socket_options)
