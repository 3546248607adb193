"""Which party promises a level."""

import time

import pytest

from fourcorners.domain.party import PartyDraft
from fourcorners.extract.nlp.measures.providers import Providers

PARTIES = (
    PartyDraft(role="Supplier", names=("Ferndale Hosting Ltd", "Ferndale")),
    PartyDraft(role="Customer", names=("Quillmark Foods plc",)),
)


@pytest.mark.parametrize(
    ("sentence", "stem", "provider"),
    [
        ("Supplier shall reply to Customer within 2 hours", "", "Supplier"),
        ("If Customer reports a fault, Ferndale will reply within 2 hours", "", "Supplier"),
        ("keep an uptime of 99%", "The Supplier shall:", "Supplier"),
        ("Complaints shall be answered within 2 hours by the Supplier", "", "Supplier"),
        ("Each party shall reply within 2 hours", "", "both"),
        ("The uptime is 99%", "", "Supplier"),
    ],
)
def test_who_promises(sentence, stem, provider):
    """The subject, else the stem's, else who is named, else who performs in the contract."""
    providers = Providers(PARTIES, "Supplier shall provide the Services. Customer shall pay the fee.")
    position = sentence.find("2 hours") if "2 hours" in sentence else len(sentence)
    assert providers.of_level(sentence, position, stem, "") == provider


def test_a_contract_that_introduces_no_party_has_roles():
    """An amendment names the roles of its contract with capitals."""
    text = (
        "The Supplier shall keep the uptime. The Supplier reports. The Customer pays and the Customer waits."
    )
    assert Providers((), text).of_table("", "") == "Supplier"


def test_the_whole_contract_is_counted_once():
    """However many clauses name nobody, a long contract is searched for who performs a single time."""
    text = "Supplier shall provide the Services. " * 2_500

    def cost(clauses: int) -> float:
        providers = Providers(PARTIES, text)
        start = time.process_time()
        assert {providers.of_table("", f"Clause {number}") for number in range(clauses)} == {"Supplier"}
        return time.process_time() - start

    assert cost(200) < 10 * max(cost(2), 0.01)
