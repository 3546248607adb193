"""Contracts, documents, records, decisions and events in one SQLite file."""
