"""The vocabulary as a document: `python -m graph.model_table > graph/MODEL.md`."""

import sys
from collections.abc import Iterator

from graph.model import ENTITIES, TERM, TIES, Property


def lines() -> Iterator[str]:
    """The Markdown document, line by line."""
    yield "# What the graph holds"
    yield ""
    yield "Written from `graph/model.py` by `python -m graph.model_table`; a test holds the two together."
    yield ""
    yield "## Entities"
    yield ""
    yield "| type | Vietnamese | English | labels | identified by | properties |"
    yield "|---|---|---|---|---|---|"
    for type_ in ENTITIES.values():
        keys = " or ".join("+".join(key) for key in type_.keys)
        yield (
            f"| {type_.name} | {type_.vi} | {type_.en} | {', '.join(type_.labels)} | {keys} | {_said(type_.properties)} |"
        )
    yield ""
    yield "## Ties"
    yield ""
    yield f"Every tie may carry {_said(TERM)}, and carries its `id`, `claim`, `source` and `run`."
    yield ""
    yield "| tie | Vietnamese | English | from → to | properties |"
    yield "|---|---|---|---|---|"
    for tie in TIES.values():
        ends = ", ".join(f"{a} {'–' if tie.symmetric else '→'} {b}" for a, b in tie.ends)
        yield f"| {tie.name} | {tie.vi} | {tie.en} | {ends} | {_said(tie.properties)} |"


def _said(properties: tuple[Property, ...]) -> str:
    return ", ".join(f"`{p.name}` ({p.kind}{f', {p.unit}' if p.unit else ''})" for p in properties)


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
