"""The house holds: sizes, rooms, wheel contents, and that whatever users hold on to stands in the documents."""

import ast
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cypher
from api.cli import build
from graph.analysis import all_analyses
from graph.golden import BOOKKEEPING
from graph.model import COMMON, ENTITIES, KINDS, SUPERS, TERM, TIES
from graph.model_table import lines
from graph.settings import Settings
from ingest.readers import Cell, Row
from ingest.record import Record
from ingest.source import all_sources

ROOT = Path(__file__).parent.parent
ROOMS = ("api", "viz", "ingest", "graph", "cypher")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command_names(command: Any, above: str = "") -> Iterator[str]:
    """Every command that can be called: "run", "engine start" ..."""
    below = getattr(command, "commands", {})
    yield from ([] if below else [above.strip()])
    for name, child in below.items():
        yield from command_names(child, f"{above} {name}")


def modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno >= 50] == []


def test_no_room_for_leftovers() -> None:
    refused = {"utils", "helpers", "manager", "common"}
    assert [p for p in modules() if p.stem in refused] == []


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_environment_is_read_in_one_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "AMITY_" not in "".join(line for line in text.splitlines() if "environ[" in line or "getenv" in line)


def test_every_query_says_which_question_it_answers_and_is_used() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in modules())
    for name in cypher.names():
        query = cypher.load(name)
        assert query.doc, f"{name} has no head comment"
        if not name.startswith("schema/"):
            assert f'"{name}"' in code or f'"{name.split("/")[1]}"' in code, f"nobody asks {name}"


def test_the_vocabulary_is_closed_and_consistent() -> None:
    for type_ in ENTITIES.values():
        named = {p.name for p in COMMON + type_.properties}
        assert all(part in named for key in type_.keys for part in key), type_.name
        assert {p.kind for p in type_.properties} <= KINDS
        assert len({p.name for p in type_.properties}) == len(type_.properties), type_.name
        assert not named & BOOKKEEPING, type_.name
    for tie in TIES.values():
        assert {end for pair in tie.ends for end in pair} <= {"Entity", *ENTITIES, *SUPERS}, tie.name
        assert not {p.name for p in tie.properties + TERM} & {"id", "claim", "source", "run"}, tie.name


def test_the_vocabulary_document_is_the_vocabulary() -> None:
    assert (ROOT / "graph" / "MODEL.md").read_text(encoding="utf-8").splitlines() == list(lines())


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"AMITY_{name.upper()}" in README


@pytest.mark.parametrize("name", list(command_names(build("en"))))
def test_every_command_is_documented(name: str) -> None:
    assert f"amity {name}" in README


@pytest.mark.parametrize("name", sorted(all_sources()))
def test_every_source_is_documented(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", sorted(all_analyses()))
def test_every_analysis_is_documented(name: str) -> None:
    assert f"`{name}`" in README


def test_the_source_of_contributing_works_as_written() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    made: dict[str, Any] = {}
    exec(text.partition("```python\n")[2].partition("```")[0], made)
    cells = {
        "title": "Học bổng Ánh Dương (mẫu)",
        "code": "HB-1",
        "start": "09/2025",
        "places": "Hải Phòng",
        "sectors": "Giáo dục",
    }
    row = Row("list.csv", "", 2, {name: Cell(said, said, "A2") for name, said in cells.items()}, {})
    (statement,) = made["Scholarships"]().statements(Record([row]))
    assert statement.about.properties == {"code": "HB-1", "since": "2025-09", "sample": True}
    assert {(t.type, t.target.name) for t in statement.ties} == {
        ("TARGETS", "Hải Phòng"),
        ("IN_SECTOR", "Giáo dục và đào tạo"),
    }


def test_dependencies_say_why_they_are_here() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in tomllib.loads(text)["project"]["dependencies"]:
        line = next(line for line in text.splitlines() if f'"{requirement}"' in line)
        assert "# " in line, requirement


def test_the_wheel_holds_everything_that_runs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "-w"]
    subprocess.run([*command, str(tmp_path), str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("amity-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    listed = subprocess.run(["git", "ls-files", *ROOMS], cwd=ROOT, check=True, capture_output=True, text=True)
    expected = {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}
    assert expected - packed == set()
    assert {name.split("/")[0] for name in packed if ".dist-info" not in name} == set(ROOMS)
