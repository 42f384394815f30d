"""What can go wrong between us and the graph; the class says what the caller must do.

    AmityError                    message and remedy in both languages; `status` for HTTP, `exit_code` for the command line
    ├── BadSettings               stop: a setting must be mended before anything starts
    ├── EngineError               stop: the embedded engine cannot run here
    │   ├── EngineMissing  EngineFailed  EngineBusy  PortTaken  DiskFull  MemoryShort  DataNewer  DataUnwritable
    ├── StoreError                answer with this status; the same request may succeed later
    │   ├── StoreUnreachable  StoreRefused  DatabaseMissing  StorageFailed  Conflict
    │   ├── TooMuch               halve the batch or narrow the question: QueryTooSlow, QueryTooBig
    │   └── StatementRefused      never retry: the statement itself is wrong or not allowed
    ├── SchemaError               stop: SchemaIncomplete, SchemaNewer
    └── RecordError               refuse this record, go on with the next: AmbiguousName, TypeMismatch, DuplicateRecord
    UnknownVocabulary             a slip of our own code (ValueError): a type or property outside the model

Words stand in `graph/texts/<lang>.toml` under `error`: `<code>` the message, `<code>_remedy` what to do about it.
"""

import re
from typing import ClassVar

from graph.texts import text


class AmityError(Exception):
    """Base: `code` names it, `values` fill its words."""

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values = values

    @property
    def code(self) -> str:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self).__name__).lower()

    def message(self, lang: str = "vi") -> str:
        """What is wrong."""
        return text(f"error.{self.code}", lang, **self._spoken())

    def remedy(self, lang: str = "vi") -> str:
        """What to do about it."""
        return text(f"error.{self.code}_remedy", lang, **self._spoken())

    def __str__(self) -> str:
        return f"{self.message('en')} {self.remedy('en')}"

    def _spoken(self) -> dict[str, str]:
        return {"_": ""} | {name: str(value) for name, value in self.values.items()}


class BadSettings(AmityError):
    """`names`: the variables at fault; `problem`: what is wrong with them."""

    exit_code = 2


class EngineError(AmityError):
    status = 503


class EngineMissing(EngineError):
    """The engine's package is not installed for this platform."""


class EngineFailed(EngineError):
    """It ended or stayed silent while starting. `reason`: its last words; `log`: the file with all of them."""


class EngineBusy(EngineError):
    """Another process holds `path` and does not answer."""


class PortTaken(EngineError):
    """Nothing could be bound on `host`:`port`."""


class DiskFull(EngineError):
    """`free` of `needed` MB are left at `path`."""

    status = 507


class MemoryShort(EngineError):
    """`free` of `needed` MB are left."""


class DataNewer(EngineError):
    """`path` was written by `found`, newer than `ours`."""


class DataUnwritable(EngineError):
    """`path` cannot be made or written: `reason`."""


class StoreError(AmityError):
    status = 503


class StoreUnreachable(StoreError):
    """Nobody answers at `uri`."""


class StoreRefused(StoreError):
    """`uri` does not take our user and password, or does not let that user do this."""


class DatabaseMissing(StoreError):
    """`uri` has no database `database`."""


class StorageFailed(StoreError):
    """The engine could not keep a transaction: `free` MB are left at `path`."""

    status = 507


class Conflict(StoreError):
    """Others kept changing the same things; the transaction was given up after every retry."""

    status = 409


class TooMuch(StoreError):
    status = 504


class QueryTooSlow(TooMuch):
    """No answer within `seconds`."""


class QueryTooBig(TooMuch):
    """The engine's memory limit was reached."""


class StatementRefused(StoreError):
    """The server refuses `statement` with `reason` (its error code)."""

    status = 500


class SchemaError(AmityError):
    status = 503


class SchemaIncomplete(SchemaError):
    """Declared, and not there after it was made: `missing`. A name taken by something else does this."""


class SchemaNewer(SchemaError):
    """The graph is at migration `found`, this Amity knows `ours`."""


class RecordError(AmityError):
    status = 422


class AmbiguousName(RecordError):
    def __init__(self, name: str, ids: list[str]) -> None:
        super().__init__(name=name, ids=", ".join(ids))
        self.ids = ids


class TypeMismatch(RecordError):
    """`name` was taken for a `type`, but `other` (found by `key`) is another."""

    def __init__(self, name: str, type_: str, other: str, key: str) -> None:
        super().__init__(name=name, type=type_, other=other, key=key)


class DuplicateRecord(RecordError):
    """Two rows of one source bear the same key; `row` is the first."""

    def __init__(self, key: str, row: object) -> None:
        super().__init__(key=key, row=row)


class UnknownVocabulary(ValueError):
    """A type, tie or property that `graph.model` does not hold."""
