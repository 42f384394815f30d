"""A document of any kind to its text: plain text and Markdown, Word, PDF, web pages; told apart by what they hold."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.problems import FileProblem, problem
from ingest.readers.delimited import text_encoding
from ingest.readers.pdf import TEXT_LIMIT, pdf_text
from ingest.readers.web import web_text
from ingest.readers.word import is_word, word_text
from ingest.reading.letters import kept
from ingest.reading.moments import DAY, moments
from ingest.reading.sentences import Sentence

TEXT, WORD, OLD_WORD, PDF, WEB = "text", "word", "old word", "pdf", "web"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<!-- saved from url")
_LONGEST = 240
_BESIDE = 3
"""Words that may stand beside the date in a line that only dates."""
_BOILERPLATE = re.compile(
    r"cộng h[oò]à? xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do|đảng cộng sản việt nam|^\s*số\s*:|^[\s*_=.—–-]*$|^kính gửi"
    r"|, ngày .* tháng .* năm",
    re.I,
)
_KINDS = re.compile(
    r"(?:dự thảo\s+)?(?:báo cáo|tờ trình|kế hoạch|công văn|thông báo|quyết định|nghị quyết|đề án|chương trình|phương án|biên bản|đề cương"
    r"|hướng dẫn|thư ngỏ|tổng hợp)\s*",
    re.I,
)
_STATED = re.compile(
    r", ngày |^(?:published|posted|updated|date|ngày đăng|đăng ngày|cập nhật|ngày xuất bản|ngày)\b", re.I
)  # a line that says when a document is from


@dataclass(frozen=True, slots=True)
class Document:
    """`text` as it is kept; `published` is ISO text, "" where the document does not say.

    Only of a PDF: its number of `pages`, and which of them could not be read.
    """

    text: str
    title: str
    published: str = ""
    url: str = ""
    pages: int | None = None
    unread: tuple[int, ...] = ()


def kind_of(path: Path, data: bytes) -> str:
    """What kind of document a file is by its beginning; "" for what is none."""
    if data.startswith(_OLE):
        return OLD_WORD if path.suffix.lower() in (".doc", ".docx") else ""
    if data.startswith(b"PK"):
        return WORD if is_word(path) else ""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:400].lower().startswith(_WEB):
        return WEB
    return TEXT


def read_document(path: Path, data: bytes) -> Document:
    """The document, whose file begins with `data`. Raises FileProblem."""
    try:
        found = _read(path, kind_of(path, data))
    except FileProblem as error:
        raise FileProblem(error.problem.at(file=path.name)) from error
    if not any(sign.isalpha() for sign in found.text):
        raise FileProblem(problem("document-empty").at(file=path.name))
    return found


def _read(path: Path, kind: str) -> Document:
    if kind == WORD:
        text, title = word_text(path)
        return _made(path, text, title)
    if kind == PDF:
        pdf = pdf_text(path)
        return replace(_made(path, pdf.text, pdf.title, pages=pdf.pages), unread=tuple(pdf.unread))
    if kind == WEB:
        page = web_text(path)
        return _made(path, page.text, page.title, page.published, page.url)
    if kind == OLD_WORD:
        raise FileProblem(problem("document-password" if _locked(path) else "document-old"))
    if path.stat().st_size > 4 * TEXT_LIMIT:
        raise FileProblem(problem("document-too-large", reason=f"{path.stat().st_size >> 20} MB"))
    text = path.read_text(encoding=text_encoding(path), errors="replace")
    return _made(path, _unmarked(text) if path.suffix.lower() in (".md", ".markdown") else text)


def _locked(path: Path) -> bool:
    """Whether an OLE file wraps an encrypted one."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _unmarked(text: str) -> str:
    """Markdown without its marks: headings, emphasis, links and pictures as plain words."""
    text = re.sub(r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)
    text = re.sub(r"^\s{0,3}(?:#{1,6}\s+|>\s?)", "", text, flags=re.M)
    return re.sub(r"(\*\*|__|`|\*)(\S(?:[^\n]*?\S)?)\1", r"\2", text)


def _made(
    path: Path, said: str, title: str = "", published: str = "", url: str = "", pages: int | None = None
) -> Document:
    text = kept(said)
    lines = [line.strip() for line in text.split("\n") if line.strip()][:40]
    stated = " ".join(kept(title).split())[:_LONGEST]
    named = next(filter(_worded, (stated, _title(lines), path.stem)), path.name)
    return Document(text, named, published or _published(lines), url, pages)


def _worded(text: str) -> bool:
    return any(map(str.isalnum, text))


def _title(lines: list[str]) -> str:
    """The first line that says what this is: of an official letter its kind ("BÁO CÁO") with what it is about."""
    for at, line in enumerate(lines[:20]):
        if _KINDS.fullmatch(line) and at + 1 < len(lines):
            return f"{line} {lines[at + 1]}"[:_LONGEST]
    first = next((line for line in lines if _worded(line) and not _BOILERPLATE.search(line)), "")
    return first if len(first) <= _LONGEST else first[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _published(lines: list[str]) -> str:
    """The day that one of the first lines states as its own: "Hải Phòng, ngày 5 tháng 3 năm 2024", "Published: ..."."""
    for line in lines[:25]:
        days = [one for one in moments(Sentence(line, 0)) if one.kind == DAY] if len(line) < 120 else []
        if len(days) == 1:
            beside = line[: days[0].start] + line[days[0].end :]
            if _STATED.search(line) or len(beside.split()) <= _BESIDE:
                return days[0].since
    return ""
