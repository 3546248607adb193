"""Who answers for a record: the matrix, the taxonomy, and what users say of their own definitions."""

from fourcorners.domain.clause_type import taxonomy
from fourcorners.domain.extraction_terms import ExtractionTerms
from fourcorners.domain.responsibility import ResponsibilityMatrix
from fourcorners.domain.responsible import Responsible


class Owners:
    """The functions that answer for records, by what the records are about."""

    def __init__(self, matrix: ResponsibilityMatrix, terms: ExtractionTerms) -> None:
        """What a user defined has the owner that the user gave it."""
        self.matrix = matrix
        self._variables = {each.name: each.responsible for each in terms.own_variables}
        self._types = {each.name: each.responsible for each in taxonomy()}
        self._types |= {each.name: each.responsible for each in terms.own_clause_types}

    def of_variable(self, name: str) -> Responsible:
        """The owner of a named fact."""
        return self._variables.get(name) or self.matrix.of_variable(name)

    def of_clause_type(self, name: str) -> Responsible:
        """The owner of clauses of a type; the default of the matrix for one that nobody has defined."""
        return self._types.get(name, self.matrix.default)
