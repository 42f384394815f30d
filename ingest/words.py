"""Closed words of officers' lists ("kết nghĩa", "sister city") to the stable codes that properties hold ("twinning")."""

from collections.abc import Mapping

from graph.names import fold
from ingest.problems import ValueProblem, problem


class Words:
    """The wordings of each code, divided by `|`; the code itself is always one of them.

    A text is known by equality first, then by a wording it contains, in the order given: put the particular
    ("phi dự án") before the general ("dự án").
    """

    def __init__(self, codes: Mapping[str, str]) -> None:
        self.codes = dict(codes)
        self._folded = {code: tuple(map(fold, (code, *words.split("|")))) for code, words in codes.items()}

    def read(self, text: str) -> str:
        """The code of a text; raises ValueProblem "word-unknown" naming the allowed words."""
        said = fold(text)
        for code, wordings in self._folded.items():
            if said in wordings:
                return code
        for code, wordings in self._folded.items():
            if any(f" {wording} " in f" {said} " for wording in wordings):
                return code
        allowed = ", ".join(wordings.split("|")[0] for wordings in self.codes.values())
        raise ValueProblem(problem("word-unknown", text, allowed=allowed))
