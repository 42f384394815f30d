"""The closed vocabulary: every entity type, tie type, key and property the graph may hold.

Constraints, MERGE text, export headings, map style and the documentation table are derived from `ENTITIES` and `TIES`;
adding a type is adding one entry here. Labels and tie names reach Cypher from this module only, never from input.
"""

from dataclasses import dataclass
from functools import cache

KINDS = frozenset(
    {"text", "texts", "date", "number", "integer", "code", "url", "email", "phone", "flag", "passage", "passages"}
)


@dataclass(frozen=True, slots=True)
class Property:
    """One property: `kind` is one of `KINDS`; a `date` is ISO text of any precision ("2019", "2019-05", "2019-05-12").

    A `passage` is long: it stays with the claim that says it and is not laid into the golden record.
    """

    name: str
    kind: str
    vi: str
    en: str
    unit: str | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class EntityType:
    """A label, what identifies it and how it looks.

    `keys`: alternatives, strongest first; each a tuple of property names which together identify one entity.
    `family`: the namespace of its names (all organisations share one, so that a mention finds its owner).
    """

    name: str
    vi: str
    en: str
    keys: tuple[tuple[str, ...], ...]
    properties: tuple[Property, ...]
    colour: str
    shape: str
    letter: str
    supers: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels of a node of this type, the general before the particular."""
        return ("Entity", *self.supers, self.name)

    @property
    def family(self) -> str:
        return "Organization" if "Organization" in self.supers else self.name

    def property(self, name: str) -> Property | None:
        return _entity_properties(self.name).get(name)


@dataclass(frozen=True, slots=True)
class TieType:
    """A relationship: `ends` are the (from, to) labels it may join, type or super-label; "Entity" means any."""

    name: str
    vi: str
    en: str
    ends: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...] = ()
    symmetric: bool = False


def _p(*specs: str) -> tuple[Property, ...]:
    """Properties from `name|kind|Vietnamese|English[|unit or "personal"]`."""

    def one(spec: str) -> Property:
        name, kind, vi, en, *rest = spec.split("|")
        personal = rest == ["personal"]
        return Property(name, kind, vi, en, None if personal or not rest else rest[0], personal)

    return tuple(one(spec) for spec in specs)


# What any entity or tie may carry beside its own properties.
COMMON = _p(
    "name|text|Tên|Name", "name_vi|text|Tên tiếng Việt|Vietnamese name", "name_en|text|Tên tiếng Anh|English name",
    "short|text|Tên viết tắt|Short name", "aliases|texts|Tên gọi khác|Other names", "not_called|texts|Tên đã rút|Names withdrawn", "note|text|Ghi chú|Note", "reference|text|Nguồn dẫn|Reference",
    "sample|flag|Dữ liệu mẫu|Sample data",
)  # fmt: skip
TERM = _p("since|date|Từ ngày|Since", "until|date|Đến ngày|Until", "as_of|date|Tính đến ngày|As of")
_CONTACT = _p("website|url|Trang web|Website", "email|email|Thư điện tử|E-mail", "phone|phone|Điện thoại|Phone",
              "address|text|Địa chỉ|Address")  # fmt: skip
_MONEY = _p("committed|number|Cam kết|Committed|currency", "disbursed|number|Giải ngân|Disbursed|currency",
            "currency|code|Loại tiền|Currency", "committed_usd|number|Cam kết (USD)|Committed (USD)|USD",
            "disbursed_usd|number|Giải ngân (USD)|Disbursed (USD)|USD", "usd_rate_date|date|Ngày tỷ giá|Rate date")  # fmt: skip
_ORG_ID = _p("org_id|code|Mã org-id|Org-id")
_ORGANIZATION = ("Organization",)
_PLACE = ("Place",)

_ENTITY_TYPES = (
    EntityType("Country", "Quốc gia", "Country", (("iso2",),), _p(
        "iso2|code|Mã ISO 2|ISO alpha-2", "iso3|code|Mã ISO 3|ISO alpha-3", "region|text|Khu vực|Region",
        "national_day|text|Quốc khánh|National day", "tags|texts|Nhóm đối tác|Partner groups", "partnership|text|Quan hệ đối tác|Partnership",
        "relations_since|date|Thiết lập quan hệ|Relations since"), "#3d5a80", "hexagon", "Q", _PLACE),
    EntityType("Province", "Tỉnh, thành phố", "Province", (("unit",),), _p(
        "unit|code|Mã đơn vị|Unit code", "code|code|Mã thống kê|Statistics code", "pcode|code|P-code|P-code",
        "kind|text|Loại|Kind", "area|number|Diện tích|Area|km2", "population|integer|Dân số|Population|people",
        *("since|date|Từ ngày|Since", "until|date|Đến ngày|Until")), "#0b6e4f", "star", "T", _PLACE),
    EntityType("Locality", "Địa phương", "Locality", (("wikidata",), ("code",), ("country", "name")), _p(
        "wikidata|code|Wikidata|Wikidata", "code|code|Mã|Code", "country|code|Nước|Country",
        "kind|text|Loại|Kind", "population|integer|Dân số|Population|people",
        "latitude|number|Vĩ độ|Latitude|degrees", "longitude|number|Kinh độ|Longitude|degrees"), "#2a9d8f", "dot", "Đ", _PLACE),
    EntityType("FriendshipUnion", "Liên hiệp các tổ chức hữu nghị", "Friendship union", (("province", "level"),), _p(
        "province|code|Tỉnh|Province", "level|text|Cấp|Level", "founded|date|Thành lập|Founded") + _CONTACT,
        "#a4161a", "star", "L", _ORGANIZATION),
    EntityType("FriendshipAssociation", "Hội hữu nghị", "Friendship association", (("union", "partner"),), _p(
        "union|text|Liên hiệp|Union", "partner|text|Đối tác|Partner", "kind|text|Loại hội|Kind",
        "founded|date|Thành lập|Founded", "members|integer|Số hội viên|Members|people") + _CONTACT,
        "#d1495b", "triangle", "H", _ORGANIZATION),
    EntityType("NGO", "Tổ chức phi chính phủ nước ngoài", "NGO",
        (("registration",), ("org_id",), ("website",), ("country", "name")), _p(
        "registration|code|Số đăng ký|Registration number", "country|code|Quốc tịch|Home country",
        "status|text|Tình trạng|Status", "relations_since|date|Quan hệ từ|Relations since") + _ORG_ID + _CONTACT, "#e07a1f", "dot", "N", _ORGANIZATION),
    EntityType("DiplomaticMission", "Cơ quan đại diện ngoại giao", "Diplomatic mission", (("country", "kind", "city"),),
        _p("country|code|Nước|Country", "kind|text|Loại|Kind", "city|text|Thành phố|City") + _CONTACT,
        "#6a4c93", "square", "S", _ORGANIZATION),
    EntityType("Business", "Doanh nghiệp", "Business", (("tax_number",), ("org_id",), ("country", "name")), _p(
        "tax_number|code|Mã số thuế|Tax number", "country|code|Quốc tịch|Country",
        "field|text|Ngành nghề|Line of business", "owner|text|Chủ sở hữu|Owner") + _ORG_ID + _CONTACT,
        "#7f5539", "square", "B", _ORGANIZATION),
    EntityType("MultilateralBody", "Tổ chức đa phương", "Multilateral body", (("org_id",), ("short",), ("name",)), _p(
        "kind|text|Loại|Kind") + _ORG_ID + _CONTACT, "#1d70a2", "diamond", "M", _ORGANIZATION),
    EntityType("PublicBody", "Cơ quan nhà nước", "Public body", (("org_id",), ("level", "place", "name")), _p(
        "level|text|Cấp|Level", "place|text|Địa bàn|Place", "kind|text|Loại|Kind") + _ORG_ID + _CONTACT,
        "#495057", "square", "C", _ORGANIZATION),
    EntityType("DiasporaGroup", "Cộng đồng người Việt Nam ở nước ngoài", "Overseas Vietnamese group",
        (("country", "origin"),), _p("country|code|Nước|Country", "origin|text|Quê quán|Origin",
        "size|integer|Số người|Size|people"), "#bc6c25", "triangleDown", "K", _ORGANIZATION),
    EntityType("Person", "Cá nhân", "Person",
        (("email", "name"), ("phone", "name"), ("organization", "name")), _p(
        "organization|text|Tổ chức|Organisation", "email|email|Thư điện tử|E-mail|personal",
        "phone|phone|Điện thoại|Phone|personal", "birth_date|date|Ngày sinh|Birth date|personal",
        "languages|texts|Ngoại ngữ|Languages"), "#33415c", "dot", "P"),
    EntityType("AidItem", "Khoản viện trợ", "Aid item", (("iati",), ("code",), ("decision",), ("name", "place", "year")),
        _p("iati|code|Mã IATI|IATI identifier", "code|code|Mã|Code", "decision|code|Số quyết định|Decision number",
        "place|text|Địa bàn|Place", "year|text|Năm|Year", "kind|text|Loại|Kind", "direction|text|Chiều|Direction",
        "approved|date|Ngày phê duyệt|Approved", "status|text|Tình trạng|Status",
        "beneficiaries|text|Người hưởng lợi|Beneficiaries", "since|date|Bắt đầu|Start", "until|date|Kết thúc|End")
        + _MONEY, "#c9184a", "diamond", "V"),
    EntityType("Investment", "Dự án đầu tư", "Investment", (("licence_number",), ("name", "investor")), _p(
        "licence_number|code|Số giấy chứng nhận|Licence number", "investor|text|Nhà đầu tư|Investor",
        "capital|number|Vốn đăng ký|Capital|currency", "currency|code|Loại tiền|Currency",
        "since|date|Ngày cấp|Licensed"), "#936639", "diamond", "I"),
    EntityType("Agreement", "Thỏa thuận", "Agreement", (("parties", "kind", "since"),), _p(
        "parties|text|Các bên|Parties", "kind|text|Loại|Kind", "stage|text|Giai đoạn|Stage",
        "level|text|Cấp ký|Signing level", "fields|text|Lĩnh vực|Fields", "signer|text|Người ký|Signed by",
        "since|date|Ngày ký|Signed", "until|date|Hết hạn|Until"), "#006d77", "box", "A"),
    EntityType("Licence", "Giấy đăng ký", "Licence", (("number",), ("holder", "form", "since")), _p(
        "number|code|Số giấy|Number", "holder|text|Tổ chức|Holder", "form|text|Hình thức|Form",
        "since|date|Ngày cấp|Issued", "until|date|Ngày hết hạn|Expires"), "#588157", "box", "G"),
    EntityType("Delegation", "Đoàn", "Delegation", (("direction", "since", "partner"),), _p(
        "direction|text|Chiều|Direction", "partner|text|Đối tác|Partner", "purpose|text|Mục đích|Purpose",
        "results|text|Kết quả|Results", "since|date|Từ ngày|From", "until|date|Đến ngày|To"),
        "#8338ec", "triangle", "D"),
    EntityType("Event", "Sự kiện", "Event", (("kind", "since", "name"),), _p(
        "kind|text|Loại|Kind", "recurring|text|Định kỳ|Recurring", "participants|text|Người tham gia|Participants",
        "results|text|Kết quả|Results", "next_step|text|Việc tiếp theo|Next step", "remind|date|Nhắc vào ngày|Reminder",
        "since|date|Ngày|Date", "until|date|Đến ngày|End"), "#f2a104", "star", "E"),
    EntityType("Need", "Nhu cầu", "Need", (("place", "sector", "name"),), _p(
        "place|text|Địa bàn|Place", "sector|text|Lĩnh vực|Sector", "amount|number|Kinh phí đề nghị|Amount|currency",
        "currency|code|Loại tiền|Currency", "status|text|Tình trạng|Status", "year|text|Năm|Year",
        "beneficiaries|text|Người hưởng lợi|Beneficiaries"), "#ef476f", "triangleDown", "U"),
    EntityType("Policy", "Chính sách", "Policy", (("name", "year"),), _p(
        "year|text|Năm|Year", "status|text|Tình trạng|Status", "approved|date|Ngày phê duyệt|Approved"),
        "#6c757d", "box", "R"),
    EntityType("Sector", "Lĩnh vực", "Sector", (("code",),), _p(
        "code|code|Mã DAC|DAC code", "scheme|text|Bảng mã|Scheme"), "#40916c", "hexagon", "F"),
    EntityType("Statistic", "Số liệu", "Statistic", (("subject", "measure", "period"),), _p(
        "subject|text|Đối tượng|Subject", "measure|text|Chỉ tiêu|Measure", "value|number|Giá trị|Value|unit",
        "unit|text|Đơn vị|Unit", "qualifier|text|Cách nói|Wording", "period|text|Kỳ|Period",
        "as_of|date|Tính đến ngày|As of", "quote|text|Nguyên văn|Quotation"), "#adb5bd", "box", "#"),
    EntityType("Document", "Tài liệu", "Document", (("sha256",),), _p(
        "sha256|code|SHA-256|SHA-256", "url|url|Địa chỉ|Address", "published|date|Ngày đăng|Published",
        "language|code|Ngôn ngữ|Language", "pages|integer|Số trang|Pages", "text|passage|Toàn văn|Text",
        "figures|passages|Số liệu nêu trong bài|Figures stated", "dates|passages|Mốc thời gian nêu trong bài|Dates stated"),
        "#868e96", "box", "W"),
)  # fmt: skip

_FUNDS = _p("role|text|Vai trò|Role", "shared|flag|Đồng tài trợ|Shared") + _MONEY
_TITLE = _p("title|text|Chức vụ|Title")
_SHARE = _p(
    "percentage|number|Tỷ lệ|Share|%",
    "percentage_committed|number|Tỷ lệ của cam kết|Share of what is committed|%",
    "percentage_disbursed|number|Tỷ lệ của giải ngân|Share of what is disbursed|%",
)
_REPORTED = _p("reported_as|text|Tên nơi nguồn ghi|Place as reported")

_TIE_TYPES = (
    TieType("MEMBER_OF", "là thành viên của", "member of", (("Organization", "Organization"), ("Person", "Organization")),
        _p("role|text|Vai trò|Role")),
    TieType("BASED_IN", "đặt tại", "based in", (("Organization", "Place"), ("Person", "Place"))),
    TieType("LOCATED_IN", "thuộc", "located in", (("Place", "Place"), ("Entity", "Place"))),
    TieType("PART_OF", "trực thuộc", "part of", (("Organization", "Organization"), ("Sector", "Sector"),
        ("AidItem", "AidItem"), ("Place", "Place"))),
    TieType("SUCCEEDED_BY", "được kế thừa bởi", "succeeded by", (("Place", "Place"), ("Organization", "Organization"))),
    TieType("NEIGHBOUR_OF", "giáp với", "neighbour of", (("Province", "Province"),), symmetric=True),
    TieType("FRIEND_OF", "hữu nghị với", "friend of", (("FriendshipAssociation", "Country"),)),
    TieType("REPRESENTS", "đại diện cho", "represents", (("DiplomaticMission", "Country"),)),
    TieType("PARTY_TO", "là bên ký", "party to", (("Entity", "Agreement"),)),
    TieType("TWINNED_WITH", "kết nghĩa với", "twinned with", (("Place", "Place"),),
        _p("one_sided|flag|Một phía ghi nhận|One-sided"), symmetric=True),
    TieType("HOLDS", "có", "holds", (("Organization", "Licence"),)),
    TieType("VALID_IN", "có hiệu lực tại", "valid in", (("Licence", "Place"),)),
    TieType("FUNDS", "tài trợ", "funds", (("Organization", "AidItem"), ("Country", "AidItem"), ("Person", "AidItem")),
        _FUNDS),
    TieType("IMPLEMENTS", "thực hiện", "implements", (("Organization", "AidItem"),)),
    TieType("RECEIVES", "tiếp nhận", "receives", (("Organization", "AidItem"), ("Place", "AidItem"))),
    TieType("MANAGES", "là chủ khoản viện trợ", "manages", (("Organization", "AidItem"),)),
    TieType("APPROVES", "phê duyệt", "approves", (("Organization", "AidItem"), ("Organization", "Policy"))),
    TieType("TARGETS", "nhằm vào", "targets", (("Entity", "Place"),), _SHARE + _REPORTED),
    TieType("IN_SECTOR", "thuộc lĩnh vực", "in sector", (("Entity", "Sector"),), _SHARE),
    TieType("WORKS_IN_SECTOR", "hoạt động trong lĩnh vực", "works in sector", (("Organization", "Sector"),)),
    TieType("WORKS_IN", "hoạt động tại", "works in", (("Organization", "Place"),),
        _p("sector|code|Lĩnh vực|Sector") + _REPORTED),
    TieType("RELATES_TO", "có quan hệ với", "has relations with", (("Organization", "Place"),)),
    TieType("INVESTS_IN", "đầu tư vào", "invests in", (("Organization", "Investment"), ("DiasporaGroup", "Place"))),
    TieType("HAS_POST", "giữ chức vụ tại", "has post at", (("Person", "Organization"),), _TITLE),
    TieType("KNOWS", "quen biết", "knows", (("Person", "Person"),),
        _p("strength|number|Mức độ|Strength", "last_contact|date|Liên hệ gần nhất|Last contact"), symmetric=True),
    TieType("LED", "dẫn đầu", "led", (("Person", "Delegation"),), _TITLE),
    TieType("JOINED", "tham gia", "joined", (("Person", "Delegation"), ("Organization", "Delegation"),
        ("Person", "Event"), ("Organization", "Event"), ("Organization", "Organization"))),
    TieType("HOSTED", "chủ trì, tiếp đón", "hosted", (("Organization", "Delegation"), ("Organization", "Event"),
        ("Place", "Event"), ("Place", "Delegation"), ("Person", "Delegation"))),
    TieType("MET", "gặp", "met", (("Delegation", "Entity"), ("Event", "Entity"), ("Person", "Person"))),
    TieType("CAME_FROM", "đến từ", "came from", (("Delegation", "Entity"),)),
    TieType("FOLLOWED_UP_BY", "được tiếp nối bằng", "followed up by", (("Delegation", "Entity"),)),
    TieType("ADVISES", "tham mưu cho", "advises", (("Organization", "Organization"),)),
    TieType("SUBMITS_TO", "trình", "submits to", (("Organization", "Organization"), ("Policy", "Organization"))),
    TieType("PROPOSES", "đề xuất", "proposes", (("Organization", "Need"), ("Organization", "Policy"))),
    TieType("MEETS_NEED", "đáp ứng", "meets", (("AidItem", "Need"), ("Organization", "Need"))),
    TieType("COORDINATES_WITH", "phối hợp với", "coordinates with", (("Organization", "Organization"),), symmetric=True),
    TieType("CONCERNS", "liên quan đến", "concerns", (("Policy", "Entity"), ("Event", "Entity"), ("Document", "Entity"))),
    TieType("MENTIONS", "nhắc đến", "mentions", (("Document", "Entity"),),
        _p("snippet|text|Trích dẫn|Snippet", "offset|integer|Vị trí|Offset|characters", "words|text|Cách gọi|As said",
           "count|integer|Số lần|Times")),
    TieType("ABOUT_SUBJECT", "nói về", "about", (("Statistic", "Entity"),)),
)  # fmt: skip

ENTITIES: dict[str, EntityType] = {t.name: t for t in _ENTITY_TYPES}
TIES: dict[str, TieType] = {t.name: t for t in _TIE_TYPES}
# Known by codes of their own, tied to almost everything: an entity of these types is never merged into another.
FIXED = frozenset({"Country", "Province", "Sector"})
PLACES = frozenset(t.name for t in _ENTITY_TYPES if "Place" in t.supers)
SUPERS = frozenset(s for t in _ENTITY_TYPES for s in t.supers)


def tie_property(tie: str, name: str) -> Property | None:
    return _tie_properties(tie).get(name)


@cache
def _entity_properties(type_: str) -> dict[str, Property]:
    return {p.name: p for p in ENTITIES[type_].properties + COMMON}


@cache
def passages(type_: str) -> frozenset[str]:
    """The properties of a type that stay with its claims."""
    return frozenset(p.name for p in ENTITIES[type_].properties if p.kind in ("passage", "passages"))


@cache
def _tie_properties(tie: str) -> dict[str, Property]:
    return {p.name: p for p in TIES[tie].properties + TERM + COMMON}


@cache
def may_join(tie: str, source: str, target: str) -> bool:
    """Whether a tie may lead from a `source` to a `target` type."""

    def fits(label: str, type_: str) -> bool:
        return label in ENTITIES[type_].labels if type_ in ENTITIES else label in (type_, "Entity")

    return any(fits(a, source) and fits(b, target) for a, b in TIES[tie].ends)
