"""The fields of a Word file: what in them is code that nobody sees, and what a form field shows.

A field is a row of marks in the text: it begins, then come its code, its result and its end. Its code may
hold other fields and may go on over paragraphs.
"""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from fourcorners.parse.docx.elements import TEXTS, W, child, is_on, number, value

_MARK: Final = W + "fldChar"
_WORDS: Final = (_MARK, W + "sym", W + "noBreakHyphen", *TEXTS)
_STORIES: Final = tuple(W + name for name in ("txbxContent", "footnote", "endnote", "comment", "docPart"))
"""No field goes over the border of one of these."""
_ROLE: Final = "fourcorners"
"""An attribute of ours, which no element of a Word file has."""
_CODE: Final = "code"
_FORM: Final = "form"


@dataclass(slots=True)
class _Field:
    """A field that is open: the mark that it begins with, and what stands in its code."""

    begin: etree._Element
    code: list[etree._Element] = field(default_factory=list)
    has_result: bool = False


class _Story:
    """The fields that are open in one flow of text, the innermost last."""

    def __init__(self) -> None:
        self._fields: list[_Field] = []
        self._in_code: list[_Field] = []
        """Those of them that have no result yet."""

    def take(self, element: etree._Element) -> None:
        """Put an element with the code that it stands in; a mark also opens or closes a field."""
        if self._in_code:
            self._in_code[-1].code.append(element)
        kind = value(element, "fldCharType") if element.tag == _MARK else None
        if kind == "begin":
            self._fields.append(_Field(element))
            self._in_code.append(self._fields[-1])
        elif kind == "separate" and self._fields:
            self._close_code(self._fields[-1])
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.has_result:
                ended.begin.set(_ROLE, _FORM)
            self._close_code(ended)

    def _close_code(self, of: _Field) -> None:
        if of.has_result:
            return
        of.has_result = True
        self._in_code.pop()
        for element in of.code:
            element.set(_ROLE, _CODE)


def mark_fields(root: etree._Element) -> None:
    """Mark in a part what stands in the code of a field; a field that never ends hides nothing."""
    if next(root.iter(_MARK), None) is None:
        return
    stories = [_Story()]
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=(*_STORIES, *_WORDS)):
        if event == "start":
            stories[-1].take(element)
        if element.tag in _STORIES:
            if event == "start":
                stories.append(_Story())
            else:
                stories.pop()


def is_code(element: etree._Element) -> bool:
    """Whether words, a symbol, a box or a mark stand in the code of a field, such as the answers of an IF."""
    return element.get(_ROLE) == _CODE


def form_value(mark: etree._Element) -> str:
    """What a form field shows that has no result of its own: its chosen entry, or a box; else nothing."""
    if mark.get(_ROLE) != _FORM:
        return ""
    box = child(mark, "ffData", "checkBox")
    if box is not None:
        checked = child(box, "checked")
        return "☒" if is_on(child(box, "default") if checked is None else checked) else "☐"
    choices = child(mark, "ffData", "ddList")
    entries = choices.findall(W + "listEntry") if choices is not None else []
    chosen = number(child(choices, "result"))
    index = number(child(choices, "default")) or 0 if chosen is None else chosen
    return value(entries[index]) or "" if 0 <= index < len(entries) else ""
