"""What is noticed about whose norm it is."""

from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.modality import Modality
from fourcorners.domain.obligation import Obligation

_ASKED: Final = {
    Modality.OBLIGATION: "has to do it",
    Modality.PROHIBITION: "must not do it",
    Modality.RIGHT: "may do it",
}


def without_obligor(obligations: Iterable[Obligation]) -> Iterator[Finding]:
    """A finding for each norm that neither its words nor what stands around them give to a party."""
    for norm in obligations:
        if norm.obligor is None:
            evidence = norm.evidence[0]
            place = f" on page {evidence.pages[0]}" if evidence.pages else ""
            yield Finding(
                code="obligor_not_named",
                severity=Severity.WARNING,
                message=f'The contract does not name who {_ASKED[norm.modality]}{place}: "{norm.action}". '
                "See whose it is by the clause around it, and put in the party.",
                records=(norm.id,),
                spans=(evidence.span,),
            )
