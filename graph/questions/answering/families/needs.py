"""The wish list: what is needed, and who meets it (QUESTIONS 10)."""

from graph.cards import open_need
from graph.questions.answering.family import Family
from graph.questions.answering.pool import Pool
from graph.questions.answering.shape import Shape, filled
from graph.questions.answering.table import amount, prop, refs
from graph.questions.plan import Span

_FUNDER = ("MEETS_NEED",)


def _has_funder(made: Pool, id_: str, _: Span | None) -> bool:
    """A need without funder is an open one."""
    return not open_need(made.known[id_])


def _status(made: Pool, id_: str) -> bool:
    return str(made.known[id_].get("status") or "open") in made.asked.plan.status


SHAPE = Shape(
    label="Need",
    columns=(refs("sectors", "IN_SECTOR"), refs("places", "TARGETS"), amount("sought", "amount"), prop("status", "code"),
             refs("proposer", "PROPOSES"), refs("met_by", "MEETS_NEED"), prop("year"), prop("beneficiaries")),
    place=("TARGETS",), sector=("IN_SECTOR",), home=_FUNDER,
    parts={"proposer": ("PROPOSES",), "funder": _FUNDER, "any": ("PROPOSES", "MEETS_NEED")},
    dates={"proposed": "year"}, measures={"sought": "amount", "money": "amount"},
    has={"funder": _has_funder, "amount": filled("amount")},
    under={"sector": lambda m, i: m.refs(i, ("IN_SECTOR",)), "place": lambda m, i: m.refs(i, ("TARGETS",)),
           "status": lambda m, i: m.known[i].get("status") or "open", "year": lambda m, i: m.known[i].get("year")},
    checks={"status": _status}, timed=False,
)  # fmt: skip

FAMILIES = (Family("needs", SHAPE),)
