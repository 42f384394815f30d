"""Rows that could not be used: kept in the graph with place, reason and cells, until a later run takes them."""

from collections.abc import Sequence

import cypher
from graph.claims import Origin
from graph.errors import AmbiguousName, DuplicateRecord, TypeMismatch
from graph.store import Store
from graph.things import Statement
from ingest.problems import Problem, problem


def keep(store: Store, origin: Origin, problems: Sequence[tuple[Problem, str]]) -> None:
    """Write problems and the cells they were found in (JSON, "" when the record itself is well-formed)."""
    rows = [
        {
            "id": f"{origin.run}/{p.sheet}/{p.row}/{p.column}/{p.code}", "source": origin.source, "run": origin.run,
            "list": origin.list, "sheet": p.sheet, "row": p.row, "column": p.column, "code": p.code,
            "message_vi": f"{p.message('vi')} {p.remedy('vi')}", "message_en": f"{p.message('en')} {p.remedy('en')}",
            "cells": cells,
        }
        for p, cells in problems
    ]  # fmt: skip
    if rows:
        store.write(lambda tx: tx.run(cypher.load("write/quarantine"), rows=rows))


def refused_problem(statement: Statement, why: Exception, file: str) -> Problem:
    """The problem of a statement that the graph refused, at its row."""
    row = int(statement.row.rpartition("!")[2] or 0) or None
    match why:
        case AmbiguousName():
            found = problem("name-ambiguous", why.values["name"], choices=why.values["ids"])
        case DuplicateRecord():
            found = problem("key-duplicate", statement.about.name, first=why.values["row"])
        case TypeMismatch():
            found = problem("type-mismatch", why.values["name"], **why.values)
        case _:
            raise why
    return found.at(file=file, sheet=statement.sheet, row=row)
