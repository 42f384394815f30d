"""What claims were until a run changed them or took them off its list: kept beside them, in the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import cypher
from graph.claims import Origin, Row, starts
from graph.store import Work
from graph.survivors import At, stated
from graph.tape import Tape, former_id, tie_text


def unstate(tx: Work, claims: Mapping[str, Sequence[str]], at: At) -> dict[str, list[str]]:
    """Take the ties of these claims (id -> its `ties`) out of the graph; they come back, between homes, as `tape.tie_text`
    writes them. `at` are the survivors of all their ends, held.
    """
    taken: dict[str, list[str]] = {claim: [] for claim in claims}
    if rows := starts(claims, at):
        for tie in tx.run(cypher.load("write/delete_ties"), rows=rows):
            home = stated(tie["type"], tie)
            text = tie_text(tie["type"], home["source"], home["target"], home["properties"])
            taken[tie["properties"]["claim"]].append(text)
    return {claim: sorted(ties) for claim, ties in taken.items()}


def keep(tx: Work, origin: Origin, act: str, claims: Mapping[str, Sequence[str] | None]) -> None:
    """Keep what these claims are now, before the run changes them; id -> their ties, or None where those stay."""
    rows: list[Row] = [
        {"claim": claim, "id": former_id(claim, origin.run), "stated": stated} for claim, stated in claims.items()
    ]
    if rows:
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        ending = {"until": origin.seen, "by": origin.run, "list": origin.list, "act": act, "kept": now}
        tx.run(cypher.load("write/keep_claims"), rows=rows, ending=ending)


def tapes(tx: Work, claims: Iterable[str]) -> dict[str, tuple[str, Tape]]:
    """Claim -> its home, and its tape without the ties that stand now."""
    ids = list(claims)
    found = {
        row["id"]: (str(row["entity"]), Tape(_there(row["claim"]), _there(row["about"], "home")))
        for row in tx.run(cypher.load("write/tapes"), ids=ids)
    }
    for row in tx.run(cypher.load("write/formers"), ids=ids):
        former = {"claim": _there(row["claim"]), "became": _there(row["became"])}
        found[row["id"]][1].formers.append(former)
    for _, tape in found.values():
        tape.formers.sort(key=lambda former: former["became"]["kept"])
    return found


def _there(properties: Row, *but: str) -> Row:
    return {name: value for name, value in properties.items() if value is not None and name not in but}
