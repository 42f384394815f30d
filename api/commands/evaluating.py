"""`evaluate`: how right the advice is, on a file whose answers are known."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from api.command import command
from api.console import Output
from api.opened import opened


def register(app: typer.Typer) -> None:
    evaluations = typer.Typer(no_args_is_help=True)
    command(evaluations, "resolution")(resolution)
    command(evaluations, "links")(links)
    command(evaluations, "questions")(questions)
    app.add_typer(evaluations, name="evaluate")


def resolution(
    out: Output, file: Annotated[Path, typer.Argument(metavar="FILE")],
    part: Annotated[str | None, typer.Option("--part")] = None,
    bare: Annotated[bool, typer.Option("--no-knowledge")] = False,
) -> None:  # fmt: skip
    from graph.resolution.evaluate import evaluate, read

    found = evaluate(read(file, part), [] if bare else None)
    if out.json:
        out.data({"file": file.name, "resolution": found})
        return
    shown = {name: value for name, value in found.items() if name not in ("baseline", "errors", "queue_recall")}
    shown |= {f"queue_recall@{depth}": value for depth, value in found["queue_recall"].items()}
    for name, scores in found["baseline"].items():
        shown |= {f"{name}: {score}": value for score, value in scores.items()}
    out.facts(shown)
    for error in found["errors"]:
        out.note(f"✗ {error['ours']}  =  {error['theirs']}")


def links(
    out: Output, file: Annotated[Path, typer.Argument(metavar="FILE")],
    hide: Annotated[float, typer.Option("--hide")] = 0.1,
    seeds: Annotated[int, typer.Option("--seeds")] = 5,
    mapping: Annotated[Path | None, typer.Option("--mapping")] = None,
) -> None:  # fmt: skip
    from graph.links.evaluate import DEEP, FIRST, TOP, evaluate
    from ingest.mapping.folder import Mappings
    from ingest.twin_ties import read_ties

    ties, refused = read_ties(file, Mappings.of(mapping))
    if refused:
        out.note(out.t("links_refused", count=refused))
    found = evaluate(ties, hide, seeds, lambda seed: out.note(out.t("links_seed", seed=seed + 1, seeds=seeds)))
    if out.json:
        out.data({"file": file.name, "links": found})
        return
    out.say(out.t("links_measured", places=found["places"], ties=found["ties"], share=f"{hide:.0%}", seeds=seeds))
    methods = found["methods"] | ({"combined": found["combined"]} if found["combined"] else {})
    heads = ["", *(f"p@{n}" for n in TOP), f"recall@{DEEP}", "coverage", *(f"hits@{n}" for n in FIRST), "MRR"]
    out.table(heads, (_line(name, figures) for name, figures in methods.items()), right=range(1, len(heads)))
    out.say(out.t("links_hint"))


def _line(name: str, figures: Mapping[str, Any]) -> list[str]:
    """A score's figures, each with its spread over the seeds."""
    return [
        name,
        *(f"{mean:.3f} ±{spread:.3f}" for mean, spread in zip(_flat(figures), _flat(figures["spread"]), strict=True)),
    ]


def _flat(figures: Mapping[str, Any]) -> list[float]:
    groups = (value for name, value in figures.items() if name != "spread")
    return [one for value in groups for one in (value.values() if isinstance(value, dict) else (value,))]


def questions(
    out: Output, file: Annotated[Path, typer.Argument(metavar="FILE")],
    part: Annotated[str | None, typer.Option("--part")] = None,
    sample: Annotated[bool, typer.Option("--sample")] = False,
) -> None:  # fmt: skip
    from graph.counts import types
    from graph.questions.evaluate import evaluate, read
    from graph.settings import load_settings
    from ingest.run import ingest_paths

    settings, asked = load_settings(), read(file, part)
    with opened(out, settings) as (store, viewer):
        if sample and not types(store, viewer):
            ingest_paths(store, [Path(str(files("ingest") / "samples"))])
        found = evaluate(store, viewer, asked, settings.province)
    if out.json:
        out.data({"file": file.name, "questions": found})
        return
    names = ("asked", "right", "wrong", "refused", "confidently_wrong")
    rows = [[family, *(told[name] for name in names)] for family, told in found["by_family"].items()]
    out.table(["", *names], [*rows, ["", *(found[name] for name in names)]], right=range(1, 6))
    out.facts({name: found[name] for name in ("accuracy", "confidently_wrong", "p95_ms", "p95_all_ms")})
    for error in found["errors"]:
        out.note(f"{'✗' if error['understood'] else '?'} {error['text']}  {error['got']}")
