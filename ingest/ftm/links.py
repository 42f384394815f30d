"""The links of FollowTheMoney as our ties; what has no tie of ours is kept in words with the end that it begins at."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from graph.model import PLACES, may_join
from graph.names import fold
from graph.texts import money_text
from graph.things import Entity, Tie
from ingest.amounts import amounts, total
from ingest.ftm.nodes import country_said, ends, marks
from ingest.problems import ValueProblem, problem
from ingest.record import Record
from ingest.twinning import city_of
from ingest.values import Money
from ingest.words import Words

ENDS = {
    "Membership": ("member", "organization"), "Employment": ("employee", "employer"), "Directorship": ("director", "organization"),
    "Representation": ("agent", "client"), "ProjectParticipant": ("participant", "project"), "Payment": ("payer", "beneficiary"),
    "Succession": ("predecessor", "successor"), "Ownership": ("owner", "asset"), "Family": ("person", "relative"),
    "Associate": ("person", "associate"), "UnknownLink": ("subject", "object"), "Occupancy": ("holder", "post"),
    "ContractAward": ("supplier", "contract"),
}  # fmt: skip
_PART = Words({
    "FUNDS": "funder|funding|donor|financier|financing|sponsor|lender|contributor|nhà tài trợ|tài trợ|bên tài trợ|đồng tài trợ",
    "RECEIVES": "beneficiary|recipient|grantee|receiver|thụ hưởng|hưởng lợi|tiếp nhận",
    "APPROVES": "approver|approving|licensing|phê duyệt|cơ quan phê duyệt",
    "MANAGES": "owner|manager|managing|accountable|chủ khoản viện trợ|chủ dự án|chủ quản|quản lý",
    "IMPLEMENTS": "implementer|implementing|contractor|executing|partner|extending|thực hiện|triển khai|đối tác thực hiện",
})  # fmt: skip
_LINK = Words({
    "TWINNED_WITH": "twinned with|twin|twinning|twin city|twin cities|sister city|sister cities|kết nghĩa",
    "FRIEND_OF": "friend of|friend|friendship|hữu nghị",
    "MEMBER_OF": "member of|member|membership|thành viên|hội viên",
    "PART_OF": "part of|subsidiary|branch|department of|trực thuộc|chi nhánh",
    "ADVISES": "advises|adviser|advisor|tham mưu|tư vấn",
    "COORDINATES_WITH": "coordinates with|cooperation|cooperates with|partner|partnership|works with|hợp tác|phối hợp|đối tác",
    "RELATES_TO": "relations with|relates to|quan hệ với|quan hệ",
    "WORKS_IN": "works in|active in|operates in|hoạt động tại",
})  # fmt: skip
_SPOKEN = {
    "Payment": "Chi trả cho", "UnknownLink": "Liên hệ với", "Representation": "Đại diện cho", "Ownership": "Góp vốn vào",
    "Membership": "Thành viên của", "Employment": "Làm việc tại", "Directorship": "Điều hành", "Occupancy": "Giữ chức vụ tại",
    "ProjectParticipant": "Tham gia", "Succession": "Được kế thừa bởi", "Family": "Người thân", "Associate": "Cộng sự",
    "ContractAward": "Ký hợp đồng",
}  # fmt: skip
_HALF = 50.0
Said = Mapping[str, Any]
Made = Iterator[Tie | None]


def link(record: Record, schema: str) -> Iterator[Entity | Tie]:
    """The end a link begins at, and its ties. Raises RowProblem where an end is missing."""
    record.ignore(
        "id",
        "schema",
        "sourceUrl",
        "publisher",
        "publisherUrl",
        "retrievedAt",
        "modifiedAt",
        "recordId",
        "proof",
        "topics",
        *marks(record),
    )
    first, second = ENDS[schema]
    ones, others = ends(record, first), ends(record, second) if schema != "Occupancy" else _seats(record)
    for name, found in ((first, ones), (second, others)):
        if not found:
            raise record.wrong(f"{name}/0/id", problem("value-missing", field=name))
    term, ties, untold = _term(record), list[Tie](), list[str]()
    for one in ones:
        for other in others:
            made = [tie for tie in _TIES.get(schema, _plain)(record, one, other, term) if tie and one != other]
            ties += made
            untold += [] if made else [other.name]
    yield _teller(record, ones[0], schema, untold)
    yield from ties


def _teller(record: Record, one: Entity, schema: str, untold: list[str]) -> Entity:
    """The end a link begins at; with the link in words where no tie says it."""
    if not untold:
        return one
    said = [
        record.text(name) for name in ("role", "relationship", "summary", "purpose", "percentage", "amount", "currency")
    ]
    days = [record.text(name) for name in ("startDate", "date", "endDate")]
    about = ", ".join(text for text in (*said, *days) if text)
    note = f"{_SPOKEN.get(schema, schema)}: {'; '.join(untold)}" + (f" ({about})" if about else "")
    record.warn("schema", problem("ftm-words", note))
    return Entity(one.type, one.name, {**one.properties, "note": note}, one.id, one.guess)


def _term(record: Record) -> dict[str, Any]:
    since = record.date("startDate") or record.date("date")
    said = {
        "since": since,
        "until": record.until("endDate", since),
        "note": record.text("summary") or record.text("description"),
        "reference": record.text("source"),
    }
    return {name: value for name, value in said.items() if value}


def _tie(type_: str, one: Entity, other: Entity, said: Said) -> Tie | None:
    """The tie, where our vocabulary lets it join these two."""
    return Tie(type_, one, other, said) if may_join(type_, one.new_type, other.new_type) else None


def _plain(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    """People know each other; everything else of this kind is words."""
    said = record.text("relationship") or record.text("role")
    yield _tie("KNOWS", one, other, {**term, **({"note": said} if said else {})})


def _membership(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    role = record.text("role") or record.text("status")
    yield _tie("MEMBER_OF", one, other, {**term, **({"role": role} if role else {})})


def _post(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    title = record.text("role") or record.text("status")
    tie = _tie("HAS_POST", one, other, {**term, **({"title": title} if title else {})})
    yield tie or _tie("MEMBER_OF", one, other, {**term, **({"role": title} if title else {})})


def _seats(record: Record) -> list[Entity]:
    """The organisations whose posts somebody holds. Raises RowProblem for a post that does not say whose it is."""
    at = "post/0/"
    record.ignore(f"{at}id")
    if said := record.text(f"{at}organization"):
        return [Entity("Organization", said, guess="PublicBody")]
    raise record.wrong(f"{at}id", problem("ftm-post", record.text(f"{at}name") or record.text(f"{at}id")))


def _occupancy(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    title = record.text("post/0/name")
    record.ignore("status")
    yield _tie("HAS_POST", one, other, {**term, **({"title": title} if title else {})})


def _representation(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    role = record.text("role") or "Đại diện"
    yield _tie("HAS_POST", one, other, {**term, "title": role})


def _part(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    role = record.text("role")
    type_ = _read(role, _PART) or "IMPLEMENTS"
    note = {"note": role} if role and type_ != "FUNDS" else {}
    yield _tie(type_, one, other, {**term, **({"role": role} if type_ == "FUNDS" and role else note)})


def _payment(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    """What was paid for a project, by year and currency; several may have been paid. Of what several paid, or was paid
    for several projects, nobody knows whose part is which: it stands in words."""
    record.ignore("amountEur", "transactionNumber", "purpose")
    projects = ends(record, "project")
    alone = len(projects) == len(ends(record, "payer")) == 1
    for project in projects:
        if other == ends(record, "beneficiary")[0]:
            for year, paid in [*_by_year(record)] or [("", None)]:
                said = {"role": "funder", **({"since": year} if year else {})}
                said |= amounts(None, paid, year or None) if alone else _together(paid, term)
                yield _tie("FUNDS", one, project, {**term, **said})
        yield _tie("RECEIVES", other, project, term)


def _together(paid: Money | None, term: Said) -> Said:
    """An amount that nobody parts, in words."""
    spoken = f"Chi chung {money_text(paid.amount, paid.currency, 'vi')}" if paid else None
    note = ". ".join(filter(None, (term.get("note"), spoken)))
    return {"shared": True, **({"note": note} if note else {})}


def _by_year(record: Record) -> Iterator[tuple[str, Money | None]]:
    """The instalments of each year in each currency, added up; a year without amounts is told too."""
    found: dict[tuple[str, str], list[Money]] = {}
    for at in (f"paid/{number}/" for number in range(_instalments(record))):
        day = record.date(f"{at}date") or record.date(f"{at}startDate") or record.date(f"{at}endDate") or ""
        paid = record.money(f"{at}amount", f"{at}currency") or record.money(f"{at}amountUsd", f"{at}dollars")
        found.setdefault((day[:4], paid.currency if paid else ""), []).extend([paid] if paid else [])
        record.ignore(*(f"{at}{name}" for name in ("amountUsd", "dollars", "startDate", "endDate")))
    return ((year, total(parts)) for (year, _), parts in found.items())


def _instalments(record: Record) -> int:
    return len({field.split("/")[1] for field in record.rows[0].cells if field.startswith("paid/")})


def _succession(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    yield _tie("SUCCEEDED_BY", one, other, term)


def _ownership(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    """Who holds half or more, or is not said to hold less, is what the other belongs to."""
    share = record.number("percentage")
    if share is None or share >= _HALF:
        note = f"{share:g} %" if share is not None else None
        yield _tie("PART_OF", other, one, {**term, **({"note": note} if note else {})})


def _award(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    record.ignore("amount", "currency", "lotNumber")
    yield _tie("PARTY_TO", one, other, term)


def _unknown(record: Record, one: Entity, other: Entity, term: Said) -> Made:
    """A link that only its role tells of: a twinning, a friendship, a membership, a part in a project."""
    role = record.text("role")
    said = {**term, **({"note": role} if role else {})}
    if other.new_type == "AidItem" or one.new_type == "AidItem":
        yield from _part(record, *((one, other) if other.new_type == "AidItem" else (other, one)), term)
    elif one.new_type == other.new_type == "Person":
        yield _tie("KNOWS", one, other, said)
    elif (type_ := _read(role, _LINK)) == "TWINNED_WITH":
        ends_ = _place(record, "subject", one), _place(record, "object", other)
        yield _tie("TWINNED_WITH", ends_[0], ends_[1], term) if ends_[0] and ends_[1] else None
    elif type_:
        tie = _tie(type_, one, other, {**term, **({"role": role} if type_ == "MEMBER_OF" else {})})
        yield tie or (_tie("COORDINATES_WITH", one, other, said) if type_ == "FRIEND_OF" else None)
    elif other.new_type == "Event":
        yield _tie("JOINED", one, other, said)
    elif role and one.new_type == "Person":
        yield _tie("HAS_POST", one, other, {**term, "title": role})


def _place(record: Record, name: str, one: Entity) -> Entity | None:
    """The place that an end is, or that its name says ("Kobe" of Japan)."""
    if one.new_type in PLACES:
        return one
    at = next(at for number in count() if record.text(at := f"{name}/{number}/name") == one.name)
    country = country_said(record, at.removesuffix("name"))
    try:
        return city_of(", ".join([one.name, *([country.name_en] if country else [])]))
    except ValueProblem:
        return None


def _read(role: str | None, words: Words) -> str | None:
    try:
        return words.read(role) if role and fold(role) else None
    except ValueProblem:
        return None


_TIES: dict[str, Callable[[Record, Entity, Entity, Said], Made]] = {
    "Membership": _membership, "Employment": _post, "Directorship": _post, "Occupancy": _occupancy,
    "Representation": _representation, "ProjectParticipant": _part, "Payment": _payment, "Succession": _succession,
    "Ownership": _ownership, "ContractAward": _award, "UnknownLink": _unknown,
}  # fmt: skip
