"""JSON as partners send it: streamed, and never a crash whatever it holds."""

from pathlib import Path

import pytest

from ingest.problems import FileProblem
from ingest.readers.json import Item, elements, flat, json_items, json_lines, member

LONG = "é" * 70_000  # longer than what is read at once


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "a.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def broken(path: Path, *where: str) -> tuple[int, FileProblem]:
    """How many values were given before the break, and what is wrong."""
    given = 0
    with pytest.raises(FileProblem) as found:
        for _ in json_items(path, *where):
            given += 1
    return given, found.value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('[{"a": 1}, 2.5, -3e5, "x"]', [{"a": 1}, 2.5, -300000.0, "x"]),
        ("[ ]", []),
        ("\ufeff[1]", [1]),
        (f'["{LONG}", {"9" * 18}, {"1" * 30}, "{LONG}", 12]', [LONG, int("9" * 18), "1" * 30, LONG, 12]),
        ("[1e999, NaN, -Infinity]", ["1e999", "NaN", "-Infinity"]),
        (r'["x\ud83d", "\ud83d\ude00"]', ["x\ufffd", "😀"]),
    ],
)
def test_the_values_of_an_array_come_one_by_one(tmp_path: Path, text: str, values: list[object]) -> None:
    path = written(tmp_path, text)
    assert [item.value for item in json_items(path)] == values
    assert [item.number for item in json_items(path)] == list(range(1, len(values) + 1))
    assert [item.value for item in json_items(written(tmp_path, text.encode("utf-16")))] == values


def test_an_array_is_found_by_the_names_that_lead_to_it(tmp_path: Path) -> None:
    path = written(tmp_path, '{"head": {"vars": ["a"]}, "results": {"n": 1, "bindings": [{"a": 1}, 2]}, "more": ')
    assert [item.value for item in json_items(path, "results", "bindings")] == [{"a": 1}, 2]
    path = written(tmp_path, '{"head": {"vars": ["a"]}, "results": {"n": 1}}')
    for where in (("rows",), ("head", "vars", "x"), ("results",), ()):
        assert broken(path, *where)[1].problem.code == "json-array"


@pytest.mark.parametrize(
    ("text", "given", "code", "at"),
    [
        ('[1,\n {"a": tru}]', 1, "json-broken", ("2", "8")),
        ("[1,\n2 3]", 2, "json-broken", ("2", "3")),
        ('[12, "abc', 1, "json-broken", ("1", "6")),
        (f'["{LONG}",\n{{"b": }}]', 1, "json-broken", ("2", "7")),
        ("[" * 5_000, 0, "json-deep", ()),
        (b'[1, "\xff"]', 0, "json-encoding", ("1",)),
        ("  ", 0, "file-empty", ()),
    ],
)
def test_a_broken_array_says_where_and_gives_what_came_before(
    tmp_path: Path, text: str | bytes, given: int, code: str, at: tuple[str, ...]
) -> None:
    found, error = broken(written(tmp_path, text))
    assert (found, error.problem.code, tuple(error.problem.detail.values())) == (given, code, at)


def test_a_bad_line_is_one_bad_item(tmp_path: Path) -> None:
    lines = [b'\xef\xbb\xbf{"a": 1}', b"", b"[1", b'{"a": 2} x', b'"\xff"', b"[" * 5_000, b'"only a text"', b'{"a": 3}']
    items = list(json_lines(written(tmp_path, b"\r\n".join(lines))))
    assert [(i.number, i.problem.code if i.problem else i.value) for i in items] == [
        (1, {"a": 1}), (3, "json-broken"), (4, "json-broken"), (5, "json-encoding"), (6, "json-deep"), (7, "only a text"),
        (8, {"a": 3}),
    ]  # fmt: skip
    assert [i.fault.code if i.fault else "" for i in items][-2:] == ["json-object", ""]
    assert items[0].members == {"a": 1} and items[5].members == {}


def test_ways_into_a_value() -> None:
    value = {"a": {"b": 1}, "c": ["x", None, "y"], "d": [{"e": 2}, {"e": [3]}], "f": None}
    assert flat(value) == {"a/b": 1, "c": ["x", None, "y"], "d/0/e": 2, "d/1/e": [3], "f": None}
    assert (member(value, "d", 1, "e", 0), member(value, "a", "b", "c"), member(value, "d", 7)) == (3, None, None)
    assert (elements("x"), elements(None), elements([1])) == (("x",), (), [1])
    deep: object = 1
    for _ in range(400):
        deep = {"a": deep}
    assert flat(Item(1, deep).members) == {}  # type: ignore[arg-type]
