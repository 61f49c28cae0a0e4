"""`blamelint lsp`."""

from __future__ import annotations

import click

LEVELS = ("error", "warning", "info", "debug")


@click.command("lsp")
@click.option("--tcp", metavar="[HOST:]PORT", help="Listen for one editor there, for debugging.")
@click.option(
    "--log-level",
    type=click.Choice(LEVELS),
    default="warning",
    show_default=True,
    help="What is written to standard error.",
)
def command(*, tcp: str | None, log_level: str) -> None:
    """Speak the Language Server Protocol with an editor, over standard input and output."""
    from blamelint.lsp.checking import Checker
    from blamelint.lsp.features import build
    from blamelint.lsp.log import to_stderr
    from blamelint.lsp.recalling import Recaller
    from blamelint.lsp.warming import begin

    to_stderr(log_level)
    server = build(Checker(*begin()), Recaller())
    if tcp is None:
        server.start_io()
        return
    host, _, port = tcp.rpartition(":")
    if not port.isdigit():
        raise click.UsageError(f"--tcp takes a port, or a host and a port, not {tcp!r}.")
    server.start_tcp(host or "127.0.0.1", int(port))
