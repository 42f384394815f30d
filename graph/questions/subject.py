"""Whether an answer would be of the sort that was asked for: "who" people and organisations, "when" a date, "how many" a
number. Where the words were read as something else, nothing is answered."""

from graph.questions.sheet import Sheet
from graph.questions.sides import at_odds

_WHO = frozenset({
    "organisations", "people", "businesses", "unions", "associations", "connections", "anything", "statistics",
})  # fmt: skip
_ABOUT = {
    "delegations": "Delegation", "events": "Event", "aid": "AidItem", "needs": "Need", "investments": "Investment",
    "agreements": "Agreement", "people": "Person",
}  # fmt: skip


def amiss(sheet: Sheet) -> bool:
    """Whether what was read answers another question than the one that was asked."""
    said = sheet.said
    words = {str(tag.value) for span in sheet.spans for tag in span.tags if tag.kind == "ask"}
    compared = bool(said.get("compare") or said.get("group")) or said["of"] == "statistics"
    number = said.get("ask") in ("count", "sum") or compared or "money" in said.get("show", ())
    return (
        (asks_who(sheet) and not (said["of"] in _WHO or said.get("whose") or said.get("show") or compared))
        or (_certain(sheet, "when") and not said.get("group") and said.get("ask") != "when" and not compared)
        or ("count" in words and _certain(sheet, "count") and not number and said.get("ask") != "when")
        or _about_another(sheet)
        or any(_nothing_else(sheet, n) for n in range(len(sheet.spans)))
        or at_odds(sheet)
    )


def _nothing_else(sheet: Sheet, n: int) -> bool:
    """ "NGO chỉ tài trợ y tế": health and nothing else, which a plan cannot say."""
    beside = [m for m in (n - 1, n + 1) if 0 <= m < len(sheet.spans)]
    return sheet.value(n, "follow") == "only" and any(sheet.spans[m].has("role") for m in beside)


def asks_who(sheet: Sheet) -> bool:
    """Whether people or organisations are asked for."""
    return any(span.has("who") or says_who(span.words) for span in sheet.spans if span.has("who", "detail", "part"))


def says_who(words: str) -> bool:
    return not {"ai", "who", "whom"}.isdisjoint(words.lower().split())


def _certain(sheet: Sheet, word: str) -> bool:
    """Whether a span can be read as nothing but this question."""
    return any({(t.kind, t.value) for t in span.tags} == {("ask", word)} for span in sheet.spans)


def _about_another(sheet: Sheet) -> bool:
    """Whether the date or list of a named thing is looked for among things of another sort."""
    of, about = sheet.said["of"], sheet.said.get("about", ())
    kinds = {sort: kind for kind, sort in _ABOUT.items()}
    if sheet.said.get("ask") not in ("when", "list", "count", "sum", None) or of == "anything":
        return False
    return any(kinds.get(thing.type, of) != of for thing in about) or (
        of in _ABOUT and any(thing.type != _ABOUT[of] for thing in about)
    )
