"""The renewal answer in lines for people."""

from collections.abc import Iterator

from fourcorners.cli.phrases import say_period
from fourcorners.domain.renewal import RenewalAnswer, RenewalNotice

_NOT_KNOWN = "not known"


def say_renewal(answer: RenewalAnswer) -> Iterator[tuple[str, str]]:
    """Each part of the answer by its name, then each step, and what is missing."""
    yield "renews", answer.kind.value.replace("_", " ") if answer.kind else _NOT_KNOWN
    days = (answer.current_term_end, answer.next_renewal_date, answer.last_day_to_give_notice)
    names = ("current term ends", "next renewal", "last day to give notice")
    for name, day in zip(names, days, strict=True):
        if day is not None:
            yield name, day.isoformat()
    if answer.current_term_end is None:
        yield names[0], _NOT_KNOWN
    yield from _say_notice(answer.notice)
    yield from (("step", step) for step in answer.steps)
    yield from (("missing", missing) for missing in answer.missing)


def _say_notice(notice: RenewalNotice) -> Iterator[tuple[str, str]]:
    if notice.send_by is not None:
        yield "send notice by", notice.send_by.isoformat()
    if notice.period is not None:
        yield "notice period", say_period(notice.period)
    if notice.deemed_receipt is not None:
        yield "counts as received after", say_period(notice.deemed_receipt)
    if notice.form is not None:
        yield "form of notice", notice.form
    yield from (("address for notices", address) for address in notice.addresses)
