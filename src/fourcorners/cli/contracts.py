"""`fourcorners contracts`: the bargains that are kept, with the keys that the outside world knows them by."""

from functools import partial

from fourcorners.cli.filters import picked_by_keys
from fourcorners.cli.listings import FormatOption, ListFormat, give, short
from fourcorners.cli.tables import new_table
from fourcorners.domain.contract import PLAIN_KEYS, Contract
from fourcorners.domain.listing import every
from fourcorners.domain.store import ContractFilter, KeyFilter
from fourcorners.settings import read_settings


@picked_by_keys
def contracts(*, keys: KeyFilter, form: FormatOption = ListFormat.TABLE) -> None:
    """List the contracts that are kept, in the order they came: their keys, and what is open in them.

    The table shows the beginning of each id, which is enough to name a contract by, as is its number; JSON
    has all of it, and all keys.
    """
    from fourcorners.home import open_home

    wanted = ContractFilter(**dict(keys))
    store = open_home(read_settings(), make=False).store
    table = new_table(
        "Contracts",
        ("id", 12),
        ("contract", 12),
        ("keys", None),
        ("docs", 4),
        ("open", 5),
        ("conf.", 5),
        ("rej.", 5),
    )
    table.caption = "open: wait for a decision, also on what a later reading says; rej.: rejected"
    give(every(partial(store.contracts, wanted)), form, table, _row)


def _row(contract: Contract) -> tuple[str, ...]:
    return (
        short(contract.id),
        contract.contract_no or "",
        "; ".join(f"{name}: {value}" for name, value in say_keys(contract)[1:]),
        str(len(contract.documents)),
        str(contract.review.open),
        str(contract.review.confirmed),
        str(contract.review.rejected),
    )


def say_keys(contract: Contract) -> list[tuple[str, str]]:
    """The number of a contract, and then what else is known of it, by name."""
    keys = contract.keys
    named = {name: getattr(keys, name) for name in PLAIN_KEYS if name != "contract_no"}
    known = [(name, str(value)) for name, value in {**named, **keys.attributes}.items() if value is not None]
    return [("contract_no", keys.contract_no or ""), *known]
