"""Builders of extractions, with something of everything, of parties that do not exist."""

import datetime as dt
from decimal import Decimal

from fourcorners.domain.clause import Clause, ClauseKind
from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.domain.document import DocumentState
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.extraction import Coverage, DocumentSummary, Extraction, ProducedBy, UnclaimedSpan
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.kpi import Consequence, ConsequenceKind, Kpi, Operator, WhatIf
from fourcorners.domain.named_event import NamedEvent, Occurrence
from fourcorners.domain.obligation import Category, Modality, Obligation
from fourcorners.domain.party import Party
from fourcorners.domain.period import DayType
from fourcorners.domain.proof import Origin, Proof
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.variable import DateValue, MoneyValue, TextValue, Value, Variable


def evidence(exact: str, start: int = 0, page: int | None = 1) -> tuple[Evidence, ...]:
    """One piece of evidence."""
    pages = () if page is None else (page,)
    return (Evidence(start=start, end=start + len(exact), exact=exact, prefix="", suffix="", pages=pages),)


def an_obligation(action: str = "pay each correct invoice", **said: object) -> Obligation:
    """A duty of Bramley to pay, unless something else is said of it."""
    record: dict[str, object] = {
        "id": "o1",
        "hash": "0" * 64,
        "modality": Modality.OBLIGATION,
        "obligor": "Bramley",
        "action": action,
        "deadline": Deadline(
            kind=DeadlineKind.RELATIVE,
            text="within thirty (30) business days after receipt of it",
            offset="P30D",
            day_type=DayType.BUSINESS,
            direction=Direction.AFTER,
            anchor="receipt of it",
            event="receipt of an invoice",
        ),
        "category": Category.PAYMENT,
        "confidence": 0.914,
        "origin": (Origin.NLP,),
        "responsible": Responsible.FINANCE,
        "evidence": evidence(f"Bramley shall {action}.", 120, 2),
    }
    return Obligation.model_validate(record | said)


def a_kpi(**said: object) -> Kpi:
    """A promise of availability with one tier of service credit, unless something else is said of it."""
    record: dict[str, object] = {
        "id": "k1",
        "hash": "0" * 64,
        "metric": "availability of the Portal",
        "operator": Operator.AT_LEAST,
        "target": 99.9,
        "unit": "%",
        "window": "P1M",
        "obligor": "Quince",
        "consequences": (
            Consequence(
                kind=ConsequenceKind.SERVICE_CREDIT, trigger="below 99.9%", amount=5, unit="% of monthly fee"
            ),
        ),
        "confidence": 0.8,
        "origin": (Origin.NLP,),
        "responsible": Responsible.OPERATIONS,
        "evidence": evidence("Availability 99.9%", 300, 4),
    }
    return Kpi.model_validate(record | said)


def a_variable(name: str, value: Value, **said: object) -> Variable:
    """A fact of the contract."""
    record: dict[str, object] = {
        "id": f"v_{name}",
        "hash": "0" * 64,
        "name": name,
        "value": value,
        "confidence": 0.98,
        "origin": (Origin.NLP,),
        "responsible": Responsible.LEGAL,
        "evidence": evidence(value.text, 10, 1),
    }
    return Variable.model_validate(record | said)


def an_extraction(**said: object) -> Extraction:
    """A small hosting contract between Quince and Bramley, unless something else is said of it."""
    record: dict[str, object] = {
        "document": DocumentSummary(
            sha256="a" * 64,
            name="hosting.pdf",
            media_type="application/pdf",
            state=DocumentState.READ,
            pages=4,
            characters=9_000,
            language="en",
            read_by="pdfium",
        ),
        "parties": (Party(role="Quince", names=("Quince Hosting Ltd",)),),
        "clauses": (
            Clause(id="c0", path="", kind=ClauseKind.PREAMBLE, heading=None, evidence=evidence("Hosting", 0)),
            Clause(id="c1", path="3.1", kind=ClauseKind.CLAUSE, heading=None, evidence=evidence("Fees", 100)),
            Clause(
                id="c2",
                path="Schedule 2/1",
                kind=ClauseKind.CLAUSE,
                heading=None,
                evidence=evidence("Levels", 290),
            ),
        ),
        "variables": (
            a_variable("effective_date", DateValue(date=dt.date(2031, 3, 1), text="the first of March 2031")),
            a_variable(
                "contract_value",
                MoneyValue(amount=Decimal(1250000), currency="EUR", text="1.25 million euros"),
                proof={"amount": Proof.CONTRADICTED},
            ),
            a_variable("payment_terms", TextValue(text="net [30] days")),
        ),
        "obligations": (
            an_obligation(),
            an_obligation(
                "sublet the Cage",
                id="o2",
                modality=Modality.PROHIBITION,
                obligor=None,
                deadline=Deadline(),
                condition="unless Quince has agreed in writing",
                evidence=evidence("The Cage shall not be sublet.", 160, None),
            ),
        ),
        "events": (
            NamedEvent(
                name="receipt of an invoice",
                occurrence=Occurrence.EACH_TIME,
                anchors=("receipt of it",),
                evidence=evidence("receipt of it", 170, 2),
            ),
        ),
        "kpis": (
            a_kpi(
                what_if=(
                    WhatIf(level=99.9),
                    WhatIf(
                        level=99.8,
                        follows=("service credit 5% of monthly fee",),
                        amount=5,
                        unit="% of monthly fee",
                        is_capped=True,
                    ),
                )
            ),
        ),
        "findings": (
            Finding(
                code="quote_not_found", severity=Severity.ERROR, message="Words that do not stand there."
            ),
        ),
        "coverage": Coverage(
            claimed=2,
            not_operative=7,
            unclaimed=1,
            unclaimed_spans=(
                UnclaimedSpan(
                    start=170, end=205, exact="Keys are to be handed back at once.", reason="are to"
                ),
            ),
        ),
        "produced_by": ProducedBy(version="0.0"),
    }
    return Extraction.model_validate(record | said)
