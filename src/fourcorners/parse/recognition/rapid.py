"""rapidocr: finds lines in a picture and reads each, by models that come with the package."""

import logging
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fourcorners.errors import ConfigError
from fourcorners.parse.pdf.page_picture import Pixels
from fourcorners.parse.recognition.engine import PageFailure, PictureWord

_PARAMETERS: Final = {
    # Its classifier of angles turns upright lines; pages are upright when they come here.
    "Global.use_cls": False,
    # Lines that it is unsure of are given with their confidence, and none is left out.
    "Global.text_score": 0.0,
    "Global.return_word_box": True,
    # Made smaller, small type is lost; the limit on pixels has been looked to.
    "Global.use_preprocess_img": False,
    "Global.use_vertical_padding": False,
    "Global.log_level": "critical",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class RapidOcr:
    """Has its models loaded, which do not survive a fork: to be made in the process that uses it."""

    def __init__(self) -> None:
        """Load the models. Raises ConfigError where the package cannot be used."""
        try:
            # Slow to import, and wanted only here.
            from rapidocr import RapidOCR  # noqa: PLC0415
            from rapidocr.main import RapidOCRError  # noqa: PLC0415
        except ImportError as error:
            raise ConfigError(
                f"FOURCORNERS_OCR is rapidocr, which cannot be imported ({error.name}); install it again, "
                "or use tesseract"
            ) from error
        logging.getLogger("RapidOCR").handlers.clear()
        self._engine = RapidOCR(params=dict(_PARAMETERS))
        self._nothing_found = RapidOCRError
        self.name = f"rapidocr {version('rapidocr')}"

    def words(self, pixels: Pixels, dpi: int) -> list[PictureWord]:  # noqa: ARG002 - it has no use for it
        """The words, line by line. Raises PageFailure."""
        picture = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
        try:
            _, found = self._engine.detect_and_crop(picture, {})
        except self._nothing_found:
            return []
        # Its types allow for what it gives where it was told to leave steps out.
        lines: Any = found.boxes
        read: Any = self._engine.recognize_txt([_strip(picture, corners) for corners in lines])
        if not len(lines) == len(read.txts) == len(read.word_results):
            raise PageFailure("rapidocr found more lines than it has read")
        return [
            word
            for corners, text, places in zip(lines, read.txts, read.word_results, strict=True)
            for word in _words_of(corners, text, places)
        ]


def _strip(picture: Pixels, corners: Any) -> Pixels:
    """The picture of a line, level.

    rapidocr turns whatever is higher than wide, so that a single "1" or "I" is read lying on its side.
    """
    quad = np.asarray(corners, dtype=np.float32)
    wide = max(1, round(max(_length(quad[0], quad[1]), _length(quad[3], quad[2]))))
    high = max(1, round(max(_length(quad[0], quad[3]), _length(quad[1], quad[2]))))
    level = np.asarray([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(quad, level)
    strip = cv2.warpPerspective(
        picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(strip, dtype=np.uint8)


def _length(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(np.linalg.norm(one - other))


def _words_of(corners: Any, text: str, places: Any) -> Iterator[PictureWord]:
    """The words of a line, each where its characters were seen along it, as sure as its least sure one.

    `corners` are those of the line, four points; `places` tells of each character that is no space the
    step, of `line_txt_len` along the line, at which it was seen, and of each character how sure it is.
    """
    line = np.asarray(corners, dtype=float)
    x0, top = line.min(axis=0)
    x1, bottom = line.max(axis=0)
    steps = [step for word in places.word_cols for step in word]
    pixels_per_step = (x1 - x0) / max(places.line_txt_len, 1)
    half = _half_a_character(steps) * pixels_per_step
    for start, end, first in _stretches(text):
        last = first + end - start - 1
        left = x0 + (steps[first] + 0.5) * pixels_per_step - half
        right = x0 + (steps[last] + 0.5) * pixels_per_step + half
        confidence = min(max(float(min(places.confs[start:end])), 0.0), 1.0)
        yield PictureWord(
            text[start:end],
            float(min(max(left, x0), x1)),
            float(top),
            float(max(min(right, x1), x0)),
            float(bottom),
            confidence,
        )


def _stretches(text: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each word in the text, and how many characters that are no space stand before it."""
    start, printed = None, 0
    for position, character in enumerate([*text, " "]):
        if not character.isspace():
            start = position if start is None else start
            printed += 1
        elif start is not None:
            yield start, position, printed - (position - start)
            start = None


def _half_a_character(steps: Sequence[int]) -> float:
    """In steps: half of what the characters of a line are apart in the median."""
    if len(steps) < 2:
        return 1.0
    return float(np.median(np.diff(np.asarray(steps)))) / 2
