"""Whether the server lives and whether it can answer."""

from typing import Any

from fastapi import APIRouter

import cypher
from api.answers import Health
from api.deps import StoreDep, ViewerDep

router = APIRouter(tags=["health"])


@router.get("/live", response_model=Health, summary="Alive")
def live() -> Any:
    """The process answers."""
    return {"status": "live"}


@router.get("/ready", response_model=Health, summary="Ready")
def ready(store: StoreDep, viewer: ViewerDep) -> Any:
    """The graph answers too; 503 with the reason while it does not."""
    store.read(cypher.load("read/ready"), viewer, 2.0)
    return {"status": "ready"}
