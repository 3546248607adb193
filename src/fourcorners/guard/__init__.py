"""Drafts to records: nothing without evidence goes on."""
