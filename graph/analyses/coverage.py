"""Countries that matter here and have no friendship association, and associations with nothing behind them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.rhythm import contacts, country_of
from graph.subgraph import Net, holds
from graph.weigh import counted, days_between

_WORTH = {"twins": 0.35, "investors": 0.25, "partners": 0.15, "diaspora": 0.15, "missions": 0.1}
_WORDS = {
    "twins": ("địa phương kết nghĩa, hữu nghị", "twin or friendship agreement"),
    "investors": ("nhà đầu tư", "investor"),
    "partners": ("tổ chức đối tác", "partner organisation"),
    "diaspora": ("cộng đồng kiều bào", "overseas group"),
    "missions": ("cơ quan đại diện", "mission"),
}
_IDLE = 365


@dataclass(slots=True)
class _Country:
    """What ties us to a country, by the words of `_WORTH`."""

    ties: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    associations: list[str] = field(default_factory=list[str])

    def add(self, kind: str, id_: str) -> None:
        if id_ not in self.ties.setdefault(kind, []):
            self.ties[kind].append(id_)


def find(g: Net, params: Params) -> Iterator[Finding]:
    """Holes of coverage by country, in both directions, and associations that nobody has seen for a year."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    found = _countries(ground)
    only_missions: list[str] = []
    for country, about in sorted(found.items()):
        about.ties = {kind: sorted(ids) for kind, ids in about.ties.items()}
        if not about.associations:
            if set(about.ties) == {"missions"}:
                only_missions.append(country)
            else:
                yield _without(ground, country, about)
        elif not about.ties:
            yield _alone(ground, country, about)
    if only_missions:
        yield _missions(ground, only_missions)
    for association in (o for o in ground.ours if ground.a(o).get("type") == "FriendshipAssociation"):
        yield from _idle(ground, association)


def _countries(ground: Ground) -> dict[str, _Country]:
    found: dict[str, _Country] = {}

    def add(kind: str, id_: str, country: str) -> None:
        if country in ground.g and country not in ground.above:
            found.setdefault(country, _Country()).add(kind, id_)

    for mission in ground.all("DiplomaticMission"):
        for country in ground.out(mission, "REPRESENTS"):
            add("missions", mission, country)
    for agreement in ground.all("Agreement"):
        parties = ground.into(agreement, "PARTY_TO")
        a = ground.a(agreement)
        if ground.here(parties) and a.get("stage") != "proposed" and holds(a.get("since"), a.get("until"), ground.day):
            for partner in (p for p in parties if p not in ground.within):
                add("twins", agreement, country_of(ground, partner))
    for kind, types in (("investors", ("Business",)), ("partners", ("NGO",)), ("diaspora", ("DiasporaGroup",))):
        for body in (b for t in types for b in ground.all(t) if _present(ground, b)):
            add(kind, body, country_of(ground, body))
    mine = set(ground.ours)
    for association in (o for o in mine if ground.a(o).get("type") == "FriendshipAssociation"):
        for country in ground.out(association, "FRIEND_OF"):
            found.setdefault(country, _Country()).associations.append(association)
    return found


def _present(ground: Ground, body: str) -> bool:
    invested = [i for i in ground.out(body, "INVESTS_IN") if ground.here(ground.out(i, "LOCATED_IN"))]
    return bool(invested) or ground.here(ground.out(body, "RELATES_TO", "WORKS_IN", "INVESTS_IN"))


def _without(ground: Ground, country: str, about: _Country) -> Finding:
    name, place = ground.name, ground.province
    score = sum(_WORTH[kind] for kind in about.ties)
    firm = {"twins", "investors"} & about.ties.keys()
    return Finding(
        kind="country-without-association", subject=(country, place),
        severity="high" if len(firm) == 2 else "medium" if firm else "low", score=score,
        parts={kind: float(len(ids)) for kind, ids in about.ties.items()}, as_of=ground.day, confidence=0.7,
        headline=both(f"{name(country, 'vi')}: có {_listed(about, 'vi')} nhưng chưa ghi nhận hội hữu nghị",
                      f"{name(country, 'en')}: {_listed(about, 'en')}, but no friendship association on record"),
        reason=both(f"Tại {name(place, 'vi')}: {_named(ground, about, 'vi')}.", f"In {name(place, 'en')}: {_named(ground, about, 'en')}."),
        evidence=ground.evidence(country, *(i for kind in _WORTH for i in about.ties.get(kind, []))),
        next_step=both("Cân nhắc thành lập hội hoặc giao một hội thành viên làm đầu mối.",
                       "Consider founding an association, or make a member the contact for this country."),
        refuted_by=both("Một hội hữu nghị với nước này chưa được nhập.", "An association for this country that has not been entered."),
        rests_on=both("danh sách hội, cơ quan đại diện, thỏa thuận, doanh nghiệp và tổ chức",
                      "the lists of associations, missions, agreements, businesses and partners"),
    )  # fmt: skip


def _missions(ground: Ground, countries: list[str]) -> Finding:
    name, n = ground.name, len(countries)
    return Finding(
        kind="missions-without-association", subject=(ground.province,), severity="low", score=min(0.3, n / 100),
        parts={"countries": float(n)}, as_of=ground.day, confidence=0.7,
        headline=both(f"{n} nước có cơ quan đại diện tại Việt Nam, chưa ghi nhận hội hữu nghị hay quan hệ nào tại {name(ground.province, 'vi')}",
                      f"{n} countries have a mission in Viet Nam, with no association or other tie to {name(ground.province, 'en')} on record"),
        reason=both(f"Đó là {ground.names(countries, 'vi', 8, 'nước')}.", f"These are {ground.names(countries, 'en', 8)}."),
        evidence=ground.evidence(*countries),
        next_step=both("Chọn vài nước ưu tiên, làm quen qua Quốc khánh và các đại sứ quán.",
                       "Choose a few priorities; begin with national days and the embassies."),
        refuted_by=both("Quan hệ với các nước này chưa được nhập.", "Ties with these countries that have not been entered."),
        rests_on=both("danh sách cơ quan đại diện và hội hữu nghị", "the lists of missions and of associations"),
    )  # fmt: skip


def _alone(ground: Ground, country: str, about: _Country) -> Finding:
    name, (association, *_) = ground.name, sorted(about.associations)
    return Finding(
        kind="association-without-ties", subject=(association,), severity="low", score=0.35, as_of=ground.day, confidence=0.6,
        owner=association,
        headline=both(f"{name(association, 'vi')}: chưa ghi nhận quan hệ nào với {name(country, 'vi')} tại đây",
                      f"{name(association, 'en')}: no tie with {name(country, 'en')} on record here"),
        reason=both("Chưa ghi nhận cơ quan đại diện, địa phương kết nghĩa, nhà đầu tư, tổ chức hay kiều bào của nước này.",
                    "No mission, twin, investor, organisation or overseas group of that country is on record."),
        evidence=ground.evidence(association, country),
        next_step=both("Hỏi hội về các mối quan hệ đang có và nhập vào danh sách; nếu không có, tìm một địa phương để kết nối.",
                       "Ask the association whom it knows and enter it; if nobody, look for a locality to link with."),
        refuted_by=both("Quan hệ với nước này chưa được nhập.", "Ties with that country that have not been entered."),
        rests_on=both("danh sách hội, cơ quan đại diện, thỏa thuận, doanh nghiệp và tổ chức",
                      "the lists of associations, missions, agreements, businesses and partners"),
    )  # fmt: skip


def _idle(ground: Ground, association: str) -> Iterator[Finding]:
    """An association with no event or delegation for a year; where there never was one we do not know."""
    met = contacts(ground, association)
    days = days_between(met[-1].day, ground.day) if met else None
    if days is not None and days <= _IDLE:
        return
    name, months = ground.name, round((days or 0) / 30.44)
    said = both(f"{months} tháng chưa ghi nhận hoạt động", f"no activity on record for {months} months")
    never = both("chưa ghi nhận hoạt động nào", "no activity on record")
    told = said if met else never
    yield Finding(
        kind="association-idle", subject=(association,), severity="medium" if met else "low", owner=association,
        score=min(0.7, 0.3 + days / 3650) if days is not None else 0.3, parts={"days": float(days)} if days is not None else {},
        as_of=ground.day, confidence=0.6 if met else 0.4, facts=(met[-1].what,) if met else (),
        headline=both(f"{name(association, 'vi')}: {told['vi']}", f"{name(association, 'en')}: {told['en']}"),
        reason=both(f"Lần gần nhất: {name(met[-1].what, 'vi')}." if met else "Không có sự kiện, đoàn nào được ghi nhận.",
                    f"Last: {name(met[-1].what, 'en')}." if met else "No event or delegation is on record."),
        evidence=ground.evidence(association, *([met[-1].what] if met else [])),
        next_step=both("Hỏi hội về hoạt động trong năm và kế hoạch năm tới; nhập vào danh sách sự kiện.",
                       "Ask the association what it did this year and plans for the next; enter it in the list of events."),
        refuted_by=both("Hoạt động của hội chưa được nhập.", "Activities of the association that have not been entered."),
        rests_on=both("danh sách sự kiện và đoàn", "the lists of events and delegations"),
        unknown={} if met else both("hội có hoạt động mà chưa nhập hay không.", "whether it was active and that was never entered."),
    )  # fmt: skip


def _listed(about: _Country, lang: str) -> str:
    vi = lang == "vi"
    return ", ".join(
        f"{len(ids)} {_WORDS[kind][0]}" if vi else counted(len(ids), _WORDS[kind][1])
        for kind in _WORTH
        if (ids := about.ties.get(kind))
    )


def _named(ground: Ground, about: _Country, lang: str) -> str:
    return "; ".join(ground.names(ids, lang, 3, "nơi") for kind in _WORTH if (ids := about.ties.get(kind)))


ANALYSIS = Analysis(
    name="coverage",
    query="analyses/coverage",
    title=both("Độ phủ của các hội hữu nghị", "Coverage by friendship associations"),
    kinds={
        "country-without-association": both("Nước chưa có hội hữu nghị", "Country without an association"),
        "missions-without-association": both("Cơ quan đại diện chưa có đầu mối", "Missions without a counterpart"),
        "association-without-ties": both("Hội chưa có quan hệ đối tác", "Association without ties"),
        "association-idle": both("Hội lâu chưa có hoạt động", "Idle association"),
    },
    find=find,
    whole="coordination-gaps",
)
