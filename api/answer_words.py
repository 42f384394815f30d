"""Why a question was not answered, in sentences."""

from collections.abc import Mapping
from typing import Any

from graph.texts import text


def reasons(told: Mapping[str, Any], lang: str) -> list[str]:
    """The reason, the words that were not understood, the names that mean several things."""
    reason = told["reason"] or {"key": "unclear", "unmet": []}
    names = ", ".join(text(f"ask.unmet_{one}", lang) for one in reason["unmet"])
    said = [
        text(f"ask.reason_{reason['key']}", lang, names=names)
        if reason["unmet"]
        else text(f"ask.reason_{reason['key']}", lang)
    ]
    if told["unknown"]:
        said.append(text("ask.unknown", lang, words=", ".join(f"“{word}”" for word in told["unknown"])))
    return said + [text("ask.which", lang, words=choice["words"]) for choice in told["choices"]]
