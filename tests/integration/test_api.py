"""The addresses under /api/v1 as another system's developer meets them, over the sample lists."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.openapi.models import OpenAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.errors import MEDIA
from graph.errors import StoreUnreachable
from graph.settings import Settings
from tests.support import RecordingStore

BASE = "http://127.0.0.1:8000"
V1 = "/api/v1"


def got(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(V1 + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: TestClient, path: str, status: int, lang: str = "en", **query: Any) -> Any:
    answer = client.get(V1 + path, params=query, headers={"accept-language": lang})
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA), answer.text
    problem = answer.json()
    assert {"type", "title", "status", "detail", "errors"} <= problem.keys()
    assert problem["status"] == status
    return problem


def province(client: TestClient) -> str:
    return next(it["id"] for it in got(client, "/search", q="Hải Phòng", type="Province")["items"] if it["exact"])


@pytest.mark.parametrize("words", ["hai phong", "haiphong", "HAI PHONG", "Hải Phòng", "Ha\u0309i Pho\u0300ng"])
def test_one_place_under_every_spelling(client: TestClient, words: str) -> None:
    assert "province-31" in {it["id"] for it in got(client, "/search", q=words)["items"]}


def test_a_list_is_walked_page_by_page_without_loss_or_repetition(client: TestClient) -> None:
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = got(client, "/entities", type="NGO", limit=30, **cursor)
        seen += [it["id"] for it in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert len(seen) == len(set(seen)) == page["total"] > 30


def test_every_entity_names_its_sources(client: TestClient) -> None:
    ngo = got(client, "/entities", type="NGO", limit=1)["items"][0]
    entity = got(client, f"/entities/{ngo['id']}")
    assert (entity["id"], entity["type"]) == (ngo["id"], "NGO")
    assert {"source", "claim", "file", "row", "first_seen", "last_seen"} <= entity["sources"][0].keys()
    claims = got(client, f"/entities/{ngo['id']}/claims")["items"]
    assert {claim["id"] for claim in claims} >= {said["claim"] for said in entity["sources"]}


def test_neighbours_can_be_narrowed(client: TestClient) -> None:
    everything = got(client, f"/entities/{province(client)}/neighbours", limit=3)["items"]
    based = got(client, f"/entities/{province(client)}/neighbours", tie="BASED_IN")["items"]
    assert {group["type"] for group in everything} > {"BASED_IN"} == {group["type"] for group in based}
    assert all(
        len(group["items"]) <= 3 <= group["total"] or len(group["items"]) == group["total"] for group in everything
    )


def test_a_network_states_its_cap(client: TestClient) -> None:
    graph = got(client, f"/entities/{province(client)}/network", hops=2, limit=40)
    ids = {node["id"] for node in graph["nodes"]}
    assert len(ids) == graph["shown"] == 40 < graph["total"]
    assert {end for edge in graph["edges"] for end in (edge["source"], edge["target"])} <= ids
    assert graph["hidden"][province(client)] > 0
    assert len({(node["x"], node["y"]) for node in graph["nodes"]}) == 40


def test_a_network_goes_into_other_tools(client: TestClient) -> None:
    address = f"{V1}/entities/{province(client)}/network"
    graphml = client.get(address, params={"format": "graphml"})
    vcard = client.get(address, params={"format": "vcard", "hops": 2, "limit": 500})
    assert (graphml.headers["content-type"], vcard.headers["content-type"]) == (
        "application/graphml+xml", "text/vcard; charset=utf-8")  # fmt: skip
    assert "attachment" in graphml.headers["content-disposition"]
    assert ElementTree.fromstring(graphml.content).tag.endswith("graphml")
    assert vcard.text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert vcard.text.count("BEGIN:VCARD") == vcard.text.count("END:VCARD") > 0


def test_funders_are_asked_as_the_planner_asks(client: TestClient) -> None:
    found = got(client, "/funders", sector="health", place="Hải Phòng", on="2026-01-01")
    assert found["total"] == len(found["items"]) > 0
    assert set(found["sentence"]) == {"vi", "en"}
    row = found["items"][0]
    assert row["money"] and all(set(m) >= {"currency", "committed", "disbursed"} for m in row["money"])
    assert row["items"] and row["sources"]


def test_paths_take_names_and_say_what_was_ambiguous(client: TestClient) -> None:
    associations = got(client, "/entities", type="FriendshipAssociation", limit=2)["items"]
    found = got(client, "/paths", **{"from": associations[0]["id"], "to": associations[1]["id"]})
    assert (found["from"]["id"], found["to"]["id"]) == (associations[0]["id"], associations[1]["id"])
    assert found["items"] and all(len(item["nodes"]) == len(item["ties"]) + 1 for item in found["items"])


def test_every_analysis_is_an_address_with_its_own_parameters(client: TestClient) -> None:
    listed, silent = got(client, "/analyses")["items"], set[str]()
    assert {"coordination-gaps", "partnership-opportunities"} <= {it["name"] for it in listed}
    for it in listed:
        findings = client.get(it["address"], params={"province": "hai-phong"}).json()["items"]
        silent |= set() if findings else {it["name"]}
        assert all(
            f["reason"]["vi"] and f["reason"]["en"] and f["evidence"] and f["refuted_by"]["vi"] for f in findings
        )
        parameters = client.app.openapi()["paths"][it["address"]]["get"]["parameters"]  # type: ignore[attr-defined]
        assert {p["name"] for p in parameters} == it["parameters"]["properties"].keys()
    assert silent == {"concentration"}, "the sample depends on nobody"


def test_sources_runs_and_counts_add_up(client: TestClient) -> None:
    counts, sources, runs = got(client, "/counts"), got(client, "/sources"), got(client, "/runs")
    assert counts["entities"] == sum(it["count"] for it in counts["by_type"]) > 100
    assert counts["provenance"]["coverage"] == 1.0
    assert len(sources["items"]) == sources["total"] > 3
    one = got(client, f"/runs/{runs['items'][0]['id']}")
    assert (one["state"], one["errors"]) == ("done", [])


@pytest.mark.parametrize(
    ("path", "query", "status", "loc"),
    [
        ("/nothing", {}, 404, None),
        ("/entities/ngo-nobody", {}, 404, None),
        ("/entities/ngo-nobody/network", {}, 404, None),
        ("/runs/never", {}, 404, None),
        ("/analyses/astrology", {}, 404, None),
        ("/search", {}, 422, ["query", "q"]),
        ("/search", {"q": "a", "limit": "many"}, 422, ["query", "limit"]),
        ("/search", {"q": "a", "limit": 0}, 422, ["query", "limit"]),
        ("/search", {"q": "a" * 301}, 422, ["query", "q"]),
        ("/search", {"q": "a", "type": "Dragon"}, 422, ["query", "type"]),
        ("/entities", {"cursor": "%%%"}, 422, None),
        ("/entities/province-31/network", {"format": "exe"}, 422, ["query", "format"]),
        ("/entities/province-31/network", {"tie": "FUNDS) DETACH DELETE n //"}, 422, ["query", "tie"]),
        ("/funders", {"sector": "astrology"}, 422, None),
        ("/funders", {"on": "yesterday"}, 422, ["query", "on"]),
        ("/paths", {"from": "Không ai cả", "to": "province-31"}, 404, None),
    ],
)
def test_a_refusal_has_one_shape_and_names_what_is_wrong(
    client: TestClient, path: str, query: dict[str, Any], status: int, loc: list[str | int] | None
) -> None:
    problems = {lang: refused(client, path, status, lang, **query) for lang in ("vi", "en")}
    assert problems["vi"]["detail"] != problems["en"]["detail"]
    assert [fault["loc"] for fault in problems["vi"]["errors"]] == ([loc] if loc else [])


def test_a_name_of_several_offers_them(client: TestClient) -> None:
    names = [it["name"] for it in got(client, "/entities", type="Locality", limit=500)["items"]]
    twice = next((name for name in names if names.count(name) > 1), "xa cam giang")
    problem = refused(client, "/paths", 409, **{"from": twice, "to": "province-31"})
    assert len(problem["choices"]) > 1
    assert all({"id", "type", "name"} <= choice.keys() for choice in problem["choices"])


def test_another_method_is_refused_in_the_same_shape(client: TestClient) -> None:
    answer = client.delete(f"{V1}/entities/province-31")
    assert (answer.status_code, answer.headers["content-type"], answer.headers["allow"]) == (405, MEDIA, "GET")


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "zq AND (((", "\x00", "'; DROP", "🙂", "%", "‮abc", "a" * 300, " "]
)
def test_any_text_in_any_script_is_only_words(client: TestClient, words: str) -> None:
    assert got(client, "/search", q=words)["items"] == [] or words.strip() in ("%", "'; DROP", "‮abc")
    for path, query in (
        ("/entities", {"q": words}),
        ("/funders", {"place": words}),
        ("/paths", {"from": words, "to": words}),
    ):
        assert client.get(V1 + path, params=query).status_code in (200, 404, 409, 422)


def test_live_and_ready(client: TestClient) -> None:
    assert (got(client, "/live")["status"], got(client, "/ready")["status"]) == ("live", "ready")


class _Down(RecordingStore):
    def read(self, *_: object, **__: object) -> Any:
        raise StoreUnreachable(uri="bolt://db.example:7687")


def test_while_the_engine_is_down_it_lives_but_is_not_ready() -> None:
    with TestClient(create_app(Settings(lang="en"), _Down()), base_url=BASE) as client:
        assert client.get(f"{V1}/live").status_code == 200
        problem = refused(client, "/ready", 503)
        assert "bolt://db.example:7687" in problem["detail"]
        assert problem["remedy"]
        page = client.get("/", headers={"accept-language": "en"})
        assert (page.status_code, page.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert "bolt://db.example:7687" in page.text


class _Broken(RecordingStore):
    def read(self, *_: object, **__: object) -> Any:
        raise ZeroDivisionError("secret of ours")


def test_a_slip_of_ours_tells_nothing_of_the_inside() -> None:
    with TestClient(create_app(Settings(), _Broken()), base_url=BASE) as client:
        problem = refused(client, "/counts", 500)
        assert "secret" not in str(problem) and "Traceback" not in str(problem)


def test_the_description_is_complete(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    OpenAPI.model_validate(document)
    told = [(path, operation) for path, ways in document["paths"].items() for operation in ways.values()]
    for path, operation in told:
        assert path.startswith("/api/v1/")
        assert operation["summary"] and operation.get("description"), path
        assert {"404", "409", "422", "503"} <= operation["responses"].keys()
        assert all(set(operation["responses"][s]["content"]) == {MEDIA} for s in ("404", "409", "422", "503"))
    for name, schema in document["components"]["schemas"].items():
        if re.match(
            r"(Entity|EntityRow|Graph|Path|FunderRow|Finding|Claim|Hit|TieGroup|RunInfo|Counts|Problem)$", name
        ):
            assert schema.get("example"), name


def test_examples_hold_to_their_own_shapes(client: TestClient) -> None:
    from api import answers, shapes

    for shape in (*vars(shapes).values(), *vars(answers).values()):
        if isinstance(shape, type) and issubclass(shape, shapes.Shape) and shape.model_config.get("json_schema_extra"):
            shape.model_validate(shape.model_config["json_schema_extra"]["example"])  # type: ignore[index]


def test_the_docs_page_needs_no_other_host(client: TestClient) -> None:
    page = client.get("/api/docs", headers={"accept-language": "en"})
    assert page.status_code == 200
    assert "/api/v1/funders" in page.text
    assert not re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//", page.text)


def test_beyond_this_machine_the_token_is_needed(sampled: Any) -> None:
    settings = Settings(access_token="a-long-enough-access-token", host="0.0.0.0", lang="en")  # type: ignore[arg-type]
    with TestClient(create_app(settings, sampled.store), base_url="http://amity.example") as client:
        assert refused(client, "/counts", 401)["type"] == "urn:amity:refused_token"
        assert (
            client.get(f"{V1}/counts", headers={"authorization": "Bearer a-long-enough-access-token"}).status_code
            == 200
        )
        asked = client.get("/gaps?kind=x", headers={"accept-language": "en"})
        assert (asked.status_code, 'name="next" value="/gaps?kind=x"' in asked.text) == (401, True)
        form = {"token": "a-long-enough-access-token", "next": "//evil.example/x?y=1"}
        assert client.post("/login", data=form, headers={"origin": "http://evil.example"}).status_code == 403
        assert client.post("/login", data={"token": "khác"}).status_code == 401
        entered = client.post("/login", data=form, headers={"origin": "http://amity.example"}, follow_redirects=False)
        assert (entered.status_code, entered.headers["location"]) == (303, "/x?y=1")
        assert client.get(f"{V1}/counts").status_code == 200


def test_a_page_elsewhere_cannot_reach_a_server_on_this_machine(client: TestClient) -> None:
    rebound = client.get(f"{V1}/counts", headers={"host": "rebound.example:8000", "accept-language": "en"})
    assert (rebound.status_code, rebound.json()["type"]) == (403, "urn:amity:refused_host")
