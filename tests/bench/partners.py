"""Partners as many lists tell them, made from a seed: every fifth record is another's partner in other words."""

from collections.abc import Iterator
from itertools import accumulate
from random import Random

from graph.resolution.record import Record


def _listed(words: str) -> list[str]:
    return words.split("|")


_SYLLABLES = _listed(
    "ba|be|bi|bo|bu|da|do|fa|fi|ga|go|ha|he|ka|ko|la|le|li|lo|lu|ma|me|mi|mo|na|ne|ni|no|pa|po|ra|re|ri|ro|sa|se|si|so|ta|te|ti|to|va|vi|wa|ya|zo"
)
_TOPICS = _listed(
    "Children|Health|Education|Water|Rural Development|Disability|Environment|Women|Relief|Livelihoods|Eye Care|Peace"
)
_VI_TOPICS = _listed(
    "Trẻ em|Y tế|Giáo dục|Nước sạch|Phát triển nông thôn|Người khuyết tật|Môi trường|Phụ nữ|Cứu trợ|Sinh kế|Chăm sóc mắt|Hòa bình"
)
_FORMS = ["Foundation", "Association", "Trust", "Fund", "Institute", "Network", "Organization", "Society"]
_VI_FORMS = ["Quỹ", "Hội", "Tổ chức", "Trung tâm", "Viện", "Mạng lưới"]
_PLACES = ["Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ", "Nghệ An", "Lào Cai", "Quảng Trị", "An Giang"]
_COUNTRIES = ["JP", "US", "FR", "KR", "DE", "GB", "NL", "SE", "AU", "CA", "BE", "CH"]


def partners(count: int, seed: int = 11) -> list[Record]:
    """So many records of organisations; the words of their names are as uneven as in life."""
    return list(_partners(count, Random(seed)))


def _partners(count: int, dice: Random) -> Iterator[Record]:
    words = [
        "".join(dice.choices(_SYLLABLES, k=dice.choice((2, 3, 3, 4)))).title() for _ in range(max(400, count // 3))
    ]
    usual = list(accumulate(1 / (n + 20) for n in range(len(words))))
    made: list[Record] = []
    for n in range(count):
        one = _again(dice, n, dice.choice(made)) if made and n % 5 == 4 else _new(dice, n, words, usual)
        made.append(one)
        yield one


def _new(dice: Random, n: int, words: list[str], usual: list[float]) -> Record:
    own = " ".join(dict.fromkeys(dice.choices(words, cum_weights=usual, k=dice.choice((1, 2, 2)))))
    if dice.random() < 0.3:
        name = f"{dice.choice(_VI_FORMS)} {dice.choice(_VI_TOPICS)} {own} {dice.choice((*_PLACES, ''))}".strip()
    else:
        name = f"{own} {dice.choice((*_TOPICS, ''))} {dice.choice(_FORMS)}".replace("  ", " ")
    country = dice.choice(_COUNTRIES) if dice.random() < 0.6 else ""
    website = f"https://www.{own.replace(' ', '').lower()}{n}.org" if dice.random() < 0.3 else ""
    numbers = frozenset([f"registration:BM-{n}"] if dice.random() < 0.2 else [])
    return Record(f"ngo-{n:07}", (name,), "NGO", country=country, website=website, identifiers=numbers)


def _again(dice: Random, n: int, one: Record) -> Record:
    name = one.names[0]
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    other = dice.choice(
        (name.upper(), f"{name} ({initials})", f"{name} in Viet Nam", f"{name} Inc.", f"The {name}", initials)
    )
    kept = one.identifiers if dice.random() < 0.5 else frozenset[str]()
    return Record(
        f"ngo-{n:07}",
        (other,),
        "NGO",
        country=one.country,
        identifiers=kept,
        website=one.website if dice.random() < 0.3 else "",
    )
