"""FollowTheMoney: entities and links as ours, whatever comes first, and words for what has no tie."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from graph.things import Statement
from ingest.problems import RowProblem
from ingest.readers.head import Head
from ingest.record import Record
from ingest.sources.followthemoney import FollowTheMoney
from tests.support import RecordingStore

FTM = FollowTheMoney()
SAMPLES = Path(__file__).parent.parent / "data" / "formats" / "ftm"
FUND, HEALTH, PROJECT = "Quỹ Hạc Trắng (mẫu)", "Sở Y tế thành phố Hải Phòng", "Nước sạch Cát Hải (mẫu)"
HANG = "Nguyễn Thu Hằng (mẫu)"
PEOPLE = [("p", "Person", {"name": "An (mẫu)"}), ("q", "Person", {"name": "Bình (mẫu)"})]
BODIES = [
    ("o", "Organization", {"name": "Quỹ A (mẫu)", "country": "jp"}),
    ("c", "Company", {"name": "Công ty B (mẫu)"}),
]


def records(path: Path) -> list[Record]:
    return list(FTM.records(path, RecordingStore()))  # type: ignore[arg-type]


def written(tmp_path: Path, *entities: tuple[str, str, dict[str, Any]] | str) -> Path:
    """One entity a line, each (id, schema, properties); a text stands as it is."""
    path = tmp_path / "a.jsonl"
    said = (
        e if isinstance(e, str)
        else json.dumps({"id": e[0], "schema": e[1], "properties": {k: v if isinstance(v, list) else [v] for k, v in e[2].items()}})
        for e in entities
    )  # fmt: skip
    path.write_text("\n".join(said), encoding="utf-8")
    return path


def told(path: Path) -> dict[str, Statement]:
    return {one.key: one for record in records(path) for one in FTM.statements(record)}


def ties(*statements: Statement) -> set[tuple[Any, ...]]:
    """(type, from, to, words in the order of their names)."""
    return {
        (t.type, t.source.name, t.target.name, *(v for _, v in sorted(t.properties.items())))
        for one in statements for t in one.ties if t.type != "LOCATED_IN" or t.source.type == "Event"
    }  # fmt: skip


def refused(path: Path) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for record in records(path):
        try:
            FTM.statements(record)
        except RowProblem as error:
            found.append((error.problem.row or 0, error.problem.column, error.problem.code))
    return found


def test_the_sample_is_read_though_links_come_before_their_ends() -> None:
    path = SAMPLES / "lien-he.jsonl"
    assert FTM.fits(Head(path))
    found = told(path)
    assert ties(*found.values()) == {
        ("HAS_POST", HANG, FUND, "2019-05-01", "Trưởng đại diện"), ("HAS_POST", HANG, HEALTH, "2023", "Cố vấn"),
        ("BASED_IN", FUND, "Kobe"), ("BASED_IN", HEALTH, "Việt Nam"), ("BASED_IN", "Sở Y tế tỉnh Hải Dương", "Việt Nam"),
        ("BASED_IN", "Hải Phòng", "Việt Nam"), ("BASED_IN", "Kobe", "Nhật Bản"), ("BASED_IN", "Công ty Hạc Trắng Việt Nam (mẫu)", "Việt Nam"),
        ("TARGETS", PROJECT, "Việt Nam"), ("FUNDS", FUND, PROJECT, "funder"), ("IMPLEMENTS", HEALTH, PROJECT, "đối tác thực hiện"),
        ("FUNDS", FUND, PROJECT, "USD", 25000, 25000.0, "funder", "2022"), ("RECEIVES", HEALTH, PROJECT),
        ("TWINNED_WITH", "Hải Phòng", "Kobe", "2024"), ("PART_OF", "Công ty Hạc Trắng Việt Nam (mẫu)", FUND, "60 %"),
        ("KNOWS", HANG, "Trần Minh Đức (mẫu)", "đồng nghiệp"), ("HOLDS", FUND, "Giấy đăng ký 15/CNV (mẫu)"),
        ("VALID_IN", "Giấy đăng ký 15/CNV (mẫu)", "Việt Nam"), ("HOSTED", HEALTH, "Lễ bàn giao (mẫu)"),
        ("JOINED", FUND, "Lễ bàn giao (mẫu)"), ("LOCATED_IN", "Lễ bàn giao (mẫu)", "Việt Nam"),
        ("SUCCEEDED_BY", "Sở Y tế tỉnh Hải Dương", HEALTH, "2025-07-01"),
    }  # fmt: skip
    fund, project = found["quy-1"].about, found["du-an-1"].about
    assert (fund.type, fund.guess) == ("Organization", "NGO")
    assert fund.properties["aliases"] == ["White Crane Fund (mẫu)", "WCF"]
    assert {k: project.properties[k] for k in ("code", "status", "direction", "since", "until", "committed", "note")} == {
        "code": "HT-01", "status": "ongoing", "direction": "inbound", "since": "2021", "until": "2023-06", "committed": 100000,
        "note": "Mục tiêu: 12 trường có nước sạch",
    }  # fmt: skip
    assert found["cty-1"].about.properties["tax_number"] == "0209999999"
    assert found["chi-2"].about.properties["note"] == f"Chi trả cho: {HEALTH} (sách, 500, USD, 2022-03-01)"
    assert not found["noi-2"].ties  # a link whose role is not said is words


def test_a_diagram_and_an_array_are_read_as_well(tmp_path: Path) -> None:
    diagram = SAMPLES / "so-do.ftm.json"
    assert FTM.fits(Head(diagram))
    wanted = {
        ("MEMBER_OF", "Hội Bạn Hữu Riga (mẫu)", "Mạng lưới Bạn Hữu (mẫu)", "2020"),
        ("BASED_IN", "Hội Bạn Hữu Riga (mẫu)", "Latvia"),
    }
    assert ties(*told(diagram).values()) == wanted
    array = tmp_path / "a.json"
    array.write_text(json.dumps(json.loads(diagram.read_text(encoding="utf-8"))["entities"]), encoding="utf-8")
    assert FTM.fits(Head(array)) and ties(*told(array).values()) == wanted


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        (("UnknownLink", {"subject": "p", "object": "q", "role": "bạn học"}), ("KNOWS", "An (mẫu)", "Bình (mẫu)", "bạn học")),
        (("UnknownLink", {"subject": "p", "object": "o", "role": "Giám đốc"}), ("HAS_POST", "An (mẫu)", "Quỹ A (mẫu)", "Giám đốc")),
        (("UnknownLink", {"subject": "c", "object": "o", "role": "member"}), ("MEMBER_OF", "Công ty B (mẫu)", "Quỹ A (mẫu)", "member")),
        (("UnknownLink", {"subject": "c", "object": "o", "role": "hữu nghị"}), ("COORDINATES_WITH", "Công ty B (mẫu)", "Quỹ A (mẫu)", "hữu nghị")),
        (("UnknownLink", {"subject": "c", "object": "o"}), None),
        (("Directorship", {"director": "c", "organization": "o", "role": "sáng lập"}), ("MEMBER_OF", "Công ty B (mẫu)", "Quỹ A (mẫu)", "sáng lập")),
        (("Representation", {"agent": "p", "client": "c"}), ("HAS_POST", "An (mẫu)", "Công ty B (mẫu)", "Đại diện")),
        (("Ownership", {"owner": "o", "asset": "c", "percentage": "10"}), None),
        (("Ownership", {"owner": "p", "asset": "c"}), None),
        (("Family", {"person": "p", "relative": "q", "relationship": "chị"}), ("KNOWS", "An (mẫu)", "Bình (mẫu)", "chị")),
        (("Family", {"person": "p", "relative": "p"}), None),
        (("ProjectParticipant", {"participant": "p", "project": "o"}), None),
    ],
)  # fmt: skip
def test_each_link_is_a_tie_that_may_join_its_ends_or_words(
    tmp_path: Path, link: tuple[str, dict[str, str]], wanted: tuple[Any, ...] | None
) -> None:
    path = written(tmp_path, ("l", *link), *PEOPLE, *BODIES)
    made = told(path)["l"]
    assert ties(made) == ({wanted} if wanted else set())
    assert bool(made.about.properties.get("note")) == (wanted is None)
    assert [w.code for w in records(path)[0].warnings] == []


def test_instalments_for_one_project_add_up_by_year_and_currency(tmp_path: Path) -> None:
    def pay(id_: str, amount: str, day: str, currency: str = "USD") -> tuple[str, str, dict[str, Any]]:
        said = {"payer": "o", "beneficiary": "c", "project": "d", "amount": amount, "currency": currency, "date": day}
        return id_, "Payment", said

    project = ("d", "Project", {"name": "Dự án D (mẫu)"})
    paid = [
        pay("1", "100", "2021-02-01"),
        pay("2", "50.5", "2021-09-01"),
        pay("3", "10", "2022"),
        pay("4", "7", "2022", "JPY"),
    ]
    found = told(written(tmp_path, *paid, *BODIES, project))
    funds = {
        (t.properties["since"], t.properties["currency"], t.properties["disbursed"])
        for t in found["o d"].ties
        if t.type == "FUNDS"
    }
    assert funds == {("2021", "USD", 150.5), ("2022", "USD", 10), ("2022", "JPY", 7)}


@pytest.mark.parametrize(("payers", "projects"), [(["o", "f"], ["d"]), (["o"], ["d", "e"])])
def test_what_several_paid_or_was_paid_for_several_is_nobodys_amount(
    tmp_path: Path, payers: list[str], projects: list[str]
) -> None:
    named = [(id_, "Project", {"name": f"Dự án {id_} (mẫu)"}) for id_ in ("d", "e")]
    paid = {
        "payer": payers,
        "beneficiary": "c",
        "project": projects,
        "amount": "1000",
        "currency": "USD",
        "date": "2021",
    }
    other = ("f", "Organization", {"name": "Quỹ F (mẫu)"})
    found = told(written(tmp_path, ("1", "Payment", paid), *BODIES, other, *named))
    funds = [t.properties for t in found[f"{' '.join(payers)} {' '.join(projects)}"].ties if t.type == "FUNDS"]
    said = {"role": "funder", "since": "2021", "shared": True, "note": "Chi chung 1.000 USD"}
    assert funds == [said, said]


def test_bad_records_wait_with_code_and_place(tmp_path: Path) -> None:
    path = written(
        tmp_path, ("l", "Membership", {"member": "nobody", "organization": "o"}), ("v", "Vessel", {"name": "Tàu"}),
        '{"id": "x", "schema": "Person"}', "[1]", "{", ("b", "Person", {"name": "X (mẫu)", "birthDate": "1980-13-40"}),
        ("n", "Person", {"alias": "Y"}), ("m", "Membership", {"member": "p"}), ("a", "Address", {"full": "Xóm Vắng"}),
        ("h", "Occupancy", {"holder": "p", "post": "s"}), ("s", "Position", {"name": "Thị trưởng"}), *PEOPLE, *BODIES,
    )  # fmt: skip
    assert refused(path) == [
        (1, "member/0/id", "ftm-end"), (2, "schema", "ftm-schema"), (3, "", "ftm-shape"), (4, "", "json-object"), (5, "", "json-broken"),
        (6, "birthDate", "date-impossible"), (7, "", "value-missing"), (8, "", "value-missing"), (9, "full", "place-unknown"),
        (10, "post/0/id", "ftm-post"),
    ]  # fmt: skip


def test_what_an_entity_leads_to_and_is_not_there_is_remarked(tmp_path: Path) -> None:
    event = ("e", "Event", {"name": "Hội thảo (mẫu)", "organizer": ["o", "nobody"], "colour": "red", "topics": "x"})
    record = records(written(tmp_path, event, *BODIES))[0]
    assert ties(*FTM.statements(record)) == {("HOSTED", "Quỹ A (mẫu)", "Hội thảo (mẫu)")}
    assert ([w.code for w in record.warnings], record.finish()) == (["ftm-end"], ["colour"])


@pytest.mark.parametrize(
    "text", ['{"a": 1}', '{"type": "FeatureCollection", "features": []}', '{"grants": []}', "", "id,schema\n1,2\n"]
)
def test_other_files_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert not FTM.fits(Head(tmp_path / "a.json"))


def test_what_links_need_of_a_file_is_not_held_in_memory(tmp_path: Path) -> None:
    """Ends are known by marks of their own, whatever signs their ids have; a long file takes no more than a short one."""
    path = written(
        tmp_path, ("\ud800", "Organization", {"name": "Quỹ A (mẫu)"}),
        *((f"o{n}", "Organization", {"name": f"Quỹ {n} (mẫu)", "email": "x" * 400}) for n in range(3_000)),
        ("m", "Membership", {"member": "\ud800", "organization": "o7"}),
    )  # fmt: skip
    tracemalloc.start()
    last = None
    for last in FTM.records(path, RecordingStore()):  # type: ignore[arg-type]  # noqa: B007
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert last and (last.text("member/0/name"), last.text("organization/0/name")) == ("Quỹ A (mẫu)", "Quỹ 7 (mẫu)")
    assert peak < 1 << 20
