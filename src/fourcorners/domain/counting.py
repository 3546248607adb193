"""Numbers of things, said to people."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """How many there are: `many` is the plural where an s does not make it.

    >>> counted(1, "file"), counted(1200, "file"), counted(0, "copy", "copies")
    ('1 file', '1,200 files', '0 copies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
