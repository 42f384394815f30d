"""The graph really has what is declared, on every engine; names alone prove nothing."""

import pytest

import cypher
from graph import schema
from graph.errors import SchemaIncomplete, SchemaNewer, StatementRefused
from graph.schema import Index
from graph.store import BoltStore
from tests.support import nodes, read, sibling, statement, write


@pytest.fixture
def bare(store: BoltStore) -> BoltStore:
    """A store that has not looked at its schema yet."""
    return sibling(store)


def test_everything_declared_exists(store: BoltStore) -> None:
    assert store.schema()["missing"] == []
    assert schema.declared() <= schema.existing(store)


def test_what_was_lost_is_made_again(store: BoltStore, bare: BoltStore) -> None:
    write(store, "DROP INDEX entity_type")
    assert store.schema()["missing"] == ["RANGE Entity.type"]
    write(store, "MATCH (s:Schema) DELETE s")
    bare.ensure_schema()
    bare.close()
    assert store.schema()["missing"] == []


def test_a_name_that_something_else_bears_is_found_out(store: BoltStore) -> None:
    write(store, "DROP INDEX entity_type")
    write(store, "CREATE INDEX entity_type FOR (n:Elsewhere) ON (n.other)")
    try:
        with pytest.raises(SchemaIncomplete, match=r"RANGE Entity\.type"):
            schema.make(store, {Index("Entity", "type", "RANGE")})
    finally:
        write(store, "DROP INDEX entity_type")
        schema.make(store, {Index("Entity", "type", "RANGE")})


def test_migrations_run_once_and_in_order(store: BoltStore) -> None:
    write(store, "CREATE (:Entity {id: 'a', steps: []})")
    first = (1, statement("MATCH (e:Entity) SET e.steps = e.steps + 'first'"))
    second = (2, statement("MATCH (e:Entity) SET e.steps = e.steps + 'second'"))
    schema.ensure(store, [first])
    schema.ensure(store, [second, first])
    schema.ensure(store, [first, second])
    assert nodes(store, "Entity", "steps") == {(("first", "second"),)}
    assert nodes(store, "Schema", "version") == {(2,)}
    write(store, "MATCH (s:Schema) DELETE s")
    schema.ensure(store)


def test_a_graph_from_the_future_is_left_alone(store: BoltStore) -> None:
    write(store, "MATCH (s:Schema) SET s.version = 99")
    with pytest.raises(SchemaNewer, match="99"):
        schema.ensure(store)
    write(store, "MATCH (s:Schema) DELETE s")
    schema.ensure(store)


def test_folded_names_are_found_by_word(store: BoltStore) -> None:
    write(
        store,
        "CREATE (:Entity {id: 'hp', search: 'hai phong haiphong'}), (:Entity {id: 'dn', search: 'da nang danang'})",
    )
    found = "CALL db.index.fulltext.queryNodes('Entity[search]', $words) YIELD node RETURN node.id AS id"
    for words in ("haiphong", "hai AND phong", "phong", "haiph*"):
        assert read(store, found, words=words) == [{"id": "hp"}]


def test_migrations_are_numbered_without_gaps() -> None:
    assert [number for number, _ in schema.migrations()] == list(range(1, len(schema.migrations()) + 1))


@pytest.mark.contract
def test_the_older_neo4j_has_everything_declared(neo4j_lts_store: BoltStore) -> None:
    assert neo4j_lts_store.info()["version"].startswith("5.26.")
    neo4j_lts_store.ensure_schema()
    assert neo4j_lts_store.schema()["missing"] == []
    test_folded_names_are_found_by_word(neo4j_lts_store)


def unplanned(store: BoltStore) -> dict[str, str]:
    """The statements that the server cannot even plan, with what it says; places are filled as the code fills them."""
    words = {
        "labels": "Entity:Organization:NGO",
        "tie": "FUNDS",
        "ties": "FUNDS|HOLDS",
        "deciding": "e.name AS name",
        "label": "NGO",
    }
    faults: dict[str, str] = {}
    for name in cypher.names():
        query = cypher.load(name)
        if name.startswith("schema/"):
            continue
        query = query.fill(**{place: words[place] for place in query.places})
        try:
            read(store, f"EXPLAIN {query.text}", **dict.fromkeys(query.params))
        except StatementRefused as problem:
            faults[name] = str(problem.values["reason"])
    return faults


def test_every_statement_plans(store: BoltStore) -> None:
    assert unplanned(store) == {}


@pytest.mark.contract
def test_every_statement_plans_on_the_older_neo4j(neo4j_lts_store: BoltStore) -> None:
    assert unplanned(neo4j_lts_store) == {}
