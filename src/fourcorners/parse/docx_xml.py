"""Names of WordprocessingML, and short ways to ask for them."""

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element at the end of a path of child names of the `w` namespace; None where there is none."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of the `w` namespace; None where the element or the attribute is missing."""
    if element is None:
        return None
    found = element.get(W + name)
    return None if found is None else str(found)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; None where it is missing or is no number."""
    found = value(element, name)
    try:
        return None if found is None else int(found)
    except ValueError:
        return None


def is_on(element: etree._Element | None) -> bool:
    """Whether a property such as `w:vanish` is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off")
