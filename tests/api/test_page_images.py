"""Pictures of pages over HTTP: right, few at a time, and never of a file that is not to be opened."""

import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import httpx2
import pytest
from PIL import Image
from starlette.testclient import TestClient

from doors import OPERATOR, Door, sent_id
from fourcorners import isolation
from fourcorners.api.pictures import MAX_DEATHS, MOST_WAITING, Gate
from fourcorners.api.problems import Refusal
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.errors import ContractError, OverLimit, ReaderDied
from pdf_making import HEIGHT, WIDTH, make_pdf, write
from working import wait_until

PNG = b"\x89PNG\r\n\x1a\n"


def a_pdf(pages: int = 2, **options: object) -> bytes:
    """A PDF of so many pages, with a black square in the top left corner of each."""

    def draw(canvas: object) -> None:
        canvas.rect(0, HEIGHT - 72, 72, 72, stroke=0, fill=1)
        write(canvas, "The Tenant shall pay the rent.", 100, 200)

    return make_pdf(*[draw] * pages, **options)


def ask(client: TestClient, number: str, page: object = 1, **query: object) -> httpx2.Response:
    """The picture of a page, or what stands in its place."""
    return client.get(f"/v1/documents/{number}/pages/{page}/image", params=query)


def is_problem(response: httpx2.Response, status: int, code: str) -> dict[str, object]:
    """The problem that an answer is."""
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    return dict(response.json())


@pytest.mark.parametrize("dpi", [36, 150])
def test_a_page_is_a_picture_of_its_size(client: TestClient, dpi: int) -> None:
    """As PNG, with what stands on it at its place: a point is dpi / 72 pixels."""
    response = ask(client, sent_id(client, ("a.pdf", a_pdf())), 2, dpi=dpi)
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    picture = Image.open(BytesIO(response.content)).convert("L")
    assert picture.size == pytest.approx((WIDTH * dpi / 72, HEIGHT * dpi / 72), abs=1)
    assert picture.getpixel((dpi // 2, dpi // 2)) < 10
    assert picture.getpixel((dpi * 2, dpi // 2)) > 245


def test_a_picture_is_nothing_that_a_browser_runs_or_keeps_for_others(client: TestClient) -> None:
    """Its headers say so, as those of the file itself do; it is not sent twice to whoever has it."""
    number = sent_id(client, ("a.pdf", a_pdf()))
    response = ask(client, number)
    assert {name: response.headers[name] for name in
            ("cache-control", "content-security-policy", "x-content-type-options")} == {
        "cache-control": "private, no-cache",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
    }  # fmt: skip
    client.headers["If-None-Match"] = response.headers["etag"]
    again = ask(client, number)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "private, no-cache"
    assert ask(client, number, dpi=72).status_code == 200
    assert ask(client, number, 2).status_code == 200


def test_a_page_larger_than_allowed_is_made_smaller(tmp_path: Path) -> None:
    """The pixels are counted before any is made."""
    door = Door(tmp_path / "home", max_megapixels=1)
    response = ask(client := door.client(), sent_id(client, ("a.pdf", a_pdf())), dpi=300)
    width, height = Image.open(BytesIO(response.content)).size
    assert 900_000 < width * height <= 1_000_000


@pytest.mark.parametrize(
    ("name", "content", "page", "told"),
    [
        ("a.pdf", a_pdf(), 3, "the PDF has 2"),
        ("a.pdf", a_pdf(), 1_000_000, "the PDF has 2"),
        ("a.txt", b"The Tenant shall pay.", 1, "no pages of its own"),
    ],
)
def test_a_page_that_is_not_there_is_not_found(
    client: TestClient, name: str, content: bytes, page: int, told: str
) -> None:
    """What there is instead is told, also to whoever says that any version will do."""
    number = sent_id(client, (name, content))
    assert told in str(is_problem(ask(client, number, page), 404, "not_found")["detail"])
    client.headers["If-None-Match"] = "*"
    is_problem(ask(client, number, page), 404, "not_found")


@pytest.mark.parametrize(
    ("page", "query"), [(0, {}), (-1, {}), ("x", {}), (1, {"dpi": 35}), (1, {"dpi": 301}), (1, {"scale": 2})]
)
def test_what_is_no_page_and_no_size_is_refused(
    client: TestClient, page: object, query: dict[str, int]
) -> None:
    """By name, before anything is opened."""
    is_problem(ask(client, sent_id(client, ("a.pdf", a_pdf())), page, **query), 422, "invalid_request")


def test_what_cannot_be_opened_has_its_own_problem(client: TestClient) -> None:
    """A password, and bytes that are no PDF after all."""
    locked = sent_id(client, ("a.pdf", a_pdf(encrypt="secret")))
    is_problem(ask(client, locked), 422, "encrypted_document")
    broken = sent_id(client, ("b.pdf", b"%PDF-1.7\nnothing of the kind"))
    is_problem(ask(client, broken), 422, "unreadable_document")


def test_a_document_in_quarantine_is_not_opened(
    door: Door, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for a picture either, and what to do is told; after a new reading was asked for, it is."""
    number = sent_id(client, ("a.pdf", a_pdf()))
    failure = Failure(code="reader_died", message="its reader was killed twice")
    door.home.store.advance(number, ProcessingState.QUARANTINED, OPERATOR, error=failure)
    with monkeypatch.context() as patch:
        patch.setattr(isolation, "page_image", lambda *_, **__: pytest.fail("it was opened"))
        problem = is_problem(ask(client, number), 409, "quarantined")
    assert "its reader was killed twice" in str(problem["detail"])
    assert client.post(f"/v1/documents/{number}/runs").status_code == 202
    assert ask(client, number).content.startswith(PNG)


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_a_file_that_is_lost_is_not_shown(door: Door, client: TestClient, harm: str) -> None:
    """Its bytes are held against their hash first."""
    number = sent_id(client, ("a.pdf", a_pdf()))
    path = door.home.files.path(door.documents()[0].sha256)
    path.unlink()
    if harm == "damaged":
        path.write_bytes(a_pdf(3))
    is_problem(ask(client, number), 500, "lost_file")


@pytest.mark.parametrize(("error", "deaths"), [(ReaderDied, MAX_DEATHS), (OverLimit, 1)])
def test_a_page_that_ends_its_reader_is_not_tried_for_ever(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: type[ContractError], deaths: int
) -> None:
    """The answer stays the same and costs nothing more; the other pages are shown."""
    asked = []

    def die(*arguments: object, **_: object) -> bytes:
        page = arguments[2]
        if page == 2:
            return PNG
        asked.append(page)
        raise error("it ended its reader", file="a.pdf")

    monkeypatch.setattr(isolation, "page_image", die)
    number = sent_id(client, ("a.pdf", a_pdf()))
    for _ in range(4):
        assert is_problem(ask(client, number), 422, error.code)["file"] == "a.pdf"
    assert len(asked) == deaths
    assert ask(client, number, 2).status_code == 200


def test_pictures_are_made_a_few_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a short queue the answer is 429, at once; then all that waited are shown, and the next one."""
    door = Door(tmp_path / "home", jobs=2)
    client = door.client()
    number = sent_id(client, ("a.pdf", a_pdf()))
    at_once, most, go_on = [0], [0], threading.Event()

    @contextmanager
    def counted() -> Iterator[None]:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        yield
        at_once[0] -= 1

    def make(*_: object, **__: object) -> bytes:
        with counted():
            go_on.wait(30)
            return PNG

    monkeypatch.setattr(isolation, "page_image", make)
    taken = 2 + MOST_WAITING
    with ThreadPoolExecutor(taken + 1) as pool:
        answers = [pool.submit(ask, client, number) for _ in range(taken + 1)]
        (refused,) = next_done(answers)
        wait_until(lambda: at_once == [2])
        go_on.set()
    assert is_problem(refused, 429, "busy")
    assert int(refused.headers["retry-after"]) > 0
    assert sorted(each.result().status_code for each in answers) == [200] * taken + [429]
    assert most == [2]
    assert ask(client, number).status_code == 200


def next_done(answers: list[Future[httpx2.Response]]) -> list[httpx2.Response]:
    """Those of the answers that are there when the first one is."""
    return [each.result() for each in wait(answers, 30, FIRST_COMPLETED).done]


def test_a_place_is_given_back_whatever_happens() -> None:
    """So that nobody is refused for those who failed before."""
    gate = Gate(1, 0)
    for _ in range(3):
        with pytest.raises(ValueError, match="no"), gate.place():
            raise ValueError("no")
    with gate.place(), pytest.raises(Refusal), gate.place():
        pass
    with gate.place():
        pass
