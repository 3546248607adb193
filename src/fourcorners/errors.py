"""What can go wrong, grouped by what the caller can do about it.

ContractError
├── InputError                 send something else
│   ├── EmptyFile
│   ├── UnsupportedFormat
│   ├── EncryptedDocument
│   ├── UnreadableDocument     damaged, or not what it says it is
│   ├── DocumentTooLarge
│   ├── ReaderDied             the file made its reader crash
│   │   └── OverLimit          it takes more time or memory than a file may: no second try
│   ├── InvalidManifest        a row or a column of a register is wrong
│   ├── InvalidDecision        what is asked for cannot be decided
│   └── InvalidCursor          the place in a list is none of ours
├── StoreError                 look at what is kept, then ask again
│   ├── NotFound
│   ├── StaleDecision          somebody was faster
│   ├── FiledElsewhere         the document belongs to another contract
│   ├── RetryMismatch          a request was sent again under its name, with other content
│   ├── LostFile               the bytes of a document are gone, or not those that were sealed
│   ├── StorageFull
│   ├── StoreUnavailable       locked or damaged
│   └── BrokenHistory          the events are not as they were appended
├── AccessError                bring the right key
│   ├── NotAuthenticated
│   └── NotAllowed
├── UsageError                 type something else: no such path, no documents in it
└── ConfigError                ask the operator

What is wrong *with the contract* or *with an extraction* is a Finding, not an error.
"""

from typing import ClassVar


class ContractError(Exception):
    """The base. `code` is stable; the message tells what happened, to what, and what to do."""

    code: ClassVar[str] = "contract_error"

    def __init__(self, message: str, *, file: str | None = None) -> None:
        """`file` is the name of the file it happened to, where there is one."""
        super().__init__(message)
        self.message = message
        self.file = file


class InputError(ContractError):
    """The file cannot be taken as it is; another one can."""

    code = "input_error"


class EmptyFile(InputError):
    """The file has no bytes."""

    code = "empty_file"


class UnsupportedFormat(InputError):
    """The content is of a kind that is not read."""

    code = "unsupported_format"


class EncryptedDocument(InputError):
    """The file opens only with a password."""

    code = "encrypted_document"


class UnreadableDocument(InputError):
    """The file is damaged, cut off, or not of the type that it begins like."""

    code = "unreadable_document"


class DocumentTooLarge(InputError):
    """The file, or what it unpacks to, is over a limit."""

    code = "document_too_large"


class ReaderDied(InputError):
    """The child process that read the file ended without an answer."""

    code = "reader_died"


class OverLimit(ReaderDied):
    """Reading the file takes more time or memory than one file may."""

    code = "over_limit"


class InvalidManifest(InputError):
    """A row or a column of a manifest is wrong."""

    code = "invalid_manifest"


class InvalidDecision(InputError):
    """What is asked for cannot be decided."""

    code = "invalid_decision"


class InvalidCursor(InputError):
    """The cursor is not one that a list gave out."""

    code = "invalid_cursor"


class StoreError(ContractError):
    """What is kept is not as the caller thought."""

    code = "store_error"


class NotFound(StoreError):
    """Nothing of that id is kept, or it is not for this key to see."""

    code = "not_found"


class StaleDecision(StoreError):
    """The record was changed since the version that the decision was made on."""

    code = "stale_decision"


class FiledElsewhere(StoreError):
    """The document is kept under another contract."""

    code = "filed_elsewhere"


class RetryMismatch(StoreError):
    """An idempotency key was used before, for another request."""

    code = "retry_mismatch"


class LostFile(StoreError):
    """The bytes of a document are gone, or are not those that were sealed."""

    code = "lost_file"


class StorageFull(StoreError):
    """There is no room left where things are kept; nothing of the request was."""

    code = "storage_full"


class StoreUnavailable(StoreError):
    """The store cannot be opened, or stayed locked."""

    code = "store_unavailable"


class BrokenHistory(StoreError):
    """The events are not as they were appended."""

    code = "broken_history"

    def __init__(self, message: str, *, file: str | None = None, seq: int | None = None) -> None:
        """`seq` is the place in the history where it shows."""
        super().__init__(message, file=file)
        self.seq = seq


class AccessError(ContractError):
    """The key does not open this."""

    code = "access_error"


class NotAuthenticated(AccessError):
    """There is no key, or it is unknown or revoked."""

    code = "not_authenticated"


class NotAllowed(AccessError):
    """The role of the key does not allow this."""

    code = "not_allowed"


class UsageError(ContractError):
    """What was asked for makes no sense as it stands."""

    code = "usage_error"


class ConfigError(ContractError):
    """A setting is wrong or missing."""

    code = "config_error"


def from_code(code: str, message: str, file: str | None = None) -> ContractError:
    """Make the error of that code again on this side of a process boundary."""
    return _BY_CODE.get(code, ContractError)(message, file=file)


def _family(error: type[ContractError]) -> list[type[ContractError]]:
    return [error, *(each for child in error.__subclasses__() for each in _family(child))]


_BY_CODE = {error.code: error for error in _family(ContractError)}
