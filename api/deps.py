"""What a route may ask for by name: the store, who asks, the language, the home province, and checked parameters."""

from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Annotated
from urllib.parse import unquote

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from api.looks import Looks
from api.reports import Reports
from graph.errors import AmityError
from graph.fields import a_word
from graph.model import ENTITIES, TIES
from graph.reference import find_province
from graph.settings import Settings
from graph.store import Store, Viewer
from graph.texts import LANGS
from ingest.job import Jobs
from ingest.mapping.folder import folder_of
from ingest.shelf import Shelf

LANG_COOKIE = "lang"
OFFICER_COOKIE = "officer"


@dataclass
class Resources:
    """What lives as long as the app. The store is opened once; where that fails it is tried again, at most every 5 s."""

    settings: Settings
    open_store: Callable[[], AbstractContextManager[Store]]
    _store: Store | None = None
    _jobs: Jobs | None = None
    reports: Reports = field(default_factory=Reports)
    _looks: Looks | None = None
    _held: ExitStack = field(default_factory=ExitStack)
    _failed: tuple[float, AmityError] | None = None
    _lock: Lock = field(default_factory=Lock)

    def store(self) -> Store:
        """Raises graph.errors.AmityError (503) while the engine cannot be reached."""
        if self._store is None:
            with self._lock:
                self._try()
        assert self._store is not None
        return self._store

    def jobs(self) -> Jobs:
        """The loads that run beside the page."""
        with self._lock:
            self._jobs = self._jobs or Jobs(Shelf(self.settings.data_dir), self.store, folder_of(self.settings))
        return self._jobs

    def looks(self) -> Looks:
        """The looks for records of one partner that run beside the page."""
        with self._lock:
            self._looks = self._looks or Looks(self.settings, self.store)
        return self._looks

    def close(self) -> None:
        self.reports.close()
        for beside in (self._jobs, self._looks):
            if beside:
                beside.close()
        self._store = None
        self._held.close()

    def _try(self) -> None:
        if self._store is not None:
            return
        if self._failed and monotonic() - self._failed[0] < 5:
            raise self._failed[1]
        try:
            self._store = self._held.enter_context(self.open_store())
        except AmityError as error:
            self._failed = (monotonic(), error)
            raise


def resources_of(request: Request) -> Resources:
    return request.app.state.resources


def settings_of(request: Request) -> Settings:
    return resources_of(request).settings


def store_of(request: Request) -> Store:
    return resources_of(request).store()


def jobs_of(request: Request) -> Jobs:
    return resources_of(request).jobs()


def reports_of(request: Request) -> Reports:
    return resources_of(request).reports


def looks_of(request: Request) -> Looks:
    return resources_of(request).looks()


def officer_of(request: Request) -> str | None:
    """Who sits here: AMITY_OFFICER, else the name given once on the page; None where neither is known."""
    settings = settings_of(request)
    if "officer" in settings.model_fields_set:
        return settings.officer
    return officer_name(unquote(request.cookies.get(OFFICER_COOKIE, ""))) or None


def officer_name(text: str) -> str:
    """A name as it is kept: one line, at most 80 characters."""
    return " ".join(a_word(text).split())[:80]


def viewer_of(request: Request) -> Viewer:
    return Viewer(user=officer_of(request) or settings_of(request).officer)


def language(request: Request) -> str:
    """`?lang=`, else the cookie, else Accept-Language, else AMITY_LANG, else Vietnamese."""
    asked = request.query_params.get("lang")
    kept = request.cookies.get(LANG_COOKIE)
    said = accepted(request.headers.get("accept-language", ""))
    return next((lang for lang in (asked, kept, said, settings_of(request).lang) if lang in LANGS), "vi")


def accepted(header: str) -> str | None:
    """The language of ours that an Accept-Language header likes best."""

    def weight(part: str) -> float:
        _, _, q = part.partition(";q=")
        try:
            return float(q) if q else 1.0
        except ValueError:
            return 0.0

    parts = [part.replace(" ", "") for part in header.split(",")]
    liked = sorted((part for part in parts if part[:2].lower() in LANGS and weight(part) > 0), key=weight, reverse=True)
    return liked[0][:2].lower() if liked else None


def home(settings: Settings, lang: str) -> dict[str, str]:
    """The province whose Union works here, as a ref named in `lang`; an unknown one is shown as it was written."""
    found = find_province(settings.province.replace("-", " "))
    if not found:
        return {"id": settings.province, "type": "Province", "name": settings.province}
    return {"id": found[0].id, "type": "Province", "name": found[0].name_vi if lang == "vi" else found[0].name_en}


def home_of(request: Request) -> dict[str, str]:
    return home(settings_of(request), language(request))


def _known(names: Container[str], given: Iterable[str | None]) -> None:
    for name in given:
        if name is not None and name not in names:
            raise PydanticCustomError("unknown_name", "“{name}” is not in the vocabulary", {"name": name})


def _known_type(name: str | None) -> str | None:
    _known(ENTITIES, [name])
    return name


def _known_tie(name: str | None) -> str | None:
    _known(TIES, [name])
    return name


def _known_types(names: Sequence[str]) -> Sequence[str]:
    _known(ENTITIES, names)
    return names


def _known_ties(names: Sequence[str]) -> Sequence[str]:
    _known(TIES, names)
    return names


StoreDep = Annotated[Store, Depends(store_of)]
JobsDep = Annotated[Jobs, Depends(jobs_of)]
ReportsDep = Annotated[Reports, Depends(reports_of)]
LooksDep = Annotated[Looks, Depends(looks_of)]
ViewerDep = Annotated[Viewer, Depends(viewer_of)]
LangDep = Annotated[str, Depends(language)]
HomeDep = Annotated[dict[str, str], Depends(home_of)]
SettingsDep = Annotated[Settings, Depends(settings_of)]

EntityId = Annotated[str, Path(max_length=200, description="an entity's id", examples=["province-31"])]
Words = Annotated[
    str, Query(max_length=300, description="names or parts of names; accents are not needed", examples=["hai phong"])
]
Type = Annotated[str | None, AfterValidator(_known_type), Query(description="only this entity type", examples=["NGO"])]
Tie = Annotated[str | None, AfterValidator(_known_tie), Query(description="only this tie type", examples=["FUNDS"])]
Types = Annotated[
    Sequence[str],
    AfterValidator(_known_types),
    Query(max_length=30, alias="type", description="only these entity types"),
]
Ties = Annotated[
    Sequence[str], AfterValidator(_known_ties), Query(max_length=50, alias="tie", description="only these tie types")
]
Day = Annotated[
    str | None,
    Query(
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        description="a day, month or year (ISO); none: any period",
        examples=["2026-01-01"],
    ),
]
Cursor = Annotated[str | None, Query(max_length=500, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=500, description="at most so many")]
