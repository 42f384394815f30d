"""The page that makes a delegation's brief, and the same as a Word file."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.brief_files import DOCX, docx
from api.brief_words import sheet
from api.deps import StoreDep, ViewerDep
from api.pages import PageDep
from api.said_values import iso_day
from graph.asked import AmbiguousEntity, AskedError
from graph.briefs import brief
from graph.reference import countries

router = APIRouter()

Place = Annotated[str, Query(max_length=200)]
On = Annotated[str, Query(max_length=10)]
Row = dict[str, Any]


@router.get("/brief")
def brief_page(page: PageDep, store: StoreDep, viewer: ViewerDep, place: Place = "", on: On = "") -> Response:
    found, problem, choices = None, None, list[Row]()
    try:
        if place.strip():
            found = sheet(brief(store, viewer, place, iso_day(on) or None, page.province["id"]), page.lang)
    except AmbiguousEntity as error:
        choices = error.choices
    except AskedError as error:
        problem = f"{error.message(page.lang)} {error.remedy(page.lang)}"
    names = [{"name": c.name_vi if page.lang == "vi" else c.name_en} for c in countries().values()]
    form = {"place": place, "on": on}
    return page.show("brief.html", form=form, places=names, problem=problem, choices=choices, sheet=found)


@router.get("/brief.docx")
def brief_word(page: PageDep, store: StoreDep, viewer: ViewerDep, place: Place, on: On = "") -> Response:
    made = brief(store, viewer, place, iso_day(on) or None, page.province["id"])
    name = f"amity-{made['place']['id']}-{made['as_of']}.docx"
    return Response(
        docx(made, page.lang), media_type=DOCX, headers={"content-disposition": f'attachment; filename="{name}"'}
    )
