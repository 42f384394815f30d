"""Friendship associations, the unions they are members of, and where both are."""

from collections.abc import Mapping

from graph.names import fold
from graph.questions.answering.family import Family
from graph.questions.answering.has import MEETING, contacted, visited
from graph.questions.answering.pool import Pool, countries_of, country
from graph.questions.answering.select import over
from graph.questions.answering.shape import Has, Shape, tie
from graph.questions.answering.table import prop, refs
from graph.questions.plan import Thing
from graph.reference import find_province

_FRIEND, _MEMBER = ("FRIEND_OF",), ("MEMBER_OF",)


def _placed(made: Pool, id_: str) -> bool:
    """Where an association is: where its union is, or where its own name says."""
    where = made.asked.where
    if where is None:
        return True
    known = made.known[id_]
    if made.meets(id_, ("BASED_IN", "LOCATED_IN"), where.within):
        return True
    unions = [t["other"] for t in made.tied(id_, _MEMBER)]
    names = [str(u.get("province") or "") for u in unions] + ([str(known["province"])] if known.get("province") else [])
    if names:
        return any(f"province-{code}" in where.within for code in names)
    return any(p.id in where.within for p in find_province(fold(known["name"]).rsplit("thanh pho ", 1)[-1]))


def _member(made: Pool, id_: str) -> bool:
    former = "former" in made.asked.plan.status
    ties = made.tied(id_, _MEMBER)
    return any(over(t.get("until"), made.asked.day) is former for t in ties)


_COMMON: Mapping[Thing, Has] = {
    "delegation": visited,
    "contact": contacted,
    "post": tie("HAS_POST"),
    "event": tie("HOSTED", "JOINED", types=("Event",)),
}
ASSOCIATIONS = Shape(
    label="FriendshipAssociation",
    columns=(refs("country", "FRIEND_OF"), prop("kind", "code", "association_kind"), refs("union", "MEMBER_OF"), prop("founded", "date"),
             prop("members", "number", "people"), refs("posts_held", "HAS_POST"), refs("events", "HOSTED", types=("Event",))),
    home=_FRIEND, parts={"parent": _MEMBER, "partner": _FRIEND, "any": (*_FRIEND, *_MEMBER, "COORDINATES_WITH", *MEETING),
                         "host": ("HOSTED",), "post": ("HAS_POST",), "member": _MEMBER, "subject": _FRIEND},
    dates={"founded": "founded", "started": "founded"}, measures={"members": "members"}, has={**_COMMON, "agreement": tie("PARTY_TO")},
    under={"country": lambda m, i: sorted(countries_of(m, i, _FRIEND)), "kind": lambda m, i: m.known[i].get("kind"),
           "union": lambda m, i: m.refs(i, _MEMBER), "year": lambda m, i: str(m.known[i].get("founded") or "")[:4]},
    checks={"kinds": lambda m, i: m.known[i].get("kind") in m.asked.plan.kinds, "places": _placed, "status": _member,
            "home": lambda m, i: not {country(t["other"]) for t in m.tied(i, _FRIEND)}.isdisjoint(m.asked.home or ())},
    place=("BASED_IN", "LOCATED_IN"), settled=frozenset({"places"}), timed=False,
)  # fmt: skip
UNIONS = Shape(
    label="FriendshipUnion",
    columns=(prop("level", "code"), refs("places", "BASED_IN"), refs("parent", "MEMBER_OF", types=("FriendshipUnion", "PublicBody")),
             prop("founded", "date"), refs("posts_held", "HAS_POST")),
    place=("BASED_IN",), parts={"parent": _MEMBER, "any": (*_MEMBER, "COORDINATES_WITH", *MEETING), "member": _MEMBER, "post": ("HAS_POST",)},
    dates={"founded": "founded", "started": "founded"}, has=_COMMON, timed=False,
    under={"place": lambda m, i: m.refs(i, ("BASED_IN",))},
)  # fmt: skip

FAMILIES = (Family("associations", ASSOCIATIONS), Family("unions", UNIONS))
