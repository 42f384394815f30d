"""Contact cards (vCard 2.1, 3.0 and 4.0) as they lie in a file, streamed card by card; a bad card spoils no other.

    for card in read_cards(path):
        card.problem or card.first("FN")

Read by hand because the libraries' patterns run exponentially long on a damaged line of thirty signs.
"""

import codecs
import quopri
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ingest.problems import Problem, problem

LONGEST = 1 << 23
"""Most bytes of one card, its photo included."""
_BEGIN, _END = re.compile(rb"begin\s*:\s*vcard\s*", re.I), re.compile(rb"end\s*:\s*vcard\s*", re.I)
_NAME = re.compile(r"(?:([\w-]+)\.)?([A-Za-z][\w-]*)")
_ESCAPED = re.compile(r"\\(.)", re.S)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOBS = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


class Property(NamedTuple):
    """One line of a card: `params` by name in capitals, a bare one of 2.1 ("TEL;CELL") as a TYPE; `value` decoded, but its
    escapes and semicolons still in it."""

    name: str
    group: str
    params: Mapping[str, tuple[str, ...]]
    value: str

    @property
    def text(self) -> str:
        return unescaped(self.value)

    @property
    def parts(self) -> list[str]:
        """The parts of a value that semicolons part ("Organisation;Unit")."""
        return [unescaped(part) for part in split_at(self.value, ";")]

    @property
    def types(self) -> frozenset[str]:
        return frozenset(t.strip().lower() for said in self.params.get("TYPE", ()) for t in said.split(","))

    @property
    def preference(self) -> int:
        """From 1, the first to be used, to 100."""
        said = next(iter(self.params.get("PREF", ())), "")
        return int(said) if said.isdigit() and 0 < int(said) < 100 else 1 if "pref" in self.types else 100


@dataclass(slots=True)
class Card:
    """One card: `number` is the line it begins in. With `problem` set it cannot be used; `text` is what it was."""

    number: int
    properties: list[Property] = field(default_factory=list[Property])
    problem: Problem | None = None
    text: str = ""

    def all(self, *names: str) -> list[Property]:
        """The properties of these names that hold something, the preferred first."""
        return sorted(
            (p for p in self.properties if p.name in names and p.text.strip(" ;")), key=lambda p: p.preference
        )

    def first(self, name: str) -> str:
        return next((p.text.strip() for p in self.all(name)), "")


def read_cards(path: Path) -> Iterator[Card]:
    """The cards of a file. What stands between cards is passed over."""
    lines: list[tuple[int, bytes]] = []
    size = 0
    for number, line in enumerate(_lines(path), start=1):
        if _BEGIN.fullmatch(line) and not _agent(lines):
            if lines:
                yield _broken(lines, problem("vcard-open"))
            lines, size = [(number, line)], 0
        elif lines and size <= LONGEST:
            lines.append((number, line))
            size += len(line)
            if _END.fullmatch(line):
                if _agent(lines):
                    _drop_agent(lines)
                    continue
                yield _card(lines)
                lines = []
        elif lines:
            yield _broken(lines, problem("vcard-long", limit=LONGEST >> 20))
            lines = []
    if lines:
        yield _broken(lines, problem("vcard-open"))


def unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def split_at(value: str, sign: str) -> list[str]:
    """The parts of a value, cut where the sign is not escaped."""
    parts, at = [""], 0
    while at < len(value):
        step = 2 if value[at] == "\\" else 1
        if value[at] == sign:
            parts.append("")
        else:
            parts[-1] += value[at : at + step]
        at += step
    return parts


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of a file without their ends, in UTF-8 where the file is in UTF-16."""
    with path.open("rb") as file:
        wide = file.read(2).startswith(_WIDE)
    if wide:
        with path.open(encoding="utf-16", errors="replace") as texts:
            yield from (text.rstrip("\r\n").encode() for text in texts)
        return
    with path.open("rb") as file:
        mark = codecs.BOM_UTF8
        while block := file.readline(LONGEST):
            yield from block.removeprefix(mark).replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\r")
            mark = b"\0"


def _agent(lines: list[tuple[int, bytes]]) -> bool:
    """Whether a card of somebody's assistant lies within the card (2.1)."""
    opened = sum(bool(_BEGIN.fullmatch(line)) for _, line in lines)
    return bool(lines) and (lines[-1][1].strip().upper() == b"AGENT:" or opened > 1)


def _drop_agent(lines: list[tuple[int, bytes]]) -> None:
    start = max(at for at, (_, line) in enumerate(lines) if _BEGIN.fullmatch(line))
    del lines[start - 1 :]


def _broken(lines: list[tuple[int, bytes]], found: Problem) -> Card:
    text = b"\n".join(line for _, line in lines).decode("utf-8", "replace")
    return Card(lines[0][0], problem=found, text=text)


def _card(lines: list[tuple[int, bytes]]) -> Card:
    card = Card(lines[0][0])
    for number, line in _unfolded(lines[1:-1]):
        found = _property(line)
        if found is None:
            said = line.decode("utf-8", "replace")
            return _broken(lines, problem("vcard-line", said, line=number))
        card.properties.append(found)
    return card


def _unfolded(lines: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Lines with what was folded behind them: what begins with a blank, quoted-printable text whose line ends with "=",
    base 64 on lines of its own."""
    parts: list[bytes] = []
    begun, encoding = 0, ""
    for number, line in lines:
        if parts and encoding == "quoted-printable" and parts[-1].endswith(b"="):
            parts[-1:] = [parts[-1][:-1], line]
        elif parts and line[:1] in (b" ", b"\t"):
            parts.append(line[1:])
        elif parts and encoding == "base64" and b":" not in line:
            parts.append(line.strip())
        else:
            if parts:
                yield begun, b"".join(parts)
            begun, encoding, parts = number, _encoding(line), [line] if line.strip() else []
    if parts:
        yield begun, b"".join(parts)


def _encoding(line: bytes) -> str:
    """How the value of a line is written, where its parameters say so."""
    said = line.partition(b":")[0].upper().replace(b"ENCODING=", b"").split(b";")[1:]
    if b"QUOTED-PRINTABLE" in said:
        return "quoted-printable"
    return "base64" if b"BASE64" in said or b"B" in said else ""


def _property(line: bytes) -> Property | None:
    """A content line; None where it is none, or in no encoding that we know."""
    if b":" not in line:
        return None
    head, value = _halves(line)
    name, *rest = _split_quoted(head.decode("ascii", "replace"), ";")
    named = _NAME.fullmatch(name.strip())
    if not named:
        return None
    params: dict[str, tuple[str, ...]] = {}
    for said in rest:
        key, sign, of = said.partition("=")
        key, of = (key.strip().upper(), of) if sign else _bare(key.strip())
        params[key] = (*params.get(key, ()), *(part.strip().strip('"') for part in _split_quoted(of, ",")))
    known = named[2].upper()
    text = "" if known in _BLOBS else _decoded(value, params)
    return None if text is None else Property(known, named[1] or "", params, text)


def _bare(said: str) -> tuple[str, str]:
    return ("ENCODING", said) if said.upper() in ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT") else ("TYPE", said)


def _halves(line: bytes) -> tuple[bytes, bytes]:
    """Cut at the first colon outside of quotes."""
    quoted = False
    for at, sign in enumerate(line):
        if sign == ord('"'):
            quoted = not quoted
        elif sign == ord(":") and not quoted:
            return line[:at], line[at + 1 :]
    head, _, value = line.partition(b":")  # a quote mark that is never closed
    return head, value


def _split_quoted(text: str, sign: str) -> list[str]:
    parts, quoted = [""], False
    for one in text:
        quoted ^= one == '"'
        if one == sign and not quoted:
            parts.append("")
        else:
            parts[-1] += one
    return parts


def _decoded(value: bytes, params: Mapping[str, tuple[str, ...]]) -> str | None:
    if any(said.upper() in ("QUOTED-PRINTABLE", "Q") for said in params.get("ENCODING", ())):
        value = quopri.decodestring(value)
    for encoding in ("utf-8", *params.get("CHARSET", ()), "cp1258"):
        try:
            return value.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return None
