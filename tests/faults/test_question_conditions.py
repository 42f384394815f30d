"""Every condition that a question can put is held to or refused: what nothing on record can meet leaves nothing, in every
family of things. A campaign, as it asks hundreds of questions."""

from typing import TYPE_CHECKING, Any, get_args

import pytest

from graph.questions.answering.answer import answer_plan
from graph.questions.plan import Meaning, Of, Part, Plan, Thing
from tests.support import VIEWER

if TYPE_CHECKING:
    from tests.sampled import Sampled

pytestmark = pytest.mark.faults
DAY = "2026-01-15"
_NOWHERE = {"id": "country-tv", "type": "Country", "vi": "Tuvalu", "en": "Tuvalu"}
_NOTHING = {"id": "sector-16061", "type": "Sector", "vi": "Văn hóa", "en": "Culture"}
_LONG_AGO = {"since": "1801-01-01", "until": "1801-12-31"}
# What nothing on record can meet, for each field of a plan that is a condition.
IMPOSSIBLE: list[dict[str, Any]] = [
    {"places": [_NOWHERE]}, {"sectors": [_NOTHING]}, {"home": {"countries": [_NOWHERE]}},
    {"currency": "XAU"}, {"title": "không ai"}, {"field": "không đâu có"}, {"languages": ["km"]},
    {"amount": {"measure": "money", "least": 1e18}}, {"amount": {"measure": "members", "least": 1e18}}, {"amount": {"measure": "count", "least": 1e9}},
    {"amount": {"measure": "share", "least": 1e9}}, {"amount": {"measure": "sought", "least": 1e18}}, {"amount": {"measure": "capital", "least": 1e18}},
    {"direction": "domestic", "status": ["planned"], "periods": [{"meaning": "held", **_LONG_AGO}]},
    {"licence": {"state": "valid", "on": "1801"}}, {"licence": {"state": "valid", "places": [_NOWHERE]}}, {"licence": {"state": "expiring", "days": 0, "form": "project office"}},
    {"agreement": {"state": "renewed"}, "periods": [{"meaning": "signed", **_LONG_AGO}]},
    *({"parties": [{"part": part, "thing": {"id": "ngo-000000000000", "type": "NGO", "vi": "Không ai", "en": "Nobody"}}]} for part in get_args(Part)),
    *({"periods": [{"meaning": meaning, **_LONG_AGO}]} for meaning in get_args(Meaning) if meaning != "now"),
    *({"status": [status], "kinds": ["national day"]} for status in ("cancelled", "rejected")),
    {"kinds": ["overseas liaison"]},
    *({"has": [thing], "lacks": [thing]} for thing in get_args(Thing)),
    {"types": ["Document"]},
]  # fmt: skip


@pytest.mark.parametrize("of", [of for of in get_args(Of) if of not in ("connections", "anything")])
def test_a_condition_that_nothing_can_meet_leaves_nothing_or_is_refused(sampled_embedded: "Sampled", of: str) -> None:
    """Holds for every family and condition: what an answer is given under, it holds to."""
    for role in ("funder", "related", None) if of == "organisations" else (None,):
        for condition in IMPOSSIBLE:
            plan = Plan.model_validate({"ask": "list", "of": of, "role": role} | condition)
            told = answer_plan(
                sampled_embedded.store, VIEWER, plan.model_dump(exclude_defaults=True), DAY, province="hai-phong"
            )
            rows = [row for row in told["rows"] if row["entity"]["id"] != _NOWHERE["id"]]  # a country is in itself
            assert not told["understood"] or not rows, (of, role, condition, rows[:1])
