"""What an organisation named in passing sounds like: "Sở Y tế" a public body, "Công ty ABC" a business."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from graph.names import fold, spelling

# What an organisation's name begins with, or holds anywhere, by type; the first type that fits is taken.
_GUESSES: tuple[tuple[str, str, str], ...] = (
    ("FriendshipUnion", "", "liên hiệp các tổ chức hữu nghị|liên hiệp tổ chức hữu nghị|union of friendship|vufo|hpufo"),
    ("FriendshipAssociation", "", "hội hữu nghị|friendship association|ủy ban hòa bình|peace commission|peace committee"
        "|hội liên lạc với người việt nam|overseas vietnamese liaison"),
    ("DiplomaticMission", "", "đại sứ quán|đsq|embassy|lãnh sự quán|tlsq|consulate"),
    ("DiasporaGroup", "kiều bào|cộng đồng người|người việt|việt kiều", "cộng đồng người việt|overseas vietnamese"),
    ("MultilateralBody", "", "unicef|undp|unesco|unfpa|unhcr|unido|who|fao|ilo|iom|oecd|adb|wto|asean|apec|ngân hàng thế giới"
        "|world bank|liên hợp quốc|united nations|ngân hàng phát triển châu á|asian development bank|liên minh châu âu"
        "|european union|world council on city data"),
    ("Business", "công ty|cty|tập đoàn|doanh nghiệp|ngân hàng",
        "tnhh|co ltd|ltd|llc|jsc|inc|corp|corporation|gmbh|plc|company|group"),
    ("NGO", "quỹ|tổ chức|tcpcpnn", "fund|foundation|trust|society|charity|alliance|volunteers|stiftung|verein|stichting|ngo"),
    ("PublicBody", "sở|ubnd|ủy ban|phòng|ban|bộ|cục|chi cục|tổng cục|vụ|viện|trường|đại học|học viện|trung tâm|bệnh viện|trạm"
        "|mặt trận|hội|đoàn thanh niên|thành đoàn|tỉnh đoàn|thành ủy|tỉnh ủy|đảng ủy|hội đồng|hđnd|cơ quan|văn phòng|cảng vụ"
        "|thư viện|bảo tàng|báo|đài phát thanh|đài truyền hình|chính quyền|chính phủ|quốc hội|thành phố đoàn|tỉnh|xã|phường",
        "ubnd|people s committee|department of|ministry of|hospital|university|school|paccom|comingo|jica|koica|usaid|giz"),
)  # fmt: skip

_FAMILY_NAMES = frozenset(
    {"nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý"}
    | {"lưu", "lương", "phùng", "vương", "tô", "trịnh", "đào", "đinh", "đoàn", "mai", "cao", "tạ", "trương", "lâm", "tống"}
    | {"chu", "quách", "kiều", "thân", "nghiêm", "bạch", "doãn", "khổng", "hà", "đàm", "khúc", "tăng", "từ", "mạc", "triệu"}
    | {"phí", "ninh", "châu"}
)  # fmt: skip
_DIASPORA = re.compile(r"(?:cong dong )?nguoi .+ (?:o|tai) ")
_NO_ORGANIZATION = re.compile(r"hoi (?:nghi|thao|dam)\b|ban (?:ghi nho|thoa thuan)\b|phong trao\b")


def guess(name: str, otherwise: str) -> str:
    """The type of organisation a name sounds like, `otherwise` when it does not sound like any."""
    return _heard(name) or otherwise


@lru_cache(maxsize=8192)
def _heard(name: str) -> str | None:
    bare, spell = fold(name), spelling(name)
    if _DIASPORA.match(bare):
        return "DiasporaGroup"
    if _NO_ORGANIZATION.match(bare):
        return None
    said = spell(name)
    return next((t for t, begins, holds in _patterns(spell) if begins.match(said) or holds.search(said)), None)


def begins_organization(text: str) -> bool:
    """Whether the name of an organisation begins here, rather than somewhere in the text."""
    spell = spelling(text)
    said = spell(text)
    return any(begins.match(said) or holds.match(said) for _, begins, holds in _patterns(spell))


@cache
def _patterns(said: Callable[[str], str]) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    def one_of(words: str) -> str:
        return "|".join(re.escape(said(word)) for word in words.split("|")) if words else "(?!)"

    return tuple(
        (type_, re.compile(rf"(?:{one_of(begins)})\b"), re.compile(rf"\b(?:{one_of(holds)})\b"))
        for type_, begins, holds in _GUESSES
    )


def sounds_like_organization(said: str) -> bool:
    """Whether what stands before any brackets sounds like an organisation of some type."""
    return not sounds_like_person(said) and bool(guess(re.sub(r"\s*[(\[].*", "", said), ""))


def sounds_like_person(name: str) -> bool:
    """Whether a bare name is a Vietnamese person's: a family name first, two to five words, each with a capital."""
    words = re.sub(r"[(\[].*", "", name).split()
    capital = all(word[0].isupper() for word in words)
    return 2 <= len(words) <= 5 and capital and words[0].casefold() in _FAMILY_NAMES and not guess(name, "")
