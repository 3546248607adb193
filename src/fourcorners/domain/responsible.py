"""The functions of a company that own what a contract asks."""

from enum import StrEnum


class Responsible(StrEnum):
    """The function that owns a record."""

    BUSINESS = "business"
    LEGAL = "legal"
    PROCUREMENT = "procurement"
    OPERATIONS = "operations"
    FINANCE = "finance"
