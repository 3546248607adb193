"""What a file is, told by its content: a name is only a label.

What the first bytes tell is told in the domain, for the service refuses early by the same rule; here the
whole file lies open, so a zip file has to hold a Word document, and text is text to its end.
"""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Final

from fourcorners.domain.media_type import SAVE_AS, WORD_ENDINGS, MediaType, media_type_of
from fourcorners.errors import UnreadableDocument, UnsupportedFormat
from fourcorners.parse.docx.archive import ZIP_ERRORS

_ENDINGS: Final = {
    ".pdf": MediaType.PDF,
    ".md": MediaType.MARKDOWN,
    ".markdown": MediaType.MARKDOWN,
} | dict.fromkeys(WORD_ENDINGS, MediaType.DOCX)

_TYPES: Final = "[content_types].xml"
_TYPES_BYTES: Final = 1024 * 1024
_MAIN_TYPE: Final = re.compile(rb"(?:wordprocessingml|ms-word)\.[\w.]+main\+xml", re.IGNORECASE)
"""How [Content_Types].xml declares the body of a document or a template, with macros or without."""


def sniff(content: bytes, name: str) -> MediaType:
    """The format of a file.

    Raises EmptyFile, UnsupportedFormat for what is not read, EncryptedDocument for a Word file that opens
    only with a password, and UnreadableDocument for text whose name says that it is PDF or DOCX, or for a
    Word file that is cut off.
    """
    media_type = media_type_of(content, name)
    if media_type is MediaType.DOCX:
        _check_package(content, name)
    return media_type


def named_format(name: str) -> MediaType | None:
    """The format that a name's ending speaks of; None where it speaks of none that is read."""
    return _ENDINGS.get(PurePath(name).suffix.lower())


def _check_package(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            is_word = _is_word(package)
    except ZIP_ERRORS as error:
        if named_format(name) is MediaType.DOCX or b"word/" in content:
            raise UnreadableDocument(
                "the Word file is cut off or damaged; save it anew and send that", file=name
            ) from error
        raise UnsupportedFormat(f"the file is a damaged archive; {SAVE_AS}", file=name) from error
    if not is_word:
        raise UnsupportedFormat(
            f"the file is an archive or office file without a Word document in it; {SAVE_AS}", file=name
        )


def _is_word(package: zipfile.ZipFile) -> bool:
    """Whether an archive has a part that is named, or declared, as the body of a Word file."""
    # Some writers begin the names of entries with a stroke, some number the document.
    names = {each.lower().lstrip("/"): each for each in package.namelist()}
    if any(each.startswith("word/document") for each in names):
        return True
    types = names.get(_TYPES)
    if types is None:
        return False
    with package.open(types) as part:
        # In UTF-16, every other byte of these words is zero.
        return _MAIN_TYPE.search(part.read(_TYPES_BYTES).replace(b"\0", b"")) is not None
