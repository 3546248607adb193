"""Dates among the attributes of an upload are checked and kept as those of a register are."""

import json

import pytest
from starlette.testclient import TestClient

from doors import Door, send
from fourcorners.errors import InvalidManifest
from fourcorners.intake.manifest import read_manifest

DATES = {
    "end_date": ("4 May 2031", "2031-05-04"),
    "Date": ("2031-05-04 00:00:00", "2031-05-04"),
    "Signature Date": ("13/05/2031", "2031-05-13"),
    "renewal-date": ("", ""),
    "update": ("soon", "soon"),
    "date of birth": ("soon", "soon"),
}


def test_a_date_is_kept_in_one_form(client: TestClient) -> None:
    """By the name of its attribute, however that is written; a blank one stays blank."""
    sent = {name: value for name, (value, _) in DATES.items()}
    (document,) = send(client, attributes=json.dumps(sent)).json()["documents"]
    assert document["contract"]["attributes"] == {name: kept for name, (_, kept) in DATES.items()}


@pytest.mark.parametrize("value", ["31/02/2031", "04/05/2031", "soon", "x" * 100])
@pytest.mark.parametrize("name", ["end_date", "Signature Date", "date"])
def test_what_is_no_date_is_refused_in_the_words_of_the_register(
    door: Door, client: TestClient, name: str, value: str
) -> None:
    """The same value in a register is refused with the same words; nothing is kept."""
    register = door.home.folder / "register.csv"
    register.write_text(f"file,{name}\na.txt,{value}\n")
    with pytest.raises(InvalidManifest) as told:
        read_manifest(register)
    problem = send(client, attributes=json.dumps({name: value})).json()
    assert problem["code"] == "invalid_request"
    (error,) = problem["errors"]
    assert error["where"] == f"form.attributes.{name}"
    assert told.value.message == f"line 2: {name}: {error['message']}"
    assert door.documents() == ()
