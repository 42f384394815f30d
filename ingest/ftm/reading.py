"""Entities and links of FollowTheMoney as records that stand by themselves.

A link names its ends by their ids; its record says beside each id who that is (`owner`, `owner/0/schema`, `owner/0/name`
...), so that it can be told, quarantined and corrected without the rest of the file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ingest.ftm.kept import Kept, Known, Purpose
from ingest.problems import Problem, problem
from ingest.readers.cells import Value
from ingest.readers.head import Head
from ingest.readers.json import Item, Json, elements, json_items, json_lines
from ingest.record import Record

# What an end is recognised by, as far as the file says it.
_MARKS = ("name", "title", "fileName", "country", "mainCountry", "jurisdiction", "projectId", "wikidataId", "full", "city",
          "organization")  # fmt: skip
# Properties that hold the id of another entity; of those of other schemata nobody asks.
REFERENCES = frozenset({
    "member", "organization", "employee", "employer", "director", "agent", "client", "participant", "project",
    "payer", "beneficiary", "predecessor", "successor", "owner", "asset", "person", "relative", "associate",
    "subject", "object", "holder", "post", "supplier", "contract", "organizer", "involved", "location",
    "addressEntity", "authority", "parent",
})  # fmt: skip
_INSTALMENT = ("amount", "currency", "amountUsd", "date", "startDate", "endDate")
_DIAGRAM = re.compile(r'\s*\{\s*"(?:entities|layout|viewport)"\s*:')
_ENTITY = (re.compile(r'"schema"\s*:\s*"[A-Z]'), re.compile(r'"properties"\s*:\s*\{'))


def is_diagram(head: Head) -> bool:
    known = '"schema"' in head.text or '"vertices"' in head.text
    return _DIAGRAM.match(head.text) is not None and known


def is_ftm(head: Head) -> bool:
    """Whether a file holds entities: one a line, an array of them, or a diagram."""
    return head.json != "" and all(pattern.search(head.text) for pattern in _ENTITY) and '"id"' in head.text


def ftm_records(path: Path) -> Iterator[Record]:
    """A record for each entity but the posts that others hold, which are told with their holders; what somebody pays for
    one project is one record, as its instalments add up, and comes last."""
    kept = Kept()
    kept.meet(told for item in _items(path) for told in _known(item))
    for item in _items(path):
        if fault := item.fault or _misshapen(item):
            yield Record.flawed(path.name, item.number, fault)
        elif purpose := _paid_for(item):
            kept.pay(purpose, item)
        elif item.members.get("schema") != "Position":
            yield Record.of(path.name, item.number, _said(item, kept))
    for items in kept.paid():
        payer, project = _paid_for(items[0]) or ("", "")
        yield Record.of(path.name, items[0].number, _instalments(items, kept) | {"id": f"{payer} {project}"})


def _paid_for(item: Item) -> Purpose | None:
    """Who pays for which project; several together are somebody else than each of them."""
    if item.members.get("schema") != "Payment":
        return None
    said = _properties(item)
    payers, projects = (" ".join(map(str, said.get(name, ()))) for name in ("payer", "project"))
    return Purpose(payers, projects) if payers and projects else None


def _instalments(items: Sequence[Item], kept: Kept) -> dict[str, Value | Sequence[Value]]:
    whole = _said(items[0], kept)
    to = dict.fromkeys(value for item in items for value in _properties(item).get("beneficiary", ()))
    whole |= _ends("beneficiary", to, kept)
    for at, item in enumerate(items):
        own = _properties(item)
        whole |= {f"paid/{at}/{name}": own[name] for name in _INSTALMENT if name in own}
        if "amountUsd" in own:
            whole[f"paid/{at}/dollars"] = "USD"
    return {name: value for name, value in whole.items() if name not in _INSTALMENT}


def _items(path: Path) -> Iterator[Item]:
    head = Head(path)
    if is_diagram(head):
        return json_items(path, "entities")
    return json_items(path) if head.json == "[" else json_lines(path)


def _known(item: Item) -> Iterator[tuple[str, Known]]:
    """What other entities need to know of this one."""
    name, said = item.members.get("id"), _properties(item)
    if isinstance(name, str):
        marks = {mark: str(values[0]) for mark in _MARKS if (values := said.get(mark))}
        yield name, marks | {"schema": str(item.members.get("schema"))}


def _properties(item: Item) -> dict[str, list[Value]]:
    held = item.members.get("properties")
    if not isinstance(held, Mapping):
        return {}
    return {name: list(_plain(values)) for name, values in held.items()}


def _plain(values: Json) -> Iterator[Value]:
    for value in elements(values):
        if isinstance(value, str | int | float):
            yield value


def _said(item: Item, kept: Kept) -> dict[str, Value | Sequence[Value]]:
    said: dict[str, Value | Sequence[Value]] = {"id": _text(item, "id"), "schema": _text(item, "schema")}
    own = _properties(item)
    for name, values in own.items():
        if name in REFERENCES:
            said |= _ends(name, values, kept)
        else:
            said[name] = values
    return said | {"source": next(_sources(own), None)}


def _ends(name: str, values: Iterable[Value], kept: Kept) -> Iterator[tuple[str, Value]]:
    for at, value in enumerate(values):
        known = dict(kept.get(str(value)))
        if named := kept.get(known.get("organization", "")):
            known["organization"] = named.get("name", "")
        yield f"{name}/{at}/id", value
        yield from ((f"{name}/{at}/{mark}", said) for mark, said in known.items())


def _sources(said: Mapping[str, list[Value]]) -> Iterator[str]:
    """Where to look it up: a page, or its number in Wikidata."""
    yield from (str(value) for value in said.get("sourceUrl", ()))
    yield from (f"https://www.wikidata.org/wiki/{value}" for value in said.get("wikidataId", ()))


def _misshapen(item: Item) -> Problem | None:
    return None if isinstance(item.members.get("properties"), Mapping) else problem("ftm-shape")


def _text(item: Item, name: str) -> str | None:
    value = item.members.get(name)
    return value if isinstance(value, str) else None
