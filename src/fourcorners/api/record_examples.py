"""Records as they are shown, of a contract between parties that do not exist, and what they stand on."""

import datetime as dt
from typing import Final, TypeVar

from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.domain.evidence import CONTEXT, Evidence
from fourcorners.domain.identity import content_hash, digest, record_id
from fourcorners.domain.kept_document import document_id
from fourcorners.domain.kpi import Consequence, ConsequenceKind, Kpi, LevelRange, Operator
from fourcorners.domain.obligation import Category, Modality, Obligation
from fourcorners.domain.period import DayType
from fourcorners.domain.proof import Origin
from fourcorners.domain.renewal import RenewalKind
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.side import OurTask, Side
from fourcorners.domain.variable import ChoiceValue, DateValue, DurationValue, Fact, TextValue, Variable
from fourcorners.reckoning.what_if import what_if

_DUTY: Final = "The Customer shall pay each correct invoice within thirty (30) days after receipt of it."
_LEVEL: Final = "The monthly availability of the platform shall be at least 99.5%."
_TIER: Final = "In a month in which it is less than 99.5% the Customer receives a service credit of 5%"
_BASE: Final = " of the monthly fee."
TEXT: Final = f"3.1 {_DUTY}\n\n3.2 {_LEVEL} {_TIER}{_BASE}"

SHA256: Final = digest(TEXT)
KEYS: Final = ContractKeys(
    contract_no="MSA-2031-007",
    counterparty_id="V-4711",
    business_unit="Logistics",
    owner="R. Quill",
    priority=2,
    access_group="emea",
    attributes={"region": "EMEA"},
)
DOCUMENT_ID: Final = document_id(SHA256, KEYS.access_group)

_Stated = TypeVar("_Stated", Obligation, Variable, Kpi)


def _evidence(words: str, part: str | None = None) -> Evidence:
    start = TEXT.index(words)
    end = start + len(words)
    return Evidence(
        start=start,
        end=end,
        exact=words,
        prefix=TEXT[max(0, start - CONTEXT) : start],
        suffix=TEXT[end : end + CONTEXT],
        part=part,
        pages=(2,),
    )


def _hashed(record: _Stated) -> _Stated:
    return record.model_copy(update={"hash": content_hash(record)})


_SENTENCE: Final = _evidence(_DUTY)
_TIME: Final = "within thirty (30) days after receipt of it"
_UNHASHED: Final = Obligation(
    id=record_id(DOCUMENT_ID, "obligation", _SENTENCE, 0),
    hash="",
    modality=Modality.OBLIGATION,
    obligor="Customer",
    obligee="Supplier",
    action="pay each correct invoice",
    deadline=Deadline(
        kind=DeadlineKind.RELATIVE,
        text=_TIME,
        offset="P30D",
        day_type=DayType.CALENDAR,
        direction=Direction.AFTER,
        anchor="receipt of it",
        event="receipt of an invoice",
    ),
    object="each correct invoice",
    side=Side.THEY_OWE,
    our_task=OurTask.MONITOR,
    category=Category.PAYMENT,
    confidence=0.91,
    origin=(Origin.NLP,),
    responsible=Responsible.FINANCE,
    evidence=(_SENTENCE, _evidence(_TIME, "deadline")),
)
OBLIGATION: Final = _hashed(_UNHASHED)
VARIABLE: Final = _hashed(
    Variable(
        id=record_id(DOCUMENT_ID, "variable_payment_terms", _SENTENCE, 0),
        hash="",
        name="payment_terms",
        value=DurationValue(iso="P30D", text="thirty (30) days"),
        confidence=0.8,
        origin=(Origin.NLP,),
        responsible=Responsible.FINANCE,
        evidence=(_SENTENCE, _evidence("thirty (30) days", "value")),
    )
)
_BARE_KPI: Final = Kpi(
    id=record_id(DOCUMENT_ID, "kpi", _evidence(_LEVEL), 0),
    hash="",
    metric="monthly availability of the platform",
    operator=Operator.AT_LEAST,
    target=99.5,
    unit="%",
    window="P1M",
    obligor="Supplier",
    consequences=(
        Consequence(
            kind=ConsequenceKind.SERVICE_CREDIT,
            trigger="less than 99.5%",
            amount=5,
            unit="% of the monthly fee",
            levels=LevelRange(upper=99.5),
        ),
    ),
    side=Side.WE_OWE,
    our_task=OurTask.PERFORM,
    confidence=0.8,
    origin=(Origin.NLP,),
    responsible=Responsible.OPERATIONS,
    evidence=(_evidence(_LEVEL), _evidence(_TIER + _BASE, "consequence")),
)
KPI: Final = _hashed(_BARE_KPI.model_copy(update={"what_if": what_if(_BARE_KPI)}))
RECORDS: Final = (VARIABLE, OBLIGATION, KPI)
"""One of each kind."""
RENEWAL_FACTS: Final = (
    Fact(
        name="effective_date",
        value=DateValue(date=dt.date(2027, 6, 1), text="1 June 2027"),
        confidence=0.9,
    ),
    Fact(name="term", value=DurationValue(iso="P2Y", text="two (2) years"), confidence=0.9),
    Fact(
        name="renewal_kind",
        value=ChoiceValue(choice=RenewalKind.AUTOMATIC, text="shall renew automatically"),
        confidence=0.9,
    ),
    Fact(name="renewal_term", value=DurationValue(iso="P1Y", text="one (1) year"), confidence=0.9),
    Fact(
        name="notice_period_to_terminate_renewal",
        value=DurationValue(iso="P60D", text="sixty (60) days"),
        confidence=0.9,
    ),
    Fact(name="notice_form", value=TextValue(text="in writing, by courier"), confidence=0.8),
)
"""What the renewal of the contract is computed from."""
