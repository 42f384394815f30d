"""The IATI standard 2.0x as far as it is read here: its elements and attributes, and the code lists that decide something.

An element that is named in `_IGNORED` is part of the standard and not kept, with all that stands in it.
"""

from collections.abc import Mapping
from types import MappingProxyType

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_IGNORED = (
    "tag country-budget-items humanitarian-scope policy-marker collaboration-type default-flow-type default-finance-type"
    " default-tied-status capital-spend legacy-data conditions result crs-add fss"
)
_TRANSACTION_IGNORED = "disbursement-channel flow-type finance-type aid-type tied-status"
_LOCATION_IGNORED = "description activity-description exactness location-class feature-designation location-reach"
_LINK_IGNORED = "title description category language document-date recipient-country"

# element: its attributes | the elements in it
_ELEMENTS = """
iati-activity: last-updated-datetime default-currency linked-data-uri hierarchy humanitarian budget-not-provided | iati-identifier reporting-org title description participating-org other-identifier activity-status activity-date contact-info activity-scope recipient-country recipient-region location sector default-aid-type budget planned-disbursement transaction document-link related-activity
iati-identifier: |
reporting-org: ref type secondary-reporter | narrative
title: | narrative
description: type | narrative
narrative: |
participating-org: ref type role activity-id crs-channel-code | narrative
other-identifier: ref type | owner-org
owner-org: ref | narrative
activity-status: code |
activity-date: iso-date type | narrative
contact-info: type | organisation department person-name job-title telephone email website mailing-address
organisation: | narrative
department: | narrative
person-name: | narrative
job-title: | narrative
telephone: |
email: |
website: |
mailing-address: | narrative
activity-scope: code |
recipient-country: code percentage | narrative
recipient-region: code vocabulary vocabulary-uri percentage | narrative
location: ref | location-id name administrative point
location-id: vocabulary code |
name: | narrative
administrative: vocabulary level code |
point: srsName | pos
pos: |
sector: vocabulary vocabulary-uri code percentage | narrative
default-aid-type: code vocabulary |
budget: type status | period-start period-end value budget-line
planned-disbursement: type | period-start period-end value provider-org receiver-org
period-start: iso-date |
period-end: iso-date |
value: currency value-date |
transaction: ref humanitarian | transaction-type transaction-date value description provider-org receiver-org sector recipient-country recipient-region
transaction-type: code |
transaction-date: iso-date |
provider-org: ref type provider-activity-id | narrative
receiver-org: ref type receiver-activity-id | narrative
document-link: url format |
related-activity: ref type |
"""


def _table(text: str) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    attributes: dict[str, frozenset[str]] = {}
    children: dict[str, frozenset[str]] = {}
    for line in filter(None, text.splitlines()):
        name, _, rest = line.partition(":")
        own, _, inner = rest.partition("|")
        attributes[name], children[name] = frozenset(own.split()), frozenset(inner.split())
    return MappingProxyType(attributes), MappingProxyType(children)


ATTRIBUTES, CHILDREN = _table(_ELEMENTS)
IGNORED: Mapping[str, frozenset[str]] = MappingProxyType({
    "iati-activity": frozenset(_IGNORED.split()),
    "transaction": frozenset(_TRANSACTION_IGNORED.split()),
    "location": frozenset(_LOCATION_IGNORED.split()),
    "document-link": frozenset(_LINK_IGNORED.split()),
})  # fmt: skip

STATUS = MappingProxyType({
    "1": "pipeline", "2": "ongoing", "3": "completed", "4": "completed", "5": "cancelled", "6": "suspended",
})  # fmt: skip
"""ActivityStatus to the status of our aid items; in "3", finalisation, the work is done and the accounts are not."""

SCOPES = MappingProxyType({
    "1": "toàn cầu", "2": "khu vực", "3": "nhiều quốc gia", "4": "toàn quốc", "5": "nhiều tỉnh, thành phố",
    "6": "một tỉnh, thành phố", "7": "một đơn vị cấp dưới tỉnh", "8": "một địa điểm",
})  # fmt: skip

ORGANISATION_TYPES = MappingProxyType(
    dict.fromkeys(("10", "11", "15", "80"), "PublicBody")
    | dict.fromkeys(("21", "22", "23", "24", "60"), "NGO")
    | dict.fromkeys(("30", "70", "71", "72", "73"), "Business")
    | {"40": "MultilateralBody", "90": ""}
)
"""OrganisationType to the type of our entities; "" where the code tells nothing."""

TRANSACTION_TYPES = frozenset(str(code) for code in range(1, 14))
CODES: Mapping[str, frozenset[str]] = MappingProxyType({
    "ActivityStatus": frozenset(STATUS), "ActivityScope": frozenset(SCOPES), "OrganisationType": frozenset(ORGANISATION_TYPES),
    "OrganisationRole": frozenset("1234"), "ActivityDateType": frozenset("1234"), "TransactionType": TRANSACTION_TYPES,
    "RelatedActivityType": frozenset("12345"), "DescriptionType": frozenset("1234"), "BudgetType": frozenset("12"),
})  # fmt: skip
