"""Headings of 360Giving tables as the paths that its JSON has: "Recipient Org:0:Name" -> "recipientOrganization/0/name"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.readers.cells import Line, say

_OBJECTS = {
    "recipient org": "recipientOrganization", "recipient organization": "recipientOrganization", "recipient organisation": "recipientOrganization",
    "recipient ind": "recipientIndividual", "recipient individual": "recipientIndividual",
    "funding org": "fundingOrganization", "funding organization": "fundingOrganization", "funding organisation": "fundingOrganization",
    "beneficiary location": "beneficiaryLocation", "planned dates": "plannedDates", "actual dates": "actualDates",
    "grant programme": "grantProgramme", "classifications": "classifications", "classification": "classifications",
    "related document": "relatedDocument", "location": "location",
}  # fmt: skip
_LEAVES = {
    "identifier": "id", "web address": "url", "url": "url", "country": "addressCountry", "city": "addressLocality",
    "county": "addressRegion", "region": "addressRegion", "last modified": "dateModified", "duration months": "duration",
}  # fmt: skip
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
SURE = frozenset({"fundingOrganization/0/id", "fundingOrganization/0/name"})
ALSO = frozenset(
    {"recipientOrganization/0/id", "recipientOrganization/0/name", "recipientIndividual/0/id", "amountAwarded"}
)


@lru_cache(maxsize=4096)
def path_of(heading: str) -> str:
    """The path a heading stands for, in words or as a path already; other headings give paths that nobody asks for."""
    parts = [part for part in re.split(r"[:/]", heading.strip()) if part.strip()]
    path: list[str] = []
    for at, part in enumerate(parts):
        said = " ".join(_WORDS.findall(part)).lower()
        if part.strip().isdigit():
            path.append(part.strip())
        elif at + 1 < len(parts) and said in _OBJECTS:
            path += [_OBJECTS[said], *(() if parts[at + 1].strip().isdigit() else ("0",))]
        else:
            first, *rest = said.split() or [""]
            path.append(_LEAVES.get(said) or first + "".join(word.capitalize() for word in rest))
    return "/".join(path)


def heading_line(lines: Sequence[Line]) -> Line | None:
    """The line of headings of a table of grants, None where there is none."""
    for line in lines:
        paths = {path_of(say(value)) for value in line.values if isinstance(value, str)}
        if paths & SURE and paths & ALSO:
            return line
    return None
