"""Which end of a bargain an act belongs to, told by the kind of the act: who pays, delivers, inspects."""

import re
from enum import StrEnum
from typing import Final, NamedTuple


class End(StrEnum):
    """Who does what is done in every bargain, whatever the parties are called."""

    PERFORMER = "performer"
    """Delivers, serves, invoices, and owes credits."""
    PAYER = "payer"
    """Orders, inspects, accepts and pays."""
    EACH = "each"
    """What takes both: to settle a dispute, to agree in writing, to meet."""


class _Kind(NamedTuple):
    """An act told by its subject and its verb, both from their beginning on; None: whatever it is."""

    end: End
    subject: re.Pattern[str] | None
    verb: re.Pattern[str] | None


def _kind(end: End, subject: str | None, verb: str | None) -> _Kind:
    of_subject = re.compile(rf"\b(?:{subject})\b", re.IGNORECASE) if subject else None
    return _Kind(end, of_subject, re.compile(rf"(?:{verb})\b", re.IGNORECASE) if verb else None)


_MONEY: Final = (
    r"payments?|invoices?|fees?|charges?|amounts?|price|sums?|royalt(?:y|ies)|interest|balances?|deposit|costs?|"
    r"expenses?|commissions?|compensation|rent|premiums?"
)
_CREDITS: Final = r"credits?|refunds?|rebates?|penalt(?:y|ies)|liquidated\s+damages|(?:price\s+)?reductions?"
_ORDERS: Final = r"(?:purchase\s+|work\s+|service\s+|firm\s+)?orders?|forecasts?|requisitions?"
_STATES: Final = (
    r"set|include|contain|specify|describe|state|show|list|identify|itemi[sz]e|reference|indicate|detail|"
    r"reflect|bear"
)
_SENDS: Final = (
    r"given|issued?|placed?|submitted|sent|made|provided|rendered|prepared|delivered|raised|transmitted|come"
)
_GOODS: Final = (
    r"services?|products?|goods|software|code|systems?|site|sites|servers?|deliverables?|works?|materials?|equipment|"
    r"documentation|packages?|shipments?|units?|ingredients?|updates?|releases?|training|support|maintenance|reports?|"
    r"certificates?|network|content|platform|facilit(?:y|ies)|personnel|staff|tools?|backups?|errors?|defects?|incidents?|"
    r"e-?mails?|calls?|confirmations?|rendering|testing|activities|parts|components?|problems?|help\s?desk|"
    r"throughput|availability|up-?time|latency|response|capacity"
)
_KINDS: Final = (
    _kind(
        End.EACH,
        r"disputes?|controvers(?:y|ies)|arbitration|disagreements?",
        r"resolved|settled|submitted|referred|decided|conducted|arbitrated|handled|brought|finally|held|attempted",
    ),
    _kind(
        End.EACH,
        r"notices?|communications?|amendments?|modifications?|changes\s+to\s+this",
        r"given|made|be|sent|delivered|addressed|signed|executed|writing",
    ),
    _kind(End.EACH, r"meetings?|conference\s+calls?", r"held|conducted|scheduled|take|convened"),
    _kind(
        End.PERFORMER,
        _CREDITS,
        r"paid|pay|settled|applied|issued|credited|made|granted|provided|calculated|due|aggregated|payable",
    ),
    _kind(End.PERFORMER, r"invoices?|bills?", rf"{_STATES}|{_SENDS}|accompanied|itemized|mailed"),
    _kind(End.PAYER, r"(?:default\s+)?interest", r"charged|accrue|bear|paid|added|calculated|due|payable|be"),
    _kind(End.PERFORMER, None, r"invoiced|billed|charged"),
    _kind(End.PERFORMER, _MONEY, r"exceed|increased?|raised?|changed?|adjusted|refunded|credited|returned"),
    _kind(
        End.PAYER,
        _MONEY,
        r"paid|made|due|payable|remitted|wired|reimbursed|accrue|bear|settled|be|paid|borne",
    ),
    _kind(End.PAYER, None, r"paid|reimbursed|remitted|compensated|payable|due"),
    _kind(End.PAYER, _ORDERS, rf"{_STATES}|{_SENDS}|placed|made"),
    _kind(
        End.PAYER,
        None,
        r"(?:inspect|accept|review|evaluat|assess|reject|order|merg)(?:e?d)?|approved?|evaluate|merge|certif(?:y|ied)",
    ),
)
"""In the order in which they are asked: credits are paid by who performs, other money by who pays."""
_PERFORMED: Final = (
    _kind(
        End.PERFORMER,
        None,
        r"delivered|supplied|performed|installed|maintained|hosted|packed|packaged|labell?ed|shipped|manufactured|"
        r"repaired|corrected|replaced|supported|trained|escalated|answered|resolved|built|configured|monitored|backed|"
        r"tested|transported|stored|restored|completed|conducted|serviced|rendered|offered|furnished|available|provided",
    ),
    _kind(End.PERFORMER, _GOODS, None),
)
"""Asked last: most things of a contract are brought by who performs."""


def end_of(subject: str, verb: str) -> End | None:
    """The end that pays, orders or invoices by the nature of the act; None where either may do it."""
    return _first(_KINDS, subject, verb)


def performed(subject: str, verb: str) -> End | None:
    """The performer's end, for what is delivered, kept running or put right; None for anything else."""
    return _first(_PERFORMED, subject, verb)


def _first(kinds: tuple[_Kind, ...], subject: str, verb: str) -> End | None:
    for kind in kinds:
        if kind.subject is not None and not kind.subject.search(subject):
            continue
        if kind.verb is None or kind.verb.match(verb):
            return kind.end
    return None
