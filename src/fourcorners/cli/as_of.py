"""The day that renewals are rolled forward to, as a person names it."""

import datetime as dt
from typing import Annotated

import typer

AsOfOption = Annotated[
    dt.datetime | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="The day for which it is told how the contract renews, as 2031-03-01 (default: today).",
    ),
]


def day_of(named: dt.datetime | None) -> dt.date:
    """The day that was named, else today where the person is."""
    return named.date() if named is not None else dt.date.today()
