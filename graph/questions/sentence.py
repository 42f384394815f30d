"""A plan back in words: one sentence that says the reading used, and a chip for each part of it that can be taken away."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.model import ENTITIES
from graph.questions.families import FAMILIES
from graph.questions.plan import Amount, ButNot, Home, Named, Order, Party, Period, Place, Plan
from graph.reference import province_with_absorbed, provinces
from graph.texts import capital, date_text, money_text, number_text, period_text, text

_WHOLE_YEAR = ("-01-01", "-12-31")
_DAYS, _MONTHS = 90, 24
_LISTED = ("list", "count", "sum", "compare")
_PLACED = ("organisations", "aid", "needs", "investments", "businesses")
_PARTNERS = ("twins", "agreements", "associations", "events")


class Chip(NamedTuple):
    """A part of a plan in words; `part` is what `without` takes away ("sectors", "parties.0")."""

    part: str
    text: str


def sentence(plan: Plan, lang: str) -> str:
    """How the question was read, as one sentence: "các tổ chức; tài trợ; lĩnh vực y tế; tại Hải Phòng ...; mọi thời gian."."""
    said = "; ".join([_head(plan, lang), *(c.text for c in chips(plan, lang)), *_unsaid(plan, lang)])
    return f"{capital(said)}."


def chips(plan: Plan, lang: str) -> list[Chip]:
    """The conditions, in the order of the sentence."""
    return [Chip(part, words) for part, words in _conditions(plan, lang) if words]


def without(plan: Plan, part: str) -> Plan:
    """The plan without one of its chips; the plan itself where there is no such part."""
    name, _, number = part.partition(".")
    field = Plan.model_fields.get(name)
    if field is None or field.is_required():
        return plan
    held = getattr(plan, name)
    if number and isinstance(held, tuple):
        kept: object = tuple(one for n, one in enumerate(held) if str(n) != number)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    else:
        kept = field.default
    changed = {name: kept} | ({"limit": None} if name == "order" else {})
    if name == "compare":
        changed["ask"] = "count"
    return plan.model_copy(update=changed)


def _t(key: str, lang: str, **values: object) -> str:
    return text(f"asked.{key}", lang, **values)


def _code(prefix: str, code: str, lang: str) -> str:
    return _t(f"{prefix}_{code.replace(' ', '_').replace('-', '_')}", lang)


def _all(words: Sequence[str], lang: str, joint: str = "or") -> str:
    if len(words) < 2:
        return "".join(words)
    return _t(joint, lang, first=", ".join(words[:-1]), second=words[-1])


def _names(things: Sequence[Named], lang: str, joint: str = "or") -> str:
    return _all([thing.name(lang) for thing in things], lang, joint)


def _head(plan: Plan, lang: str) -> str:
    what = _types(plan, lang) if plan.of == "organisations" and plan.types else _code("of", plan.of, lang)
    about = [thing.name(lang) for thing in plan.about] + ["", ""]
    measure = _code("measure", plan.measure or FAMILIES[plan.of].measure or "count", lang)
    return _t(
        f"ask_{plan.ask}", lang, what=what, first=about[0], second=about[1], measure=measure,
        date=_code("date", plan.date, lang) if plan.date else what, gaps=_code("gaps", plan.gaps or "both", lang),
    )  # fmt: skip


def _types(plan: Plan, lang: str) -> str:
    return _labels(plan.types, lang)


def _labels(types: Sequence[str], lang: str) -> str:
    labels = [(ENTITIES[t].vi if lang == "vi" else ENTITIES[t].en) for t in types if t in ENTITIES]
    lowered = [label if label.isupper() else label[:1].lower() + label[1:] for label in labels]
    return _all(lowered, lang)


def _unsaid(plan: Plan, lang: str) -> Iterator[str]:
    """What holds because nothing was said: everywhere, any period."""
    if plan.ask not in _LISTED:
        return
    if plan.of in _PLACED and not plan.places and not plan.compare and not (plan.licence and plan.licence.places):
        yield _t("everywhere", lang)
    meaning = FAMILIES[plan.of].meaning
    if meaning and meaning != "now" and not plan.periods and "under way" not in plan.status:
        yield _t("any_period", lang)


def _conditions(plan: Plan, lang: str) -> Iterator[tuple[str, str]]:
    if plan.ask == "when" and plan.about:
        yield "about", _names(plan.about, lang)
    if plan.whose:
        sort = f" ({_labels(plan.whose.types, lang)})" if plan.whose.types else ""
        yield "whose", _t("whose", lang, name=_code("whose", plan.whose.part, lang) + sort)
    if plan.types and plan.of != "organisations":
        yield "types", _t("types", lang, names=_types(plan, lang))
    yield from _codes(plan, lang)
    yield "role", _code("role", plan.role, lang) if plan.role else ""
    yield "sectors", _t("sectors", lang, names=_lowered(plan.sectors, lang)) if plan.sectors else ""
    yield "places", _where(plan.places, lang)
    yield "outside", _t("outside", lang, names=_names(plan.outside, lang)) if plan.outside else ""
    yield from ((f"but_not.{n}", _but_not(one, lang, plan.of)) for n, one in enumerate(plan.but_not))
    yield "home", _home(plan.home, lang, plan.of in _PARTNERS) if plan.home else ""
    yield from ((f"parties.{n}", _party(party, lang)) for n, party in enumerate(plan.parties))
    yield from _states(plan, lang)
    yield "amount", _amount(plan.amount, lang) if plan.amount else ""
    yield "currency", _t("currency", lang, name=plan.currency) if plan.currency else ""
    yield from ((f"periods.{n}", _period(period, lang)) for n, period in enumerate(plan.periods))
    if plan.compare:
        sides = [s.name(lang) for s in plan.compare.sides] + [str(year) for year in plan.compare.years]
        yield "compare", _t("compare", lang, names=_all(sides, lang, "and"))
    yield "group", _t("group", lang, name=_code("axis", plan.group, lang)) if plan.group else ""
    yield "order", _order(plan.order, lang) if plan.order else ""
    yield "limit", _t("limit", lang, n=plan.limit) if plan.limit else ""


def _codes(plan: Plan, lang: str) -> Iterator[tuple[str, str]]:
    """The conditions that are codes of closed lists."""
    yield (
        "kinds",
        _t("kinds", lang, names=_all([_code("kind", k, lang) for k in plan.kinds], lang)) if plan.kinds else "",
    )
    yield (
        "status",
        _t("status", lang, names=_all([_code("status", s, lang) for s in plan.status], lang)) if plan.status else "",
    )
    yield "direction", _code("direction", plan.direction, lang) if plan.direction else ""
    yield (
        "has",
        _t("has", lang, names=_all([_code("thing", t, lang) for t in plan.has], lang, "and")) if plan.has else "",
    )
    yield (
        "lacks",
        _t("lacks", lang, names=_all([_code("thing", t, lang) for t in plan.lacks], lang, "and")) if plan.lacks else "",
    )
    yield "title", _t("title", lang, name=plan.title) if plan.title else ""
    yield "field", _t("field", lang, name=plan.field) if plan.field else ""
    spoken = [_code("language", code, lang) for code in plan.languages]
    yield "languages", _t("languages", lang, names=_all(spoken, lang)) if spoken else ""
    yield "topic", _t("topic", lang, name=_code("topic", plan.topic, lang)) if plan.topic else ""


def _states(plan: Plan, lang: str) -> Iterator[tuple[str, str]]:
    if plan.licence:
        words = _t(
            f"licence_{plan.licence.state}", lang, days=_DAYS if plan.licence.days is None else plan.licence.days
        )
        if plan.licence.places:
            words += f" {_where(plan.licence.places, lang)}"
        if plan.licence.on:
            words += f" ({_t('licence_on', lang, day=date_text(plan.licence.on, lang))})"
        form = f" ({_code('form', plan.licence.form, lang)})" if plan.licence.form else ""
        yield "licence", words + form
    if plan.agreement:
        days = _DAYS if plan.agreement.days is None else plan.agreement.days
        months = _MONTHS if plan.agreement.months is None else plan.agreement.months
        yield "agreement", _t(f"agreement_{plan.agreement.state.replace(' ', '_')}", lang, days=days, months=months)


def _lowered(things: Sequence[Named], lang: str) -> str:
    return _all([name[:1].lower() + name[1:] for name in (thing.name(lang) for thing in things)], lang)


def _where(places: Sequence[Place], lang: str) -> str:
    """The places with what they absorbed under another name, as the funders' sentence says it."""
    if not places:
        return ""
    named = [_former(p.id, p.name(lang), lang) + (f" ({_t('ours', lang)})" if p.ours else "") for p in places]
    units = provinces()
    former = [
        _t("former", lang, name=units[old].name_vi if lang == "vi" else units[old].name_en)
        for place in places if place.id in units and units[place.id].present
        for old in province_with_absorbed(place.id)[1:] if units[old].name_vi != place.vi
    ]  # fmt: skip
    if former:
        return _t("place_absorbed", lang, names=_all(named, lang), former=_all(former, lang, "and"))
    return _t("place", lang, names=_all(named, lang))


def _but_not(one: ButNot, lang: str, of: str) -> str:
    """What must not be, in the words of what must."""
    role = _code("role", one.role, lang) if one.role else _t("aiding", lang) if of == "organisations" else ""
    said = [
        role,
        _t("kinds", lang, names=_all([_code("kind", k, lang) for k in one.kinds], lang)) if one.kinds else "",
        _t("sectors", lang, names=_lowered(one.sectors, lang)) if one.sectors else "",
        _where(one.places, lang),
        *(_period(period, lang) for period in one.periods),
    ]
    return _t("but_not", lang, what=", ".join(words for words in said if words))


def _former(id_: str, name: str, lang: str) -> str:
    unit = provinces().get(id_)
    return _t("former", lang, name=name) if unit and not unit.present else name


def _home(home: Home, lang: str, partner: bool) -> str:
    names = [country.name(lang) for country in home.countries]
    names += [_t(f"region_{code}", lang) for code in home.regions] + [_t(f"tag_{tag}", lang) for tag in home.tags]
    return _t("home_outside" if home.outside else "home_partner" if partner else "home", lang, names=_all(names, lang))


def _party(party: Party, lang: str) -> str:
    words = _t(f"part_{party.part}", lang, name=party.thing.name(lang))
    return _t("absent", lang, what=words) if party.absent else words


def _period(period: Period, lang: str) -> str:
    since, until = period.since, period.until
    if since and until and since[4:] == _WHOLE_YEAR[0] and until[4:] == _WHOLE_YEAR[1]:
        since, until = since[:4], until[:4]
    elif since and until is None and since[4:] == _WHOLE_YEAR[0]:
        since = since[:4]
    elif until and since is None and until[4:] == _WHOLE_YEAR[1]:
        until = until[:4]
    words = date_text(since, lang) if period.meaning == "now" else period_text(since, until, lang)
    return _t(f"period_{period.meaning}", lang, period=words)


def _amount(amount: Amount, lang: str) -> str:
    def written(value: float) -> str:
        return money_text(value, amount.currency, lang) if amount.currency else number_text(value, lang)

    measure = _code("measure", amount.measure, lang)
    if amount.least is not None and amount.most is not None:
        return _t("amount_between", lang, measure=measure, amount=written(amount.least), other=written(amount.most))
    low = amount.least is not None
    which = ("over" if amount.strict else "least") if low else ("under" if amount.strict else "most")
    value = amount.least if amount.least is not None else amount.most
    return _t(f"amount_{which}", lang, measure=measure, amount=written(value or 0.0))


def _order(order: Order, lang: str) -> str:
    if order.by == "name":
        return _t("order_name", lang)
    if order.by in ("date", "expiry", "contact"):
        return _t("order_latest" if order.descending else "order_earliest", lang)
    return _t("order_most" if order.descending else "order_least", lang)
