"""One claim taken back by hand: closed with its ties, its former words kept, belief about its entity laid anew."""

import cypher
from graph.belief import Apart, hold, recompute
from graph.claims import Origin
from graph.formers import keep, unstate
from graph.store import Store, Work
from graph.tape import GONE


def withdraw(store: Store, origin: Origin, claim: str) -> None:
    """Close a claim; one that is closed or was never made stays as it is."""

    def work(tx: Work) -> None:
        hold(tx, {known["entity"] for known in Apart(store).run(cypher.load("write/claims_known"), ids=[claim])})
        tx.run(cypher.load("write/lock_claims"), ids=[claim])
        for known in tx.run(cypher.load("write/claims_known"), ids=[claim]):
            if not known["closed"]:
                keep(tx, origin, GONE, unstate(tx, {claim: known["ties"]}))
                tx.run(
                    cypher.load("write/close_claims"), rows=[{"claim": claim, "lists": [], "closed": origin.seen[:10]}]
                )
                recompute(tx, {known["entity"]})

    store.write(work)
