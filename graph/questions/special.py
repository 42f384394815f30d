"""Questions that are about named things themselves: how they are connected, who introduces, who they are, what is missing."""

from graph.questions.plan import Choice, Named, Place
from graph.questions.sheet import Sheet

_THINGS = ("name", "place", "former place", "country", "ours")


def read_special(sheet: Sheet) -> tuple[bool, list[Choice]]:
    """Read a question of one of these sorts; (whether it is one, names that several bear)."""
    for reader in (_path, _introduce, _gaps, _describe):
        if reader(sheet):
            return True, _about(sheet)
    return False, []


def _asks(sheet: Sheet, word: str) -> list[int]:
    return [n for n in sheet.free("ask") if any(t.kind == "ask" and t.value == word for t in sheet.spans[n].tags)]


def _named(sheet: Sheet) -> list[int]:
    return [n for n in sheet.free(*_THINGS) if sheet.value(n, "ours") not in ("us", "nation")]


def _path(sheet: Sheet) -> bool:
    asked = _asks(sheet, "path")
    if asked and len(_named(sheet)) > 1:
        _composed(sheet)
    if not asked or len(_named(sheet)) < 2:
        return False
    sheet.use(*asked, *[n for n in sheet.free("role") if sheet.value(n, "role") == "related"])
    sheet.use(*_asks(sheet, "which"), *_asks(sheet, "list"), *_asks(sheet, "describe"), *sheet.free("who"))
    sheet.use(*_acquainted(sheet), *_asks(sheet, "introduce"), *_appositions(sheet))
    sheet.said.update({"ask": "path", "of": "connections"})
    return True


def _appositions(sheet: Sheet) -> list[int]:
    """A word for the sort of a thing right before its name: "nhu cầu X", "the business Y"."""
    sorts = {"needs": "Need", "businesses": "Business", "aid": "AidItem", "events": "Event", "delegations": "Delegation",
             "organisations": "NGO", "investments": "Investment"}  # fmt: skip
    found = ((n, sorts.get(str(sheet.value(n, "of")).split(" ")[0])) for n in sheet.free("of"))
    return [n for n, sort in found if n + 1 < len(sheet.spans) and any(o.type == sort for o in sheet.options(n + 1))]


def _acquainted(sheet: Sheet) -> list[int]:
    return [n for n in sheet.free("part") if sheet.value(n, "part") in ("acquaintance", "met")]


def _composed(sheet: Sheet) -> None:
    for n in list(sheet.composed):
        sheet.compose(n)


def _introduce(sheet: Sheet) -> bool:
    asked = _asks(sheet, "introduce")
    knowing = _acquainted(sheet)
    who = sheet.free("who")
    ours = [n for n in sheet.free("ours") if sheet.value(n, "ours") == "us"]
    among = any(_among(sheet, w, o) for w in who for o in ours)
    subject = bool(knowing and ours and ours[0] < knowing[0]) and not among
    if asked or (who and knowing and not subject):
        _composed(sheet)
    if not asked and sheet.free("language"):
        return False
    about = [n for n in sheet.free("name", "country") if n not in asked]
    heads = [n for n in sheet.free("of") if str(sheet.value(n, "of")).split(" ")[0] not in ("people", "organisations")]
    if heads or len(about) != 1 or not (asked or (who and knowing and not subject)):
        return False
    if asked and _asks(sheet, "describe"):
        return False
    if not asked and any(thing.type == "Person" for thing in sheet.options(about[0])):
        return False  # whom a person knows
    people = [n for n in sheet.free("of") if str(sheet.value(n, "of")).startswith("people")]
    sheet.use(*asked, *knowing, *who, *ours, *people, *_asks(sheet, "which"), *(sheet.free("follow") if asked else ()))
    sheet.said.update({"ask": "introduce", "of": "connections"})
    return True


def _among(sheet: Sheet, who: int, us: int) -> bool:
    """ "ai của ta", "ai bên mình", "who of us": one of ours is asked for."""
    return (us == who + 1 and sheet.spans[us].words.lower().startswith(("của", "bên", "phía", "liên hiệp"))) or (
        us == who + 2 and sheet.value(who + 1, "rel") in ("of", "from", "in")
    )


def _gaps(sheet: Sheet) -> bool:
    asked = sheet.free("gaps")
    heads = [
        n
        for n in sheet.free("of")
        if str(sheet.value(n, "of")).split(" ")[0] not in ("organisations", "sectors", "places", "aid")
    ]
    if not asked or heads or sheet.free("licence", "thing", "name"):
        return False
    found = {str(sheet.value(n, "gaps")).removesuffix(" missing") for n in asked}
    missing = all(str(sheet.value(n, "gaps")).endswith(" missing") for n in asked)
    sheet.said.update({"ask": "gaps", "of": "anything", "gaps": found.pop() if len(found) == 1 else "both"})
    sheet.use(*asked, *_asks(sheet, "which"), *_asks(sheet, "list"), *_asks(sheet, "where"), *sheet.free("having"))
    sheet.use(*[n for n in sheet.free("ours") if sheet.value(n, "ours") == "us"])
    sheet.use(*[n for n in sheet.free("of") if str(sheet.value(n, "of")).split(" ")[0] in ("sectors", "places")])
    for n in sheet.free("sector"):
        sheet.add("sectors", sheet.value(n, "sector"))
        sheet.use(n)
    if sheet.said.get("sectors") and sheet.said["gaps"] == "coordination-gaps" and missing:
        sheet.said["gaps"] = "need-gaps"
    return True


def _describe(sheet: Sheet) -> bool:
    """ "who is X", or nothing but a name."""
    named = sheet.free("name")
    if len(named) != 1:
        return False
    meaningful = [
        n for n, s in enumerate(sheet.spans)
        if n not in named and n not in sheet.used and not s.silent and not ((s.has("lead") and not s.has("role")) or s.has("rel"))
    ]  # fmt: skip
    asked = [
        n for n in meaningful if sheet.spans[n].has("ask") and sheet.value(n, "ask") in ("describe", "which", "list")
    ]
    who = [n for n in meaningful if sheet.spans[n].has("who")]
    if set(meaningful) - set(asked) - set(who) or (not asked and not who and meaningful):
        return False
    sheet.use(*meaningful)
    sheet.said.update({"ask": "describe", "of": "anything"})
    return True


def _about(sheet: Sheet) -> list[Choice]:
    """The things it is about, in the order said; of gaps the places are where."""
    choices: list[Choice] = []
    for n in _named(sheet):
        options = sheet.options(n)
        if len(options) > 1:
            choices.append(Choice(words=sheet.spans[n].words, options=options))
            sheet.use(n)
            continue
        thing: Named = options[0] if options else _place(sheet, n)
        if sheet.said["ask"] == "gaps":
            if not isinstance(thing, Place):
                continue
            sheet.add("places", thing)
        elif sheet.said["ask"] == "path" or not sheet.said.get("about"):
            sheet.add(
                "about",
                thing if type(thing) is Named else Named(id=thing.id, type=thing.type, vi=thing.vi, en=thing.en),
            )
        else:
            continue
        sheet.use(n)
    return choices


def _place(sheet: Sheet, n: int) -> Named:
    if sheet.value(n, "ours") == "ours":
        return sheet.ours.model_copy(update={"ours": True})
    return sheet.value(n, "place") or sheet.value(n, "former place") or sheet.value(n, "country")
