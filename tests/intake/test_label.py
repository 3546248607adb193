"""Names of files become labels: fit to be shown, and never a path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.intake.label import MAX_CHARACTERS, UNNAMED, label_of


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("msa.pdf", "msa.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\msa.docx", "msa.docx"),
        ("a\0b.pdf", "a\ufffdb.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("msa\u202efdp.exe", "msafdp.exe"),
        ("=cmd|'x'!A1.pdf", "=cmd|'x'!A1.pdf"),
        ("\udcff.pdf", "\ufffd.pdf"),
        ("u\u0308ber.pdf", "über.pdf"),
        ("..", UNNAMED),
        ("folder/", UNNAMED),
        ("", UNNAMED),
        ("x" * 4096 + ".pdf", "x" * 250 + "….pdf"),
    ],
)
def test_a_name_is_cleaned_to_a_label(name, label):
    """What could steer a terminal, a header or a path is gone; what a person reads stays."""
    assert label_of(name) == label


@given(st.text(st.characters(), max_size=600))
def test_every_label_can_be_shown(name):
    """A label is printable, on one line, of 1 to 255 characters, no path, and its own label."""
    label = label_of(name)
    assert 1 <= len(label) <= MAX_CHARACTERS
    assert label.isprintable()
    assert label.encode()
    assert not {"/", "\\"} & set(label)
    assert label not in {".", ".."}
    assert label_of(label) == label
