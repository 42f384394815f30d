"""Several values that a word or a stroke parts in one: "Y tế và giáo dục", "Hải Phòng/Quảng Ninh"."""

import re
from collections.abc import Callable

_SIGNS = (re.compile(r"\s*[;\n/]\s*"), re.compile(r"\s+(?:và|and|&)\s+", re.I))


def known_parts(text: str, known: Callable[[str], bool]) -> list[str]:
    """The parts of a text where each is known by itself and the whole is not; else the whole: "nước và vệ sinh" may be
    one thing, and "Cứu trợ và phát triển" the name of somebody."""
    return _parts(text, known) or [text]


def _parts(text: str, known: Callable[[str], bool]) -> list[str]:
    if known(text):
        return [text]
    for sign in _SIGNS:
        parts = [part for part in sign.split(text) if part]
        if len(parts) > 1 and all(found := [_parts(part, known) for part in parts]):
            return [one for inner in found for one in inner]
    return []
