"""What every command has in common: `--lang`, `--json`, and the one error boundary; no traceback reaches the user.

@command(app, "search")
def search(out: Output, words: Words) -> None: ...
"""

import inspect
import logging
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import wraps
from itertools import pairwise
from typing import Annotated, Any, NoReturn, TypeVar

import typer

from api.console import Output
from api.units import hint
from graph.errors import AmityError
from graph.texts import LANGS

FAILED, USAGE, QUARANTINED, INTERRUPTED = 1, 2, 3, 130

_log = logging.getLogger(__name__)
_F = TypeVar("_F", bound=Callable[..., None])
_SHARED = {
    "lang": Annotated[str | None, typer.Option("--lang", metavar="vi|en")],
    "as_json": Annotated[bool, typer.Option("--json")],
}


def command(app: typer.Typer, name: str, *, data: bool = True, **settings: Any) -> Callable[[_F], _F]:
    """Register a function as command `name`. `data=False`: it prints none and has no `--json`."""

    def register(function: _F) -> _F:
        app.command(name, **settings)(_runnable(function, data))
        return function

    return register


def group(app: typer.Typer) -> Callable[[_F], _F]:
    """Register a function as what a group of commands does where none below it is named."""

    def register(function: _F) -> _F:
        app.callback(invoke_without_command=True)(_runnable(function, True, alone=True))
        return function

    return register


def _runnable(function: Callable[..., None], data: bool, alone: bool = False) -> Callable[..., None]:
    """A function as typer takes it: with the shared options, within the error boundary; `alone`: not before another."""
    shared = {n: _SHARED[n] for n in _SHARED if data or n != "as_json"} | ({"group_": typer.Context} if alone else {})
    defaults = {"lang": None, "as_json": False, "group_": None}
    own = list(inspect.signature(function).parameters.values())[1:]

    @wraps(function)
    def run(
        lang: str | None = None, as_json: bool = False, group_: typer.Context | None = None, **arguments: Any
    ) -> None:
        if group_ and group_.invoked_subcommand:
            return
        out = Output(language(lang), as_json)
        with boundary(out):
            function(out, **arguments)

    added = [
        inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=defaults[n], annotation=a)
        for n, a in shared.items()
    ]
    kept = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    run.__signature__ = inspect.Signature([*kept, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in [*kept, *added]}
    del run.__wrapped__  # type: ignore[attr-defined]
    return run


@contextmanager
def boundary(out: Output) -> Generator[None]:
    """Every error becomes what happened, to which thing, the remedy, and an exit code."""
    try:
        yield
    except (typer.Exit, typer.BadParameter, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        out.note(out.t("stopped"))
        raise typer.Exit(INTERRUPTED) from None
    except AmityError as error:
        choices: list[dict[str, Any]] = getattr(error, "choices", [])
        fail(
            out,
            error.message(out.lang),
            "" if choices else error.remedy(out.lang),
            error.exit_code,
            choices,
            error.code,
        )
    except OSError as error:
        fail(out, out.t("os_error", path=error.filename or "", why=error.strerror or str(error)), out.t("os_remedy"))
    except Exception as error:  # noqa: BLE001 - the outermost wall: a slip of ours, said without a traceback
        _log.debug("command failed", exc_info=True)
        fail(out, out.t("crash", kind=type(error).__name__), out.t("crash_remedy"))


def fail(
    out: Output,
    message: str,
    remedy: str = "",
    code: int = FAILED,
    choices: Sequence[dict[str, Any]] = (),
    kind: str = "failed",
) -> NoReturn:
    """Say what happened and end. With `--json` the problem is also the one document on stdout."""
    out.note(message)
    if choices:
        out.note(out.t("choices"))
    for choice in choices:
        told = hint(choice.get("hint"), out.lang)
        out.note(f"  {choice['id']}  {choice['name']}" + (f" ({told})" if told else ""))
    if remedy:
        out.note(f"→ {remedy}")
    if out.json:
        out.data({"type": f"urn:amity:{kind}", "detail": message, "remedy": remedy or None, "choices": list(choices)})
    raise typer.Exit(code)


def language(asked: str | None = None) -> str:
    """`--lang`, else AMITY_LANG, else the locale's; Vietnamese where none says otherwise. Exit 2 for another one."""
    if asked is not None:
        if asked not in LANGS:
            raise typer.BadParameter(f"{asked!r}: {' | '.join(LANGS)}", param_hint="--lang")
        return asked
    for name in ("AMITY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if (said := os.environ.get(name, "")[:2].lower()) in LANGS:
            return said
    return "vi"


def asked_language(arguments: Sequence[str]) -> str:
    """The language of `--help`, which is written before any option is read."""
    wanted = [b for a, b in pairwise(arguments) if a == "--lang"]
    wanted += [a.removeprefix("--lang=") for a in arguments if a.startswith("--lang=")]
    return language(next((lang for lang in wanted if lang in LANGS), None))
