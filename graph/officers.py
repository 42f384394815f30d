"""Officers as sources: what one of them says is a claim of `officer:<name>`, which outranks every list."""

from datetime import UTC, datetime

import cypher
from graph.claims import Origin
from graph.store import Store, Viewer

OFFICER_RANK = 90
OFFICERS = "officer:"


def source_of(viewer: Viewer) -> str:
    return f"{OFFICERS}{viewer.user}"


def moment() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def origin_of(viewer: Viewer, about: str = "") -> Origin:
    """Where an officer's words come from: a run of their own, over the document they are about if there is one."""
    seen, source = moment(), source_of(viewer)
    return Origin(source, OFFICER_RANK, about, f"{source}-{seen}", seen)


def officer_of_run(run: str) -> str | None:
    """Whose words a run, as `origin_of` names it, brought in; None for the run of a list."""
    return run.removeprefix(OFFICERS).rsplit("-", 3)[0] if run.startswith(OFFICERS) else None


def introduce(store: Store, viewer: Viewer) -> None:
    """Make the officer known as a source, once."""
    source = source_of(viewer)
    if not store.read(cypher.load("read/source_known"), viewer, id=source):
        store.write(
            lambda tx: tx.run(
                cypher.load("write/source"), id=source, publisher=viewer.user, url="", rank=OFFICER_RANK,
                licence="the union's own list", title_vi=f"Cán bộ ghi nhận: {viewer.user}", title_en=f"Officer: {viewer.user}",
            )
        )  # fmt: skip
