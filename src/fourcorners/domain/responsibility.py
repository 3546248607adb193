"""The responsibility matrix: which function owns a record."""

from functools import cache
from importlib.resources import files
from typing import Self

import yaml

from fourcorners.domain.obligation import Category
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.side import Side


class OwnersBySide(Record):
    """Who owns what, by the side on which we stand: to pay and to be paid are different people's tasks."""

    we_owe: Responsible | None = None
    they_owe: Responsible | None = None
    both: Responsible | None = None
    our_right: Responsible | None = None
    their_right: Responsible | None = None
    default: Responsible
    """Owns the sides that are not named, and what is on no side because we are no party of it."""

    def of(self, side: Side | None) -> Responsible:
        """The owner on a side; None is a side that is not known."""
        owner: Responsible | None = getattr(self, side.value) if side is not None else None
        return owner or self.default


class ResponsibilityMatrix(Record):
    """Who owns what, as a YAML file says it. Every category of obligation has an owner.

    An entry is one function for all sides, or a mapping from sides to functions with a `default`.
    """

    obligations: dict[Category, Responsible | OwnersBySide]
    variables: dict[str, Responsible]
    kpis: Responsible | OwnersBySide
    default: Responsible
    """Owns the variables, and the categories of obligation, that the file does not name."""

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read a matrix. Raises pydantic's ValidationError naming the entry that is wrong."""
        return cls.model_validate(yaml.safe_load(text))

    def of_variable(self, name: str) -> Responsible:
        """The owner of a named fact."""
        return self.variables.get(name, self.default)

    def of_obligation(self, category: Category, side: Side | None) -> Responsible:
        """The owner of a norm of that category; None is a side that is not known."""
        return _owner(self.obligations.get(category, self.default), side)

    def of_kpi(self, side: Side | None) -> Responsible:
        """The owner of a measure; None is a side that is not known."""
        return _owner(self.kpis, side)


def _owner(entry: Responsible | OwnersBySide, side: Side | None) -> Responsible:
    return entry if isinstance(entry, Responsible) else entry.of(side)


@cache
def default_matrix() -> ResponsibilityMatrix:
    """The matrix that ships with the package."""
    path = files("fourcorners.domain") / "responsibility.yaml"
    return ResponsibilityMatrix.from_yaml(path.read_text(encoding="utf-8"))
