"""One claim taken back by hand: closed with its ties, its former words kept, belief about its entity laid anew."""

import cypher
from graph.belief import Apart, recompute
from graph.claims import Origin, ends_of
from graph.days import day_of
from graph.formers import keep, unstate
from graph.retry import Overtaken
from graph.store import Store, Work
from graph.survivors import stand
from graph.tape import GONE


def withdraw(store: Store, origin: Origin, claim: str) -> None:
    """Close a claim; one that is closed or was never made stays as it is."""

    def work(tx: Work) -> None:
        before = Apart(store).run(cypher.load("write/claims_known"), ids=[claim])
        ends = {end for known in before for end in ends_of(known["ties"])}
        at = stand(Apart(store), tx, {known["entity"] for known in before}, ends)
        tx.run(cypher.load("write/lock_claims"), ids=[claim])
        for known in tx.run(cypher.load("write/claims_known"), ids=[claim]):
            if not known["closed"]:
                if not ends.issuperset(ends_of(known["ties"])):
                    raise Overtaken
                keep(tx, origin, GONE, unstate(tx, {claim: known["ties"]}, at))
                tx.run(
                    cypher.load("write/close_claims"),
                    rows=[{"claim": claim, "lists": [], "closed": day_of(origin.seen)}],
                )
                recompute(tx, {known["at"]})

    store.write(work)
