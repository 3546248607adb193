"""Words of others, made fit to be shown: a contract and the name of a file may hold anything."""

import unicodedata


def printable(text: str) -> str:
    r"""The text on one line, without what would steer a terminal, a header or a reader's eye.

    Invisible format characters (which can turn "fdp.exe" around) are left out; control characters and
    what else cannot be printed are shown as a replacement character.

    >>> printable("soft\xad hyphen\nand \x1b[2J escape")
    'soft hyphen and \ufffd[2J escape'
    """
    return "".join(_shown(character) for character in " ".join(text.split()))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else "\ufffd"
