"""How an aid item stands on a day: one reading for the funders' question and for the analyses."""

import pytest

from graph.aid import outbound, under_way
from graph.analysis import Params
from graph.errors import BadSettings
from ingest.reference import home


@pytest.mark.parametrize(
    ("item", "on", "found"),
    [
        ({}, "2026-01-01", True),
        ({"since": "2025", "until": "2026"}, "2026-01-01", True),
        ({"since": "2025", "until": "2025"}, "2026-01-01", False),
        ({"since": "2026-03"}, "2026-01-01", False),
        ({"since": "2026-03"}, "2026", True),
        ({"approved": "2026-02-01"}, "2026-01-01", False),
        ({"since": "2025", "approved": "2026-02-01"}, "2026-01-01", False),
        ({"since": "2025", "status": "pipeline"}, "2026-01-01", False),
        ({"since": "2025", "status": "pipeline", "approved": "2025-05"}, "2026-01-01", True),
        ({"since": "2025", "status": "cancelled"}, "2026-01-01", False),
        ({"since": "2025", "status": "Đang huy động vốn"}, "2026-01-01", True),
    ],
)
def test_an_item_is_under_way(item: dict[str, str], on: str, found: bool) -> None:
    assert under_way(item, on) is found


def test_aid_given_abroad() -> None:
    assert [outbound({"direction": d}) for d in ("outbound", "inbound", None)] == [True, False, False]


def test_our_province_is_the_setting_s_and_no_other_is_taken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    home.cache_clear()
    monkeypatch.setenv("AMITY_PROVINCE", "Đà Nẵng")
    assert (home().name, Params().province) == ("Đà Nẵng", "Đà Nẵng")
    home.cache_clear()
    monkeypatch.setenv("AMITY_PROVINCE", "Không Đâu")
    with pytest.raises(BadSettings):
        home()
    home.cache_clear()
