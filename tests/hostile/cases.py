"""Every crafted file, with how it has to end: a file that no longer fails is as red as one that begins to."""

from typing import Final

from hostile import (
    active_pdfs,
    broken_pdfs,
    hidden_words,
    oddities,
    pdf_bombs,
    pdf_floods,
    pdf_nesting,
    plain_texts,
    word_bombs,
    word_doctypes,
    word_floods,
    word_forms,
    word_zips,
    wrong_files,
)
from hostile.outcome import Case

CASES: Final[tuple[Case, ...]] = (
    *wrong_files.CASES,
    *broken_pdfs.CASES,
    *pdf_bombs.CASES,
    *pdf_floods.CASES,
    *pdf_nesting.CASES,
    *active_pdfs.CASES,
    *hidden_words.CASES,
    *word_bombs.CASES,
    *word_floods.CASES,
    *word_doctypes.CASES,
    *word_zips.CASES,
    *word_forms.CASES,
    *oddities.CASES,
    *plain_texts.CASES,
)
