"""Submissions: each is filed under its contract, or found to be there already."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database

from fourcorners.domain.access import EVERYTHING, Actor
from fourcorners.domain.contract import ContractKeys, DocumentRole
from fourcorners.domain.kept_document import KeptDocument, Submission, document_id
from fourcorners.domain.listing import Slice
from fourcorners.domain.store import RETRY_DAYS, DocumentFilter, Receipt, Retry
from fourcorners.errors import FiledElsewhere, RetryMismatch
from fourcorners.store import contracts, documents
from fourcorners.store.contracts import KeptContract
from fourcorners.store.events import Transaction
from fourcorners.store.texts import as_time


class _Filed(NamedTuple):
    document: str
    is_new: bool


def receive(
    transaction: Transaction, submissions: Sequence[Submission], by: Actor, retry: Retry | None
) -> tuple[Receipt, ...]:
    """Keep all of the submissions; of a request that is sent again, give what was answered at first."""
    filed = None if retry is None else _recall(transaction, retry)
    if filed is None:
        filed = [_file(transaction, submission, by) for submission in submissions]
        if retry is not None:
            _remember(transaction, retry, filed)
    return tuple(
        Receipt(document=documents.find_document(transaction.database, each.document), is_new=each.is_new)
        for each in filed
    )


def _file(transaction: Transaction, submission: Submission, by: Actor) -> _Filed:
    number = document_id(submission.file.sha256, submission.keys.access_group)
    kept = documents.list_documents(
        transaction.database, DocumentFilter(ids=(number,)), Slice(limit=1), EVERYTHING
    ).items
    if kept:
        _file_again(transaction, kept[0], submission, by)
    else:
        contract = _contract_for(transaction, submission.keys, number, by)
        documents.insert(transaction, number, contract, submission, by)
    return _Filed(number, is_new=not kept)


def _contract_for(transaction: Transaction, keys: ContractKeys, document: str, by: Actor) -> KeptContract:
    known = _numbered(transaction.database, keys)
    if known is None:
        return contracts.make(transaction, keys, document)
    return contracts.change(transaction, known, keys, by)


def _file_again(transaction: Transaction, kept: KeptDocument, submission: Submission, by: Actor) -> None:
    """What is said of a document that is kept: of its contract, which contract that is, and its role."""
    given, contract = submission.keys, contracts.find_of_document(transaction.database, kept.id)
    number = contract.keys.contract_no
    if given.contract_no is not None and number not in {None, given.contract_no}:
        raise _filed_elsewhere(kept, contract, submission)
    named = _numbered(transaction.database, given) if number is None else None
    if named is None:
        contracts.change(transaction, contract, given, by)
    else:
        _adopt(transaction, kept, contract, named, given, by)
    # The role of a submission that names none is `base`: it takes nothing back.
    if submission.role not in {DocumentRole.BASE, kept.role}:
        documents.change_role(transaction, kept, submission.role, by)


def _adopt(
    transaction: Transaction,
    document: KeptDocument,
    lone: KeptContract,
    named: KeptContract,
    given: ContractKeys,
    by: Actor,
) -> None:
    """Move a document that was kept without a number; what was said with it fills what its contract lacks."""
    joined = contracts.change(transaction, named, lone.keys.updated(named.keys).updated(given), by)
    documents.move(transaction, document, joined, by)
    contracts.remove(transaction.database, lone)


def _numbered(database: Database, keys: ContractKeys) -> KeptContract | None:
    if keys.contract_no is None:
        return None
    return contracts.find_numbered(database, keys.access_group, keys.contract_no)


def _filed_elsewhere(kept: KeptDocument, contract: KeptContract, submission: Submission) -> FiledElsewhere:
    name, number = submission.file.name, contract.keys.contract_no
    return FiledElsewhere(
        f"{name} is kept under contract {number} (as {kept.name}) and was sent for contract "
        f"{submission.keys.contract_no}; leave it out, or send it with the number {number}",
        file=name,
    )


def _recall(transaction: Transaction, retry: Retry) -> list[_Filed] | None:
    oldest = as_time(transaction.at - dt.timedelta(days=RETRY_DAYS))
    transaction.database.execute("delete from retries where received_at < ?", [oldest])
    row = transaction.database.execute(
        "select fingerprint, receipts from retries where holder = ? and value = ?",
        [retry.holder, retry.value],
    ).fetchone()
    if row is None:
        return None
    if row["fingerprint"] != retry.fingerprint:
        raise RetryMismatch(
            f"the idempotency key {retry.value} was used before for another request; "
            "send the same request, or use another key"
        )
    return [_Filed(document, is_new) for document, is_new in json.loads(row["receipts"])]


def _remember(transaction: Transaction, retry: Retry, filed: Sequence[_Filed]) -> None:
    transaction.database.execute(
        "insert into retries (holder, value, fingerprint, receipts, received_at) values (?, ?, ?, ?, ?)",
        [retry.holder, retry.value, retry.fingerprint, json.dumps(filed), as_time(transaction.at)],
    )
