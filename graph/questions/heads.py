"""What is asked, and of what: the head of a question among the things it speaks of."""

from graph.model import ENTITIES
from graph.questions.figures import read_figures
from graph.questions.headless import headless, sought
from graph.questions.others import read_others
from graph.questions.said import say_head
from graph.questions.sheet import Sheet
from graph.questions.sides import generic
from graph.questions.subject import says_who
from graph.questions.whose import read_whose

_TYPES = {
    "associations": ["FriendshipAssociation"], "unions": ["FriendshipUnion"], "businesses": ["Business"],
}  # fmt: skip


def read_head(sheet: Sheet) -> bool:
    """Read `ask` and `of` with the types, kinds, role or direction that the head itself says; False where there is none."""
    heads = [n for n in sheet.free("of") if not _is_apposition(sheet, n)]
    strong = [n for n in heads if not sheet.spans[n].has("sector")] or heads
    sheet.use(*(sides := generic(sheet, strong)))
    heads, strong = ([n for n in each if n not in sides] for each in (heads, strong))
    head = _asked(sheet, strong)
    for n in sheet.free("of"):
        if _is_apposition(sheet, n):
            sheet.use(n)
    if read_figures(sheet, heads):
        return True
    if read_whose(sheet, heads):
        return read_others(sheet, [n for n in heads if n not in sheet.used])
    if heads and set(heads) <= sheet.composed.keys() and sought(sheet):
        for n in heads:
            sheet.compose(n)  # "what has the Japanese embassy asked for"
        head = None
    if head is None:
        return headless(sheet)
    knowing = [n for n in sheet.free("part") if sheet.value(n, "part") in ("acquaintance", "works")]
    if sheet.free("who") and knowing and not sheet.free("role"):
        return _people(sheet, heads)
    if sheet.free("title", "language"):
        return _people(sheet, heads)
    if str(sheet.value(head, "of")).startswith("aid") and sheet.free("who") and sheet.free("role"):
        return headless(sheet) and read_others(sheet, heads)  # "who funds aid in"
    if str(sheet.value(head, "of")).startswith("associations") and (_members(sheet, head) or _whom(sheet, head)):
        return _people(sheet, heads)
    sheet.use(head)
    say_head(sheet, str(sheet.value(head, "of")), head)
    return read_others(sheet, [n for n in heads if n != head])


def _people(sheet: Sheet, heads: list[int]) -> bool:
    """Who holds a post or speaks a language; other heads say of what sort of organisation."""
    say_head(sheet, "people", None)
    for n in heads:
        of, *more = str(sheet.value(n, "of")).split(" ")
        types = [word for word in more if word in ENTITIES] or _TYPES.get(of, [])
        if n in sheet.composed:
            sheet.compose(n)
        elif types or of == "people":
            sheet.add("types", *types)
            sheet.add("kinds", *[word for word in more if word in ("embassy", "consulate")])
            sheet.use(n)
    sheet.use(*sheet.free("who"))
    return True


def _members(sheet: Sheet, head: int) -> bool:
    """ "hội hữu nghị với Đức có những ai": the people of one association, not associations."""
    several = head > 0 and sheet.spans[head - 1].words.lower() in ("các", "những", "cac", "nhung", "the")
    details = [n for n in sheet.free("detail") if sheet.value(n, "detail") == "members"]
    return not several and any(says_who(sheet.spans[n].words) for n in details)


def _whom(sheet: Sheet, head: int) -> bool:
    """ "hội hữu nghị với Cuba có ai liên lạc được": somebody of the one association."""
    works = any(sheet.value(n, "part") == "works" for n in sheet.free("part"))
    return head in sheet.composed and bool(sheet.free("who")) and works


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
