"""Contracts: found by their keys, made, changed, and listed with their documents."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlite_utils import Database

from fourcorners.domain.access import Actor, Scope
from fourcorners.domain.contract import (
    MIDDLE_PRIORITY,
    PLAIN_KEYS,
    Contract,
    ContractDocument,
    ContractKeys,
    ReviewProgress,
    composed,
)
from fourcorners.domain.event import EventType, Happening
from fourcorners.domain.kept_document import contract_id
from fourcorners.domain.listing import Listing, Slice
from fourcorners.domain.store import ContractFilter, KeyFilter
from fourcorners.errors import NotFound
from fourcorners.store.cursors import ListKind, read_cursor, write_cursor
from fourcorners.store.events import Transaction
from fourcorners.store.query import Query
from fourcorners.store.texts import as_time, read_time

KEY_COLUMNS: Final = ", ".join(f"contracts.{name}" for name in (*PLAIN_KEYS, "attributes"))
"""What `keys_of` reads of a row."""
_SELECT: Final = f"select seq, id, received_at, {KEY_COLUMNS} from contracts"  # noqa: S608 - names of ours
_INSERT: Final = f"""
    insert into contracts (id, received_at, attributes, {", ".join(PLAIN_KEYS)})
    values (?, ?, ?{", ?" * len(PLAIN_KEYS)})
"""  # noqa: S608 - names of ours
_SELECT_DOCUMENTS: Final = """
    select contract_seq, id, name, role, state, proposed, confirmed, rejected, deferred, waiting
    from documents where contract_seq in (select value from json_each(?)) order by seq
"""


class KeptContract(NamedTuple):
    """A contract as its documents are filed under it."""

    seq: int
    id: str
    keys: ContractKeys


def keys_of(row: sqlite3.Row) -> ContractKeys:
    """The keys that stand in a row with KEY_COLUMNS."""
    plain = {name: row[name] for name in PLAIN_KEYS}
    return ContractKeys(**plain, attributes=json.loads(row["attributes"]))


def review_of(row: sqlite3.Row) -> ReviewProgress:
    """The counts of records that stand in the row of a document."""
    return ReviewProgress(**{name: row[name] for name in ReviewProgress.model_fields})


def find_numbered(database: Database, access_group: str | None, contract_no: str) -> KeptContract | None:
    """The contract of that number in that group, None where there is none."""
    return _find(
        database, "coalesce(access_group, '') = ? and contract_no = ?", access_group or "", contract_no
    )


def find_of_document(database: Database, document: str) -> KeptContract:
    """The contract that a document is filed under. Raises NotFound where no such document is kept."""
    contract = _find(database, "seq = (select contract_seq from documents where id = ?)", document)
    if contract is None:
        raise NotFound(f"no document {document} is kept here")
    return contract


def make(transaction: Transaction, keys: ContractKeys, document: str) -> KeptContract:
    """Keep a new contract; `document` is the id of its first."""
    number = contract_id(keys.access_group, keys.contract_no, document)
    seq = transaction.database.execute(
        _INSERT,
        [number, as_time(transaction.at), _attributes(keys), *_plain(keys)],
    ).lastrowid
    contract = KeptContract(seq or 0, number, keys)
    _index_attributes(transaction.database, contract)
    return contract


def change(transaction: Transaction, contract: KeptContract, given: ContractKeys, by: Actor) -> KeptContract:
    """Put the keys that are given over those a contract has; an event where that changes any."""
    keys = contract.keys.updated(given)
    if keys == contract.keys:
        return contract
    changed = contract._replace(keys=keys)
    _write(transaction.database, changed)
    before, after = _differences(contract.keys, keys)
    transaction.append(
        Happening(
            type=EventType.CONTRACT_CHANGED,
            by=by,
            contract_id=contract.id,
            contract=keys,
            body={"before": before, "after": after},
        )
    )
    return changed


def remove(database: Database, contract: KeptContract) -> None:
    """Take away a contract that no document is filed under any more."""
    database.execute("delete from contracts where seq = ?", [contract.seq])


def priority_of(keys: ContractKeys) -> int:
    """What a document of that contract is worked on as."""
    return MIDDLE_PRIORITY if keys.priority is None else keys.priority


def require_keys(query: Query, wanted: KeyFilter) -> None:
    """Only contracts with these keys."""
    for name in PLAIN_KEYS:
        value = getattr(wanted, name)
        # As text, a number of any size can be asked for.
        query.equal(f"contracts.{name}", None if value is None else composed(str(value)))
    for name, value in wanted.attributes.items():
        query.where(
            "contracts.seq in (select contract_seq from contract_attributes where name = ? and value = ?)",
            composed(name),
            composed(value),
        )


def list_contracts(
    database: Database, wanted: ContractFilter, part: Slice, scope: Scope
) -> Listing[Contract]:
    """Contracts in the order they came, each with its documents and the counts of their records."""
    query = Query(_SELECT)
    require_keys(query, wanted)
    query.among("contracts.id", wanted.ids)
    query.begins("contracts.id", wanted.id_begins)
    query.within(scope, "contracts.access_group")
    if part.cursor is not None:
        query.where("contracts.seq > ?", read_cursor(ListKind.CONTRACTS, part.cursor)[0])
    statement = query.statement("order by contracts.seq limit ?")
    rows = database.execute(statement, [*query.values, part.limit + 1]).fetchall()
    shown = rows[: part.limit]
    documents = _documents_of(database, [row["seq"] for row in shown])
    return Listing[Contract](
        items=tuple(_contract(row, documents[row["seq"]]) for row in shown),
        next=write_cursor(ListKind.CONTRACTS, shown[-1]["seq"]) if len(rows) > len(shown) else None,
    )


def _find(database: Database, condition: str, *values: str | int) -> KeptContract | None:
    query = Query(_SELECT)
    query.where(condition, *values)
    row = database.execute(query.statement(), query.values).fetchone()
    return None if row is None else KeptContract(row["seq"], row["id"], keys_of(row))


def _write(database: Database, contract: KeptContract) -> None:
    assignments = ", ".join(f"{name} = ?" for name in (*PLAIN_KEYS, "attributes"))
    database.execute(
        " ".join(("update contracts set", assignments, "where seq = ?")),
        [*_plain(contract.keys), _attributes(contract.keys), contract.seq],
    )
    _index_attributes(database, contract)
    database.execute(
        "update documents set work_priority = ? where contract_seq = ?",
        [priority_of(contract.keys), contract.seq],
    )


def _index_attributes(database: Database, contract: KeptContract) -> None:
    database.conn.executemany(
        "insert or replace into contract_attributes (contract_seq, name, value) values (?, ?, ?)",
        [(contract.seq, name, value) for name, value in contract.keys.attributes.items()],
    )


def _plain(keys: ContractKeys) -> list[str | int | None]:
    return [getattr(keys, name) for name in PLAIN_KEYS]


def _attributes(keys: ContractKeys) -> str:
    return json.dumps(keys.attributes, ensure_ascii=False)


def _differences(before: ContractKeys, after: ContractKeys) -> tuple[dict[str, object], dict[str, object]]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    names = [name for name in old if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def _documents_of(database: Database, contracts: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = {seq: [] for seq in contracts}
    for row in database.execute(_SELECT_DOCUMENTS, [json.dumps(contracts)]):
        found[row["contract_seq"]].append(row)
    return found


def _contract(row: sqlite3.Row, documents: Sequence[sqlite3.Row]) -> Contract:
    return Contract(
        **dict(keys_of(row)),
        id=row["id"],
        received_at=read_time(row["received_at"]),
        documents=tuple(
            ContractDocument(id=each["id"], name=each["name"], role=each["role"], state=each["state"])
            for each in documents
        ),
        review=ReviewProgress(
            **{name: sum(each[name] for each in documents) for name in ReviewProgress.model_fields}
        ),
    )
