"""What is true of the project's own contracts, as written beside each in `expected.json`."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Final

from fourcorners.domain.deadline import Deadline
from fourcorners.domain.kpi import Cap, Consequence, Operator
from fourcorners.domain.named_event import Occurrence
from fourcorners.domain.obligation import Category, Modality
from fourcorners.domain.record import Record
from fourcorners.domain.side import OurTask, Side
from fourcorners.domain.span import Span
from fourcorners.evaluate.gold import GoldDocument, GoldParty
from fourcorners.evaluate.statement import KpiStatement, NormStatement

CONTRACTS: Final = Path(__file__).parents[1] / "fixtures" / "contracts"
NAMES: Final = tuple(sorted(path.parent.name for path in CONTRACTS.glob("*/expected.json")))
"""The contracts: the names of their folders."""


class ExpectedParty(Record):
    """A party by its role, with every name that the contract has for it."""

    role: str
    names: tuple[str, ...]
    is_ours: bool = False
    """Whether it stands in `fixtures/our_entities.yaml`."""


class ExpectedMoney(Record):
    """An amount of a known currency."""

    amount: Decimal
    currency: str


class ExpectedCover(ExpectedMoney):
    """The least cover of a line of insurance, as the contract names it."""

    line_of_insurance: str


class ExpectedVariables(Record):
    """The facts of a contract; null for what it does not state, and empty where it could state several."""

    document_name: str | None
    agreement_date: dt.date | None
    effective_date: dt.date | None
    expiration_date: dt.date | None
    renewal_term: str | None
    notice_period_to_terminate_renewal: str | None
    governing_law: str | None
    contract_value: ExpectedMoney | None
    payment_terms: str | None
    term: str | None
    renewal_kind: str | None
    signatories: tuple[str, ...]
    contract_number: str | None
    currency: str | None
    late_payment_interest: str | None
    price_adjustment_index: str | None
    liability_cap: ExpectedMoney | str | None
    """An amount where it is fixed, else the words of the expression."""
    warranty_duration: str | None
    insurance_minimum: tuple[ExpectedCover, ...]
    notice_address: tuple[str, ...]
    notice_form: str | None
    notice_deemed_receipt: str | None
    """By the slowest way of sending."""
    dispute_forum: str | None


class ExpectedNorm(Record):
    """A norm; its quote is found in the text up to white space."""

    quote: str
    modality: Modality
    obligor: str
    obligee: str | None
    action: str
    object: str | None = None
    deadline: Deadline
    condition: str | None
    exception: str | None = None
    consequence: str | None = None
    """Wherever the contract says it, in the same clause or the next."""
    category: Category
    side: Side | None = None
    our_task: OurTask | None = None


class ExpectedEvent(Record):
    """What deadlines hang on. That a party gives notice is left out: it can do so of several things."""

    name: str
    occurrence: Occurrence
    anchors: tuple[str, ...]


class ExpectedLevel(Record):
    """What the consequences of a KPI come to at a level; without an amount, nothing is to be paid."""

    level: float
    amount: float | None = None
    unit: str | None = None
    is_capped: bool = False


class ExpectedKpi(Record):
    """A promised measure; the cells of a quoted table row are parted by tabs."""

    quote: str
    metric: str
    operator: Operator
    target: float
    unit: str
    window: str | None
    obligor: str
    formula: str | None = None
    exclusions: tuple[str, ...] = ()
    consequences: tuple[Consequence, ...]
    cap: Cap | None = None
    earn_back: str | None = None
    side: Side | None = None
    our_task: OurTask | None = None
    what_if: tuple[ExpectedLevel, ...] = ()


class Expectation(Record):
    """All that is true of one contract. `obligations`, `events` and `kpis` are complete for the text."""

    parties: tuple[ExpectedParty, ...]
    variables: ExpectedVariables
    obligations: tuple[ExpectedNorm, ...]
    events: tuple[ExpectedEvent, ...]
    kpis: tuple[ExpectedKpi, ...]

    @property
    def quotes(self) -> list[str]:
        """The quotes of all norms and KPIs, each once."""
        quotes = [norm.quote for norm in self.obligations] + [kpi.quote for kpi in self.kpis]
        return list(dict.fromkeys(quotes))


def load(name: str) -> Expectation:
    """The expectation of a contract by the name of its folder."""
    return Expectation.model_validate_json((CONTRACTS / name / "expected.json").read_bytes())


def files(name: str) -> list[Path]:
    """The contract itself, in each form that the folder has it in."""
    return sorted((CONTRACTS / name).glob("contract.*"))


def places(quote: str, text: str) -> list[Span]:
    """Where a quote stands in a text that may break its lines and part its cells in another way.

    >>> places("on-time delivery\\tat least 98%", "On 1 May: on-\\ntime  delivery | at least 98%.")
    [Span(start=10, end=43)]
    """
    pattern = re.escape(quote)
    pattern = re.sub(r"(\\ |\\\n|\n)+", r"\\s+", pattern)
    pattern = re.sub(r"(\\\t|\t)+", r"[\\s|]+", pattern)
    pattern = re.sub(r"(\\-)(?=\w)", r"\1\\s*", pattern)
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def to_gold(expectation: Expectation, document: str, text: str) -> GoldDocument:
    """The expectation as gold of a canonical text, all of which is in scope.

    `document` is the file name of the text. Raises ValueError for a quote that does not stand in it.
    """
    return GoldDocument(
        document=document,
        scope=(Span(0, len(text)),),
        parties=tuple(GoldParty(role=party.role, names=party.names) for party in expectation.parties),
        obligations=tuple(
            NormStatement(**_placed(norm.quote, text), **_said(norm)) for norm in expectation.obligations
        ),
        kpis=tuple(KpiStatement(**_placed(kpi.quote, text), **_said(kpi)) for kpi in expectation.kpis),
        characters=len(text),
    )


def _placed(quote: str, text: str) -> dict[str, object]:
    found = places(quote, text)
    if not found:
        raise ValueError(f"not in the text: {quote!r}")
    return {"start": found[0].start, "end": found[0].end, "quote": found[0].of(text)}


def _said(statement: ExpectedNorm | ExpectedKpi) -> dict[str, object]:
    return {name: value for name, value in statement if name != "quote"}
