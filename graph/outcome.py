"""What became of a batch of statements."""

from dataclasses import dataclass, field

from graph.things import Statement


@dataclass(slots=True)
class Outcome:
    """What became of a batch: counts of records, and of each record that was refused statements with their reasons.

    `new` are those of the `written` of which nothing stood in the graph, or nothing any more.
    """

    written: int = 0
    new: int = 0
    unchanged: int = 0
    refused: list[tuple[Statement, Exception]] = field(default_factory=list[tuple[Statement, Exception]])
    mentions: set[str] = field(default_factory=set[str])

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.written + other.written,
            self.new + other.new,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
            self.mentions | other.mentions,
        )
