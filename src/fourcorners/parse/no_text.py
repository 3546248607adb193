"""The state of a document that holds nothing to read."""

from fourcorners.domain.finding import Finding, Severity


def no_text(*, has_pictures: bool) -> Finding:
    """What to tell the person who sent it."""
    what = "images and no text" if has_pictures else "no text"
    return Finding(
        code="no_text",
        severity=Severity.ERROR,
        message=f"The document holds {what}, so nothing was read from it; send a searchable PDF.",
    )
