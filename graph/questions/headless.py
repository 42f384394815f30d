"""Questions whose head is not said: "who funds", "chairman of", "when did we sign with", or only a name."""

from graph.questions.said import say_head
from graph.questions.sheet import Sheet

_WITHOUT_HEAD = (
    ("title", "people"), ("language", "people"), ("licence", "organisations NGO"),
    ("agreement", "agreements"),
)  # fmt: skip
_BY_VERB = {
    "funder": "organisations", "implementer": "organisations", "recipient": "organisations", "active": "organisations",
    "based": "organisations", "related": "organisations", "manager": "organisations", "approver": "organisations",
}  # fmt: skip
_GIVE = ("NGO", "Business", "MultilateralBody", "DiasporaGroup", "PublicBody")
_BY_TYPE = {
    "Delegation": "delegations", "AidItem": "aid", "Event": "events", "Agreement": "agreements", "Investment": "investments",
    "Need": "needs",
}  # fmt: skip


def headless(sheet: Sheet) -> bool:
    """A head that is understood though it isn't said: "who funds", "chairman of", "whose licence expires"."""
    sheet.said["_implied"] = True
    who = sheet.free("who")
    if of := _by_name(sheet):
        say_head(sheet, of, None)
        return True
    if any(sheet.value(n, "ask") == "when" for n in sheet.free("ask")) and (of := _dated(sheet)):
        say_head(sheet, of, None)
        return True
    if _of_one(sheet):
        return True
    money = sheet.free("measure") or [n for n in sheet.free("ask") if sheet.value(n, "ask") == "sum"]
    for kind, told in _WITHOUT_HEAD:
        if sheet.free(kind) and not (kind == "licence" and sheet.free("name")):
            sheet.use(*who)
            say_head(sheet, told, None)
            return True
    roles = [str(sheet.value(n, "role")) for n in sheet.free("role")]
    if (
        who
        and not roles
        and sheet.free("measure")
        and any(sheet.value(n, "ask") in ("more", "less", "compare") for n in sheet.free("ask"))
    ):
        sheet.use(*who)
        say_head(sheet, "aid", None)
        return True
    if who and roles:
        sheet.said["_single"] = True
        sheet.use(*who)
        say_head(sheet, _BY_VERB[roles[0]], None)
        return True
    named = [thing for n in sheet.free("name") for thing in sheet.options(n)]
    if who and (sheet.free("part") or (named and all(thing.type not in _BY_TYPE for thing in named))):
        sheet.use(*who)
        say_head(sheet, "people", None)
        return True
    if money and (roles or sheet.free("sector", "name", "place", "ours", "country", "when")):
        say_head(sheet, "aid", None)
        return True
    return False


def _of_one(sheet: Sheet) -> bool:
    """What one organisation funds ("X tài trợ những gì?"), or whether it has a licence."""
    named = [n for n in sheet.free("name") if len(o := sheet.options(n)) == 1 and o[0].type in _GIVE]
    what = any(sheet.value(n, "ask") == "which" for n in sheet.free("ask"))
    if len(named) != 1 or sheet.free("who", "of"):
        return False
    if what and any(sheet.value(n, "role") in ("funder", "implementer", "recipient") for n in sheet.free("role")):
        say_head(sheet, "aid", None)
        return True
    if not sheet.free("licence") or sheet.free("place", "ours", "country", "sector"):
        return False
    say_head(sheet, "organisations", None)
    sheet.add("about", sheet.options(named[0])[0])
    names = [n for n in sheet.free("licence") if sheet.value(n, "licence") == "name"]
    sheet.use(*named, *names)
    if names:
        sheet.add("show", "licence")
    return True


def _by_name(sheet: Sheet) -> str | None:
    """What is asked where only the name of one such thing is said: "ai dẫn đầu đoàn ...", with the thing itself."""
    named = [n for n in sheet.free("name") if len(sheet.options(n)) == 1 and sheet.options(n)[0].type in _BY_TYPE]
    if len(named) != 1 or (sheet.free("who") and sheet.free("role")):
        return None
    thing = sheet.options(named[0])[0]
    sheet.add("about", thing)
    sheet.use(*named)
    return _BY_TYPE[thing.type]


def _dated(sheet: Sheet) -> str | None:
    """What a date is of, where only a verb and a name say it: "when did we sign with Kobe", "since when is X licensed"."""
    if sheet.free("licence"):
        return "organisations"
    if sheet.free("status") and [t for n in sheet.free("name") for t in sheet.options(n) if t.type == "Person"]:
        return "people"
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
