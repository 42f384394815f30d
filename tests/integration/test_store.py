"""The store keeps its promises on both engines."""

import random
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest
from neo4j.exceptions import Neo4jError, ResultFailedError

import cypher
from graph.errors import Conflict, DatabaseMissing, QueryTooSlow, StatementRefused, StoreUnreachable
from graph.store import BoltStore, Viewer, Work
from tests.support import VIEWER, count, nodes, read, sibling, statement, ties, write

MISSING = cypher.load("write/create_entities").fill(labels="Entity:Organization:NGO")


def test_what_is_written_is_read_as_plain_values(store: BoltStore) -> None:
    write(
        store,
        "CREATE (:Entity:NGO {id: $id, aliases: ['a', 'b']})-[:FUNDS {since: '2019'}]->(:Entity {id: 'x'})",
        id="n",
    )
    assert nodes(store, "NGO", "id", "aliases") == {("n", ("a", "b"))}
    assert ties(store, "FUNDS", "since") == {("n", "x", "2019")}
    rows = read(store, "MATCH p = (n:NGO)-[t]->() RETURN n, t, p, date('2019-05-12') AS d, {k: [1.5, null, true]} AS m")
    assert rows == [
        {
            "n": {"id": "n", "aliases": ["a", "b"]},
            "t": {"since": "2019"},
            "p": [{"id": "n", "aliases": ["a", "b"]}, {"id": "x"}],
            "d": "2019-05-12",
            "m": {"k": [1.5, None, True]},
        }
    ]


def test_values_never_become_statement(store: BoltStore) -> None:
    nasty = "'}) DETACH DELETE n // ` \" \\ \\u0060 Đà Nẵng 友"
    write(store, "CREATE (:Entity {id: $id})", id=nasty)
    assert nodes(store, "Entity") == {(nasty,)}


def test_a_write_is_all_or_nothing(store: BoltStore) -> None:
    def half(work: Work) -> None:
        work.run(statement("CREATE (:Entity {id: 'half'})"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write(half)
    assert nodes(store, "Entity") == set()


def test_parameters_are_checked_before_the_server_is_asked(store: BoltStore) -> None:
    with pytest.raises(TypeError, match="takes"):
        read(store, "RETURN $x AS x")
    with pytest.raises(TypeError, match="takes"):
        read(store, "RETURN 1 AS x", y=1)
    with pytest.raises(ValueError, match="not filled"):
        read(store, "MATCH (n:%label%) RETURN n")


def test_a_query_may_ask_who_asks(store: BoltStore) -> None:
    query = statement("RETURN $viewer_personal AS personal, $viewer_provinces AS provinces, $x AS x")
    viewer = Viewer(provinces=frozenset({"province-31"}), personal=False)
    assert store.read(query, viewer, x=1) == [{"personal": False, "provinces": ["province-31"], "x": 1}]


def test_ids_are_unique_over_all_types(store: BoltStore) -> None:
    write(store, "CREATE (:Entity:Organization:NGO {id: 'one'})")
    with pytest.raises(Conflict):
        write(store, "CREATE (:Entity:Place:Country {id: 'one'})")
    assert count(store, "(x:Entity)") == 1


def test_eight_writers_of_the_same_things_make_each_once(store: BoltStore) -> None:
    ids = [f"ngo-{i}" for i in range(200)]

    def writer(seed: int) -> None:
        shuffled = random.Random(seed).sample(ids, len(ids))
        for at in range(0, len(ids), 50):
            rows = [{"id": id_, "golden": {"id": id_}} for id_ in shuffled[at : at + 50]]
            store.write(lambda work, rows=rows: work.run(MISSING, rows=rows))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(writer, range(8)))
    assert count(store, "(x:Entity)") == len(nodes(store, "NGO")) == 200


def test_a_failure_that_the_closing_of_its_transaction_tells_is_tried_again(store: BoltStore) -> None:
    """Seen with a deadlock between sixteen editors and four loads on the embedded engine."""
    deadlock = Neo4jError._hydrate_neo4j(code="Neo.TransientError.Transaction.DeadlockDetected", message="deadlock")  # pyright: ignore[reportPrivateUsage]
    closing = iter([ResultFailedError(cast("Any", None), "The result has failed.")])

    def work(transaction: Work) -> int:
        for told in closing:
            raise told from deadlock
        return transaction.run(statement("RETURN 1 AS n"))[0]["n"]

    assert store.write(work) == 1


def test_a_slow_read_is_given_up_in_time_and_others_go_on(store: BoltStore) -> None:
    slow = statement(
        "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b WITH a, b WHERE a * b % 7 = 8 RETURN count(*) AS n"
    )
    began = time.monotonic()
    with pytest.raises(QueryTooSlow, match=r"0\.5 seconds"):
        store.read(slow, VIEWER, seconds=0.5)
    assert time.monotonic() - began < 3
    assert read(store, "RETURN 1 AS one") == [{"one": 1}]


def test_a_wrong_statement_is_refused_at_once_by_its_name(store: BoltStore) -> None:
    with pytest.raises(StatementRefused, match=r"test \(Neo\.ClientError\.Statement\.SyntaxError\)"):
        read(store, "MATCH (n RETURN n")


def test_a_missing_database_is_named(store: BoltStore) -> None:
    other = sibling(store, "nowhere")
    with pytest.raises(DatabaseMissing, match="nowhere"):
        other.read(statement("RETURN 1 AS one"), VIEWER)
    other.close()


def test_reads_leave_the_graph_alone_where_the_server_knows_how(neo4j_store: BoltStore) -> None:
    with pytest.raises(StatementRefused):
        read(neo4j_store, "CREATE (:Entity {id: 'x'})")


def test_nobody_there_is_told_quickly_and_by_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    store = BoltStore(f"bolt://127.0.0.1:{port}", "neo4j", "x", "neo4j")
    began = time.monotonic()
    with pytest.raises(StoreUnreachable, match=str(port)):
        store.read(statement("RETURN 1 AS one"), VIEWER, seconds=1)
    assert time.monotonic() - began < 10
    store.close()


def test_many_read_at_once(store: BoltStore) -> None:
    found: list[int] = []

    def reader() -> None:
        found.extend(read(store, "UNWIND range(1, 50) AS i RETURN i")[-1]["i"] for _ in range(10))

    threads = [threading.Thread(target=reader) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [50] * 160


def test_the_server_says_what_it_is(store: BoltStore) -> None:
    info = store.info()
    assert info["engine"] == store.engine
    assert info["version"][:2] in ("20", "26")
    store.replan()
