"""People with their posts, what they speak and whom they know (QUESTIONS 9)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.contacts import last_contacts
from graph.days import last_day
from graph.names import fold
from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family, lined
from graph.questions.answering.pool import Pool, country
from graph.questions.answering.select import holds_words, selected
from graph.questions.answering.shape import Shape, tie
from graph.questions.answering.table import Column, Found, prop, refs
from graph.questions.lexicon import word_file
from graph.questions.vocabulary import LANGS
from graph.reference import find_country
from graph.subgraph import Row, label, ref

_DEPUTY = ("pho", "vice", "deputy", "assistant", "tro ly", "nguyen", "former")
_POST, _KNOWS = ("HAS_POST",), ("KNOWS", "MET")
# How lists write a language that is asked for by its code.
_SPOKEN: Mapping[str, tuple[str, ...]] = {
    "en": ("anh", "english"), "fr": ("phap", "french"), "ja": ("nhat", "japanese"), "ko": ("han", "korean"),
    "zh": ("trung", "hoa", "chinese"), "ru": ("nga", "russian"), "de": ("duc", "german"), "es": ("tay ban nha", "spanish"),
    "it": ("y", "italia", "italian"), "pt": ("bo dao nha", "portuguese"), "nl": ("ha lan", "dutch"), "lo": ("lao",),
    "km": ("khmer", "campuchia"), "th": ("thai",), "cs": ("sec", "czech"), "pl": ("ba lan", "polish"), "ar": ("a rap", "arabic"),
}  # fmt: skip


def current(post: Row, day: str) -> bool:
    """A post without an end, or whose end has not come, on a day."""
    return not post.get("until") or last_day(post["until"]) >= day


def titled(title: str | None, words: str) -> bool:
    """Whether a post is called so, in either language; a deputy is not the head, unless deputies are asked for."""
    return any(_called(title, name) for name in {words, *_names(words)})


def _called(title: str | None, words: str) -> bool:
    said, asked = fold(title or ""), fold(words)
    return holds_words(title, words) and not any(
        f"{deputy} {asked}" in said for deputy in _DEPUTY if deputy not in asked.split()
    )


@cache
def _names(words: str) -> frozenset[str]:
    """The names of a post in the word files of both languages."""
    files = [word_file(lang) for lang in LANGS]
    return frozenset(
        name for one in files for part in ("title", "called") for name in one.get(part, {}).get(words, words).split("|")
    )


def _posts(made: Pool, id_: str) -> list[Row]:
    """The posts that the question is about: current ones unless former ones are asked for, with the title and at the
    body that are asked for."""
    asked = made.asked
    plan, former = asked.plan, "former" in asked.plan.status
    ids = [ids for party, ids in asked.reached if party.part == "post" and not party.absent]
    return [
        post for post in made.tied(id_, _POST)
        if current(post, asked.day) is not former
        and all(post["other"]["id"] in one for one in ids)
        and (not plan.title or any(titled(t.get("title"), plan.title) for t in post["said"]))
        and (not plan.types or post["other"]["type"] in plan.types)
        and (asked.home is None or not _of(post["other"]).isdisjoint(asked.home))
    ]  # fmt: skip


def _of(body: Row) -> set[str]:
    """The country of a body; of an association that of its partner."""
    own = country(body)
    partners = [find_country(one) for one in str(body.get("partner") or "").split(", ")] if not own else []
    return {own} if own else {one.alpha2 for one in partners if one}


def _listed(made: Pool, id_: str) -> list[dict[str, Any]]:
    posts = sorted(_posts(made, id_), key=lambda p: str(p.get("since") or ""), reverse=True)
    return [ref(p["other"]) | {"note": label("HAS_POST", p)} for p in posts]


def _speaks(made: Pool, id_: str) -> bool:
    said = {fold(one).removeprefix("tieng ") for one in made.known[id_].get("languages") or ()}
    return all(not said.isdisjoint(_SPOKEN.get(code, (code,))) for code in made.asked.plan.languages)


SHAPE = Shape(
    label="Person",
    columns=(Column("posts", "posts", _listed), prop("languages"), refs("acquaintances", *_KNOWS, types=("Person",)),
             Column("contact", "contact", lambda m, i: m.known[i].get("last_contact"))),
    parts={"post": _POST, "acquaintance": _KNOWS, "any": (*_POST, *_KNOWS, "LED", "JOINED"), "leader": ("LED",),
           "member": ("LED", "JOINED", "MEMBER_OF"), "met": ("MET",)},
    home=_POST, has={"post": tie("HAS_POST"), "contact": lambda m, i, _: bool(m.known[i].get("last_contact"))},
    dates={"post_since": "post_since", "post_until": "post_until", "last_contact": "last_contact_date"}, checks={"languages": _speaks}, settled=frozenset({"title", "status", "types", "home"}), timed=False,
)  # fmt: skip


def find(asked: Asked, shape: Shape) -> Found:
    made = selected(asked, shape)
    plan = asked.plan
    posted = bool(plan.title or plan.types or asked.home is not None or plan.status) or any(
        p.part == "post" and not p.absent for p in plan.parties
    )
    if posted:
        made.keep([i for i in made.known if _posts(made, i)])
    for id_, contact in last_contacts(asked.store, asked.viewer, list(made.known), asked.day).items():
        made.known[id_] |= {"last_contact": contact, "last_contact_date": contact["date"]}
    for id_, known in made.known.items():
        posts = made.tied(id_, _POST) if plan.date == "post_until" else _posts(made, id_)
        for name, side in (("post_since", "since"), ("post_until", "until")):
            known[name] = max((str(p[side]) for p in posts if p.get(side)), default=None)
    return lined(made, shape)


FAMILIES = (Family("people", SHAPE, find),)
