"""The analyses from the graph to their findings, on both engines; their parts fit together."""

import pytest
from pydantic import ValidationError

import cypher
from graph.analysis import all_analyses, run
from graph.asked import UnknownWord
from graph.store import Store
from tests import graphs
from tests.graphs import BASIC_HEALTH, CAM_GIANG, HAI_PHONG, HEALTH, QUANG_NINH, e, put, t
from tests.support import VIEWER

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


def test_gaps_and_opportunities_of_a_small_province(store: Store) -> None:
    told(store)
    gaps = run(store, VIEWER, "coordination-gaps", province="Hải Phòng", on="2026-06-01")
    assert [f["kind"] for f in gaps] == ["licence-expired", "disbursement-slow", "need-unfunded"]
    chances = run(store, VIEWER, "partnership-opportunities", province="province-31", on="2026-06-01")
    assert [f["kind"] for f in chances] == ["funder-next-door", "twin-of-twin"]
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


def test_an_analysis_asks_exactly_what_its_query_takes() -> None:
    for analysis in all_analyses().values():
        assert cypher.load(analysis.query).params == set(analysis.Params.model_fields), analysis.name


def test_an_analysis_cannot_be_asked_what_it_does_not_know(embedded: Store) -> None:
    graphs.places(embedded)
    with pytest.raises(UnknownWord):
        run(embedded, VIEWER, "wishes")
    with pytest.raises(UnknownWord):
        run(embedded, VIEWER, "coordination-gaps", province="Atlantis")
    with pytest.raises(ValidationError):
        run(embedded, VIEWER, "coordination-gaps", planet="Mars")
    assert run(embedded, VIEWER, "coordination-gaps", province="Quảng Ninh") == []
