"""The state of a document that holds nothing to read."""

from typing import Final

from fourcorners.domain.finding import Finding, Severity

RECOGNISE: Final = "have it recognised (the setting FOURCORNERS_OCR; PDF only)"
"""What to do where recognition is off, or does not reach."""


def no_text(*, has_pictures: bool, was_recognised: bool = False) -> Finding:
    """What to tell the person who sent it. `was_recognised`: its pictures were searched for words."""
    what, do = "no text", "look whether it is the right file"
    if was_recognised:
        what, do = "images on which no word was recognised", "look whether they hold any"
    elif has_pictures:
        what, do = "images and no text", f"{RECOGNISE}, or send a searchable PDF"
    return Finding(
        code="no_text",
        severity=Severity.ERROR,
        message=f"The document holds {what}, so nothing was read from it; {do}.",
    )
