"""Closed words of officers' lists ("kết nghĩa", "sister city") to the stable codes that properties hold ("twinning")."""

from collections.abc import Mapping

from graph.names import fold, key, spelling
from ingest.problems import ValueProblem, problem


class Words:
    """The wordings of each code, divided by `|`; the code itself is always one of them.

    A text is known by equality first, then by a wording it contains, in the order given: put the particular
    ("phi dự án") before the general ("dự án"). Accents decide what it contains: "xây dựng" holds no "dừng".
    """

    def __init__(self, codes: Mapping[str, str]) -> None:
        words = {code: (code, *wordings.split("|")) for code, wordings in codes.items()}
        self._folded = {code: tuple(map(fold, told)) for code, told in words.items()}
        self._keyed = {code: tuple(map(key, told)) for code, told in words.items()}
        self._allowed = ", ".join(told[1] for told in words.values())

    def read(self, text: str) -> str:
        """The code of a text; raises ValueProblem "word-unknown" naming the allowed words."""
        said, spelled = fold(text), spelling(text)(text)
        for code, wordings in self._folded.items():
            if said in wordings:
                return code
        for code, wordings in (self._folded if said == spelled else self._keyed).items():
            if any(f" {wording} " in f" {spelled} " for wording in wordings):
                return code
        raise ValueProblem(problem("word-unknown", text, allowed=self._allowed))
