"""What the code of a head says: "organisations NGO", "delegations inbound", "businesses overseas+owner"."""

from graph.model import ENTITIES
from graph.questions.families import FAMILIES
from graph.questions.sheet import Sheet


def say_head(sheet: Sheet, told: str, n: int | None) -> None:
    """The head of a word file's code; `n` is the span that says it."""
    of, *more = told.split(" ")
    sheet.said["of"] = of
    say_more(sheet, of, [word.replace("+", " ") for word in more])
    if of in FAMILIES and n is not None and sheet.lang == "en":
        sheet.said["_single"] = not sheet.spans[n].words.lower().endswith("s")


def say_more(sheet: Sheet, of: str, more: list[str]) -> None:
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
