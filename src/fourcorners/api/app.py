"""The application: its endpoints, its errors, its limits."""

from typing import Final

from fourcorners import __version__
from fourcorners.api import (
    contracts,
    description,
    documents,
    due,
    events,
    health,
    page_images,
    pages,
    problems,
    records,
)
from fourcorners.api.body_limit import BodyLimit
from fourcorners.api.dependencies import Service, Worker
from fourcorners.api.description import DescribedApp
from fourcorners.api.head_requests import HeadRequests
from fourcorners.api.key_ring import KeyRing
from fourcorners.api.pictures import PagePictures
from fourcorners.api.problems import LastResort
from fourcorners.api.response_headers import ResponseHeaders
from fourcorners.errors import ConfigError
from fourcorners.home import Home
from fourcorners.settings import Settings

_MIB: Final = 1024 * 1024


def create_app(home: Home, settings: Settings, worker: Worker | None = None) -> DescribedApp:
    """The service over a home. `worker` reads what is sent; null where that is done elsewhere.

    Raises ConfigError where the folder for uploads that are still coming cannot be made.
    """
    app = DescribedApp(
        title="fourcorners",
        version=__version__,
        description=description.TEXT,
        openapi_tags=[{"name": name, "description": told} for name, told in description.TAGS],
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    _make_spool(home)
    app.state.service = Service(
        home, settings, KeyRing(home.store), PagePictures(home.files, settings), worker
    )
    for part in (documents, page_images, contracts, due, records, events, health, pages):
        app.include_router(part.router)
    problems.install(app)
    # The last is the outermost: what is refused by its length has the headers too.
    app.add_middleware(
        BodyLimit, max_bytes_of={("POST", documents.router.prefix): settings.max_upload_mib * _MIB}
    )
    app.add_middleware(LastResort)
    app.add_middleware(HeadRequests)
    app.add_middleware(ResponseHeaders)
    return app


def _make_spool(home: Home) -> None:
    folder = home.folder / documents.SPOOL
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"{folder} cannot be made ({error.strerror}); check the rights and the room of its disk"
        ) from error
