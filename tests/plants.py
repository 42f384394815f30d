"""A planted truth for every kind of gap: a small net in which it must be found, and nets that only look like it.

Each plant stands on the same ground: Hải Phòng with a commune and our union, and today is `DAY`.
"""

from dataclasses import dataclass, field
from typing import Any

Node = tuple[str, str, dict[str, Any]]
Edge = tuple[str, str, str, dict[str, Any]]
DAY, HERE = "2026-06-01", "hp"


def n(id_: str, type_: str, **properties: Any) -> Node:
    return id_, type_, properties


def t(source: str, type_: str, target: str, **properties: Any) -> Edge:
    return source, type_, target, properties


GROUND: tuple[list[Node], list[Edge]] = (
    [n("country-vn", "Country"), n("hp", "Province"), n("far", "Province"), n("commune", "Locality", country="VN"),
     n("union", "FriendshipUnion"), n("dept", "PublicBody"), n("office", "PublicBody"), n("country-jp", "Country", iso2="JP"),
     n("kobe", "Locality", country="JP"), n("sector-120", "Sector"), n("sector-110", "Sector")],
    [t("hp", "LOCATED_IN", "country-vn"), t("far", "LOCATED_IN", "country-vn"), t("commune", "LOCATED_IN", "hp"),
     *(t(body, "BASED_IN", "hp") for body in ("union", "dept", "office")), t("kobe", "LOCATED_IN", "country-jp")],
)  # fmt: skip
NGO, JICA = n("ngo", "NGO", country="JP", phone="1"), n("ngo2", "NGO", country="JP", phone="1")
AID = n("aid", "AidItem", since="2025", until="2027", committed=100_000, currency="USD")
GIVES = [t("ngo", "FUNDS", "aid"), t("aid", "TARGETS", "commune")]
FRIENDS = (
    [n("assoc", "FriendshipAssociation", kind="bilateral")],
    [t("assoc", "MEMBER_OF", "union"), t("assoc", "FRIEND_OF", "country-jp")],
)
HELD = n("held", "Event", since="2026-03-01"), t("assoc", "HOSTED", "held")


@dataclass(frozen=True)
class Plant:
    """`nodes` and `ties` of the truth, `subject` in whose evidence it must stand; `misses`: what to add or to put in the
    place of a node of the same id so that it is no gap any more."""

    subject: str
    nodes: list[Node]
    ties: list[Edge]
    misses: list[tuple[list[Node], list[Edge]]] = field(default_factory=list[tuple[list[Node], list[Edge]]])


def licence(until: str, area: str = "hp", since: str = "2024-01-01") -> tuple[list[Node], list[Edge]]:
    return [n("licence", "Licence", since=since, until=until, number="1")], [
        t("ngo", "HOLDS", "licence"),
        t("licence", "VALID_IN", area),
    ]


def agreement(**properties: Any) -> tuple[list[Node], list[Edge]]:
    return [n("deal", "Agreement", kind="twinning", **properties)], [
        t("hp", "PARTY_TO", "deal"),
        t("kobe", "PARTY_TO", "deal"),
    ]


def visit(
    id_: str, day: str, partner: str = "ngo", host: str = "dept", **properties: Any
) -> tuple[list[Node], list[Edge]]:
    return [n(id_, "Delegation", since=day, **properties)], [t(id_, "CAME_FROM", partner), t(host, "HOSTED", id_)]


def plus(*parts: tuple[list[Node], list[Edge]]) -> tuple[list[Node], list[Edge]]:
    return [x for nodes, _ in parts for x in nodes], [x for _, ties in parts for x in ties]


def items(*sectors: str, funder: str = "ngo", **properties: Any) -> tuple[list[Node], list[Edge]]:
    """One item a sector; amounts by `amounts`."""
    amounts = properties.pop("amounts")
    ids = [f"item{i}" for i in range(len(sectors))]
    nodes = [
        n(i, "AidItem", since="2025", committed=a, currency="USD", **properties)
        for i, a in zip(ids, amounts, strict=True)
    ]
    return nodes, [
        *(t(i, "TARGETS", "hp") for i in ids), *(t(i, "IN_SECTOR", s) for i, s in zip(ids, sectors, strict=True)),
        *(t(funder if funder != "each" else f"donor{k}", "FUNDS", i) for k, i in enumerate(ids)),
    ]  # fmt: skip


def figure(
    measure: str, value: float, unit: str = "", subject: str = "union", **more: Any
) -> tuple[list[Node], list[Edge]]:
    id_ = f"stat {measure}"
    return [n(id_, "Statistic", measure=measure, value=value, unit=unit, period="2025", **more)], [
        t(id_, "ABOUT_SUBJECT", subject)
    ]


SECTORS = ("sector-120", "sector-110", "sector-310")
DONORS = [n(f"donor{k}", "NGO", country=c) for k, c in enumerate(("JP", "US", "FR"))]
COUNTRIES = [n("country-us", "Country"), n("country-fr", "Country")]
EVEN, SKEWED = (100, 100, 100), (900, 50, 50)
RELATED = [t("ngo", "RELATES_TO", "hp")]
OFFICER = [n("officer", "Person"), n("p1", "Person"), n("p2", "Person"), NGO, JICA]
KNOWN = [
    t("officer", "HAS_POST", "dept"),
    t("p1", "HAS_POST", "ngo"),
    t("p2", "HAS_POST", "ngo2"),
    t("officer", "KNOWS", "p1"),
    t("officer", "KNOWS", "p2"),
]
NEED = n("need", "Need", status="open", amount=1000, currency="USD")
NEEDED = [t("need", "TARGETS", "commune"), t("need", "IN_SECTOR", "sector-120")]
CROWD = [n(f"c{k}", "NGO") for k in range(3)]
CROWDED = [
    t("aid", "TARGETS", "commune"),
    t("aid", "IN_SECTOR", "sector-120"),
    *(t(f"c{k}", "FUNDS", "aid") for k in range(3)),
]
COMMITTED, PAID = figure("Viện trợ cam kết", 6_360_000, "USD"), figure("Viện trợ giải ngân", 660_000, "USD")
HEARD = [n("claim", "Claim")], [t("claim", "ABOUT", "ngo", last_seen="2020-01-01")]
OVER = n("aid", "AidItem", since="2020", until="2022")

PLANTS: dict[str, Plant] = {
    "licence-missing": Plant("ngo", [NGO, AID], GIVES, [licence("2028-01-01"), ([OVER], [])]),
    "licence-expired": Plant("ngo", *plus(([NGO, AID], GIVES), licence("2026-05-31")), misses=[licence("2026-06-01"), licence("2028")]),
    "licence-expiring": Plant("ngo", *plus(([NGO, AID], GIVES), licence("2026-06-30")), misses=[licence("2026-11-29"), licence("2026-05-31")]),
    "licence-silent": Plant("ngo", *plus(([NGO], RELATED), licence("2028")), misses=[([AID], GIVES), visit("d", "2026-01-05"), licence("2028", since="2026-02-01")]),
    "licence-share": Plant("ngo", *plus(([NGO], RELATED)), misses=[licence("2020")]),
    "need-unfunded": Plant("need", [NEED], NEEDED, [([AID], [t("aid", "MEETS_NEED", "need")]), ([n("need", "Need", status="funded")], [])]),
    "presence-without-need": Plant("commune", [AID, *CROWD], CROWDED, [([NEED], NEEDED), ([n("c2", "PublicBody")], [])]),
    "disbursement-slow": Plant(
        "aid", [n("aid", "AidItem", since="2025", until="2026", committed=1000, disbursed=100, currency="USD")], GIVES[1:],
        [([n("aid", "AidItem", since="2025", until="2026", committed=1000, disbursed=650, currency="USD")], []),
         ([n("aid", "AidItem", since="2026-04", until="2028", committed=1000, disbursed=0, currency="USD")], [])],
    ),
    "disbursement-reported": Plant("union", *plus(COMMITTED, PAID), misses=[figure("Viện trợ giải ngân", 5_088_000, "USD")]),
    "concentration-sector": Plant(
        "sector-120", *plus(items(*SECTORS, amounts=SKEWED), ([NGO, n("sector-310", "Sector")], [])),
        misses=[items(*SECTORS, amounts=EVEN), ([n(f"item{k}", "AidItem", since="2015", committed=a, currency="USD") for k, a in enumerate(SKEWED)], [])],
    ),
    "concentration-donor": Plant(
        "donor0", *plus(items(*SECTORS, amounts=SKEWED, funder="each"), (DONORS, [])),
        misses=[items(*SECTORS, amounts=EVEN, funder="each"), items(*SECTORS, amounts=SKEWED, funder="each", direction="outbound")],
    ),
    "concentration-country": Plant(
        "country-jp", *plus(items(*SECTORS, amounts=SKEWED, funder="each"), (DONORS + COUNTRIES, [])),
        misses=[([n("donor1", "NGO", country="JP"), n("donor2", "NGO", country="JP")], [])],
    ),
    "concentration-reported": Plant("union", *figure("Tỷ trọng y tế trong viện trợ", 90, "%"), misses=[figure("Tỷ trọng y tế trong viện trợ", 50, "%")]),
    "agreement-expired": Plant(
        "deal", *agreement(since="2019", until="2024-05-19"),
        misses=[([n("next", "Agreement", since="2024-06")], [t("hp", "PARTY_TO", "next"), t("kobe", "PARTY_TO", "next")]), agreement(since="2019", until="2024", stage="superseded")],
    ),
    "agreement-expiring": Plant("deal", *agreement(since="2022", until="2026-08-15"), misses=[agreement(since="2022", until="2027-01-15")]),
    "agreement-dormant": Plant(
        "deal", *plus(agreement(since="2007"), visit("old", "2023-01-10", "kobe")),
        misses=[visit("new", "2025-01-10", "kobe"), plus(agreement(since="2025"), ([n("old", "Delegation")], []))],
    ),
    "partner-silent": Plant(
        "ngo", *plus(([NGO], RELATED), visit("old", "2023-05-01")),
        misses=[visit("new", "2025-01-01"), ([n("p", "Person"), n("x", "Person")], [t("p", "HAS_POST", "ngo"), t("p", "KNOWS", "x", last_contact="2026-05-01")])],
    ),
    "delegation-no-follow-up": Plant(
        "d", *plus(([NGO], []), visit("d", "2026-01-10")),
        misses=[([AID], [t("d", "FOLLOWED_UP_BY", "aid")]), visit("later", "2026-04-01"), visit("d", "2026-04-10"),
                ([n("aid", "AidItem", approved="2026-02-01")], [t("ngo", "FUNDS", "aid")])],
    ),
    "approach-unshared": Plant(
        "ngo", *plus(([NGO], []), visit("d1", "2026-03-01"), visit("d2", "2026-05-01", host="office")),
        misses=[([], [t("dept", "COORDINATES_WITH", "office")]), visit("d2", "2025-10-01", host="office"),
                ([n("joint", "Event", since="2026-02-01")], [t("ngo", "JOINED", "joint"), t("dept", "JOINED", "joint"), t("office", "HOSTED", "joint")])],
    ),
    "country-without-association": Plant("country-jp", *agreement(since="2020"), misses=[plus(FRIENDS, ([HELD[0]], [HELD[1]]))]),
    "missions-without-association": Plant(
        "country-jp", [n("embassy", "DiplomaticMission")], [t("embassy", "REPRESENTS", "country-jp")], [FRIENDS, agreement(since="2020")],
    ),
    "association-without-ties": Plant(
        "assoc", *FRIENDS, misses=[([n("embassy", "DiplomaticMission")], [t("embassy", "REPRESENTS", "country-jp")]), agreement(since="2020")],
    ),
    "association-idle": Plant("assoc", *plus(FRIENDS, ([n("held", "Event", since="2024-03-01")], [HELD[1]])), misses=[([HELD[0]], [])]),
    "single-person": Plant("officer", OFFICER, KNOWN, [([n("other", "Person")], [t("other", "HAS_POST", "office"), t("other", "KNOWS", "p2")])]),
    "single-organization": Plant(
        "hub", [n("hub", "MultilateralBody"), NGO, JICA], [t("hub", "COORDINATES_WITH", "dept"), t("ngo", "MEMBER_OF", "hub"), t("ngo2", "MEMBER_OF", "hub")],
        [([], [t("ngo2", "COORDINATES_WITH", "office")])],
    ),
    "anniversary-agreement": Plant(
        "deal", *agreement(since="2016-09-10"),
        misses=[([n("party", "Event", since="2026-09-05")], [t("party", "CONCERNS", "country-jp")]), agreement(since="2017-09-10"), agreement(since="2016-09-10", until="2026-08")],
    ),
    "anniversary-relations": Plant(
        "country-jp", *plus(FRIENDS, ([n("country-jp", "Country", relations_since="1996-09-21")], [])),
        misses=[([n("party", "Event", since="2026-09")], [t("party", "CONCERNS", "country-jp")]), ([n("country-jp", "Country", relations_since="1996-05-31")], [])],
    ),
    "anniversary-founding": Plant(
        "union", [n("union", "FriendshipUnion", founded="2016-12")], [],
        [([n("party", "Event", since="2026-12-03")], [t("union", "HOSTED", "party")]), ([n("union", "FriendshipUnion", founded="2015-12")], [])],
    ),
    "total-differs": Plant(
        "union", *plus(FRIENDS, figure("Số tổ chức thành viên", 3)),
        misses=[figure("Số tổ chức thành viên", 1), figure("Số tổ chức thành viên", 2, qualifier="less than")],
    ),
    "shares-differ": Plant(
        "union", *plus(*(figure(f"Tỷ lệ tổ chức từ châu {c}", v, "%") for c, v in zip("ABC", (60, 40, 20), strict=True))),
        misses=[figure("Tỷ lệ tổ chức từ châu A", 40, "%")],
    ),
    "record-without-contact": Plant("ngo", [n("ngo", "NGO")], RELATED, [([NGO], []), ([n("p", "Person")], [t("p", "HAS_POST", "ngo")])]),
    "record-without-source": Plant("ngo", *plus(([NGO], RELATED), HEARD), misses=[([n("ngo", "NGO", reference="vufo.org.vn")], [])]),
    "record-stale": Plant("ngo", *plus(([NGO], RELATED), HEARD), misses=[([], [t("claim", "ABOUT", "ngo", last_seen="2026-01-01")])]),
}  # fmt: skip


def laid(*parts: tuple[list[Node], list[Edge]]) -> tuple[list[Node], list[Edge]]:
    """Several layers as one net: a node of the same id takes the place of the earlier one."""
    nodes = {node[0]: node for part, _ in parts for node in part}
    ties = {edge[:3]: edge for _, part in parts for edge in part}
    held = [edge for edge in ties.values() if edge[0] in nodes and edge[2] in nodes]
    return list(nodes.values()), held
