"""Who has to do with an activity, and which other activities it is a part of.

An activity whose money comes out of another one (`provider-activity-id`) is a part of that as a child is of its parent: the
same money must not be counted twice for the one who gave it. It is tied so only to activities that are on record.
"""

from collections.abc import Iterator

from graph.identity import new_id
from graph.things import Entity, Tie
from ingest.amounts import Properties
from ingest.iati.activity import (
    ACCOUNTABLE,
    CHILD,
    COMMITMENT,
    DISBURSEMENT,
    EXPENDITURE,
    EXTENDING,
    FUNDING,
    IMPLEMENTING,
    INCOMING,
    INCOMING_COMMITMENT,
    PARENT,
    Activity,
    Organisation,
)
from ingest.iati.money import parts_of_funders
from ingest.iati.organisations import Cast, is_org_id

_ROLES = {ACCOUNTABLE: "MANAGES", EXTENDING: "MANAGES", IMPLEMENTING: "IMPLEMENTS"}
_GOING_OUT = (COMMITMENT, DISBURSEMENT, EXPENDITURE)
_COMING_IN = (INCOMING, INCOMING_COMMITMENT)


def ties_of(activity: Activity, item: Entity, cast: Cast, money: Properties) -> Iterator[Tie]:
    """Each tie once. `money` are the amounts of the whole item."""
    met: set[tuple[str, str, str]] = set()
    for tie in (*_funding(activity, item, cast, money), *_roles(activity, item, cast), *_parts(activity, item)):
        mark = tie.type, new_id(tie.source), new_id(tie.target)
        if mark not in met:
            met.add(mark)
            yield tie


def _funding(activity: Activity, item: Entity, cast: Cast, money: Properties) -> Iterator[Tie]:
    """Each funder with what came in from it; a lone one else with the whole, several as sharing it."""
    funders = parts_of_funders(activity)
    for funder, own in funders:
        share: Properties = own or (money if len(funders) == 1 else {"shared": True})
        yield Tie("FUNDS", cast.of(funder), item, {"role": "funder", **share, **_plainly(funder)})


def _roles(activity: Activity, item: Entity, cast: Cast) -> Iterator[Tie]:
    told = [one for one in activity.participants if one.known]
    for one in told:
        if one.role in _ROLES:
            yield Tie(_ROLES[one.role], cast.of(one), item, _plainly(one))
    if not told and cast.reporter and not activity.secondary:
        yield Tie("MANAGES", cast.reporter, item, _plainly(activity.reporter))
    for transaction in activity.transactions:
        receiver = transaction.receiver
        if transaction.type in _GOING_OUT and receiver.known and cast.of(receiver) is not cast.reporter:
            yield Tie("RECEIVES", cast.of(receiver), item, _plainly(receiver))


def _plainly(one: Organisation) -> dict[str, str]:
    """A reference that is no identifier of an organisation stays with the tie, as text."""
    return {"reference": one.ref} if one.ref and not is_org_id(one.ref) else {}


def _parts(activity: Activity, item: Entity) -> Iterator[Tie]:
    own = activity.identifier.casefold()
    for kind, ref in activity.related:
        if kind in (PARENT, CHILD) and ref.casefold() != own:
            other = Entity("AidItem", ref, {"iati": ref})
            yield Tie("PART_OF", item, other) if kind == PARENT else Tie("PART_OF", other, item)
    for ref in _sides(activity, FUNDING, _COMING_IN):
        if ref.casefold() != own:
            yield Tie("PART_OF", item, Entity("AidItem", ref, {"iati": ref}, only_known=True))
    for ref in _sides(activity, IMPLEMENTING, _GOING_OUT):
        if ref.casefold() != own:
            yield Tie("PART_OF", Entity("AidItem", ref, {"iati": ref}, only_known=True), item)


def _sides(activity: Activity, role: str, types: tuple[str, ...]) -> Iterator[str]:
    """The activities that money comes out of or goes into, as participants and transactions name them."""
    said = [one.activity for one in activity.participants if one.role == role]
    said += [
        (t.provider if types == _COMING_IN else t.receiver).activity for t in activity.transactions if t.type in types
    ]
    yield from dict.fromkeys(ref for ref in said if ref)
