"""Golden records: what we believe of an entity, laid together from all open claims about it.

Belief is always recomputable: `overlay` is a pure function of the claims. Later layers win: higher rank of the
source, then the claim written last, then the claim's id, so that the result never depends on reading order.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from graph import names
from graph.days import day_of
from graph.model import passages

# What a claim carries for bookkeeping, beside what the source said. No property of the model may bear these names.
# Of an officer's words: `edit` puts others' words right and makes nothing be, `cleared` are properties set to nothing,
# `ends` is the day an entity ended, `comment` a note, `on` the tie it is about, `reason` why.
BOOKKEEPING = frozenset(
    {"id", "source", "lists", "type", "hash", "closed", "ties", "rank", "said", "mention", "home"}
    | {"edit", "cleared", "ends", "comment", "on", "reason"}
)
NAMES = ("name", "name_vi", "name_en", "short")
WITHDRAWN = "not_called"
"""Names that an officer says it does not bear, whoever calls it so."""
_NO_DISPUTE = frozenset({"sample", "reference", "aliases", WITHDRAWN})

Claim = Mapping[str, Any]


def layers(claims: Iterable[Claim]) -> list[Claim]:
    """Claims from the weakest to the strongest."""
    return sorted(claims, key=lambda c: (c["rank"], c["said"], c["id"]))


def naming(ordered: Iterable[Claim]) -> list[Claim]:
    """Layers as they count for names: where sources weigh the same, what is about the entity itself outranks what is about
    what was merged into it (a claim with a `home`)."""
    return sorted(ordered, key=lambda c: (c["rank"], not c.get("home")))


def said(claim: Claim) -> dict[str, Any]:
    """What the source said, without the bookkeeping."""
    return {k: v for k, v in claim.items() if k not in BOOKKEEPING and v is not None}


def heard(ordered: Iterable[Claim]) -> list[tuple[Claim, dict[str, Any]]]:
    """Layers with what each says, but for the names that an officer withdrew from those below; what an officer said last
    of withdrawn names counts. Said of what was merged into the entity, it counts for what is said of that alone."""
    told = [(claim, said(claim)) for claim in ordered]
    if not any(_withdraws(claim, words) for claim, words in told):
        return told
    last = {_home(c): n for n, (c, words) in enumerate(told) if c.get("edit") and _withdraws(c, words)}
    gone = {home: {names.key(name) for name in told[n][1].get(WITHDRAWN, ())} for home, n in last.items()}
    left: list[tuple[Claim, dict[str, Any]]] = []
    for n, (claim, words) in enumerate(told):
        above = [gone[home] for home in {"", _home(claim)} if n < last.get(home, 0)]
        left.append((claim, _left(claim, words, set[str]().union(*above))))
    return left


def _withdraws(claim: Claim, words: Mapping[str, Any]) -> bool:
    return WITHDRAWN in words or WITHDRAWN in (claim.get("cleared") or ())


def _home(claim: Claim) -> str:
    return claim.get("home") or ""


def _left(claim: Claim, words: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    """The words without the names that were withdrawn; which those are only an officer says, and of the entity itself."""
    if WITHDRAWN in words and (claim.get("home") or not claim.get("edit")):
        words = {name: value for name, value in words.items() if name != WITHDRAWN}
    return _without(words, gone) if gone else words


def _without(words: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    """These words without the names whose keys these are."""
    kept = {name: v for name, v in words.items() if name not in NAMES or names.key(str(v)) not in gone}
    return kept | ({"aliases": [n for n in words["aliases"] if names.key(n) not in gone]} if "aliases" in words else {})


def bears(claims: Iterable[Claim]) -> bool:
    """Whether one of them says that the entity is, and not only what is to be put right about it."""
    return any(not claim.get("edit") for claim in claims)


def overlay(id_: str, type_: str, claims: Iterable[Claim]) -> dict[str, Any]:
    """The golden properties of an entity, from open claims of which one bears it; `disputes` counts what they differ on."""
    ordered, below = layers(claims), passages(type_)
    told = heard(ordered)
    golden: dict[str, Any] = {"id": id_, "type": type_}
    spoken: dict[str, None] = {}
    for claim, words in told:
        golden.update({k: v for k, v in words.items() if k not in below})
        for name in claim.get("cleared") or ():
            if name != WITHDRAWN or not claim.get("home"):
                golden.pop(name, None)
        spoken.update((str(words[n]), None) for n in NAMES if n in words)
        spoken.update(dict.fromkeys(words.get("aliases", ())))
    by_claim = {claim["id"]: words for claim, words in told}
    for claim in naming(ordered):
        words = by_claim[claim["id"]]
        golden.update({n: words[n] for n in NAMES if n in words})
        for name in set(NAMES) & set(claim.get("cleared") or ()):
            golden.pop(name, None)
    if "name" not in golden:  # every one that said it was of a withdrawn name
        golden["name"] = next(iter(spoken), next(str(c["name"]) for c in reversed(ordered) if c.get("name")))
    if ended := next((c["ends"] for c in reversed(ordered) if c.get("ends") and not c.get("home")), None):
        return _over(golden, ended)
    golden["aliases"] = [n for n in spoken if n != golden["name"]]
    golden["search"] = names.search_text([golden["name"], *golden["aliases"]])
    if len(ordered) > 1 and (disputes := len(disputed(disagreements(ordered)))):
        golden["disputes"] = disputes
    return golden


def closed(id_: str, type_: str, claims: Iterable[Claim]) -> dict[str, Any]:
    """What is left of an entity that no open claim bears: its type, the name it last bore, and since when; officers' open
    words about either outrank the lists that let it go."""
    every = list(claims)
    told, words = [c for c in every if not c.get("edit")], [c for c in every if not c.get("closed")]
    day = max(c["closed"] for c in told)
    last = overlay(id_, type_, [*(c for c in told if c["closed"] == day), *words])
    return _over(last, last.get("closed", day))


def _over(last: Mapping[str, Any], day: str) -> dict[str, Any]:
    """What is left of a golden record that ended: also which names it does not bear."""
    return {name: last[name] for name in ("id", "type", "name", WITHDRAWN) if name in last} | {"closed": day}


def unborne(id_: str, type_: str, name: str, claims: Iterable[Claim]) -> dict[str, Any]:
    """What is left of an entity of which officers alone speak, to put right what no list holds any more: as `closed`,
    since they say that it ended, or since they spoke last, under the name they give it or it bears."""
    words = list(claims)
    named = {"name": name, "rank": 0, "said": "", "id": ""}
    last = overlay(id_, type_, [named, *words])
    return _over(last, last.get("closed") or day_of(max(c["said"] for c in words)))


def disagreements(claims: Iterable[Claim]) -> dict[str, dict[str, list[str]]]:
    """Properties on which open claims differ: property -> value as text ("" cleared) -> ids of the claims that say so."""
    heard: dict[str, dict[str, list[str]]] = {}
    for claim in layers(claims):
        nothing = dict.fromkeys(claim.get("cleared") or (), "")
        for name, value in (said(claim) | nothing).items():
            heard.setdefault(name, {}).setdefault(as_text(value), []).append(claim["id"])
    return {name: values for name, values in heard.items() if len(values) > 1 and name not in _NO_DISPUTE}


def as_text(value: Any) -> str:
    """A value as it is compared: 1000.0 is 1000."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def disputed(differing: Iterable[str]) -> list[str]:
    """Those properties on which sources contradict each other: names and notes stand side by side."""
    return [name for name in differing if name != "note" and (name not in NAMES or name == "short")]
