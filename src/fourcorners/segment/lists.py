"""Lists that run on inside a sentence: which of them are cut into items."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from fourcorners.segment.labels import Count, Label

_ITEM_END: Final = re.compile(r"(?<!\bNo)(?<!\bInc)[.](?=\s+[A-Z\"“(]|\s*$)")
_LONGEST_ITEM: Final = 800
_STEM: Final = 240
"""Characters before a list in which its stem is looked at."""
_MODAL: Final = re.compile(r"\b(?:shall|will|must|may|agrees?|undertakes?|is entitled|are entitled|can)\b")
_OPEN_STEM: Final = re.compile(
    r"(?::|\b(?:shall|will|must|may|to|not|agrees? to|agrees? that|right to|either|both|to either"
    r"|shall not|may not"
    r"|hereby|shall also|will also|at its (?:own )?(?:expense|cost|option|sole discretion),?))[\s,–—-]*$",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r"\b(?:because|means?|mean|includ(?:es?|ing)|such as|except|until|upon|that|which|(?:later"
    r"|earlier|greater|lesser|lower|higher"
    r"|sum|extent|time|date|event|product|consists?) of|between|from|of|any and all|all|each|every"
    r"|any|represents? and warrants? that"
    r"|warrants? that|represents? that|due to|because of|whether)[\s,:–—-]*$",
    re.IGNORECASE,
)
_REPORTS: Final = re.compile(r"\bfollowing\b[^.;:]{0,60}:\s*$", re.IGNORECASE)
_INCLUDES: Final = re.compile(r"\b(?:shall|will|must) (?:also )?include[:,]?\s*$")
_IF: Final = re.compile(
    r"\b(?:if|unless|when|whenever|where|in the event(?: that)?|in case|provided that"
    r"|to the extent(?: that)?|should)\b[^.;]{0,120}$",
    re.IGNORECASE,
)


@dataclass
class _Run:
    """A sequence of labels of one kind within a block."""

    kind: str
    value: int
    labels: list[Label] = field(default_factory=list)


def cut_labels(text: str, start: int, end: int, labels: Sequence[Label], following: Label | None) -> set[int]:
    """Where labels inside the sentences of a block begin items of their own, by their offsets.

    `following` is the first label of the next block: a list that goes on there is cut here too.
    """
    cut: set[int] = set()
    for run in _runs(labels):
        goes_on = following is not None and (run.kind, run.value + 1) in following.counts
        if _is_cut(text, start, end, run, goes_on=goes_on):
            cut |= {label.start for label in run.labels}
    return cut


def _runs(labels: Sequence[Label]) -> list[_Run]:
    """The sequences (a), (b), (c) among the labels, nested ones apart."""
    done: list[_Run] = []
    stack: list[_Run] = []
    for label in labels:
        if not _is_item(label):
            continue
        depth = _depth_of_successor(stack, label)
        if depth is not None:
            done += stack[depth + 1 :]
            del stack[depth + 1 :]
            stack[depth].labels.append(label)
            stack[depth].value += 1
            continue
        opening = _opening(label)
        if opening is not None:
            depth = next((at for at, run in enumerate(stack) if run.kind == opening[0]), len(stack))
            done += stack[depth:]
            del stack[depth:]
            stack.append(_Run(opening[0], opening[1], [label]))
    return done + stack


def _is_item(label: Label) -> bool:
    return label.counts[0][0][0] == "(" or label.counts[0][0].endswith((")", "."))


def _depth_of_successor(stack: list[_Run], label: Label) -> int | None:
    for depth in range(len(stack) - 1, -1, -1):
        if (stack[depth].kind, stack[depth].value + 1) in label.counts:
            return depth
    return None


def _opening(label: Label) -> Count | None:
    if label.begins_block:
        return label.counts[0]
    firsts = [count for count in label.counts if count[1] == 1]
    return firsts[0] if firsts and label.counts[0][0].endswith(")") else None


def _is_cut(text: str, start: int, end: int, run: _Run, *, goes_on: bool) -> bool:
    """Whether a list is cut: it goes beyond the block, or its items are statements of their own."""
    labels = run.labels
    inside = sum(not label.begins_block for label in labels)
    if inside and (goes_on or inside < len(labels)):
        return True
    if not inside or len(labels) < 2:
        return False
    stem = text[max(start, labels[0].start - _STEM) : labels[0].start]
    between = [text[max(0, label.start - 8) : label.start].rstrip() for label in labels[1:]]
    return _most(before.endswith(".") for before in between) or _are_statements(
        stem, _items(text, labels, end), between
    )


def _are_statements(stem: str, items: Sequence[str], between: Sequence[str]) -> bool:
    """Whether items say what is to be done, and are not objects or conditions of one statement."""
    lengths = sorted(len(item.split()) for item in items)
    middle = lengths[len(lengths) // 2]
    if not lengths[0] or _is_conditional(stem, long=middle > 9):
        return False
    if _most(";" in before for before in between):
        return sum(lengths) >= 4 * len(lengths)
    modal = _most(_MODAL.search(item) is not None for item in items)
    if between[-1].endswith("or") and not modal and not _IF.search(items[0]):
        return False
    return middle >= 7 and (modal or bool(_OPEN_STEM.search(stem) or _INCLUDES.search(stem)))


def _most(signs: Iterable[bool]) -> bool:
    each = list(signs)
    return sum(each) * 2 >= len(each)


def _is_conditional(stem: str, *, long: bool) -> bool:
    """Whether the list says when or for what, and not what is to be done: no modal verb after "if"."""
    if _CONDITION.search(stem) and not _REPORTS.search(stem):
        return not (long and _INCLUDES.search(stem))
    opening = _IF.search(stem)
    return opening is not None and not _MODAL.search(opening[0].split(maxsplit=1)[-1])


def _items(text: str, labels: list[Label], end: int) -> list[str]:
    items = [text[label.end : after.start] for label, after in pairwise(labels)]
    last = labels[-1].end
    end = min(end, last + _LONGEST_ITEM)
    stop = _ITEM_END.search(text, last, end)
    return [*items, text[last : stop.start() if stop else end]]
