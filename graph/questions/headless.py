"""Questions whose head is not said: "who funds", "chairman of", "when did we sign with", or only a name."""

from graph.names import fold
from graph.questions.said import say_head
from graph.questions.sheet import Sheet
from graph.questions.sides import gave_more, givers
from graph.questions.subject import says_who

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
    if _by_part(sheet):
        return True
    money = sheet.free("measure") or [n for n in sheet.free("ask") if sheet.value(n, "ask") == "sum"]
    for kind, told in _WITHOUT_HEAD:
        if sheet.free(kind) and not (kind == "licence" and sheet.free("name")):
            sheet.use(*who)
            say_head(sheet, told, None)
            return True
    if gave_more(sheet) and not who:
        say_head(sheet, "aid", None)
        sheet.said["measure"] = "committed"
        sheet.use(*givers(sheet))
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
    asking = who or [n for n in sheet.free("detail") if says_who(sheet.spans[n].words)]
    if asking and roles:
        sheet.said["_single"] = True
        sheet.use(*asking)
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


def _by_part(sheet: Sheet) -> bool:
    """What only a verb tells: "ai làm trưởng đoàn", "who invests in", "what has X asked for", "what have we sent abroad"."""
    parts = {str(sheet.value(n, "part")): n for n in sheet.free("part")}
    what = any(sheet.value(n, "ask") in ("which", "list", "describe") for n in sheet.free("ask"))
    who = sheet.free("who")
    for part, of in (("leader", "delegations"), ("investor", "investments")):
        asked = who or (part in parts and says_who(sheet.spans[parts[part]].words))
        if asked and part in parts and (part != "leader" or "doan" in fold(sheet.spans[parts[part]].words)):
            say_head(sheet, of, None)
            sheet.said["whose"] = {"part": part}
            sheet.use(*who, parts[part])
            return True
    body = [n for n in sheet.free("name") if len(sheet.options(n)) == 1 and sheet.options(n)[0].type not in _BY_TYPE]
    inside = [
        n for n in sheet.free("detail") if sheet.value(n, "detail") == "members" and says_who(sheet.spans[n].words)
    ]
    if body and inside and not (parts or sheet.free("role")):
        say_head(sheet, "people", None)  # "Sở Y tế có những ai"
        return True
    if _post_of(sheet):
        return True
    if sought(sheet) and what and not who:
        say_head(sheet, "needs", None)
        return True
    known = "acquaintance" in parts and not {"anyone", "anybody", "someone", "somebody"}.isdisjoint(
        sheet.spans[parts["acquaintance"]].words.lower().split()
    )
    if known and sheet.free("name"):
        say_head(sheet, "people", None)
        return True
    if what and not who and any(sheet.value(n, "direction") == "outbound" for n in sheet.free("direction")):
        say_head(sheet, "aid", None)
        return True
    return False


def _post_of(sheet: Sheet) -> bool:
    """ "Nguyễn Văn A giữ chức vụ gì": the posts of one person."""
    asked = [n for n in sheet.free("detail") if sheet.value(n, "detail") == "post"]
    people = [n for n in sheet.free("name") if len(o := sheet.options(n)) == 1 and o[0].type == "Person"]
    if not asked or len(people) != 1:
        return False
    say_head(sheet, "people", None)
    sheet.add("about", sheet.options(people[0])[0])
    sheet.use(*people)
    return True


def sought(sheet: Sheet) -> bool:
    """Whether something is asked for, of which no word says what it is."""
    asking = any(sheet.value(n, "part") == "sought" for n in sheet.free("part"))
    return asking or any(sheet.value(n, "status") == "open" for n in sheet.free("status"))


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
