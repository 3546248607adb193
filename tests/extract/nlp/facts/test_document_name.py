"""The title of a contract, however its first page is laid out."""

import pytest

from facts import answers
from fourcorners.extract.nlp.facts.document_name import propose_document_name

CASES = [
    ("SUPPLY AGREEMENT\n\nThis Supply Agreement is made today.", "SUPPLY AGREEMENT"),
    ("Exhibit 10.5\n\nMASTER SERVICES AGREEMENT\n\nbetween A and B", "MASTER SERVICES AGREEMENT"),
    (
        "EXHIBIT 10.5 HOSTING AGREEMENT This Hosting Agreement is made as of today.",
        "HOSTING AGREEMENT",
    ),
    (
        "CERTAIN INFORMATION HAS BEEN OMITTED HERE. LICENSE AGREEMENT This License Agreement is made.",
        "LICENSE AGREEMENT",
    ),
    (
        "AMENDMENT NO. 2\n\nto the\n\nHOSTING AGREEMENT\n\ndated 17 February 2025",
        "AMENDMENT NO. 2 to the HOSTING AGREEMENT",
    ),
    (
        "# Statement of Work No. 3: Cleaning of the Building\n\nThe parties agree.",
        "Statement of Work No. 3: Cleaning of the Building",
    ),
    (
        "Dear Ms Valder\n\nConsulting agreement – connection of the array\n\nThank you.",
        "Consulting agreement",
    ),
    ("GENERAL TERMS OF PURCHASE\n\nFerndale Foods plc", "GENERAL TERMS OF PURCHASE"),
    ("FERNDALE HOSTING LTD\n\nGUARANTY\n\nThe guarantor agrees.", "GUARANTY"),
    ("1. This Co-Hosting Agreement is made today between the parties.", "Co-Hosting Agreement"),
    ("EXECUTION VERSION SUPPLY AGREEMENT\n\nbetween the parties", "SUPPLY AGREEMENT"),
    ("Last Updated: May 3, 2021     RESELLER AGREEMENT", "RESELLER AGREEMENT"),
    ("Ferndale Foods Ltd. and Quillmark, Inc. Supply Agreement", "Supply Agreement"),
    ("JOINT FILING AGREEMENT Ferndale Foods, Inc.", "JOINT FILING AGREEMENT"),
    ("FERNDALE          RESELLER AGREEMENT", "RESELLER AGREEMENT"),
    ("Supply Agreement (Execution Copy May 3, 2021)", "Supply Agreement"),
    ("Hosting Agreement Agreement Number: HX44", "Hosting Agreement"),
    ("HOSTING AGREEMENT HOSTING AGREEMENT dated today", "HOSTING AGREEMENT"),
    (
        "AMENDED AND RESTATED LIMITED PARTNERSHIP AGREEMENT",
        "AMENDED AND RESTATED LIMITED PARTNERSHIP AGREEMENT",
    ),
    ("JOINT VENTURE\n\nAGREEMENT\n\nThe parties agree.", "JOINT VENTURE AGREEMENT"),
    (
        "FIRST AMENDMENT TO THORNFIELD\n\nHOSTING AND SUPPLY AGREEMENT\n\nTHIS FIRST AMENDMENT TO THORNFIELD "
        "HOSTING AND SUPPLY AGREEMENT is made today.",
        "FIRST AMENDMENT TO THORNFIELD HOSTING AND SUPPLY AGREEMENT",
    ),
    ("The parties shall perform their duties under the agreement.", None),
    ("2.5 Each Call-Off Contract", None),
    ("● changes Framework Schedule 4 (Order Form Template and Hosting Terms)", None),
    ("TABLE OF CONTENTS\n\n1. Definitions\n\n2. Payment", None),
]


@pytest.mark.parametrize(("text", "title"), CASES)
def test_the_title_is_read(text, title):
    """The title is read without what a filing puts before it and without the sentence that follows it."""
    assert answers(propose_document_name, text) == ([title] if title else [])
