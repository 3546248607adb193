"""Reads signed contracts, proposes what stands in them, and proves it from the words on the page."""

from importlib.metadata import version

__version__ = version("fourcorners")
