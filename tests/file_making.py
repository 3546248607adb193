"""Bytes of other kinds than PDF: archives, Word files, what the old Office format begins with."""

import io
import zipfile
from typing import Final

import docx

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: str) -> bytes:
    """An archive of some parts; an underscore in a name stands for a stroke."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/"), content)
    return buffer.getvalue()


def word_file() -> bytes:
    """A Word file of one sentence."""
    document = docx.Document()
    document.add_paragraph("The Buyer shall pay the Price.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
