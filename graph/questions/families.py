"""What may be asked of each kind of thing: the conditions it takes, and what unsaid words mean for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.questions.plan import Date, Meaning, Measure, Of, Part

_ORGANISATION = frozenset({
    "sectors", "place", "home", "licence", "party", "amount", "contact", "types", "role", "status", "outside", "form",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """`takes`: the conditions. `meaning`: what a bare period means; `meanings`: what else it may. `measure`: what a bare
    amount or sum means; `date`: what `when` asks; `part`: what a bare name is; `statuses`: those it knows."""

    takes: frozenset[str]
    meaning: Meaning | None = None
    meanings: frozenset[Meaning] = frozenset()
    measure: Measure | None = None
    date: Date | None = None
    part: Part = "any"
    statuses: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()


def _f(*takes: str) -> frozenset[str]:
    return frozenset(takes)


FAMILIES: Mapping[Of, Family] = {
    "organisations": Family(
        _ORGANISATION, "overlaps",
        frozenset({"now", "contacted", "licence_issued", "licence_expires", "approved", "started", "ended", "founded"}), "committed",
        "last_contact", statuses=_f("active", "inactive", "prospective"),
        things=_f("licence", "contact", "aid", "delegation", "agreement", "post", "implementer", "coordination"),
    ),
    "aid": Family(
        _f("sectors", "place", "home", "party", "amount", "types", "role", "status", "direction", "outside", "kinds", "currency"),
        "overlaps", frozenset({"now", "approved", "started", "ended"}), "money", "approved",
        statuses=_f("pipeline", "approved", "under way", "completed", "cancelled"),
        things=_f("funder", "implementer", "amount", "disbursement"),
    ),
    "twins": Family(
        _f("place", "home", "party", "agreement", "outside"), "signed", frozenset({"signed", "expires", "now", "overlaps"}),
        date="signed", part="partner", things=_f("delegation", "agreement"),
    ),
    "agreements": Family(
        _f("place", "home", "party", "agreement", "kinds", "sectors", "outside"), "signed",
        frozenset({"signed", "expires", "now", "overlaps"}), date="signed", part="partner", things=_f("delegation"),
    ),
    "delegations": Family(
        _f("place", "home", "party", "direction", "status", "sectors", "from place"), "held", frozenset({"held", "now"}), date="held",
        statuses=_f("planned", "past"), things=_f("result", "follow_up"),
    ),
    "people": Family(
        _f("place", "home", "party", "title", "languages", "status", "types", "contact", "kinds"), "now", frozenset({"contacted"}),
        date="post_since", part="post", statuses=_f("current", "former"), things=_f("contact"),
    ),
    "needs": Family(
        _f("sectors", "place", "party", "amount", "status", "currency"), "proposed", frozenset({"proposed"}), "sought",
        part="any", statuses=_f("open", "matched", "funded", "closed"), things=_f("funder", "amount"),
    ),
    "associations": Family(
        _f("place", "home", "party", "amount", "kinds"), "founded", frozenset({"founded"}), "members", "founded",
        part="any", things=_f("delegation", "contact", "event"),
    ),
    "unions": Family(_f("place", "party"), "founded", frozenset({"founded"}), date="founded"),
    "businesses": Family(
        _f("sectors", "place", "home", "party", "kinds", "amount", "outside"), None, frozenset(), "capital", part="any",
        things=_f("investment"),
    ),
    "investments": Family(
        _f("sectors", "place", "home", "party", "kinds", "amount", "outside", "currency"), "started", frozenset({"started"}), "capital",
        "started", part="investor", things=_f("amount"),
    ),
    "events": Family(
        _f("place", "home", "party", "kinds", "status", "sectors"), "held", frozenset({"held", "now"}), date="held",
        statuses=_f("planned", "past"),
    ),
    "statistics": Family(_f("place", "home", "party", "topic", "sectors"), "published", frozenset({"published"}), part="subject"),
    "policies": Family(
        _f("party", "status", "place"), "published", frozenset({"approved", "published"}), date="approved", part="proposer",
        statuses=_f("drafted", "submitted", "approved", "rejected", "expired"),
    ),
    "documents": Family(_f("party", "place", "home", "sectors"), "published", frozenset({"published"}), part="subject"),
    "countries": Family(
        _f("home", "outside", "place"), None, frozenset(), None, "relations_since",
        things=_f("embassy", "association", "twin", "agreement", "delegation", "aid", "investment"),
    ),
    "places": Family(_f("home", "kinds", "place"), None, frozenset(), things=_f("twin", "agreement", "aid", "delegation")),
    "sectors": Family(_f("sectors", "place"), "overlaps", frozenset({"overlaps", "now"}), things=_f("aid", "funder", "need")),
    "anything": Family(_f("sectors", "place", "party"), "overlaps", date="last_contact"),
    "connections": Family(_f("party")),
}  # fmt: skip
