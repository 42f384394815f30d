"""Words in cells -> the countries and places of the reference data, as things with their readable ids.

Every function raises ValueProblem with the code of what is unknown. A place in Viet Nam that is no province and no
commune we list becomes a locality of the province named with it; a foreign one, of its country.
"""

import re
from functools import cache, lru_cache
from types import MappingProxyType

from graph.errors import BadSettings
from graph.names import fold, key
from graph.reference import (
    Commune,
    Country,
    Province,
    Sector,
    communes,
    country_of_code,
    find_commune,
    find_country,
    find_province,
    provinces,
)
from graph.settings import load_settings
from graph.things import Entity, Tie, Values
from ingest.problems import ValueProblem, every, problem
from ingest.values.parted import place_parts

HOME = "VN"
NOTHING: Values = MappingProxyType({})
_COMMUNE = re.compile(r"^\s*(?:phường|xã|đặc khu|thị trấn)\s", re.I)
_DISTRICT = re.compile(r"^(?:quận|huyện|thị xã|tx\.?)\s", re.I)
_FORMER = re.compile(r"\s*\(?\b(?:cũ|former)\b\)?\s*", re.I)
_LEAD = re.compile(r"^(?:các\s+)?(?:nước|quốc gia)\s+", re.I)
_EVERYWHERE = re.compile(r"(?:toan quoc|ca nuoc|nationwide|(?:the )?whole country)")
_PERCENT = re.compile(r"\s*\(?\d{1,3}(?:[.,]\d+)?\s*%\)?")
_ALL_OF_OURS = re.compile(r"(?:toan|ca|tren dia ban) (?:thanh pho|tinh|tp)|citywide|whole city")
_ZONE = re.compile(r"^(?:kcn|khu công nghiệp|khu kinh tế|kkt|cụm công nghiệp|ccn|cảng)\s", re.I)
_CITY = re.compile(
    r"^(?:thành phố|tp\.?|tỉnh|bang|vùng|thị trấn|city of|port of)\s+(?=\S)|\s+(?:city|prefecture|province)$", re.I
)


def country_entity(found: Country, more: Values = NOTHING) -> Entity:
    return _entity("Country", found.name_vi, found.id, {"iso2": found.alpha2} | dict(more))


def province_entity(found: Province, more: Values = NOTHING) -> Entity:
    return _entity("Province", found.name_vi, found.id, {"unit": unit_of(found)} | dict(more))


def commune_entity(found: Commune, more: Values = NOTHING) -> Entity:
    return _entity("Locality", found.full_name, found.id, {"code": found.code, "country": HOME} | dict(more))


def sector_entity(found: Sector, more: Values = NOTHING) -> Entity:
    return _entity("Sector", found.name_vi, found.id, {"code": found.code} | dict(more))


def _entity(type_: str, name: str, id_: str, said: Values) -> Entity:
    return Entity(type_, name, {k: v for k, v in said.items() if v not in ("", None, [])}, id=id_)


def unit_of(found: Province) -> str:
    """What tells a province from the former one of its name: "31" and "old-31"."""
    return found.id.removeprefix("province-")


@lru_cache(maxsize=4096)
def countries(text: str) -> tuple[Entity, ...]:
    """The country of a text, or the several that commas part."""
    if found := _country(text):
        return (country_entity(found),)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1:
        return tuple(every(parts, countries))
    raise ValueProblem(problem("country-unknown", text))


@lru_cache(maxsize=16384)
def places(text: str, country: str = HOME) -> tuple[Entity, ...]:
    """The places of a text in which commas part a place from what it lies in, or one place from the next.

    "Hải Phòng, Quảng Ninh" are two, as is what "/", "và" or "&" part; "Lê Chân, Ngô Quyền, Hải Phòng" two communes of one city; "xã A, huyện B, Hải Phòng"
    one place of before July 2025; "Kitakyushu, Nhật Bản" one foreign city. A name alone is looked for in `country`.
    """
    if shared := [one.strip(" ()") for one in _PERCENT.findall(text)]:
        names = _PERCENT.sub("", text).strip(" ,;")
        raise ValueProblem(problem("place-share", text, shares=", ".join(shared), names=names))
    if known := _whole(text):
        return (known,)
    found: list[Entity] = []
    inner: list[str] = []
    for part in _parts(text, country):
        if inner and _DISTRICT.match(part) and _COMMUNE.match(inner[-1]):
            inner[-1] += f", {part}"
            continue
        area = _area(part, country) if part else None
        if area and inner:
            found += [within(name, area) for name in inner]
            inner = []
        elif area and not (found and area.id == f"country-{HOME.lower()}"):
            found.append(area)
        elif part and not area:
            inner.append(part)
    found += every(inner, lambda name: [_alone(name, country)])
    if not found:
        raise ValueProblem(problem("place-unknown", text))
    return tuple(found)


def _is_place(name: str, country: str) -> bool:
    return any(map(str.isalpha, name)) and bool(_area(name, country) or (country == HOME and find_commune(name)))


def _parts(text: str, country: str) -> list[str]:
    """The single places of a text, each behind what lies in it."""
    said = _cut(text)
    there = next((part for part in said if (found := _country(part)) and found.alpha2 != HOME), "")
    abroad = country != HOME or bool(there)
    return every(said, lambda part: place_parts(part, lambda name: _is_place(name, country), abroad, there))


def _cut(text: str) -> list[str]:
    """Cut at commas; brackets hold what a place lies in, but "(cũ)" and "(mẫu)" are said of the name."""
    opened = re.sub(r"\s*\((?!(?:cũ|former|mẫu|sample)\))(.+?)\)", r", \1", text)
    return [part.strip() for part in opened.split(",")]


@cache
def home() -> Entity:
    """The province whose Union works here, by the setting AMITY_PROVINCE."""
    said = load_settings().province
    if not (found := find_province(said)):
        raise BadSettings(names="AMITY_PROVINCE", problem=f"no province is called {said!r}")
    return province_entity(found[0])


def ours(place: Entity) -> bool:
    """Whether a place is our province or lies in it, as it is now."""
    unit, code = str(home().properties["unit"]), str(place.properties.get("code", ""))
    if place.type == "Province":
        return place.id == f"province-{unit}"
    return (code in communes() and communes()[code].province == unit) or code.startswith(f"{unit}/")


def _whole(text: str) -> Entity | None:
    """ "Toàn quốc" is Viet Nam, "toàn thành phố" our province."""
    said = fold(text)
    if _EVERYWHERE.fullmatch(said):
        return country_entity(_viet_nam())
    return home() if _ALL_OF_OURS.fullmatch(said) else None


def _viet_nam() -> Country:
    found = country_of_code(HOME)
    assert found is not None, "countries.csv holds Viet Nam"
    return found


@lru_cache(maxsize=16384)
def site(text: str) -> Entity | None:
    """The place an address or venue lies in, as near as we know: "Số 5 Lạch Tray, phường Ngô Quyền, Hải Phòng"."""
    parts = _cut(text)
    area = next((a for part in reversed(parts) if (a := _area(part, HOME))), None) or _whole(text)
    if area is None:
        found = [c for part in parts for c in find_commune(part)]
        return commune_entity(found[0]) if len(found) == 1 else None
    inner = [part for part in parts if area.type == "Province" and (_ZONE.match(part) or _commune_of(part, area))]
    return within(inner[-1], area) if inner else area


def located(place: Entity) -> list[Tie]:
    """What a locality lies in: its country, or the province it was named with. What has an id is told elsewhere."""
    if place.type != "Locality" or place.id:
        return []
    unit, cut, _ = str(place.properties.get("code", "")).partition("/")
    if cut and (province := provinces().get(f"province-{unit}")):
        return [Tie("LOCATED_IN", place, province_entity(province))]
    country = country_of_code(str(place.properties.get("country", "")))
    return [Tie("LOCATED_IN", place, country_entity(country))] if country else []


@lru_cache(maxsize=16384)
def province_in(text: str) -> Province | None:
    """The present province named somewhere in a text ("Sở Y tế thành phố Hải Phòng"), the longest name first."""
    said = f" {key(text)} "
    names = sorted(((n, p) for p in provinces().values() if p.present for n in p.names), key=lambda n: -len(n[0]))
    return next((p for n, p in names if len(n) > 3 and f" {key(n)} " in said), None)


def country_in(text: str) -> Country | None:
    """The country a text ends with ("Đại sứ quán Nhật Bản"), the longest name first."""
    words = text.split()
    return next((found for at in range(len(words)) if (found := find_country(" ".join(words[at:])))), None)


def _country(text: str) -> Country | None:
    return find_country(text) or find_country(_LEAD.sub("", text))


def _area(text: str, country: str) -> Entity | None:
    """A province or a country, which a comma may put behind a smaller place."""
    if country == HOME and not _COMMUNE.match(text) and (province := _province(text)):
        return province_entity(province)
    found = _country(text)
    return country_entity(found) if found else None


def _province(text: str) -> Province | None:
    bare = _FORMER.sub(" ", text).strip()
    found = find_province(bare, on=None if bare == text else "2025-06-30")
    if len(found) > 1:
        raise ValueProblem(problem("place-ambiguous", text, choices=", ".join(f"{p.name_vi} ({p.id})" for p in found)))
    return found[0] if found else None


def within(name: str, area: Entity) -> Entity:
    """A place by its name within a country or a province of ours: a commune that we list, else a locality."""
    if area.type == "Country":
        iso2 = str(area.properties["iso2"])
        return _vietnamese(name) if iso2 == HOME else Entity("Locality", bare_city(name), {"country": iso2})
    if commune := _commune_of(name, area):
        return commune_entity(commune)
    unit = str(area.properties["unit"])
    code = f"{unit}/{key(name).replace(' ', '-')}"
    return Entity("Locality", f"{name}, {area.name}", {"code": code, "country": HOME})


def _commune_of(name: str, province: Entity) -> Commune | None:
    code = str(province.properties["unit"]).removeprefix("old-")
    found = [c for c in find_commune(name) if c.province == code]
    return found[0] if len(found) == 1 else None


def bare_city(name: str) -> str:
    """A city's name without "thành phố", "City", "tỉnh"."""
    return _CITY.sub("", name).strip() or name


def _alone(name: str, country: str) -> Entity:
    return _vietnamese(name) if country == HOME else Entity("Locality", bare_city(name), {"country": country})


def _vietnamese(name: str) -> Entity:
    found = find_commune(name)
    if len(found) == 1:
        return commune_entity(found[0])
    if found:
        raise ValueProblem(
            problem("place-ambiguous", name, choices=", ".join(f"{c.full_name} ({c.code})" for c in found))
        )
    if _DISTRICT.match(name):
        raise ValueProblem(problem("district-alone", name, province=home().name))
    raise ValueProblem(problem("place-unknown", name))
