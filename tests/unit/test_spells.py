"""When which record was one with which, from the acts that are kept."""

from graph.spells import spells
from tests.support import VIEWER, RecordingStore

ACT = "parted:ngo-b|ngo-a|2026-02"
MADE = {"verdict": "parted", "by": "Lan", "at": "2026-02", "reason": "", "evidence": []}


def test_of_all_acts_only_those_that_concern_the_asked_are_read() -> None:
    """However many ids are asked for, the engine compares none of them with the names of the acts."""
    acts = [{"about": ACT}, {"about": "parted:ngo-bb|ngo-c|2026-03"}]
    told = [{"about": ACT, **MADE}]
    store = RecordingStore([acts, [], [], told, [], [], [dict(row) for row in told]])
    (one,) = spells(store, VIEWER, ["ngo-b", "ngo-x"])
    assert (one.home, one.into, one.parted and one.parted.by) == ("ngo-b", "ngo-a", "Lan")
    read = [given["abouts"] for name, given in store.asked if name == "read/decisions"]
    assert read == [[ACT], [ACT]]  # for what was asked for, then for the other end
