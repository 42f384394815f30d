"""Dependence on one sector, one donor or one country: how concentrated the aid of the last five years is.

Herfindahl-Hirschman index, the sum of squared shares (1 is all in one); its inverse is the equivalent number. Only from
three rows on, on labels made one (a sector counts under its category, a donor is the entity, not a spelling).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import isfinite

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.names import fold
from graph.reference import sector_top, sectors
from graph.rhythm import country_of
from graph.subgraph import Net
from graph.texts import money_text, number_text
from graph.weigh import in_usd, percent

_FEWEST, _YEARS = 3, 5
_HIGH, _MUCH, _REPORTED = 0.64, 0.4, 0.6
_OF = {"sector": ("lĩnh vực", "sector"), "donor": ("bên tài trợ", "donor"), "country": ("nước", "country")}


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Concentration of the committed aid here, and shares that were published."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    items = _items(ground)
    worth = {i: w for i in items if isfinite(w := in_usd(ground.a(i), "committed")) and w > 0}
    for what, shares in (
        ("sector", _sectors(ground, worth)),
        ("donor", _donors(ground, worth)),
        ("country", _countries(ground, worth)),
    ):
        if len(shares) >= _FEWEST and (found := hhi(shares)) >= _MUCH:
            yield _finding(ground, what, shares, found, len(worth), len(items) - len(worth))
    yield from _published(ground)


def hhi(shares: Mapping[str, float]) -> float:
    """The sum of squared shares of non-negative amounts: 1/n to 1; 0 where there is nothing."""
    total = sum(shares.values())
    return sum((v / total) ** 2 for v in shares.values()) if total > 0 else 0.0


def _items(ground: Ground) -> list[str]:
    """Whole items to us of the last five years, by the year in which they were approved or began."""
    year = int(ground.day[:4])

    def recent(i: str) -> bool:
        a = ground.a(i)
        said = next((str(a[p])[:4] for p in ("approved", "since", "year") if a.get(p)), "")
        return said.isdigit() and year - _YEARS < int(said) <= year and a.get("status") != "cancelled"

    here = [
        i for i in ground.all("AidItem") if ground.here(ground.out(i, "TARGETS")) and ground.inbound(i) and recent(i)
    ]
    return ground.wholes(here, "committed")


def _sectors(ground: Ground, worth: Mapping[str, float]) -> dict[str, float]:
    shares: defaultdict[str, float] = defaultdict(float)
    for item, amount in worth.items():
        named = ground.out(item, "IN_SECTOR")
        parts = {s: _percentage(ground.tie(item, s, "IN_SECTOR")) for s in named}
        for sector, share in _parts(parts).items():
            top = sector_top(sector.removeprefix("sector-"))
            shares[f"sector-{top}"] += amount * share
    return dict(shares)


def _percentage(tie: Mapping[str, object]) -> float:
    """Of what is committed, where that is told apart."""
    return float(str(tie.get("percentage_committed") or tie.get("percentage") or 0))


def _parts(said: Mapping[str, float]) -> dict[str, float]:
    """Shares that make 1: as said, in equal parts where nobody said."""
    total = sum(said.values())
    return {k: v / total for k, v in said.items()} if total > 0 else dict.fromkeys(said, 1 / len(said)) if said else {}


def _donors(ground: Ground, worth: Mapping[str, float]) -> dict[str, float]:
    shares: defaultdict[str, float] = defaultdict(float)
    for item, amount in worth.items():
        funders = ground.into(item, "FUNDS")
        own = {f: in_usd(ground.tie(f, item, "FUNDS"), "committed") for f in funders}
        for funder, share in _parts(own).items():
            shares[funder] += amount * share
    return dict(shares)


def _countries(ground: Ground, worth: Mapping[str, float]) -> dict[str, float]:
    shares: defaultdict[str, float] = defaultdict(float)
    for donor, amount in _donors(ground, worth).items():
        if country := country_of(ground, donor):
            shares[country] += amount
    return dict(shares)


def _finding(
    ground: Ground, what: str, shares: Mapping[str, float], index: float, counted: int, unweighed: int
) -> Finding:
    total = sum(shares.values())
    (top, amount), *_ = sorted(shares.items(), key=lambda kv: (-kv[1], kv[0]))
    vi, en = _OF[what]
    named = both(_label(ground, top, "vi"), _label(ground, top, "en"))
    said = {lang: (percent(amount / total, lang), number_text(1 / index, lang, 1)) for lang in ("vi", "en")}
    return Finding(
        kind=f"concentration-{what}", subject=(what, ground.province), severity="high" if index >= _HIGH else "medium",
        score=index, parts={"hhi": index, "equivalent": 1 / index, "top_share": amount / total, "n": float(len(shares))},
        as_of=ground.day, confidence=0.6, facts=(top, round(amount / total, 2)),
        headline=both(f"{said['vi'][0]} giá trị viện trợ từ một {vi}: {named['vi']}", f"{said['en'][0]} of aid by value is one {en}: {named['en']}"),
        reason=both(
            f"{counted} khoản trong {_YEARS} năm, tổng cam kết khoảng {money_text(round(total), 'USD', 'vi')}, chia cho {len(shares)} {vi}:"
            f" chỉ số tập trung {number_text(index, 'vi')}, tương đương {said['vi'][1]} {vi} bằng nhau.",
            f"{counted} items in {_YEARS} years, about {money_text(round(total), 'USD', 'en')} committed, over {len(shares)} {en} rows:"
            f" concentration {number_text(index, 'en')}, as if {said['en'][1]} equal ones.",
        ),
        evidence=ground.evidence(*([top] if top in ground.g else []), ground.province),
        next_step=both(f"Đưa các {vi} khác vào danh mục kêu gọi; xem Cơ hội hợp tác.", f"Put other {en} rows on the wish list; see Opportunities."),
        refuted_by=both("Các khoản viện trợ khác chưa được nhập, hoặc số tiền ghi sai đơn vị.", "Aid items not entered, or amounts in a wrong unit."),
        rests_on=both("số cam kết quy đổi USD của danh sách khoản viện trợ", "committed amounts in US dollars from the list of aid items"),
        unknown=both(f"{unweighed} khoản chưa rõ số tiền hoặc tỷ giá, không tính vào.",
                     f"{unweighed} items without an amount or a rate are left out.") if unweighed else {},
    )  # fmt: skip


def _label(ground: Ground, id_: str, lang: str) -> str:
    if entry := sectors().get(id_.removeprefix("sector-")):
        named = entry.name_vi if lang == "vi" else entry.name_en
        return named[:1].lower() + named[1:]
    return ground.name(id_, lang) if id_ in ground.g else id_


def _published(ground: Ground) -> Iterator[Finding]:
    """A published share of one sector: the index is at least its square."""
    for statistic in ground.all("Statistic"):
        a, subjects = ground.a(statistic), ground.out(statistic, "ABOUT_SUBJECT")
        here = [s for s in subjects if s in ground.within or ground.here(ground.out(s, "BASED_IN", "LOCATED_IN"))]
        value, measure = a.get("value"), fold(str(a.get("measure", "")))
        if not here or a.get("unit") != "%" or value is None or not ("ty trong" in measure or "share" in measure):
            continue
        share = float(value) / 100
        if not _REPORTED <= share <= 1:
            continue
        name = ground.name
        yield Finding(
            kind="concentration-reported", subject=(here[0], str(a.get("measure"))), severity="high" if share**2 >= _HIGH else "medium",
            score=share**2, parts={"hhi": share**2, "top_share": share, "equivalent": 1 / share**2}, as_of=str(a.get("as_of") or ground.day),
            confidence=0.6, facts=(value,),
            headline=both(f"{name(here[0], 'vi')}: {a['measure']} {number_text(value, 'vi')}%, gần như một lĩnh vực",
                          f"{name(here[0], 'en')}: “{a['measure']}” {number_text(value, 'en')}%, nearly one sector"),
            reason=both(f"Chỉ số tập trung ít nhất {number_text(share**2, 'vi')}, tương đương khoảng {number_text(1 / share**2, 'vi', 1)} lĩnh vực bằng nhau.",
                        f"Concentration is at least {number_text(share**2, 'en')}: about {number_text(1 / share**2, 'en', 1)} equal sectors."),
            evidence=ground.evidence(statistic, here[0]),
            next_step=both("Cân nhắc kêu gọi thêm cho các lĩnh vực khác.", "Consider seeking aid for other sectors."),
            refuted_by=both("Số liệu kỳ sau, hoặc tỷ trọng tính trên số khác.", "Later figures, or a share of something else."),
            rests_on=both("số liệu đã công bố", "a published figure"),
            unknown=both("tỷ trọng của các lĩnh vực còn lại.", "the shares of the other sectors."),
        )  # fmt: skip


ANALYSIS = Analysis(
    name="concentration",
    query="analyses/concentration",
    title=both("Mức độ tập trung của viện trợ", "Concentration of aid"),
    kinds={
        "concentration-sector": both("Phụ thuộc một lĩnh vực", "Dependence on one sector"),
        "concentration-donor": both("Phụ thuộc một bên tài trợ", "Dependence on one donor"),
        "concentration-country": both("Phụ thuộc một nước", "Dependence on one country"),
        "concentration-reported": both("Tập trung theo số liệu công bố", "Concentration as published"),
    },
    find=find,
    whole="coordination-gaps",
)
