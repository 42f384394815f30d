"""What the larger answers of /api/v1 look like: graphs, paths, funders, findings, sources and runs, and problems."""

from typing import Any, Literal

from pydantic import Field

from api.shapes import Both, Contact, Licence, List, Money, Ref, Shape, example

_PROVINCE = {"id": "province-31", "type": "Province", "name": "Hải Phòng"}
_NGO = {"id": "ngo-0a1b2c3d4e5f", "type": "NGO", "name": "Orbis"}


class Node(Shape):
    """`x`, `y` in canvas units around the centre at (0, 0), y downwards; `degree` counts distinct neighbours."""

    id: str
    type: str
    name: str
    x: float | None = None
    y: float | None = None
    degree: int | None = None


class Edge(Shape):
    """Ties of one type between the same two, collapsed: earliest `since`, `sources` say so."""

    id: str
    type: str
    source: str
    target: str
    since: str | None = None
    until: str | None = None
    label: str | None = None


class Graph(Shape):
    """`shown` of `total` nodes are here; `hidden` counts, by node, the neighbours that are not."""

    model_config = example(
        nodes=[{**_PROVINCE, "x": 0.0, "y": 0.0, "degree": 96}, {**_NGO, "x": 112.0, "y": 40.5, "degree": 12}],
        edges=[{"id": "tie-0011223344556677", "type": "WORKS_IN", "source": _NGO["id"], "target": _PROVINCE["id"],
                "since": "2003", "until": None, "label": None}],
        shown=2, total=97, hidden={"province-31": 95, "ngo-0a1b2c3d4e5f": 11}, centre="province-31",
    )  # fmt: skip
    nodes: list[Node]
    edges: list[Edge]
    shown: int
    total: int
    hidden: dict[str, int]
    centre: str | None = None


class Step(Shape):
    """`ended`: it joins the two no more today."""

    id: str
    type: str
    source: str
    target: str
    ended: bool = False


class Path(Shape):
    """`nodes` from one end to the other, `ties` between each two of them, and the whole as a sentence; `ended` where a tie is."""

    model_config = example(
        nodes=[_NGO, {"id": "person-1", "type": "Person", "name": "Nguyễn Văn A"}, _PROVINCE], length=2,
        ties=[{"id": "tie-1", "type": "HAS_POST", "source": "person-1", "target": _NGO["id"]},
              {"id": "tie-2", "type": "BASED_IN", "source": "person-1", "target": _PROVINCE["id"]}],
        sentence={"vi": "Orbis – Nguyễn Văn A – Hải Phòng", "en": "Orbis – Nguyễn Văn A – Hải Phòng"},
    )  # fmt: skip
    nodes: list[Ref]
    ties: list[Step]
    sentence: Both
    length: int
    ended: bool = False


class Paths(List[Path]):
    from_: Ref | None = Field(None, alias="from")
    to: Ref | None = None


class FunderRow(Shape):
    """Committed and disbursed stand apart, a line a currency; `shared` says that the whole item was counted."""

    model_config = example(
        funder=_NGO, money=[{"currency": "USD", "committed": 120000, "disbursed": 80000, "items": 2, "shared": False}],
        shared=False, licence={"state": "valid", "number": None, "form": None, "until": "2027-05-31"}, last_contact=None,
        items=[{"id": "aiditem-5e4d3c2b1a00", "type": "AidItem", "name": "Phòng khám mắt"}], sources=["Sở Ngoại vụ"],
    )  # fmt: skip
    funder: Ref
    money: list[Money]
    shared: bool
    licence: Licence | None = None
    last_contact: Contact | None = None
    items: list[Ref]
    sources: list[str]


class Funders(List[FunderRow]):
    """`sentence` says how the question was read: sector with its children, place with what it absorbed, period."""

    sentence: Both
    as_of: str
    on: str | None = None
    sector: Ref | None = None
    place: Ref | None = None


class AnalysisInfo(Shape):
    """`parameters` is the JSON schema of what the analysis can be asked."""

    model_config = example(
        name="coordination-gaps", title={"vi": "Khoảng trống phối hợp", "en": "Coordination gaps"},
        address="/api/v1/analyses/coordination-gaps", parameters={"type": "object", "properties": {"province": {"type": "string"}}},
    )  # fmt: skip
    name: str
    title: Both
    address: str
    parameters: dict[str, Any]


class Finding(Shape):
    """A gap or an opportunity: the reason in words, the evidence by id, what would refute it, what to do next, and whose it is.

    `parts` make the score. `records` are the sources' records behind the evidence; `confidence` falls with their age.
    `fingerprint` changes with the evidence. `unknown` says what the records did not tell.
    """

    model_config = example(
        id="licence-gap:ngo-0a1b2c3d4e5f", kind="licence-gap", score=0.8, severity="high",
        headline={"vi": "Orbis chưa ghi nhận giấy đăng ký", "en": "Orbis has no licence on record"},
        reason={"vi": "Đang có một khoản viện trợ tại Hải Phòng.", "en": "Has one active aid item in Hải Phòng."},
        evidence=[{"entity": _NGO["id"], "text": "Orbis"}], as_of="2026-03-01", confidence=0.7, rests_on="ngo-list",
        refuted_by={"vi": "Một giấy đăng ký còn hạn.", "en": "A valid licence."},
        next_step={"vi": "Hỏi Sở Ngoại vụ.", "en": "Ask the Department of Foreign Affairs."},
        owner={"id": "friendshipunion-0a1b2c3d4e5f", "type": "FriendshipUnion", "name": "Liên hiệp các tổ chức hữu nghị"},
        records={"count": 6, "oldest": "2026-01-05", "newest": "2026-02-28"}, parts={"items": 0.3}, fingerprint="ef1d279c457b",
        touches={"places": ["province-31"], "sectors": ["sector-120"], "countries": ["country-us"]}, unknown=None,
    )  # fmt: skip
    id: str
    kind: str
    score: float
    severity: Literal["high", "medium", "low"]
    headline: Both
    reason: Both
    evidence: list[dict[str, Any]]
    as_of: str
    confidence: float | None = None
    rests_on: Any = None
    refuted_by: Both
    next_step: Both
    unknown: Both | None = None
    owner: Ref | None = None
    records: dict[str, Any] = Field(default_factory=dict[str, Any])
    touches: dict[str, list[str]] = Field(default_factory=dict[str, list[str]])
    parts: dict[str, float] = Field(default_factory=dict[str, float])
    fingerprint: str = ""


class SourceInfo(Shape):
    model_config = example(
        id="ngo-list", publisher="Sở Ngoại vụ Hải Phòng", url=None, licence=None, claims=80, last_run="2026-03-01T02:00:00+00:00",
    )  # fmt: skip
    id: str
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    claims: int
    last_run: str | None = None


class RunInfo(Shape):
    """One load of one list, or a "retry" of rows that waited. Counts are records, `new` among the `written`; `finished` is null while it goes on or
    where it was cut off."""

    model_config = example(
        id="ngo-list-2026-03-01T02:00:00+00:00", source="ngo-list", file="ngos.csv", started="2026-03-01T02:00:00+00:00",
        finished="2026-03-01T02:00:02+00:00", state="done", kind="load", read=80, written=80, new=80, changed=0, unchanged=0, quarantined=0, closed=0,
    )  # fmt: skip
    id: str
    source: str | None = None
    file: str | None = None
    started: str | None = None
    finished: str | None = None
    reverted: str | None = None
    state: Literal["done", "unfinished", "reverting", "reverted"]
    kind: Literal["load", "retry"] = "load"
    read: int
    written: int
    new: int
    changed: int
    unchanged: int
    quarantined: int
    closed: int


class BadRow(Shape):
    """A row that could not be used: where it stands, and what to mend."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    code: str
    message: str


class RunReport(RunInfo):
    """A load with every fault of the rows that wait to be mended, and remarks on those that were taken."""

    model_config = example(
        **RunInfo.model_config["json_schema_extra"]["example"],  # type: ignore[index,call-overload,arg-type]
        errors=[{"file": "ngos.csv", "sheet": None, "row": 12, "column": "C", "code": "date-unreadable",
                 "message": "Không đọc được ngày “31/02/2025”. Ghi lại theo dạng ngày/tháng/năm."}],
        notes=[],
    )  # fmt: skip
    errors: list[BadRow]
    notes: list[BadRow]


class Counts(Shape):
    """What the graph holds, and how much of it can be traced to a source record (`provenance.coverage`, 0 to 1)."""

    model_config = example(
        entities=402, ties=1540, claims=610, sources=11, by_type=[{"type": "NGO", "count": 80}],
        by_tie=[{"type": "FUNDS", "count": 64}],
        provenance={"entities": {"total": 402, "traced": 402}, "ties": {"total": 1540, "traced": 1540}, "coverage": 1.0},
    )  # fmt: skip
    entities: int
    ties: int
    claims: int
    sources: int
    by_type: list[dict[str, Any]]
    by_tie: list[dict[str, Any]]
    provenance: dict[str, Any]


class Health(Shape):
    model_config = example(status="ready", detail="")
    status: Literal["live", "ready"]
    detail: str = ""


class Fault(Shape):
    """One bad input: where it is ("query", then the parameter's name) and what is wrong with it."""

    loc: list[str | int]
    message: str


class Problem(Shape):
    """application/problem+json (RFC 9457). `choices` is filled where a name means several things."""

    model_config = example(
        type="urn:amity:not_found", title="Không tìm thấy", status=404, detail="Chưa ghi nhận “orbiss”.",
        remedy="Tìm bằng một phần của tên.", errors=[], choices=[],
    )  # fmt: skip
    type: str
    title: str
    status: int
    detail: str
    remedy: str | None = None
    errors: list[Fault] = Field(default_factory=list[Fault])
    choices: list[Ref] = Field(default_factory=list[Ref])
