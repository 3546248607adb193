"""How many records of a document stand where, counted again when one of them changes."""

from sqlite_utils import Database


def count_records(database: Database, document_id: str) -> None:
    """Note with a document how many of its records stand where."""
    database.execute(
        """
        update documents set (proposed, confirmed, rejected, deferred, waiting) = (
            select count(*) filter (where status = 'proposed'), count(*) filter (where status = 'confirmed'),
                count(*) filter (where status = 'rejected'), count(*) filter (where status = 'deferred'),
                count(*) filter (where status in ('confirmed', 'rejected') and proposal_hash is not null)
            from records where document_seq = documents.seq and is_listed
        ) where id = ?
        """,
        [document_id],
    )
