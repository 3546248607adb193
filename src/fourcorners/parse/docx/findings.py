"""What a person should know of a Word file as it was read."""

from collections.abc import Iterable, Sequence
from typing import Final

from fourcorners.domain.counting import counted
from fourcorners.domain.document import SpanKind, TypedSpan
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.span import Span
from fourcorners.parse.docx.revisions import Revisions

_MOST_NAMED: Final = 5


def about_changes(revisions: Revisions, spans: Sequence[TypedSpan]) -> list[Finding]:
    """Tell of open changes."""
    if not revisions.inserted and not revisions.deleted:
        return []
    by = f" by {_listed(sorted(revisions.authors))}" if revisions.authors else ""
    message = (
        f"Changes are tracked and open ({counted(revisions.inserted, 'insertion')}, "
        f"{counted(revisions.deleted, 'deletion')}{by}); "
        "it was read as if all were accepted. A signed contract has none: ask for the final version."
    )
    changed = _of_kind(spans, SpanKind.INSERTED, SpanKind.DELETED)
    return [Finding(code="tracked_changes_open", severity=Severity.WARNING, message=message, spans=changed)]


def about_hidden(spans: Sequence[TypedSpan]) -> list[Finding]:
    """Tell of words that are not for the eye."""
    hidden = _of_kind(spans, SpanKind.HIDDEN)
    if not hidden:
        return []
    message = (
        f"{_are(len(hidden), 'stretch', 'stretches')} hidden in the document (set as hidden, white on white, "
        "too small to see, or where Word shows none) and left out of the text; look there behind its end."
    )
    return [Finding(code="hidden_text", severity=Severity.WARNING, message=message, spans=hidden)]


def about_comments(spans: Sequence[TypedSpan]) -> list[Finding]:
    """Tell of comments."""
    comments = _of_kind(spans, SpanKind.COMMENT)
    if not comments:
        return []
    message = (
        f"The document carries {counted(len(comments), 'comment')}, kept apart from its text; a signed "
        "contract has none: see whether any is still open."
    )
    return [Finding(code="comments_present", severity=Severity.INFO, message=message, spans=comments)]


def about_files(unread: Sequence[str], damaged: Sequence[str], *, has_macros: bool) -> list[Finding]:
    """Tell of files within the file, of parts that are damaged, and of programs."""
    findings: list[Finding] = []
    if unread:
        message = (
            f"Files within the document were not read: {_listed(unread)}. Open it in Word, look whether "
            "they say anything that binds, and send each of them by itself."
        )
        findings.append(Finding(code="embedded_file_not_read", severity=Severity.WARNING, message=message))
    if damaged:
        message = (
            f"Parts of the file that nothing refers to are damaged and were not read: {_listed(damaged)}. "
            "Save it anew in Word and send that."
        )
        findings.append(Finding(code="part_not_read", severity=Severity.WARNING, message=message))
    if has_macros:
        message = "The document holds macros. They were not run, and what they would change was not seen."
        findings.append(Finding(code="macros_not_run", severity=Severity.INFO, message=message))
    return findings


def about_pictures(pictures: int) -> list[Finding]:
    """Tell of pictures beside text."""
    if not pictures:
        return []
    message = (
        f"{_are(pictures, 'picture')} in the text and not read; look whether there is more than a "
        "logo or a signature: a formula, a table, a page."
    )
    return [Finding(code="pictures_not_read", severity=Severity.INFO, message=message)]


def about_formulas(formulas: int) -> list[Finding]:
    """Tell of formulas, which are set in two dimensions and read in one."""
    if not formulas:
        return []
    message = (
        f"{_are(formulas, 'formula')} read as one line of text, without brackets, roots and signs of sums; "
        "see in the document what is to be computed."
    )
    return [Finding(code="formulas_in_one_line", severity=Severity.INFO, message=message)]


def about_numbers(unwritten: int) -> list[Finding]:
    """Tell of numbers that stand nowhere in the file."""
    if not unwritten:
        return []
    message = (
        f"{_are(unwritten, 'number')} counted by Word alone, within paragraphs (fields LISTNUM or "
        "AUTONUM), and missing from the text; compare references with the document."
    )
    return [Finding(code="numbers_not_computed", severity=Severity.WARNING, message=message)]


def _are(number: int, one: str, many: str | None = None) -> str:
    """ "1 number is", or "2 numbers are"."""
    return f"{counted(number, one, many)} {'is' if number == 1 else 'are'}"


def _of_kind(spans: Iterable[TypedSpan], *kinds: SpanKind) -> tuple[Span, ...]:
    return tuple(sorted(typed.span for typed in spans if typed.kind in kinds))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
