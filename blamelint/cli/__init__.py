"""The command line: one module for each command, named as the command is."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, cast

import click

from blamelint.cli._console import CLEAN, INTERRUPTED, PIPE_CLOSED, complain
from blamelint.configuration import load_settings
from blamelint.errors import Location, UserError, reason
from blamelint.failing import REPORT, broken, raises
from blamelint.settings import DEFAULT_MODEL


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    # Loading makes very many objects that live to the end, and hardly a cycle: looking for cycles is time lost.
    gc.disable()
    # numpy's library would start threads for large matrices, which takes time, and nobody here has any.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        code = cli.main(args=args, prog_name="blamelint", standalone_mode=False)
    except UserError as error:
        code = complain(error)
    except click.ClickException as error:
        with suppress(OSError):  # when nobody can be told, the exit code says it
            error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except BrokenPipeError:
        code = PIPE_CLOSED
    except OSError as error:
        code = complain(_outside(error))
    except Exception as error:
        if raises():
            raise
        code = complain(UserError(broken(error), hint=REPORT))
    sys.exit(code or CLEAN)


def _outside(error: OSError) -> UserError:
    """Say what the system refused."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return UserError("the current folder is gone", hint="change to one that exists")
    at = Location(str(error.filename)) if error.filename else None
    return UserError(f"cannot read or write: {reason(error)}", at=at)


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    from blamelint import __version__

    try:
        model = load_settings(Path.cwd()).model
    except UserError:
        model = DEFAULT_MODEL
    try:
        # Asking spaCy would cost seconds; installed pipelines are packages.
        found = version(model)
    except PackageNotFoundError:
        found = "not installed"
    click.echo(f"blamelint {__version__} (model {model} {found})")
    context.exit()


class _Commands(click.Group):
    """The modules beside this one; each is imported only when its command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
        return sorted(name.replace("_", "-") for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        return cast("click.Command", module.command)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version, and that of the language model.",
)
def cli() -> None:
    """See where the wording of a postmortem turns it into a verdict on people."""
