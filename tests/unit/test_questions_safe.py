"""Any text of up to 2,000 characters in any script is safe: it is read or refused, and no engine is asked what is out of bounds."""

from collections.abc import Iterable, Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.questions.naming import Bearer
from graph.questions.sentence import sentence
from graph.questions.stored import clauses
from graph.questions.tokens import MOST_CHARACTERS
from graph.questions.understand import understand
from graph.search import LONGEST
from tests.unit.test_questions import NAMES, TODAY, US, asked

# Signs that other programs trip over: nulls, halves of signs, right to left, marks on marks, joined faces, one sign that is many.
ODD = st.lists(
    st.sampled_from([
        "\x00", "\ud800", "\udc00", "\u202e", "\u2066", "\ufeff", "e\u0301\u0302\u0303", "\u0300" * 30, "👩\u200d👩\u200d👧", "\U0010ffff",
        "\ufdfa", "ﬁ", "İ", "ß", "½", "²", "１２", "٣", "مرحبا", "שלום", "नेपाल", "ᄀ", "9" * 300, "1.2.", "$", "\\", "`", "\r\n", " ",
        "Hải Phòng", "ngày 31/02/2024", "năm 0", "over 9999999999999999999 million USD", "trong 999999999 ngày tới", "y tế",
        "Kitakyushu", "NGO",
    ]),
    max_size=60,
).map(lambda parts: "".join(parts)[:MOST_CHARACTERS])  # fmt: skip


class Heard:
    """Names that are nobody's; it keeps what the engine would be asked for."""

    def __init__(self) -> None:
        self.clauses: list[str] = []

    def find(self, runs: Sequence[Sequence[str]], slips: bool = False) -> Iterable[Bearer]:
        self.clauses += [clause for run in runs for clause in clauses(run, slips)]
        return ()


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=MOST_CHARACTERS), ODD), st.sampled_from(["vi", "en"]))
@example("\ufdfa" * MOST_CHARACTERS, "vi")
@example("\ud83d y tế \ude00", "en")
def test_any_text_is_read_or_refused(text: str, lang: str) -> None:
    heard = Heard()
    for names in (NAMES, heard):
        reading = understand(text, lang, names=names, today=TODAY, province=US)
        assert reading.understood or reading.refusal or reading.unknown or reading.choices or reading.half
        reading.model_dump_json()  # fit to be sent: no half of a sign is left in it
        if plan := reading.plan or reading.half:
            assert sentence(plan, "vi") and sentence(plan, "en")
    assert all(len(clause) <= 3 * LONGEST for clause in heard.clauses)
    assert not set("`'\"\\/:[]{}") & set("".join(heard.clauses))


def test_a_longer_text_is_not_read() -> None:
    assert asked("y" * (MOST_CHARACTERS + 1)).refusal == "too_long"


def test_a_word_that_very_many_names_hold_is_never_asked_for_by_itself() -> None:
    run = ["foundation", "of", "hesilaka", "children", "society"]
    for slips in (False, True):
        asked_for = list(clauses(run, slips))
        assert not {"foundation", "children", "society", "foundation~1"} & set(asked_for)
        assert any("hesilaka" in clause for clause in asked_for)
    together = list(clauses(["hoi", "chu", "thap", "do"]))
    assert "hoichuthapdo" in together and "(hoi AND chu AND thap)" in together and "(hoi AND chu)" not in together
    assert list(clauses(["caritas"])) == ["caritas"]
