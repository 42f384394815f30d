"""Coming in with the access token from a browser: a form, and the cookie it leaves."""

from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api import pages
from api.deps import SettingsDep
from api.security import SESSION, cookie, matches, session_for

router = APIRouter()

LONGEST = 10_000  # bytes of the form


@router.get("/login")
def ask(request: Request) -> Response:
    return HTMLResponse(pages.login_page(request))


@router.post("/login")
async def enter(request: Request, settings: SettingsDep) -> Response:
    """Right: the cookie and on to where one wanted to go; wrong: the form again."""
    if int(request.headers.get("content-length") or 0) > LONGEST:
        raise HTTPException(413)
    form = dict(parse_qsl((await request.body()).decode(errors="replace")))
    wanted = settings.access_token.get_secret_value() if settings.access_token else ""
    if not wanted or not matches(form.get("token", "").strip(), wanted):
        return HTMLResponse(pages.login_page(request, wrong=True), 401)
    answer = RedirectResponse(here(form.get("next", "/")), 303)
    answer.headers.append("set-cookie", cookie(SESSION, session_for(wanted), secure=request.url.scheme == "https"))
    return answer


def here(address: str) -> str:
    """An address of ours: path and query only, never another host."""
    parts = urlsplit(address.replace("\\", "/"))
    return "/" + parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
