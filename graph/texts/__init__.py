"""The words people read: one catalogue a language, the same keys in both."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.texts.format import capital, date_text, money_text, number_text, period_text

LANGS = ("vi", "en")

__all__ = ["LANGS", "capital", "date_text", "keys", "money_text", "number_text", "period_text", "text"]


def text(key: str, lang: str, /, **values: object) -> str:
    """The sentence `section.name` in `lang`, its `{places}` filled; whole numbers are written the language's way.

    Raises KeyError for a key, a language or a place that does not exist: that is a slip of ours, never of the user.
    """
    sentence = _catalogue(lang)[key]
    return sentence.format_map({name: _written(value, lang) for name, value in values.items()}) if values else sentence


def keys(lang: str) -> frozenset[str]:
    return frozenset(_catalogue(lang))


def _written(value: object, lang: str) -> object:
    return number_text(value, lang) if isinstance(value, int) and not isinstance(value, bool) else value


@cache
def _catalogue(lang: str) -> Mapping[str, str]:
    if lang not in LANGS:
        raise KeyError(lang)
    sections = tomllib.loads((files(__name__) / f"{lang}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": words for section, entries in sections.items() for name, words in entries.items()}
