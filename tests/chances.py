"""A planted truth for every kind of opportunity, as `tests.plants` has them for gaps; they stand on the same ground."""

from tests.plants import AID, DAY, GIVES, JICA, NEED, NEEDED, NGO, RELATED, Plant, agreement, n, plus, t

FUNDED = [([n("need", "Need", status="funded")], [])]
FIELD = [t("ngo", "FUNDS", "aid"), t("aid", "IN_SECTOR", "sector-120")]
OFF = n("paccom", "PublicBody")
PEOPLE = [n(x, "Person") for x in ("hang", "khoi", "helen")]
CHAIN = [
    t("hang", "HAS_POST", "union"), t("khoi", "HAS_POST", "paccom"), t("helen", "HAS_POST", "ngo"),
    t("hang", "KNOWS", "khoi", strength=5, last_contact=DAY), t("khoi", "KNOWS", "helen", strength=5, last_contact=DAY),
]  # fmt: skip
CITY = n("city", "Locality", country="US")
TWINS = [t("hp", "TWINNED_WITH", "kobe"), t("kobe", "TWINNED_WITH", "city")]
SECOND = n("aid2", "AidItem", since="2025", until="2027")
BOTH_HERE = [
    *FIELD, t("aid", "TARGETS", "commune"), t("ngo2", "FUNDS", "aid2"), t("aid2", "TARGETS", "commune"),
    t("aid2", "IN_SECTOR", "sector-120"),
]  # fmt: skip
PEERS = [n(f"c{k}", "NGO") for k in range(2)]
LEARNT = [
    *GIVES, t("aid", "IN_SECTOR", "sector-110"),
    *(t(c, "RELATES_TO", "hp") for c in ("c0", "c1")), *(t(c, "WORKS_IN_SECTOR", s) for c in ("c0", "c1") for s in ("sector-110", "sector-120")),
]  # fmt: skip
VILLAGE = n("village", "Locality", country="VN")
SPREAD = [
    t("village", "LOCATED_IN", "hp"), *(t(x, "WORKS_IN", "village") for x in ("ngo", "c0")), t("c0", "WORKS_IN", "commune"),
    t("ngo", "WORKS_IN_SECTOR", "sector-120"),
]  # fmt: skip
FIRM = [n("firm", "Business", country="JP"), n("works", "Investment")]
INVESTED = [t("firm", "INVESTS_IN", "works"), t("works", "LOCATED_IN", "commune")]
FOUR = [t("aid", "TARGETS", "commune"), *(t(x, "FUNDS", "aid") for x in ("ngo", "ngo2", "c0", "c1"))]
SIDES = [n(f"{side}{k}", "NGO") for side in "ab" for k in range(4)]
WORKED = [f"{side} {k}" for side in ("left", "right") for k in range(2)]
APART = [n(x, "AidItem") for x in WORKED], [
    *(t(f"{'a' if x[0] == 'l' else 'b'}{k}", "FUNDS", x) for x in WORKED for k in range(4)), t("ngo", "FUNDS", "left 0"), t("ngo", "FUNDS", "left 1"),
    *(t(x, "TARGETS", "commune") for x in WORKED), t("ngo", "COORDINATES_WITH", "b0")]  # fmt: skip

CHANCES: dict[str, Plant] = {
    "funder-next-door": Plant(
        "ngo", [n("near", "Province"), NGO, AID, NEED], [*NEEDED, *FIELD, t("aid", "TARGETS", "near"), t("hp", "NEIGHBOUR_OF", "near")],
        [([], RELATED), *FUNDED],
    ),
    "funder-elsewhere": Plant("ngo", [NGO, AID, NEED], [*NEEDED, *FIELD, t("aid", "TARGETS", "far")], [([], RELATED), *FUNDED]),
    "introduction": Plant(
        "ngo", [OFF, NGO, *PEOPLE], [*CHAIN, *RELATED],
        [([], [t("hang", "KNOWS", "helen", strength=5, last_contact=DAY)]), ([], [t("helen", "HAS_POST", "ngo", until="2025")]),
         ([], [t("khoi", "KNOWS", "helen", strength=1, last_contact="2001")])],
    ),
    "twin-of-twin": Plant("city", [CITY], TWINS, [([], [t("hp", "TWINNED_WITH", "city")]), ([], [t("kobe", "TWINNED_WITH", "city", until="2020")])]),
    "bring-together": Plant(
        "ngo2", [NGO, JICA, AID, SECOND], BOTH_HERE, [([], [t("ngo", "COORDINATES_WITH", "ngo2")]), ([n("aid2", "AidItem", since="2019", until="2021")], [])],
    ),
    "new-sector": Plant("ngo", [NGO, AID, NEED, *PEERS], [*NEEDED, *LEARNT], [([], [t("ngo", "WORKS_IN_SECTOR", "sector-120")]), *FUNDED]),
    "new-place": Plant("ngo", [NGO, NEED, VILLAGE, PEERS[0]], [*NEEDED, *SPREAD], [([], [t("ngo", "WORKS_IN", "commune")]), *FUNDED]),
    "programme-support": Plant(
        "firm", *plus(agreement(since="2020"), (FIRM, INVESTED)),
        misses=[agreement(since="2020", until="2024"), ([n("day", "Event", since="2026")], [t("firm", "JOINED", "day"), t("day", "CONCERNS", "kobe")])],
    ),
    "circle": Plant("ngo", [NGO, JICA, AID, *PEERS], FOUR, [([n("c0", "Person"), n("c1", "Person")], []), ([n(x, "PublicBody") for x in ("ngo", "c0", "c1")], [])]),
    "broker": Plant("ngo", *plus(([NGO, *SIDES], []), APART), misses=[([n("b0", "Person")], []), ([n("ngo", "PublicBody")], [])]),
}  # fmt: skip
