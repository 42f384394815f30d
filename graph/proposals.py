"""Figures that documents report, put to an officer: accepted they are Statistics, rejected they are not asked again.

A figure keeps its id in whatever file its sentence is sent again, and with it what was decided about it. What an officer
accepts is a claim of his own (`officer:<name>`), which outranks lists, quotes the sentence and is tied to its document.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any, ClassVar

import cypher
from graph.asked import AskedError, BadRequest, NotFound, Words
from graph.batch import write_batch
from graph.decisions import ACCEPTED, REJECTED, decide, decisions
from graph.entities import entity, find
from graph.identity import new_id
from graph.officers import OFFICERS, introduce, origin_of, source_of
from graph.store import Store, Viewer
from graph.survivors import current
from graph.things import Entity, Statement, Tie
from graph.withdraw import withdraw

Row = dict[str, Any]

_SECONDS = 30.0


class SubjectMissing(AskedError):
    """Nobody knows whom figure `what` is about."""

    status = 422
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": ("Chưa rõ số liệu “{what}” nói về ai.", "Ghi tên địa phương hoặc tổ chức mà số liệu nói về (--subject)."),
        "en": (
            "It is not known whom the figure “{what}” is about.",
            "Name the place or organisation it is about (--subject).",
        ),
    }

    def __init__(self, what: str) -> None:
        super().__init__(what=what)


@dataclass(frozen=True, slots=True)
class Changes:
    """What an officer puts right in a figure before accepting it; None is left as it was read."""

    value: float | None = None
    subject: str | None = None
    measure: str | None = None
    unit: str | None = None
    period: str | None = None


UNCHANGED = Changes()


def proposals(store: Store, viewer: Viewer, document: str | None = None, open_only: bool = False) -> list[Row]:
    """The figures of all documents, or of one (id or name), in the order in which they stand there.

    Each: {"id","kind","document": ref,"measure": {"vi","en"},"subject": ref or None,"value","unit": {"vi","en"},
    "qualifier","period","as_of","when","sentence","offset","how","parts": [{"id","value","sentence"}],
    "state": "open" | "accepted" | "rejected","decision": {...} or None}. Raises NotFound, AmbiguousEntity.
    """
    if document is None:
        rows = store.read(cypher.load("read/figures"), viewer, seconds=_SECONDS, figure="")
    else:
        rows = store.read(cypher.load("read/document"), viewer, id=find(store, viewer, document, "Document"))
    told = _judged(store, viewer, _figures(rows))
    return [one for one in told if one["state"] == "open"] if open_only else told


def document(store: Store, viewer: Viewer, id: str) -> Row:
    """What a document says: {"figures": [proposal], "dates": [{"said","since","until","offset","snippet"}],"text"}."""
    rows = store.read(cypher.load("read/document"), viewer, id=current(store, viewer, id))
    dates = [json.loads(text) for row in rows for text in row["dates"] or ()]
    text = next((row["text"] for row in rows if row["text"]), "")
    return {"figures": _judged(store, viewer, _figures(rows)), "dates": dates, "text": text}


def proposal(store: Store, viewer: Viewer, id: str) -> Row:
    """One figure. Raises NotFound."""
    rows = (
        store.read(cypher.load("read/figures"), viewer, seconds=_SECONDS, figure=f'"id": "{id}"') if _is_id(id) else []
    )
    found = [one for one in _figures(rows) if one["id"] == id]
    if not found:
        raise NotFound(id)
    return _judged(store, viewer, found[:1])[0]


def accept(store: Store, viewer: Viewer, id: str, changes: Changes = UNCHANGED) -> Row:
    """Make a figure a Statistic; once accepted, accepting it again without changes changes nothing.

    The proposal as it then stands, with "statistic": ref. Raises NotFound, BadRequest for a value that is no number,
    AmbiguousEntity, SubjectMissing, RecordError.
    """
    if changes.value is not None and not isfinite(changes.value):
        raise BadRequest("value", changes.value)
    told = proposal(store, viewer, id)
    made = _stated(store, viewer, told)
    if not made or told["state"] != ACCEPTED or changes != Changes():
        _state(store, viewer, told, changes)
        decide(store, viewer, id, ACCEPTED)
        told = proposal(store, viewer, id)
        made = _stated(store, viewer, told)
    return told | {"statistic": {name: made[0][name] for name in ("id", "type", "name")} if made else None}


def reject(store: Store, viewer: Viewer, id: str, reason: str = "") -> Row:
    """Put a figure aside for good; what was accepted of it before is withdrawn. Raises NotFound."""
    told = proposal(store, viewer, id)
    for row in _stated(store, viewer, told):
        withdraw(store, origin_of(viewer, told["document"]["name"]), row["claim"])
    decide(store, viewer, id, REJECTED, reason)
    return proposal(store, viewer, id)


def _figures(rows: Iterable[Row]) -> list[Row]:
    """The figures of documents, as `ingest.sources.documents` keeps them, in the shape of the answer."""
    found: list[Row] = []
    for row in rows:
        document = {"id": row["id"], "type": row["type"], "name": row["name"]}
        for text in row["figures"] or ():
            said = json.loads(text)
            found.append(
                said
                | {"document": document, "measure": _both(said["measure"]), "unit": _both(said["unit"])}
                | {
                    "subject": dict(zip(("id", "type", "name"), said["subject"], strict=True))
                    if said["subject"]
                    else None
                }
                | {"parts": [dict(zip(("id", "value", "sentence"), part, strict=True)) for part in said["parts"]]}
            )
    return found


def _both(words: list[str]) -> dict[str, str]:
    return {"vi": words[0], "en": words[1]}


def _judged(store: Store, viewer: Viewer, figures: list[Row]) -> list[Row]:
    known = decisions(store, viewer, {one["id"] for one in figures})
    return [
        one | {"state": decision.verdict if decision else "open", "decision": decision.as_json() if decision else None}
        for one in figures
        for decision in (known.get(one["id"]),)
    ]


def _is_id(id: str) -> bool:
    return id.startswith("figure-") and id.removeprefix("figure-").isalnum()


def _stated(store: Store, viewer: Viewer, told: Row) -> list[Row]:
    """The open claims by which officers accepted a figure, each with the Statistic it is about.

    Whatever was decided: what was cut off between the claim and its decision is put right by doing it again.
    """
    return store.read(cypher.load("read/accepted"), viewer, officers=OFFICERS, figure=told["id"])


def _state(store: Store, viewer: Viewer, told: Row, changes: Changes) -> None:
    """Write what the officer holds true, in the place of what was accepted before. Raises the RecordError of the graph."""
    statement = _statement(told, changes, _subject(store, viewer, told, changes))
    introduce(store, viewer)
    outcome = write_batch(store, origin_of(viewer, told["document"]["name"]), None, [statement], set())
    if outcome.refused:
        raise outcome.refused[0][1]
    for row in _stated(store, viewer, told):
        if row["claim"] != f"{source_of(viewer)}:{statement.key}":
            withdraw(store, origin_of(viewer, told["document"]["name"]), row["claim"])


def _subject(store: Store, viewer: Viewer, told: Row, changes: Changes) -> Row:
    if changes.subject:
        return entity(store, viewer, find(store, viewer, changes.subject))
    if not told["subject"]:
        raise SubjectMissing(told["measure"]["vi"])
    return told["subject"]


def _statement(told: Row, changes: Changes, subject: Row) -> Statement:
    """The Statistic, told as the list of statistics tells it, with the sentence and the document it is from."""
    measure, period = changes.measure or told["measure"]["vi"], changes.period or told["period"]
    said = {
        "subject": subject["name"], "measure": measure, "period": period, "unit": changes.unit or told["unit"]["vi"],
        "value": told["value"] if changes.value is None else changes.value, "as_of": "" if changes.period else told["as_of"],
        "qualifier": told["qualifier"] if changes.value is None else "", "note": told["how"],
        "quote": " … ".join(dict.fromkeys([told["sentence"], *(part["sentence"] for part in told["parts"])])),
    }  # fmt: skip
    name = f"{measure} – {subject['name']}" + (f" ({period})" if period else "")
    statistic = Entity("Statistic", name, {key: value for key, value in said.items() if value != ""})
    about, document = (
        Entity(one["type"], one["name"], id=one["id"], only_known=True) for one in (subject, told["document"])
    )
    ties = (Tie("ABOUT_SUBJECT", statistic, about), Tie("CONCERNS", document, statistic))
    return Statement(f"{told['id']}/{new_id(statistic)}", statistic, ties)
