"""Files of plain arrays (npz), which models are kept in: nothing in them is run."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.generic]]


def read_arrays(content: bytes) -> Arrays:
    """The arrays of a file by their names. Raises ValueError where it is none, or a damaged one."""
    try:
        with NpzFile(BytesIO(content), allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (ValueError, EOFError, BadZipFile, zlib.error) as error:
        raise ValueError(f"no file of arrays, or a damaged one: {error}") from error


def write_arrays(arrays: Arrays) -> bytes:
    """A file that holds the arrays, compressed."""
    content = BytesIO()
    np.savez_compressed(content, **arrays)  # type: ignore[arg-type] # the library types all names as flags
    return content.getvalue()
