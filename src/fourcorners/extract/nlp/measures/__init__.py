"""Promised measures: quantities, how a level must stand to them, over which window, and what is meant."""
