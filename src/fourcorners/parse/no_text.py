"""The state of a document that holds nothing to read."""

from fourcorners.domain.finding import Finding, Severity


def no_text(*, has_pictures: bool, was_recognised: bool = False) -> Finding:
    """What to tell the person who sent it. `was_recognised`: its pictures were searched for words."""
    what, do = "no text", "send a searchable PDF"
    if was_recognised:
        what, do = "images on which no word was recognised", "look whether they hold any"
    elif has_pictures:
        what = "images and no text"
    return Finding(
        code="no_text",
        severity=Severity.ERROR,
        message=f"The document holds {what}, so nothing was read from it; {do}.",
    )
