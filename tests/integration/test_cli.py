"""The command line as its user meets it: what stands on stdout, what on stderr, and how it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from api.cli import build
from api.command import asked_language
from graph.texts import keys

if TYPE_CHECKING:
    from tests.sampled import Sampled


AMITY = (sys.executable, "-m", "api.cli")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Amity = Callable[..., Ended]


@pytest.fixture
def amity(sampled: "Sampled", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Amity:
    """A command in this process, over the sample graph, with nothing else of ours in the environment."""

    def run(*words: str, **environment: str) -> Ended:
        for name in [name for name in os.environ if name.startswith("AMITY_")]:
            monkeypatch.delenv(name)
        for name, value in (sampled.environment | environment).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            build(asked_language(words))(list(words), prog_name="amity")
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return run


def commands(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    yield name, command
    for below, child in getattr(command, "commands", {}).items():
        yield from commands(child, f"{name} {below}".strip())


def test_every_command_and_option_has_words_in_both_languages() -> None:
    for lang in ("vi", "en"):
        for name, command in commands(build(lang)):
            assert command.help, name
            assert all(parameter.help for parameter in command.params), (lang, name)
    assert keys("vi") == keys("en")


def test_every_command_that_prints_data_takes_json() -> None:
    leaves = {name: command for name, command in commands(build("en")) if not hasattr(command, "commands")}
    without = {name for name, command in leaves.items() if not any(p.name == "as_json" for p in command.params)}
    assert without == {"run", "serve", "map"}


def test_help_starts_fast() -> None:
    spent = min(_timed([*AMITY, "--help"]) for _ in range(3))
    assert spent < 1.0  # 0.2 s on a quiet machine


def _timed(words: list[str]) -> float:
    start = time.monotonic()
    subprocess.run(words, check=True, capture_output=True)
    return time.monotonic() - start


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        (("search", "hai", "phong"), "items"),
        (("show", "province-31"), "card"),
        (("show", "province-31", "--on", "2099-01-01"), "ties"),
        (("path", "province-31", "Việt Nam"), "items"),
        (("network", "province-31"), "edges"),
        (("funders", "--sector", "health", "--place", "Hải Phòng", "--on", "2026-01-01"), "items"),
        (("analyses", "list"), "items"),
        (("analyses", "run", "coordination-gaps", "--province", "hai-phong"), "items"),
        (("findings", "list", "--analysis", "licence-gaps"), "items"),
        (("sources",), "items"),
        (("runs", "list"), "items"),
        (("doctor",), "checks"),
    ],
)
def test_json_is_one_document_on_stdout(amity: Amity, words: tuple[str, ...], holds: str) -> None:
    ended = amity(*words, "--json")
    assert ended.code == 0, ended.err
    assert ended.json[holds] not in (None, [])
    plain = amity(*words)
    assert plain.code == 0 and plain.out.strip()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Usage"),
        (("nonsense",), 2, "nonsense"),
        (("search", "a", "--lang", "fr"), 2, "vi | en"),
        (("search", "a", "--type", "Dragon"), 2, "Dragon"),
        (("search", "a", "--limit", "0"), 2, "--limit"),
        (("show", "Không ai cả"), 1, "Không ai cả"),
        (("show", "xa cam giang"), 1, "Cẩm Giàng"),
        (("funders", "--sector", "astrology"), 2, "astrology"),
        (("analyses", "run", "astrology"), 2, "astrology"),
        (("analyses", "run", "coordination-gaps", "--moon", "full"), 2, "--province"),
        (("analyses", "run", "coordination-gaps", "--province", "Atlantis"), 2, "Atlantis"),
        (("findings", "list", "--kind", "nonsense"), 2, "nonsense"),
        (("findings", "decide", "licence-share-0", "accept"), 1, "licence-share-0"),
        (("ingest", "no-such-folder"), 1, "no-such-folder"),
        (("runs", "show", "never"), 1, "never"),
        (("map", "province-31", "-o", "/no/such/folder/map.html"), 1, "/no/such/folder"),
    ],
)
def test_what_cannot_be_done_is_said_on_stderr(amity: Amity, words: tuple[str, ...], code: int, said: str) -> None:
    ended = amity(*words)
    assert (ended.code, ended.out if words[:1] != ("ingest",) else "") == (code, ""), ended
    assert said in ended.err


def test_a_name_of_several_shows_the_choices_to_programs_too(amity: Amity) -> None:
    ended = amity("show", "xa cam giang", "--json")
    assert ended.code == 1
    assert len(ended.json["choices"]) > 1


@pytest.mark.parametrize(
    ("environment", "code", "said"),
    [
        ({"AMITY_NEO4J_URI": "bolt://127.0.0.1:9"}, 1, "bolt://127.0.0.1:9"),
        ({"AMITY_NEO4J_URI": "http://127.0.0.1"}, 2, "AMITY_NEO4J_URI"),
        ({"AMITY_PORT": "many"}, 2, "AMITY_PORT"),
        ({"AMITY_NEO4J_URI": "", "AMITY_DATA_DIR": "/proc/amity"}, 1, "/proc/amity"),
    ],
)
def test_a_missing_engine_and_bad_settings_are_said_with_a_remedy(
    amity: Amity, environment: dict[str, str], code: int, said: str
) -> None:
    ended = amity("search", "a", **environment)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err and "→" in ended.err


def test_the_engine_s_state_is_told_where_it_is_ours(amity: Amity, sampled: "Sampled") -> None:
    ended = amity("engine", "status", "--json")
    if uri := sampled.settings.neo4j_uri:
        assert ended.code == 1
        assert uri in ended.err
    else:
        assert ended.json["running"] is True


def test_the_language_is_an_option(amity: Amity) -> None:
    assert "Bên tài trợ" in amity("funders", "--sector", "y tế", "--lang", "vi").out
    assert "Funder" in amity("funders", "--sector", "y tế", "--lang", "en").out
    assert "Tìm theo tên" in amity("--help", AMITY_LANG="vi").out
    assert "Find by name" in amity("--help", AMITY_LANG="en").out


def test_the_report_of_ingest(amity: Amity, tmp_path: Path) -> None:
    here = Path(__file__).parents[2] / "ingest" / "samples"
    rehearsed = amity("ingest", str(here), "--dry-run", "--json")
    assert rehearsed.code == 0, rehearsed.err
    runs = rehearsed.json["runs"]
    assert {"source", "file", "read", "written", "unchanged", "quarantined", "closed", "errors"} <= runs[0].keys()
    assert sum(run["unchanged"] for run in runs) > 100
    assert sum(run["written"] for run in runs) == 0
    (tmp_path / "hỏng.csv").write_bytes(b"\x00\x01\x02")
    broken = amity("ingest", str(tmp_path / "hỏng.csv"), "--json")
    assert broken.code == 1
    assert set(broken.json["runs"][0]["errors"][0]) == {"file", "sheet", "row", "column", "code", "message"}


def test_files_for_other_tools(amity: Amity, tmp_path: Path) -> None:
    for name, words in {"a.graphml": "<graphml", "a.vcf": "BEGIN:VCARD", "a.json": '"edges"'}.items():
        format_ = {"graphml": "graphml", "vcf": "vcard", "json": "json"}[name.rpartition(".")[2]]
        ended = amity("network", "province-31", "--hops", "2", "--format", format_, "-o", str(tmp_path / name))
        assert (ended.code, ended.out) == (0, "")
        assert words in (tmp_path / name).read_text(encoding="utf-8")
    assert amity("network", "province-31", "--hops", "2", "--format", "vcard").out.startswith("BEGIN:VCARD")
    assert amity("map", "province-31", "-o", str(tmp_path / "bản đồ.html")).code == 0
    html = (tmp_path / "bản đồ.html").read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>") and "Content-Security-Policy" in html
    assert {path.name for path in tmp_path.iterdir()} == {"a.graphml", "a.vcf", "a.json", "bản đồ.html"}


@contextmanager
def started(*words: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A serving command and the address it printed."""
    process = subprocess.Popen(
        [*AMITY, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, (line, process.stderr.read() if process.stderr else "")
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def asked(address: str) -> int:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return int(answer.status)
        except OSError:
            time.sleep(0.1)
    raise AssertionError(address)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_serve_prints_its_address_and_stops_cleanly(sampled: "Sampled", sign: signal.Signals) -> None:
    with started("serve", "--port", "0", **sampled.environment) as (process, address):
        assert asked(f"{address}api/v1/ready") == 200
        process.send_signal(sign)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0, err
        assert "Traceback" not in err


def test_a_taken_port_is_said_or_passed_over(amity: Amity, sampled: "Sampled") -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = amity("run", "--port", port, "--no-browser")
        assert (refused.code, refused.out) == (1, "") and port in refused.err
        with started("run", "--no-browser", **sampled.environment | {"AMITY_PORT": port}) as (_, address):
            assert f":{port}/" not in address
            assert asked(f"{address}api/v1/live") == 200


def test_the_open_door_is_refused(amity: Amity) -> None:
    ended = amity("serve", "--host", "0.0.0.0")
    assert ended.code == 2 and "AMITY_ACCESS_TOKEN" in ended.err


def test_run_on_a_bare_machine_and_its_engine_ends_with_it(tmp_path: Path, sampled_embedded: "Sampled") -> None:
    bare = sampled_embedded.environment | {"AMITY_DATA_DIR": str(tmp_path / "dữ liệu")}
    with started("run", "--port", "0", "--no-browser", **bare) as (process, address):
        with urllib.request.urlopen(f"{address}api/v1/counts", timeout=20) as answer:
            assert json.load(answer)["entities"] > 100
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    done = subprocess.run([*AMITY, "engine", "status", "--json"], capture_output=True, text=True, env=bare)
    assert json.loads(done.stdout)["running"] is False


def test_control_characters_of_data_do_not_reach_the_terminal() -> None:
    from api.console import clean

    assert clean("a\x1b[31mb\x9b1m\tc\n") == "a[31mb1m\tc\n"
