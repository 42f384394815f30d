"""The words of `words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def word_set(name: str) -> frozenset[str]:
    """The single words under a name."""
    return frozenset(_lexicon()[name].split())


def phrases(name: str) -> list[str]:
    """The phrases under a name, in their order."""
    return [" ".join(phrase.split()) for phrase in _lexicon()[name].split("|")]


@cache
def _lexicon() -> Mapping[str, str]:
    return tomllib.loads(files("ingest.reading").joinpath("words.toml").read_text(encoding="utf-8"))
