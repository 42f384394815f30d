"""How long a question takes to be understood, without the engine, over the phrasings of the tests."""

from collections.abc import Iterator
from time import perf_counter

from tests.bench.loading import Figure
from tests.unit import test_questions as questions

AIM_SECONDS = 0.05


def figures() -> Iterator[Figure]:
    """p95 of `understand`, names held in memory, against the aim of 50 ms."""
    took: list[float] = []
    for given in questions.phrasings():
        text, lang = str(given.values[0]), str(given.values[1])
        began = perf_counter()
        questions.asked(text, lang)
        took.append(perf_counter() - began)
    first, *rest = took  # the first one builds the words of its language
    took = sorted(rest)
    p95 = took[int(len(took) * 0.95)]
    yield ("a question understood (p95)", "none", "50 ms", p95 / AIM_SECONDS,
           f"{p95 * 1e3:.1f} ms over {len(took)} phrasings; the first {first:.2f} s")  # fmt: skip
