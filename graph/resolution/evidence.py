"""What speaks for or against two records being one partner, each piece in words an officer can check."""

from typing import NamedTuple

from graph.texts import text


class Evidence(NamedTuple):
    """One piece: `weight` in points, for (above 0) or against (below); `values` fill its sentence.

    A `veto` forbids that the two are joined without an officer, whatever else speaks for it.
    """

    code: str
    weight: float
    ours: str = ""
    theirs: str = ""
    veto: bool = False

    def told(self, lang: str) -> str:
        """The piece as a sentence, "vi" or "en"."""
        return text(f"evidence.{self.code}", lang, ours=self.ours, theirs=self.theirs)
