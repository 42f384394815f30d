"""The version of a record: one short text that is another as soon as what is believed, or what anybody says, is."""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2s
from typing import Any


def version_of(properties: Mapping[str, Any], sources: Iterable[Mapping[str, Any]]) -> str:
    """Of an entity, from its golden properties and `read/entity`'s open sources, whose hashes hold the ties they state.

    Ties that others state lead here too and have versions of their own; comments change no version.
    """
    golden = {name: value for name, value in properties.items() if value is not None and name != "locked"}
    told = sorted((s["claim"], s["hash"]) for s in sources if not s["closed"] and not s["comment"])
    return _short([golden, told])


def tie_version(ties: Iterable[Mapping[str, Any]]) -> str:
    """Of the parallel ties of one type between two."""
    return _short(sorted(tie["id"] for tie in ties))


def _short(said: object) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return blake2s(text.encode(), digest_size=8).hexdigest()
