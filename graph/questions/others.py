"""The other things a question speaks of beside what it asks for: conditions of it, or the same said twice."""

from typing import cast

from graph.model import ENTITIES
from graph.questions.families import FAMILIES
from graph.questions.plan import Of
from graph.questions.said import say_more
from graph.questions.sheet import Sheet

_GROUPS = {"sectors": "sector", "countries": "country", "places": "place"}
_SAID_TWICE = {
    ("needs", "aid"), ("associations", "unions"), ("twins", "places"), ("agreements", "places"), ("investments", "aid"),
    ("delegations", "people"), ("businesses", "investments"), ("investments", "businesses"),
}  # fmt: skip
_TAKE_NAMED = ("events", "delegations", "people", "aid", "policies", "documents")


def read_others(sheet: Sheet, others: list[int]) -> bool:
    """Read what fits; what doesn't stays on the sheet, and nothing is answered. Always True."""
    for n in others:
        told, *more = str(sheet.value(n, "of")).split(" ")
        _other(sheet, n, told, [word.replace("+", " ") for word in more])
    return True


def _other(sheet: Sheet, n: int, told: str, more: list[str]) -> None:
    of = sheet.said["of"]
    thing = sheet.value(n, "thing") if sheet.spans[n].has("thing") else None
    giving = told == "aid" and of == "organisations" and bool(sheet.free("role") or sheet.said.get("role"))
    if (
        of == "organisations"
        and sheet.said.get("types") == ["MultilateralBody"]
        and (told == "unions" or "member" in more)
    ):
        sheet.said.update({"of": "associations", "kinds": ["multilateral"]})
        del sheet.said["types"]
        sheet.use(n)
    elif of == "places" and told in ("twins", "agreements"):
        sheet.said["of"] = told
        say_more(sheet, told, more)
        if told == "agreements":
            sheet.said["whose"] = {"part": "partner"}
        sheet.use(n)
    elif of == "agreements" and told == "places" and _asked(sheet, n):
        sheet.said["whose"] = {"part": "partner"}
        sheet.use(n)
    elif n in sheet.composed and of in _TAKE_NAMED:
        sheet.compose(n)
    elif (of, told) in _SAID_TWICE and not (of == "investments" and sheet.free("role")):
        sheet.use(n)
    elif of in _GROUPS and told in FAMILIES and not (of == "countries" and thing and not sheet.free("order")):
        sheet.said.update({"of": told, "group": _GROUPS[of]})
        say_more(sheet, told, more)
        sheet.use(n)
    elif thing in FAMILIES[cast(Of, of)].things and not giving:
        return  # read with "has" and "lacks"
    elif of == "organisations" and told == "aid":
        say_more(sheet, "aid", [word for word in more if word != "project"])
        sheet.use(n)
    elif of == "aid" and told == "organisations" and not more and _of_country(sheet, n):
        sheet.use(n)  # "funded by US organisations"
    elif of in ("aid", "people") and told == "organisations":
        _givers(sheet, n, more)
    elif of == told:
        say_more(sheet, of, more)
        sheet.use(n)


def _of_country(sheet: Sheet, n: int) -> bool:
    return any(sheet.spans[m].has("country", "region", "tagged") for m in (n - 1, n + 1) if 0 <= m < len(sheet.spans))


def _asked(sheet: Sheet, n: int) -> bool:
    return any(sheet.value(m, "ask") == "which" for m in (n - 1, n + 1) if 0 <= m < len(sheet.spans))


def _givers(sheet: Sheet, n: int, more: list[str]) -> None:
    """ "projects of NGOs", "dự án do nhà tài trợ X": the type of the funder, or the role of the one named next."""
    types = [word for word in more if word in ENTITIES]
    role = next((word for word in more if word not in ENTITIES), None)
    if types or (role and sheet.free("name")):
        sheet.add("types", *types)
        sheet.use(n)
        if role:
            sheet.roles[n] = role
