"""A thousand merges and unmerges, with lists read between them, end in the graph that those lists alone make."""

import pytest

from graph.store import Store
from tests.faults.merges import campaign


@pytest.mark.faults
def test_a_thousand_merges_and_unmerges_end_in_the_graph_of_the_lists_alone(store: Store) -> None:
    taken_apart, alone = campaign(store, 1_000, 1)
    assert taken_apart == alone
