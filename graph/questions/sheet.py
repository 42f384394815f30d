"""The spans of a question on the desk: which have been read, what stands before and after them, and the plan so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from graph.questions.lexicon import Tag
from graph.questions.plan import Named, Place
from graph.questions.spans import Span

_NAMED = ("place", "former place", "country", "sector", "name", "ours", "region", "tagged")


@dataclass(slots=True)
class Sheet:
    """`said` holds the fields of the plan as they are read; `used` the spans that have been understood;
    `composed` the kinds of offices that with a country are a name: span -> (span of the country, the things of that name)."""

    spans: list[Span]
    lang: str
    today: date
    ours: Place
    chosen: frozenset[str] = frozenset()
    said: dict[str, Any] = field(default_factory=dict[str, Any])
    used: set[int] = field(default_factory=set[int])
    roles: dict[int, str] = field(default_factory=dict[int, str])
    composed: dict[int, tuple[int, tuple[Named, ...]]] = field(default_factory=dict[int, tuple[int, tuple[Named, ...]]])

    def free(self, *kinds: str) -> list[int]:
        """The spans not read yet that may be of one of these kinds."""
        return [n for n, span in enumerate(self.spans) if n not in self.used and span.has(*kinds)]

    def value(self, n: int, kind: str) -> Any:
        return self.spans[n].value(kind)

    def use(self, *numbers: int) -> None:
        self.used.update(numbers)

    def before(self, n: int) -> int | None:
        """The nearest span before that says something: little words and the kinds of places are passed over."""
        return next((m for m in range(n - 1, -1, -1) if self._tells(m)), None)

    def after(self, n: int) -> int | None:
        return next((m for m in range(n + 1, len(self.spans)) if self._tells(m)), None)

    def _tells(self, n: int) -> bool:
        span = self.spans[n]
        return span.has("rel", "role", "part", "neg", "outside", "having", "meaning") or not (
            span.silent or (span.has("lead") and self.value(n, "lead") in ("place", "person"))
        )

    def rel(self, n: int) -> str | None:
        """How a named thing is tied to what stands before it: "in", "of", "from", "to", "with", "by"; the second of two
        things joined by "and" as the first."""
        at = self.before(n)
        while (
            at is not None
            and (self.spans[at].has(*_NAMED) or self._kind_of_place(at))
            and not self.spans[at].has("rel")
        ):
            at = self.before(at)
        if at is None or not self.spans[at].has("rel"):
            return None
        return str(self.value(at, "rel"))

    def _kind_of_place(self, n: int) -> bool:
        of = str(self.value(n, "of") or "")
        return of.split(" ")[0] in ("places", "countries", "sectors")

    def verb(self, n: int) -> tuple[int, str, str] | None:
        """The verb nearest to a named thing: (span, "role" or "part", code); what stands right before it first."""
        near = sorted(
            (m for m in range(len(self.spans)) if self.spans[m].has("role", "part")),
            key=lambda m: (abs(m - n), m > n),
        )
        for m in near:
            for kind in ("role", "part"):
                if (code := self.value(m, kind)) is not None:
                    return m, kind, str(code)
        return None

    def add(self, slot: str, *things: object) -> None:
        """Add members to a field that holds several."""
        held: list[object] = self.said.setdefault(slot, [])
        held.extend(thing for thing in things if thing not in held)

    def put(self, slot: str, value: object) -> bool:
        """Set a field that holds one; False where something else stands in it already."""
        return self.said.setdefault(slot, value) == value

    def left(self) -> Iterator[Span]:
        """The spans that carry meaning and have not been read."""
        for n, span in enumerate(self.spans):
            if n not in self.used and not span.silent:
                yield span

    def options(self, n: int) -> tuple[Named, ...]:
        found: Any = self.value(n, "name")
        return found if isinstance(found, tuple) else ()

    def compose(self, n: int) -> None:
        """Read a kind of office with its country ("the French embassy") as the one thing of that name."""
        country, options = self.composed.pop(n)
        self.spans[n] = replace(self.spans[n], tags=(Tag("name", options),))
        self.use(
            country,
            *(m for m in range(n, country) if self._own(m)),
            *(m for m in (country - 2, country - 1, country + 1, country + 2) if m >= 0 and self._own(m)),
        )

    def _own(self, n: int) -> bool:
        """Our own country, which names of bilateral things bear as well."""
        found = self.value(n, "country") if n < len(self.spans) else None
        return found is not None and found.id == "country-vn"
