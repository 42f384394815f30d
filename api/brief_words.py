"""A delegation's brief as the lines and tables of one page: what the page, the printed file and Word all show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from api.units import named
from graph.texts import capital, date_text, money_text, period_text, text
from viz.style import type_label

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of one cell; `id` is the entity that its first line names, "" for none."""

    lines: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A table under its heading; without rows the words `none` stand for it. `widths` are shares of the page."""

    name: str
    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    none: str
    more: str


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    under: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: str


_WIDTHS = {
    "meet": (0.22, 0.24, 0.21, 0.16, 0.17), "needs": (0.36, 0.14, 0.14, 0.36), "history": (0.1, 0.5, 0.4),
    "ahead": (0.1, 0.9), "agreements": (0.5, 0.18, 0.32),
}  # fmt: skip
_HEADS = {
    "meet": ("who", "why", "people", "contact", "way"), "needs": ("need", "where", "amount", "fits"), "history": (), "ahead": (),
    "agreements": (),
}  # fmt: skip


def sheet(brief: Row, lang: str) -> Sheet:
    """The brief of `graph.briefs` in words of one language."""
    t = partial(_text, lang)
    cells = {"meet": _meet, "needs": _need, "agreements": _agreement, "history": _past, "ahead": _coming}
    return Sheet(
        title=t("title", place=_name(lang, brief["place"]) + (f", {_name(lang, brief['country'])}" if brief["country"] else "")),
        under=t("for_us", province=_name(lang, brief["province"]), day=date_text(brief["as_of"], lang)),
        facts=tuple((fact["label"][lang], fact["value"][lang]) for fact in brief["facts"]),
        sections=tuple(
            Section(
                name, t(name), tuple(t(head) for head in _HEADS[name]), _WIDTHS[name],
                tuple(tuple(make(lang, row)) for row in brief[name]), t(f"none_{name}"),
                t("more", n=brief["more"][name]) if brief["more"][name] else "",
            )
            for name, make in cells.items()
        ),
        foot=t("foot"),
    )  # fmt: skip


def _meet(lang: str, row: Row) -> Iterator[Cell]:
    licence, last, opener = row["licence"], row["last_contact"], row["opener"]
    yield Cell((_name(lang, row["who"]), *_licence(lang, row["who"]["type"], licence)), row["who"]["id"])
    yield Cell((capital(row["why"][lang]),))
    yield Cell(tuple(line for person in row["people"] for line in _person(lang, person)) or ("–",))
    yield Cell(
        (date_text(last["date"], lang), _name(lang, last["at"])) if last else (capital(text("page.no_record", lang)),)
    )
    if row["way"]:
        yield Cell((row["way"][lang],))
    else:
        yield Cell((_name(lang, opener), *(_name(lang, of) for of in opener["of"])) if opener else ("–",))


def _licence(lang: str, type_: str, licence: Row | None) -> Iterator[str]:
    if licence is None:
        yield type_label(type_, lang)
    elif licence["elsewhere"]:
        yield f"{_text(lang, 'licence')}: {_text(lang, 'licence_elsewhere')}"
    elif licence["state"] == "none":
        yield capital(text("page.licence_none", lang))
    else:
        when = "licence_ended" if licence["state"] == "expired" else "licence_until"
        until = text(f"page.{when}", lang, day=date_text(licence["until"], lang)) if licence["until"] else ""
        state = text("page.licence_" + licence["state"], lang)
        yield f"{capital(state)} {until}".strip()


def _person(lang: str, person: Row) -> Iterator[str]:
    yield _name(lang, person["who"]) + (f", {person['title']}" if person["title"] else "")
    if reached := " · ".join(str(person[name]) for name in ("phone", "email") if person[name]):
        yield reached


def _need(lang: str, row: Row) -> Iterator[Cell]:
    yield Cell(
        (_name(lang, row["what"]), *([_name(lang, row["proposed_by"])] if row["proposed_by"] else [])),
        row["what"]["id"],
    )
    yield Cell((", ".join(_names(lang, row["where"])) or "–",))
    yield Cell((money_text(row["amount"]["amount"], row["amount"]["currency"], lang) if row["amount"] else "–",))
    more = _text(lang, "others", n=row["others"]) if row["others"] else ""
    yield Cell((", ".join(_names(lang, row["for"])) + more,))


def _agreement(lang: str, row: Row) -> Iterator[Cell]:
    yield Cell((_name(lang, row["what"]),), row["what"]["id"])
    yield Cell(
        (_text(lang, "in_force" if row["in_force"] else "not_in_force"), period_text(row["since"], row["until"], lang))
    )
    yield Cell((row["fields"] or "–",))


def _past(lang: str, row: Row) -> Iterator[Cell]:
    after = [_text(lang, "followed", what=", ".join(_names(lang, row["followed_by"])))] if row["followed_by"] else []
    yield Cell((date_text(row["date"], lang),))
    yield Cell((_name(lang, row["what"]),), row["what"]["id"])
    yield Cell((*([capital(row["results"])] if row["results"] else []), *after) or ("–",))


def _coming(lang: str, row: Row) -> Iterator[Cell]:
    yield Cell((date_text(row["date"], lang),))
    yield Cell((capital(row["what"][lang]),), row["entity"]["id"])


def _names(lang: str, refs: Iterable[Row]) -> list[str]:
    return [_name(lang, ref) for ref in refs]


def _name(lang: str, ref: Row) -> str:
    said = named(ref, lang)
    return str(ref["names"][lang]) if said == ref["name"] else said


def _text(lang: str, key: str, **values: object) -> str:
    return text(f"brief.{key}", lang, **values)
