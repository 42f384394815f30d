"""Who edits on a page: the officer of the settings, or a name asked for once and remembered."""

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.responses import Response

from api.deps import OFFICER_COOKIE, officer_name, officer_of, viewer_of
from api.posted import FieldsDep
from api.security import cookie
from graph.edit_errors import NameNeeded
from graph.store import Viewer


@dataclass(frozen=True, slots=True)
class Signed:
    """Who posted a form; `fresh`: the name was given with it and is to be remembered."""

    viewer: Viewer
    fresh: bool
    secure: bool

    def keep(self, answer: Response) -> Response:
        if self.fresh:
            kept = cookie(OFFICER_COOKIE, quote(self.viewer.user), secure=self.secure, days=365)
            answer.headers.append("set-cookie", kept)
        return answer


def signed(request: Request, form: FieldsDep) -> Signed:
    """Raises NameNeeded where nobody is named."""
    viewer, secure = viewer_of(request), request.url.scheme == "https"
    if officer_of(request):
        return Signed(viewer, False, secure)
    if name := officer_name(form.get("officer", "")):
        return Signed(replace(viewer, user=name), True, secure)
    raise NameNeeded


SignedDep = Annotated[Signed, Depends(signed)]
