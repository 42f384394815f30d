"""An entity over time: each load's words in the timeline, and what was believed on a past day."""

from functools import partial

import pytest

from graph import tie_edits
from graph.asked import NotFound
from graph.batch import write_batch
from graph.claims import Origin
from graph.entities import claims
from graph.history import history
from graph.merging import merge, unmerge
from graph.past import as_of
from graph.resolution.evidence import Evidence
from graph.store import Store
from graph.things import Entity, Statement, Tie
from ingest.report import RunReport
from ingest.sources.ngos import NGOs
from ingest.sweep import sweep
from tests.support import VIEWER, write

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


def fund(store: Store, at: str, ngo: str, **words: str) -> None:
    """One load by which this NGO funds the item, and no other."""
    item, funder = (
        Entity("AidItem", "Nước sạch (mẫu)", {"code": "1"}, id="aid-1"),
        Entity("NGO", "?", id=ngo, only_known=True),
    )
    told = Statement("1", item, (Tie("FUNDS", funder, item, words),), row="1")
    write_batch(store, Origin("aid", 50, "aid.csv", f"aid-{at}", at), 1, [told], set())


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
    last, *_ = history(embedded, VIEWER, "ngo-a")["items"]
    assert (last["what"], last["home"], last["into"], last["publisher"]) == ("unmerged", "ngo-b", "ngo-a", VIEWER.user)


def test_the_ties_of_a_past_day_are_those_that_were_said_then_and_held_then(store: Store) -> None:
    said(store, 1, "1")
    said(store, 1, "1", source="other", ngo="b")
    fund(store, "2026-02-01T08:00:00+00:00", "ngo-a", since="2025", until="2026-02-20")
    said(store, 3, "1", place=True)
    said(store, 4, None)
    fund(store, "2026-04-30T17:30:00+00:00", "ngo-b", since="2025")  # the first of May here
    on = partial(as_of, store, VIEWER)

    def told(ngo: str, day: str) -> list[str]:
        return [f"{t['source']['id']} {t['type']} {t['target']['id']}" for t in on(ngo, day)["ties"]]

    item, kobe = ("ngo-{} FUNDS aid-1", "ngo-a BASED_IN place-kobe")
    assert [told("ngo-a", day) for day in ("2026-01", "2026-02-10", "2026-02", "2026-03", "2026-04-01")] == [
        [], [item.format("a")], [item.format("a")], [kobe], [],
    ]  # fmt: skip
    assert (on("ngo-a", "2026-03")["ties_over"], on("ngo-a", "2026-03")["ties_total"]) == (1, 1)
    assert [told("ngo-b", day) for day in ("2026-04-30", "2026-05-01")] == [[], [item.format("b")]]
    assert on("aid-1", "2026-02-10")["ties"][0] | {"sources": []} == {
        "type": "FUNDS", "source": {"id": "ngo-a", "type": "NGO", "name": "Quỹ A (mẫu)"},
        "target": {"id": "aid-1", "type": "AidItem", "name": "Nước sạch (mẫu)"}, "since": "2025", "until": "2026-02-20",
        "note": None, "sources": [],
    }  # fmt: skip

    # What was merged counts as it was merged then, also when it was taken apart since.
    merge(store, VIEWER, "ngo-a", "ngo-b")
    write(store, "MATCH (d:Decision) SET d.at = '2026-05-10T00:00:00+00:00'")
    unmerge(store, VIEWER, "ngo-b")
    write(store, "MATCH (d:Decision) WHERE d.verdict = 'parted' SET d.at = '2026-06-10T00:00:00+00:00'")
    one = [on(ngo, "2026-05-20") for ngo in ("ngo-a", "ngo-b")]
    assert [(p["under"] and p["under"]["id"], [m["id"] for m in p["merged"]]) for p in one] == [
        (None, ["ngo-b"]),
        ("ngo-a", []),
    ]
    assert [t["source"]["id"] for p in one for t in p["ties"]] == ["ngo-a", "ngo-a"]
    assert told("ngo-b", "2026-06-10") == [item.format("b")]
    assert told("ngo-a", "2026-06-10") == []


def test_a_tie_that_an_officer_put_right_stands_in_both_timelines(embedded: Store) -> None:
    said(embedded, 1, "1", place=True)
    tie_edits.edit_tie(embedded, VIEWER, "ngo-a~BASED_IN~place-kobe", {"since": "2020"})
    for id_ in ("ngo-a", "place-kobe"):
        (edited,) = [m for m in history(embedded, VIEWER, id_)["items"] if m["edited"]]
        assert [(t["source"], t["target"], t["changes"][0]["after"]) for t in edited["ties"]["edited"]] == [
            ("ngo-a", "place-kobe", "2020")
        ]
    assert [t["since"] for t in as_of(embedded, VIEWER, "place-kobe", "2099")["ties"]] == ["2020"]
