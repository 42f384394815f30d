"""The text of a web page: its article without menus and scripts, and the title, date and address that it states."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html

from ingest.problems import FileProblem, problem
from ingest.readers.delimited import text_encoding

SIZE_LIMIT = 32 << 20
_LEFT_OUT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "iframe",
        "svg",
        "head",
    }
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "body",
        "hr",
        "details",
        "summary",
        "fieldset",
        "tbody",
        "thead",
        "caption",
    }
)
_DATES = (
    "//meta[@property='article:published_time' or @name='article:published_time' or @itemprop='datePublished'"
    " or @name='date' or @name='pubdate' or @name='publish-date' or @name='dc.date' or @name='DC.date.issued']/@content",
    "//time/@datetime",
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Page(NamedTuple):
    text: str
    title: str
    published: str
    url: str


def web_text(path: Path) -> Page:
    """What a saved page says. `published` is ISO text. Raises FileProblem."""
    if path.stat().st_size > SIZE_LIMIT:
        raise FileProblem(problem("document-too-large", reason=f"{path.stat().st_size >> 20} MB"))
    data = path.read_bytes()
    declared = re.search(rb"charset\s*=", data[:4096], re.I)
    parser = html.HTMLParser(encoding=None if declared else text_encoding(path), no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise FileProblem(problem("document-broken", reason=" ".join(str(error).split())[:80])) from error
    return Page(
        "".join(_said(_body(root))), _title(root), _published(root), _first(root, "//link[@rel='canonical']/@href")
    )


def _body(root: html.HtmlElement) -> html.HtmlElement:
    """The article where the page marks one that holds most of what it says, else the whole of it."""
    body = root.body if root.find("body") is not None else root
    marked = list(root.iter("article", "main"))
    longest = max(marked, key=lambda one: len(one.text_content()), default=None)
    return longest if longest is not None and len(longest.text_content()) > 200 else body


def _said(root: html.HtmlElement) -> Iterator[str]:
    """The pieces of text in order, blocks on lines of their own, cells apart by bars."""
    for event, element in etree.iterwalk(root, ("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and tag in _LEFT_OUT and element is not root:
            _empty(element)
        elif event == "start":
            yield (
                "\n"
                if tag in _BLOCKS or tag == "br"
                else " | "
                if tag in ("td", "th") and element.getprevious() is not None
                else ""
            )
            yield " ".join((element.text or "").split("\n")) if tag else ""
        else:
            yield "\n" if tag in _BLOCKS else ""
            yield " ".join((element.tail or "").split("\n")) if element is not root else ""


def _empty(element: html.HtmlElement) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def _title(root: html.HtmlElement) -> str:
    stated = _first(root, "//meta[@property='og:title']/@content")
    heading = next((" ".join(one.text_content().split()) for one in root.iter("h1")), "")
    named = next((" ".join((one.text or "").split()) for one in root.iter("title")), "")
    return stated or heading or named


def _published(root: html.HtmlElement) -> str:
    stated = (found[0] for path in _DATES if (said := _first(root, path)) and (found := _DAY.match(said)))
    return next(stated, "")


def _first(root: html.HtmlElement, path: str) -> str:
    found = root.xpath(path)
    return " ".join(str(found[0]).split()) if isinstance(found, list) and found else ""
