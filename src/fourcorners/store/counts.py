"""How many records of a document stand where, counted again when one of them changes."""

from sqlite_utils import Database


def count_records(database: Database, document_id: str) -> None:
    """Note with a document how many of its records wait, and how many were decided how."""
    database.execute(
        """
        update documents set (proposed, confirmed, rejected, deferred) = (
            select count(*) filter (where status = 'proposed'), count(*) filter (where status = 'confirmed'),
                count(*) filter (where status = 'rejected'), count(*) filter (where status = 'deferred')
            from records where document_seq = documents.seq and is_listed
        ) where id = ?
        """,
        [document_id],
    )
