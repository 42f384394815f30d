"""Every error has words in both languages, and the words find their values."""

import re

import pytest

from graph import errors
from graph.texts import text

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.AmityError) and not kind.__subclasses__()
]
GIVEN: dict[type[errors.AmityError], errors.AmityError] = {
    errors.AmbiguousName: errors.AmbiguousName("An", ["ngo-1", "ngo-2"]),
    errors.TypeMismatch: errors.TypeMismatch("An", "NGO", "country-1", "a key"),
    errors.DuplicateRecord: errors.DuplicateRecord("K1", 7),
}


def places(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sentence))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_words(kind: type[errors.AmityError]) -> None:
    bare = kind.__new__(kind)
    code = bare.code
    wanted = places(text(f"error.{code}", "vi")) | places(text(f"error.{code}_remedy", "vi"))
    assert wanted == places(text(f"error.{code}", "en")) | places(text(f"error.{code}_remedy", "en"))
    error = GIVEN.get(kind) or kind(**dict.fromkeys(wanted, "thế này"))
    for lang in ("vi", "en"):
        assert "{" not in error.message(lang) + error.remedy(lang)
    assert str(error) == f"{error.message('en')} {error.remedy('en')}"
