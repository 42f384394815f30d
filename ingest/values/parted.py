"""Several values that a word, a stroke or a dash parts in one: "Y tế và giáo dục", "Hải Phòng/Quảng Ninh", "A - B"."""

import re
from collections.abc import Callable, Mapping, Sequence

from graph.names import fold
from ingest.problems import ValueProblem, problem
from ingest.values.lists import share_of

Known = Callable[[str], bool]
Signs = Sequence[re.Pattern[str]]

STROKE = re.compile(r"\s*[;\n/]\s*")
_VA, _AND, _SIGN = (re.compile(rf"\s+{word}\s+", re.I) for word in ("và", "and", "&"))
_DASH = re.compile(r"\s+[-–]\s+")
_SIGNS = (STROKE, _VA, _AND, _SIGN)
COMMA = re.compile(r"\s*,\s*")
WORDS: Signs = (*_SIGNS, _DASH)
_UNIT = re.compile(r"(?:quận|huyện|thị xã|tx\.?|phường|xã|thị trấn|thành phố|tp\.?|tỉnh|đặc khu)\s", re.I)


def known_parts(text: str, known: Known) -> list[str]:
    """The parts of a text where some are known and the whole is not, those that are not known among them; else the whole:
    "nước và vệ sinh" may be one thing. What a dash parts is several where all is known."""
    if known(text):
        return [text]
    for sign in WORDS:
        if len(parts := _cut(sign, text)) > 1:
            found = [one for part in parts for one in known_parts(part, known)]
            if (all if sign is _DASH else any)(map(known, found)):
                return found
    return [text]


def place_parts(text: str, known: Known, abroad: bool = False, country: str = "") -> list[str]:
    """The places of a text without commas: several wherever they are parted, as two places must never become one.

    Abroad, in a `country` where one is said, a name may be written so itself ("Tyne and Wear", "Biel/Bienne"). Raises
    ValueProblem "place-several" where that cannot be told.
    """
    if known(text):
        return [text]
    for sign in _SIGNS:
        parts = _cut(sign, text)
        if len(parts) < 2 or not all(map(_is_name, parts)):
            continue
        if abroad and sign is not _VA and not all(map(known, parts)):
            if sign is _AND:
                continue
            there = f", {country}" if country else ""
            meant = "; ".join(f"{part}{there}" for part in parts)
            raise ValueProblem(problem("place-several", f"{text}{there}", parts=meant))
        return [one for part in parts for one in place_parts(part, known, abroad, country)]
    parts = _cut(_DASH, text)
    return parts if all(known(part) or _UNIT.match(part) for part in parts) else [text]


def put_right(text: str, meant: Mapping[str, str], signs: Signs = ()) -> str | None:
    """A value with what `meant` (folded) knows in it read as it is meant, several by semicolons; None where it knows nothing.

    What one of the `signs` parts may be a value of its own: of `WORDS` not where there are commas, as a comma may part it
    from its province.
    """
    if (whole := fold(text)) in meant:
        return meant[whole]
    if shared := _percent(text, meant):
        return shared
    if "," in text and COMMA not in signs:
        return None
    return next((done for sign in signs if (done := _each(sign, text, meant, signs))), None)


def _each(sign: re.Pattern[str], text: str, meant: Mapping[str, str], signs: Signs) -> str | None:
    """The parts put right, each of those behind a semicolon; the others stay with what parted them."""
    parts = sign.split(text)
    done = [put_right(part, meant, signs) if part else None for part in parts] if len(parts) > 1 else []
    if not any(done):
        return None
    made = done[0] or parts[0]
    for at, stood in enumerate(sign.findall(text), 1):
        made += ("; " if done[at - 1] or done[at] else stood) + (done[at] or parts[at])
    return made


def _percent(text: str, meant: Mapping[str, str]) -> str | None:
    """One value with its percentage; where it means several nobody says how they share it."""
    said = share_of(text) if "%" in text else None
    if not said or not (clean := meant.get(fold(said.name))):
        return None
    return clean if STROKE.search(clean) or said.percent is None else f"{clean} ({said.percent:g}%)"


def _cut(sign: re.Pattern[str], text: str) -> list[str]:
    return [part for part in sign.split(text) if part]


def _is_name(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1
