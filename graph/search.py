"""Finding entities by their names: the engine proposes by folded words, the spelling decides the order.

Accents off, capitals, joined and parted words all find; what was typed with its accents comes first if it is spelled
so. One slip in a longer word is forgiven only where nothing else is found.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import cypher
from graph import names
from graph.reference import find_country, find_province, find_sector
from graph.store import Store, Viewer
from graph.subgraph import entities, ref, types_of, visible
from graph.subgraph import names as both_names

Row = dict[str, Any]
LONGEST = 60  # letters of a word that is looked for: one sign of some scripts is folded to eighteen
_MOST = 400
_CANDIDATES = 200
_LONG = 5
_SAME = 2
_SHORT_FORMS = (
    (("dsq",), "dai su quan"),
    (("tlsq",), "tong lanh su quan"),
    (("ubnd",), "uy ban nhan dan"),
    (("snv",), "so ngoai vu"),
    (("tp",), ""),
    (("tx",), ""),
    (("thanh", "pho"), ""),
    (("tinh",), ""),
)  # fmt: skip
_COMMUNE = re.compile(r"^(?:xã|xa|phường|phuong|thị trấn|thi tran|đặc khu|dac khu)\s+")
_HINTS = ("organization", "place", "city", "union", "holder", "investor", "country", "since", "year")


def search(store: Store, viewer: Viewer, q: str, type: str | None = None, limit: int = 20) -> Row:
    """The entities whose names hold these words, the best spelled first; `total` is None where more may fit.

    `type` is a type or a super-label ("Organization"). Raises UnknownWord.
    """
    found = matches(store, viewer, q, types_of(type))
    total = len(found) if len(found) < _CANDIDATES else None
    return {"items": [_item(q, e) for e in found[:limit]], "total": total, "next": None}


def matches(store: Store, viewer: Viewer, q: str, types: Collection[str] = ()) -> list[Row]:
    """The properties of the entities that fit, best first, at most a few hundred."""
    found = {e["id"]: e for words in _wordings(q) for e in _ask(store, viewer, lucene(words), types)}
    if not found:
        found = {e["id"]: e for e in _slips(store, viewer, q, types)}
    meant = _meant(q)
    found |= {i: e for i, e in entities(store, viewer, meant).items() if not types or e["type"] in types}
    ranks = {i: min(_rank(q, e), 1 if i in meant else 9) for i, e in found.items()}
    return sorted(
        found.values(), key=lambda e: (ranks[e["id"]], bool(e.get("until")), len(e["name"]), e["name"], e["id"])
    )


def bearers(store: Store, viewer: Viewer, text: str, type_: str | None = None) -> list[Row]:
    """Refs (with a hint) of those who bear exactly this name, accents aside; of those spelled so, if there are any.

    A province that has ended counts only where no present one bears the name; a country, a province or a sector also
    answers to its other names ("Mỹ"), where nobody bears them.
    """
    found = matches(store, viewer, text, types_of(type_))
    folded = [e for e in found if _rank(text, e) <= _SAME] or [e for e in found if e["id"] in _meant(text)]
    exact = [e for e in folded if _rank(text, e) == 0] or folded
    lasting = any(e["type"] == "Province" and not e.get("until") for e in exact)
    present = [e for e in exact if not (lasting and e["type"] == "Province" and e.get("until"))]
    return [ref(e) | {"hint": hint(e)} for e in present]


def lucene(words: str, slips: bool = False) -> str:
    """Folded words as a full-text query: each must be there, the last one may be unfinished; or all in one word.

    Folding leaves letters, marks and digits, so that nothing of the query language can be typed.
    """
    parts = words.split()
    if slips:
        return " AND ".join(f"{p}~2" if _LONG <= len(p) <= LONGEST else p for p in parts)
    together = "".join(parts)
    apart = " AND ".join([*parts[:-1], f"{parts[-1]}*"])
    return f"({apart}) OR {together}*" if len(parts) > 1 else apart


def _ask(store: Store, viewer: Viewer, words: str, types: Collection[str]) -> list[Row]:
    rows = store.read(cypher.load("read/search"), viewer, words=words, types=list(types), limit=_CANDIDATES)
    return [visible(r["entity"]["type"], r["entity"], viewer) for r in rows]


def _slips(store: Store, viewer: Viewer, q: str, types: Collection[str]) -> Iterator[Row]:
    """Those who fit if one slip (a letter wrong, missing, too many, two exchanged) in a longer word is forgiven."""
    typed = names.fold(q[:_MOST])[:_MOST].split()
    if not any(len(word) >= _LONG for word in typed):
        return
    for entity in _ask(store, viewer, lucene(" ".join(typed), slips=True), types):
        spoken = {word for name in _spoken(entity) for word in (*names.fold(name).split(), names.joined(name))}
        if all(word in spoken or (len(word) >= _LONG and any(one_slip(word, s) for s in spoken)) for word in typed):
            yield entity


def one_slip(a: str, b: str) -> bool:
    """Whether one letter wrong, missing, too many or two neighbours exchanged makes one word the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[at:], b[at:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[1:2] + x[:1] + x[2:] == y and len(x) > 1)


def _meant(q: str) -> set[str]:
    """The countries, provinces and sectors that are called so, by any of their names."""
    country, sector = find_country(q), find_sector(q)
    found = {p.id for p in find_province(q)}
    return found | ({country.id} if country else set()) | ({sector.id} if sector else set())


def _wordings(q: str) -> Iterator[str]:
    """What was typed, folded; its short forms written out; a country by its own name."""
    typed = names.fold(q[:_MOST])[:_MOST].strip()
    if typed:
        yield typed
    written = _written_out(typed.split())
    if written and written != typed:
        yield written


def _written_out(words: list[str]) -> str:
    out: list[str] = []
    at = 0
    while at < len(words):
        for short, full in _SHORT_FORMS:
            if tuple(words[at : at + len(short)]) == short:
                out += full.split()
                at += len(short)
                break
        else:
            out.append(words[at])
            at += 1
    return " ".join(out)


def _spoken(entity: Row) -> Iterable[str]:
    single = (entity.get(p) for p in ("name", "name_vi", "name_en", "short"))
    return [str(n) for n in (*single, *entity.get("aliases", ())) if n]


def _rank(q: str, entity: Row) -> int:
    """0 spelled so, 1 the same without accents, 2 the same in one word, 3 begins so (4 accents aside), 5 holds the words
    as spelled, 6 otherwise."""
    spoken = list(_spoken(entity))
    typed, plain, together = names.key(q), names.fold(q), names.joined(q)
    keys, folded = [names.key(n) for n in spoken], [names.fold(n) for n in spoken]
    if entity["type"] == "Locality":
        keys, folded = [*keys, *map(_bare, keys)], [*folded, *map(_bare, folded)]
    if typed in keys:
        return 0
    if plain in folded or _written_out(plain.split()) in folded:
        return 1
    if together in {f.replace(" ", "") for f in folded}:
        return 2
    if any(k.startswith(typed) for k in keys):
        return 3
    if any(f.startswith(plain) for f in folded):
        return 4
    return 5 if any(set(typed.split()) <= set(k.split()) for k in keys) else 6


def _bare(name: str) -> str:
    """A commune's name without what kind of commune it is, with or without accents."""
    return _COMMUNE.sub("", name)


def _item(q: str, entity: Row) -> Row:
    wanted = set(names.fold(q).split())
    also = next((n for n in _spoken(entity) if n != entity["name"] and wanted <= set(names.fold(n).split())), None)
    own = wanted <= set(names.fold(entity["name"]).split())
    return ref(entity) | {
        "names": both_names(entity),
        "also": None if own else also,
        "hint": hint(entity),
        "exact": _rank(q, entity) == 0,
    }


def hint(entity: Row) -> str | None:
    """What tells this entity from others of its name: its organisation, place, country or date."""
    if entity["type"] == "Province" and entity.get("until"):
        return f"– {entity['until']}"
    if entity["type"] == "Sector":
        return entity.get("code")
    return next((str(entity[p]) for p in _HINTS if entity.get(p)), None)
