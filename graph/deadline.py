"""Connections to others that end with the time for the whole, however slowly the other side drips."""

import ssl
from collections.abc import Iterable
from time import monotonic

import httpcore2

_AT_ONCE = 15.0  # seconds that one read or write may take


class Late(Exception):
    """The time for the whole is over."""


class Hurried(httpcore2.NetworkBackend):
    """Connects as usual; what it opens ends at the deadline, a moment of `monotonic`."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self.plain.connect_tcp(host, port, _left(self.deadline), local_address, socket_options)
        return _Timed(stream, self.deadline)


class _Timed(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.deadline))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Timed(self.stream.start_tls(ssl_context, server_hostname, _left(self.deadline)), self.deadline)

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)


def _left(deadline: float) -> float:
    if (left := deadline - monotonic()) <= 0:
        raise Late
    return min(left, _AT_ONCE)
