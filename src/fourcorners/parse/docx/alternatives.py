"""The alternatives of a Word file (`mc:AlternateContent`): the same thing written for several readers."""

from typing import Final

from lxml import etree

_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES: Final = _COMPATIBILITY + "AlternateContent"
_CHOICE: Final = _COMPATIBILITY + "Choice"
_FALLBACK: Final = _COMPATIBILITY + "Fallback"
_UNDERSTOOD: Final = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
"""Word shows a choice only where it knows what it asks for; these are its own extensions."""


def keep_one_branch(root: etree._Element) -> None:
    """Put one branch of each alternative in its place, or a text box would be read twice.

    It is the first choice that Word understands, else the fallback. A choice that holds no words, such as a
    drawing of a newer kind, gives way to a fallback that does.
    """
    for alternatives in list(root.iter(_ALTERNATIVES)):
        parent = alternatives.getparent()
        if parent is None:
            continue
        for element in _branch(alternatives):
            alternatives.addprevious(element)
        parent.remove(alternatives)


def _branch(alternatives: etree._Element) -> list[etree._Element]:
    """The content of the branch that is read; nothing where there is none."""
    branches = [each for each in alternatives if each.tag == _CHOICE and _is_understood(each)]
    branches += [each for each in alternatives if each.tag == _FALLBACK]
    chosen = next((each for each in branches if _has_words(each)), branches[0] if branches else ())
    return list(chosen)


def _is_understood(choice: etree._Element) -> bool:
    """Whether all that a choice requires is known to Word; a prefix that is not declared says nothing."""
    namespaces = (choice.nsmap.get(prefix) for prefix in str(choice.get("Requires", "")).split())
    return all(name is None or name.startswith(_UNDERSTOOD) for name in namespaces)


def _has_words(branch: etree._Element) -> bool:
    return any(each.text and each.text.strip() for each in branch.iter("{*}t"))
