"""A plan that a language model proposes: what is sent, what holds, and that whatever goes wrong is as if it were not set."""

import json
import logging
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from typing import Any

import pytest

from graph.errors import BadSettings
from graph.questions.language_model import LanguageModel
from graph.questions.plan import Plan
from graph.questions.proposing import instructions, proposed
from graph.settings import load_settings
from tests.unit.test_questions import NAMES, TODAY, US

HEALTH = {"ask": "list", "of": "organisations", "role": "funder", "sectors": [{"name": "y tế"}], "places": [{"name": "our province"}]}  # fmt: skip


def reply(content: Any) -> bytes:
    text = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


@contextmanager
def endpoint(answer: bytes, status: int = 200, drip: float = 0.0) -> Generator[tuple[LanguageModel, list[Any]]]:
    """A server that speaks the protocol: it keeps what it was sent and answers so, a byte every `drip` seconds."""
    heard: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.path, self.headers["Authorization"], json.loads(body)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            try:
                for n in range(0, len(answer), 1 if drip else len(answer)):
                    self.wfile.write(answer[n : n + 1] if drip else answer)
                    self.wfile.flush()
                    sleep(drip)
            except OSError:
                pass  # the asker went away

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield LanguageModel(f"http://127.0.0.1:{server.server_address[1]}/v1", "reader", "k3y", seconds=2.0), heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def read(model: LanguageModel, text: str, lang: str = "vi") -> Plan | None:
    return proposed(model.told, text, lang, NAMES, TODAY, US)


def test_a_plan_that_holds_is_taken_with_things_of_ours_and_marked() -> None:
    with endpoint(reply(HEALTH)) as (model, heard):
        plan = read(model, "mấy ông nào chi tiền cho y tế chỗ mình, gọi 0912 345 678 hay a.b@example.org")
    assert plan and plan.proposed and (plan.of, plan.role) == ("organisations", "funder")
    assert [(p.id, p.ours) for p in plan.places] == [("province-31", True)]
    assert [s.type for s in plan.sectors] == ["Sector"]
    [(path, key, sent)] = heard
    assert (path, key, sent["model"]) == ("/v1/chat/completions", "Bearer k3y", "reader")
    assert "0912" not in str(sent) and "example.org" not in str(sent)  # what was asked goes out, no contact in it
    assert sent["messages"][0]["content"] == instructions()
    assert not any(bearer.thing.vi in str(sent) for bearer in NAMES.find([["lanternwood", "kitakyushu", "binh"]]))


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"ask": "list"},
        HEALTH | {"cypher": "MATCH (n) DETACH DELETE n"},
        HEALTH | {"title": "x' MATCH (n) DETACH DELETE n"},  # free words that nobody typed
        HEALTH | {"places": [{"name": "Wakanda"}]},
        HEALTH | {"places": [{"name": "Nhật Bản"}]},  # no place of a plan
        HEALTH | {"places": [{"id": "province-31", "type": "Province", "vi": "Hải Phòng", "en": "Hai Phong"}]},
        HEALTH | {"places": ["Hải Phòng"]},
        HEALTH | {"types": ["User"]},
        HEALTH | {"of": "passwords"},
        HEALTH | {"limit": 10**9},
        {"ask": "describe", "of": "anything", "about": [{"name": "Nguyễn Thanh Bình"}]},  # two bear the name
        {"ask": "path", "of": "connections", "about": [{"name": "Kitakyushu"}] * 2, "sectors": [{"name": "y tế"}]},
        {"ask": "list", "of": "statistics", "topic": "secrets"},
        {"ask": "list", "of": "people", "languages": ["Cypher"]},
    ],
)
def test_what_does_not_hold_is_no_proposal(answer: dict[str, Any]) -> None:
    assert (
        proposed(lambda _instructions, _question: answer, "mấy ông nào chi tiền cho y tế", "vi", NAMES, TODAY, US)
        is None
    )


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        (reply("not JSON at all"), 200, "no JSON object"),
        (reply('{"a":' + "[" * 50_000 + "}"), 200, "no JSON object"),
        (reply('{"a":' * 20_000 + "1" + "}" * 20_000), 200, "too long"),
        (reply('{"a":' * 5_000 + "1" + "}" * 5_000), 200, "no JSON object"),
        (b'{"choices": []}', 200, "no JSON object"),
        (b"\xff\xfe", 200, "no JSON object"),
        (reply("x" * 200_000), 200, "too long"),
        (reply(HEALTH), 500, "status 500"),
    ],
)
def test_an_answer_that_cannot_be_read_leaves_one_line(
    answer: bytes, status: int, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    with endpoint(answer, status) as (model, _), caplog.at_level(logging.WARNING, "graph"):
        assert read(model, "mấy ông nào chi tiền cho y tế") is None
    assert len(caplog.messages) == 1 and reason in caplog.text and "y tế" not in caplog.text


def test_a_slow_endpoint_and_one_that_is_not_there_are_given_up(caplog: pytest.LogCaptureFixture) -> None:
    with endpoint(reply(HEALTH), drip=0.05) as (model, _):
        began = monotonic()
        assert read(replace(model, seconds=0.4), "ai chi tiền") is None
        assert monotonic() - began < 2
    assert read(model, "ai chi tiền") is None  # the server is gone
    assert [message.rpartition(": ")[2] for message in caplog.messages] == ["it took too long", "it cannot be reached"]


def test_what_stands_around_the_json_is_passed_over() -> None:
    with endpoint(reply(f"```json\n{json.dumps(HEALTH)}\n```")) as (model, _):
        assert read(model, "ai chi tiền") is not None


def test_it_is_set_by_the_operator_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LanguageModel.of(load_settings()) is None
    monkeypatch.setenv("AMITY_MODEL_URL", "https://models.example.org/v1/")
    monkeypatch.setenv("AMITY_MODEL_NAME", "reader")
    monkeypatch.setenv("AMITY_MODEL_KEY", "k3y")
    assert LanguageModel.of(load_settings()) == LanguageModel("https://models.example.org/v1", "reader", "k3y")
    monkeypatch.setenv("AMITY_MODEL_URL", "file:///etc/passwd")
    with pytest.raises(BadSettings, match="AMITY_MODEL_URL"):
        load_settings()
