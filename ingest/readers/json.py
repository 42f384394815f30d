"""JSON as partners send it: one object a line, or an array somewhere in a document, both streamed.

    for item in json_lines(path): ...                        # {"id": ...}\n{"id": ...}
    for item in json_items(path, "results", "bindings"): ... # {"results": {"bindings": [{...}, ...]}}
    for item in json_items(path): ...                        # [{...}, ...]
        record = Record.of(path.name, item.number, flat(item.members))

Numbers that no 64-bit number holds, and NaN, stay the texts they are written as: who needs a number there says so.
"""

import codecs
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import IO, NamedTuple

from ingest.problems import FileProblem, Problem, problem
from ingest.readers.files import read_head

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
Scalar = None | bool | int | float | str

LONGEST = 1 << 25
"""Most signs of one line, or of one value of an array."""
DEEPEST = 20
"""How many objects and arrays may lie in each other."""
_CHUNK = 1 << 16
_TAIL = 32
_BLANK = re.compile("[ \t\r\n\ufeff]*")
_HALF_SIGN = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Item(NamedTuple):
    """One value: `number` is its line (JSON lines) or its place from 1 (array); with `problem` set it has no value."""

    number: int
    value: Json
    problem: Problem | None = None

    @property
    def members(self) -> Mapping[str, Json]:
        """The members of the object it is; none where `fault` says why."""
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def fault(self) -> Problem | None:
        """What is wrong where an object is wanted: it could not be read, or it is another value."""
        if self.problem or isinstance(self.value, Mapping):
            return self.problem
        return problem("json-object", json.dumps(self.value, ensure_ascii=False)[:200])


def json_lines(path: Path) -> Iterator[Item]:
    """The value of each line that is not blank; a line that cannot be read is an item with its problem.

    Raises FileProblem where the file cannot be opened.
    """
    encoding = _encoding(path)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    with path.open(encoding=encoding, errors=errors, newline="\n") as file:
        for number in count(1):
            line = file.readline(LONGEST)
            if not line:
                return
            if len(line) == LONGEST and not line.endswith("\n"):
                while (rest := file.readline(LONGEST)) and not rest.endswith("\n"):
                    pass
                yield Item(number, None, problem("json-long", limit=LONGEST >> 20))
            elif line.strip():
                yield _line(number, line.strip())


def json_items(path: Path, *where: str) -> Iterator[Item]:
    """The values of the array that the names `where` lead to, from the outermost object inwards.

    Raises FileProblem: "json-array" where there is none, "json-broken" with line and column where the text is no JSON;
    what came before has been given.
    """
    with path.open(encoding=_encoding(path)) as file:
        stream = _Stream(file, path.name)
        for name in where:
            stream.enter(name, where)
        yield from (Item(number, value) for number, value in enumerate(stream.array(where), start=1))


def member(value: Json, *names: str | int) -> Json:
    """What names (of members) and numbers (in arrays) lead to; None where the way ends before."""
    for name in names:
        if isinstance(value, Mapping) and isinstance(name, str):
            value = value.get(name)
        elif isinstance(value, Sequence) and not isinstance(value, str) and isinstance(name, int):
            value = value[name] if name < len(value) else None
        else:
            return None
    return value


def elements(value: Json) -> Sequence[Json]:
    """The values of an array; a value that is no array is the only one; None is none."""
    if value is None:
        return ()
    return value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def flat(value: Json, sign: str = "/") -> dict[str, Scalar | Sequence[Scalar]]:
    """The texts, numbers and truths of an object by their paths.

    `{"a": {"b": 1}, "c": ["x", "y"], "d": [{"e": 2}]}` -> `{"a/b": 1, "c": ["x", "y"], "d/0/e": 2}`. What lies
    deeper than 20 objects and arrays is left out.
    """
    found: dict[str, Scalar | Sequence[Scalar]] = {}
    _flatten("", value, sign, DEEPEST, found)
    return found


def _flatten(name: str, value: Json, sign: str, deep: int, found: dict[str, Scalar | Sequence[Scalar]]) -> None:
    if isinstance(value, str) or not isinstance(value, Mapping | Sequence):
        found[name] = value
    elif deep and isinstance(value, Mapping):
        for inner, one in value.items():
            _flatten(f"{name}{sign}{inner}" if name else inner, one, sign, deep - 1, found)
    elif deep and isinstance(value, Sequence):
        plain = [one for one in value if isinstance(one, str) or not isinstance(one, Mapping | Sequence)]
        if plain:
            found[name] = plain
        for at, one in enumerate(value):
            if isinstance(one, Mapping | Sequence) and not isinstance(one, str):
                _flatten(f"{name}{sign}{at}" if name else str(at), one, sign, deep - 1, found)


def _whole(text: str) -> int | str:
    return int(text) if len(text) < 19 else text


def _broken_number(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_broken_number, parse_constant=str, strict=False)


def _encoding(path: Path) -> str:
    head = read_head(path)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise FileProblem(problem("file-empty").at(file=path.name))
    return next((name for mark, name in _MARKS.items() if head.startswith(mark)), "utf-8")


def _line(number: int, text: str) -> Item:
    if _SURROGATE.search(text):
        return Item(number, None, problem("json-encoding", line=number))
    try:
        value, end = _decode(text, 0)
    except json.JSONDecodeError as error:
        return Item(number, None, problem("json-broken", line=number, column=error.pos + 1))
    except RecursionError:
        return Item(number, None, problem("json-deep"))
    if end < len(text):
        return Item(number, None, problem("json-broken", line=number, column=end + 1))
    return Item(number, value)


def _decode(text: str, at: int) -> tuple[Json, int]:
    """The value that begins here, and where it ends. Halves of a sign ("\\ud83d" alone), which nobody can keep, become
    the sign for "unreadable"."""
    value, end = _DECODER.raw_decode(text, at)
    if not _HALF_SIGN.search(text, at, end) or not _SURROGATE.search(plain := json.dumps(value, ensure_ascii=False)):
        return value, end
    return json.loads(_SURROGATE.sub("\ufffd", plain)), end


class _Stream:
    """A document of which no more than one value lies in memory. Every method raises FileProblem where it is broken."""

    def __init__(self, file: IO[str], name: str) -> None:
        self.file, self.name = file, name
        self.text, self.at = "", 0
        self.lines, self.column = 0, 0  # passed before the text at hand

    def enter(self, name: str, where: Sequence[str]) -> None:
        """Go to the value of a member of the object that begins here."""
        if self.peek() != "{":
            raise self.missing(where)
        self.at += 1
        while self.peek() == '"':
            found = self.value()
            self.sign(":")
            if found == name:
                return
            self.value()
            if self.peek() == ",":
                self.at += 1
        raise self.missing(where)

    def array(self, where: Sequence[str]) -> Iterator[Json]:
        if self.peek() != "[":
            raise self.missing(where)
        self.at += 1
        while self.peek() != "]":
            yield self.value()
            if self.peek() != "]":
                self.sign(",")

    def value(self) -> Json:
        self.peek()
        while True:
            start = self.at  # reading on cuts off what is passed
            try:
                value, end = _decode(self.text, start)
            except json.JSONDecodeError as error:
                cut = error.pos >= len(self.text) - _TAIL or error.msg.startswith("Unterminated string")
                if not cut or not self.more():
                    raise self.broken(error.pos - start + self.at) from None
            except RecursionError:
                raise FileProblem(problem("json-deep").at(file=self.name)) from None
            else:
                bare = self.text[start] not in '"[{'
                if bare and end > len(self.text) - _TAIL and self.more():
                    continue  # a number may go on
                self.at += end - start
                return value

    def peek(self) -> str:
        """The next sign that is no blank; "" at the end."""
        while True:
            found = _BLANK.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def sign(self, wanted: str) -> None:
        if self.peek() != wanted:
            raise self.broken(self.at)
        self.at += 1

    def more(self) -> bool:
        """Read on, at least as much again as the value at hand already takes; False at the end of the file."""
        passed = self.text[: self.at]
        self.lines += passed.count("\n")
        self.column = len(passed) - passed.rfind("\n") - 1 if "\n" in passed else self.column + len(passed)
        self.text, self.at = self.text[self.at :], 0
        if len(self.text) > LONGEST:
            raise FileProblem(problem("json-long", limit=LONGEST >> 20).at(file=self.name, row=self.lines + 1))
        try:
            read = self.file.read(max(_CHUNK, len(self.text)))
        except UnicodeDecodeError:
            raise FileProblem(problem("json-encoding", line=self.lines + 1).at(file=self.name)) from None
        self.text += read
        return bool(read)

    def broken(self, at: int) -> FileProblem:
        before = self.text[:at]
        line = self.lines + before.count("\n") + 1
        column = at - before.rfind("\n") if "\n" in before else self.column + at + 1
        return FileProblem(problem("json-broken", line=line, column=column).at(file=self.name))

    def missing(self, where: Sequence[str]) -> FileProblem:
        return FileProblem(problem("json-array", "/".join(where) or "[ ]").at(file=self.name))
