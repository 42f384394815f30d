"""What was said of one claim, in order: a run can be taken out of it, and the rest stands as if it had never been.

A claim node holds the latest words. A `Former` node, tied to it by BECAME, keeps what it was until a run changed it or
took it off a list, and its ABOUT tie remembers the last sightings; together they are a tape of events, and what the
graph holds is what playing the tape comes to. So nothing but the tape has to be right.

Exact: words, ties, lists, and the last `REMEMBERED` sightings since the words were last changed. Of sightings further
back only that they were is lost: then the first of those still remembered passes for the first of all.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.claims import Row
from graph.days import day_of

SAID, GONE = "said", "gone"
"""How a former state ended: other words were said, or a list no longer held it."""
REMEMBERED = 8
_DERIVED = frozenset({"lists", "closed", "said"})


@dataclass(frozen=True, slots=True)
class Run:
    """A run as a tape needs it. `swept`: it closed what its list no longer held; `stands`: it was not reverted."""

    id: str
    started: str
    list: str
    sha256: str = ""
    swept: bool = True
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """At `at`, a run read these `words` in its list, or (None) no longer found the claim there.

    `stated` are the ties with the words, as `tie_text` writes them; `kept` orders what changed something.
    """

    run: str
    at: str
    list: str
    words: Row | None = None
    stated: Sequence[str] = ()
    sha256: str = ""
    sheet: str = ""
    row: int | None = None
    kept: str = ""


@dataclass(slots=True)
class Tape:
    """What the graph holds of one claim: itself (None: nobody says it), its ABOUT tie, its ties, its former states.

    Of a former state `claim` are the words, `became` the ABOUT tie of its time with how it ended.
    """

    claim: Row | None = None
    about: Row = field(default_factory=dict[str, object])
    stated: Sequence[str] = ()
    formers: list[Row] = field(default_factory=list[Row])


def tie_text(type_: str, source: str, target: str, properties: Mapping[str, object]) -> str:
    """A tie as a former state keeps it."""
    return json.dumps([type_, source, target, properties], ensure_ascii=False, sort_keys=True)


def former_id(claim: str, ended_by: str) -> str:
    """A run ends one state of a claim at most."""
    return f"{claim}@{ended_by}"


def events(tape: Tape, runs: Mapping[str, Run]) -> list[Event]:
    """The tape read off the graph; `runs` by the moment they began."""
    assert tape.claim is not None
    states = [(f["claim"] | {"id": tape.claim["id"]}, f["became"]) for f in _in_order(tape.formers)]
    states.append((tape.claim, tape.about))
    told: list[Event] = []
    known: set[str] = set()
    for n, (claim, about) in enumerate(states):
        before = states[n - 1][1] if n else None
        if before and before["act"] == GONE:
            told.append(Event(before["by"], before["until"], before["list"], kept=before["kept"]))
        else:
            known = set()
            first = _saying(claim, about, runs, _stated(states[n:], tape.stated))
            told.append(replace(first, kept=before["kept"] if before else ""))
        saying = next(e for e in reversed(told) if e.words is not None)
        known.add(claim["said"])
        for at, place in _sightings(about):
            if at not in known:
                known.add(at)
                told.append(_sighted(saying, at, place, about, runs))
    return told


def without(told: Sequence[Event], run: str, runs: Iterable[Run]) -> list[Event]:
    """The events but those of a run. What it took off a list, the next complete reading of that list takes off."""
    rest = [event for event in told if event.run != run]
    for event in told:
        heir = _heir(event, runs) if event.run == run and event.words is None else None
        if heir and not any(e.run == heir.id for e in rest):
            later = next((n for n, e in enumerate(rest) if e.at > heir.started), len(rest))
            rest.insert(later, Event(heir.id, heir.started, event.list))
    return rest


def play(told: Iterable[Event]) -> Tape:
    """What the graph holds once all this has been said: the same rules by which a run writes its list."""
    tape = Tape()
    for event in told:
        if event.words is None:
            _take_off(tape, event)
        elif _repeats(tape, event):
            _see(tape, event)
        else:
            _say(tape, event, event.words)
    return tape


def whole(tape: Tape, told: Sequence[Event]) -> bool:
    """Whether the tape comes to what stands there; not so where former words were not kept."""
    now = play(told)
    return tape.claim == now.claim and tape.about.get("first_seen") == now.about.get("first_seen")


def _in_order(formers: Iterable[Row]) -> list[Row]:
    return sorted(formers, key=lambda former: former["became"]["kept"])


def _heir(gone: Event, runs: Iterable[Run]) -> Run | None:
    later = (r for r in runs if r.list == gone.list and r.started > gone.at and r.swept and r.stands)
    return min(later, key=lambda r: r.started, default=None)


def _stated(states: Sequence[tuple[Row, Row]], now: Sequence[str]) -> Sequence[str]:
    """The ties of the first of these states; while a list only took it off, the next state has them still."""
    ended = next((about for _, about in states[:-1] if "stated" in about or about["act"] == SAID), None)
    return tuple(ended.get("stated", ())) if ended else now


def _saying(claim: Row, about: Row, runs: Mapping[str, Run], stated: Sequence[str]) -> Event:
    """The event by which a state came about; its place is that of the first sighting that is remembered."""
    run = runs.get(claim["said"])
    _, (row, sheet) = _sightings(about)[0]
    return Event(
        about["run"], claim["said"], run.list if run else about["file"],
        {k: v for k, v in claim.items() if k not in _DERIVED}, stated,
        run.sha256 if run else about["file_sha256"], sheet, row,
    )  # fmt: skip


def _sighted(saying: Event, at: str, place: tuple[int | None, str], about: Row, runs: Mapping[str, Run]) -> Event:
    run = runs.get(at) or Run("", at, about["file"], about["file_sha256"])
    return replace(saying, run=run.id, at=at, list=run.list, sha256=run.sha256, row=place[0], sheet=place[1], kept="")


def _sightings(about: Row) -> list[tuple[str, tuple[int | None, str]]]:
    """(moment, (row, sheet)) of the sightings that an ABOUT tie remembers, the earliest first."""
    earlier = [text.split(" ", 2) for text in about.get("earlier") or ()]
    found = [(at, (int(row) if row else None, sheet)) for at, row, sheet in earlier]
    return [*found, (about["last_seen"], (about.get("row"), about["sheet"]))]


def _repeats(tape: Tape, event: Event) -> bool:
    claim = tape.claim
    if claim is None or event.words is None or "closed" in claim or event.list not in claim["lists"]:
        return False
    return bool(claim["mention"]) or claim["hash"] == event.words["hash"]


def _see(tape: Tape, event: Event) -> None:
    about = tape.about
    sighting = f"{about['last_seen']} {about.get('row', '')} {about['sheet']}"
    earlier = [*about.get("earlier", ()), sighting][-REMEMBERED:]
    tape.about = _about(tape, event) | {"run": about["run"], "earlier": earlier}


def _say(tape: Tape, event: Event, words: Row) -> None:
    if tape.claim:
        _keep(tape, event, SAID)
    lists = tape.claim["lists"] if tape.claim else []
    tape.claim = words | {"said": event.at, "lists": list(dict.fromkeys([*lists, event.list]))}
    tape.about = _about(tape, event)
    tape.stated = [_by(text, event.run) for text in event.stated]


def _take_off(tape: Tape, event: Event) -> None:
    if not tape.claim or event.list not in tape.claim["lists"]:
        return
    _keep(tape, event, GONE)
    lists = [name for name in tape.claim["lists"] if name != event.list]
    tape.claim = tape.claim | {"lists": lists}
    if not lists:
        tape.claim["closed"] = day_of(event.at)
        tape.stated = ()


def _keep(tape: Tape, event: Event, act: str) -> None:
    """Let the present state become a former one. One that leaves only one of its lists keeps its ties."""
    assert tape.claim is not None
    last = tape.formers[-1]["became"]["kept"] if tape.formers else ""
    kept = event.kept or event.at
    ending: Row = {
        "until": event.at, "by": event.run, "list": event.list, "act": act, "kept": kept if kept > last else f"{last}+",
    }  # fmt: skip
    if act == SAID or tape.claim["lists"] == [event.list]:
        ending["stated"] = list(tape.stated)
    words = tape.claim | {"id": former_id(tape.claim["id"], event.run or event.at)}
    tape.formers.append({"claim": words, "became": tape.about | ending})


def _about(tape: Tape, event: Event) -> Row:
    assert tape.claim is not None
    place: Row = {} if event.row is None else {"row": event.row}
    return place | {
        "source": tape.claim["source"], "run": event.run, "file_sha256": event.sha256, "file": event.list,
        "sheet": event.sheet, "last_seen": event.at, "first_seen": tape.about.get("first_seen", event.at),
    }  # fmt: skip


def _by(text: str, run: str) -> str:
    """A tie, as another run states it."""
    type_, source, target, properties = json.loads(text)
    return tie_text(type_, source, target, properties | {"run": run})
