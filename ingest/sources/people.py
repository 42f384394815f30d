"""People, their posts, and who among us knows them."""

from collections.abc import Iterator
from typing import ClassVar

from graph.names import key
from graph.things import Entity, Tie
from ingest.mentions import named, organization
from ingest.problems import ValueProblem, problem
from ingest.record import Record
from ingest.source import Source
from ingest.values import parse_number
from ingest.words import Words

STRENGTH = Words({
    "5": "rất thân|rất thân thiết|rất tốt|very close",
    "4": "thân|thân thiết|tốt|chặt chẽ|thường xuyên|close|strong|good",
    "3": "trung bình|bình thường|quen|medium|regular",
    "2": "ít|sơ giao|xã giao|acquaintance|weak",
    "1": "mới gặp|mới quen|biết tên|new|met once",
})  # fmt: skip


class People(Source):
    name = "people"
    title: ClassVar = {"vi": "Danh bạ", "en": "People and posts"}
    order = 25
    required = ("name", "organization")

    def key(self, record: Record, about: Entity) -> str:
        """One row a post: a person may hold several."""
        post = key(" ".join((record.text("organization") or "", record.text("title") or "")))
        return f"{super().key(record, about)}/{post}"

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        who = named(record.need("name"))
        at = [organization(said) for said in record.texts("organization")] or (
            [who.organization] if who.organization else []
        )
        person = record.thing(
            "Person", who.name, organization=at[0].name if at else None, email=record.text("email"),
            phone=record.text("phone"), birth_date=record.date("birth_date"), languages=_languages(record),
            note=record.text("note"),
        )  # fmt: skip
        yield person
        post = {
            "title": record.text("title") or who.title,
            "since": record.date("since"),
            "until": record.until("until"),
        }
        yield from (Tie("HAS_POST", person, where, {k: v for k, v in post.items() if v}) for where in at)
        strength, last_contact = _strength(record), record.date("last_contact")
        known = {"strength": strength, "last_contact": last_contact}
        for said in record.texts("knows"):
            other = named(said)
            officer = other.person()
            yield Tie("KNOWS", person, officer, {k: v for k, v in known.items() if v is not None})
            yield from other.post(officer)


def _languages(record: Record) -> list[str]:
    return [part.strip() for text in record.texts("languages") for part in text.split(",") if part.strip()]


def _strength(record: Record) -> float | None:
    """From 1 (met once) to 5 (very close), as a number or in words."""
    said = record.text("strength")
    if said is None:
        return None
    try:
        value = parse_number(said.split("/")[0])
    except ValueProblem:
        return float(record.word("strength", STRENGTH) or 0) or None
    if not 0 < value <= 5:
        record.fault("strength", problem("word-unknown", said, allowed="1–5"))
    return value
