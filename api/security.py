"""Who may speak to the server at all, judged before any route runs.

On loopback the machine is the wall: whoever sits at it may read. Two ways round that wall are shut here: a web page
elsewhere that resolves its own name to 127.0.0.1 (the Host header betrays it) and one that posts to us (its Origin
does). Beyond loopback every request needs the access token: as a bearer, or as the cookie that `?token=` or the login
form leave behind.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION = "amity_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/static/", "/api/v1/live", "/api/v1/ready", "/login")
Refuse = Callable[[Scope, str], ASGIApp]
HEADERS = {
    "content-security-policy": "default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a request decides whether it may pass. `address` is the one of ours it came in by."""

    method: str
    path: str
    address: str
    host: str
    origin: str | None = None
    site: str | None = None
    authorization: str = ""
    session: str = ""


def refusal(asked: Asked, token: str | None) -> str | None:
    """Why a request may not pass: "host", "origin", "exposed" or "token"; None when it may."""
    loopback = is_loopback(asked.address)
    if loopback and not is_loopback(host_name(asked.host)):
        return "host"
    if asked.method not in SAFE and not _same_origin(asked):
        return "origin"
    if not token:
        return None if loopback else "exposed"
    return None if asked.path.startswith(OPEN) or _knows(asked, token) else "token"


def is_loopback(name: str) -> bool:
    """Whether a host name or address is this machine speaking to itself."""
    if name.lower().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def host_name(host: str) -> str:
    """The name in a Host header, its port taken off; "" when it is not one."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def session_for(token: str) -> str:
    """The cookie that stands for the token without telling it."""
    return hmac.new(token.encode(), b"amity session", sha256).hexdigest()


def matches(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())


def cookie(name: str, value: str, *, secure: bool, days: int = 30, hidden: bool = True) -> str:
    """A Set-Cookie line for this site alone; `hidden` from scripts."""
    parts = [f"{name}={value}", "Path=/", f"Max-Age={days * 86400}", "SameSite=Lax"]
    return "; ".join([*parts, *(["HttpOnly"] if hidden else []), *(["Secure"] if secure else [])])


def _knows(asked: Asked, token: str) -> bool:
    scheme, _, given = asked.authorization.partition(" ")
    bearer = scheme.lower() == "bearer" and matches(given.strip(), token)
    return bearer or matches(asked.session, session_for(token))


def _same_origin(asked: Asked) -> bool:
    """No Origin at all is a program, not a page: browsers send one with everything that changes something."""
    if asked.origin is None:
        return asked.site in (None, "same-origin", "none")
    return urlsplit(asked.origin).netloc.lower() == asked.host.lower() != ""


class Guard:
    """The ASGI wall: refuses by `refusal`, lets `?token=` in once, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, *, token: str | None, refuse: Refuse) -> None:
        self.app, self.token, self.refuse = app, token, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await (self.app(scope, receive, send) if scope["type"] == "lifespan" else _close(send))
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        await self._answer(scope)(scope, receive, dressed)

    def _answer(self, scope: Scope) -> ASGIApp:
        asked = _asked(scope)
        reason = refusal(asked, self.token)
        if reason == "token" and asked.method == "GET" and (way_in := self._by_address(scope)):
            return way_in
        return self.refuse(scope, reason) if reason else self.app

    def _by_address(self, scope: Scope) -> ASGIApp | None:
        """`?token=...` on any page: the cookie is set and the address is asked again without it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get("token", "")
        if not self.token or not given or not matches(given, self.token):
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        line = cookie(SESSION, session_for(self.token), secure=scope.get("scheme") == "https")
        return _Redirect("/" + quote(scope["path"].lstrip("/")) + (f"?{rest}" if rest else ""), line)


class _Redirect:
    def __init__(self, to: str, set_cookie: str) -> None:
        self.to, self.set_cookie = to, set_cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers({"location": self.to, "set-cookie": self.set_cookie, "content-length": "0"})
        await send({"type": "http.response.start", "status": 303, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})


def _asked(scope: Scope) -> Asked:
    headers = Headers(scope=scope)
    server: tuple[str, int | None] | None = scope.get("server")
    return Asked(
        method=scope["method"],
        path=scope["path"],
        address=server[0] if server else "",
        host=headers.get("host", ""),
        origin=headers.get("origin"),
        site=headers.get("sec-fetch-site"),
        authorization=headers.get("authorization", ""),
        session=cookie_parser(headers.get("cookie", "")).get(SESSION, ""),
    )


async def _close(send: Send) -> None:
    await send({"type": "websocket.close", "code": 1008})
