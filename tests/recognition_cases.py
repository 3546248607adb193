"""A recogniser that does as the content tells it: each function runs in a child, in the pipeline's place.

The content is JSON: what happens at a page, by its number, instead of handing it over.
"""

import json
import os
import signal

from fourcorners import sandbox
from fourcorners.domain.recognition import RecognisedPage, RecognisedWord, RecognitionOrder
from fourcorners.errors import ConfigError, UnreadableDocument


def a_page(number: int, **said: object) -> RecognisedPage:
    """With one word."""
    word = RecognisedWord(f"word{number}", 10, 10, 60, 20, 0.9)
    page = RecognisedPage(number=number, engine="scripted 1", width=595, height=842, words=(word,))
    return page.model_copy(update=said)


def recognise_pages(content: bytes, pages: list[int], order: RecognitionOrder) -> bytes:
    """Hand over each page, or do what the script says instead."""
    script: dict[str, str] = json.loads(content)
    sandbox.expect(len(pages))
    for number in pages:
        if (what := script.get(str(number))) is None:
            sandbox.hand_over(a_page(number).model_dump_json().encode())
        elif _do(what, number):
            return b""
    return b""


def try_engine(order: RecognitionOrder) -> bytes:
    """Whether there is an engine, by the language that it is to know."""
    if order.language == "deadly":
        os.kill(os.getpid(), signal.SIGABRT)
    return b"the engine is not there; install it" if order.language == "unknown" else b""


def _do(what: str, number: int) -> bool:
    """Do it; True where the child is to answer at once."""
    if what == "die":
        os.kill(os.getpid(), signal.SIGABRT)
    elif what == "burn":
        while True:
            pass
    elif what == "rest":
        signal.pause()
    elif what == "misconfigured":
        raise ConfigError("the engine is not there; install it")
    elif what == "talk":
        raise UnreadableDocument("word " * 10_000)
    elif what == "no pdf":
        raise UnreadableDocument("it cannot be opened")
    elif what != "stop":
        sandbox.hand_over(_PARTS[what](number))
    return what == "stop"


_PARTS = {
    "garbage": lambda _: b"\xff{",
    "another": lambda number: a_page(number + 1).model_dump_json().encode(),
    "outside": lambda number: (
        a_page(number).model_dump_json().replace("[10.0,", "[1000.0,").replace("60.0", "1060.0").encode()
    ),
    "infinite": lambda number: a_page(number).model_dump_json().replace("60.0", "1e999").encode(),
    "wordy": lambda number: a_page(number).model_dump_json().replace(f"word{number}", "x" * 9_000).encode(),
    "both": lambda number: a_page(number, failure="It failed.").model_dump_json().encode(),
}
