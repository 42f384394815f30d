"""An entity over time: each load's words in the timeline, and what was believed on a past day."""

from functools import partial

import pytest

from graph.asked import NotFound
from graph.batch import write_batch
from graph.claims import Origin
from graph.entities import claims
from graph.history import as_of, history
from graph.merging import merge, unmerge
from graph.resolution.evidence import Evidence
from graph.store import Store
from graph.things import Entity, Statement, Tie
from ingest.report import RunReport
from ingest.sources.ngos import NGOs
from ingest.sweep import sweep
from tests.support import VIEWER

KOBE = Entity("Locality", "Kobe", {"country": "JP"}, id="place-kobe")


def said(
    store: Store, month: int, phone: str | None, place: bool = False, source: str = "list", ngo: str = "a"
) -> Origin:
    """One load of a month: the NGO with this telephone, and tied to Kobe; or (None) a list without it, swept."""
    at = f"2026-{month:02d}-01T08:00:00.000000+00:00"
    origin = Origin(source, 50, f"{source}.csv", f"{source}-{at}", at)
    one = Entity("NGO", f"Quỹ {ngo.upper()} (mẫu)", {"registration": f"R-{ngo}", "phone": phone}, id=f"ngo-{ngo}")
    ties = (Tie("BASED_IN", one, KOBE),) if place else ()
    told = [Statement(f"R-{ngo}", one, ties, row=str(month))] if phone else []
    write_batch(store, origin, 1, told, set())
    sweep(store, origin, NGOs(), RunReport("list", "list.csv", read=1), True, None)
    return origin


def test_a_timeline_tells_who_said_what_when_and_what_was_believed_then(store: Store) -> None:
    said(store, 1, "111")
    said(store, 2, "111", source="other")
    said(store, 3, "222", place=True)
    said(store, 4, None)
    said(store, 5, "222", place=True)
    told = history(store, VIEWER, "ngo-a")
    assert [(m["at"][:7], m["what"], m["source"], m["row"]) for m in told["items"]] == [
        ("2026-05", "returned", "list", 5),
        ("2026-04", "closed", "list", None),
        ("2026-03", "changed", "list", 3),
        ("2026-02", "said", "other", 2),
        ("2026-01", "said", "list", 1),
    ]
    changed = told["items"][2]
    assert changed["changes"] == [{"name": "phone", "before": "111", "after": "222"}]
    assert changed["ties"]["added"] == [{"type": "BASED_IN", "source": "ngo-a", "target": "place-kobe"}]
    assert told["items"][1]["ties"]["dropped"] == changed["ties"]["added"]
    on = partial(as_of, store, VIEWER, "ngo-a")
    believed = {
        day: on(day)["properties"].get("phone") for day in ("2025", "2026-01", "2026-02-28", "2026-03", "2026-04-01")
    }
    assert believed == {"2025": None, "2026-01": "111", "2026-02-28": "111", "2026-03": "222", "2026-04-01": "111"}
    assert (on("2025")["known"], on("2026")["known"]) == (False, True)


def test_a_timeline_comes_in_pages_and_only_of_what_is_there(embedded: Store) -> None:
    for month in (1, 2, 3):
        said(embedded, month, str(month))
    first = history(embedded, VIEWER, "ngo-a", limit=2)
    rest = history(embedded, VIEWER, "ngo-a", cursor=first["next"], limit=2)
    assert [m["at"][:7] for m in first["items"] + rest["items"]] == ["2026-03", "2026-02", "2026-01"]
    assert (rest["next"], first["total"]) == (None, 3)
    with pytest.raises(NotFound):
        history(embedded, VIEWER, "ngo-nobody")


def test_a_merge_is_told_and_before_it_there_were_two(embedded: Store) -> None:
    said(embedded, 1, "111")
    said(embedded, 2, "222", source="other", ngo="b")
    merge(embedded, VIEWER, "ngo-a", "ngo-b", "cùng một quỹ", [Evidence("same_country", 1.5, "JP", "JP").kept()])
    first, *rest = history(embedded, VIEWER, "ngo-a")["items"]
    assert (first["what"], first["home"], first["publisher"], first["reason"]) == (
        "merged", "ngo-b", VIEWER.user, "cùng một quỹ",
    )  # fmt: skip
    assert first["evidence"] == [{"vi": "Cùng quốc tịch: Nhật Bản", "en": "The same home country: Japan"}]
    assert [(m["what"], m["home"]) for m in rest] == [("said", "ngo-b"), ("said", None)]
    believed = [as_of(embedded, VIEWER, "ngo-a", day)["properties"]["phone"] for day in ("2026-03", "2099")]
    assert believed == ["111", "222"]
    spoken = claims(embedded, VIEWER, "ngo-a")["voices"]
    assert (spoken["name"]["claim"], spoken["phone"]["claim"]) == ("list:R-a", "other:R-b")
    unmerge(embedded, VIEWER, "ngo-b")
    assert [m["what"] for m in history(embedded, VIEWER, "ngo-a")["items"]] == ["said"]
