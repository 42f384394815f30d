"""Statements as a province's lists yield them, made from a seed: so many aid items of so many funders."""

from collections.abc import Iterator
from random import Random

from graph.things import Entity, Statement, Tie

WORDS = [
    "nước",
    "sạch",
    "trường",
    "học",
    "trạm",
    "y",
    "tế",
    "đường",
    "làng",
    "rừng",
    "ngập",
    "mặn",
    "trẻ",
    "em",
    "khuyết",
    "tật",
    "dạy",
    "nghề",
    "sinh",
    "kế",
    "cứu",
    "trợ",
]


def statements(items: int, seed: int = 7) -> Iterator[Statement]:
    """One statement an aid item: funder, implementer, place and one or two sectors."""
    dice = Random(seed)
    ngos = [
        Entity("NGO", f"Tổ chức Số {n}", {"country": dice.choice(["JP", "US", "FR", "KR"]), "registration": f"BM-{n}"})
        for n in range(max(10, items // 25))
    ]
    bodies = [Entity("PublicBody", f"Sở Số {n}", {"level": "provincial", "place": "Hải Phòng"}) for n in range(40)]
    places = [Entity("Province", f"Tỉnh {n}", {"unit": str(n)}, id=f"province-{n}") for n in range(1, 35)]
    sectors = [Entity("Sector", f"Ngành {n}", {"code": str(n)}, id=f"sector-{n}") for n in range(110, 150)]
    for n in range(items):
        title = " ".join(dice.choices(WORDS, k=6))
        committed = float(dice.randrange(10_000, 900_000))
        about = Entity("AidItem", f"Dự án {title} {n}", {
            "code": f"VT-{n}", "direction": "inbound", "kind": "project", "since": f"20{dice.randrange(15, 27)}",
            "committed": committed, "disbursed": committed * dice.random(), "currency": "USD",
        })  # fmt: skip
        ties = [
            Tie("FUNDS", dice.choice(ngos), about, {"role": "funder", "committed": committed, "currency": "USD"}),
            Tie("IMPLEMENTS", dice.choice(bodies), about),
            Tie("TARGETS", about, dice.choice(places)),
            *(Tie("IN_SECTOR", about, s) for s in dice.sample(sectors, dice.choice([1, 2]))),
        ]
        yield Statement(f"item-{n}", about, tuple(ties), row=str(n + 2))
