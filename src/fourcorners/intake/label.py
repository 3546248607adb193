"""The name that a file came with, made fit to be shown: a label, and never a path."""

import re
import unicodedata
from typing import Final

from fourcorners.domain.printable import printable

MAX_CHARACTERS: Final = 255
UNNAMED: Final = "unnamed"

_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,10}$")
_ELLIPSIS: Final = "…"


def label_of(name: str) -> str:
    r"""The last part of a name on one line, in at most 255 printable characters, never empty.

    Invisible format characters (which can turn "fdp.exe" around) are left out; what else cannot be
    printed is shown as a replacement character. A long name keeps its ending, which tells the type.

    >>> label_of("../../etc/lease\r\n.pdf"), label_of("C:\\fakepath\\msa\u202e.docx"), label_of("..")
    ('lease .pdf', 'msa.docx', 'unnamed')
    """
    last = re.split(r"[/\\]", name)[-1]
    label = " ".join(unicodedata.normalize("NFC", printable(last)).split())
    if not label.strip("."):
        return UNNAMED
    return label if len(label) <= MAX_CHARACTERS else _cut(label)


def _cut(label: str) -> str:
    ending = _ENDING.search(label)
    kept = ending[0] if ending else ""
    return label[: MAX_CHARACTERS - len(_ELLIPSIS) - len(kept)].rstrip() + _ELLIPSIS + kept
