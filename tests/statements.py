"""Norms, KPIs, gold and extractions for tests of evaluation, each in a line."""

from collections.abc import Iterable, Sequence

from fourcorners.domain.deadline import Deadline
from fourcorners.domain.document import DocumentState
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.extraction import DocumentSummary, Extraction, ProducedBy
from fourcorners.domain.kpi import Consequence, Kpi, Operator
from fourcorners.domain.obligation import Category, Modality, Obligation
from fourcorners.domain.proof import Origin
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.span import Span
from fourcorners.evaluate.gold import GoldDocument, GoldParty
from fourcorners.evaluate.statement import KpiStatement, NormStatement

PARTIES = (
    GoldParty(role="Supplier", names=("Larkfield Hosting Ltd", "Larkfield", "we")),
    GoldParty(role="Customer", names=("Osprey Foods plc", "you")),
)


def a_norm(start: int = 0, end: int = 100, **values: object) -> NormStatement:
    """The Supplier's duty to deliver, unless told otherwise; its quote is as long as its span."""
    values = {"modality": Modality.OBLIGATION, "obligor": "Supplier", "action": "deliver the goods"} | values
    return NormStatement.model_validate({"start": start, "end": end, "quote": _quote(start, end)} | values)


def a_kpi(start: int = 0, end: int = 100, **values: object) -> KpiStatement:
    """Availability of at least 99.9 % a month, unless told otherwise."""
    values = {
        "metric": "availability",
        "operator": Operator.AT_LEAST,
        "target": 99.9,
        "unit": "%",
        "window": "P1M",
        "obligor": "Supplier",
    } | values
    return KpiStatement.model_validate({"start": start, "end": end, "quote": _quote(start, end)} | values)


def a_deadline(**values: object) -> Deadline:
    """Within 30 days after receipt of the invoice, unless told otherwise."""
    relative = {"kind": "relative", "offset": "P30D", "day_type": "calendar", "direction": "after"}
    return Deadline.model_validate(relative | values)


def a_credit(amount: float | None, unit: str | None = "% of monthly fee") -> Consequence:
    """A service credit."""
    return Consequence.model_validate(
        {"kind": "service_credit", "trigger": "below the level", "amount": amount, "unit": unit}
    )


def a_gold(
    obligations: Sequence[NormStatement] = (),
    kpis: Sequence[KpiStatement] = (),
    document: str = "hosting.txt",
    scope: Sequence[tuple[int, int]] = ((0, 100_000),),
) -> GoldDocument:
    """The gold of a text of 100,000 characters, all of it in scope unless told otherwise."""
    return GoldDocument(
        document=document,
        scope=tuple(Span(*each) for each in scope),
        parties=PARTIES,
        obligations=tuple(obligations),
        kpis=tuple(kpis),
        characters=100_000,
    )


def an_extraction(
    obligations: Iterable[NormStatement] = (), kpis: Iterable[KpiStatement] = (), characters: int = 100_000
) -> Extraction:
    """An extraction that states these."""
    return Extraction(
        document=DocumentSummary(
            sha256="0" * 64,
            name="hosting.txt",
            media_type="text/plain",
            state=DocumentState.READ,
            pages=None,
            characters=characters,
            language="en",
            read_by="plain",
        ),
        obligations=tuple(_obligation(each) for each in obligations),
        kpis=tuple(_kpi(each) for each in kpis),
        produced_by=ProducedBy(version="0"),
    )


def _quote(start: int, end: int) -> str:
    return f"{start} ".ljust(end - start, "x")


def _obligation(norm: NormStatement) -> Obligation:
    return Obligation(
        modality=norm.modality,
        obligor=norm.obligor,
        obligee=norm.obligee,
        action=norm.action,
        deadline=norm.deadline,
        condition=norm.condition,
        exception=norm.exception,
        category=Category(norm.category),
        confidence=1 if norm.confidence is None else norm.confidence,
        id="n",
        hash="h",
        origin=(Origin.NLP,),
        responsible=Responsible.LEGAL,
        evidence=(_evidence(norm),),
    )


def _kpi(kpi: KpiStatement) -> Kpi:
    return Kpi(
        metric=kpi.metric,
        operator=kpi.operator,
        target=kpi.target,
        unit=kpi.unit,
        window=kpi.window,
        obligor=kpi.obligor,
        consequences=kpi.consequences,
        confidence=1 if kpi.confidence is None else kpi.confidence,
        id="k",
        hash="h",
        origin=(Origin.NLP,),
        responsible=Responsible.OPERATIONS,
        evidence=(_evidence(kpi),),
    )


def _evidence(statement: NormStatement | KpiStatement) -> Evidence:
    return Evidence(start=statement.start, end=statement.end, exact=statement.quote, prefix="", suffix="")
