"""The pages over the sample lists, read as a browser without scripts reads them."""

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.deps import accepted
from graph.finding import MORE
from graph.settings import Settings
from graph.store import BoltStore
from graph.texts import text
from tests.support import RecordingStore, write

if TYPE_CHECKING:
    from tests.sampled import Sampled


BASE = "http://127.0.0.1:8000"
PAGES = (
    "/",
    "/partners",
    "/findings",
    "/gaps",
    "/opportunities",
    "/funders?sector=120&place=province-31",
    "/lists",
    "/entities/province-31",
    "/api/docs",
)
LANGS = ("vi", "en")


def page(client: TestClient, address: str, lang: str = "en", status: int = 200) -> str:
    client.cookies.clear()
    answer = client.get(address, headers={"accept-language": lang})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8"), answer.text[
        :500
    ]
    return unescape(answer.text)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole_in_both_languages_and_asks_no_other_host(
    client: TestClient, address: str, lang: str
) -> None:
    html = page(client, address, lang)
    assert f'<html lang="{lang}">' in html
    assert text("page.nav_gaps", lang) in html
    asked = re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"([^\"]*)\"", html)
    assert asked and all(address.startswith(("/static/", "/viz/", "data:")) for address in asked)
    scripts = re.findall(r"<script([^>]*)>([^<]*)", html)
    assert all("src=" in head or 'type="application/json"' in head for head, _ in scripts)


@pytest.mark.parametrize("address", PAGES)
def test_what_a_page_asks_for_is_there(client: TestClient, address: str) -> None:
    for asset in set(re.findall(r"(?:src|href)=\"(/(?:static|viz)/[^\"]*)\"", page(client, address))):
        assert client.get(asset).status_code == 200, asset


def test_the_map_opens_on_our_province_with_its_cap_stated(client: TestClient) -> None:
    html = page(client, "/?limit=50")
    assert '"centre": "province-31"' in html or '"centre":"province-31"' in html
    assert re.search(r"Showing 50 of [\d,]+", html)


def test_the_map_opens_on_whatever_is_asked_for(client: TestClient) -> None:
    ngo = client.get("/api/v1/entities?type=NGO&limit=1").json()["items"][0]
    assert ngo["name"] in page(client, f"/?centre={ngo['id']}")
    assert "ngo-nobody" in page(client, "/?centre=ngo-nobody", status=404)


def test_a_card_is_a_fragment_of_the_page(client: TestClient) -> None:
    card = page(client, "/entities/province-31?part=card")
    assert card.lstrip().startswith("<article") and "<html" not in card
    assert 'data-id="province-31"' in card


def test_a_search_with_one_hit_goes_there(client: TestClient) -> None:
    ngo = client.get("/api/v1/entities?type=NGO&limit=1").json()["items"][0]
    total = client.get("/api/v1/entities", params={"q": ngo["name"]}).json()["total"]
    answer = client.get("/partners", params={"q": ngo["name"]}, follow_redirects=False)
    assert (answer.status_code, total) in ((303, 1), (200, total))
    assert "Cẩm" in page(client, "/partners?q=cam")


def test_lists_are_paged_with_plain_links(client: TestClient) -> None:
    first = page(client, "/partners?type=NGO")
    following = re.search(r'href="([^"]*)" rel="next"', first)
    assert following
    second = page(client, following[1])
    rows = [set(re.findall(r'<th scope="row"><a class="who" href="([^"]*)"', html)) for html in (first, second)]
    assert rows[0] and rows[1] and not rows[0] & rows[1]


@pytest.mark.parametrize(("lang", "words"), [("vi", ("đang hoạt động", "Hoa Kỳ")), ("en", ("active", "United States"))])
def test_a_partners_details_are_words_and_no_codes(client: TestClient, lang: str, words: tuple[str, str]) -> None:
    found = client.get("/api/v1/entities", params={"type": "NGO", "limit": 200}).json()["items"]
    ngo = next(it for it in found if it["name"].startswith("Rivergate Eye Volunteers"))
    cells = re.findall(r"<dd>(.*?)</dd>", page(client, f"/entities/{ngo['id']}", lang), re.DOTALL)
    said = {re.split(r"<(?!span class=\"nowrap)", cell.strip())[0].strip() for cell in cells}
    assert set(words) <= said and "US" not in said


def test_a_vietnamese_list_of_sources_is_vietnamese(client: TestClient) -> None:
    html = page(client, "/lists", "vi")
    assert "danh sách của Liên hiệp" in html and "Khoản viện trợ" in html
    assert "the union's own list" not in html and "compiled by" not in html
    assert "the union's own list" in page(client, "/lists", "en")


def test_a_card_says_what_the_next_date_is(client: TestClient) -> None:
    card = page(client, "/entities/province-31?part=card", "vi")
    assert re.search(
        r"<dt>Ngày sắp tới</dt><dd><span class=\"nowrap\">[0-9/]+</span> (Đã có kế hoạch|Kỷ niệm|Thỏa thuận)", card
    )


def test_a_stacked_cell_holds_one_piece(client: TestClient) -> None:
    """On a phone a cell is a grid whose first column is the label: text of its own would fall into that column."""
    for address in ("/partners?type=NGO", "/funders?sector=health&place=Hải Phòng"):
        cells = re.findall(r"<td[^>]*data-head[^>]*>(.*?)</td>", page(client, address), re.DOTALL)
        pieces = [ElementTree.fromstring(f"<td>{cell.replace('&', '&amp;')}</td>") for cell in cells]
        assert pieces and not [one for one in pieces if any((part.tail or "").strip() for part in one)]


@pytest.mark.parametrize("lang", LANGS)
def test_findings_give_reason_evidence_and_next_step(client: TestClient, lang: str) -> None:
    for kind in ("gaps", "opportunities"):
        html = page(client, f"/{kind}", lang)
        assert html.count('<article class="finding') > 2
        assert text("page.next_step", lang) in html and text("page.refuted_by", lang) in html
        (tabs,) = re.findall(r'<nav class="tabs".*?</nav>', html, re.DOTALL)
        assert MORE[lang] not in tabs  # what is left out is no kind to choose


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/funders", "Choose a sector and a place"),
        ("/funders?sector=health&place=Hải Phòng", "funders ·"),
        ("/funders?sector=astrology", "astrology"),
        ("/funders?sector=health&on=yesterday", "yesterday"),
        ("/funders?sector=health&place=Hải Phòng&on=31/12/2025", "31 Dec 2025"),
        ("/funders?sector=health&place=xa cam giang", "Which one do you mean?"),
    ],
)
def test_the_funders_question_answers_or_asks_back(client: TestClient, address: str, words: str) -> None:
    assert words in page(client, address)


def test_an_unknown_page_says_what_to_do(client: TestClient) -> None:
    assert "/nowhere" in page(client, "/nowhere", status=404)
    assert text("error.http_404_remedy", "vi") in page(client, "/nowhere", "vi", status=404)


def test_runs_lead_from_the_lists(client: TestClient) -> None:
    found = re.search(r'href="(/lists/runs/[^"]*)"', page(client, "/lists"))
    assert found
    assert text("page.quarantine_none", "en") in page(client, found[1])


@pytest.mark.parametrize(
    ("query", "cookie", "header", "lang"),
    [
        ("", None, "", "en"),
        ("", None, "vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("", "vi", "en", "vi"),
        ("?lang=en", "vi", "vi", "en"),
        ("?lang=fr", None, "fr, en;q=0.3, vi;q=0.6", "vi"),
    ],
)
def test_the_language_is_asked_kept_or_said(
    client: TestClient, query: str, cookie: str | None, header: str, lang: str
) -> None:
    client.cookies.clear()
    headers = {"accept-language": header} | ({"cookie": f"lang={cookie}"} if cookie else {})
    answer = client.get(f"/lists{query}", headers=headers)
    assert f'<html lang="{lang}">' in answer.text
    assert ("set-cookie" in answer.headers) == (query == "?lang=en")
    client.cookies.clear()


@pytest.mark.parametrize(
    ("header", "lang"),
    [("", None), ("fr", None), ("en;q=0, vi;q=0.1", "vi"), ("EN-gb", "en"), ("vi;q=x,en", "en"), ("*", None)],
)
def test_what_a_browser_likes_best(header: str, lang: str | None) -> None:
    assert accepted(header) == lang


def test_an_empty_graph_says_what_to_do_next(monkeypatch: Any) -> None:
    with TestClient(create_app(Settings(lang="en"), RecordingStore()), base_url=BASE) as client:
        assert "amity ingest" in page(client, "/")


HOSTILE = '<img src=x onerror=alert(1)> "><script>alert(2)</script> href=javascript:alert(3)'


def test_a_hostile_name_stays_text_everywhere(sampled: "Sampled", client: TestClient) -> None:
    escaped = ("<img src=x", "<script>alert")
    for address in (
        "/partners?q={}",
        "/funders?sector={}&place={}",
        "/?centre={}",
        "/entities/{}",
        "/nowhere/{}",
        "/gaps?kind={}",
    ):
        html = client.get(address.replace("{}", HOSTILE.replace("/", "%2F").replace("#", "%23"))).text
        assert not any(words in html for words in escaped), address


def test_a_hostile_name_in_the_graph_stays_text_everywhere(embedded: BoltStore) -> None:
    """What a list may have smuggled in: as a name, an alias, an address, on both ends of a tie."""
    write(
        embedded,
        """CREATE (a:Entity:Organization:NGO {id: 'ngo-1', type: 'NGO', name: $bad, name_en: $bad, aliases: [$bad],
             website: 'javascript:alert(4)', note: $bad, search: 'img script'})
           CREATE (b:Entity:Place:Province {id: 'province-31', type: 'Province', name: $bad, search: 'img script'})
           CREATE (a)-[:WORKS_IN {id: 'tie-1', claim: $bad, source: $bad, since: $bad}]->(b)
           CREATE (c:Claim {id: $bad, source: $bad, type: 'NGO', name: $bad, ties: [], lists: [], rank: 50,
             said: '2026-01-01', hash: '', mention: false})
           CREATE (c)-[:ABOUT {source: $bad, file: $bad, row: 7, last_seen: $bad, first_seen: $bad}]->(a)
           CREATE (:Source {id: $bad, publisher: $bad, url: 'javascript:alert(5)', licence: $bad})
           CREATE (:Run {id: $bad, source: $bad, list: $bad, started: '2026-01-01'})""",
        bad=HOSTILE,
    )
    with TestClient(create_app(Settings(lang="en"), embedded), base_url=BASE) as client:
        pages = (
            "/",
            "/?centre=ngo-1",
            "/entities/ngo-1",
            "/entities/ngo-1?part=card",
            "/partners",
            "/partners?q=img",
            "/lists",
        )
        for address in pages:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.text[:300])
            assert "alert(1)" in answer.text, address
            live = re.findall(r"<img src=x|<script>alert|href=\"javascript:", answer.text)
            assert live == [], address
        for address in ("/entities/ngo-1", "/entities/ngo-1/claims", "/entities/ngo-1/network"):
            assert HOSTILE in str(client.get(f"/api/v1{address}").json())
        graphml = client.get("/api/v1/entities/ngo-1/network?format=graphml")
        assert HOSTILE in {data.text for data in ElementTree.fromstring(graphml.content).iter() if data.text}
