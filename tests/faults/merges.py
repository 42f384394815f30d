"""A campaign of merges and unmerges among partners whose lists go on being read, and the same reading without any merge."""

from collections.abc import Callable, Iterator
from random import Random

from graph.asked import AskedError
from graph.batch import write_batch
from graph.claims import Origin
from graph.merging import merge, unmerge
from graph.store import Store
from graph.things import Entity, Statement, Tie
from graph.withdraw import withdraw
from tests.conftest import emptied
from tests.support import VIEWER, fingerprint, rows

PARTNERS, ITEMS = 10, 12
Reading = Callable[[Store], None]


def partner(n: int, **more: str) -> Entity:
    return Entity("NGO", f"Quỹ số {n} (mẫu)", {"registration": f"R{n}"} | more)


def origin(source: str, moment: int) -> Origin:
    seen = f"2026-01-01T00:{moment // 60:02d}:{moment % 60:02d}"
    return Origin(source, 50, f"{source}.csv", f"{source}-{seen}", seen)


def first() -> Iterator[Reading]:
    """Partners with what they fund, and whom they work with."""
    partners = [partner(n) for n in range(PARTNERS)]
    friends = [Statement(f"n{n}", p, (Tie("COORDINATES_WITH", p, partners[n - 1]),)) for n, p in enumerate(partners)]
    yield _saying("list", 0, [Statement(f"p{n}", p) for n, p in enumerate(partners)])
    yield _saying("net", 0, friends)
    yield _saying("aid", 0, [_item(n, n % PARTNERS, n * 7 % PARTNERS) for n in range(ITEMS)])


def later(dice: Random, moment: int) -> Reading:
    """A list read again with one row changed, one more or one gone."""
    n, other = dice.sample(range(PARTNERS), 2)
    match dice.randrange(4):
        case 0:
            return _saying("list", moment, [Statement(f"p{n}", partner(n, phone=str(moment)))])
        case 1:
            return _saying("aid", moment, [_item(dice.randrange(ITEMS + 6), n, other)])
        case 2:
            tie = Tie("COORDINATES_WITH", partner(n), partner(other))
            return _saying("net", moment, [Statement(f"n{n}", partner(n), (tie,))])
        case _:
            return lambda store: withdraw(store, origin("net", moment), f"net:n{n}")


def _item(code: int, *funders: int) -> Statement:
    what = Entity("AidItem", f"Dự án {code} (mẫu)", {"code": str(code)})
    return Statement(f"i{code}", what, tuple(Tie("FUNDS", partner(n), what) for n in dict.fromkeys(funders)))


def _saying(source: str, moment: int, told: list[Statement]) -> Reading:
    def say(store: Store) -> None:
        assert not write_batch(store, origin(source, moment), 1, told, set()).refused

    return say


def campaign(store: Store, moves: int, seed: int) -> tuple[list[str], list[str]]:
    """The graph after so many merges and unmerges with readings between, all taken apart; and after the readings alone."""
    dice = Random(seed)
    readings = {n: later(dice, n // 5 + 1) for n in range(moves) if n % 5 == 0}
    for read in (*first(), *readings.values()):
        read(store)
    alone = graph_of(store)
    emptied(store)
    for read in first():
        read(store)
    for n in range(moves):
        _move(store, dice)
        if n in readings:
            readings[n](store)
        if n % 10 == 0:
            assert_whole(store)
    while absorbed := _absorbed(store):
        unmerge(store, VIEWER, dice.choice(absorbed))
    return graph_of(store), alone


def graph_of(store: Store) -> list[str]:
    """All but the judgements, and the moments of our own clock."""
    return [line for line in fingerprint(store, timeless=True) if '"Decision"' not in line]


def assert_whole(store: Store) -> None:
    """Everything said lies at who survives; a tie between two of one tree at its homes."""
    assert rows(store, "MATCH (:Claim)-[:ABOUT]->(e:Entity) WHERE e.merged_into IS NOT NULL RETURN e.id") == set()
    loose = "MATCH (a:NGO)-[t:FUNDS]->(:AidItem) WHERE a.merged_into IS NOT NULL RETURN t.id"
    assert rows(store, loose) == set()


def _move(store: Store, dice: Random) -> None:
    absorbed = _absorbed(store)
    if absorbed and dice.random() < len(absorbed) / PARTNERS:
        unmerge(store, VIEWER, dice.choice(absorbed))
        return
    keep, absorb = dice.sample(sorted(id_ for (id_,) in rows(store, "MATCH (n:NGO) RETURN n.id")), 2)
    try:
        merge(store, VIEWER, keep, absorb, anyway=True)
    except AskedError as one_already:
        assert one_already.code == "already_one"


def _absorbed(store: Store) -> list[str]:
    return sorted(id_ for (id_,) in rows(store, "MATCH (n:NGO) WHERE n.merged_into IS NOT NULL RETURN n.id"))
