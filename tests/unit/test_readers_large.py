"""Workbooks too large to be held whole are read row by row, and say the same."""

import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ingest.problems import FileProblem
from ingest.readers import large, open_table_file

DATA = Path(__file__).parents[1] / "data"
WORKBOOKS = sorted(path for folder in (DATA, Path(str(files("ingest") / "samples"))) for path in folder.rglob("*.xlsx"))


def lines(path: Path) -> list[Any]:
    return [(sheet.name, sheet.hidden, list(sheet.lines)) for sheet in open_table_file(path)]


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_row_by_row_says_the_same_as_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lines(path)
    monkeypatch.setattr(large, "LARGE", 0)
    assert large.is_large(path) and lines(path) == whole


@pytest.mark.parametrize("hurt", [lambda text: text[: len(text) // 2], lambda text: text.replace(b"<v>", b"<v>&x;")])
def test_a_sheet_that_breaks_off_is_refused_with_words(
    hurt: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGE", 0)
    broken = tmp_path / "a.xlsx"
    with zipfile.ZipFile(WORKBOOKS[0]) as sound, zipfile.ZipFile(broken, "w") as made:
        for name in sound.namelist():
            text = sound.read(name)
            made.writestr(name, hurt(text) if name.startswith("xl/worksheets/sheet") else text)
    with pytest.raises(FileProblem) as caught:
        lines(broken)
    assert caught.value.problem.code == "file-corrupt"
