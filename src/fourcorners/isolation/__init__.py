"""A document in child processes of its own: whatever opens its bytes does so there.

This process holds neither parsers nor models: what it gets from a child is JSON, checked against the
schema like anything that comes from outside, and then against the file and its own text.
"""

from fourcorners.isolation.definitions import extraction_terms
from fourcorners.isolation.documents import (
    extract_json,
    extraction_of,
    inspect,
    page_image,
    process,
    read_text,
    start,
    start_pictures,
)
from fourcorners.isolation.kept_pages import Keeping, KeptPages, PagesInMemory
from fourcorners.isolation.names import PIPELINE
from fourcorners.isolation.recogniser import order_of, require_recogniser
from fourcorners.isolation.recognising import OnPage

__all__ = [
    "PIPELINE",
    "Keeping",
    "KeptPages",
    "OnPage",
    "PagesInMemory",
    "extract_json",
    "extraction_of",
    "extraction_terms",
    "inspect",
    "order_of",
    "page_image",
    "process",
    "read_text",
    "require_recogniser",
    "start",
    "start_pictures",
]
