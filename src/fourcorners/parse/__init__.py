"""Bytes to a Document."""
