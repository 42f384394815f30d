"""Statements are found, understood and filled; nothing but names of our vocabulary gets into their text."""

import pytest

import cypher
from graph.analysis import all_analyses
from graph.kept import names_any
from graph.near import asked
from graph.report import gathered
from graph.schema import SOUGHT


def test_every_statement_says_which_question_it_answers() -> None:
    assert [name for name in cypher.names() if not cypher.load(name).doc] == []
    assert [name for name in cypher.names() if not cypher.load(name).text] == []


def test_a_statement_is_its_file_without_the_head() -> None:
    query = cypher.parse("x", "// Who?\n// Really who?\n\nMATCH (n {id: $id}) // $not\nRETURN n;\n")
    assert (query.doc, query.text) == ("Who? Really who?", "MATCH (n {id: $id}) // $not\nRETURN n")


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        ("MATCH (n {id: $id}) WHERE n.x > $least_2 RETURN n", {"id", "least_2"}),
        ("RETURN '$no', \"$no\", `$no`, $yes /* $no \n $no */ // $no", {"yes"}),
        (r"RETURN 'it\'s $no' + $yes", {"yes"}),
        ("RETURN 1", set[str]()),
    ],
)
def test_parameters_are_read_from_the_text(text: str, parameters: set[str]) -> None:
    assert cypher.parse("x", text).params == parameters


def test_unknown_statements_are_refused() -> None:
    for name in ("read/nowhere", "../pyproject", "/etc/passwd", ""):
        with pytest.raises(KeyError):
            cypher.load(name)


def test_a_union_is_its_pieces_and_only_what_changes_what_is_known_moves_it() -> None:
    query = cypher.parse("x", "MATCH (n {id: $a}) RETURN n\nUNION ALL\nMATCH (m {id: $b})\nRETURN m AS n")
    assert [(piece.text.split("\n")[0], piece.params) for piece in query.pieces] == [
        ("MATCH (n {id: $a}) RETURN n", {"a"}),
        ("MATCH (m {id: $b})", {"b"}),
    ]
    within = cypher.parse("x", "CALL {\nMATCH (n) RETURN n\nUNION ALL\nMATCH (m) RETURN m AS n\n} RETURN n")
    assert within.pieces == (within,)
    for name in cypher.names():
        pieces = cypher.load(name).pieces
        assert all("RETURN" in piece.text for piece in pieces) or len(pieces) == 1, name
    still = {name for name in cypher.names() if name.startswith("write/") and not cypher.load(name).moves}
    assert {"write/decide", "write/lock_source", "write/quarantine", "write/run_begin", "write/stamp"} <= still
    assert not still & {
        "write/create_ties",
        "write/set_golden",
        "write/touch_claims",
        "write/absorb",
        "write/move_claims",
    }
    assert [
        name for name in cypher.names() if name.startswith(("read/", "analyses/")) and cypher.load(name).moves
    ] == []


QUERY = cypher.parse("x", "CREATE (e:%labels% {id: $id}) RETURN 7 % 2 AS odd")


@pytest.mark.parametrize(
    "words", ["Entity", "Entity:Organization:NGO", "FUNDS|HOLDS", "e.a AS a, e.b AS b", "since, until"]
)
def test_places_take_names(words: str) -> None:
    assert QUERY.places == {"labels"}
    assert QUERY.fill(labels=words).text == f"CREATE (e:{words} {{id: $id}}) RETURN 7 % 2 AS odd"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "A B",
        "A)",
        "A`",
        "A\\u0060",
        "A {x: 1}",
        "A:",
        ":A",
        "A\n",
        "A//",
        "A--",
        "A;",
        "Đ",
        "$(x)",
        "A DELETE n",
        "A, B DELETE n",
    ],
)
def test_places_take_nothing_else(words: str) -> None:
    with pytest.raises(ValueError, match="takes names"):
        QUERY.fill(labels=words)


def test_a_place_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        QUERY.fill(tie="FUNDS")


def test_what_waits_is_found_by_its_marks_and_what_was_taken_apart_by_name() -> None:
    """Many looked for in each of many is what no engine does in the time that a statement has."""
    assert "(q:Quarantine {mark: mark})" in cypher.load("write/quarantine_overtake").text
    assert ("Quarantine", "mark") in SOUGHT
    assert cypher.load("read/partings").params == {"parted"}


def test_all_parts_of_analyses_give_their_rows_in_one_and_say_what_they_depend_on() -> None:
    parts = [gathered(part) for a in all_analyses().values() for part in cypher.load(a.query).pieces]
    assert all(part.text.endswith(" AS rows") and part.text.count("RETURN ") == 1 for part in parts)
    assert not any(names_any(part, ["no such word"]) for part in parts)
    assert all(names_any(part, ["Place", "closed"]) for part in parts)
    assert names_any(asked(), ["MET"]) and not names_any(asked(), ["phone"])
    assert names_any(cypher.parse("x", "MATCH (a)--(b) RETURN a.id AS id"), ["anything"]), "any tie"
    with pytest.raises(ValueError, match="rows"):
        gathered(cypher.parse("x", "MATCH (n:NGO) RETURN n.id AS id"))
