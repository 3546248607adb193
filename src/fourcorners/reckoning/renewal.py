"""The renewal answer: until when the contract runs on a given day, and by when one must speak up."""

import datetime as dt
from collections.abc import Iterable
from typing import Final, NamedTuple

from fourcorners.domain.renewal import RenewalAnswer, RenewalKind, RenewalNotice
from fourcorners.domain.variable import DurationValue, Fact
from fourcorners.reckoning.calendar_period import CalendarPeriod, weekdays_before
from fourcorners.reckoning.stated_facts import StatedFacts
from fourcorners.reckoning.terms import Terms, terms_of

RENEWAL_KIND: Final = "renewal_kind"
NOTICE_PERIOD: Final = "notice_period_to_terminate_renewal"
NOTICE_FORM: Final = "notice_form"
NOTICE_ADDRESS: Final = "notice_address"
DEEMED_RECEIPT: Final = "notice_deemed_receipt"


class _Term(NamedTuple):
    """The term that runs on a day, or the last one."""

    end: dt.date | None = None
    next_start: dt.date | None = None
    renewals: int = 0


def renewal_answer(facts: Iterable[Fact], as_of: dt.date) -> RenewalAnswer:
    """The renewal of a contract, rolled forward to a day through every automatic renewal.

    The expiration date is the last day of the first term; where none is known, the first term is counted
    from the day on which the contract takes effect. Of several facts of one name the most confident is
    taken, and `missing` says so, as it does of all that is not known. Never raises.
    """
    stated = StatedFacts(facts)
    steps: list[str] = []
    kind = _kind(stated)
    term = _current(terms_of(stated, kind, steps), kind, as_of, stated, steps)
    last_day = _last_day_to_give_notice(term, as_of, stated, steps)
    return RenewalAnswer(
        as_of=as_of,
        kind=kind,
        current_term_end=term.end,
        next_renewal_date=term.next_start,
        last_day_to_give_notice=last_day,
        notice=_notice(last_day, stated, steps),
        renewals=term.renewals,
        inputs=tuple(stated.inputs),
        steps=tuple(dict.fromkeys(steps)),
        missing=tuple(dict.fromkeys(stated.missing)),
    )


def _kind(stated: StatedFacts) -> RenewalKind | None:
    stated.note_doubts(RENEWAL_KIND)
    choice = stated.choice(RENEWAL_KIND)
    if choice in set(RenewalKind):
        return RenewalKind(choice)
    stated.missing.append("whether the contract renews by itself: no term behind the first is counted")
    return None


def _current(
    terms: Terms | None, kind: RenewalKind | None, as_of: dt.date, stated: StatedFacts, steps: list[str]
) -> _Term:
    if terms is None:
        return _Term()
    if terms.renewal is not None:
        return _rolled(terms, terms.renewal, as_of, steps)
    end = terms.last_day(0)
    if end >= as_of:
        is_followed = kind is RenewalKind.AUTOMATIC and end < dt.date.max
        return _Term(end, end + dt.timedelta(days=1) if is_followed else None)
    steps.append(f"that term ended before {as_of}")
    if kind is RenewalKind.BY_AGREEMENT:
        stated.missing.append(
            "whether the parties renewed it: that takes an agreement or an exercised option"
        )
    return _Term(end)


def _rolled(terms: Terms, renewal: CalendarPeriod, as_of: dt.date, steps: list[str]) -> _Term:
    renewals = terms.renewals_until(as_of)
    end = terms.last_day(renewals)
    if renewals:
        times = "once" if renewals == 1 else f"{renewals} times"
        start = terms.last_day(renewals - 1) + dt.timedelta(days=1)
        steps.append(f"renewed {times} by {renewal}: the term from {start} to {end}")
    if terms.most is not None and renewals >= terms.most:
        steps.append(f"no more than {terms.most} renewals: the contract ends on {end}")
        return _Term(end, None, renewals)
    if end == dt.date.max:
        return _Term(end, None, renewals)
    next_start = end + dt.timedelta(days=1)
    steps.append(f"next renewal: on {next_start}, by {renewal}")
    return _Term(end, next_start, renewals)


def _last_day_to_give_notice(
    term: _Term, as_of: dt.date, stated: StatedFacts, steps: list[str]
) -> dt.date | None:
    if term.next_start is None or term.end is None:
        return None
    stated.note_doubts(NOTICE_PERIOD)
    period = stated.period(NOTICE_PERIOD)
    if period is None:
        stated.missing.append("how long before the end of the term notice must be given")
        return None
    if stated.is_in_business_days(NOTICE_PERIOD):
        latest = weekdays_before(term.end, period.days)
        stated.missing.append(
            f"which days are business days: notice must be given {period.days} of them before {term.end}, on "
            f"{latest} if none from Monday to Friday is a holiday, and for each holiday a day earlier"
        )
        return None
    day = period.before(term.end)
    if day is None:
        stated.missing.append("by when notice must be given: no calendar reaches back that far")
        return None
    steps.append(f"last day to give notice: {term.end} - {period} = {day}")
    if day < as_of:
        steps.append(f"that day has passed on {as_of}: notice given now comes too late for the next renewal")
    return day


def _notice(last_day: dt.date | None, stated: StatedFacts, steps: list[str]) -> RenewalNotice:
    stated.note_doubts(NOTICE_FORM)
    stated.note_blanks(NOTICE_ADDRESS)
    forms = stated.words(NOTICE_FORM)
    return RenewalNotice(
        period=_iso(stated, NOTICE_PERIOD),
        form=forms[0] if forms else None,
        addresses=stated.words(NOTICE_ADDRESS),
        deemed_receipt=_iso(stated, DEEMED_RECEIPT),
        send_by=_send_by(last_day, stated, steps),
    )


def _iso(stated: StatedFacts, name: str) -> str | None:
    fact = stated.fact(name)
    return fact.value.iso if fact is not None and isinstance(fact.value, DurationValue) else None


def _send_by(last_day: dt.date | None, stated: StatedFacts, steps: list[str]) -> dt.date | None:
    if last_day is None:
        return None
    stated.note_blanks(DEEMED_RECEIPT)
    if stated.fact(DEEMED_RECEIPT) is None:
        stated.missing.append(
            f"when a notice counts as received: have it arrive by {last_day}, and proof of that"
        )
        return None
    receipt = stated.period(DEEMED_RECEIPT)
    if receipt is None:
        return None
    if stated.is_in_business_days(DEEMED_RECEIPT):
        latest = weekdays_before(last_day, receipt.days)
        stated.missing.append(
            f"which days are business days: a notice counts as received {receipt.days} of them after it was "
            f"sent; send it by {latest} if none from Monday to Friday is a holiday, and earlier otherwise"
        )
        return None
    day = receipt.before(last_day)
    if day is None:
        stated.missing.append("by when notice must be sent: no calendar reaches back that far")
        return None
    slowest = ", by the slowest way of sending" if stated.is_ambiguous(DEEMED_RECEIPT) else ""
    steps.append(f"send it by: {last_day} - {receipt} until it counts as received{slowest} = {day}")
    return day
