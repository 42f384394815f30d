"""Policies, documents, places and sectors: what they are asked for beside their names."""

from graph.questions.answering.family import Family
from graph.questions.answering.has import visited
from graph.questions.answering.pool import Pool, country
from graph.questions.answering.select import holds_words
from graph.questions.answering.shape import Shape, tie
from graph.questions.answering.table import prop, refs

POLICIES = Shape(
    label="Policy",
    columns=(prop("year"), prop("status", "code"), prop("approved", "date"), refs("proposer", "PROPOSES"), refs("submitted_to", "SUBMITS_TO"),
             refs("approver", "APPROVES"), refs("concerns", "CONCERNS")),
    parts={"proposer": ("PROPOSES",), "approver": ("APPROVES",), "subject": ("CONCERNS",), "to": ("SUBMITS_TO",),
           "any": ("PROPOSES", "APPROVES", "CONCERNS", "SUBMITS_TO")},
    dates={"approved": "approved", "published": "year", "started": "year"},
    under={"status": lambda m, i: m.known[i].get("status"), "year": lambda m, i: m.known[i].get("year")},
    checks={"status": lambda m, i: m.known[i].get("status") in m.asked.plan.status,
            "field": lambda m, i: holds_words(m.known[i]["name"], m.asked.plan.field or "")}, timed=False,
)  # fmt: skip
DOCUMENTS = Shape(
    label="Document",
    columns=(prop("published", "date"), prop("language"), refs("mentions", "MENTIONS")),
    place=("MENTIONS", "CONCERNS"), parts={"subject": ("MENTIONS", "CONCERNS"), "any": ("MENTIONS", "CONCERNS")},
    dates={"published": "published"}, timed=False, first="date",
)  # fmt: skip
SECTORS = Shape(
    label="Sector", columns=(prop("code"), refs("parent", "PART_OF")), parts={"parent": ("PART_OF",)}, timed=False
)


def _provincial(made: Pool, id_: str) -> bool:
    known, want = made.known[id_], made.asked.plan.kinds
    kind = "province" if known["type"] == "Province" else "commune" if country(known) == "VN" else "foreign city"
    return known["type"] != "Country" and kind in want


PLACES = Shape(
    label="Place",
    columns=(prop("kind"), refs("within", "LOCATED_IN"), prop("population", "number"), refs("twins", "TWINNED_WITH")),
    place=("LOCATED_IN", "SUCCEEDED_BY"), parts={"partner": ("TWINNED_WITH",), "parent": ("LOCATED_IN", "SUCCEEDED_BY"), "any": ("LOCATED_IN", "TWINNED_WITH", "NEIGHBOUR_OF")},
    has={"twin": tie("TWINNED_WITH"), "agreement": tie("PARTY_TO"), "aid": tie("TARGETS", types=("AidItem",)),
         "need": tie("TARGETS", types=("Need",)), "delegation": visited},
    checks={"kinds": _provincial, "home": lambda m, i: country(m.known[i]) in (m.asked.home or ())}, ties=("MET", "CAME_FROM", "HOSTED"), timed=False,
)  # fmt: skip


FAMILIES = (
    Family("policies", POLICIES),
    Family("documents", DOCUMENTS),
    Family("sectors", SECTORS),
    Family("places", PLACES),
)
