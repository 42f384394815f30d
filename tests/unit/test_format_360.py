"""Grants of the 360Giving standard: the same from JSON and from a table."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from graph.things import Statement
from ingest.files import pieces
from ingest.grants import path_of
from ingest.problems import FileProblem, RowProblem
from ingest.readers.head import Head
from ingest.record import Record
from ingest.sources.three_sixty_giving import Grants
from tests.support import RecordingStore

GRANTS = Grants()
SAMPLES = Path(__file__).parent.parent / "data" / "formats" / "360"
HERON, CRANE = "Heron Fund (mẫu)", "White Crane Trust (mẫu)"
FUNDER = [{"id": "GB-CHC-0000002", "name": HERON}]


def records(path: Path) -> list[Record]:
    return list(GRANTS.records(path, RecordingStore()))  # type: ignore[arg-type]


def written(tmp_path: Path, *grants: Any) -> Path:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"grants": list(grants)}), encoding="utf-8")
    return path


def grant(**said: Any) -> dict[str, Any]:
    return {"id": "360G-a-1", "title": "Dự án A (mẫu)", "fundingOrganization": FUNDER, **said}


def item(tmp_path: Path, **said: Any) -> Statement:
    (record,) = records(written(tmp_path, grant(**said)))
    return GRANTS.statements(record)[0]


def ties(one: Statement) -> set[tuple[Any, ...]]:
    """(type, the other end, words in the order of their names)."""
    return {
        (t.type, (t.target if t.source == one.about else t.source).name, *(v for _, v in sorted(t.properties.items())))
        for t in one.ties
    }


def test_the_sample_says_who_gave_what_to_whom_for_where() -> None:
    path = SAMPLES / "tai-tro.json"
    assert GRANTS.fits(Head(path))
    first, second = records(path)
    told = GRANTS.statements(first)
    about = told[0].about
    assert (told[0].key, about.name) == ("360G-hactrang-1", "Nước sạch cho trường học (mẫu)")
    assert {name: value for name, value in about.properties.items() if name != "sample"} == {
        "code": "360G-hactrang-1", "approved": "2021-03-01", "year": "2021", "direction": "inbound", "since": "2021-04-01",
        "until": "2023-04", "committed": 25000, "disbursed": 10000.5, "currency": "GBP", "committed_usd": 34387.9,
        "disbursed_usd": 13755.85, "usd_rate_date": "2021",
        "note": "Lọc nước cho 12 trường. Chương trình: Rivers (mẫu). Phân loại: Bats",
    }  # fmt: skip
    assert {t[:2] for t in ties(told[0])} == {
        ("FUNDS", HERON), ("RECEIVES", CRANE), ("TARGETS", "Hải Phòng"), ("TARGETS", "Campuchia"), ("IN_SECTOR", "Y tế"),
        ("IN_SECTOR", "Nước uống và vệ sinh cơ bản"),
    }  # fmt: skip
    assert ("TARGETS", "Campuchia", "Siem Reap") in ties(told[0])
    crane = told[1].about
    assert (crane.name, crane.properties["org_id"], crane.properties["website"]) == (
        CRANE,
        "GB-CHC-0000001",
        "https://whitecrane.example",
    )
    shared = GRANTS.statements(second)[0]
    assert {t for t in ties(shared) if t[0] == "FUNDS"} == {
        ("FUNDS", HERON, "funder", True),
        ("FUNDS", "Công ty Hạc Trắng Việt Nam (mẫu)", "funder", True),
    }
    assert shared.about.properties["direction"] == "inbound"  # its recipient is here
    assert first.finish() == second.finish() == []


def test_a_table_says_the_same_as_json(tmp_path: Path) -> None:
    path = SAMPLES / "tai-tro.csv"
    assert GRANTS.fits(Head(path))
    (record,) = records(path)
    one = GRANTS.statements(record)[0]
    said = item(
        tmp_path, currency="USD", amountAwarded=3000, awardDate="2023-02-02", plannedDates=[{"startDate": "2023-03-01", "endDate": "2023-09-30"}],
        recipientOrganization=[{"id": "GB-CHC-0000001", "name": CRANE}], beneficiaryLocation=[{"name": "Hai Phong", "countryCode": "VN"}],
    )  # fmt: skip
    assert ties(one) == ties(said)
    mine = {"code", "sample"}
    assert {k: v for k, v in one.about.properties.items() if k not in mine} == {
        k: v for k, v in said.about.properties.items() if k not in mine
    }
    assert record.finish() == []


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Identifier", "id"), ("Recipient Org:0:Identifier", "recipientOrganization/0/id"), ("Recipient Org:Name", "recipientOrganization/0/name"),
        ("Amount Awarded", "amountAwarded"), ("Planned Dates:1:Start Date", "plannedDates/1/startDate"), ("recipientOrganization/0/id",) * 2,
        ("Planned Dates:Duration (months)", "plannedDates/0/duration"), ("Beneficiary Location:0:Country Code", "beneficiaryLocation/0/countryCode"),
        ("Recipient Org:Location:Geographic Code", "recipientOrganization/0/location/0/geographicCode"), ("Last Modified", "dateModified"),
    ],
)  # fmt: skip
def test_headings_are_paths(heading: str, path: str) -> None:
    assert path_of(heading) == path


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), "many", 10**400, None])
def test_an_amount_that_is_none_leaves_the_grant_with_its_amount_open(tmp_path: Path, amount: object) -> None:
    one = item(tmp_path, amountAwarded=amount, currency="GBP")
    assert "committed" not in one.about.properties
    codes = [w.code for w in records(tmp_path / "a.json")[0].warnings]
    record = records(tmp_path / "a.json")[0]
    GRANTS.statements(record)
    assert (codes, [w.code for w in record.warnings]) == ([], [] if amount is None else ["amount-unknown"])


def test_bad_grants_wait_and_people_are_not_kept(tmp_path: Path) -> None:
    path = written(
        tmp_path, grant(id=None), grant(title=""), grant(awardDate="2022-02-42"), 7, "x",
        grant(plannedDates=[{"startDate": "2022", "endDate": "2021"}]), grant(recipientIndividual=[{"name": "Somebody"}], odd=1),
    )  # fmt: skip
    found: list[tuple[int, str]] = []
    for record in (good := records(path)):
        try:
            GRANTS.statements(record)
        except RowProblem as error:
            found.append((error.problem.row or 0, error.problem.code))
    assert found == [
        (1, "value-missing"), (2, "value-missing"), (3, "date-impossible"), (4, "json-object"), (5, "json-object"), (6, "period-reversed"),
    ]  # fmt: skip
    assert good[-1].finish() == ["odd"]


def test_other_tables_and_documents_are_left_alone(tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["Title", "Amount", "Funder"], ["A", "1", "B"]])
    (tmp_path / "a.csv").write_text(text.getvalue(), encoding="utf-8")
    (tmp_path / "b.json").write_text('{"grants": []}', encoding="utf-8")
    assert not GRANTS.fits(Head(tmp_path / "a.csv")) and not GRANTS.fits(Head(tmp_path / "b.json"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"grants": [], "x": "fundingOrganization"}'),
        ("a.csv", "Identifier,Title,Funding Org:Name,Award Date\n"),
    ],
)
def test_a_file_of_the_format_without_a_grant_says_that_it_holds_none(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        list(pieces(tmp_path / name, None, RecordingStore()))  # type: ignore[arg-type]
    assert caught.value.problem.code == "rows-none"
