"""Two records judged: every piece of evidence with its points, their sum, and the verdict."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from graph.resolution.acronyms import made_of
from graph.resolution.alike import DOUBTFUL, LIKELY, NEARLY, SURE, Alike, alike, everywhere
from graph.resolution.compare import folded, forbidden
from graph.resolution.evidence import Evidence
from graph.resolution.frame import Frame
from graph.resolution.record import Record
from graph.resolution.words import Form

Verdict = Literal["join", "review", "different"]
JOIN, REVIEW = SURE, 2.0
_IDENTIFIER, _SITE, _HOST, _MAIL, _PHONE = 20.0, 9.0, 0.4, 3.0, 5.0
HOUSES, _HOUSES, _HALF = "site_of_houses", 2.0, 4.0
_COUNTRY, _PLACE, _DECIDING, _NEIGHBOUR, _MOST_NEIGHBOURS = 1.5, 0.5, -3.0, 1.5, 3
_SAID, _MADE, _PARTLY_MADE = 8.0, 7.0, 5.0
_TRUSTED, _SHORTEST = 0.98, 3


class Judgement(NamedTuple):
    """What is thought of two records, given by position: `points` in sum, the verdict, and why.

    `name` is the rule their names met: it makes the pair sure if nobody else answers to what it rests on.
    """

    ours: int
    theirs: int
    points: float
    verdict: Verdict
    name: Alike
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """0 to 1; 1 is sure."""
        return round(min(1.0, max(0.0, self.points / JOIN)), 3)

    @property
    def disputed(self) -> bool:
        """Whether anything speaks against it."""
        return any(piece.weight < 0 for piece in self.evidence)


def judge(frame: Frame, i: int, j: int) -> Judgement:
    """Weigh everything two records of the list say about being one partner; "different" comes without evidence."""
    a, b = frame.records[i], frame.records[j]
    name, said = _names(frame, i, j)
    known = _known(frame, i, j)
    if known and known.points > name.points:
        name = known
    facts = [] if a.bare or b.bare else [*_facts(a, b), *_site(a, b, name), *_identifiers(a, b)]
    if not facts and name.points < REVIEW and not known:
        return Judgement(i, j, name.points, "different", name, ())
    pieces = [*_told(name, _forbidden(a, b), said), *facts]
    if known and known.points < 0:
        pieces.insert(0, Evidence("known_other", known.points, frame.known[i].source, frame.known[j].source, veto=True))
    points = sum(piece.weight for piece in pieces)
    vetoed = any(piece.veto for piece in pieces) and pieces[-1].code != "same_identifier"
    verdict: Verdict = "join" if points >= JOIN and not vetoed else "review" if points >= REVIEW else "different"
    return Judgement(i, j, points, verdict, name, tuple(pieces))


def _names(frame: Frame, i: int, j: int) -> tuple[Alike, tuple[str, str]]:
    """The best rule over all pairs of names, and the two that met it."""
    best = Alike("", 0.0)
    said = frame.records[i].names[0], frame.records[j].names[0]
    for ours in frame.records[i].forms:
        for theirs in frame.records[j].forms:
            found = _unfolded(alike(ours, theirs, frame.weights.of), ours, theirs)
            if (found.points, bool(found.alone)) > (best.points, bool(best.alone)):
                best, said = found, (ours.text, theirs.text)
    for one, other in ((i, j), (j, i)):
        if frame.short_names(one) and (short := _short(frame, one, other, best)).points > best.points:
            best = short
    return best, said


def _forbidden(a: Record, b: Record) -> str:
    """What forbids any pair of their names, "" where nothing does."""
    return next(filter(None, (forbidden(ours, theirs) for ours in a.forms for theirs in b.forms)), "")


def _unfolded(found: Alike, a: Form, b: Form) -> Alike:
    """Accents taken off are for finding: what is alike by that alone is never sure, in Vietnamese not within a country."""
    if (found.points < NEARLY and not found.alone) or not folded(a, b):
        return found
    most = DOUBTFUL if "vi" in (a.lang, b.lang) else NEARLY
    return found._replace(rule="same_folded", points=min(found.points, most), alone=())


def _short(frame: Frame, i: int, j: int, name: Alike) -> Alike:
    """What the short names of one record say of the other: that it is told so, made so, or may be made so."""
    best = Alike("", 0.0)
    for short in sorted(frame.short_names(i)):
        if frame.only_short(j, short):
            continue
        pure, sure = frame.only_short(i, short), short if len(short) >= _SHORTEST else ""
        if j in frame.said[short]:
            return Alike("short_said", _SAID if pure else LIKELY, short=sure if pure or name.points >= REVIEW else "")
        if j in frame.made[short]:
            local = not any(everywhere(one) for one in frame.records[j].forms)
            likely = local and frame.trust(short) >= _TRUSTED and (pure or name.points >= REVIEW)
            best = Alike("short_made", _MADE, short=sure if likely else "")
        elif pure and not best.points and any(made_of(short, one) for one in frame.records[j].forms):
            best = Alike("short_partly", _PARTLY_MADE)
    return best


def _told(name: Alike, against: str, said: tuple[str, str]) -> Iterator[Evidence]:
    if name.points > 0:
        yield Evidence(name.rule, name.points, *said)
    if against:
        yield Evidence(f"other_{against}", -4.0, *said, veto=True)


def _known(frame: Frame, i: int, j: int) -> Alike | None:
    """What outside knowledge says of two records; nothing of one name met twice, little of one of three letters."""
    ours, theirs = frame.known.get(i), frame.known.get(j)
    if not ours or not theirs or ours.name == theirs.name:
        return None
    if ours.partner != theirs.partner:
        return Alike("known_other", -LIKELY)
    short = min(ours.name, theirs.name, key=len)
    return Alike("known_alias", SURE) if len(short) > _SHORTEST else Alike("known_alias", _SAID, short=short.upper())


def _facts(a: Record, b: Record) -> Iterator[Evidence]:
    """What records say beside their names."""
    if a.country and b.country:
        same = a.country == b.country
        yield Evidence(
            "same_country" if same else "other_country_said", _COUNTRY if same else -3.0, a.country, b.country, not same
        )
    if a.place and b.place:
        same = a.place == b.place
        yield Evidence("same_place" if same else "other_place_said", _PLACE if same else -1.0, a.place, b.place)
    if (a.mail_host and a.mail_host in (b.mail_host, b.host)) or (b.mail_host and b.mail_host == a.host):
        yield Evidence("same_mail", _MAIL, a.mail_host or a.host, b.mail_host or b.host)
    if a.number and a.number == b.number:
        yield Evidence("same_phone", _PHONE, a.phone, b.phone)
    if shared := len(a.neighbours & b.neighbours):
        yield Evidence("shared_neighbours", _NEIGHBOUR * min(shared, _MOST_NEIGHBOURS), str(shared), str(shared))


def _site(a: Record, b: Record, name: Alike) -> Iterator[Evidence]:
    """One web page is one partner's, unless the names say of which of its houses each is: "X Training", "X Research"."""
    houses = name.rule == "shared_words" and name.points >= _HALF
    if a.site and a.site == b.site:
        yield Evidence(HOUSES if houses else "same_site", _HOUSES if houses else _SITE, a.site, b.site)
    elif a.host and b.host:
        same = a.host == b.host
        yield Evidence("same_host" if same else "other_site", _HOST if same else -1.0, a.site, b.site)


def _identifiers(a: Record, b: Record) -> Iterator[Evidence]:
    """An equal identifier comes last and outranks everything; two of one register tell two partners apart."""
    for ours, theirs in _differing(a.deciding, b.deciding):
        yield Evidence("other_deciding", _DECIDING, ours, theirs, veto=True)
    if same := a.identifiers & b.identifiers:
        yield Evidence("same_identifier", _IDENTIFIER, min(same), min(same))
        return
    for ours, theirs in _differing(a.identifiers, b.identifiers):
        yield Evidence("other_identifier", -LIKELY, ours, theirs, veto=True)


def _differing(ours: frozenset[str], theirs: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What both say under one scheme or property ("scheme:value") and none of it alike."""
    if not ours or not theirs:
        return
    mine, others = ({one.partition(":")[0]: one for one in sorted(side)} for side in (ours, theirs))
    yield from (
        (mine[name], others[name]) for name in sorted(mine.keys() & others.keys()) if mine[name] != others[name]
    )
