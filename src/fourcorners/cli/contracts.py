"""`fourcorners contracts`: the bargains that are kept, with the keys that the outside world knows them by."""

from functools import partial

from fourcorners.cli.filters import (
    AccessGroup,
    Attributes,
    BusinessUnit,
    ContractNo,
    CounterpartyId,
    Owner,
    Parent,
    Priority,
    read_attributes,
)
from fourcorners.cli.listings import FormatOption, ListFormat, give, short
from fourcorners.cli.pages import every
from fourcorners.cli.tables import new_table
from fourcorners.domain.contract import Contract
from fourcorners.domain.store import ContractFilter
from fourcorners.settings import read_settings


def contracts(
    contract_no: ContractNo = None,
    counterparty_id: CounterpartyId = None,
    business_unit: BusinessUnit = None,
    owner: Owner = None,
    parent: Parent = None,
    priority: Priority = None,
    access_group: AccessGroup = None,
    attribute: Attributes = None,
    form: FormatOption = ListFormat.TABLE,
) -> None:
    """List the contracts that are kept, in the order they came: their keys, and what is open in them.

    The table shows the beginning of each id, which is enough to name a contract by, as is its number; JSON
    has all of it, and all keys.
    """
    from fourcorners.home import open_home

    wanted = ContractFilter(
        contract_no=contract_no,
        counterparty_id=counterparty_id,
        business_unit=business_unit,
        owner=owner,
        parent=parent,
        priority=priority,
        access_group=access_group,
        attributes=read_attributes(attribute),
    )
    store = open_home(read_settings()).store
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
    table.caption = "open: records that wait for a decision; conf., rej.: records confirmed and rejected"
    give(every(partial(store.contracts, wanted)), form, table, _row)


def _row(contract: Contract) -> tuple[str, ...]:
    return (
        short(contract.id),
        contract.contract_no or "",
        "\n".join(f"{name}: {value}" for name, value in say_keys(contract)[1:]),
        str(len(contract.documents)),
        str(contract.review.open),
        str(contract.review.confirmed),
        str(contract.review.rejected),
    )


def say_keys(contract: Contract) -> list[tuple[str, str]]:
    """The number of a contract, and then what else is known of it, by name."""
    keys = contract.keys
    named = {name: value for name, value in keys if name not in {"attributes", "contract_no"}}
    known = [(name, str(value)) for name, value in {**named, **keys.attributes}.items() if value is not None]
    return [("contract_no", keys.contract_no or ""), *known]
