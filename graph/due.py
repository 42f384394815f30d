"""Findings as work: what is due, whose it is, what was decided about it, and what is new since a day.

A finding is due until an officer dismisses it; a dismissed one stays away until its evidence changes (its fingerprint).
What is new since a day: what the same analysis does not find when asked for that day, and what rests on an entity that no
record spoke of before it. Nothing is kept for this: any two days can be compared, and always give the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from graph.analysis import Analysis, Finding, all_analyses, asked_of, named
from graph.asked import AskedError, BadRequest, NotFound, UnknownWord, Words
from graph.days import day_of
from graph.decisions import Decision, decide, decisions
from graph.licences import last_day
from graph.narrowing import narrow
from graph.report import Report, Watch
from graph.store import Store, Viewer
from graph.telling import records
from graph.today import a_day

Row = dict[str, Any]


class ReasonMissing(AskedError):
    """A finding is put aside for a reason only."""

    status = 422
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": ("Chưa ghi lý do bỏ qua.", "Ghi vài chữ: vì sao việc này không cần làm (--reason)."),
        "en": ("The reason for putting it aside is missing.", "Say in a few words why it need not be done (--reason)."),
    }


class NobodyNamed(AskedError):
    """A finding is given to somebody."""

    status = 422
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": ("Chưa ghi giao cho ai.", "Ghi tên người hoặc bộ phận nhận việc (--to)."),
        "en": ("To whom it is given is missing.", "Name who takes it on (--to)."),
    }


OPEN, ACCEPTED, ASSIGNED, DISMISSED = "open", "accepted", "assigned", "dismissed"
VERDICTS = {"accept": ACCEPTED, "assign": ASSIGNED, "dismiss": DISMISSED, "reopen": OPEN}
STATES = ("due", OPEN, ACCEPTED, ASSIGNED, DISMISSED, "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for; what is None or "" does not narrow. `place` and `on` are those of the analyses.

    `state`: one of `STATES`; "due" is all but the dismissed. `owner`: an id or part of a name, of whom a finding belongs to
    by rule or was given to. `since`: only what is new since that day.
    """

    place: str | None = None
    on: str | None = None
    sector: str = ""
    country: str = ""
    owner: str = ""
    kind: str = ""
    analysis: str = ""
    state: str = "due"
    since: str | None = None


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Due:
    """`items` as `tell` gives them, each with "analysis", "state", "decision", "returned" (dismissed before, but its evidence
    has changed) and "new" (None where nobody asked since when). `gone`: headlines of what was found on the day and is no
    more. `dismissed`: how many the state left out."""

    items: list[Row]
    gone: list[Row]
    dismissed: int
    as_of: str


def due(store: Store, viewer: Viewer, wanted: Wanted = EVERYTHING, watch: Watch | None = None) -> Due:
    """Everything that is asked for, the most urgent first; equal ones by id.

    Raises UnknownWord, AmbiguousEntity, BadRequest, and Stopped where the watch is told to.
    """
    if wanted.state not in STATES:
        raise BadRequest("state", wanted.state)
    keep = narrow(wanted.kind, wanted.sector, wanted.country, wanted.owner)
    report, since = _report(store, viewer, wanted, watch or Watch())
    rows = [row for row in _judged(store, viewer, report.told()) if keep(row)]
    gone: list[Row] = []
    if since:
        found, before = report.found(), report.found(since)
        rows = _marked(store, viewer, rows, found, before, since)
        now = {f.id for f in found}
        lost = report.tell([f for f in before if f.id not in now])
        gone = [
            {name: row[name] for name in ("id", "kind", "headline")}
            for row in _judged(store, viewer, lost)
            if keep(row)
        ]
        rows = [row for row in rows if row["new"]]
    shown = [row for row in rows if _in_state(row, wanted.state)]
    return Due(shown, gone, sum(row["state"] == DISMISSED for row in rows), report.asked.day)


def prepare(store: Store, viewer: Viewer, wanted: Wanted, watch: Watch) -> None:
    """Work out what `due` needs, so that it answers at once while nobody writes. Raises as `due` does."""
    report, since = _report(store, viewer, wanted, watch)
    report.told()
    if since:
        report.found(since)


def one(store: Store, viewer: Viewer, id: str, place: str | None = None, on: str | None = None) -> Row:
    """One finding as it stands now, whatever was decided. Raises NotFound."""
    kind = id.rpartition("-")[0]
    if kind not in kinds():
        raise NotFound(id)
    items = due(store, viewer, Wanted(place=place, on=on, kind=kind, state="all")).items
    if found := [row for row in items if row["id"] == id]:
        return found[0]
    raise NotFound(id)


def settle(
    store: Store, viewer: Viewer, id: str, verdict: str, reason: str = "", assignee: str = "", place: str | None = None
) -> Row:
    """Decide about a finding: "accept", "assign" (to `assignee`), "dismiss" (with a reason), "reopen"; the finding then.

    Raises NotFound, BadRequest for another verdict, ReasonMissing, NobodyNamed.
    """
    if verdict not in VERDICTS:
        raise BadRequest("verdict", verdict)
    if verdict == "dismiss" and not reason.strip():
        raise ReasonMissing
    if verdict == "assign" and not assignee.strip():
        raise NobodyNamed
    told = one(store, viewer, id, place)
    given = assignee.strip() if verdict == "assign" else ""
    made = decide(store, viewer, id, VERDICTS[verdict], reason.strip(), given, told["fingerprint"])
    return _state(told, made)


def kinds() -> dict[str, Row]:
    """Every kind of finding: {"title": {"vi","en"}, "analysis"} by its name."""
    return {
        kind: {"title": words, "analysis": a.name} for a in all_analyses().values() for kind, words in a.kinds.items()
    }


def _parts(wanted: Wanted) -> list[Analysis]:
    if wanted.kind and wanted.kind not in kinds():
        raise UnknownWord(wanted.kind, "finding", kinds())
    found = [
        a for a in all_analyses().values()
        if wanted.analysis in ("", a.name, a.whole) and (not wanted.kind or wanted.kind in a.kinds)
    ]  # fmt: skip
    if not found:
        raise UnknownWord(wanted.analysis, "analysis", named())
    return found


def _report(store: Store, viewer: Viewer, wanted: Wanted, watch: Watch) -> tuple[Report, str | None]:
    """The report of the analyses, and the last day of `since`. Raises BadRequest where that is not before the day."""
    parts = _parts(wanted)
    _, asked = asked_of(store, viewer, parts[0].name, province=wanted.place, on=wanted.on)
    day = a_day(wanted.since)
    since = last_day(day) if day else None
    if since and since >= asked.day:
        raise BadRequest("since", wanted.since)
    return Report(store, viewer, parts, asked, watch), since


def _judged(store: Store, viewer: Viewer, told: Sequence[Row]) -> list[Row]:
    made = decisions(store, viewer, [row["id"] for row in told])
    of = kinds()
    return [_state(row | {"analysis": of[row["kind"]]["analysis"], "new": None}, made.get(row["id"])) for row in told]


def _state(row: Row, made: Decision | None) -> Row:
    changed = bool(made and made.verdict == DISMISSED and made.fingerprint != row["fingerprint"])
    state = OPEN if made is None or changed else made.verdict
    return row | {"state": state, "decision": made.as_json() if made else None, "returned": changed}


def _marked(
    store: Store, viewer: Viewer, rows: Sequence[Row], found: Iterable[Finding], before: Iterable[Finding], since: str
) -> list[Row]:
    """The rows with whether they are new since a day."""
    old = {f.id for f in before}
    entities = {f.id: f.entities for f in found}
    heard = records(store, viewer, {id_ for row in rows for id_ in entities[row["id"]]})

    def fresh(id_: str) -> bool:
        return id_ in heard and day_of(heard[id_]["oldest"]) > since

    return [row | {"new": row["id"] not in old or any(map(fresh, entities[row["id"]]))} for row in rows]


def _in_state(row: Row, state: str) -> bool:
    return state in ("all", row["state"]) or (state == "due" and row["state"] != DISMISSED)
