"""The communes of Hai Phong since 1 July 2025."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.names import veto
from graph.reference.lookup import Index, rows

_KIND = re.compile(
    r"^\s*(?:(?:phường|đặc\s+khu|phuong|dac\s+khu|xã|xa)\s+|[xp]\s*\.\s*)(?=\S)|\s+(?:ward|commune)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Commune:
    """`code` is the statistics office's; `kind` is phường, xã or đặc khu; `province` is the code of its province."""

    id: str
    code: str
    name: str
    kind: str
    province: str

    @property
    def full_name(self) -> str:
        return f"{self.kind.capitalize()} {self.name}"


@cache
def communes() -> Mapping[str, Commune]:
    """The 114 communes by statistics-office code."""
    return {row["code"]: Commune(id=f"commune-{row['code']}", **row) for row in rows("communes.csv")}


def find_commune(text: str) -> tuple[Commune, ...]:
    """The communes that bear this name; accents that are typed decide.

    `Cẩm Giang` is one commune and `xã Cẩm Giàng` another; `cam giang` may be either and gives both.
    """
    bare = _KIND.sub("", text)
    return _index().spelled(text) or _index().spelled(bare) or _compatible(text) or _compatible(bare)


def _compatible(text: str) -> tuple[Commune, ...]:
    return tuple(one for one, name in _index().folded(text).items() if not veto(text, name))


@cache
def _index() -> Index[Commune]:
    return Index(communes().values(), lambda one: (one.name,))
