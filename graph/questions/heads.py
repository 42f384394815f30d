"""What is asked, and of what: the head of a question among the things it speaks of."""

from typing import cast

from graph.model import ENTITIES
from graph.questions.families import FAMILIES
from graph.questions.plan import Of
from graph.questions.sheet import Sheet

_WITHOUT_HEAD = (
    ("title", "people"), ("language", "people"), ("topic", "statistics"), ("licence", "organisations NGO"),
    ("agreement", "agreements"),
)  # fmt: skip
_BY_VERB = {
    "funder": "organisations", "implementer": "organisations", "recipient": "organisations", "active": "organisations",
    "based": "organisations", "related": "organisations", "manager": "organisations", "approver": "organisations",
}  # fmt: skip
_TYPES = {
    "associations": ["FriendshipAssociation"], "unions": ["FriendshipUnion"], "businesses": ["Business"],
}  # fmt: skip
_GROUPS = {"sectors": "sector", "countries": "country", "places": "place"}
_OWN_HEADS = frozenset({"countries"})


def read_head(sheet: Sheet) -> bool:
    """Read `ask` and `of` with the types, kinds, role or direction that the head itself says; False where there is none."""
    heads = [n for n in sheet.free("of") if not _is_apposition(sheet, n)]
    strong = [n for n in heads if not sheet.spans[n].has("sector")] or heads
    head = _asked(sheet, strong)
    for n in sheet.free("of"):
        if _is_apposition(sheet, n):
            sheet.use(n)
    if head is None:
        return _without(sheet)
    if sheet.free("title", "language") and not str(sheet.value(head, "of")).startswith("statistics"):
        return _people(sheet, heads)
    sheet.use(head)
    _say_head(sheet, str(sheet.value(head, "of")), head)
    _others(sheet, [n for n in heads if n != head])
    return True


def _people(sheet: Sheet, heads: list[int]) -> bool:
    """Who holds a post or speaks a language; other heads say of what sort of organisation."""
    _say_head(sheet, "people", None)
    for n in heads:
        of, *more = str(sheet.value(n, "of")).split(" ")
        types = [word for word in more if word in ENTITIES] or _TYPES.get(of, [])
        if types or of == "people":
            sheet.add("types", *types)
            sheet.add("kinds", *[word for word in more if word in ("embassy", "consulate")])
            sheet.use(n)
    sheet.use(*sheet.free("who"))
    return True


def _is_apposition(sheet: Sheet, n: int) -> bool:
    """A word for a kind of thing right beside such a thing: "tỉnh Nghệ An", "lĩnh vực y tế", "the health sector"."""
    of = str(sheet.value(n, "of")).split(" ")[0]
    beside = {
        "sectors": ("sector",),
        "places": ("place", "former place", "name"),
        "countries": ("country", "tagged", "region"),
    }
    if of not in beside:
        return False
    sides = [m for m in (n - 1, n + 1) if 0 <= m < len(sheet.spans)]
    return any(sheet.spans[m].has(*beside[of]) for m in sides)


def _asked(sheet: Sheet, heads: list[int]) -> int | None:
    """The head that a question word stands at; else the first."""
    for n in heads:
        if any(_question_word(sheet, m) for m in _beside(sheet, n)):
            return n
    return heads[0] if heads else None


def _beside(sheet: Sheet, n: int) -> list[int]:
    """Where the question word of a head stands: before it in English, on either side in Vietnamese."""
    before = n - 1
    while (
        before > 0
        and sheet.spans[before].has("order", "status", "country", "tagged", "region", "little", "licence")
        and not sheet.spans[before].has("ask")
    ):
        before -= 1
    if sheet.lang == "en":
        return [before] if before >= 0 else []
    after = n + 1
    while (
        after < len(sheet.spans) - 1
        and sheet.spans[after].has("country", "tagged", "region")
        and not sheet.spans[after].has("ask")
    ):
        after += 1
    return [m for m in (before, after) if 0 <= m < len(sheet.spans)]


def _question_word(sheet: Sheet, n: int) -> bool:
    return sheet.value(n, "ask") in ("which", "count")


def _say_head(sheet: Sheet, told: str, n: int | None) -> None:
    of, *more = told.split(" ")
    sheet.said["of"] = of
    _say_more(sheet, of, [word.replace("+", " ") for word in more])
    if of in FAMILIES and n is not None and sheet.lang == "en":
        sheet.said["_single"] = not sheet.spans[n].words.lower().endswith("s")


def _say_more(sheet: Sheet, of: str, more: list[str]) -> None:
    """The words of a head after its first: a type, a role, a direction, or kinds."""
    for word in more:
        if word in ENTITIES:
            sheet.add("types", word)
        elif of == "organisations" and word in ("funder", "implementer", "recipient", "manager"):
            sheet.said["role"] = word
        elif word in ("inbound", "outbound", "domestic"):
            sheet.said["direction"] = word
        elif word == "member":
            sheet.add("has", "_member")
        else:
            sheet.add("kinds", word)


def _without(sheet: Sheet) -> bool:
    """A head that is understood though it isn't said: "who funds", "chairman of", "whose licence expires"."""
    who = sheet.free("who")
    if any(sheet.value(n, "ask") == "when" for n in sheet.free("ask")) and (of := _dated(sheet)):
        _say_head(sheet, of, None)
        return True
    money = sheet.free("measure") or [n for n in sheet.free("ask") if sheet.value(n, "ask") == "sum"]
    for kind, told in _WITHOUT_HEAD:
        if sheet.free(kind) and not (kind == "licence" and sheet.free("name")):
            sheet.use(*who)
            _say_head(sheet, told, None)
            return True
    roles = [str(sheet.value(n, "role")) for n in sheet.free("role")]
    if who and roles:
        sheet.use(*who)
        _say_head(sheet, _BY_VERB[roles[0]], None)
        return True
    if who and sheet.free("part"):
        sheet.use(*who)
        _say_head(sheet, "people", None)
        return True
    if money and (roles or sheet.free("sector", "name", "place", "ours", "country", "when")):
        _say_head(sheet, "aid", None)
        return True
    return False


def _dated(sheet: Sheet) -> str | None:
    """What a date is of, where only a verb and a name say it: "when did we sign with Kobe", "since when is X licensed"."""
    if sheet.free("licence"):
        return "organisations"
    types = {thing.type for n in sheet.free("name") for thing in sheet.options(n)}
    for n in sheet.free("meaning"):
        meaning = str(sheet.value(n, "meaning"))
        if meaning == "founded":
            return (
                "unions"
                if types == {"FriendshipUnion"}
                else "associations"
                if types == {"FriendshipAssociation"}
                else None
            )
        found = {
            "signed": "agreements",
            "expires": "agreements",
            "contacted": "anything",
            "relations": "countries",
        }.get(meaning)
        if found:
            return found
        if types:
            kinds = {"AidItem": "aid", "Delegation": "delegations", "Event": "events"}
            return kinds.get(next(iter(types))) if len(types) == 1 else None
    return None


def _others(sheet: Sheet, others: list[int]) -> None:
    """The other things spoken of, as conditions of the one that is asked."""
    of = sheet.said["of"]
    verbs = sheet.free("role")
    for n in others:
        told, *more = str(sheet.value(n, "of")).split(" ")
        more = [word.replace("+", " ") for word in more]
        if (
            of in _GROUPS
            and told in FAMILIES
            and not (of in _OWN_HEADS and sheet.spans[n].has("thing") and not sheet.free("order"))
        ):
            sheet.said.update({"of": told, "group": _GROUPS[of]})
            _say_more(sheet, told, more)
            sheet.use(n)
            of = told
        elif (
            sheet.spans[n].has("thing")
            and sheet.value(n, "thing") in FAMILIES[cast(Of, of)].things
            and not (told == "aid" and verbs and of == "organisations")
        ):
            continue  # read with "has" and "lacks"
        elif of == "organisations" and told == "aid":
            if [word for word in more if word != "project"]:
                _say_more(sheet, "aid", more)
            sheet.use(n)
        elif (of == "aid" and told == "organisations") or (of == "people" and told == "organisations"):
            types = [word for word in more if word in ENTITIES]
            role = next((word for word in more if word not in ENTITIES), None)
            if types or (role and sheet.free("name")):
                sheet.add("types", *types)
                sheet.use(n)
                if role:
                    sheet.roles[n] = role
        elif of == told:
            _say_more(sheet, of, more)
            sheet.use(n)
