"""What one may ask: known phrasings in the asker's language, and names on record to complete what is being typed."""

from graph.names import fold
from graph.questions.answering.answer import ours
from graph.questions.language_model import LanguageModel
from graph.questions.proposing import Model
from graph.questions.tokens import MOST_CHARACTERS
from graph.questions.vocabulary import LANGS, vocabulary
from graph.search import search
from graph.settings import Settings
from graph.store import Store, Viewer
from graph.texts import keys, text

__all__ = ["MOST_CHARACTERS", "model_of", "phrasings", "suggested", "words_read"]

_MOST, _WORDS, _LEAST = 8, 4, 3


def words_read() -> None:
    """Reads the words of questions in both languages: after that every question is as quick as the next."""
    for lang in LANGS:
        vocabulary(lang)


def model_of(settings: Settings) -> Model | None:
    """The operator's language model that may propose plans, where one is set."""
    found = LanguageModel.of(settings)
    return found.told if found else None


def phrasings(lang: str, province: str) -> list[str]:
    """The questions that a page offers, about the asker's own province."""
    numbers = sorted(int(key.removeprefix("ask.try_")) for key in keys(lang) if key.startswith("ask.try_"))
    return [text(f"ask.try_{n}", lang, province=ours(province).name(lang)) for n in numbers]


def suggested(store: Store, viewer: Viewer, typed: str, lang: str, province: str) -> list[dict[str, str]]:
    """Phrasings that hold the words typed, then the text with its last words completed to a name on record."""
    words = fold(typed).split()
    known = phrasings(lang, province)
    if not words:
        return [{"text": one, "kind": "phrasing"} for one in known[:_MOST]]
    fitting = [one for one in known if all(any(said.startswith(w) for said in fold(one).split()) for w in words)]
    found = [{"text": one, "kind": "phrasing"} for one in fitting]
    return [*found, *_completed(store, viewer, typed)][:_MOST]


def _completed(store: Store, viewer: Viewer, typed: str) -> list[dict[str, str]]:
    """The last words, as many as begin a name, made that name."""
    words = typed.split()
    for taken in range(min(_WORDS, len(words)), 0, -1):
        last = " ".join(words[-taken:])
        if len(fold(last)) < _LEAST:
            continue
        hits = search(store, viewer, last, limit=_MOST)["items"]
        if hits := [
            hit
            for hit in hits
            if fold(hit["name"]).startswith(fold(last)) or fold(hit["also"] or "").startswith(fold(last))
        ]:
            return [{"text": " ".join([*words[:-taken], hit["name"]]), "kind": "name"} for hit in hits]
    return []
