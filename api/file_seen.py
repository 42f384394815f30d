"""What the files of an upload were taken for, as programs and pages see it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from api.uploaded import Shaped, problem_shape, title
from graph.days import day_of
from graph.texts import text
from ingest.headings import IGNORED, NUMBER
from ingest.job import LEFT_OUT, Jobs
from ingest.mapping.correction import field_of
from ingest.mapping.model import PRESENCE, choices, list_names
from ingest.mapping.source import PresenceRows
from ingest.problems import Problem
from ingest.seen import ColumnSeen, FileSeen, RowSeen, TableSeen, Tried
from ingest.upload import Sent, Upload

PREVIEWED = 20


class Asked(NamedTuple):
    """A table of a file, told by its sheet and the row of its headings, that is to be seen as a list."""

    file: str
    sheet: str | None
    row: int
    list: str


def preview(jobs: Jobs, upload: Upload, lang: str, cursor: str | None = None, asked: Asked | None = None) -> Shaped:
    """The files of an upload, `PREVIEWED` at a time; the cursor is the number of the first."""
    first = int(cursor) if cursor and cursor.isdecimal() else 0
    some = upload.files[first : first + PREVIEWED]
    items = [_file(sent, None if sent.skip else jobs.look(upload, sent), lang) for sent in some]
    if asked:
        _see_as(asked, (table for it in items if it["name"] == asked.file for table in it.get("tables", ())), lang)
    total, last = len(upload.files), first + PREVIEWED
    return {"items": items, "total": total, "next": str(last) if last < total else None}


def meanings(list_: str, entity: str, lang: str) -> list[dict[str, str]]:
    """What a column of a list (or of an entity type) may mean: `field` and its `label`."""
    if not list_ and not entity:
        return []
    at = 0 if lang == "vi" else 1
    known = [{"field": field, "label": said[at]} for field, said in choices(list_, entity).items()]
    apart = ((NUMBER, "column_number"), (IGNORED, "column_ignored"))
    return [*known, *({"field": field, "label": text(f"upload.{word}", lang)} for field, word in apart)]


def list_titles(lang: str) -> list[dict[str, str]]:
    """The lists that a table may be, by what they are called."""
    named = {name: PresenceRows.title[lang] if name == PRESENCE else title(name, lang) for name in list_names()}
    return [{"name": name, "title": said} for name, said in sorted(named.items(), key=lambda pair: pair[1])]


def _see_as(asked: Asked, tables: Iterable[Shaped], lang: str) -> None:
    labels = {one["field"]: one["label"] for one in meanings(asked.list, "", lang)}
    for table in tables:
        if (table["said"] or not table["list"]) and (table["sheet"], table["heading_row"]) == (asked.sheet, asked.row):
            table["seen_as"] = asked.list
            for column in table["columns"]:
                column["field"] = field_of(asked.list, column["heading"])
                column["label"] = labels.get(column["field"]) or None


def _file(sent: Sent, seen: FileSeen | None, lang: str) -> Shaped:
    """What a file was taken for and why, with its tables or records; nothing but its name where it is left out."""
    if seen is None:
        return {"name": sent.name, "size": sent.size, "skip": True, "choice": LEFT_OUT}
    kind = "corrected" if seen.corrected else "format" if seen.format else "tables" if seen.tables else "unread"
    return {
        "name": sent.name, "size": sent.size, "skip": False, "choice": sent.source or "", "kind": kind,
        "format": seen.format or None, "title": seen.title.get(lang),
        "corrected": seen.corrected, "why": _why(sent, seen, lang), "tables": [_table(one, seen, lang) for one in seen.tables],
        **_tried(seen.records, lang), "problem": problem_shape(seen.problem, lang) if seen.problem else None,
    }  # fmt: skip


def _why(sent: Sent, seen: FileSeen, lang: str) -> str:
    told_by = "chosen" if sent.source else "format" if seen.format else ""
    return text(f"upload.why_{told_by}", lang) if told_by else ""


def _table(seen: TableSeen, file: FileSeen, lang: str) -> Shaped:
    like = [[column.heading for column in one.columns] for one in file.tables if one.sheet != seen.sheet]
    choices = (seen.problem.detail.get("names") or "").split(", ") if seen.problem else []
    labels = {one["field"]: one["label"] for one in meanings(seen.list, seen.entity, lang)}
    return {
        "sheet": seen.sheet or None, "list": seen.list or None, "entity": seen.entity or None,
        "mapping": seen.mapping or None, "by": seen.by or None, "above": seen.above, "title": seen.title.get(lang), "heading_row": seen.heading_row,
        "said": {"file": seen.said.file, "day": day_of(seen.said.at)} if seen.said else None, "seen_as": None, "choices": [{"name": one, "title": title(one, lang)} for one in choices if one],
        "same": [column.heading for column in seen.columns] in like, "known": sum(column.field != "" for column in seen.columns),
        "columns": [_column(column, labels) for column in seen.columns],
        **_tried(seen.records, lang), "problem": problem_shape(seen.problem, lang) if seen.problem else None,
    }  # fmt: skip


def _column(seen: ColumnSeen, labels: dict[str, str]) -> Shaped:
    return {
        "column": seen.letter, "heading": seen.heading, "field": seen.field, "unit": seen.unit or None,
        "example": seen.example or None, "label": labels.get(seen.field, seen.field) or None,
    }  # fmt: skip


def _tried(seen: Tried, lang: str) -> Shaped:
    return {
        "rows": [_row(row, lang) for row in seen.rows], "faults": [_fault(p, lang) for p in seen.faults],
        "tried": seen.tried, "bad": seen.bad, "more": seen.more,
    }  # fmt: skip


def _fault(problem: Problem, lang: str) -> Shaped:
    """A fault with its place in the file that it is told of."""
    return problem_shape(problem, lang) | {"where": problem_shape(replace(problem, file=""), lang)["where"]}


def _row(seen: RowSeen, lang: str) -> Shaped:
    told = seen.told
    ties: list[Any] = [
        {"type": tie, "direction": direction, "other": {"type": type_, "name": name}}
        for tie, direction, type_, name in (told.ties if told else ())
    ]
    return {
        "row": seen.number, "cells": seen.cells, "about": {"type": told.type, "name": told.name} if told else None,
        "ties": ties, "more_ties": told.more if told else 0, "problems": [problem_shape(p, lang) for p in seen.problems],
    }  # fmt: skip
