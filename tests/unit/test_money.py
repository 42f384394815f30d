"""Amounts of aid: parts, shares, wholes and what is out of line, as QUESTIONS 6 and GRAPH read them."""

import pytest

from graph.money import Ceilings, Part, counted, part, portions, share, totals

ITEM = {"id": "i", "committed": 100.0, "disbursed": 40.0, "currency": "USD"}


def given(*said: dict[str, object], funders: int = 1, **item: object) -> Part:
    return part(ITEM | item, [{"claim": "c", **s} for s in said], funders, {})


def test_a_lone_funder_has_the_whole() -> None:
    assert given({}).amounts == {"committed": (100.0, "USD"), "disbursed": (40.0, "USD")}
    assert not given({}).shared


def test_one_of_two_without_a_part_shares_the_whole() -> None:
    assert given({}, funders=2).amounts["committed"] == (100.0, "USD")
    assert given({}, funders=2).shared == {"committed", "disbursed"}


def test_an_own_part_is_not_the_whole() -> None:
    own = given({"committed": 30, "currency": "EUR"}, funders=2)
    assert own.amounts == {"committed": (30.0, "EUR")}
    assert not own.shared


def test_two_reports_of_one_part_are_not_added_but_the_weightier_is_believed() -> None:
    said = [
        {"claim": "list:1", "committed": 30, "currency": "USD"},
        {"claim": "register:1", "committed": 35, "currency": "USD"},
    ]
    own = part(ITEM, said, 2, {"list:1": (50, ""), "register:1": (70, "")})
    assert own.amounts["committed"] == (35.0, "USD")


def test_two_parts_of_one_report_are_added() -> None:
    assert (
        given({"committed": 30, "currency": "USD"}, {"committed": 5, "currency": "USD"}, funders=2).amounts[
            "committed"
        ][0]
        == 35
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("a", None)], 1.0),
        ([("a", None), ("b", None)], 1.0),
        ([("a", 60), ("b", 40)], 0.6),
        ([("a", None), ("b", 40)], 0.6),
        ([("a", 60), ("b", 40), ("a5", 60), ("b5", 40)], 0.6),  # two schemes, each of 100
        ([("a", 120)], 1.0),
        ([("b", 100)], 1.0),
    ],
)
def test_percentages_apportion(said: list[tuple[str, float | None]], expected: float) -> None:
    ties = [{"target": t, "percentage": p, "claim": "c"} for t, p in said]
    assert share(ties, {"a", "a5"}, {}) == pytest.approx(expected)


def test_the_claim_that_states_percentages_goes_before_one_that_does_not() -> None:
    ties = [
        {"target": "a", "percentage": 25, "claim": "x"},
        {"target": "b", "percentage": 75, "claim": "x"},
        {"target": "a", "claim": "y"},
    ]
    assert share(ties, {"a"}, {"x": (50, ""), "y": (90, "")}) == 0.25


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("a", None)], {"a": 1}),
        ([("a", None), ("b", None)], {}),
        ([("a", 60), ("b", 40)], {"a": 0.6, "b": 0.4}),
        ([("a", None), ("b", 40)], {"a": 0.6, "b": 0.4}),
        ([("a", None), ("b", 40), ("c", None)], {"b": 0.4}),
        ([("a", None), ("b", 100)], {"b": 1}),
        ([("a", 60), ("b", 40), ("a5", 60), ("b5", 40)], {"a": 0.3, "b": 0.2, "a5": 0.3, "b5": 0.2}),
        ([("a", 60), ("b", 20)], {"a": 0.6, "b": 0.2}),
    ],
)
def test_portions_are_never_invented_nor_more_than_the_whole(
    said: list[tuple[str, float | None]], expected: dict[str, float]
) -> None:
    found = portions([{"target": t, "percentage": p, "claim": "c"} for t, p in said], {})
    assert found == pytest.approx(expected)


def test_a_measure_may_be_parted_in_its_own_way() -> None:
    ties = [
        {"target": "a", "claim": "c", "percentage_disbursed": 90.0},
        {"target": "b", "claim": "c", "percentage_disbursed": 10.0},
    ]
    assert (share(ties, {"a"}, {}, "disbursed"), portions(ties, {}, "disbursed")) == (0.9, {"a": 0.9, "b": 0.1})
    assert (share(ties, {"a"}, {}, "committed"), portions(ties, {}, "committed")) == (1.0, {})


def amounts(**known: float) -> Part:
    return Part("x", {m: (v, "USD") for m, v in known.items()}, {}, frozenset())


def test_of_an_item_and_its_part_only_the_whole_counts() -> None:
    parts = {"whole": amounts(committed=100), "part": amounts(committed=40, disbursed=10)}
    assert counted(parts, {"part": {"whole"}}) == {"whole": frozenset({"committed"}), "part": frozenset({"disbursed"})}


def test_of_items_that_are_part_of_each_other_one_counts() -> None:
    parts = {"a": amounts(committed=1), "b": amounts(committed=2)}
    assert counted(parts, {"a": {"b"}, "b": {"a"}}) == {"a": frozenset({"committed"}), "b": frozenset()}


def test_currencies_stay_apart() -> None:
    rows = [{"item": "1", "measure": "committed", "currency": c, "amount": a, "usd": u, "shared": False}
            for c, a, u in (("USD", 10.0, 10.0), ("EUR", 5.5, None), ("USD", 2.0, 2.0))]  # fmt: skip
    assert [(m["currency"], m["committed"], m["disbursed"], m["committed_usd"]) for m in totals(rows)] == [
        ("USD", 12, None, 12), ("EUR", 5.5, None, None)]  # fmt: skip


def test_items_of_unknown_amount_are_counted() -> None:
    assert totals([], unknown=2) == [
        {"currency": "", "committed": None, "disbursed": None, "items": 2, "shared": False}
    ]


def test_a_slip_of_currency_is_out_of_line_and_a_big_programme_is_not() -> None:
    usual = [
        {"currency": "USD", "committed": v, "disbursed": None}
        for v in (20e3, 50e3, 75e3, 90e3, 120e3, 300e3, 1e6, 5e6, 60e6)
    ]
    ceilings = Ceilings.of(usual)
    assert ceilings.exceeded("USD", 200e9)
    assert not ceilings.exceeded("USD", 60e6)
    assert not Ceilings.of([]).exceeded("VND", 4e9)
    assert Ceilings.of([]).exceeded("USD", 4e9)
