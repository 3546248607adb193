"""A group of commands that was named without one of them."""

import typer

from fourcorners.cli import streams
from fourcorners.errors import UsageError


def help_when_alone(context: typer.Context) -> None:
    """Print what there is to choose from, and end as wrong usage, where no command was chosen."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(streams.EXIT_CODES[UsageError])
