"""Businesses and investment projects, and who is behind them."""

from graph.names import fold
from graph.questions.answering.family import Family
from graph.questions.answering.has import MEETING, contacted, visited
from graph.questions.answering.pool import Pool, countries_of, country
from graph.questions.answering.select import holds_words
from graph.questions.answering.shape import Shape, filled, only, stated_in, tie
from graph.questions.answering.table import Column, amount, prop, refs
from graph.reference import find_sector

_SEAT, _INVESTS = ("BASED_IN", "WORKS_IN", "LOCATED_IN"), ("INVESTS_IN",)
_OVERSEAS = ("kieu bao", "viet kieu", "nguoi viet nam o nuoc ngoai", "overseas vietnamese")


def _overseas(text: object) -> bool:
    return any(words in fold(str(text or "")) for words in _OVERSEAS)


def _overseas_business(made: Pool, id_: str) -> bool:
    known = made.known[id_]
    return _overseas(known.get("owner")) or _overseas(known.get("note"))


def _overseas_investment(made: Pool, id_: str) -> bool:
    known, investors = made.known[id_], made.others(id_, _INVESTS)
    said = [known["name"], known.get("note"), *(e.get("owner") for e in investors), *(e.get("note") for e in investors)]
    return any(e["type"] == "DiasporaGroup" for e in investors) or any(map(_overseas, said))


def _in_sector(made: Pool, id_: str) -> bool:
    """Its sector as tied, or as its line of business says it in words."""
    what, said = made.asked.what, str(made.known[id_].get("field") or "")
    if what is None:
        return True
    found = find_sector(said) if said else None
    return made.meets(id_, ("WORKS_IN_SECTOR",), what.ids) or (found is not None and found.id in what.ids)


def _line(made: Pool, id_: str) -> bool:
    known = made.known[id_]
    return holds_words(f"{known.get('field') or ''} {known['name']}", made.asked.plan.field or "")


BUSINESSES = Shape(
    label="Business",
    columns=(Column("country", "country", lambda m, i: country(m.known[i])), prop("field", of="business"), prop("owner"),
             refs("places", "BASED_IN", "WORKS_IN", types=("Locality", "Province")), refs("investments", "INVESTS_IN"), prop("tax_number")),
    place=_SEAT, sector=("WORKS_IN_SECTOR",), home=("BASED_IN",),
    parts={"investor": _INVESTS, "any": (*_INVESTS, "JOINED", "FUNDS", "COORDINATES_WITH"), "owner": ("PART_OF",)},
    has={"investment": tie("INVESTS_IN"), "contact": contacted, "delegation": visited, "aid": tie("FUNDS", "IMPLEMENTS")},
    under={"country": lambda m, i: country(m.known[i]), "sector": lambda m, i: m.known[i].get("field"),
           "place": lambda m, i: m.refs(i, _SEAT, ("Locality", "Province"))},
    checks={"kinds": _overseas_business, "sectors": _in_sector, "field": _line,
            "types": lambda m, i: m.known[i]["type"] in m.asked.plan.types}, ties=MEETING,
    settled=frozenset({"sectors"}), timed=False, refuses=only("overseas owner"),
)  # fmt: skip
INVESTMENTS = Shape(
    label="Investment",
    columns=(refs("investor", "INVESTS_IN"), Column("country", "country", lambda m, i: sorted(_homes(m, i))), amount("capital", "capital"),
             refs("sectors", "IN_SECTOR"), refs("places", "LOCATED_IN"), prop("since", "date", "licensed"), prop("licence_number")),
    place=("LOCATED_IN", "TARGETS"), sector=("IN_SECTOR",), home=_INVESTS, parts={"investor": _INVESTS, "owner": _INVESTS, "any": _INVESTS},
    whose={"investor": ("investor",), "owner": ("investor",)},
    dates={"started": "since", "approved": "since", "licence_issued": "since", "signed": "since"},
    measures={"capital": "capital", "money": "capital"}, has={"amount": filled("capital")},
    under={"country": lambda m, i: sorted(_homes(m, i)), "sector": lambda m, i: m.refs(i, ("IN_SECTOR",)),
           "place": lambda m, i: m.refs(i, ("LOCATED_IN",)), "investor": lambda m, i: m.refs(i, _INVESTS),
           "year": lambda m, i: str(m.known[i].get("since") or "")[:4]},
    checks={"kinds": _overseas_investment, "currency": stated_in, "field": _line,
            "home": lambda m, i: not _homes(m, i).isdisjoint(m.asked.home or ())}, first="date",
    refuses=only("overseas owner"),
)  # fmt: skip


def _homes(made: Pool, id_: str) -> set[str]:
    return countries_of(made, id_, _INVESTS)


FAMILIES = (Family("businesses", BUSINESSES), Family("investments", INVESTMENTS))
