"""What was asked of the graph for an answer, so that it can be shown beside it."""

from collections.abc import Callable
from typing import Any, TypeVar

import cypher
from graph.store import Rows, Store, Viewer, Work

T = TypeVar("T")
_SHOWN_IDS = 50


class Watched:
    """A store that keeps the statements it is given to read; a changing one is never given."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ran: list[dict[str, Any]] = []

    def read(self, query: cypher.Query, viewer: Viewer, /, seconds: float = 10.0, **parameters: object) -> Rows:
        said = {"name": query.name, "question": query.doc, "cypher": query.text, "parameters": _short(parameters)}
        if said not in self.ran:
            self.ran.append(said)
        return self._store.read(query, viewer, seconds=seconds, **parameters)

    def write(self, work: Callable[[Work], T], /, seconds: float = 60.0) -> T:
        raise PermissionError("a question changes nothing")

    def ensure_schema(self) -> None:
        self._store.ensure_schema()

    def schema(self) -> dict[str, Any]:
        return self._store.schema()

    def info(self) -> dict[str, str]:
        return self._store.info()

    def replan(self) -> None: ...

    def close(self) -> None: ...


def _short(parameters: dict[str, object]) -> dict[str, object]:
    """Long lists of ids by their beginning; how many there were stands behind."""

    def shown(value: object) -> object:
        if isinstance(value, list) and len(value) > _SHOWN_IDS:  # pyright: ignore[reportUnknownArgumentType]
            return [*value[:_SHOWN_IDS], f"… {len(value)}"]  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
        return value  # pyright: ignore[reportUnknownVariableType]

    return {name: shown(value) for name, value in parameters.items()}
