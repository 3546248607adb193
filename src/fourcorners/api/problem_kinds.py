"""Every way in which a request can be refused: its stable code, its status, and what to do."""

from typing import Final, NamedTuple

from fourcorners import errors

UNKNOWN_PATH: Final = "unknown_path"
METHOD_NOT_ALLOWED: Final = "method_not_allowed"
BROKEN_REQUEST: Final = "broken_request"
INVALID_REQUEST: Final = "invalid_request"
NOT_MULTIPART: Final = "not_multipart"
BODY_TOO_LARGE: Final = "body_too_large"
SENDER_STALLED: Final = "sender_stalled"
QUARANTINED: Final = "quarantined"
BUSY: Final = "busy"
INTERNAL_ERROR: Final = "internal_error"


class ProblemKind(NamedTuple):
    """What all problems of one code have in common."""

    status: int
    title: str
    meaning: str
    """For people: when it happens, and what to do."""


KINDS: Final = {
    errors.InputError.code: ProblemKind(
        422, "The file cannot be taken", "The file cannot be taken as it is. Send another one."
    ),
    errors.EmptyFile.code: ProblemKind(
        422, "The file is empty", "A file has no bytes. Look at where it comes from and send it again."
    ),
    errors.UnsupportedFormat.code: ProblemKind(
        415,
        "This type of file is not read",
        "The content of a file, not its name, tells its type. Send a PDF, a DOCX, or plain text.",
    ),
    errors.EncryptedDocument.code: ProblemKind(
        422,
        "The file has a password",
        "A file opens only with a password. Send one without. An upload is refused for this only where the "
        "first bytes show it; of most files it is found when they are read, and is the `error` of a document "
        "whose state is failed.",
    ),
    errors.UnreadableDocument.code: ProblemKind(
        422,
        "The file cannot be read",
        "A file is damaged or cut off, or is text under the name of a PDF or DOCX. Send a whole one. An "
        "upload is refused for such a name alone; what is damaged is found when it is read, and is the "
        "`error` of a document whose state is failed.",
    ),
    errors.DocumentTooLarge.code: ProblemKind(
        413, "The file is too large", "One file is over the limit for a file. Split it, or ask the operator."
    ),
    errors.ReaderDied.code: ProblemKind(
        422, "The file ended its reader", "Nothing could be read from a file. Send it in another form."
    ),
    errors.OverLimit.code: ProblemKind(
        422,
        "The file takes too much to read",
        "Reading a file takes more time or memory than one file may. Split it, or send it in another form. "
        "It is found when the file is read, and is the `error` of a document whose state is quarantined.",
    ),
    errors.InvalidManifest.code: ProblemKind(
        422, "The register is wrong", "A row or a column of a register is wrong. Mend it and send it again."
    ),
    errors.InvalidDecision.code: ProblemKind(
        422,
        "This cannot be decided",
        "The decision lacks something (a rejection needs a reason), or names values that the record does not "
        "take. `detail` says which.",
    ),
    errors.InvalidCursor.code: ProblemKind(
        422,
        "The cursor is unknown",
        "A cursor is taken as it came, from `next` of the page before, with the same filters. Begin the "
        "list again without one.",
    ),
    errors.StoreError.code: ProblemKind(
        500, "The store gave an error", "What is kept is not as it should be. Tell the operator."
    ),
    errors.NotFound.code: ProblemKind(
        404,
        "There is no such thing",
        "Nothing of that id is kept, or your key does not open it. Look at the id, and at the access groups "
        "of the key.",
    ),
    errors.StaleDecision.code: ProblemKind(
        409,
        "Somebody was faster",
        "The record was changed since the version that you decided on. It is in `record` as it stands now: "
        "look at it, and decide again with its version.",
    ),
    errors.FiledElsewhere.code: ProblemKind(
        409,
        "The document belongs to another contract",
        "The same file is kept under another contract number. Leave the number out, or correct it.",
    ),
    errors.RetryMismatch.code: ProblemKind(
        422,
        "The Idempotency-Key was used for another request",
        "A request is sent again under its key only with the same files and fields. Take a new key for a new "
        "request.",
    ),
    errors.LostFile.code: ProblemKind(
        500,
        "A kept file is gone or damaged",
        "The bytes are not where they were kept, or are not those that were sealed. Tell the operator, who "
        "brings them back from a backup, or send the file again.",
    ),
    errors.StorageFull.code: ProblemKind(
        507, "The disk is full", "Nothing of the request was kept. Send it again when there is room."
    ),
    errors.StoreUnavailable.code: ProblemKind(
        503,
        "The store does not answer",
        "The store is locked or cannot be opened, or the service has as many files open as it may. Try again "
        "in a moment: `Retry-After` says when.",
    ),
    errors.BrokenHistory.code: ProblemKind(
        500,
        "The history is damaged",
        "Events are not as they were appended. Tell the operator, who finds the place with `fourcorners "
        "audit verify`.",
    ),
    errors.AccessError.code: ProblemKind(403, "The key does not open this", "Ask for another key."),
    errors.NotAuthenticated.code: ProblemKind(
        401,
        "A key is needed",
        "There is no key in the request, or it is unknown or revoked. Send `Authorization: Bearer` and a "
        "key, which the operator makes with `fourcorners keys create`.",
    ),
    errors.NotAllowed.code: ProblemKind(
        403,
        "The key does not allow this",
        "The role of the key is for something else, or the access group is not one of the key's.",
    ),
    errors.UsageError.code: ProblemKind(422, "This makes no sense as it stands", "`detail` says why."),
    errors.ConfigError.code: ProblemKind(
        500, "A setting is wrong or missing", "The service is not set up as it must be. Tell the operator."
    ),
    errors.ContractError.code: ProblemKind(500, "Something went wrong", "Tell the operator."),
    UNKNOWN_PATH: ProblemKind(
        404, "There is nothing at this address", "The path is misspelt. All paths are listed at /docs."
    ),
    METHOD_NOT_ALLOWED: ProblemKind(
        405, "This address does not take that method", "The header `Allow` names the methods that it takes."
    ),
    BROKEN_REQUEST: ProblemKind(
        400,
        "The request is broken",
        "The body is not what its Content-Type says: JSON that is cut off, multipart without a boundary.",
    ),
    INVALID_REQUEST: ProblemKind(
        422,
        "The request is not valid",
        "A parameter or a field is misspelt, missing or out of bounds. `errors` names each, the first 20 of "
        "many, and says why.",
    ),
    NOT_MULTIPART: ProblemKind(
        415,
        "Files are sent as multipart/form-data",
        "An upload is a form with one or many fields `files`, as `curl --form files=@contract.pdf` sends it.",
    ),
    BODY_TOO_LARGE: ProblemKind(
        413, "The request is too large", "The body is over the limit. Send fewer files at a time."
    ),
    SENDER_STALLED: ProblemKind(
        408,
        "The request did not come to its end",
        "Nothing more of the body came for a while, or too little. Send it again.",
    ),
    QUARANTINED: ProblemKind(
        409,
        "The document is quarantined",
        "It ended its reader, and is not opened again. Look at where it comes from; if you trust it, ask for "
        "a new reading.",
    ),
    BUSY: ProblemKind(
        429,
        "The service is busy",
        "As many pictures of pages are being made, and asked for, as it takes. Ask again: `Retry-After` says "
        "when.",
    ),
    INTERNAL_ERROR: ProblemKind(
        500,
        "Something went wrong here",
        "It is a fault of the service, not of the request. Tell the operator.",
    ),
}
"""By code. Each is explained at /problems/<code>."""
