"""Damaged files of every format: no crash, no hang, memory bounded, words for what is wrong, good rows kept."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.faults.damage import damaged

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SOUND = sorted(
    path
    for folder in (DATA / "lists", DATA / "tables", DATA / "formats", Path(str(files("ingest") / "samples")))
    for path in folder.rglob("*")
    if path.is_file() and path.name != "README.md" and path.suffix != ".yaml"  # mappings, by which others are read
)
BESIDE = "ten.tsv"  # names of the places of another file: alone it says nothing but that
MEMORY_MB = 700


def read_all(folder: Path) -> list[dict[str, Any]]:
    """What the reading process said of each file; fails with the file at which it died."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.faults.reading", str(folder)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{said[-1]}: {done.stderr[-2000:]}"
    return [line for line in said if "begun" not in line]


@pytest.mark.parametrize(
    ("count", "seed"), [(90, 1), *(pytest.param(600, seed, marks=pytest.mark.faults) for seed in range(2, 5))]
)
def test_no_damage_crashes_hangs_or_swells(count: int, seed: int, tmp_path: Path) -> None:
    made = damaged(SOUND, tmp_path, count, seed)
    *said, memory = read_all(tmp_path)
    assert len(said) == len(made) == count
    assert [line for line in said if not line["told"] and not line["codes"]] == []  # silence is no answer
    assert memory["peak_mb"] < MEMORY_MB


def test_sound_files_are_read_without_a_word(tmp_path: Path) -> None:
    """The weak control of the campaign: the same reading finds nothing wrong where nothing is."""
    for at, path in enumerate(SOUND):
        (tmp_path / f"{at:03}{path.name}").write_bytes(path.read_bytes())
    *said, _ = read_all(tmp_path)
    assert [line for line in said if not line["told"] and not line["file"].endswith(BESIDE)] == []
