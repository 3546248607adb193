"""A norm or a KPI as evaluation compares it: in the shape of the gold, whoever states it."""

from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict

from fourcorners.domain.deadline import Deadline
from fourcorners.domain.kpi import Consequence, Operator
from fourcorners.domain.obligation import Category, Modality
from fourcorners.domain.proof import Proved
from fourcorners.domain.span import Span


class Measured(BaseModel):
    """The base of what evaluation reads and writes: frozen, and it passes over fields that it does not know.

    A gold file may carry a note of its annotator, and a result of an older or newer version can be read.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class Statement(Measured):
    """What norms and KPIs have in common: the words that state them, and their place."""

    start: int
    end: int
    quote: str
    confidence: float | None = None
    """Of what we propose; null in the gold."""

    @property
    def span(self) -> Span:
        """Where it stands in the canonical text."""
        return Span(self.start, self.end)

    @classmethod
    def of(cls, record: Proved) -> Self:
        """What an extracted record says, quoted by its first item of evidence."""
        quote = record.evidence[0]
        place = {"start": quote.start, "end": quote.end, "quote": quote.exact}
        return cls.model_validate({**dict(record), **place})

    @property
    def gist(self) -> str:
        """What tells it from another statement of the same sentence."""
        raise NotImplementedError


class NormStatement(Statement):
    """A norm. Field by field as in the annotation guide."""

    modality: Modality
    obligor: str | None
    obligee: str | None = None
    action: str
    deadline: Deadline = Deadline()
    condition: str | None = None
    exception: str | None = None
    """What we keep apart from the condition; the guide has some of it under that name."""
    category: Category = Category.OTHER

    @property
    def gist(self) -> str:
        """The action, in the words of the text."""
        return self.action


class KpiStatement(Statement):
    """A promised measure. Field by field as in the annotation guide."""

    metric: str
    operator: Operator
    target: float
    unit: str
    window: str | None = None
    obligor: str | None = None
    consequences: tuple[Consequence, ...] = ()

    @property
    def gist(self) -> str:
        """The name of the metric, in the words of the text."""
        return self.metric


AnyStatement = TypeVar("AnyStatement", NormStatement, KpiStatement)
"""Of the one kind or of the other, and the same kind wherever it is named."""
