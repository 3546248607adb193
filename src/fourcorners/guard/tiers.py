"""Tiers: findings on consequences of a KPI that do not fit together."""

from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.kpi import Kpi
from fourcorners.reckoning.tier_problems import tier_problems

_MESSAGES: Final = {
    "tiers_leave_gap": "The tiers of {metric} leave a gap {where}: nothing is said to follow there.",
    "tiers_overlap": "Two tiers of {metric} hold for the same level ({where}): see which one is meant.",
    "tiers_not_monotone": "The tiers of {metric} give less for a worse level ({where}): see what is meant.",
    "tiers_exceed_cap": "A tier of {metric} is above the cap ({where}): the cap is what is owed.",
}


def tier_findings(kpis: Iterable[Kpi]) -> Iterator[Finding]:
    """A finding for each problem of the tiers of a KPI, on the words that state the tiers."""
    for kpi in kpis:
        for problem in tier_problems(kpi):
            yield Finding(
                code=problem.code,
                severity=Severity.WARNING,
                message=_MESSAGES[problem.code].format(metric=kpi.metric, where=problem.where),
                records=(kpi.id,),
                spans=tuple(each.span for each in kpi.evidence if each.part in {None, "consequence"}),
            )
