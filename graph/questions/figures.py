"""Reported figures: what a question asks the measure of, from a word for it ("population") or from what is counted ("NGOs
licensed", "aid disbursed") where the question says that it means what was reported."""

from graph.names import fold
from graph.questions.sheet import Sheet

# What is counted -> what the question speaks of; the first of which all is said is meant.
_TOPICS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (topic, frozenset(said.split()))
    for topic, said in (
        ("licensed ngos", "NGO licence"), ("aid ngos", "NGO aid"), ("related ngos", "NGO related"), ("ngos", "NGO"),
        ("investor capital", "capital investments"), ("investor capital", "capital businesses"), ("investor projects", "investments"),
        ("investor projects", "aid businesses"), ("aid disbursed", "disbursed aid"), ("aid committed", "committed aid"), ("aid disbursed", "disbursed"), ("aid committed", "committed"), ("aid approved", "aid approved"),
        ("aid items", "aid count"), ("aid", "aid"), ("members", "members"), ("multilateral", "multilateral"), ("bilateral", "bilateral"), ("bilateral", "associations friendship"),
        ("member organisations", "member"), ("member organisations", "associations"), ("partner places", "twins"), ("partner places", "agreements"),
        ("related ngos", "organisations related"), ("unions", "unions"),
    )
)  # fmt: skip
_SPOKEN_BESIDE = frozenset({"people", "statistics", "organisations", "documents"})


def read_figures(sheet: Sheet, heads: list[int]) -> bool:
    """Read a question for a reported figure; False where it is none."""
    marks = [*sheet.free("reported"), *(n for n in heads if str(sheet.value(n, "of")) == "statistics")]
    topics = [n for n in sheet.free("topic") if sheet.value(n, "topic")]
    if not marks and not topics and not _of_the_nation(sheet, heads):
        return False
    said = _said(sheet, heads)
    if topics:
        sheet.said["topic"] = sheet.value(topics[0], "topic")
        used = {n for codes in said.values() for n in codes} & {n for n in heads if _beside(sheet, n)}
    else:
        found = next(((topic, needs) for topic, needs in _TOPICS if needs <= said.keys()), None)
        used = {n for code in found[1] for n in said[code]} if found else set[int]()
        used |= {n for n in heads if str(sheet.value(n, "of")).split(" ")[0] in _SPOKEN_BESIDE}
        if found:
            sheet.said["topic"] = found[0]
    sheet.said["of"] = "statistics"
    sheet.use(*marks, *topics[:1], *used, *sheet.free("group"), *(n for n in sheet.free("who") if marks))
    sheet.use(*(n for n in sheet.free("role") if sheet.value(n, "role") in ("funder", "recipient", "active")))
    sheet.use(*(n for n in sheet.free("part") if sheet.value(n, "part") in ("from", "to")))
    return True


def _of_the_nation(sheet: Sheet, heads: list[int]) -> bool:
    """Whether a number of the whole country is asked for: what is on record here is not all of it."""
    numbers = any(sheet.value(n, "ask") in ("count", "sum") for n in sheet.free("ask")) or bool(sheet.free("measure"))
    nation = any(sheet.value(n, "ours") == "nation" for n in sheet.free("ours"))
    where = sheet.free("country", "place", "former place", "ours")
    vietnam = len(where) == 1 and getattr(sheet.value(where[0], "country"), "id", "") == "country-vn"
    given = any(not {"aid", "NGO"}.isdisjoint(str(sheet.value(n, "of")).split(" ")) for n in heads)
    return numbers and (nation or (vietnam and given and sheet.rel(where[0]) != "from"))


def _beside(sheet: Sheet, n: int) -> bool:
    """Heads that a topic's own word explains: "the share of NGOs", "kiều hối của người ở nước ngoài"."""
    return str(sheet.value(n, "of")).split(" ")[0] in (*_SPOKEN_BESIDE, "aid")


def _said(sheet: Sheet, heads: list[int]) -> dict[str, list[int]]:
    """What is spoken of -> the spans that say it."""
    found: dict[str, list[int]] = {}
    for n in heads:
        for word in str(sheet.value(n, "of")).split(" "):
            found.setdefault(word, []).append(n)
    for n in sheet.free("measure"):
        found.setdefault(str(sheet.value(n, "measure")), []).append(n)
    for n in sheet.free("licence"):
        found.setdefault("licence", []).append(n)
    for n in sheet.free("part"):
        if sheet.value(n, "part") == "investor":
            found.setdefault("businesses", []).append(n)
    for n in sheet.free("role", "meaning"):
        for code in (sheet.value(n, "role"), sheet.value(n, "meaning")):
            if code in ("related", "approved"):
                found.setdefault(str(code), []).append(n)
    if (
        "aid" in found
        and any(sheet.value(n, "ask") == "count" for n in sheet.free("ask"))
        and not sheet.free("measure")
    ):
        items = [n for n in found["aid"] if str(sheet.value(n, "of")) != "aid" or _plural(sheet, n)]
        if items:
            found["count"] = items
    return found


def _plural(sheet: Sheet, n: int) -> bool:
    """Aid is an amount, items of aid are counted."""
    return any(word in fold(sheet.spans[n].words) for word in ("khoan", "item"))
