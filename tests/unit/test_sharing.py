"""How workers share the tests."""

import pytest

from tests.sharing import scope


@pytest.mark.parametrize(
    ("test", "unit"),
    [
        ("tests/integration/test_run.py::test_a_load[neo4j]", "neo4j"),
        ("tests/integration/test_api.py::test_a_place[embedded-hai phong]", "embedded"),
        ("tests/integration/test_schema.py::test_every_statement_plans", "tests/integration/test_schema.py"),
        ("tests/faults/test_kill.py::test_a_killed_load[neo4j-1]", "tests/faults/test_kill.py"),
        ("tests/unit/test_texts.py::test_a_word[neo4j]", "tests/unit/test_texts.py"),
    ],
)
def test_tests_of_a_shared_engine_go_to_one_worker_and_all_others_by_files(test: str, unit: str) -> None:
    assert scope(test) == unit
