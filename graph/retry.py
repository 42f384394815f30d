"""The one retry policy: which error of a server means what, and how often the same work is tried again.

Every statement is idempotent, so trying again is always safe; it is pointless for a wrong statement or a wrong password.
"""

import random
from dataclasses import dataclass
from enum import Enum, auto


class Overtaken(Exception):
    """What a transaction had looked up was changed before it was held. The store tries again, and then says Conflict."""


class Trouble(Enum):
    """What an error code means to us."""

    PASSING = auto()  # deadlocks, leader changes, lost connections
    RACE = auto()  # another transaction was first: the next try finds what it made
    LOST = auto()  # the server forgot the transaction at its commit: usually its disk is full
    SLOW = auto()
    BIG = auto()
    REFUSED = auto()
    NO_DATABASE = auto()
    UNSURE = auto()  # wrong, or on the embedded engine: two made nodes of the same new type at once
    WRONG = auto()


_AGAIN = {Trouble.PASSING: 1000, Trouble.RACE: 5, Trouble.LOST: 2, Trouble.UNSURE: 3}
_MEANING = (
    ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", Trouble.BIG),
    ("Neo.TransientError.General.OutOfMemoryError", Trouble.BIG),
    ("Neo.TransientError.", Trouble.PASSING),
    ("Neo.ClientError.Transaction.TransactionTimedOut", Trouble.SLOW),
    ("Neo.ClientError.Transaction.TransactionNotFound", Trouble.LOST),
    ("Neo.ClientError.Statement.EntityNotFound", Trouble.RACE),
    ("Neo.ClientError.Schema.ConstraintValidationFailed", Trouble.RACE),
    ("Neo.ClientError.Statement.SemanticError", Trouble.UNSURE),
    ("Neo.ClientError.Database.DatabaseNotFound", Trouble.NO_DATABASE),
    ("Neo.ClientError.Security.", Trouble.REFUSED),
)


def meaning(code: str | None) -> Trouble:
    """What the error `code` of a server means."""
    return next((trouble for start, trouble in _MEANING if (code or "").startswith(start)), Trouble.WRONG)


@dataclass(slots=True)
class Tries:
    """The tries of one piece of work, begun at `began` (seconds of a monotonic clock), within `seconds` in all."""

    began: float
    seconds: float = 30.0
    made: int = 0

    def pause(self, trouble: Trouble, now: float) -> float | None:
        """Seconds to wait before the next try, jittered; None if there shall be none."""
        self.made += 1
        wait = random.uniform(0.5, 1.0) * min(2.0, 0.05 * 2 ** min(self.made, 10))
        again = self.made <= _AGAIN.get(trouble, 0) and now - self.began + wait < self.seconds
        return wait if again else None
