"""Records that may be one partner: the sure ones merged, the doubtful ones listed, and an officer's word on them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.deps import Cursor, LangDep, Limit, LooksDep, SettingsDep, StoreDep, ViewerDep
from api.reports import accepted, preferred
from api.resolve_shapes import Decided, DecidedMany, Looked, LookInfo, Queue, RuleWord, Undone, Word
from graph import doubts, joining
from graph.resolution.knowledge import officers_rows
from graph.sides import side_by_side

router = APIRouter(prefix="/resolve", tags=["one partner once"])

Rule = Annotated[str, Query(max_length=60, description="only pairs of this rule", examples=["translated"])]


@router.get("/queue", response_model=Queue, summary="Pairs of records that may be one partner")
def queue(store: StoreDep, viewer: ViewerDep, rule: Rule = "", cursor: Cursor = None, limit: Limit = 20) -> Any:
    """Best first, each with the two records side by side and what speaks for and against it."""
    pairs = doubts.waiting(store, viewer, rule)
    here, following = doubts.page(pairs, cursor, limit)
    return {
        "items": side_by_side(store, viewer, here),
        "total": len(pairs),
        "next": following,
        "rules": doubts.rules(pairs),
    }


@router.post("", response_model=Looked, summary="Look for records of one partner")
def look(
    request: Request, store: StoreDep, viewer: ViewerDep, lang: LangDep, settings: SettingsDep, looks: LooksDep,
    dry_run: Annotated[bool, Query(description="say what would be merged, and change nothing")] = False,
) -> Any:  # fmt: skip
    """Merge what is sure and keep what is doubtful for an officer; a minute for 100,000 partners.

    `Prefer: respond-async` gives 202 at once, and `Location` says how far the look is; a dry run is always waited for.
    """
    if not dry_run and preferred(request):
        return accepted(looks.start(viewer).as_json(lang), "/api/v1/resolve")
    return joining.resolve(store, viewer, officers_rows(settings.aliases), dry_run).as_json(lang)


@router.get("", response_model=LookInfo | None, summary="How far the look is")
def look_under_way(looks: LooksDep, lang: LangDep) -> Any:
    """The look that was begun last, on the page or by `Prefer: respond-async`: how far it is, or what came of it; null where
    none was begun."""
    return looks.last.as_json(lang) if looks.last else None


@router.post("/judgements", response_model=Decided, summary="Say whether two records are one partner")
def decide(store: StoreDep, viewer: ViewerDep, word: Word) -> Any:
    """Same: they are merged. Different: never proposed again. Unsure: put aside."""
    return doubts.decide(store, viewer, word.a, word.b, word.verdict, word.reason)


@router.post("/judgements/bulk", response_model=DecidedMany, summary="Say the same of all pairs of a rule")
def decide_rule(store: StoreDep, viewer: ViewerDep, lang: LangDep, word: RuleWord) -> Any:
    """Refused with 409 where another number of pairs waits than was shown."""
    made = doubts.decide_rule(store, viewer, word.rule, word.verdict, word.count, word.reason)
    return made | {"refused": [one | {"error": one["error"].message(lang)} for one in made["refused"]]}


@router.post("/judgements/undo", response_model=Undone, summary="Take back what you judged last")
def undo(
    store: StoreDep, viewer: ViewerDep,
    pair: Annotated[str, Query(max_length=420, description="the `id` of the pair that is meant")] = "",
) -> Any:  # fmt: skip
    """What was merged is two again, and the pair waits anew; what was said of a whole rule is taken back as a whole. 409
    where the pair that is meant is not what you judged last, or another officer judged it since."""
    taken = doubts.undo(store, viewer, pair)
    return taken[0].as_json() | {"undone": len(taken)}
