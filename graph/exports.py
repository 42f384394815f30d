"""A network for other tools: JSON for the map, GraphML for graph programs, vCard 4.0 (RFC 6350) for address books.

networkx's GraphML writer refuses None, lists and dicts: they are left out, joined by "; ", written as JSON.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from graph.model import ENTITIES
from graph.names import nfc
from graph.subgraph import Net

Row = dict[str, Any]
Positions = Mapping[str, tuple[float, float]]
_OCTETS = 75
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FAMILIES = frozenset(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Hoàng",
        "Huỳnh",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
        "Đào",
        "Đinh",
        "Đoàn",
        "Lâm",
        "Mai",
        "Trịnh",
        "Trương",
        "Tô",
        "Tạ",
        "Lương",
        "Cao",
        "Chu",
        "Hà",
        "Lưu",
        "Phùng",
        "Quách",
        "Thái",
        "Tống",
        "Vương",
        "Nghiêm",
        "Khúc",
        "Kiều",
        "La",
        "Lã",
        "Mạc",
        "Ninh",
        "Ông",
        "Phí",
        "Quản",
        "Thân",
        "Tôn",
        "Từ",
        "Vi",
        "Văn",
        "Đàm",
    ]
)
_NODE = ("id", "type", "name", "degree", "hop", "name_vi", "name_en", "since", "until", "sample")


def graph_json(g: Net, positions: Positions | None = None) -> Row:
    """The graph shape of SURFACE; with `positions`, x and y on the nodes. Personal data is never in it."""
    nodes = [{k: a[k] for k in _NODE if k in a} | {"degree": a.get("degree", 0)} for _, a in g.nodes(data=True)]
    if positions is not None:
        nodes = [n | {"x": round(positions[n["id"]][0], 1), "y": round(positions[n["id"]][1], 1)} for n in nodes]
    edges = [
        {
            "id": a.get("id", key), "type": a["type"], "source": source, "target": target, "since": a.get("since"),
            "until": a.get("until"), "label": a.get("label"), "sources": len(a.get("sources", ())), "claims": a.get("claims", []),
        }
        for source, target, key, a in g.edges(keys=True, data=True)
    ]  # fmt: skip
    about = g.graph
    return {
        "nodes": nodes, "edges": edges, "shown": about.get("shown", len(g)), "total": about.get("total", len(g)),
        "hidden": about.get("hidden", {}), "centre": about.get("centre"), "truncated": about.get("truncated", False),
    }  # fmt: skip


def graphml(g: Net) -> str:
    """The whole network with all properties as GraphML; edge ids are tie ids."""
    plain: Net = nx.MultiDiGraph(centre=str(g.graph.get("centre") or ""))
    for id_, attributes in g.nodes(data=True):
        plain.add_node(id_, **_flat(attributes))
    for source, target, key, attributes in g.edges(keys=True, data=True):
        plain.add_edge(source, target, key=str(key), **_flat(attributes))
    _one_type_each(plain)
    out = io.BytesIO()
    nx.write_graphml(plain, out, encoding="utf-8", named_key_ids=True)
    return out.getvalue().decode("utf-8")


def _flat(attributes: Mapping[str, Any]) -> Row:
    return {k: _plain(v) for k, v in attributes.items() if v is not None and v != []}


def _plain(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        text = "; ".join(str(v) for v in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    else:
        text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return _NOT_XML.sub("", text)


def _one_type_each(g: Net) -> None:
    """GraphML declares one type a key: an amount that is whole in one place and not in another is a real number in all."""
    everything = [a for _, a in g.nodes(data=True)], [a for *_, a in g.edges(data=True)]
    for attributes in everything:
        kinds: dict[str, set[type]] = {}
        for one in attributes:
            for name, value in one.items():
                kinds.setdefault(name, set()).add(type(value))
        for one in attributes:
            for name in one:
                if len(kinds[name]) > 1:
                    one[name] = float(one[name]) if kinds[name] <= {int, float} else str(one[name])


def vcards(g: Net) -> str:
    """The persons and organisations of a network as vCards; a person with posts and organisation as in the network."""
    cards: list[str] = []
    nodes: list[tuple[str, Row]] = [(id_, dict(attributes)) for id_, attributes in g.nodes(data=True)]
    for id_, attributes in sorted(nodes, key=_by_name):
        kind = attributes.get("type", "")
        if kind == "Person":
            cards.append(_card(_person(g, id_, attributes)))
        elif kind in ENTITIES and "Organization" in ENTITIES[kind].supers:
            cards.append(_card(_organization(id_, attributes)))
    return "".join(cards)


def _by_name(node: tuple[str, dict[str, Any]]) -> tuple[str, str]:
    return str(node[1].get("name", "")), node[0]


def _card(lines: Iterator[str]) -> str:
    return "".join(f"{fold(line)}\r\n" for line in ("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD"))


def _person(g: Net, id_: str, a: Row) -> Iterator[str]:
    yield "KIND:individual"
    yield from _named(id_, a)
    family, given, middle = name_parts(str(a["name"]))
    yield f"N:{escape(family)};{escape(given)};{escape(middle)};;"
    posts = sorted(
        ((t.get("until") or "9999", g.nodes[o].get("name", ""), t.get("title")) for _, o, t in g.out_edges(id_, data=True)
         if t["type"] == "HAS_POST"), key=lambda p: (p[0], p[1]), reverse=True
    )  # fmt: skip
    held = [post for post in posts if post[0] == "9999"] or posts[:1]
    for number, (_, organization, title) in enumerate(held, start=1):
        group = f"post{number}." if len(held) > 1 else ""  # which title goes with which organisation
        yield f"{group}ORG:{escape(organization)}"
        if title:
            yield f"{group}TITLE:{escape(title)}"
    if not posts and a.get("organization"):
        yield f"ORG:{escape(a['organization'])}"
    if a.get("birth_date") and len(str(a["birth_date"])) == 10:
        yield f"BDAY:{str(a['birth_date']).replace('-', '')}"
    yield from (
        f"LANG:{escape(language)}" for language in a.get("languages", ()) if re.fullmatch("[a-z]{2,3}", str(language))
    )
    yield from _reached(a)


def name_parts(name: str) -> tuple[str, str, str]:
    """Family, given and middle names: a Vietnamese name begins with the family's, others end with it."""
    words = re.sub(r"\(.*?\)", "", name).split() or [name]
    if len(words) == 1:
        return "", words[0], ""
    if nfc(words[0]).capitalize() in _FAMILIES:
        return words[0], words[-1], " ".join(words[1:-1])
    return words[-1], words[0], " ".join(words[1:-1])


def _organization(id_: str, a: Row) -> Iterator[str]:
    yield "KIND:org"
    yield from _named(id_, a)
    yield f"ORG:{escape(a['name'])}"
    yield from _reached(a)


def _named(id_: str, a: Row) -> Iterator[str]:
    yield f"UID:{escape(id_)}"
    yield f"FN:{escape(a['name'])}"
    others = dict.fromkeys(str(n) for n in (a.get("name_en"), a.get("short")) if n and n != a["name"])
    if others:
        yield f"NICKNAME:{','.join(escape(n) for n in others)}"


def _reached(a: Row) -> Iterator[str]:
    if a.get("phone"):
        yield f"TEL;VALUE=text:{escape(a['phone'])}"
    if a.get("email"):
        yield f"EMAIL:{escape(a['email'])}"
    if a.get("website"):
        yield f"URL:{_uri(a['website'])}"
    if a.get("address"):
        yield f"ADR:;;{escape(a['address'])};;;;"
    if a.get("note"):
        yield f"NOTE:{escape(a['note'])}"


def _uri(address: Any) -> str:
    bare = re.sub(r"\s", "", str(address))
    return bare if "://" in bare else f"https://{bare}"


def escape(value: Any) -> str:
    """Text of a vCard value: `\\`, `,`, `;` and line ends escaped, other control signs dropped."""
    text = str(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = re.sub(r"\r\n|\r|\n|\u2028|\u2029|\x85", r"\\n", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)


def fold(line: str) -> str:
    """A line cut at 75 octets, never inside a character; each further line begins with a space."""
    parts: list[str] = []
    current, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            parts.append(current)
            current, size = " ", 1
        current += sign
        size += octets
    return "\r\n".join([*parts, current])
