"""Who passes the wall and who does not, as tables."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Scope

from api.security import HEADERS, SESSION, Asked, Guard, host_name, is_loopback, refusal, session_for

TOKEN = "a-long-enough-access-token"
HERE = {"method": "GET", "path": "/", "address": "127.0.0.1", "host": "localhost:8000"}


@pytest.mark.parametrize(
    ("changes", "token", "verdict"),
    [
        ({}, None, None),
        ({"host": "127.0.0.1:8000"}, None, None),
        ({"host": "[::1]:8000", "address": "::1"}, None, None),
        ({"host": "rebound.example:8000"}, None, "host"),
        ({"host": "localhost.evil.example"}, None, "host"),
        ({"host": ""}, None, "host"),
        ({"host": "[::1"}, None, "host"),
        ({"method": "POST"}, None, None),
        ({"method": "POST", "origin": "http://localhost:8000"}, None, None),
        ({"method": "POST", "origin": "http://evil.example"}, None, "origin"),
        ({"method": "POST", "origin": "http://localhost:9000"}, None, "origin"),
        ({"method": "DELETE", "origin": "null"}, None, "origin"),
        ({"method": "POST", "site": "cross-site"}, None, "origin"),
        ({"method": "POST", "site": "same-site"}, None, "origin"),
        ({"origin": "http://evil.example"}, None, None),
        ({"address": "192.0.2.7", "host": "amity.example"}, None, "exposed"),
        ({"address": "", "host": "localhost"}, None, "exposed"),
        ({"address": "192.0.2.7", "host": "amity.example"}, TOKEN, "token"),
        ({"address": "192.0.2.7", "host": "amity.example", "path": "/api/v1/live"}, TOKEN, None),
        ({"address": "192.0.2.7", "host": "amity.example", "path": "/api/v1/entities"}, TOKEN, "token"),
        ({"address": "192.0.2.7", "host": "amity.example", "authorization": f"Bearer {TOKEN}"}, TOKEN, None),
        ({"address": "192.0.2.7", "host": "amity.example", "authorization": f"bearer {TOKEN}"}, TOKEN, None),
        ({"address": "192.0.2.7", "host": "amity.example", "authorization": f"Basic {TOKEN}"}, TOKEN, "token"),
        ({"address": "192.0.2.7", "host": "amity.example", "authorization": "Bearer "}, TOKEN, "token"),
        ({"address": "192.0.2.7", "host": "amity.example", "session": session_for(TOKEN)}, TOKEN, None),
        ({"address": "192.0.2.7", "host": "amity.example", "session": TOKEN}, TOKEN, "token"),
        ({}, TOKEN, "token"),
        ({"session": session_for(TOKEN), "host": "rebound.example"}, TOKEN, "host"),
    ],
)
def test_who_may_pass(changes: dict[str, str], token: str | None, verdict: str | None) -> None:
    assert refusal(Asked(**(HERE | changes)), token) == verdict


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
def test_loopback_names(name: str) -> None:
    assert is_loopback(name)


@pytest.mark.parametrize(
    "name", ["", "0.0.0.0", "::", "192.0.2.1", "localhost.evil.example", "127.0.0.1.nip.io", "127.1"]
)
def test_names_that_are_not_loopback(name: str) -> None:
    assert not is_loopback(name)


def test_the_port_is_no_part_of_the_name() -> None:
    assert [host_name(h) for h in ("a.b:80", "[::1]:80", "a.b", "", "[::1")] == ["a.b", "::1", "a.b", "", ""]


@pytest.fixture(name="page")
def _page() -> Iterator[TestClient]:
    def show(request: Request) -> PlainTextResponse:
        return PlainTextResponse("in", headers={"cache-control": "no-store"} if request.url.path == "/own" else None)

    def refuse(scope: Scope, reason: str) -> ASGIApp:
        return PlainTextResponse(reason, 403)

    inner = Starlette(routes=[Route("/{rest:path}", show, methods=["GET", "POST"])])
    with TestClient(Guard(inner, token=TOKEN, refuse=refuse), base_url="http://127.0.0.1") as client:
        yield client


def test_the_token_in_the_address_is_taken_once_and_taken_away(page: TestClient) -> None:
    answer = page.get("/entities/x", params={"q": "hải", "token": TOKEN, "type": ""}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/entities/x?q=h%E1%BA%A3i&type=")
    morsel = SimpleCookie(answer.headers["set-cookie"])[SESSION]
    assert (morsel.value, morsel["httponly"], morsel["samesite"]) == (session_for(TOKEN), True, "Lax")
    assert TOKEN not in morsel.value
    assert page.get("/entities/x").text == "in"


@pytest.mark.parametrize("path", ["//evil.example", "/%5Cevil.example", "/%2F%2Fevil.example"])
def test_the_redirect_stays_here(page: TestClient, path: str) -> None:
    location = page.get(f"http://127.0.0.1{path}?token={TOKEN}", follow_redirects=False).headers["location"]
    assert location == "/evil.example" or location.startswith("/%5C")


def test_a_wrong_token_opens_nothing(page: TestClient) -> None:
    answer = page.get("/", params={"token": "khác"}, follow_redirects=False)
    assert (answer.text, "set-cookie" in answer.headers) == ("token", False)


def test_every_answer_bears_the_headers(page: TestClient) -> None:
    refused, allowed = page.get("/"), page.get("/own", headers={"authorization": f"Bearer {TOKEN}"})
    assert (refused.status_code, allowed.status_code) == (403, 200)
    for answer in (refused, allowed):
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert (refused.headers["cache-control"], allowed.headers["cache-control"]) == ("private, no-cache", "no-store")
