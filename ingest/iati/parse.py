"""From the XML of an activity to what it says."""

from collections.abc import Iterable, Mapping

from ingest.iati.activity import (
    Activity,
    Contact,
    Location,
    Names,
    Organisation,
    Part,
    Planned,
    Transaction,
)
from ingest.iati.reading import LONGEST_NAME, LONGEST_TEXT, Reading, unknown_parts
from ingest.problems import Problem, problem
from ingest.readers.cells import CELL_LIMIT
from ingest.readers.xml import Element, children_by_name, first_child, local_name

_DAC = "1"
_MOST_LINKS = 3
_NOBODY = Organisation("", {})


def parse_activity(element: Element) -> Activity:
    """An `iati-activity` element. What is wrong with a value is remarked and the value left out; only an activity
    without an identifier cannot be used."""
    return _Parser(element).activity()


class _Parser:
    def __init__(self, element: Element) -> None:
        self.element = element
        self.reading = Reading(element)
        self.parts = children_by_name(element)

    def activity(self) -> Activity:
        reading, one = self.reading, self._one
        identifier = reading.text(one("iati-identifier"), limit=CELL_LIMIT)
        reporter = one("reporting-org")
        return Activity(
            line=self.element.sourceline or 0,
            identifier=identifier,
            reporter=self._organisation(reporter) if reporter is not None else _NOBODY,
            secondary=_true(reading.attribute(reporter, "secondary-reporter")),
            titles=reading.names(one("title")),
            descriptions=self._descriptions(),
            participants=tuple(self._participant(e) for e in self._all("participating-org")),
            other_identifiers=self._attributes("other-identifier", "ref"),
            status=reading.code(one("activity-status"), "code", "ActivityStatus"),
            dates=self._dates(),
            contacts=tuple(self._contact(e) for e in self._all("contact-info")),
            scope=reading.code(one("activity-scope"), "code", "ActivityScope"),
            places=self._places(self.parts),
            locations=tuple(self._location(e) for e in self._all("location")),
            sectors=self._sectors(self._all("sector")),
            planned=tuple(self._planned(e) for kind in ("budget", "planned-disbursement") for e in self._all(kind)),
            transactions=tuple(self._transaction(e) for e in self._all("transaction")),
            related=tuple(self._related()),
            aid_type=reading.attribute(self._aid_type(), "code"),
            humanitarian=_true(reading.attribute(self.element, "humanitarian")),
            links=self._attributes("document-link", "url")[:_MOST_LINKS],
            unknown=unknown_parts(self.element),
            remarks=tuple(reading.remarks),
            fault=_fault(identifier, self.element),
        )

    def _all(self, name: str) -> list[Element]:
        return self.parts.get(name, [])

    def _one(self, name: str) -> Element | None:
        return next(iter(self._all(name)), None)

    def _aid_type(self) -> Element | None:
        return next((e for e in self._all("default-aid-type") if (e.get("vocabulary") or _DAC) == _DAC), None)

    def _attributes(self, element: str, name: str) -> tuple[str, ...]:
        said = (self.reading.attribute(e, name) for e in self._all(element))
        return tuple(dict.fromkeys(text[:LONGEST_NAME] for text in said if text))

    def _organisation(self, element: Element | None, activity: str = "activity-id") -> Organisation:
        if element is None:
            return _NOBODY
        reading = self.reading
        return Organisation(
            reading.attribute(element, "ref")[:LONGEST_NAME], reading.names(element),
            reading.code(element, "type", "OrganisationType"), "", reading.attribute(element, activity)[:LONGEST_NAME],
        )  # fmt: skip

    def _participant(self, element: Element) -> Organisation:
        found = self._organisation(element)
        role = self.reading.code(element, "role", "OrganisationRole")
        return Organisation(found.ref, found.names, found.type, role, found.activity)

    def _descriptions(self) -> Mapping[str, tuple[Names, ...]]:
        found: dict[str, tuple[Names, ...]] = {}
        for element in self._all("description"):
            kind = self.reading.code(element, "type", "DescriptionType") or "1"
            if names := self.reading.names(element, LONGEST_TEXT):
                found[kind] = (*found.get(kind, ()), names)
        return found

    def _dates(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for element in self._all("activity-date"):
            kind, day = self.reading.code(element, "type", "ActivityDateType"), self.reading.day(element)
            if kind and day:
                found.setdefault(kind, day)
        return found

    def _contact(self, element: Element) -> Contact:
        inner = {name: self.reading.text(_narrative(found[0])) for name, found in children_by_name(element).items()}
        wanted = ("organisation", "person-name", "job-title", "telephone", "email", "website")
        return Contact(*(inner.get(name, "") for name in wanted))

    def _places(self, parts: Mapping[str, list[Element]]) -> tuple[Part, ...]:
        """Recipient countries and regions, of the activity or of a transaction."""
        found = [self._part(country, "country") for country in parts.get("recipient-country", ())]
        for region in parts.get("recipient-region", ()):
            found.append(self._part(region, f"region:{self.reading.attribute(region, 'vocabulary') or _DAC}"))
        return tuple(found)

    def _sectors(self, elements: Iterable[Element]) -> tuple[Part, ...]:
        return tuple(self._part(e, self.reading.attribute(e, "vocabulary") or _DAC) for e in elements)

    def _part(self, element: Element, scheme: str) -> Part:
        code = self.reading.attribute(element, "code")[:LONGEST_NAME]
        return Part(scheme, code, self.reading.percentage(element), self.reading.names(element))

    def _location(self, element: Element) -> Location:
        coded = element.iterchildren("{*}location-id", "{*}administrative")
        codes = ((e.get("vocabulary") or "", (e.get("code") or "").strip()) for e in coded)
        return Location(self.reading.names(first_child(element, "name")), tuple(c for c in codes if c[1]))

    def _planned(self, element: Element) -> Planned:
        start, end = (self.reading.day(first_child(element, name)) for name in ("period-start", "period-end"))
        return Planned(local_name(element), start, end, self.reading.value(first_child(element, "value")))

    def _transaction(self, element: Element) -> Transaction:
        reading, parts = self.reading, children_by_name(element)
        one = {name: found[0] for name, found in parts.items()}.get
        return Transaction(
            line=element.sourceline or 0,
            type=reading.code(one("transaction-type"), "code", "TransactionType"),
            date=reading.day(one("transaction-date")),
            value=reading.value(one("value")),
            provider=self._organisation(one("provider-org"), "provider-activity-id"),
            receiver=self._organisation(one("receiver-org"), "receiver-activity-id"),
            sectors=self._sectors(parts.get("sector", ())),
            places=self._places(parts),
        )

    def _related(self) -> Iterable[tuple[str, str]]:
        for element in self._all("related-activity"):
            kind, ref = self.reading.code(element, "type", "RelatedActivityType"), element.get("ref") or ""
            if kind and ref.strip():
                yield kind, ref.strip()[:LONGEST_NAME]


def _narrative(element: Element) -> Element:
    """The first narrative of an element, else the element."""
    found = first_child(element, "narrative")
    return element if found is None else found


def _true(said: str) -> bool:
    return said in ("1", "true")


def _fault(identifier: str, activity: Element) -> Problem | None:
    found = None
    if not identifier:
        found = problem("iati-identifier")
    elif len(identifier) > LONGEST_NAME:
        found = problem("cell-too-long", identifier[:40], length=len(identifier), limit=LONGEST_NAME)
    return found.at(row=activity.sourceline, column="iati-identifier") if found else None
