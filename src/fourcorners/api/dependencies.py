"""What endpoints are given: the one place where store, files, keys and settings are put together."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, NamedTuple, Protocol

from fastapi import Depends, Request, Response, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from fourcorners.api.key_ring import KeyRing
from fourcorners.api.names import repeated_names, unknown_names
from fourcorners.api.pictures import PagePictures
from fourcorners.api.problems import invalid
from fourcorners.domain.access import ApiKey, Permission
from fourcorners.domain.store import Store
from fourcorners.errors import NotAllowed, NotAuthenticated
from fourcorners.home import Home
from fourcorners.settings import Settings


class Worker(Protocol):
    """The process that reads what was uploaded, as far as the door asks for it."""

    @property
    def state(self) -> str:
        """How it stands: starting, ready, failed."""

    @property
    def is_cut_off(self) -> bool | None:
        """Whether its children reach no network; None until it has tried."""

    @property
    def refusal(self) -> str | None:
        """Why they are not cut off."""


class Service(NamedTuple):
    """All that the endpoints work with."""

    home: Home
    settings: Settings
    keys: KeyRing
    pictures: PagePictures
    worker: Worker | None


_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="key",
    description="A key as `fourcorners keys create` prints it: `fck_...`.",
)


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


TheService = Annotated[Service, Depends(_service)]


async def _store(service: TheService) -> Store:
    return service.home.store


TheStore = Annotated[Store, Depends(_store)]


def _caller(
    service: TheService, shown: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
) -> ApiKey:
    if shown is None:
        raise NotAuthenticated("the request carries no key; send the header Authorization: Bearer fck_...")
    return service.keys.recognise(shown.credentials)


Caller = Annotated[ApiKey, Depends(_caller)]
"""The key that a request came with. Raises NotAuthenticated."""


class KeyFirstRoute(APIRoute):
    """A route that asks for the key before it reads a body; the framework reads the body first."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler that the framework makes, behind the question for the key."""
        answer = super().get_route_handler()

        async def ask_first(request: Request) -> Response:
            await run_in_threadpool(_caller, await _service(request), await _bearer(request))
            return await answer(request)

        return ask_first


class Requires:
    """Lets only keys pass whose role allows something."""

    def __init__(self, permission: Permission) -> None:
        """`permission` is what the operation needs."""
        self._permission = permission

    async def __call__(self, key: Caller) -> None:
        """Raise NotAllowed for a key of another role."""
        if not key.may(self._permission):
            raise NotAllowed(
                f"a key of the role {key.role.value} may not {self._permission.value}; take one that may"
            )


async def refuse_unknown_query(request: Request) -> None:
    """Refuse a query parameter that the operation does not document, or one value given twice."""
    names = [name for name, _ in request.query_params.multi_items()]
    if not names:
        return
    operation = request.app.openapi()["paths"][request.scope["route"].path][request.method.lower()]
    known = {
        each["name"]: each["schema"] for each in operation.get("parameters", ()) if each["in"] == "query"
    }
    single = [name for name, schema in known.items() if schema.get("type") != "array"]
    if found := unknown_names(names, known, "query") + repeated_names(names, single, "query"):
        raise invalid(found)
