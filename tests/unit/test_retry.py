"""The one retry policy: what is tried again, how often, and for how long."""

import pytest

from graph.retry import Tries, Trouble, meaning


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("Neo.TransientError.Transaction.DeadlockDetected", Trouble.PASSING),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", Trouble.BIG),
        ("Neo.ClientError.Statement.EntityNotFound", Trouble.RACE),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", Trouble.RACE),
        ("Neo.ClientError.Transaction.TransactionNotFound", Trouble.LOST),
        ("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", Trouble.SLOW),
        ("Neo.ClientError.Security.Unauthorized", Trouble.REFUSED),
        ("Neo.ClientError.Database.DatabaseNotFound", Trouble.NO_DATABASE),
        ("Neo.ClientError.Statement.SyntaxError", Trouble.WRONG),
        ("Neo.ClientError.Statement.SemanticError", Trouble.UNSURE),
        (None, Trouble.WRONG),
    ],
)
def test_meaning(code: str | None, trouble: Trouble) -> None:
    assert meaning(code) is trouble


@pytest.mark.parametrize(
    ("trouble", "again"),
    [(Trouble.RACE, 5), (Trouble.LOST, 2), (Trouble.UNSURE, 3), (Trouble.WRONG, 0), (Trouble.SLOW, 0)],
)
def test_how_often(trouble: Trouble, again: int) -> None:
    tries = Tries(began=0.0)
    pauses = [tries.pause(trouble, now=0.0) for _ in range(again + 2)]
    assert [pause is not None for pause in pauses] == [True] * again + [False, False]


def test_passing_trouble_is_waited_out_for_thirty_seconds_with_growing_jittered_pauses() -> None:
    tries, now, pauses = Tries(began=0.0), 0.0, list[float]()
    while (pause := tries.pause(Trouble.PASSING, now)) is not None:
        pauses.append(pause)
        now += pause
    assert 25 < now <= 30
    assert pauses[0] < 0.2
    assert 1.0 <= pauses[-1] <= 2.0
    assert len(set(pauses)) == len(pauses)
