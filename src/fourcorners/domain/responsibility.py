"""The responsibility matrix: which function owns a record."""

from functools import cache
from importlib.resources import files
from typing import Self

import yaml

from fourcorners.domain.obligation import Category
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible


class ResponsibilityMatrix(Record):
    """Who owns what, as a YAML file says it. Every category of obligation has an owner."""

    obligations: dict[Category, Responsible]
    variables: dict[str, Responsible]
    kpis: Responsible
    default: Responsible
    """Owns the variables that the file does not name."""

    @classmethod
    def from_yaml(cls, text: str) -> Self:
        """Read a matrix. Raises pydantic's ValidationError naming the entry that is wrong."""
        return cls.model_validate(yaml.safe_load(text))

    def of_variable(self, name: str) -> Responsible:
        """The owner of a named fact."""
        return self.variables.get(name, self.default)


@cache
def default_matrix() -> ResponsibilityMatrix:
    """The matrix that ships with the package."""
    path = files("fourcorners.domain") / "responsibility.yaml"
    return ResponsibilityMatrix.from_yaml(path.read_text(encoding="utf-8"))
