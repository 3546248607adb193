"""Drafts by rules and parses: offline, always."""
