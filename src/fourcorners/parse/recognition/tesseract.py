"""Tesseract, where it is installed: a program that is given a picture and gives a table of words."""

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from fourcorners.errors import ConfigError
from fourcorners.parse.pdf.page_picture import Pixels
from fourcorners.parse.recognition.engine import PageFailure, PictureWord
from fourcorners.parse.recognition.rest import unread

PROGRAM: Final = "tesseract"
_VERSION: Final = re.compile(r"tesseract v?(\d[\w.]*)")
_WORD_LEVEL: Final = "5"
_LINES: Final = "4"
"""Page segmentation mode: lines over the whole width, and blocks are ours to tell.

By mode 3, which tells blocks itself, labels that stand before a paragraph are misread: of 101 in a contract
of seven pages 69 were right, by mode 4 it was 86.
"""
_SPARSE: Final = "11"
"""Page segmentation mode: words wherever they stand."""
_SURE: Final = 0.8
"""Of what stands alone, pictures and stains give words too, but no sure ones."""
_LINE: Final = ("block_num", "par_num", "line_num")
_STRETCH_GAP: Final = 4.0
"""In heights of the words of a line: what stands further apart may be of another column and size."""
_QUICK_S: Final = 30
_LEAST_DPI: Final = 70
"""Below that it refuses to believe it."""


class Tesseract:
    """Calls the program once a page; it has one thread and its own limit on the clock."""

    def __init__(self, language: str, page_s: float) -> None:
        """Look for the program. Raises ConfigError where it is missing."""
        self._language = language
        self._page_s = page_s
        # The path is this process's own, and no file that is read has a say in it.
        program = shutil.which(PROGRAM)
        if program is None:
            raise ConfigError(
                "FOURCORNERS_OCR is tesseract, which is not found on PATH; install it, or use rapidocr"
            )
        self._program = program
        found = _VERSION.match(self._version())
        self.name = f"tesseract {found[1]}" if found else PROGRAM

    def words(self, pixels: Pixels, dpi: int) -> list[PictureWord]:
        """The words line by line, and then those that were passed over. Raises PageFailure.

        Where it looks for lines, it leaves out large type, and figures that stand alone in a margin; so what
        is left over of a page is looked through once more.
        """
        found = self._words(pixels, dpi, _LINES)
        rest = unread(pixels, found)
        if rest is None:
            return found
        more = self._words(rest, dpi, _SPARSE)
        return [*found, *(word for word in more if word.confidence >= _SURE and _has_letters(word.text))]

    def _words(self, pixels: Pixels, dpi: int, layout: str) -> list[PictureWord]:
        height, width = pixels.shape
        picture = b"P5\n%d %d\n255\n" % (width, height) + pixels.tobytes()
        resolution = str(max(dpi, _LEAST_DPI))
        arguments = ("-", "-", "--psm", layout, "--dpi", resolution, "-l", self._language, "tsv")
        return list(_words_of(self._run(arguments, picture)))

    def _run(self, arguments: tuple[str, ...], picture: bytes) -> str:
        try:
            done = subprocess.run(  # noqa: S603 - the operator's program, our own arguments
                [self._program, *arguments],
                input=picture,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                timeout=self._page_s,
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise PageFailure(f"tesseract took longer than {self._page_s:g} seconds") from error
        except subprocess.CalledProcessError as error:
            raise PageFailure(f"tesseract ended with code {error.returncode}") from error
        return done.stdout.decode("utf-8", "replace")

    def _version(self) -> str:
        try:
            done = subprocess.run(  # noqa: S603 - the operator's program
                [self._program, "--version"], stdout=subprocess.PIPE, timeout=_QUICK_S, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ConfigError(
                f"{self._program} cannot be run ({type(error).__name__}); install it, or use rapidocr"
            ) from error
        return done.stdout.decode("utf-8", "replace")


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _words_of(table: str) -> Iterator[PictureWord]:
    lines: dict[tuple[str, ...], list[PictureWord]] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] != _WORD_LEVEL or not text:
            continue
        left, top = float(row["left"]), float(row["top"])
        right, bottom = left + float(row["width"]), top + float(row["height"])
        confidence = min(max(float(row["conf"]) / 100, 0.0), 1.0)
        line = lines.setdefault(tuple(row[name] for name in _LINE), [])
        line.append(PictureWord(text, left, top, right, bottom, confidence))
    for line in lines.values():
        yield from _as_high_as_the_type(line)


def _as_high_as_the_type(line: Sequence[PictureWord]) -> Iterator[PictureWord]:
    """The words of a line, each as high as its stretch of the line: as seen, "on" is half as high as "of"."""
    usual = median(word.bottom - word.top for word in line)
    stretches: list[list[PictureWord]] = [[line[0]]]
    for before, word in pairwise(line):
        if not 0 <= word.x0 - before.x1 + usual <= _STRETCH_GAP * usual:
            stretches.append([])
        stretches[-1].append(word)
    for stretch in stretches:
        # Where lines are set close, some words are seen with a part of the line above or below.
        share = len(stretch) // 4
        top = sorted(word.top for word in stretch)[share]
        bottom = sorted(word.bottom for word in stretch)[-1 - share]
        yield from (word._replace(top=top, bottom=max(top, bottom)) for word in stretch)
