"""`doctor --deep` finds every kind of damage, and nothing where there is none."""

from pathlib import Path

import pytest

from graph import deep, edits, tie_edits
from graph.entities import entity
from graph.store import Store, Viewer
from ingest.revert import revert
from ingest.run import Options, ingest_paths
from tests.support import VIEWER, nodes, ties, write

LAN = Viewer(user="Lan")
NGOS = "Tên tổ chức,Quốc gia,Trang web\n" + "".join(f"Quỹ {n} (mẫu),Nhật Bản,quy{n}.example\n" for n in range(12))
AID = "Mã dự án,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn\n" + "".join(
    f"VT-{n},Dự án {n} (mẫu),Quỹ {n % 12} (mẫu),Y tế,Hải Phòng\n" for n in range(20)
)


def kinds(store: Store) -> set[str]:
    return {fault.kind for fault in deep.faults(store, VIEWER)}


def test_what_officers_alone_speak_of_is_closed_until_a_list_holds_it_again(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "tcpcpnn.csv"
    path.write_text(NGOS, encoding="utf-8")
    (run,) = ingest_paths(store, [path], options=Options(reference=False)).runs
    one, *_ = sorted(id_ for (id_,) in nodes(store, "NGO"))
    edits.edit(store, LAN, one, {"phone": "0225 111"})
    revert(store, run.run or "")
    left = entity(store, VIEWER, one)
    assert left["closed"]
    assert left["properties"] == {}
    assert list(deep.faults(store, VIEWER)) == []
    write(store, "MATCH (n:Entity {id: $id}) SET n.website = 'by.hand'", id=one)
    assert kinds(store) == {"belief"}
    ingest_paths(store, [path], options=Options(reference=False))
    again = entity(store, VIEWER, one)
    assert (again["closed"], again["properties"]["phone"]) == (None, "0225 111")
    assert list(deep.faults(store, VIEWER)) == []


def test_damage_of_every_kind_is_found(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deep, "PAGE", 7)
    for name, text in (("tcpcpnn.csv", NGOS), ("vien-tro.csv", AID)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ingest_paths(store, [tmp_path], options=Options(reference=False))
    (tmp_path / "tcpcpnn.csv").write_text(NGOS.replace("Quỹ 11 (mẫu),Nhật Bản,quy11.example\n", ""), encoding="utf-8")
    ingest_paths(store, [tmp_path / "tcpcpnn.csv"], options=Options(reference=False))
    one, two, three, *_ = sorted(id_ for (id_,) in nodes(store, "NGO"))
    edits.edit(store, LAN, one, {"website": "lan.example"}, ["country"])
    edits.close(store, LAN, two, "2026-01-01")
    edits.comment(store, LAN, three, "ghi chú")
    item = sorted(target for source, target in ties(store, "FUNDS") if source == one)[0]
    tie_edits.edit_tie(store, LAN, f"{one}~FUNDS~{item}", {"since": "2024"})
    edits.retract(store, LAN, one, "country")
    assert list(deep.faults(store, VIEWER)) == []

    write(store, "MATCH (n:Entity {id: $id}) SET n.website = 'by.hand'", id=one)
    (fault,) = deep.faults(store, VIEWER)
    assert fault == deep.Fault("belief", one, "website")
    deep.lay_anew(store, [one])
    assert kinds(store) == set()

    write(store, "MATCH (a:Entity {id: $id})-[t:FUNDS]->() WITH t LIMIT 1 DELETE t", id=three)
    assert kinds(store) == {"tie_missing"}
    write(
        store,
        "MATCH (a:Entity {id: $id}) MATCH (b:Entity {id: $b}) CREATE (a)-[:FUNDS {id: 'x', claim: 'y'}]->(b)",
        id=one,
        b=item,
    )
    write(store, "CREATE (:Key {id: 'NGO|name|nobody'})")
    write(store, "MATCH (c:Claim {id: $id})-[a:ABOUT]->() DELETE a", id=f"officer:Lan:edit/{two}/closed")
    assert {"tie_missing", "tie_unclaimed", "key_idle", "claim_about", "belief"} == kinds(store)
    write(store, "MATCH (a:Entity {id: $a}) SET a.merged_into = $b", a=one, b="nobody")
    assert "lost" in kinds(store)
    write(
        store,
        "MATCH (a:Entity {id: $a}) MATCH (b:Entity {id: $b}) SET a.merged_into = $b, b.merged_into = $a",
        a=one,
        b=two,
    )
    assert kinds(store) == {"cycle"}
