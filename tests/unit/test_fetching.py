"""Lists from an address: a real TLS server on this machine, reached only because the test allows loopback."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ingest.fetching import Address, Bounds, fetched, public
from ingest.files import Job
from ingest.problems import FileProblem

LIST = b"T\xc3\xaan,N\xc6\xb0\xe1\xbb\x9bc\r\n"


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path.partition("?")[0]:
            case "/danh-s%C3%A1ch.csv":
                self._send(200, LIST)
            case "/moved":
                self._send(302, b"", Location="/danh-s%C3%A1ch.csv")
            case "/inside":
                self._send(302, b"", Location=f"https://10.0.0.1:{self.server.server_port}/x")  # type: ignore[attr-defined]
            case "/plain":
                self._send(302, b"", Location="http://localhost/x")
            case "/loop":
                self._send(302, b"", Location="/loop")
            case "/large":
                self._send(200, b"0" * 5000)
            case "/endless":
                self._send(200, b"", length=None)
                while self._drip(b"0" * 1000):
                    pass
            case "/slow":
                self._send(200, b"", length=None)
                while self._drip(b"0"):
                    sleep(0.05)
            case _:
                self._send(404, b"")

    def _send(self, status: int, body: bytes, length: int | None = 0, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, more: bytes) -> bool:
        try:
            self.wfile.write(more)
        except OSError:
            return False
        return True

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ssl.SSLContext]]:
    folder = tmp_path_factory.mktemp("tls")
    _certify(folder)
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    offered = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    offered.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    serving.socket = offered.wrap_socket(serving.socket, server_side=True)
    Thread(target=serving.serve_forever, daemon=True).start()
    yield f"https://localhost:{serving.server_port}", ssl.create_default_context(cafile=str(folder / "cert.pem"))
    serving.shutdown()
    serving.server_close()


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    day = datetime.now(UTC)
    cert = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(day - timedelta(1)).not_valid_after(day + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "cert.pem").write_bytes(cert.public_bytes(serialization.Encoding.PEM))
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(pem)


def loopback(address: Address) -> bool:
    return address.is_loopback


def refused(server: tuple[str, ssl.SSLContext], path: str, folder: Path, bounds: Bounds | None = None) -> str:
    address, context = server
    with pytest.raises(FileProblem) as said:
        fetched(address + path, folder, bounds or Bounds(seconds=20), loopback, context)
    return said.value.problem.code


@pytest.mark.parametrize("path", ["/danh-s%C3%A1ch.csv", "/moved"])
def test_a_list_is_fetched_under_its_own_name(path: str, server: tuple[str, ssl.SSLContext], tmp_path: Path) -> None:
    address, context = server
    found = fetched(address + path, tmp_path, Bounds(), loopback, context)
    assert (found.name, found.read_bytes()) == ("danh-sách.csv", LIST)


def test_another_question_to_one_service_is_another_list(server: tuple[str, ssl.SSLContext], tmp_path: Path) -> None:
    address, context = server

    def name(number: int, query: str) -> str:
        (folder := tmp_path / str(number)).mkdir()
        return fetched(f"{address}/danh-s%C3%A1ch.csv{query}", folder, Bounds(), loopback, context).name

    names = [name(n, asked) for n, asked in enumerate(("", "?location=VNM", "?location=KHM", "?location=VNM"))]
    assert len(set(names)) == 3 and names[1] == names[3]
    assert all(n.startswith("danh-sách") and n.endswith(".csv") for n in names)


def test_of_several_addresses_one_that_answers_is_taken(
    server: tuple[str, ssl.SSLContext], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_system = socket.getaddrinfo

    def look_up(host: str, port: int, *how: int, **more: int) -> list[Any]:
        names = ("127.0.0.0", "127.0.0.1") if host == "localhost" else (host,)  # the first is of no machine
        return [found for name in names for found in by_system(name, port, *how, **more)]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    address, context = server
    assert fetched(f"{address}/moved", tmp_path, Bounds(), loopback, context).read_bytes() == LIST


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/inside", "address-private"),
        ("/plain", "address-scheme"),
        ("/loop", "address-redirects"),
        ("/none", "address-status"),
    ],
)
def test_what_is_refused_on_the_way(path: str, code: str, server: tuple[str, ssl.SSLContext], tmp_path: Path) -> None:
    assert refused(server, path, tmp_path) == code


@pytest.mark.parametrize("path", ["/large", "/endless"])
def test_more_than_the_bound_is_not_fetched(path: str, server: tuple[str, ssl.SSLContext], tmp_path: Path) -> None:
    assert refused(server, path, tmp_path, Bounds(size=4000)) == "address-large"
    assert sum(p.stat().st_size for p in tmp_path.iterdir()) <= 4000


def test_a_drip_does_not_keep_us(server: tuple[str, ssl.SSLContext], tmp_path: Path) -> None:
    began = monotonic()
    assert refused(server, "/slow", tmp_path, Bounds(seconds=0.6)) == "address-slow"
    assert monotonic() - began < 10


def test_without_leave_this_machine_is_not_reached(server: tuple[str, ssl.SSLContext], tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as said:
        fetched(server[0] + "/moved", tmp_path, context=server[1])
    assert said.value.problem.code == "address-private"


def test_who_cannot_prove_a_name_is_not_believed(server: tuple[str, ssl.SSLContext], tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as said:
        fetched(server[0] + "/moved", tmp_path, allowed=loopback)
    assert said.value.problem.code == "address-unreachable"


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
        "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
    ],
)  # fmt: skip
def test_private_addresses_in_every_dress(text: str) -> None:
    assert not public(ip_address(text))


def test_public_addresses() -> None:
    assert public(ip_address("8.8.8.8"))
    assert public(ip_address("2606:4700::1111"))


def test_an_address_is_fetched_only_when_asked() -> None:
    with Job.of(["https://example.org/list.csv"], None) as job:
        assert [p.code for p in job.problems] == ["address-not-asked"]
    with Job.of(["http://example.org/list.csv"], None, allow_url=True) as job:
        assert [p.code for p in job.problems] == ["address-scheme"]
