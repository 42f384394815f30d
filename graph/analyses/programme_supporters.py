"""Overseas Vietnamese groups and businesses of a twin's country who are here and could carry the twin's programme."""

from collections.abc import Iterator

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.rhythm import association_for, country_of
from graph.subgraph import Net
from graph.weigh import counted

_KINDS = ("Business", "DiasporaGroup")
_TOGETHER = ("HOSTED", "JOINED", "MET", "CAME_FROM", "CONCERNS", "TARGETS")


def find(g: Net, params: Params) -> Iterator[Finding]:
    """For every country with a place with which an agreement is in force: who from there is here and took no part yet."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    present = [x for type_ in _KINDS for x in ground.all(type_) if _present(ground, x)]
    twins = _twins(ground)
    for country in sorted({c for twin in twins if (c := country_of(ground, twin))}):
        its = {twin: agreed for twin, agreed in sorted(twins.items()) if country_of(ground, twin) == country}
        done = {x for twin in its for x in _meetings(ground, twin)}
        if free := [x for x in present if _from(ground, x) == country and done.isdisjoint(_meetings(ground, x))]:
            yield _finding(ground, country, its, free)


def _twins(ground: Ground) -> dict[str, list[str]]:
    """The foreign places with which an agreement of ours is in force -> these agreements."""
    found: dict[str, list[str]] = {}
    for agreement in ground.all("Agreement"):
        parties = ground.into(agreement, "PARTY_TO")
        if ground.agreed(agreement) and ground.here(parties):
            for place in (p for p in parties if p not in ground.within and p not in ground.above):
                found.setdefault(place, []).append(agreement)
    return found


def _present(ground: Ground, body: str) -> bool:
    """Whether it works, invests or has relations here."""
    invested = ground.out(body, "INVESTS_IN")
    return ground.here(
        [
            *ground.out(body, "WORKS_IN", "RELATES_TO"),
            *invested,
            *(p for i in invested for p in ground.out(i, "LOCATED_IN")),
        ]
    )


def _from(ground: Ground, body: str) -> str:
    if code := ground.a(body).get("country"):
        return f"country-{str(code).lower()}"
    return next((p for p in ground.out(body, "BASED_IN") if ground.a(p).get("type") == "Country"), "")


def _from_words(ground: Ground, country: str, lang: str) -> str:
    return f" {'từ' if lang == 'vi' else 'from'} {ground.name(country, lang)}" if country in ground.g else ""


def _meetings(ground: Ground, who: str) -> set[str]:
    return {
        x for x in (*ground.out(who, *_TOGETHER), *ground.into(who, *_TOGETHER))
        if ground.a(x).get("type") in ("Delegation", "Event")
    }  # fmt: skip


def _finding(ground: Ground, country: str, its: dict[str, list[str]], free: list[str]) -> Finding:
    name, n, twins = ground.name, len(free), list(its)
    with_ = {lang: ground.names(twins, lang, 2, "địa phương") for lang in ("vi", "en")}
    firms = [x for x in free if ground.a(x).get("type") == "Business"]
    groups = [x for x in free if x not in firms]
    agreed = sorted({str(f) for one in its.values() for g in one if (f := ground.a(g).get("fields"))})
    fields = "; ".join(agreed[:2])
    about = both(f" Nội dung đã thỏa thuận: {fields}." if fields else "", f" Agreed on: {fields}." if fields else "")
    friends = association_for(ground, [country])
    who = {lang: ground.names([*groups, *firms], lang, 4, "bên") for lang in ("vi", "en")}
    counts = both(
        " và ".join(
            part
            for part in (
                f"{len(groups)} nhóm kiều bào" if groups else "",
                f"{len(firms)} doanh nghiệp" if firms else "",
            )
            if part
        ),
        " and ".join(
            part
            for part in (
                counted(len(groups), "overseas group") if groups else "",
                f"{len(firms)} business{'es' if len(firms) != 1 else ''}" if firms else "",
            )
            if part
        ),
    )
    return Finding(
        kind="programme-support", subject=(country, ground.province), severity="medium" if n >= 3 else "low", score=min(1.0, 0.2 + 0.15 * n), as_of=ground.day,
        confidence=0.4, owner=friends, parts={"businesses": float(len(firms)), "groups": float(len(groups))}, facts=tuple(agreed),
        headline=both(f"{counts['vi']}{_from_words(ground, country, 'vi')} có thể cùng làm chương trình với {with_['vi']}", f"{counts['en']}{_from_words(ground, country, 'en')} could support the programme with {with_['en']}"),
        reason=both(
            f"{who['vi']}: đang có mặt tại {name(ground.province, 'vi')}, chưa ghi nhận tham gia hoạt động nào với địa phương kết nghĩa.{about['vi']}",
            f"{who['en']}: here in {name(ground.province, 'en')}, with no part on record in anything done with the twin.{about['en']}",
        ),
        evidence=ground.evidence(*([country] if country in ground.g else []), *twins[:4], *free[:8], *([friends] if friends else [])),
        next_step=both(
            f"Mời {name(free[0], 'vi')} vào chương trình" + (f" cùng {name(friends, 'vi')}." if friends else "."),
            f"Invite {name(free[0], 'en')} into the programme" + (f", with {name(friends, 'en')}." if friends else "."),
        ),
        refuted_by=both("Họ đã tham gia mà chưa được ghi nhận.", "They took part already and that has not been entered."),
        rests_on=both("thỏa thuận, dự án đầu tư, danh sách doanh nghiệp và sự kiện", "agreements, investments, businesses and events"),
    )  # fmt: skip


ANALYSIS = Analysis(
    name="programme-supporters",
    query="analyses/programme_supporters",
    title=both(
        "Kiều bào, doanh nghiệp cho chương trình kết nghĩa", "Overseas groups and businesses for a twin's programme"
    ),
    kinds={"programme-support": both("Bên có thể cùng làm chương trình", "Support for a twin's programme")},
    find=find,
    whole="partnership-opportunities",
)
