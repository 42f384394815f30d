"""Licences as QUESTIONS 7 reads them."""

import pytest

from graph.days import last_day
from graph.licences import state

HERE = frozenset({"province-31", "country-vn"})


def held(since: str | None, until: str | None, *areas: str) -> tuple[list[dict[str, object]], dict[str, list[str]]]:
    return [{"id": "l", "number": "1", "since": since, "until": until}], {"l": list(areas)}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2024-01-01", "2027-12-31", "valid"),
        ("2024-01-01", "2026-08-30", "expiring"),
        ("2024-01-01", "2026-05-31", "expired"),
        ("2024-01-01", "2026-06-01", "expiring"),  # the last day counts
        ("2024", "2026", "valid"),  # a year means all of it
        ("2024-01-01", None, "valid"),
        ("2027-01-01", "2029-12-31", "none"),  # not yet in force
    ],
)
def test_state_on_a_day(since: str, until: str | None, expected: str) -> None:
    licences, areas = held(since, until, "province-31")
    assert state(licences, areas, HERE, "2026-06-01")["state"] == expected


def test_a_licence_for_elsewhere_is_none_here_and_says_so() -> None:
    licences, areas = held("2024", "2030", "province-22")
    assert state(licences, areas, HERE, "2026-06-01") == {
        "state": "none", "number": None, "form": None, "until": None, "elsewhere": True}  # fmt: skip


def test_the_whole_country_includes_a_province() -> None:
    licences, areas = held("2024", "2030", "country-vn")
    assert state(licences, areas, HERE, "2026-06-01")["state"] == "valid"


def test_a_valid_one_goes_before_one_that_has_expired() -> None:
    licences = [{"id": "old", "until": "2023-01-01"}, {"id": "new", "until": "2028-01-01"}]
    assert state(licences, {}, HERE, "2026-06-01")["id"] == "new"


def test_never_one_on_record() -> None:
    assert state([], {}, HERE, "2026-06-01")["state"] == "none"


def test_last_days() -> None:
    assert [last_day(d) for d in ("2026", "2026-02", "2026-12", "2026-05-03")] == [
        "2026-12-31",
        "2026-02-28",
        "2026-12-31",
        "2026-05-03",
    ]
