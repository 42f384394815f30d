"""One claim's tape: whatever was said, reading it off what stands and taking a run out is as if that run had never been."""

from itertools import count
from random import Random

import pytest

from graph.tape import REMEMBERED, Event, Run, Tape, events, play, tie_text, whole, without

LISTS = ("a.csv", "b.csv")


def run(number: int, list_: str = "a.csv", **more: bool) -> Run:
    at = f"2026-01-{number:02d}T00:00:00"
    return Run(f"ngos-{at}", at, list_, f"sha {number}", **more)


def says(run: Run, hash_: str, row: int | None = 2, mention: bool = False) -> Event:
    words = {"id": "ngos:x", "source": "ngos", "name": f"Quỹ {hash_}", "hash": hash_, "mention": mention}
    stated = [tie_text("FUNDS", "ngo-1", "aid-1", {"claim": "ngos:x", "run": run.id, "role": hash_})]
    return Event(run.id, run.started, run.list, words, stated, run.sha256, "", row)


def gone(run: Run) -> Event:
    return Event(run.id, run.started, run.list)


def took_out(told: list[Event], run_: Run, runs: list[Run]) -> Tape:
    """What is left when a run is taken out of what stands once all this was said."""
    by_moment = {r.started: r for r in runs}
    return play(without(events(play(told), by_moment), run_.id, runs))


def seen(tape: Tape) -> dict[str, object]:
    """Everything but the moments at which former states were kept: those of the engine's clock."""
    formers = [f | {"became": {k: v for k, v in f["became"].items() if k != "kept"}} for f in tape.formers]
    return {"claim": tape.claim, "about": tape.about, "stated": list(tape.stated), "formers": formers}


def life(dice: Random, runs: list[Run]) -> list[Event]:
    """What one claim may meet: each run of a list says it, in these words or others, or sweeps it away.

    A mention's words are those of the first to name it.
    """
    told: list[Event] = []
    rows = count(2)
    mention = dice.random() < 0.2
    for run_ in runs:
        if dice.random() < 0.7:
            told.append(says(run_, "X" if mention else dice.choice("XY"), next(rows), mention))
        else:
            told.append(gone(run_))
    return told


@pytest.mark.parametrize("seeds", [range(n, n + 60) for n in range(0, 300, 60)], ids=lambda r: f"from {r[0]}")
def test_taking_a_run_out_is_as_if_it_had_never_been(seeds: range) -> None:
    for seed in seeds:
        take_out_any(Random(seed))


def take_out_any(dice: Random) -> None:
    runs = [run(n, dice.choice(LISTS)) for n in range(1, dice.randint(2, REMEMBERED))]
    told = life(dice, runs)
    stands = play(told)
    if stands.claim is None:
        return
    assert whole(stands, events(stands, {r.started: r for r in runs}))
    for out in runs:
        left = [e for e in told if e.run != out.id]
        assert seen(took_out(told, out, runs)) == seen(play(left)), out
    first, second = dice.sample(runs, 2) if len(runs) > 1 else (runs[0], runs[0])
    once = took_out(told, first, runs)
    if once.claim:
        rest = [r for r in runs if r is not first]
        again = play(without(events(once, {r.started: r for r in rest}), second.id, rest))
        assert seen(again) == seen(play([e for e in told if e.run not in (first.id, second.id)]))


def test_a_later_run_that_changed_it_keeps_its_words_and_gives_way_to_those_before() -> None:
    runs = [run(n) for n in (1, 2, 3)]
    told = [says(runs[0], "X"), says(runs[1], "Y"), says(runs[2], "Z")]
    without_second = took_out(told, runs[1], runs)
    assert without_second.claim and without_second.claim["hash"] == "Z"
    back = play(without(events(without_second, {r.started: r for r in runs}), runs[2].id, runs))
    assert seen(back) == seen(play(told[:1]))


def test_what_a_later_run_said_again_is_now_its_own() -> None:
    runs = [run(1), run(2)]
    left = took_out([says(runs[0], "X", 2), says(runs[1], "X", 9)], runs[0], runs)
    assert left.claim and left.claim["said"] == runs[1].started
    assert (left.about["run"], left.about["row"], left.about["file_sha256"]) == (runs[1].id, 9, "sha 2")
    assert f'"run": "{runs[1].id}"' in left.stated[0]


def test_what_a_reverted_run_closed_the_next_complete_reading_of_its_list_has_closed() -> None:
    runs = [run(1), run(2), run(3, swept=False), run(4, "b.csv"), run(5), run(6)]
    told = [says(runs[0], "X"), gone(runs[1])]
    left = took_out(told, runs[1], runs)
    assert left.claim and left.claim["closed"] == "2026-01-05"
    assert [f["became"]["by"] for f in left.formers] == [runs[4].id]
    assert "closed" not in (took_out(told, runs[1], runs[:4]).claim or {})


def test_a_claim_whose_former_words_were_not_kept_is_told() -> None:
    runs = [run(1), run(2)]
    stands = play([says(runs[0], "X"), says(runs[1], "Y")])
    stands.formers.clear()
    assert not whole(stands, events(stands, {r.started: r for r in runs}))


def test_sightings_beyond_those_remembered_are_lost_and_nothing_else() -> None:
    runs = [run(n) for n in range(1, REMEMBERED + 5)]
    stands = play([says(r, "X", n) for n, r in enumerate(runs)])
    assert len(stands.about["earlier"]) == REMEMBERED
    by_moment = {r.started: r for r in runs}
    left = play(without(events(stands, by_moment), runs[0].id, runs))
    assert left.claim and left.claim["hash"] == "X"
    assert left.about["run"] in {r.id for r in runs[1:]}
    assert left.about["last_seen"] == runs[-1].started
