"""What the fields of a 3W row are called, for people: in remarks, and where a mapping names them."""

from types import MappingProxyType

# field|Vietnamese|English
_FIELDS = (
    "org|Tổ chức|Organisation", "org_short|Tên viết tắt|Acronym", "org_type|Loại tổ chức|Organisation type",
    "org_id|Mã tổ chức (org-id)|Organisation identifier",
    "prog|Tổ chức điều hành|Programming organisation", "prog_short|Tên viết tắt của tổ chức điều hành|Its acronym",
    "impl|Tổ chức thực hiện|Implementing organisation", "impl_short|Tên viết tắt của tổ chức thực hiện|Its acronym",
    "funder|Nhà tài trợ|Funder", "funder_short|Tên viết tắt của nhà tài trợ|Acronym of the funder",
    "recipient|Bên tiếp nhận|Recipient", "sectors|Lĩnh vực|Sector", "sector_code|Mã lĩnh vực|Sector code",
    "subsector|Tiểu lĩnh vực|Sub-sector", "project|Chương trình, dự án|Programme or project", "activity|Hoạt động|Activity",
    "activity_code|Mã hoạt động|Activity code", "modality|Phương thức|Modality", "status|Tình trạng|Status",
    "country|Quốc gia|Country", "country_code|Mã quốc gia|Country code",
    "adm1|Tỉnh|First-level area", "adm1_code|Mã tỉnh|Its code", "adm1_said|Tên tỉnh do nguồn ghi|Its name as reported",
    "adm2|Huyện, xã|Second-level area", "adm2_code|Mã huyện, xã|Its code", "adm2_said|Tên huyện, xã do nguồn ghi|Its name as reported",
    "adm3|Cấp thứ ba|Third-level area", "adm3_code|Mã cấp thứ ba|Its code", "loc|Địa điểm|Location",
    "since|Từ ngày|Since", "until|Đến ngày|Until", "as_of|Ngày báo cáo|Reported on",
    "targeted|Số người dự kiến|People targeted", "reached|Số người đã đến được|People reached",
    "inneed|Số người cần hỗ trợ|People in need", "affected|Số người bị ảnh hưởng|People affected", "population|Dân số|Population",
    "committed|Cam kết|Committed", "disbursed|Giải ngân|Disbursed", "currency|Loại tiền|Currency",
    "contact|Người liên hệ|Contact person", "contact_title|Chức vụ người liên hệ|Contact's title",
    "contact_email|Thư điện tử liên hệ|Contact e-mail", "contact_phone|Điện thoại liên hệ|Contact telephone",
    "note|Ghi chú|Note", "source|Nguồn|Source",
)  # fmt: skip
FIELDS = MappingProxyType({field: (vi, en) for field, vi, en in (said.split("|") for said in _FIELDS)})


def label(field: str, lang: str = "vi") -> str:
    """What a field is called: "targeted+f" -> "Số người dự kiến (f)"; a field of no name is itself."""
    name, _, part = field.partition("+")
    if name not in FIELDS:
        return field
    said = FIELDS[name][lang != "vi"]
    return f"{said} ({part})" if part else said
