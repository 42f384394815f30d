"""Two records of one partner made one, and apart again: nothing is lost by either.

    merge(store, viewer, keep="ngo-1", absorb="ngo-2", reason="one registration number")
    unmerge(store, viewer, "ngo-2")

What was said stays with the home it was said of (`graph.survivors`); a merge changes where it lies and what is believed,
so an unmerge takes back exactly what is at home in what it takes out, also what was said meanwhile. Entities that take
part, and the ends of their ties, are held from the first look to the commit.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

import cypher
from graph.asked import AskedError, NotFound, Words
from graph.belief import Apart, recompute
from graph.decisions import decided
from graph.decisions import keep as keep_decision
from graph.forget import forget_unspoken
from graph.judging import DIFFERENT, SAME, AlreadyOne, apart, judge, judgements, overrule, pair, restore
from graph.model import ENTITIES, FIXED
from graph.retry import Overtaken
from graph.spells import part
from graph.store import Store, Viewer, Work
from graph.survivors import At, Reader, placed, stand, stated, survivors
from graph.texts import date_text
from graph.today import today

__all__ = ["Merged", "Unmerged", "judge", "judgements", "merge", "unmerge"]

Row = dict[str, Any]


class OtherTypes(AskedError):
    """`one` is a `type`, `other` an `other_type`."""

    status = 409
    words: ClassVar[Words] = {
        "vi": ("“{one}” là {type}, còn “{other}” là {other_type}.", "Chỉ gộp hai bản ghi cùng loại."),
        "en": ("“{one}” is of type {type}, “{other}” of type {other_type}.", "Only records of one type can be merged."),
    }

    def _in(self, lang: str) -> Row:
        types = {name: ENTITIES[str(self.values[name])] for name in ("type", "other_type")}
        return super()._in(lang) | {name: (t.vi if lang == "vi" else t.en).lower() for name, t in types.items()}


class NeverMerged(OtherTypes):
    """`one` is of a `type` whose entities have codes of their own."""

    words: ClassVar[Words] = {
        "vi": ("“{one}” là {type}: loại này có mã riêng nên không gộp.", "Sửa tên trong danh sách cho khớp."),
        "en": (
            "“{one}” is of type {type}, which has codes of its own and is not merged.",
            "Mend the name in the list.",
        ),
    }


class JudgedDifferent(AskedError):
    """`one` and `other` were judged different by `by` at `at`."""

    status = 409
    words: ClassVar[Words] = {
        "vi": (
            "{by} đã kết luận “{one}” và “{other}” là khác nhau ({at}).",
            "Nếu vẫn muốn gộp, hãy xác nhận lại (anyway, --anyway).",
        ),
        "en": (
            "{by} judged “{one}” and “{other}” different ({at}).",
            "To merge them all the same, say so (anyway, --anyway).",
        ),
    }

    def _in(self, lang: str) -> Row:
        return super()._in(lang) | {"at": date_text(str(self.values["at"]), lang)}


class JudgedUnsure(JudgedDifferent):
    """`by` was unsure at `at` whether `one` and `other` are one: no rule says it for them."""

    words: ClassVar[Words] = {
        "vi": ("{by} chưa chắc “{one}” và “{other}” có phải là một hay không ({at}).", "Kết luận lại khi đã rõ."),
        "en": ("{by} was unsure whether “{one}” and “{other}” are one ({at}).", "Judge them again once it is clear."),
    }


class NotMerged(AskedError):
    """`what` stands for itself."""

    status = 409
    words: ClassVar[Words] = {
        "vi": ("“{what}” chưa được gộp vào bản ghi nào.", "Lấy mã của bản ghi đã gộp từ `amity resolve judgements`."),
        "en": (
            "“{what}” was not merged into anything.",
            "Take the id of what was merged from `amity resolve judgements`.",
        ),
    }


@dataclass(frozen=True, slots=True)
class Merged:
    """`absorbed` is answered by `survivor` from now on; `claims` and `ties` were moved; `names` are new among its own."""

    survivor: str
    absorbed: str
    claims: int
    ties: int
    names: Sequence[str] = ()

    def as_json(self) -> Row:
        return asdict(self) | {"names": list(self.names)}


@dataclass(frozen=True, slots=True)
class Unmerged:
    """`restored` stands for itself again, apart from `survivor`; `claims` and `ties` went back to it."""

    restored: str
    survivor: str
    claims: int
    ties: int

    def as_json(self) -> Row:
        return asdict(self)


def merge(
    store: Store, viewer: Viewer, keep: str, absorb: str, reason: str = "", evidence: Sequence[str] = (),
    anyway: bool = False, together: str = "", unless: Collection[str] = (DIFFERENT,),
) -> Merged:  # fmt: skip
    """Let `keep` answer for `absorb`; either stands for who answers for it now. Kept as a judgement that they are the same.

    Raises NotFound, AlreadyOne, OtherTypes, NeverMerged, and JudgedDifferent or JudgedUnsure where a verdict of `unless`
    stands, unless `anyway` overrules it: what was judged of others that are now one stands again once they are apart.
    """

    def work(tx: Work) -> Merged:
        act = _Act(Apart(store), tx, (keep, absorb))
        survivor, absorbed = act.at.get(keep, keep), act.at.get(absorb, absorb)
        known = _known(tx, survivor, absorbed, keep, absorb)
        if not (known[survivor]["spoken"] and known[absorbed]["spoken"]):
            _unchanged(Apart(store), act.at, (keep, absorb))
        _may(known, survivor, absorbed, (keep, absorb))
        against = apart(tx, _tree(tx, survivor), _tree(tx, absorbed), unless)
        if against and not anyway:
            first = against[0]
            told = _known(tx, first.a, first.b)
            refused = JudgedDifferent if first.verdict == DIFFERENT else JudgedUnsure
            raise refused(one=told[first.a]["name"], other=told[first.b]["name"], by=first.by, at=first.at)
        overrule(tx, pair(survivor, absorbed))
        keep_decision(tx, replace(decided(viewer, pair(survivor, absorbed), SAME, reason, evidence), together=together))
        before = {known[survivor]["name"], *(known[survivor]["aliases"] or ())}
        homes = _tree(tx, absorbed)
        claims, ties = act.move(absorbed, homes, dict.fromkeys(homes, survivor))
        tx.run(cypher.load("write/absorb"), id=absorbed, into=survivor, day=today())
        recompute(tx, [survivor])
        after = _known(tx, survivor)[survivor]
        names = [name for name in (after["name"], *(after["aliases"] or ())) if name not in before]
        return Merged(survivor, absorbed, claims, ties, names)

    return store.write(work)


def unmerge(store: Store, viewer: Viewer, absorbed: str, reason: str = "", verdict: str | None = DIFFERENT) -> Unmerged:
    """Take what was merged out again, with all that was merged into it before; the rest stays one.

    Kept as a judgement that they are different; `verdict` None takes back that they were the same, and judges nothing: what that overruled stands again.
    Raises NotFound, NotMerged.
    """

    def work(tx: Work) -> Unmerged:
        act = _Act(Apart(store), tx, (absorbed,))
        into = _known(tx, absorbed)[absorbed]["into"]
        if into is None:
            raise NotMerged(what=absorbed)
        survivor = act.at[absorbed]
        homes = _tree(tx, absorbed)
        claims, ties = act.move(survivor, homes, dict.fromkeys(homes - {absorbed}, absorbed))
        tx.run(cypher.load("write/release"), id=absorbed)
        recompute(tx, [survivor, absorbed])
        forget_unspoken(tx, {survivor})
        part(tx, viewer, absorbed, into, reason)
        if verdict is None:
            restore(tx, pair(into, absorbed))
        else:
            keep_decision(tx, decided(viewer, pair(into, absorbed), verdict, reason))
        return Unmerged(absorbed, survivor, claims, ties)

    return store.write(work)


class _Act:
    """One merge or unmerge under way: who survives of these ids (`at`), and everything near them held."""

    def __init__(self, near: Reader, tx: Work, ids: Collection[str]) -> None:
        self.tx = tx
        roots = set(survivors(near, ids).values()) | set(ids)
        homes = _tree(near, *roots)
        self.ends = {end for tie in _ties(near, homes) for end in (tie["source"], tie["target"])} | homes
        claims = sorted(row["claim"] for root in roots for row in _claims(near, root))
        self.at = stand(near, tx, ids, self.ends)
        tx.run(cypher.load("write/lock_claims"), ids=claims)
        self.claims = set(claims)

    def move(self, place: str, homes: Collection[str], at: At) -> tuple[int, int]:
        """What is at home in `homes` and lies at `place` is laid where `at` says; counts of claims and ties."""
        told = [row for row in _claims(self.tx, place) if row["home"] in homes]
        ties = _ties(self.tx, {place, *homes})
        near = {end for tie in ties for end in (tie["source"], tie["target"])}
        if not (self.claims.issuperset(row["claim"] for row in told) and self.ends.issuperset(near)):
            raise Overtaken
        if told:
            self.tx.run(cypher.load("write/move_claims"), rows=[_moved(row, at) for row in told])
        return len(told), self._move_ties(ties, homes, at)

    def _move_ties(self, ties: Iterable[Row], homes: Collection[str], at: At) -> int:
        """Also of ties between what is one from now on, or was until now."""
        home = {tie["properties"]["id"]: (tie, stated(tie["type"], tie)) for tie in ties}
        ends = {end for _, told in home.values() for end in (told["source"], told["target"])}
        after = survivors(self.tx, ends) | {end: at.get(end, end) for end in homes}
        lifted: dict[str, list[str]] = {}
        laid: dict[str, list[Row]] = {}
        for id_, (tie, told) in home.items():
            there = placed(tie["type"], told, after)
            if (there["source"], there["target"]) != (tie["source"], tie["target"]):
                lifted.setdefault(tie["at"], []).append(id_)
                laid.setdefault(tie["type"], []).append(there)
        for place, ids in lifted.items():
            self.tx.run(cypher.load("write/lift_ties"), id=place, ties=ids)
        for type_, rows in laid.items():
            self.tx.run(cypher.load("write/create_ties").fill(tie=type_), rows=rows)
        return sum(map(len, laid.values()))


def _moved(row: Row, at: At) -> Row:
    there = at.get(row["home"], row["home"])
    return {"claim": row["claim"], "at": there, "home": None if there == row["home"] else row["home"]}


def _may(known: dict[str, Row], keep: str, absorb: str, asked: tuple[str, str]) -> None:
    """Raises what forbids that these two, who answer for those asked for, are made one."""
    if keep == absorb:
        raise AlreadyOne(one=known[asked[0]]["name"], other=known[asked[1]]["name"])
    one, other = known[keep], known[absorb]
    for row, id_ in zip((one, other), asked, strict=True):
        if not row["spoken"]:
            raise NotFound(id_)
    words = {"one": one["name"], "other": other["name"], "type": one["type"], "other_type": other["type"]}
    if one["type"] != other["type"]:
        raise OtherTypes(**words)
    if one["type"] in FIXED:
        raise NeverMerged(**words)


def _unchanged(reader: Reader, at: At, asked: tuple[str, str]) -> None:
    """Raises Overtaken where others survive by now: on the embedded engine what was said of them may be seen to have moved
    before the merge that moved it is."""
    if survivors(reader, asked) != {id_: at[id_] for id_ in asked if id_ in at}:
        raise Overtaken


def _known(tx: Reader, *ids: str) -> dict[str, Row]:
    found = {row["id"]: row for row in tx.run(cypher.load("read/partners"), ids=sorted(set(ids)))}
    for id_ in ids:
        if id_ not in found:
            raise NotFound(id_)
    return found


def _tree(tx: Reader, *ids: str) -> set[str]:
    """These entities and all that was merged into them."""
    found, asked = set(ids), set(ids)
    while asked:
        asked = {row["id"] for row in tx.run(cypher.load("read/absorbed_by"), ids=sorted(asked))} - found
        found |= asked
    return found


def _claims(tx: Reader, id_: str) -> list[Row]:
    return tx.run(cypher.load("write/claims_at"), id=id_)


def _ties(tx: Reader, ids: Collection[str]) -> list[Row]:
    return tx.run(cypher.load("write/ties_at"), ids=sorted(ids))
