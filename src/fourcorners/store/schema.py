"""The tables, by numbered steps that are applied once and listed in the database."""

from pathlib import Path
from typing import Final

from sqlite_utils import Database, Migrations

from fourcorners.domain.event import Head
from fourcorners.errors import StoreUnavailable

_migrations: Final = Migrations("fourcorners")


def is_current(database: Database, path: Path) -> bool:
    """Whether the database has seen all steps. Raises StoreUnavailable where it has seen others, too."""
    known = {step.name for step in _migrations.pending(Database(memory=True))}
    applied = {step.name for step in _migrations.applied(database)}
    if newer := sorted(applied - known):
        raise StoreUnavailable(
            f"{path} was changed by a newer version of fourcorners ({newer[0]}); use that version"
        )
    return applied == known


def prepare(database: Database) -> None:
    """Apply the steps that the database has not seen, within the transaction that is open."""
    _migrations.apply(database)


@_migrations(name="0001_contracts")
def _contracts(database: Database) -> None:
    """Contracts with their keys; the attributes stand a second time by name and value, to be found by."""
    database.executescript(
        """
        create table contracts (
            seq integer primary key autoincrement,
            id text not null unique,
            contract_no text,
            counterparty_id text,
            business_unit text,
            owner text,
            parent text,
            priority integer,
            access_group text,
            attributes text not null,
            received_at text not null
        );
        create unique index contract_of_number on contracts (coalesce(access_group, ''), contract_no)
            where contract_no is not null;
        create index contracts_by_number on contracts (contract_no);
        create index contracts_by_counterparty on contracts (counterparty_id);
        create index contracts_by_unit on contracts (business_unit);
        create index contracts_by_owner on contracts (owner);
        create index contracts_by_parent on contracts (parent);
        create index contracts_by_group on contracts (access_group);
        create table contract_attributes (
            contract_seq integer not null references contracts (seq) on delete cascade,
            name text not null,
            value text not null,
            primary key (contract_seq, name)
        ) without rowid;
        create index contracts_by_attribute on contract_attributes (name, value);
        """
    )


@_migrations(name="0002_documents")
def _documents(database: Database) -> None:
    """Documents; the counts of their records and the priority of their contract stand with them."""
    database.executescript(
        """
        create table documents (
            seq integer primary key autoincrement,
            id text not null unique,
            contract_seq integer not null references contracts (seq),
            access_group text,
            role text not null,
            name text not null,
            sha256 text not null,
            size_bytes integer not null,
            media_type text not null,
            state text not null,
            error text,
            received_at text not null,
            changed_at text not null,
            active_run text,
            generation integer not null default 1,
            strikes integer not null default 0,
            work_priority integer not null,
            proposed integer not null default 0,
            confirmed integer not null default 0,
            rejected integer not null default 0,
            deferred integer not null default 0,
            waiting integer not null default 0
        );
        create index documents_of_contract on documents (contract_seq);
        create index documents_by_sha256 on documents (sha256);
        create index documents_by_state on documents (state);
        create index documents_at_work on documents (work_priority, seq, state)
            where state in ('received', 'reading', 'extracting', 'guarding');
        """
    )


@_migrations(name="0003_runs")
def _runs(database: Database) -> None:
    """Whole answers of readers, compressed."""
    database.executescript(
        """
        create table runs (
            id text primary key,
            document_seq integer not null references documents (seq),
            text blob not null,
            extraction blob not null,
            kept_at text not null
        );
        create index runs_of_document on runs (document_seq);
        """
    )


@_migrations(name="0004_records")
def _records(database: Database) -> None:
    """Records as they stand. Each index holds all that a filter asks for, so that rows are read last."""
    database.executescript(
        """
        create table records (
            seq integer primary key autoincrement,
            id text not null unique,
            document_seq integer not null references documents (seq),
            access_group text,
            kind text not null,
            status text not null,
            responsible text not null,
            version integer not null,
            hash text not null,
            read_hash text not null,
            is_edited integer not null default 0,
            is_found integer not null default 1,
            is_listed integer not null default 1,
            place integer not null,
            run_id text not null,
            record text not null,
            proposal text,
            proposal_hash text,
            decision text
        );
        create index records_by_place on records
            (document_seq, place, seq, is_listed, status, responsible, kind, access_group, proposal_hash);
        create index records_by_status on records
            (status, document_seq, place, seq, is_listed, responsible, kind, access_group, proposal_hash);
        create index records_by_responsible on records
            (responsible, document_seq, place, seq, is_listed, status, kind, access_group, proposal_hash);
        create index records_with_proposal on records
            (document_seq, place, seq, is_listed, status, responsible, kind, access_group, proposal_hash)
            where proposal_hash is not null;
        """
    )


@_migrations(name="0005_events")
def _events(database: Database) -> None:
    """Events as one text each. Most of what they are found by is computed from it, and cannot differ.

    Whose they are is written beside it and compared when it is read: SQLite reads a text out of JSON only up
    to a U+0000, and what a person may see is no place for that.
    """
    database.executescript(
        """
        create table events (
            seq integer primary key,
            event text not null,
            access_group text,
            type text generated always as (json_extract(event, '$.type')) virtual,
            contract_id text generated always as (json_extract(event, '$.contract_id')) virtual,
            document_id text generated always as (json_extract(event, '$.document_id')) virtual,
            record_id text generated always as (json_extract(event, '$.record_id')) virtual,
            moved_from text generated always as (
                case json_extract(event, '$.type')
                    when 'document.moved' then json_extract(event, '$.body.from')
                end
            ) virtual
        );
        create index events_by_type on events (type);
        create index events_of_contract on events (contract_id) where contract_id is not null;
        create index events_of_moved on events (moved_from) where moved_from is not null;
        create index events_of_document on events (document_id) where document_id is not null;
        create index events_of_record on events (record_id) where record_id is not null;
        create index events_of_group on events (access_group) where access_group is not null;
        create trigger events_are_never_changed before update on events
            begin select raise(abort, 'events are never changed'); end;
        create trigger events_are_never_deleted before delete on events
            begin select raise(abort, 'events are never deleted'); end;
        create table chain_head (
            id integer primary key check (id = 1),
            seq integer not null,
            hash text not null
        );
        """
    )
    database.execute("insert into chain_head (id, seq, hash) values (1, ?, ?)", [Head().seq, Head().hash])


@_migrations(name="0006_keys_and_retries")
def _keys_and_retries(database: Database) -> None:
    """API keys, and what was answered to requests that may be sent again."""
    database.executescript(
        """
        create table api_keys (
            seq integer primary key autoincrement,
            id text not null unique,
            key text not null
        );
        create table retries (
            holder text not null,
            value text not null,
            fingerprint text not null,
            receipts text not null,
            received_at text not null,
            primary key (holder, value)
        ) without rowid;
        create index retries_by_time on retries (received_at);
        """
    )


@_migrations(name="0007_pages_read")
def _pages_read(database: Database) -> None:
    """How many pages were read in which way, and a further state of the documents that are worked on."""
    database.executescript(
        """
        alter table documents add column pages text not null default '{}';
        drop index documents_at_work;
        create index documents_at_work on documents (work_priority, seq, state)
            where state in ('received', 'reading', 'recognising', 'extracting', 'guarding');
        """
    )
