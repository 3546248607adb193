"""What recognises pages on this machine, by the settings."""

import shutil
import subprocess
from typing import Final

from fourcorners import child_limits, sandbox
from fourcorners.domain.recognition import RecognitionOrder
from fourcorners.errors import ConfigError, ReaderDied
from fourcorners.isolation.names import PIPELINE
from fourcorners.settings import Recogniser, Settings

_TESSERACT: Final = "tesseract"
_QUICK_S: Final = 30


def order_of(settings: Settings) -> RecognitionOrder | None:
    """How pages are recognised by the settings on this machine; None where they are not.

    Raises ConfigError where tesseract is asked for and not installed.
    """
    engine = settings.ocr
    if engine is Recogniser.OFF:
        return None
    is_installed = shutil.which(_TESSERACT) is not None
    if engine is Recogniser.TESSERACT and not is_installed:
        raise ConfigError(
            "FOURCORNERS_OCR is tesseract, which is not found on PATH; install it, or use rapidocr"
        )
    if engine is Recogniser.AUTO:
        engine = Recogniser.TESSERACT if is_installed else Recogniser.RAPIDOCR
    return RecognitionOrder(
        engine=engine,
        dpi=settings.ocr_dpi,
        language=settings.ocr_language,
        max_megapixels=settings.max_megapixels,
        page_s=settings.ocr_cpu_s_per_page,
    )


def require_recogniser(settings: Settings) -> None:
    """Return where pages can be recognised as the settings say, or need not be.

    Raises ConfigError where the program is missing, or the data of a language that it is to know.
    """
    order = order_of(settings)
    if order is None or order.engine is not Recogniser.TESSERACT:
        return
    known = _languages()
    for language in order.language.split("+"):
        if language not in known:
            raise ConfigError(
                f"FOURCORNERS_OCR_LANGUAGE is {order.language}, and tesseract has no data for {language}; "
                "install them, name others, or set FOURCORNERS_OCR to rapidocr"
            )


def require_engine(order: RecognitionOrder, settings: Settings, group: sandbox.Group) -> None:
    """Return where a child that holds no document can make the engine ready.

    Raises ConfigError where it cannot, and ReaderDied where the group was ended.
    """
    limits = child_limits.recognising(settings, 1)
    try:
        reason = sandbox.run(f"{PIPELINE}:try_engine", (order,), group=group, limits=limits).decode()
    except ReaderDied as error:
        if group.is_ended:
            raise
        reason = f"{order.engine.value} cannot be used here: {error.message}"
    if reason:
        raise ConfigError(reason)


def _languages() -> list[str]:
    try:
        told = subprocess.run(  # noqa: S603 - the operator's PATH says which
            [_TESSERACT, "--list-langs"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_QUICK_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ConfigError(
            f"tesseract cannot be run ({type(error).__name__}); install it anew, or set FOURCORNERS_OCR to "
            "rapidocr"
        ) from error
    return told.stdout.decode("utf-8", "replace").splitlines()[1:]
