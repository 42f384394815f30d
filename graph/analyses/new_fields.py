"""Partners who are here already, and a field or a commune new to them in which something is needed."""

from collections.abc import Iterator

from graph.analysis import Analysis, Finding, Ground, Params, both
from graph.fieldwork import Work, called, fields_of, fieldwork, l3, like
from graph.finding import MORE, left_out
from graph.subgraph import Net
from graph.wants import wanted
from graph.weigh import counted

_MOST, _EACH, _LEAST = 12, 2, 0.35


def find(g: Net, params: Params) -> Iterator[Finding]:
    """For every field and commune with an open need the partners nearest to it by paths of three steps."""
    if params.province not in g:
        return
    ground = Ground(g, params.province, params.day)
    work, needs = fieldwork(ground), wanted(ground)
    found = sorted(
        (*_fields(ground, work, list(needs)), *_places(ground, work, list(needs))), key=lambda f: (-f.score, f.id)
    )
    yield from found[:_MOST]
    yield from left_out(
        "more-fields",
        params.province,
        len(found) - _MOST,
        params.day,
        both("lĩnh vực, địa bàn mới", "new fields and places"),
    )


def _fields(ground: Ground, work: dict[str, Work], needs: list[str]) -> Iterator[Finding]:
    of = {body: its.fields for body, its in work.items()}
    asked: dict[str, list[str]] = {}
    for need in needs:
        for code in fields_of(ground.out(need, "IN_SECTOR")):
            asked.setdefault(code, []).append(need)
    for code, wants in sorted(asked.items()):
        near = [(l3(of, body, code), body) for body in sorted(of) if code not in of[body] and work[body].items]
        for score, body in sorted(near, key=lambda one: (-one[0], one[1]))[:_EACH]:
            if score >= _LEAST and len(peers := like(of, body, code)) >= 2:
                yield _field(ground, body, code, (score, peers, wants, sorted(of[body])))


def _places(ground: Ground, work: dict[str, Work], needs: list[str]) -> Iterator[Finding]:
    of = {body: its.places for body, its in work.items()}
    for need in needs:
        codes = fields_of(ground.out(need, "IN_SECTOR"))
        for place in (p for p in ground.out(need, "TARGETS") if ground.a(p).get("type") == "Locality"):
            near = [
                (l3(of, body, place), body)
                for body in sorted(of)
                if place not in of[body] and codes & work[body].fields
            ]
            for score, body in sorted(near, key=lambda one: (-one[0], one[1]))[:_EACH]:
                if score >= _LEAST and (peers := like(of, body, place)):
                    yield _place(ground, body, place, (score, peers, need, sorted(of[body])))


def _field(ground: Ground, body: str, code: str, told: tuple[float, list[str], list[str], list[str]]) -> Finding:
    score, peers, wants, own = told
    name, new = ground.name, called(code)
    now = {lang: ", ".join(called(c)[lang] for c in own[:2]) for lang in ("vi", "en")}
    who = {lang: ground.names(peers, lang, 3, "bên") for lang in ("vi", "en")}
    return Finding(
        kind="new-sector", subject=(body, f"sector-{code}", ground.province), severity="medium" if score >= 1 else "low", score=min(1.0, score / 2),
        as_of=ground.day, confidence=0.4, parts={"l3": score, "alike": float(len(peers)), "needs": float(len(wants))},
        headline=both(f"{name(body, 'vi')}: đang làm lĩnh vực {now['vi']}, có thể mở sang {new['vi']}", f"{name(body, 'en')}: works on {now['en']}, could take up {new['en']}"),
        reason=both(
            f"{len(peers)} bên làm cùng lĩnh vực với tổ chức này cũng làm {new['vi']}: {who['vi']}. Có {len(wants)} nhu cầu đang mở: {_quoted(ground, wants, 'vi')}.",
            f"{counted(len(peers), 'partner')} in the same fields also {'works' if len(peers) == 1 else 'work'} on {new['en']}: {who['en']}. {counted(len(wants), 'need')} open: {_quoted(ground, wants, 'en')}.",
        ),
        evidence=ground.evidence(body, *wants[:3], *peers[:5]),
        next_step=both(f"Hỏi {name(body, 'vi')} có sẵn sàng với nhu cầu {_quoted(ground, wants[:1], 'vi')} không.", f"Ask {name(body, 'en')} whether they could take up {_quoted(ground, wants[:1], 'en')}."),
        refuted_by=both("Tổ chức đã nói không làm lĩnh vực này.", "They have said that they do not work in that field."),
        rests_on=both("lĩnh vực hoạt động và khoản viện trợ của các đối tác ở đây", "fields of work and aid items of the partners here"),
    )  # fmt: skip


def _place(ground: Ground, body: str, place: str, told: tuple[float, list[str], str, list[str]]) -> Finding:
    score, peers, need, own = told
    name = ground.name
    now, who = (
        {lang: ground.names(ids, lang, 2, what) for lang in ("vi", "en")}
        for ids, what in ((own, "nơi"), (peers, "bên"))
    )
    return Finding(
        kind="new-place", subject=(body, place), severity="medium" if score >= 1 else "low", score=min(1.0, score / 2), as_of=ground.day, confidence=0.4,
        parts={"l3": score, "alike": float(len(peers)), "places": float(len(own))},
        headline=both(f"{name(body, 'vi')}: đang làm tại {now['vi']}, có thể mở sang {name(place, 'vi')}", f"{name(body, 'en')}: works in {now['en']}, could come to {name(place, 'en')}"),
        reason=both(
            f"Nhu cầu {_quoted(ground, [need], 'vi')} cùng lĩnh vực với tổ chức này; {len(peers)} bên cùng địa bàn với họ đã có mặt ở đó: {who['vi']}.",
            f"The need {_quoted(ground, [need], 'en')} is in their field; {counted(len(peers), 'partner')} from the same places {'is' if len(peers) == 1 else 'are'} there already: {who['en']}.",
        ),
        evidence=ground.evidence(body, place, need, *peers[:5], *own[:3]),
        next_step=both(f"Giới thiệu nhu cầu với {name(body, 'vi')}, cùng {name(peers[0], 'vi')}.", f"Present the need to {name(body, 'en')}, together with {name(peers[0], 'en')}."),
        refuted_by=both("Tổ chức chỉ được phép hoặc chỉ muốn làm ở địa bàn hiện nay.", "They may work, or want to, only where they are."),
        rests_on=both("địa bàn hoạt động và khoản viện trợ đang thực hiện", "places of work and aid items under way"),
    )  # fmt: skip


def _quoted(ground: Ground, needs: list[str], lang: str) -> str:
    rest = len(needs) - 2
    shown = ", ".join(f"“{ground.name(x, lang)}”" for x in needs[:2])
    return shown if rest <= 0 else f"{shown} {f'và {rest} nhu cầu khác' if lang == 'vi' else f'and {rest} more'}"


ANALYSIS = Analysis(
    name="new-fields",
    query="analyses/partner_work",
    title=both("Lĩnh vực, địa bàn mới cho đối tác", "New fields and places for partners"),
    kinds={
        "new-sector": both("Lĩnh vực mới", "New field"),
        "new-place": both("Địa bàn mới", "New place"),
        "more-fields": MORE,
    },
    find=find,
    whole="partnership-opportunities",
)
