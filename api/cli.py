"""The command line `amity`: the commands of `api.commands`, their words from the catalogue."""

import sys
from typing import Any

import typer
from typer.main import get_command

from api.command import asked_language
from api.commands import (
    answering,
    asking,
    briefing,
    editing,
    evaluating,
    findings,
    keeping,
    loading,
    mappings,
    proposing,
    quarantine,
    reading,
    resolving,
    serving,
)
from graph.texts import text

MODULES = (
    serving,
    loading,
    mappings,
    reading,
    asking,
    answering,
    briefing,
    findings,
    keeping,
    quarantine,
    proposing,
    editing,
    resolving,
    evaluating,
)


def main() -> None:
    """The console script."""
    build(asked_language(sys.argv[1:]))()


def build(lang: str) -> Any:
    """The whole command line, its help in `lang`."""
    app = typer.Typer(
        name="amity", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
    )
    app.callback()(_amity)
    for module in MODULES:
        module.register(app)
    made = get_command(app)
    _word(made, "amity", lang)
    return made


def _amity() -> None:
    """What all commands stand under."""


def _word(command: Any, name: str, lang: str) -> None:
    """Give a command, its options and the commands under it their words."""
    command.help = text(f"cli.help_{name}", lang)
    for parameter in command.params:
        if (key := f"cli.opt_{parameter.name}") and not getattr(parameter, "hidden", False):
            parameter.help = text(key, lang)
    for below, child in getattr(command, "commands", {}).items():
        _word(child, below if name == "amity" else f"{name}_{below}", lang)


if __name__ == "__main__":
    main()
