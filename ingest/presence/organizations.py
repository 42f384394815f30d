"""The organisations of a 3W row: name, short name and type in cells of their own."""

from dataclasses import replace
from typing import Any

from graph.model import ENTITIES
from graph.things import Entity
from ingest.guessing import guess
from ingest.mentions import split_name
from ingest.problems import ValueProblem
from ingest.record import Record
from ingest.words import Words

ROLES = ("org", "prog", "impl", "funder", "recipient")
PARTS = ("", "_short", "_type", "_id")
_TYPE = Words({
    "NGO": "ngo|ingo|nngo|international ngo|national ngo|local ngo|non governmental organisation|non governmental organization"
        "|cso|civil society|red cross|red crescent|red cross red crescent|religious|faith based|foundation|ong|onl|ongi|ongn"
        "|ong internationale|ong nationale|ong internacional|ong nacional|phi chính phủ|tổ chức phi chính phủ|quỹ",
    "MultilateralBody": "un|united nations|un agency|international organization|international organisation|intergovernmental"
        "|multilateral|nations unies|naciones unidas|nnuu|liên hợp quốc|đa phương|tổ chức quốc tế",
    "DiplomaticMission": "embassy|ambassade|embajada|đại sứ quán",
    "Business": "private|private sector|business|company|secteur privé|sector privado|empresa|doanh nghiệp|tư nhân",
    "PublicBody": "government|governmental|ministry|local government|authority|military|academic|research|university"
        "|academic research|gouvernement|gobierno|academia|chính phủ|chính quyền|cơ quan nhà nước|nhà nước",
})  # fmt: skip
_NATIONAL = Words({"national": "national ngo|nngo|local ngo|ong nationale|ong nacional|ongn|onl|trong nước"})


def organizations(record: Record, role: str, country: str | None) -> list[Entity]:
    """The organisations in a role, each found by its name whatever its type, else of the type that the row says.

    `country` (ISO alpha-2) is where the row is at: the home of what it calls a national organisation.
    """
    if not record.rows[0].cells.keys() & {role, f"{role}_short"}:
        return []
    names, shorts = record.texts(role), record.texts(f"{role}_short")
    paired = shorts if len(shorts) == len(names) else [None] * len(names)
    rows = list(zip(names, paired, strict=True)) if names else [(short, None) for short in shorts]
    said: dict[str, Any] = {"org_id": _org_id(record.text(f"{role}_id"))}
    if len(rows) == 1:
        said |= {f"name_{language}": record.text(f"{role}@{language}") for language in ("vi", "en")}
    kind = record.text(f"{role}_type")
    home = country if _read(kind, _NATIONAL) else None
    return [_organization(record, name, {**said, "short": short, "country": home}, kind) for name, short in rows]


def _organization(record: Record, text: str, said: dict[str, Any], kind: str | None) -> Entity:
    name, short, country = split_name(text)
    type_ = _read(kind, _TYPE) or guess(name, "NGO")
    said = {**said, "short": said["short"] or short, "country": country or said["country"]}
    known = {field: value for field, value in said.items() if value != name and ENTITIES[type_].property(field)}
    return replace(record.thing(type_, name, **known), type="Organization", guess=type_, memo={})


def _org_id(said: str | None) -> str | None:
    """An org-id ("GB-CHC-123"); a provider's own number identifies nothing elsewhere."""
    return said if said and said.count("-") >= 2 else None


def _read(said: str | None, words: Words) -> str | None:
    try:
        return words.read(said) if said else None
    except ValueProblem:
        return None
