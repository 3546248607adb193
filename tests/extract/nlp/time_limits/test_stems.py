"""What list items go on from."""

from contracts import a_contract
from fourcorners.extract.nlp.time_limits.stems import Stems


def test_an_item_has_the_words_of_its_stem_on_one_line():
    """A stem that runs over lines is read as one; a sentence of its own has none."""
    document, tree = a_contract("1. Upon termination\nof this Agreement:", "(a) Supplier shall leave.")
    stems = Stems(document, tree)
    words = {sentence.span.of(document.text): stems.words(sentence) for sentence in tree.sentences}
    assert words["Supplier shall leave."] == "Upon termination of this Agreement:"
    assert words["Upon termination\nof this Agreement:"] == ""
