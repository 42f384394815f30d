"""A network for other tools: what GraphML refuses is converted, vCards hold to RFC 6350."""

import networkx as nx

from graph.exports import escape, fold, graph_json, graphml, name_parts, vcards
from graph.subgraph import Net


def network() -> Net:
    g: Net = nx.MultiDiGraph(centre="ngo-1", shown=3, total=9, hidden={"ngo-1": 6}, truncated=False)
    g.add_node(
        "ngo-1", id="ngo-1", type="NGO", name="Quỹ A; B, C", name_en="Fund A", aliases=["A", "B"], phone=None, degree=8
    )
    g.add_node("person-1", id="person-1", type="Person", name="Nguyễn Thị Hương (mẫu)", email="h@example.org", degree=1)
    g.add_node("province-31", id="province-31", type="Province", name="Hải Phòng", degree=90, area=3194.72)
    g.add_edge(
        "person-1",
        "ngo-1",
        key="tie-1",
        id="tie-1",
        type="HAS_POST",
        title="Trưởng đại diện",
        sources=["a", "b"],
        claims=["a:1"],
    )
    g.add_edge(
        "ngo-1",
        "province-31",
        key="tie-2",
        id="tie-2",
        type="WORKS_IN",
        since="2019",
        until=None,
        sources=["a"],
        committed=5,
    )
    g.add_edge("ngo-1", "province-31", key="tie-3", id="tie-3", type="RELATES_TO", sources=["a"], committed=5.5)
    return g


def test_graphml_is_read_back_with_its_ties_and_letters() -> None:
    back = nx.parse_graphml(graphml(network()), force_multigraph=True)
    assert back.nodes["province-31"]["name"] == "Hải Phòng"
    assert back.nodes["ngo-1"]["aliases"] == "A; B"
    assert sorted(type_ for *_, type_ in back.edges(data="type")) == ["HAS_POST", "RELATES_TO", "WORKS_IN"]


def test_graphml_gives_a_mixed_number_one_type() -> None:
    back = nx.parse_graphml(graphml(network()), force_multigraph=True)
    assert {a["committed"] for *_, a in back.edges(data=True) if "committed" in a} == {5.0, 5.5}


def test_graphml_holds_no_sign_that_xml_forbids() -> None:
    g: Net = nx.MultiDiGraph()
    g.add_node("x", id="x", type="NGO", name="A\x00B\x1fC")
    assert nx.parse_graphml(graphml(g)).nodes["x"]["name"] == "ABC"


def test_vcards_are_of_people_and_bodies_only() -> None:
    cards = vcards(network())
    assert cards.count("BEGIN:VCARD\r\nVERSION:4.0\r\n") == cards.count("END:VCARD\r\n") == 2
    assert "Hải Phòng" not in cards


def test_a_person_stands_with_post_and_organisation() -> None:
    card = next(c for c in vcards(network()).split("BEGIN:VCARD") if "KIND:individual" in c).split("\r\n")
    assert "N:Nguyễn;Hương;Thị;;" in card
    assert r"ORG:Quỹ A\; B\, C" in card
    assert {"TITLE:Trưởng đại diện", "EMAIL:h@example.org"} <= set(card)


def test_every_line_ends_with_crlf_and_has_at_most_75_octets() -> None:
    g = network()
    g.nodes["ngo-1"]["note"] = "Đối tác lâu năm, " * 20 + "\nhết"
    text = vcards(g)
    assert "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = text.replace("\r\n ", "")
    assert r"NOTE:" + r"Đối tác lâu năm\, " * 20 + r"\nhết" in unfolded


def test_folding_never_cuts_a_character() -> None:
    line = "FN:" + "ễ" * 100
    assert fold(line).replace("\r\n ", "") == line
    assert all(len(part.encode()) <= 75 for part in fold(line).split("\r\n"))


def test_escaping_leaves_no_way_to_begin_another_line() -> None:
    assert escape("a\r\nTEL:1\u2028b\x07") == r"a\nTEL:1\nb"
    assert escape("a\\;,") == r"a\\\;\,"


def test_names_are_parted_as_each_language_writes_them() -> None:
    assert name_parts("Đỗ Văn Bình") == ("Đỗ", "Bình", "Văn")
    assert name_parts("NGUYỄN VĂN A") == ("NGUYỄN", "A", "VĂN")
    assert name_parts("Anna Maria Schmidt") == ("Schmidt", "Anna", "Maria")
    assert name_parts("Pelé") == ("", "Pelé", "")


def test_the_map_gets_no_personal_data() -> None:
    shape = graph_json(network(), {"ngo-1": (0, 0), "person-1": (1.26, 2), "province-31": (3, 4)})
    assert "email" not in next(n for n in shape["nodes"] if n["id"] == "person-1")
    assert next(n for n in shape["nodes"] if n["id"] == "person-1")["x"] == 1.3
    assert (shape["shown"], shape["total"], shape["hidden"], shape["centre"]) == (3, 9, {"ngo-1": 6}, "ngo-1")
    assert next(e for e in shape["edges"] if e["id"] == "tie-1")["sources"] == 2
