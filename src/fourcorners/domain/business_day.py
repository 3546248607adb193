"""Where a day goes that is no business day, as a contract may say."""

from enum import StrEnum


class BusinessDayConvention(StrEnum):
    """The usual conventions, by the names of the field."""

    FOLLOWING = "following"
    """To the next business day."""
    PRECEDING = "preceding"
    """To the last business day before."""
    MODIFIED_FOLLOWING = "modified_following"
    """To the next business day, unless it lies in another month: then to the last one before."""
