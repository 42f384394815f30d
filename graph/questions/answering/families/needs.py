"""The wish list: what is needed, and who meets it (QUESTIONS 10)."""

from graph.cards import open_need
from graph.questions.answering.family import Family
from graph.questions.answering.pool import Pool
from graph.questions.answering.shape import Shape, filled, stated_in
from graph.questions.answering.table import amount, prop, refs
from graph.questions.plan import Span

_FUNDER = ("MEETS_NEED",)


def _has_funder(made: Pool, id_: str, _: Span | None) -> bool:
    """A need without funder is an open one; one that is being negotiated neither has a funder nor lacks one."""
    known = made.known[id_]
    if "funder" in made.asked.plan.lacks:
        return not open_need(known)
    return known.get("status") == "funded" or (known.get("status") == "closed" and bool(made.tied(id_, _FUNDER)))


def _status(made: Pool, id_: str) -> bool:
    return str(made.known[id_].get("status") or "open") in made.asked.plan.status


SHAPE = Shape(
    label="Need",
    columns=(refs("sectors", "IN_SECTOR"), refs("places", "TARGETS"), amount("sought", "amount"), prop("status", "code"),
             refs("proposer", "PROPOSES"), refs("met_by", "MEETS_NEED"), prop("year"), prop("beneficiaries")),
    place=("TARGETS",), sector=("IN_SECTOR",), home=_FUNDER,
    parts={"proposer": ("PROPOSES",), "funder": _FUNDER, "any": ("PROPOSES", "MEETS_NEED")},
    whose={"proposer": ("proposer",), "funder": ("met_by",)}, dates={"proposed": "year"}, measures={"sought": "amount", "money": "amount"},
    has={"funder": _has_funder, "amount": filled("amount")},
    under={"sector": lambda m, i: m.refs(i, ("IN_SECTOR",)), "place": lambda m, i: m.refs(i, ("TARGETS",)),
           "status": lambda m, i: m.known[i].get("status") or "open", "year": lambda m, i: m.known[i].get("year")},
    checks={"status": _status, "currency": stated_in}, timed=False,
)  # fmt: skip

FAMILIES = (Family("needs", SHAPE),)
