"""What children are told to do, by name."""

from typing import Final

PIPELINE: Final = "fourcorners.pipeline"
"""The module that knows the order of the stages. It is imported in children alone."""
PAGE_IMAGE: Final = "fourcorners.parse.pdf.page_image"
"""The module that makes pictures of pages, which is small: whoever only shows pages needs no model."""
