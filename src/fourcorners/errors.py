"""What can go wrong, grouped by what the caller can do about it.

ContractError
├── InputError                 send something else
│   ├── EmptyFile
│   ├── UnsupportedFormat
│   ├── EncryptedDocument
│   ├── UnreadableDocument     damaged, or not what it says it is
│   ├── DocumentTooLarge
│   └── ReaderDied             the file made its reader crash or run out of bounds
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
