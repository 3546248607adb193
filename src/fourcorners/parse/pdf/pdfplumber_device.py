"""What pdfminer paints a page on for pdfplumber: it counts what is painted, and notes what is not seen."""

from typing import Any, Final

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from fourcorners.parse.pdf.page import PageExcess
from fourcorners.settings import ReadingLimits

_INVISIBLE: Final = (3, 7)
"""Modes of painting text that leave no ink."""

UNSEEN: Final = "\0unseen"
"""The tag of a character that is painted without ink."""


class CountingDevice(PDFPageAggregatorWithMarkedContent):
    """Stops a page that holds more than it may, before its words or tables cost any time.

    pdfminer tells nobody in which mode a character is painted, so that is noted in its tag.
    """

    def __init__(self, resources: Any, number: int, limits: ReadingLimits) -> None:
        """`resources` are those of pdfminer, shared by the pages of a file."""
        super().__init__(resources, pageno=number, laparams=None)
        self._limits = limits
        self._characters = self._objects = 0
        self._is_unseen = False

    def layout_of(self, page: Any) -> Any:
        """What stands on a page, as pdfplumber takes it. Raises PageExcess, and whatever pdfminer does."""
        PDFPageInterpreter(self.rsrcmgr, self).process_page(page.page_obj)
        return self.get_result()

    def render_string(self, textstate: Any, *args: Any, **options: Any) -> None:
        """Paint a piece of text."""
        self._is_unseen = textstate.render in _INVISIBLE
        super().render_string(textstate, *args, **options)

    def render_char(self, *args: Any, **options: Any) -> float:
        """Paint a character."""
        self._characters += 1
        if self._characters > self._limits.max_page_characters:
            raise PageExcess.of_characters(self._limits)
        advance: float = super().render_char(*args, **options)
        if self._is_unseen:
            self.cur_tag, tag = UNSEEN, self.cur_tag
            self.tag_cur_item()
            self.cur_tag = tag
        return advance

    def render_image(self, *args: Any, **options: Any) -> None:
        """Paint a picture."""
        self._count_object()
        super().render_image(*args, **options)

    def paint_path(self, *args: Any, **options: Any) -> None:
        """Paint lines."""
        self._count_object()
        super().paint_path(*args, **options)

    def _count_object(self) -> None:
        self._objects += 1
        if self._objects > self._limits.max_page_objects:
            raise PageExcess.of_objects(self._limits)
