"""What speaks for or against two records being one partner, each piece in words an officer can check."""

import json
from typing import NamedTuple

from graph.model import ENTITIES
from graph.reference import country_of_code
from graph.texts import text

_KEYED = frozenset({"same_identifier", "other_identifier", "other_deciding"})
_COUNTRIES = frozenset({"same_country", "other_country_said"})


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
        return text(
            f"evidence.{self.code}", lang, ours=self._said(self.ours, lang), theirs=self._said(self.theirs, lang)
        )

    def kept(self) -> str:
        """The piece as the graph keeps it."""
        return json.dumps(self, ensure_ascii=False)

    def _said(self, value: str, lang: str) -> str:
        if self.code in _COUNTRIES and (country := country_of_code(value)):
            return country.name_vi if lang == "vi" else country.name_en
        if self.code in _KEYED:
            name, _, rest = value.partition(":")
            return f"{_label(name, lang)} {rest.upper() if rest.isascii() else rest}"
        return value


def label(code: str, lang: str) -> str:
    """What kind of evidence this is, without its values."""
    return text(f"evidence.{code}", lang).partition(":")[0]


def recalled(kept: str) -> Evidence:
    """A piece that the graph kept."""
    return Evidence(*json.loads(kept))


def _label(property_: str, lang: str) -> str:
    """What the model calls a property, as it stands within a sentence."""
    found = next((known for type_ in ENTITIES.values() if (known := type_.property(property_))), None)
    return (found.vi if lang == "vi" else found.en).lower() if found else property_
