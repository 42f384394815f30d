"""IATI activities: what is taken of them, which rules they break, and what of a bad one is still kept."""

from pathlib import Path
from typing import Any

import pytest

from graph.things import Statement, Tie
from ingest.iati.organisations import is_org_id
from ingest.problems import FileProblem, Problem, RowProblem
from ingest.readers.head import Head
from ingest.record import Record
from ingest.sources.iati import IatiActivities
from tests.support import RecordingStore

IATI = IatiActivities()
SAMPLE = Path(__file__).parent.parent / "data" / "formats" / "iati" / "hai-phong.xml"
WHOLE = (
    '<iati-identifier>GB-CHC-0-1</iati-identifier><reporting-org ref="GB-CHC-0" type="21"><narrative>Trust (mẫu)</narrative></reporting-org>'
    '<title><narrative>Wells (mẫu)</narrative></title><participating-org ref="GB-CHC-0" role="1"/><activity-status code="2"/>'
    '<activity-date type="2" iso-date="2024-03-01"/><recipient-country code="VN"/><sector code="14030"/>'
)


def records(path: Path) -> list[Record]:
    return list(IATI.records(path, RecordingStore()))  # type: ignore[arg-type]


def written(
    tmp_path: Path, inner: str, attributes: str = 'xml:lang="en" default-currency="USD"', root: str = ""
) -> Path:
    path = tmp_path / "a.xml"
    root = root or 'iati-activities version="2.03"'
    text = f"<{root}>\n<iati-activity {attributes}>{inner}</iati-activity>\n</{root.split()[0]}>"
    path.write_text(text, encoding="utf-8")
    return path


def item(tmp_path: Path, inner: str, attributes: str = 'xml:lang="en" default-currency="USD"') -> Statement:
    (record,) = records(written(tmp_path, inner, attributes))
    return IATI.statements(record)[0]


def codes(problems: list[Problem]) -> set[str]:
    return {p.code for p in problems} - {"iati-counts"}


def told(ties: tuple[Tie, ...], *types: str) -> set[tuple[Any, ...]]:
    """(type, name of the other end, amounts or share) of ties of these types."""
    shown = (
        "committed",
        "disbursed",
        "currency",
        "percentage",
        "percentage_committed",
        "percentage_disbursed",
        "shared",
        "reference",
    )
    return {
        (t.type, (t.target if t.source.type == "AidItem" else t.source).name, *(t.properties[k] for k in shown if k in t.properties))
        for t in ties
        if t.type in types
    }  # fmt: skip


def paid(type_: str, amount: object, more: str = "", currency: str = "", day: str = "2024-05-01") -> str:
    money = f'<value value-date="{day}"{f" currency={chr(34)}{currency}{chr(34)}" if currency else ""}>{amount}</value>'
    kind = f'<transaction-type code="{type_}"/>' if type_ else ""
    return f'<transaction>{kind}<transaction-date iso-date="{day}"/>{money}{more}</transaction>'


def test_the_sample_is_told_by_its_root_and_read_whole() -> None:
    assert IATI.fits(Head(SAMPLE))
    water, wells, nameless, typhoon = records(SAMPLE)
    (about, person, trust) = IATI.statements(water)
    assert about.about.name == "Nước sạch cho trường học (mẫu)"
    said = about.about.properties
    assert {name: said.get(name) for name in ("iati", "name_en", "place", "since", "until", "status", "kind", "direction")} == {
        "iati": "GB-CHC-0000001-HP1", "name_en": "Clean water for schools (mẫu)", "place": "Hải Phòng; Quảng Ninh; Upper Nowhere",
        "since": "2024-03-01", "until": "2026-12-31", "status": "ongoing", "kind": "project", "direction": "inbound",
    }  # fmt: skip
    assert (said["committed"], said["disbursed"], said["currency"]) == (100000, 24000.5, "USD")
    assert said["aliases"] == ["HCT-2024-01"]
    assert said["beneficiaries"] == "1.200 học sinh"
    assert all(
        words in said["note"] for words in ("Giếng và bể lọc.", "cam kết: 80.000 USD", "Ngân sách: 2024: 50.000 USD")
    )
    assert told(about.ties, "FUNDS", "MANAGES", "IMPLEMENTS", "RECEIVES", "PART_OF", "TARGETS", "IN_SECTOR") == {
        ("FUNDS", "Blue River Fund (mẫu)", 80000, 30000, "USD"), ("FUNDS", "Sao Bien Joint Stock Co (mẫu)", True, "13705"),
        ("MANAGES", "Harbour Children Trust (mẫu)"), ("IMPLEMENTS", "Sở Nông nghiệp Hải Phòng (mẫu)"),
        ("RECEIVES", "Sở Nông nghiệp Hải Phòng (mẫu)"), ("PART_OF", "Nước sạch cho trường học (mẫu)"),
        ("TARGETS", "Hải Phòng"), ("TARGETS", "Quảng Ninh"),
        ("IN_SECTOR", "Nước uống và vệ sinh cơ bản", 60.0), ("IN_SECTOR", "Giáo dục tiểu học", 40.0),
    }  # fmt: skip
    assert (person.about.name, person.about.properties["email"]) == ("Nguyễn Thu Hằng (mẫu)", "hang@example.org")
    assert (trust.about.name, trust.about.properties["org_id"]) == ("Harbour Children Trust (mẫu)", "GB-CHC-0000001")
    assert codes(water.warnings) == {"iati-location", "iati-no-type", "iati-no-amount"}
    assert water.finish() == ["iati-activity@index"]
    (child,) = IATI.statements(wells)
    assert told(child.ties, "TARGETS", "PART_OF", "IN_SECTOR") == {
        ("TARGETS", "Việt Nam", 100.0, 75.0), ("TARGETS", "Lào", 0.0, 25.0), ("PART_OF", "GB-CHC-0000001-HP1"),
        ("IN_SECTOR", "Nước uống và vệ sinh cơ bản", 100.0, 75.0), ("IN_SECTOR", "Giáo dục tiểu học", 0.0, 25.0),
    }  # fmt: skip
    with pytest.raises(RowProblem) as refused:
        IATI.statements(nameless)
    assert [(p.code, p.row, p.column) for p in refused.value.problems] == [("iati-identifier", 68, "iati-identifier")]
    assert codes(typhoon.warnings) == {
        "iati-code",
        "iati-date",
        "iati-amount",
        "iati-1.3.13",
        "iati-6.10.1",
        "iati-6.11.1",
        "iati-3.1.2",
    }
    counts = typhoon.warnings[-1]
    assert counts.detail == {
        "activities": "4",
        "transactions": "13",
        "untyped": "1",
        "empty": "2",
        "negative": "1",
        "related": "2",
    }


def test_amounts_in_several_currencies_are_never_added() -> None:
    (typhoon,) = IATI.statements(records(SAMPLE)[3])
    said = typhoon.about.properties
    assert "committed" not in said and "currency" not in said
    assert "Cam kết: 1.000.000 JPY + 2.000 USD" in said["note"]
    assert 8000 < said["committed_usd"] < 9000


@pytest.mark.parametrize(
    ("more", "committed", "disbursed"),
    [
        (paid("2", 100) + paid("2", -30), 70, None),
        (paid("2", 100) + paid("3", 100) + paid("3", -100), 100, 0),
        (paid("3", 10) + paid("4", 5) + paid("1", 99), None, 15),
        (paid("11", 100) + paid("13", 7) + paid("", 5), None, None),
        (paid("2", 100, currency="EUR") + paid("3", 40, currency="EUR"), 100, 40),
        (paid("2", 100) + paid("3", 40, currency="EUR"), 100, None),
        (paid("2", "1,500.00") + paid("2", "x") + paid("2", ""), 1500, None),
        (paid("2", "NaN") + paid("2", "1e400") + paid("2", "9" * 30), None, None),
    ],
)
def test_only_what_goes_out_in_one_currency_is_added(
    tmp_path: Path, more: str, committed: int | None, disbursed: int | None
) -> None:
    said = item(tmp_path, WHOLE + more).about.properties
    assert (said.get("committed"), said.get("disbursed")) == (committed, disbursed)


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        (WHOLE, set[str]()),
        (WHOLE.replace('<sector code="14030"/>', ""), {"iati-6.2.2"}),
        (WHOLE + paid("3", 1, '<sector code="14030"/>'), {"iati-6.6.2"}),
        (WHOLE.replace('<sector code="14030"/>', paid("3", 1, '<sector code="14030"/>')), set[str]()),
        (WHOLE + '<sector code="11220" percentage="50"/>', {"iati-2.1.2"}),
        (WHOLE + '<sector vocabulary="2" code="111"/>', set[str]()),
        (WHOLE + '<recipient-country code="LA" percentage="40"/>', {"iati-3.1.2"}),
        (WHOLE.replace('code="VN"', 'code="VN" percentage="60"') + '<recipient-region code="798" percentage="40"/>', set[str]()),
        (WHOLE.replace("activity-date", "activity-day"), {"iati-6.11.1"}),
        (WHOLE.replace("2024-03-01", "2199-03-01"), {"iati-11.1.4"}),
        (WHOLE + paid("3", 1, day="2199-01-01"), {"iati-11.2.1"}),
        (WHOLE + '<participating-org role="4"/>', {"iati-6.10.1"}),
        (WHOLE.replace("GB-CHC-0-1", "GB-CHC-0-1|2"), {"iati-1.3.13"}),
        (WHOLE + paid("3", 3e11), {"iati-out-of-line"}),
        (WHOLE + paid("99", 1), {"iati-code", "iati-no-type"}),
        (WHOLE.replace("14030", "14099"), {"iati-sector-wider"}),
        (WHOLE.replace("14030", "99999"), {"iati-sector"}),
        (WHOLE.replace('code="VN"', 'code="XX"'), {"iati-country"}),
        (WHOLE + '<related-activity type="1" ref="GB-CHC-0-1"/>', {"iati-itself"}),
        (WHOLE.replace('<sector code="14030"/>', '<sector code="14030" percentage="many"/>'), {"percent-unreadable"}),
    ],
)  # fmt: skip
def test_a_broken_rule_is_said_and_the_activity_is_taken(tmp_path: Path, inner: str, found: set[str]) -> None:
    (record,) = records(written(tmp_path, inner))
    assert IATI.statements(record)[0].about.properties["iati"].startswith("GB-CHC-0-1")
    assert codes(record.warnings) == found
    assert all(p.row in (2, None) and p.file == "a.xml" for p in record.warnings)


def test_a_currency_that_nobody_names_makes_an_amount_unknown(tmp_path: Path) -> None:
    (record,) = records(written(tmp_path, WHOLE + paid("3", 5), attributes=""))
    assert "disbursed" not in IATI.statements(record)[0].about.properties
    assert codes(record.warnings) == {"iati-7.8.1"}


@pytest.mark.parametrize(
    ("ref", "found"),
    [("GB-CHC-1128267-8", True), ("XM-DAC-41114", True), ("SE-0", True), ("vn-tin-0101234567", True), ("13705", False),
     ("00141", False), ("AA-AAA-123456789", False), ("PPC-VNM-01", False), ("", False)],
)  # fmt: skip
def test_a_number_of_the_publisher_s_own_is_no_org_id(ref: str, found: bool) -> None:
    assert is_org_id(ref) is found


def test_organisations_get_their_type_by_code_and_one_thing_each(tmp_path: Path) -> None:
    orgs = "".join(
        f'<participating-org ref="{ref}" role="{role}" type="{type_}"><narrative>{name}</narrative></participating-org>'
        for ref, role, type_, name in (
            ("XM-DAC-41114", 1, 40, "United Nations Development Programme (UNDP)"), ("KR-GOV-050", 2, 10, "Ministry of Foreign Affairs"),
            ("VN-TIN-0101234567", 4, 70, "Công ty Sao Biển (mẫu)"), ("", 3, 80, "Đại học Hải Phòng (mẫu)"), ("XM-DAC-41114", 4, "", "UNDP Viet Nam"),
        )
    )  # fmt: skip
    ties = item(tmp_path, WHOLE.replace('<participating-org ref="GB-CHC-0" role="1"/>', orgs)).ties
    found = {
        (t.type, t.source.name, t.source.guess, t.source.properties.get("org_id"))
        for t in ties
        if t.target.type == "AidItem"
    }
    assert found == {
        ("FUNDS", "United Nations Development Programme", "MultilateralBody", "XM-DAC-41114"),
        ("IMPLEMENTS", "United Nations Development Programme", "MultilateralBody", "XM-DAC-41114"),
        ("MANAGES", "Ministry of Foreign Affairs", "PublicBody", "KR-GOV-050"),
        ("IMPLEMENTS", "Công ty Sao Biển (mẫu)", "Business", "VN-TIN-0101234567"),
        ("MANAGES", "Đại học Hải Phòng (mẫu)", "PublicBody", None),
    }
    ministry = next(t.source for t in ties if t.type == "MANAGES" and t.source.properties.get("org_id"))
    assert ministry.properties["place"] == "Hàn Quốc"


def test_money_that_comes_out_of_another_activity_makes_this_one_a_part_of_it(tmp_path: Path) -> None:
    more = paid("1", 5, '<provider-org provider-activity-id="SE-0-UP"/>') + paid(
        "3", 5, '<receiver-org ref="X" receiver-activity-id="VN-DOWN-1"/>'
    )
    parts = {
        (t.source.name, t.target.name, t.source.only_known or t.target.only_known)
        for t in item(tmp_path, WHOLE + more).ties
        if t.type == "PART_OF"
    }
    assert parts == {("Wells (mẫu)", "SE-0-UP", True), ("VN-DOWN-1", "Wells (mẫu)", True)}


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ('<recipient-country code="VN"/>', {("Việt Nam",)}),
        ('<recipient-country code="VN" percentage="60"/><recipient-country code="LA" percentage="40"/>', {("Việt Nam", 60.0), ("Lào", 40.0)}),
        ('<recipient-country code="VN" percentage="60"/><recipient-country code="LA" percentage="40"/><location><name><narrative>Hai Duong</narrative></name></location>'
         "<location><name><narrative>Ha Noi, Viet Nam</narrative></name></location>", {("Hải Dương", 30.0), ("Hà Nội", 30.0), ("Lào", 40.0)}),
        ('<recipient-country code="LA"/><location><name><narrative>Hà Giang</narrative></name></location>', {("Lào",)}),
        ('<location><name><narrative>Where (mẫu)</narrative></name><administrative vocabulary="99" code="VN10301"/></location>', {("Hải Phòng",)}),
    ],
)  # fmt: skip
def test_only_places_of_viet_nam_become_provinces(tmp_path: Path, places: str, found: set[tuple[str, ...]]) -> None:
    ties = item(tmp_path, WHOLE.replace('<recipient-country code="VN"/>', places)).ties
    assert {tuple(tie[1:]) for tie in told(ties, "TARGETS")} == found


_WELLS, _SCHOOLS = '<sector code="14030"/>', '<sector code="11220"/>'


@pytest.mark.parametrize(
    ("paid_out", "wells"),
    [
        (paid("2", 60, _WELLS) + paid("2", 40, _SCHOOLS), {"percentage": 60}),
        (paid("2", 60, _WELLS) + paid("2", 40, _SCHOOLS) + paid("3", 6, _WELLS) + paid("3", 4, _SCHOOLS), {"percentage": 60}),
        (paid("2", 60, _WELLS) + paid("2", 40, _SCHOOLS) + paid("3", 9, _WELLS) + paid("4", 1, _SCHOOLS),
         {"percentage_committed": 60, "percentage_disbursed": 90}),
        (paid("2", 100) + paid("3", 9, _WELLS) + paid("3", 1, _SCHOOLS), {"percentage_disbursed": 90}),
        (paid("2", 60, _WELLS) + paid("2", 40, _SCHOOLS) + paid("3", 10), {"percentage_committed": 60}),
        (paid("2", 100, _WELLS + _SCHOOLS), {}),  # nobody says how two sectors share one transaction
        (paid("2", 60, _WELLS) + paid("2", 20, _SCHOOLS) + paid("2", 20), {"percentage": 60}),
    ],
)  # fmt: skip
def test_sectors_of_transactions_share_commitments_and_spending_each_as_it_is_said(
    tmp_path: Path, paid_out: str, wells: dict[str, float]
) -> None:
    ties = [t for t in item(tmp_path, WHOLE.replace(_WELLS, "") + paid_out).ties if t.type == "IN_SECTOR"]
    assert len(ties) == 2
    assert next(dict(t.properties) for t in ties if t.target.properties["code"] == "14030") == wells


def test_names_go_by_their_language_and_the_activity_s_where_they_have_none(tmp_path: Path) -> None:
    title = '<title><narrative>Giếng (mẫu)</narrative><narrative xml:lang="EN-gb">Wells (mẫu)</narrative></title>'
    said = item(
        tmp_path, WHOLE.replace("<title><narrative>Wells (mẫu)</narrative></title>", title), 'xml:lang="vi"'
    ).about
    assert (said.name, said.properties["name_vi"], said.properties["name_en"]) == (
        "Giếng (mẫu)",
        "Giếng (mẫu)",
        "Wells (mẫu)",
    )


def test_a_contact_that_is_a_desk_is_no_person(tmp_path: Path) -> None:
    contact = "<contact-info><person-name><narrative>General Enquiries</narrative></person-name><email>info@example.org</email></contact-info>"
    (record,) = records(written(tmp_path, WHOLE + contact * 2))
    assert [s.about.guess for s in IATI.statements(record)] == [None, "NGO"]


def test_what_another_reports_of_an_activity_is_a_claim_of_its_own(tmp_path: Path) -> None:
    own = item(tmp_path, WHOLE)
    other = item(tmp_path, WHOLE.replace('<reporting-org ref="GB-CHC-0"', '<reporting-org ref="GB-GOV-1"'))
    assert own.about.properties["iati"] == other.about.properties["iati"]
    assert (other.key, own.key) == (f"{own.key}/gb-gov-1", own.key)


def test_unknown_elements_and_attributes_are_named_and_those_of_the_standard_are_not(tmp_path: Path) -> None:
    more = '<policy-marker code="1" colour="x"/><colour/><sector code="1" weight="2"/><transaction><aid-type code="A"/><shade/></transaction>'
    (record,) = records(written(tmp_path, WHOLE + more, 'zone="1"'))
    assert record.finish() == ["iati-activity@zone", "iati-activity/colour", "sector@weight", "transaction/shade"]


def test_a_record_comes_back_from_the_quarantine_with_its_identifier_put_right() -> None:
    held = records(SAMPLE)[2].said()
    assert "Không có mã" in str(held["xml"][0])
    back = Record.of("hai-phong.xml", 68, {**held, "iati-identifier": "GB-CHC-0000001-HP9"})
    (statement,) = IATI.statements(back)
    assert (statement.about.name, statement.about.properties["iati"]) == ("Không có mã (mẫu)", "GB-CHC-0000001-HP9")
    with pytest.raises(RowProblem):
        IATI.statements(Record.of("hai-phong.xml", 68, held))


def test_a_long_record_comes_back_as_well_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    (record,) = records(written(tmp_path, WHOLE + paid("3", 1) * 2_000))
    held = record.said()
    assert IATI.statements(Record.of("a.xml", 2, held))[0].about == IATI.statements(record)[0].about
    for damaged in (
        {"xml-packed": "no base 64!"},
        {"xml-packed": str(held["xml-packed"][0])[:99]},
        {"xml": "<iati-"},
        {},
    ):
        with pytest.raises(RowProblem):
            IATI.statements(Record.of("a.xml", 2, damaged))


def test_activities_of_one_line_are_numbered_on() -> None:
    path = SAMPLE.parent / "one-line.xml"
    assert [r.address for r in records(path)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("root", "code"),
    [('iati-organisations version="2.03"', "iati-organisations"), ('iati-activities version="1.05"', "iati-version")],
)
def test_other_files_of_iati_are_refused_with_words(tmp_path: Path, root: str, code: str) -> None:
    path = written(tmp_path, WHOLE, root=root)
    assert IATI.fits(Head(path))
    with pytest.raises(FileProblem) as refused:
        records(path)
    assert refused.value.problem.code == code


def test_remarks_of_one_kind_are_counted_after_ten(tmp_path: Path) -> None:
    activity = '<iati-activity><iati-identifier>GB-CHC-{n}</iati-identifier><recipient-country code="VN"/><sector code="14030"/></iati-activity>\n'
    path = tmp_path / "many.xml"
    path.write_text(
        f"<iati-activities>{''.join(activity.replace('{n}', str(n)) for n in range(15))}</iati-activities>",
        encoding="utf-8",
    )
    found = [p for r in records(path) for p in r.warnings]
    assert [p.code for p in found] == ["iati-6.11.1"] * 10 + ["remarks-more", "iati-counts"]
    assert found[-2].detail["count"] == "5"
