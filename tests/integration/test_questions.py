"""The question box over the sample lists: one code path for command, address and page, the same figures as the other ways in."""

import json
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.funders import funders
from graph.questions.answering.answer import answer_plan
from graph.questions.plan import Named, Place, Plan
from graph.reference import find_sector, provinces
from tests.sampled import BASE
from tests.support import VIEWER
from tests.unit.test_questions_proposing import endpoint, reply

if TYPE_CHECKING:
    from tests.sampled import Sampled

DAY = "2026-01-15"
PROVINCES = ("province-31", "province-22", "province-34")


def ask(sampled: "Sampled", **said: Any) -> dict[str, Any]:
    plan = Plan.model_validate({"ask": "list"} | said)
    told = answer_plan(sampled.store, VIEWER, plan.model_dump(exclude_defaults=True), DAY, province="hai-phong")
    assert told["understood"], told["reason"]
    return told


def place(id_: str, **more: Any) -> Place:
    unit = provinces()[id_]
    return Place(id=id_, type="Province", vi=unit.name_vi, en=unit.name_en, **more)


def sector(words: str) -> Named:
    found = find_sector(words)
    assert found
    return Named(id=found.id, type="Sector", vi=found.name_vi, en=found.name_en)


def post(client: TestClient, text: str, lang: str = "en", **more: Any) -> dict[str, Any]:
    told = client.post("/api/v1/questions", json={"text": text, "lang": lang, "on": DAY} | more)
    assert told.status_code == 200, told.text
    return told.json()


def test_funders_are_the_same_by_command_and_by_question(sampled: "Sampled") -> None:
    for words in ("health", "education", None):
        for where in (*PROVINCES[:1], None):
            for on in (None, DAY, "2024"):
                span = {"since": f"{on}-01-01"[:10], "until": f"{on}-12-31"[:10]} if on else None
                period = [{"meaning": "overlaps", **span}] if span else []
                told = ask(
                    sampled, of="organisations", role="funder", periods=period, sectors=[sector(words)] if words else [],
                    places=[place(where)] if where else [],
                )  # fmt: skip
                rows = funders(sampled.store, VIEWER, words, where, on, today=DAY)["rows"]
                assert set(told["entities"]) == {row["funder"]["id"] for row in rows}, (words, where, on)
                asked = {
                    r["entity"]["id"]: sorted((m["currency"], m["amount"]) for m in r["committed"])
                    for r in told["rows"]
                }
                given = {
                    r["funder"]["id"]: sorted(
                        (m["currency"], m["committed"]) for m in r["money"] if m["committed"] is not None
                    )
                    for r in rows
                }
                assert asked == given, (words, where, on)


def test_each_family_answers_and_says_who_speaks_of_it(sampled: "Sampled") -> None:
    ours = [place("province-31")]
    for said, least in (
        ({"of": "organisations", "types": ["NGO"], "role": "related", "places": ours}, 80), ({"of": "aid", "places": ours}, 62),
        ({"of": "twins", "places": ours}, 9), ({"of": "agreements", "places": ours}, 22), ({"of": "delegations"}, 24),
        ({"of": "people"}, 60), ({"of": "needs"}, 20), ({"of": "associations", "places": ours}, 20), ({"of": "unions"}, 6),
        ({"of": "businesses"}, 12), ({"of": "investments"}, 14), ({"of": "events"}, 32), ({"of": "statistics", "places": ours}, 10),
        ({"of": "policies"}, 5), ({"of": "countries", "has": ["embassy"], "lacks": ["association"], "places": ours}, 13),
    ):  # fmt: skip
        told = ask(sampled, **said)
        assert told["total"] >= least and told["cypher"] and told["sentence"]["vi"], (said, told["total"])
        assert len(told["entities"]) == told["total"] or told["total"] > 500
        assert said["of"] == "countries" or all(told["sources"].get(row["entity"]["id"]) for row in told["rows"]), said


def test_readings_of_licences_agreements_needs_and_sums(sampled: "Sampled") -> None:
    ours = [place("province-31")]
    ngos = {"ask": "count", "of": "organisations", "types": ["NGO"], "role": "related", "places": ours}
    counted = {
        state: ask(sampled, **ngos, licence={"state": state})["rows"][0]["count"]
        for state in ("none", "held", "expired", "valid", "lapsed")
    }
    assert counted["none"] == 34 and counted["none"] + counted["held"] == 80
    assert counted["valid"] + counted["lapsed"] == 80 and counted["expired"] == 4
    silent = ask(sampled, of="twins", places=ours, agreement={"state": "dormant", "months": 12})
    assert "Kitakyushu" not in {r["entity"]["name"] for r in silent["rows"]} and silent["total"] == 8
    open_ = ask(sampled, ask="count", of="needs", lacks=["funder"], sectors=[sector("health")])["rows"]
    assert open_ == [{"count": 3}]
    sums = ask(sampled, ask="sum", of="aid", measure="committed", places=ours, sectors=[sector("education")])
    assert {c["currency"]: c["amount"] for r in sums["rows"] for c in r["committed"]} == {"USD": 1839000, "EUR": 440000}
    under_way = ask(
        sampled,
        ask="sum",
        of="aid",
        measure="committed",
        places=ours,
        periods=[{"meaning": "now", "since": DAY, "until": DAY}],
    )
    amounts = {c["currency"]: c["amount"] for r in under_way["rows"] for c in r["committed"]}
    assert amounts == {"USD": 2766000, "EUR": 1364000, "VND": 2500000000}


def test_a_denial_leaves_out_whom_the_same_words_would_find(sampled: "Sampled") -> None:
    ours, next_door, ngos = [place("province-31")], [place("province-22")], {"of": "organisations", "types": ["NGO"]}
    for said, denied in (
        (ngos | {"role": "funder", "sectors": [sector("health")]}, {"role": "funder", "places": ours}),
        (ngos | {"role": "related", "places": ours}, {"role": "active", "sectors": [sector("education")]}),
        (ngos | {"role": "active", "places": next_door}, {"places": ours}),
        (ngos | {"role": "funder", "places": ours}, {"role": "funder", "places": ours, "periods": [{"meaning": "now", "since": DAY, "until": DAY}]}),
        ({"of": "aid", "places": ours}, {"sectors": [sector("health")]}),
    ):  # fmt: skip
        every, but = (set(ask(sampled, **said, **more)["entities"]) for more in ({}, {"but_not": [denied]}))
        parts = [
            {"role": "funder"},
            {"role": "implementer"},
            {"role": "recipient"},
            {"role": "manager"},
            {"role": "approver"},
        ]
        of_aid = [{}] if "role" in denied or said["of"] == "aid" else parts
        out = {one for part in of_aid for one in ask(sampled, of=said["of"], **{**denied, **part})["entities"]}
        assert but == every - out and 0 < len(but) < len(every), (said, denied)


def test_a_question_is_answered_gone_on_from_and_asked_back(client: TestClient) -> None:
    first = post(client, "Which NGOs fund health in our province?")
    assert first["understood"] and first["total"] == 16 and first["plan"]["of"] == "organisations"
    assert "any period" in first["sentence"]["en"] and "former Hai Duong" in first["sentence"]["en"]
    following = post(client, "and in education?", context=first["plan"])
    assert following["understood"] and set(following["entities"]) != set(first["entities"])
    back = post(client, "Which blorptown NGOs fund health in Hai Phong?")
    assert not back["understood"] and not back["rows"] and back["unknown"] and back["reason"]["key"] == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "'; MATCH (n) DETACH DELETE n; --",
        "<script>alert(1)</script>",
        "tổ chức \u0060) DETACH DELETE e //",
        "?" * 1999,
        "\ufdfa" * 2000,
    ],
)
def test_no_text_is_more_than_words(client: TestClient, text: str) -> None:
    told = post(client, text)
    assert not told["understood"] and not told["rows"]
    html = client.get("/ask", params={"q": text})
    assert html.status_code == 200 and "<script>alert" not in html.text


def test_a_longer_text_and_a_foreign_context_are_refused(client: TestClient) -> None:
    assert client.post("/api/v1/questions", json={"text": "a" * 2001}).status_code == 422
    assert client.post("/api/v1/questions", json={"text": "aid", "context": {"ask": "x"}}).status_code == 422
    assert client.get("/ask", params={"plan": "{"}).status_code == 422


def test_the_page_shows_sentence_chips_table_and_queries_without_a_script(client: TestClient) -> None:
    for lang, text, said in (
        ("en", "Which NGOs fund health in Hai Phong?", "Understood as"),
        ("vi", "TCPCPNN nào tài trợ y tế ở Hải Phòng?", "Hiểu là"),
    ):
        html = unescape(client.get("/ask", params={"q": text, "on": DAY, "lang": lang}).text)
        assert said in html and "Tidewillow Foundation (mẫu)" in html and 'href="/ask?plan=' in html and "MATCH" in html
        assert '"ask": "list"' in html, "the next question goes on from this one"
    chip = next(
        part.split('"')[0]
        for part in client.get("/ask", params={"q": "aid items in Hai Phong"}).text.split('href="/ask?plan=')[1:]
    )
    assert client.get(f"/ask?plan={chip}").status_code == 200
    start = client.get("/ask", params={"lang": "vi"}).text
    assert "Có thể hỏi" in start


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_offered_is_understood(client: TestClient, lang: str) -> None:
    offered = client.get("/api/v1/questions/suggestions", params={"lang": lang}).json()["items"]
    assert len(offered) >= 6
    for one in offered:
        assert post(client, one["text"], lang)["understood"], one["text"]
    named = client.get("/api/v1/questions/suggestions", params={"q": "who works at tidewil", "lang": "en"}).json()[
        "items"
    ]
    assert {"text": "who works at Tidewillow Foundation (mẫu)", "kind": "name"} in named


def test_the_command_answers_goes_on_and_says_what_it_did_not_understand(sampled: "Sampled", tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "api.cli", "ask", *arguments, "--json"], env=sampled.environment, capture_output=True, text=True, check=False
        )  # fmt: skip

    first = run("How many aid items are there in Hai Phong?", "--on", DAY)
    assert first.returncode == 0 and json.loads(first.stdout)["rows"] == [{"count": 62}]
    file = tmp_path / "before.json"
    file.write_text(first.stdout, encoding="utf-8")
    following = run("and in education?", "--on", DAY, "--context", str(file))
    assert following.returncode == 0 and json.loads(following.stdout)["rows"][0]["count"] < 62
    back = run("How many blorptown are there?")
    assert back.returncode == 1 and "blorptown" in back.stderr and not json.loads(back.stdout)["understood"]
    confirmed = run("--on", DAY, "--plan", str(file))
    assert confirmed.returncode == 0 and json.loads(confirmed.stdout)["rows"] == [{"count": 62}]


def test_what_a_language_model_proposes_is_marked_and_answered_once_confirmed(sampled: "Sampled") -> None:
    proposal = {"ask": "count", "of": "aid", "sectors": [{"name": "health"}], "places": [{"name": "Hai Phong"}]}
    text = "reckon up whatever medics gave us round the estuary"
    with endpoint(reply(proposal)) as (model, heard):
        settings = sampled.settings.model_copy(update={"model_url": model.url, "model_name": "reader"})
        with TestClient(create_app(settings, sampled.store), base_url=BASE) as client:
            told = post(client, text)
            assert (told["understood"], told["proposed"], told["rows"], told["reason"]["key"]) == (
                False,
                True,
                [],
                "proposed",
            )
            answered = post(client, "", plan=told["plan"])
            assert answered["understood"] and answered["proposed"] and answered["rows"][0]["count"] > 0
            assert answered["rows"] == post(client, "How many aid items about health are there in Hai Phong?")["rows"]
            html = client.get("/ask", params={"q": text, "lang": "en"}).text
            assert "Read with a language model" in html and "<table" not in html
            link = unescape(html.split('class="button" href="')[2].split('"')[0])
            shown = client.get(link).text
            assert "<table" in shown and "Read with a language model" in shown
            assert not post(client, "delete all NGOs")["proposed"] and not post(client, "aid items")["proposed"]
    assert [json.loads(one["messages"][1]["content"])["question"] for _, _, one in heard] == [text, text]
    with TestClient(create_app(settings, sampled.store), base_url=BASE) as client:  # the endpoint is gone
        back = post(client, text)
        assert not back["proposed"] and back["reason"]["key"] in ("unknown", "unclear")
