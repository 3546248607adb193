"""Where the full name of an organisation or a person ends."""

import pytest

from fourcorners.segment.names import has_form, name_at

CASES = [
    ("Elm Data, Inc., a Delaware corporation", "Elm Data, Inc."),
    ("Elm Data Corp. Suite 207, 5 Elm Road", "Elm Data Corp."),
    ("Elm Data, LLC, 481 Oak Street, Quenby", "Elm Data, LLC"),
    ("ELM DATA A/S of Havnegade 5, Orrin", "ELM DATA A/S"),
    ("Elm Data Ltd. of Orrin, with", "Elm Data Ltd."),
    ("Elm (Jersey) Data Co., Ltd. having its office", "Elm (Jersey) Data Co., Ltd."),
    ("ELM (HONG KONG) LTD, a company", "ELM (HONG KONG) LTD"),
    ("Elm Research and Engineering Company (the", "Elm Research and Engineering Company"),
    ("Elm Data, Inc. and Oak Science LLC", "Elm Data, Inc."),
    ("Elm Technologies Corporation of America (", "Elm Technologies Corporation of America"),
    ("ELM DE ORRIN S. DE R.L. DE C.V. (", "ELM DE ORRIN S. DE R.L. DE C.V."),
    ("University of Orrin, with offices", "University of Orrin"),
    ("elm.com, inc., a Delaware corporation", "elm.com, inc."),
    ("INES VALDER of [address], the", "INES VALDER"),
    ("Ines Valder-Marsh, an individual", "Ines Valder-Marsh"),
    ("DEFINITIONS", None),
    ("the parties", None),
    ("5 Elm Street, 3rd Floor", None),
    ("Orrin, NV", None),
    ("This Agreement", None),
    ("THE TERMS ARE HEREBY AGREED", None),
    ("shall pay the price", None),
]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_a_name_ends_where_its_description_begins(text, name):
    """The company's form ends a name; addresses, headings and sentences are none."""
    assert name_at(text, 0) == name


def test_an_organisation_is_told_by_its_form():
    """A person and a place have no form."""
    assert has_form("Elm Data plc")
    assert not has_form("Ines Valder")
