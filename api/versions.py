"""Versions over HTTP: ETag on what is read, If-Match on what is written."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Header, Response

from graph.edit_errors import VersionNeeded

IfMatch = Annotated[
    str | None,
    Header(alias="if-match", max_length=300, description="the ETag of the record that was looked at; `*`: whatever it says now"),
]  # fmt: skip


def wanted(if_match: IfMatch = None) -> str:
    """The version a change was made on. Raises VersionNeeded."""
    tag = (if_match or "").strip().removeprefix("W/").strip('"')
    if not tag:
        raise VersionNeeded
    return tag


def begun_on(form: Mapping[str, str]) -> str:
    """The version that a page's form was begun on. Raises VersionNeeded."""
    return wanted(form.get("version"))


def tagged(response: Response, version: str) -> None:
    response.headers["etag"] = f'"{version}"'


VersionDep = Annotated[str, Depends(wanted)]
