"""kill -9 in the middle of a load, of our process and of the engine: the resumed graph equals the undisturbed one."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from graph.store import BoltStore
from tests.conftest import emptied
from tests.faults.loads import BATCH, LOADER, NAIVE, acknowledged, load, loading, row, written
from tests.faults.sites import Site, insist, site
from tests.support import count, fingerprint

ROWS = 800
ALL = [1, *(pytest.param(seed, marks=pytest.mark.faults) for seed in range(2, 26))]


@dataclass(frozen=True)
class Campaign:
    """An engine, the file that is loaded into it, and the graph that comes of it when nothing happens."""

    site: Site
    path: Path
    undisturbed: list[str]


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def campaign(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    folder = tmp_path_factory.mktemp("kill")
    path = written(folder / "vien-tro.csv", [row(n) for n in range(ROWS)])
    with site(request.param, folder / "data") as where:
        with where.store() as store:
            assert load(store, path).written == ROWS
            undisturbed = fingerprint(store, timeless=True)
        yield Campaign(where, path, undisturbed)


def cut_off(campaign: Campaign, seed: int, script: str = LOADER, kill: Callable[[], None] | None = None) -> bool:
    """Load in another process until a random moment, then kill it, or the engine under it: whether it came through."""
    dice = Random(seed)
    enough = dice.randrange(1, ROWS // BATCH - 3)
    process = loading(campaign.site, campaign.path, script)
    with campaign.site.store() as store:
        while process.poll() is None and acknowledged(store, script) < enough:
            time.sleep(0.01)
        time.sleep(dice.random() * 0.1)
        if kill is None:
            process.kill()
    if kill is not None:
        kill()
    return process.wait(120) == 0


def resumed(campaign: Campaign) -> tuple[int, list[str]]:
    """Rows that the resumed load speaks for, and the graph that it leaves."""

    def again() -> int:
        with campaign.site.store() as store:
            run = load(store, campaign.path)
            return run.written + run.unchanged

    return insist(again), insist(lambda: left(campaign))


def left(campaign: Campaign) -> list[str]:
    with campaign.site.store() as store:
        return fingerprint(store, timeless=True)


def empty(where: Site) -> None:
    def clear() -> BoltStore:
        with where.store() as store:
            return emptied(store)

    insist(clear)


@pytest.mark.parametrize("seed", ALL)
def test_a_killed_load_is_resumed_to_the_same_graph(campaign: Campaign, seed: int) -> None:
    empty(campaign.site)
    cut_off(campaign, seed)
    with campaign.site.store() as store:
        assert 0 < count(store, "(x:AidItem)") < ROWS, "killed too late to prove anything"
    assert resumed(campaign) == (ROWS, campaign.undisturbed)


@pytest.mark.parametrize("seed", ALL)
def test_a_load_whose_engine_was_killed_ends_in_the_same_graph(campaign: Campaign, seed: int) -> None:
    """A loader may outlive an engine that comes back in time; then its own run is whole, and nothing is left to resume."""
    empty(campaign.site)
    if cut_off(campaign, seed, kill=campaign.site.kill_engine):
        assert insist(lambda: left(campaign)) == campaign.undisturbed
    else:
        assert resumed(campaign) == (ROWS, campaign.undisturbed)


def test_a_loader_that_knows_no_better_leaves_rows_twice(campaign: Campaign) -> None:
    """The weak control: the same kill, then the same file again."""
    empty(campaign.site)
    cut_off(campaign, 3, NAIVE)
    assert loading(campaign.site, campaign.path, NAIVE).wait(120) == 0
    with campaign.site.store() as store:
        assert count(store, "(x:Naive)") > ROWS
