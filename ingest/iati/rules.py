"""Where an activity breaks the rules of the standard (IATI-Rulesets, `standard.json`), each with the rule's number.

A broken rule is a remark for the officer and the publisher, never a reason to refuse the activity.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ingest.iati.activity import ACTUAL_START, PLANNED_START, Activity, Part
from ingest.problems import Problem, problem

_FORBIDDEN = re.compile(r"[/&|?]")
_ROUNDING = Decimal("0.5")


def broken_rules(activity: Activity, today: str) -> Iterator[Problem]:
    """A problem for each rule that is broken, at the activity's line or the transaction's; `today` is ISO."""
    found = (*_identifiers(activity), *_organisations(activity), *_dates(activity, today), *_sectors(activity),
             *_places(activity), *_transactions(activity, today))  # fmt: skip
    yield from (each.at(row=activity.line) if each.row is None else each for each in found)


def _identifiers(activity: Activity) -> Iterator[Problem]:
    said = (activity.identifier, activity.reporter.ref, *(o.ref for o in activity.participants))
    for text in dict.fromkeys(said):
        if _FORBIDDEN.search(text):
            yield problem("iati-1.3.13", text)


def _organisations(activity: Activity) -> Iterator[Problem]:
    if any(not one.known for one in activity.participants):
        yield problem("iati-6.10.1").at(column="participating-org")


def _dates(activity: Activity, today: str) -> Iterator[Problem]:
    if not activity.dates.keys() & {PLANNED_START, ACTUAL_START}:
        yield problem("iati-6.11.1").at(column="activity-date")
    if (begun := activity.dates.get(ACTUAL_START, "")) > today:
        yield problem("iati-11.1.4", begun).at(column="activity-date")


def _sectors(activity: Activity) -> Iterator[Problem]:
    within = [bool(t.sectors) for t in activity.transactions]
    if not activity.sectors and not (within and all(within)):
        yield problem("iati-6.2.2").at(column="sector")
    if activity.sectors and any(within):
        yield problem("iati-6.6.2").at(column="sector")
    for scheme in dict.fromkeys(part.scheme for part in activity.sectors):
        if sum_ := _not_whole(part for part in activity.sectors if part.scheme == scheme):
            yield problem("iati-2.1.2", sum_, vocabulary=scheme).at(column="sector@percentage")


def _places(activity: Activity) -> Iterator[Problem]:
    """Countries and regions of each vocabulary make up one whole together; other vocabularies say the same once more."""
    if sum_ := _not_whole(part for part in activity.places if part.scheme in ("country", "region:1")):
        others = [part for part in activity.places if part.scheme not in ("country", "region:1")]
        if not others or _not_whole(activity.places):
            yield problem("iati-3.1.2", sum_).at(column="recipient-country@percentage")


def _transactions(activity: Activity, today: str) -> Iterator[Problem]:
    valued = [p.value for p in activity.planned] + [t.value for t in activity.transactions]
    if any(value.amount is not None and not value.currency for value in valued):
        yield problem("iati-7.8.1").at(column="value@currency")
    late = [t for t in activity.transactions if t.date > today]
    if late:
        yield problem("iati-11.2.1", late[0].date, count=len(late)).at(row=late[0].line, column="transaction-date")


def _not_whole(parts: Iterable[Part]) -> str:
    """What the percentages add up to where that is not 100; "" where all is well. One part alone needs none."""
    told = list(parts)
    shares = [part.percentage for part in told]
    if not told or (len(told) == 1 and shares[0] is None):
        return ""
    sum_ = sum((share for share in shares if share is not None), Decimal(0))
    return "" if abs(sum_ - 100) <= _ROUNDING else f"{sum_.normalize():f}"
