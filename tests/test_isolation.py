"""A document in a child of its own, and what becomes of its answer."""

from pathlib import Path

import pytest

from fourcorners import isolation, pipeline, sandbox
from fourcorners.domain.document import DocumentState
from fourcorners.domain.processing import ProcessingState
from fourcorners.errors import EmptyFile, ReaderDied, StorageFull
from fourcorners.sandbox import frames
from fourcorners.settings import Settings
from pdf_making import make_pdf
from working import a_text

SETTINGS = Settings(jobs=1)
TEXT = a_text()


@pytest.fixture(autouse=True)
def _started():
    isolation.start()


def test_a_document_is_read_and_its_records_come_back():
    """The text that offsets count in, and records whose words stand there."""
    processed = isolation.process(TEXT.encode(), "a.txt", SETTINGS)
    assert processed.text == TEXT
    assert [norm.obligor for norm in processed.extraction.obligations] == ["Supplier", "Customer"]
    for norm in processed.extraction.obligations:
        assert norm.evidence[0].span.of(processed.text) == norm.evidence[0].exact


def test_the_states_of_a_document_are_told_in_their_order():
    """As the child comes to them."""
    told: list[ProcessingState] = []
    isolation.process(TEXT.encode(), "a.txt", SETTINGS, on_state=told.append)
    assert told == [ProcessingState.READING, ProcessingState.EXTRACTING, ProcessingState.GUARDING]


def test_ids_are_those_of_the_command_line_unless_another_identity_is_given(tmp_path):
    """A document without an access group has the same ids everywhere; two groups never share one."""
    (tmp_path / "a.txt").write_text(TEXT)
    answer = isolation.extract_json(tmp_path / "a.txt", SETTINGS)
    bare = isolation.extraction_of(answer, "a.txt")
    ours = isolation.process(TEXT.encode(), "a.txt", SETTINGS).extraction
    theirs = isolation.process(TEXT.encode(), "a.txt", SETTINGS, identity="doc_1").extraction
    assert ours == bare
    assert not {each.id for each in theirs.obligations} & {each.id for each in ours.obligations}
    assert not {each.id for each in theirs.clauses} & {each.id for each in ours.clauses}
    assert [each.hash for each in theirs.obligations] == [each.hash for each in ours.obligations]


def test_a_document_without_text_has_an_answer_too():
    """It says that nothing was read, with the finding that tells why."""
    processed = isolation.process(make_pdf(lambda _: None), "scan.pdf", SETTINGS)
    assert processed.extraction.document.state is DocumentState.NO_TEXT
    assert processed.extraction.findings


def test_what_cannot_be_read_raises_its_error():
    """With the name of the file."""
    with pytest.raises(EmptyFile) as caught:
        isolation.process(b"", "a.txt", SETTINGS)
    assert caught.value.file == "a.txt"


@pytest.mark.parametrize("answer", [b"", b"{}", b'{"text": 1}', b"\xff", b"[" * 100_000])
def test_an_answer_that_fits_no_schema_is_a_dead_reader(monkeypatch, answer):
    """Whatever a child that was taken over may answer with."""
    monkeypatch.setattr(sandbox, "run", lambda *_, **__: answer)
    with pytest.raises(ReaderDied, match="does not fit the schema"):
        isolation.process(TEXT.encode(), "a.txt", SETTINGS)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"9" * 20])
def test_a_picture_that_is_none_is_a_dead_reader(monkeypatch, answer):
    """It would be shown to people as one."""
    monkeypatch.setattr(sandbox, "run", lambda *_, **__: answer)
    with pytest.raises(ReaderDied, match="no picture"):
        isolation.page_image(b"%PDF", "a.pdf", 1, SETTINGS)


def test_a_picture_of_any_page_is_no_longer_than_a_child_may_answer(monkeypatch):
    """PNG makes a picture of noise no smaller."""
    asked = []

    def run(_, arguments, limits, **__):
        asked.append((arguments[-1] * 3e6, limits.answer_bytes))
        return b"\x89PNG\r\n\x1a\n"

    monkeypatch.setattr(sandbox, "run", run)
    for max_megapixels in (1, 1_000):
        isolation.page_image(b"%PDF", "a.pdf", 1, Settings(max_megapixels=max_megapixels))
    (small, _), (large, most) = asked
    assert small == 3e6
    assert most / 2 < large < most


def test_an_answer_that_does_not_hold_is_a_dead_reader(monkeypatch):
    """A child that was taken over answers for a file, a group or a name of its own choice in vain."""
    answer = pipeline.process_json(TEXT.encode(), "a.txt", "doc_1")
    monkeypatch.setattr(sandbox, "run", lambda *_, **__: answer)
    isolation.process(TEXT.encode(), "a.txt", SETTINGS, identity="doc_1")
    for content, name, identity in (
        (TEXT + " ", "a.txt", "doc_1"),
        (TEXT, "b.txt", "doc_1"),
        (TEXT, "a.txt", "doc_2"),
        (TEXT, "a.txt", None),
    ):
        with pytest.raises(ReaderDied, match="does not hold; leave it out") as caught:
            isolation.process(content.encode(), name, SETTINGS, identity=identity)
        assert caught.value.file == name


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_an_answer_with_a_number_that_cannot_be_kept_is_a_dead_reader(monkeypatch, number):
    """JSON has no word for it: kept as null, it could never be read back."""
    text = f"{TEXT}3. The Supplier shall keep the Portal available for at least 99.5% of each month.\n"
    answer = pipeline.process_json(text.encode(), "a.txt")
    tampered = answer.replace(b'"target":99.5', f'"target":{number}'.encode())
    assert tampered != answer
    monkeypatch.setattr(sandbox, "run", lambda *_, **__: tampered)
    with pytest.raises(ReaderDied, match="does not fit the schema"):
        isolation.process(text.encode(), "a.txt", SETTINGS)


def test_a_name_that_no_text_can_hold_comes_back_as_one(tmp_path):
    """The halves of characters in it are replaced, and the answer holds."""
    processed = isolation.process(TEXT.encode(), "a\udcff.txt", SETTINGS)
    assert processed.extraction.document.name == "a\ufffd.txt"


def test_a_note_that_is_no_state_tells_nothing(monkeypatch):
    """A child that was taken over may send any word."""
    told: list[ProcessingState] = []
    run = sandbox.run

    def chatter(function, arguments, **options):
        for word in ("hello", "", "\ufffd", "reading" * 2):
            options["on_note"](word)
        return run(function, arguments, **options)

    monkeypatch.setattr(sandbox, "run", chatter)
    isolation.process(TEXT.encode(), "a.txt", SETTINGS, on_state=told.append)
    assert told == [ProcessingState.READING, ProcessingState.EXTRACTING, ProcessingState.GUARDING]


def test_every_state_fits_into_a_note():
    """A state that would be refused as too long would end each child."""
    assert all(len(state.value.encode()) <= frames.MAX_NOTE_BYTES for state in ProcessingState)
    assert len(ProcessingState) <= frames.MAX_NOTES


def test_what_is_raised_on_a_state_is_raised_here():
    """A disk that is full while a document is read says so."""

    def refuse(_: ProcessingState) -> None:
        raise StorageFull("no room")

    with pytest.raises(StorageFull):
        isolation.process(TEXT.encode(), "a.txt", SETTINGS, on_state=refuse)


def test_the_text_of_a_file_is_utf_8(tmp_path: Path):
    """Character for character."""
    (tmp_path / "a.txt").write_bytes("“Tansy”\r\n\tshall mow".encode())
    assert isolation.read_text(tmp_path / "a.txt", SETTINGS) == "“Tansy”\r\n\tshall mow".encode()
