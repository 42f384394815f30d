"""XML as partners send it, element by element: safe, streamed, memory flat.

    for element in xml_elements(path, "iati-activity"): ...

A DOCTYPE is refused before anything of it is obeyed: no entity is resolved, nothing is fetched, no bomb goes off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from ingest.problems import FileProblem, Problem, problem
from ingest.readers.files import read_head

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml has no public name for it

LARGEST = 1 << 25
"""Most bytes of one element."""
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_PROLOGUE = 1 << 20
_STEP = 1 << 12
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
_PLACE = re.compile(r", line \d+, column \d+$")
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4", "iso-10646", "unicode")


def xml_elements(path: Path, name: str) -> Iterator[Element]:
    """Each outermost element with this local name, whole; it is emptied when the next one is asked for.

    Raises FileProblem at once for a DOCTYPE and for what is no XML; then with the line where the XML breaks, after
    everything before the break was given, and for an element of more than 32 MB when that is met.
    """
    xml_root(path)
    return _elements(path, name)


def _elements(path: Path, name: str) -> Iterator[Element]:
    with path.open("rb") as file:
        bounded = _Bounded(file)
        events = etree.iterparse(
            bounded, events=("end",), tag=f"{{*}}{name}", encoding=_override(read_head(path)), **_SAFE
        )
        try:
            for _, element in events:
                if next(element.iterancestors(f"{{*}}{name}"), None) is None:
                    bounded.read_since = 0
                    yield element
                    _let_go(element)
        except etree.XMLSyntaxError as error:
            raise FileProblem(_broken(error, events.error_log).at(file=path.name)) from error
        except _TooLargeError as error:
            raise FileProblem(problem("xml-large", limit=LARGEST >> 20).at(file=path.name)) from error


def root_name(beginning: bytes) -> str:
    """The local name of the root element that a file begins with; "" where there is none."""
    parser = etree.XMLPullParser(("start",), encoding=_override(beginning), **_SAFE)
    with suppress(etree.XMLSyntaxError):
        parser.feed(beginning)
    tags = (str(getattr(element, "tag", "")) for _, element in parser.read_events())
    return _local(next(tags, ""))


def xml_element(text: str, file: str) -> Element:
    """The one element that a text is. Raises FileProblem; a DOCTYPE is refused."""
    parser = etree.XMLParser(**_SAFE)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise FileProblem(_broken(error, parser.error_log).at(file=file)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileProblem(problem("xml-doctype", local_name(root)).at(file=file))
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def children_by_name(element: Element) -> dict[str, list[Element]]:
    """The elements right below, without comments and instructions."""
    found: dict[str, list[Element]] = {}
    for child in element.iterchildren("*"):
        found.setdefault(_local(child.tag), []).append(child)
    return found


def first_child(element: Element, name: str) -> Element | None:
    return next(element.iterchildren(f"{{*}}{name}"), None)


def text_of(element: Element | None) -> str:
    """All text in an element, blanks and line breaks as one space each; "" where there is none."""
    if element is None:
        return ""
    said = "".join(str(part) for part in element.itertext()) if len(element) else element.text or ""
    return " ".join(said.split())


def _let_go(element: Element) -> None:
    """Free an element and whatever stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _TooLargeError(Exception):
    """One element takes more text than any honest one."""


class _Bounded:
    """A file that gives no more than `LARGEST` bytes without an element coming of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.read_since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.read_since += len(data)
        if self.read_since > LARGEST:
            raise _TooLargeError
        return data


class _Prologue:
    """Listens to what stands before the root element, and to its attributes."""

    doctype_name: str | None = None
    root: tuple[str, Mapping[str, str]] | None = None

    def doctype(self, name: str, *_: str | None) -> None:
        self.doctype_name = name

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.root = self.root or (_local(tag), dict(attributes))

    def end(self, *_: object) -> None: ...
    def close(self) -> None: ...


def xml_root(path: Path) -> tuple[str, Mapping[str, str]]:
    """The local name of the root element and its attributes.

    Raises FileProblem for a DOCTYPE, for what is no XML, and for a beginning without a root element.
    """
    listener = _Prologue()
    how: dict[str, Any] = _SAFE | {"target": listener, "encoding": _override(read_head(path))}
    parser = etree.XMLParser(**how)
    with path.open("rb") as file:
        for _ in range(_PROLOGUE // _STEP):
            data = file.read(_STEP)
            try:
                parser.feed(data)
                if not data:
                    parser.close()
            except etree.XMLSyntaxError as error:
                if not (listener.root or listener.doctype_name):
                    raise FileProblem(_broken(error).at(file=path.name)) from error
            if listener.doctype_name is not None:
                raise FileProblem(problem("xml-doctype", listener.doctype_name).at(file=path.name))
            if listener.root:
                return listener.root
    raise FileProblem(problem("xml-broken", reason="no root element").at(file=path.name))


def _override(beginning: bytes) -> str | None:
    """UTF-8 where the declared encoding cannot be that of these bytes ("utf-16" over single bytes) or is unknown."""
    found = _DECLARED.match(beginning[:1024])
    if not found:
        return None
    declared = found[1].decode("ascii", "replace").lower()
    try:
        "".encode(declared)
    except LookupError:
        return "utf-8"
    return "utf-8" if declared.startswith(_WIDE) else None


def _broken(error: etree.XMLSyntaxError, log: Sequence[Any] = ()) -> Problem:
    """What broke, in the parser's words; where its error says nothing, its log does (an unknown entity)."""
    line, said = error.position[0], str(error.msg)
    if not line and log:
        line, said = log[-1].line, log[-1].message
    wrong_signs = (etree.ErrorTypes.ERR_INVALID_ENCODING, etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING)
    reason = _PLACE.sub("", said).strip()
    return problem("xml-encoding" if getattr(error, "code", None) in wrong_signs else "xml-broken", reason=reason).at(
        row=line or None
    )
