"""The sample lists of Hải Phòng, loaded as they lie: the totals of the two articles come out of the graph."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.store import BoltStore
from tests.support import count, read, rows

if TYPE_CHECKING:
    from tests.sampled import Sampled

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"
HPUFO = "Liên hiệp các tổ chức hữu nghị thành phố Hải Phòng"
PARTNERS = "(x:NGO)-[:RELATES_TO]->({name: 'Hải Phòng'})"
SAMPLE_NAMED = ("NGO", "AidItem", "Need", "Delegation", "Event", "Business", "Person", "Investment")


@pytest.fixture
def sample(sampled: "Sampled") -> BoltStore:
    return sampled.store


def one(store: BoltStore, text: str) -> object:
    return next(iter(next(iter(rows(store, text)))))


def test_every_row_of_every_list_goes_in(sampled: "Sampled") -> None:
    report = sampled.report
    assert {(run.file, error.row, error.code) for run in report.runs for error in run.errors} == set()
    assert {run.file for run in report.runs if run.source} == {
        p.name for p in SAMPLES.iterdir() if p.suffix in (".csv", ".xlsx")
    }
    assert not any(run.quarantined or run.failed for run in report.runs)


def test_eighty_partners_of_which_forty_six_are_licensed(sample: BoltStore) -> None:
    partners = one(sample, f"MATCH {PARTNERS} RETURN count(DISTINCT x)")
    licensed = one(sample, f"MATCH {PARTNERS} WHERE EXISTS {{ (x)-[:HOLDS]->(:Licence) }} RETURN count(DISTINCT x)")
    without = one(sample, f"MATCH {PARTNERS} WHERE NOT EXISTS {{ (x)-[:HOLDS]->(:Licence) }} RETURN count(DISTINCT x)")
    assert (partners, licensed, without) == (80, 46, 34)


@pytest.mark.parametrize(("day", "valid"), [("2026-01-01", 42), ("2026-11-22", 34)])
def test_licences_valid_on_a_day(sample: BoltStore, day: str, valid: int) -> None:
    held = f"MATCH {PARTNERS} MATCH (x)-[:HOLDS]->(l:Licence) WHERE l.since <= $day <= l.until RETURN count(DISTINCT x) AS n"
    assert read(sample, held, day=day) == [{"n": valid}]


def test_twenty_members_are_eighteen_bilateral_and_two_multilateral(sample: BoltStore) -> None:
    kinds = f"MATCH (a:FriendshipAssociation)-[:MEMBER_OF]->({{name: '{HPUFO}'}}) RETURN a.kind, count(DISTINCT a)"
    assert rows(sample, kinds) == {("bilateral", 18), ("multilateral", 2)}


def test_what_is_reported_agrees_with_what_can_be_counted(sample: BoltStore) -> None:
    reported = (
        "MATCH (s:Statistic) WHERE s.name CONTAINS $subject OR s.subject = $subject RETURN s.measure AS m, s.value AS v"
    )
    values = {row["m"]: row["v"] for row in read(sample, reported, subject="Hải Phòng")}
    assert values["Số tổ chức quốc tế và TCPCPNN có quan hệ"] == 80
    assert values["Số TCPCPNN được cấp phép hoạt động"] == 46


def test_the_twin_cities_of_both_stages(sample: BoltStore) -> None:
    with_kitakyushu = "MATCH (:Locality {name: 'Kitakyushu'})-[:PARTY_TO]->(a)<-[:PARTY_TO]-({name: 'Hải Phòng'}) RETURN a.kind, a.since"
    assert rows(sample, with_kitakyushu) == {("friendship", "2009-04-17"), ("twinning", "2014-04")}


def test_kobe_shares_three_twins_with_hai_phong(sample: BoltStore) -> None:
    common = """MATCH (:Locality {name: 'Kobe'})-[:TWINNED_WITH]-(c:Locality)-[:TWINNED_WITH]-(:Province {name: 'Hải Phòng'})
        RETURN DISTINCT c.name"""
    assert rows(sample, common) == {("Incheon",), ("Thiên Tân",), ("Seattle",)}


def test_two_funders_with_their_own_parts_and_two_that_share(sample: BoltStore) -> None:
    several = """MATCH (f)-[t:FUNDS]->(i:AidItem) WITH i, count(DISTINCT f) AS funders, collect(t.committed) AS parts
        WHERE funders > 1 RETURN i.code, funders, size(parts)"""
    assert rows(sample, several) == {("HP-2026-059", 2, 2), ("HP-2026-058", 2, 0)}


def test_rice_for_cuba_is_outbound_and_without_an_amount(sample: BoltStore) -> None:
    rice = "MATCH (i:AidItem)-[:TARGETS]->({name: 'Cuba'}) RETURN i.direction, i.committed, i.sample"
    assert rows(sample, rice) == {("outbound", None, None)}


def test_the_two_communes_stay_two(sample: BoltStore) -> None:
    communes = "MATCH (c:Locality)<-[:TARGETS]-() WHERE c.name CONTAINS 'Cẩm Gi' RETURN DISTINCT c.name"
    assert {name.lower() for (name,) in rows(sample, communes)} == {"xã cẩm giang", "xã cẩm giàng"}


@pytest.mark.parametrize("label", SAMPLE_NAMED)
def test_what_is_invented_says_so_in_its_name(sample: BoltStore, label: str) -> None:
    hidden = f"MATCH (x:{label}) WHERE x.sample AND NOT x.name CONTAINS '(mẫu)' RETURN x.name"
    assert rows(sample, hidden) == set()


def test_nobody_can_be_called(sample: BoltStore) -> None:
    callable_ = (
        "MATCH (x:Entity) WHERE NOT x.phone STARTS WITH '0225 000' OR NOT x.email ENDS WITH 'example.org' RETURN x.name"
    )
    assert rows(sample, callable_) == set()


def test_there_is_enough_to_look_at(sample: BoltStore) -> None:
    assert count(sample, "(:Claim)-[x:ABOUT]->()") >= 400
    assert one(sample, "MATCH (:Entity)-[t]->(:Entity) WHERE t.source <> 'reference' RETURN count(t)") >= 1_500  # type: ignore[operator]
