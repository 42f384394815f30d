"""Belief is a pure function of the claims: rank, then recency, never reading order."""

from itertools import permutations

import pytest

from graph import voices
from graph.golden import closed, disagreements, overlay, unborne
from graph.voices import differing
from tests.support import VIEWER, RecordingStore


def claim(id_: str, rank: int = 50, said: str = "2026-01-01", **words: object) -> dict[str, object]:
    return {"id": id_, "source": id_, "rank": rank, "said": said, "type": "NGO", "lists": ["a"], "ties": [], **words}


def test_an_officer_outranks_a_list_and_a_later_list_an_earlier_one() -> None:
    told = [
        claim("officer", 90, "2025-01-01", name="Plan International", phone="1"),
        claim("old list", 50, "2025-02-01", name="Plan", phone="2", website="old.org"),
        claim("new list", 50, "2025-03-01", name="Plan Intl", website="new.org"),
    ]
    for order in permutations(told):
        golden = overlay("ngo-1", "NGO", order)
        assert golden["name"] == "Plan International"
        assert (golden["phone"], golden["website"]) == ("1", "new.org")
        assert set(golden["aliases"]) == {"Plan", "Plan Intl"}


def test_every_name_can_be_found_folded_and_joined() -> None:
    golden = overlay("p", "Province", [claim("a", name="Hải Phòng", name_en="Hai Phong City")])
    assert "hai phong" in golden["search"]
    assert "haiphong" in golden["search"]


def test_bookkeeping_is_not_belief() -> None:
    golden = overlay("n", "NGO", [claim("a", name="Quỹ", hash="h", mention=False)])
    assert golden.keys() == {"id", "type", "name", "aliases", "search"}


def test_who_is_closed_bears_the_name_and_day_of_the_claims_closed_last() -> None:
    told = [
        claim("register", 70, name="Quỹ Cũ", closed="2026-01-05"),
        claim("list", 50, name="Quỹ Mới", phone="1", closed="2026-03-01"),
        claim("mention", 10, name="Q. Mới", closed="2026-03-01"),
    ]
    for order in permutations(told):
        assert closed("n", "NGO", order) == {"id": "n", "type": "NGO", "name": "Quỹ Mới", "closed": "2026-03-01"}


def test_an_officer_says_when_it_ended_and_how_it_is_written_also_of_what_no_list_holds_any_more() -> None:
    told = [
        claim("list", name="Quỹ Mơi", closed="2026-03-01"),
        claim("name", 90, "2026-01-02", edit=True, name="Quỹ Mới"),
        claim("taken back", 90, "2026-01-03", edit=True, name="Quỹ Mợi", closed="2026-01-04"),
        claim("ended", 90, "2026-01-05", edit=True, ends="2025-12-31"),
    ]
    for order in permutations(told):
        assert closed("n", "NGO", order) == {"id": "n", "type": "NGO", "name": "Quỹ Mới", "closed": "2025-12-31"}


def test_equal_numbers_agree_however_they_are_written() -> None:
    told = [claim("a", name="Quỹ", size=1000), claim("b", name="Quỹ", size=1000.0), claim("c", name="Quỹ", size=1000.5)]
    assert disagreements(told) == {"size": {"1000": ["a", "b"], "1000.5": ["c"]}}


def test_disagreement_names_who_says_what() -> None:
    told = [claim("a", name="Quỹ", country="JP"), claim("b", name="Quỹ", country="KR")]
    assert disagreements(told) == {"country": {"JP": ["a"], "KR": ["b"]}}


def test_other_names_that_a_source_states_are_found_too() -> None:
    golden = overlay("country-us", "Country", [claim("a", name="Hoa Kỳ", aliases=["Mỹ", "USA"])])
    assert golden["aliases"] == ["Mỹ", "USA"]
    assert "my" in golden["search"].split()


def test_equal_numbers_of_a_tie_are_no_contradiction_either() -> None:
    assert differing("FUNDS", [{"committed": 1000}, {"committed": 1000.0}]) == []
    assert differing("FUNDS", [{"committed": 1000}, {"committed": 900}]) == ["committed"]


def test_of_what_officers_alone_speak_their_words_on_its_end_and_name_count() -> None:
    ended = claim("Lan", 90, ends="2026-02-01", edit=True)
    named = claim("Minh", 90, "2026-03-05T17:30:00+00:00", name="Quỹ Mới", edit=True)
    assert unborne("n", "NGO", "Quỹ Cũ", [ended, named]) == {
        "id": "n", "type": "NGO", "name": "Quỹ Mới", "closed": "2026-02-01",
    }  # fmt: skip
    assert unborne("n", "NGO", "Quỹ Cũ", [named])["closed"] == "2026-03-06"


def test_a_withdrawn_name_counts_no_more_but_a_later_word_of_an_officer_does() -> None:
    told = [
        claim("old", name="Quỹ Cũ"),
        claim("new", said="2026-02-01", name="Quỹ Nhầm", short="QN", aliases=["Sai", "Đúng"]),
        claim("Lan", 90, "2026-03-01", not_called=["quỹ nhầm", "QN", "sai"], edit=True),
    ]
    golden = overlay("n", "NGO", told)
    assert (golden["name"], golden["aliases"], golden.get("short")) == ("Quỹ Cũ", ["Đúng"], None)
    later = claim("Minh", 90, "2026-04-01", aliases=["Sai"], edit=True)
    assert overlay("n", "NGO", [*told, later])["aliases"] == ["Đúng", "Sai"]
    taken_back = claim("Minh", 90, "2026-04-01", cleared=["not_called"], edit=True)
    assert overlay("n", "NGO", [*told, taken_back])["name"] == "Quỹ Nhầm"
    assert overlay("n", "NGO", [told[1], claim("Lan", 90, not_called=["Quỹ Nhầm"], edit=True)])["name"] == "QN"
    merged = [
        claim("b", name="Quỹ Cũ", aliases=["B"], home="n-b"),
        claim("Minh", 90, not_called=["Quỹ Cũ"], edit=True, home="n-b"),
    ]
    both = overlay("n", "NGO", [told[0], *merged])
    assert (both["name"], both["aliases"], both.get("not_called")) == ("Quỹ Cũ", ["B"], None)
    over = closed("n", "NGO", [told[1] | {"closed": "2026-05-01"}, told[2]])
    assert (over["name"], over["not_called"]) == ("Đúng", told[2]["not_called"])


def test_ties_told_otherwise_are_looked_for_no_longer_than_a_reader_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "_PATIENCE", -1.0)
    store = RecordingStore(answers=[[], [], [{"id": f"e{n:03}"} for n in range(500)], [], []])
    told = voices.tie_disagreements(store, VIEWER)
    assert (told["items"], told["next"]) == ([], "e499")
    assert voices.tie_disagreements(store, VIEWER)["next"] == "e499"  # looked up once
    assert [name for name, _ in store.asked].count("read/entity_ids") == 1
