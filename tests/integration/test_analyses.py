"""The analyses from the graph to their findings, on both engines; their parts fit together."""

import pytest
from pydantic import ValidationError

import cypher
from graph.analysis import all_analyses, run
from graph.asked import BadRequest, UnknownWord
from graph.briefs import brief
from graph.cards import cards
from graph.due import ReasonMissing, Wanted, due, settle
from graph.funders import funders
from graph.near import NAMES, near
from graph.network import network
from graph.store import Store, Viewer
from graph.subgraph import entities
from graph.tie_edits import close_tie
from tests import graphs
from tests.graphs import BASIC_HEALTH, CAM_GIANG, HAI_PHONG, HEALTH, QUANG_NINH, e, put, t
from tests.support import VIEWER, rows, ties

UPKEEP = {"record-without-source", "record-without-contact"}
HERE, NEAR = e("NGO", "Quỹ Đom Đóm", registration="R1"), e("NGO", "Bạn bên cạnh", registration="R2")


def told(store: Store) -> None:
    graphs.places(store)
    aid = e(
        "AidItem",
        "Trạm y tế",
        code="A1",
        committed=100_000,
        disbursed=5_000,
        currency="USD",
        since="2025-01-01",
        until="2026-12-31",
    )
    away = e("AidItem", "Trạm y tế Quảng Ninh", code="A2", since="2025")
    need = e("Need", "Máy thở", place="HP", sector="Y tế", status="open")
    licence = e("Licence", "01/2024", number="01/2024", since="2024-01-01", until="2025-12-31")
    twins = [e("Locality", name, country="XX") for name in ("Seattle", "Kobe")]
    put(store, aid, away, need, *twins, t("FUNDS", HERE, aid), t("TARGETS", aid, CAM_GIANG), t("IN_SECTOR", aid, BASIC_HEALTH),
        t("RELATES_TO", HERE, HAI_PHONG), t("HOLDS", HERE, licence), t("VALID_IN", licence, HAI_PHONG), t("FUNDS", NEAR, away),
        t("TARGETS", away, QUANG_NINH), t("IN_SECTOR", away, HEALTH), t("TARGETS", need, HAI_PHONG), t("IN_SECTOR", need, HEALTH),
        t("TWINNED_WITH", HAI_PHONG, twins[0]), t("TWINNED_WITH", twins[0], twins[1]))  # fmt: skip
    put(store, t("FUNDS", HERE, aid), source="register")


def test_a_tie_that_an_officer_ended_counts_nowhere_from_that_day_on(store: Store) -> None:
    told(store)
    lan = Viewer(user="Lan")
    ((here,),) = rows(store, "MATCH (n:NGO {registration: 'R1'}) RETURN n.id")
    ((_, aid),) = [ends for ends in ties(store, "FUNDS") if ends[0] == here]

    def seen(on: str) -> tuple[bool, ...]:
        gaps = run(store, VIEWER, "licence-gaps", province="Hải Phòng", on=on)
        return (
            any(f["kind"] == "licence-expired" for f in gaps), here in str(funders(store, VIEWER, "health", "Hải Phòng", on)),
            aid in network(store, VIEWER, here, on=on), HAI_PHONG.id in network(store, VIEWER, here, on=on),
        )  # fmt: skip

    assert seen("2026-05-01") == (True, True, True, True)
    for tie in (f"{here}~FUNDS~{aid}", f"{here}~RELATES_TO~{HAI_PHONG.id}"):
        close_tie(store, lan, tie, "2026-05-01")
    assert seen("2026-04-30") == (True, True, True, True)
    assert seen("2026-05-01") == seen("2026-06-01") == (False, False, False, False)
    assert here in str(funders(store, VIEWER, "health", "Hải Phòng"))  # any period
    assert [w["id"] for w in cards(store, VIEWER, [here])[here]["where"]] == []


def test_gaps_and_opportunities_of_a_small_province(store: Store) -> None:
    told(store)
    gaps = run(store, VIEWER, "coordination-gaps", province="Hải Phòng", on="2026-06-01")
    assert [f["kind"] for f in gaps if f["kind"] not in UPKEEP] == [
        "licence-expired",
        "disbursement-slow",
        "need-unfunded",
    ]
    assert {f["kind"] for f in gaps} > UPKEEP
    chances = run(store, VIEWER, "partnership-opportunities", province="province-31", on="2026-06-01")
    assert {f["kind"] for f in chances} >= {"funder-next-door", "twin-of-twin"}
    made = brief(store, VIEWER, "Seattle", "2026-06-01", "Hải Phòng")
    assert (made["place"]["name"], made["province"]["name"], made["meet"]) == ("Seattle", "Hải Phòng", [])
    for finding in [*gaps, *chances]:
        assert {
            "id",
            "kind",
            "score",
            "severity",
            "headline",
            "reason",
            "evidence",
            "as_of",
            "confidence",
            "rests_on",
            "refuted_by",
            "next_step",
        } <= finding.keys()
        ids = [one["entity"] for one in finding["evidence"] if "entity" in one]
        known = store.read(cypher.load("read/entities"), VIEWER, ids=ids)
        assert [r["entity"]["id"] for r in known] == ids != []
    funding = next(f for f in gaps if f["kind"] == "licence-expired")
    assert "tie" in {key for one in funding["evidence"] for key in one}
    assert run(store, VIEWER, "coordination-gaps", province="Hải Phòng", on="2026-06-01") == gaps


def test_a_report_reads_those_who_have_to_do_with_its_area_and_whom_they_know_however_far(store: Store) -> None:
    told(store)
    lan, mai, far = (e("Person", name, organization="Sở (mẫu)") for name in ("Lan (mẫu)", "Mai (mẫu)", "Xa (mẫu)"))
    theirs, apart = e("NGO", "Bạn của bạn (mẫu)", registration="R3"), e("NGO", "Không quen (mẫu)", registration="R4")
    fair, theirs_visit, visit = (e("Event", "Hội chợ (mẫu)", since="2026-02-01"), *(
        e("Delegation", f"Đoàn {n} (mẫu)", since="2026-02-01") for n in "AB"))  # fmt: skip
    put(store, t("HAS_POST", lan, HERE), t("JOINED", lan, fair), t("JOINED", mai, fair), t("HAS_POST", mai, theirs),
        t("CAME_FROM", theirs_visit, theirs), t("CAME_FROM", visit, apart), t("HAS_POST", far, apart),
        t("RELATES_TO", apart, QUANG_NINH))  # fmt: skip
    found = near(store, VIEWER, "province-31")
    named = {(name, row["name"]) for name, ids in found.items() for row in entities(store, VIEWER, ids).values()}
    assert named >= {("bodies", HERE.name), ("bodies", theirs.name), ("people", mai.name), ("items", "Trạm y tế"),
                     ("meetings", fair.name), ("meetings", theirs_visit.name)}  # fmt: skip
    assert not {apart.name, far.name, visit.name, NEAR.name} & {name for _, name in named}
    assert (
        HEALTH.id in found["fields"]
        and BASIC_HEALTH.id in found["fields"]
        and found == near(store, VIEWER, "province-31")
    )
    gaps = [run(store, VIEWER, "follow-up", province=p, on="2026-06-01") for p in ("province-31", "province-22")]
    assert [[f["headline"]["vi"].split("”")[0] for f in one] for one in gaps] == [["“Đoàn A (mẫu)"], ["“Đoàn B (mẫu)"]]


def test_what_is_due_is_decided_and_comes_back_when_its_evidence_changes(store: Store) -> None:
    told(store)
    day = {"place": "Hải Phòng", "on": "2026-06-01"}

    def ids(**wanted: str) -> set[str]:
        return {row["kind"] for row in due(store, VIEWER, Wanted(**(day | wanted))).items}

    gaps = {"licence-expired", "disbursement-slow", "need-unfunded", *UPKEEP}
    assert ids(analysis="coordination-gaps") == gaps and ids() > gaps
    assert (
        ids(sector="health", analysis="need-gaps") == {"need-unfunded"}
        and ids(sector="12220", analysis="need-gaps") == set()
    )
    (slow,) = due(store, VIEWER, Wanted(**day, kind="disbursement-slow")).items
    assert slow["records"]["count"] >= 1 and slow["records"]["newest"] == "2026-01-01"
    assert (slow["state"], slow["decision"], slow["owner"]) == ("open", None, None)
    with pytest.raises(ReasonMissing):
        settle(store, VIEWER, slow["id"], "dismiss", place="Hải Phòng")
    put_aside = settle(store, VIEWER, slow["id"], "dismiss", "đã hỏi chủ khoản", place="Hải Phòng")
    assert (put_aside["state"], put_aside["decision"]["reason"]) == ("dismissed", "đã hỏi chủ khoản")
    assert "disbursement-slow" not in ids() and ids(state="dismissed") == {"disbursement-slow"}
    put(store, e("AidItem", "Trạm y tế", code="A1", committed=100_000, disbursed=6_000, currency="USD", since="2025-01-01",
                 until="2026-12-31"), source="register", rank=80)  # fmt: skip
    (again,) = due(store, VIEWER, Wanted(**day, kind="disbursement-slow")).items
    assert (again["id"], again["state"], again["returned"]) == (slow["id"], "open", True)
    settle(store, VIEWER, slow["id"], "assign", assignee="Phạm Ngọc Mai", place="Hải Phòng")
    assert ids(owner="ngoc mai") == ids(state="assigned") == {"disbursement-slow"}


def test_what_is_new_since_a_day_is_told_from_what_was_there(store: Store) -> None:
    told(store)
    since = due(
        store, VIEWER, Wanted(place="Hải Phòng", on="2026-06-01", since="2025-12-15", analysis="coordination-gaps")
    )
    heard = {"licence-expired", "disbursement-slow", "need-unfunded", *UPKEEP}
    assert {row["kind"] for row in since.items} == heard, "all heard since"
    assert {row["kind"] for row in since.gone} == {"licence-expiring"}
    later = due(
        store, VIEWER, Wanted(place="Hải Phòng", on="2026-06-01", since="2026-01-15", analysis="coordination-gaps")
    )
    assert (later.items, later.gone) == ([], [])
    with pytest.raises(BadRequest):
        due(store, VIEWER, Wanted(place="Hải Phòng", on="2026-06-01", since="2026-07"))
    with pytest.raises(UnknownWord):
        due(store, VIEWER, Wanted(place="Hải Phòng", country="Atlantis"))


def test_an_analysis_is_asked_what_its_query_takes() -> None:
    for analysis in all_analyses().values():
        asked = cypher.load(analysis.query).params
        assert "province" in asked <= NAMES | set(analysis.Params.model_fields), analysis.name


def test_an_analysis_cannot_be_asked_what_it_does_not_know(embedded: Store) -> None:
    graphs.places(embedded)
    with pytest.raises(UnknownWord):
        run(embedded, VIEWER, "wishes")
    with pytest.raises(UnknownWord):
        run(embedded, VIEWER, "coordination-gaps", province="Atlantis")
    with pytest.raises(ValidationError):
        run(embedded, VIEWER, "coordination-gaps", planet="Mars")
    assert run(embedded, VIEWER, "coordination-gaps", province="Quảng Ninh") == []
