"""The forms that confirmed records are given in."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """How confirmed records are given."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
