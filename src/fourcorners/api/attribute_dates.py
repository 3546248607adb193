"""Dates among the attributes that an upload gives its contract, kept in one form as a register's are."""

from collections.abc import Mapping
from pathlib import Path

from fourcorners.api.field_problems import FieldProblem, cut
from fourcorners.api.problems import invalid
from fourcorners.intake.columns import ColumnKind, columns_of
from fourcorners.intake.dates import iso_date
from fourcorners.intake.problems import Problems, shown
from fourcorners.intake.table import Line, Table


def dated(attributes: Mapping[str, str], where: str) -> dict[str, str]:
    """The attributes with their dates as ISO 8601, by the rule for the columns of a register.

    A blank one stays blank. Raises Refusal where one that is named as a date is none, or may be two.
    """
    found, wrong = dict(attributes), []
    for name in _date_names(attributes):
        if not attributes[name]:
            continue
        try:
            found[name] = iso_date(attributes[name])
        except ValueError as error:
            message = f"{shown(attributes[name])} {error}"
            wrong.append(FieldProblem(where=f"{where}.{cut(name)}", message=message))
    if wrong:
        raise invalid(wrong)
    return found


def _date_names(attributes: Mapping[str, str]) -> list[str]:
    header = Table(Line(1, tuple(attributes)), ())
    # What would be wrong with these names as a header, such as no column for the file, is not asked here.
    columns = columns_of(header, Problems(Path("attributes")))
    return [column.name for column in columns.values() if column.kind is ColumnKind.DATE]
