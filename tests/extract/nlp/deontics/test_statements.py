"""The words that state one norm."""

from contracts import a_contract
from fourcorners.extract.nlp.deontics.statements import Statement, read_statements


def statements_of(*paragraphs: str) -> list[Statement]:
    """The statements of a contract with these paragraphs."""
    return read_statements(*a_contract(*paragraphs))


def test_an_item_is_read_behind_its_stem():
    """The words of an item begin with those of its stem."""
    [_, _, item] = statements_of("1. Supplier shall:", "(a) clean the tanks monthly.")
    assert item.words == "Supplier shall clean the tanks monthly."
    assert item.own_words == "clean the tanks monthly."


def test_a_sentence_longer_than_can_be_parsed_is_read_in_pieces():
    """No words of a long sentence are lost, and each piece is quoted where it stands."""
    long = "; ".join(f"Supplier shall clean tank number {number} of the eastern yard" for number in range(90))
    document, tree = a_contract(f"1. {long}.")
    pieces = [each for each in read_statements(document, tree) if "tank number" in each.words]
    assert len(pieces) > 1
    assert max(len(piece.own_words) for piece in pieces) <= 2500
    assert all(
        document.text[piece.span.start : piece.span.end] == piece.own_words.strip() for piece in pieces
    )
    assert sum(piece.words.count("tank number") for piece in pieces) == 90


def test_a_long_text_without_borders_is_cut_all_the_same():
    """A text of one endless sentence is read to its end."""
    statements = statements_of("1. Supplier shall carry " + "sacks of grain and " * 400 + "one last chair.")
    assert statements[-1].own_words.endswith("one last chair.")
