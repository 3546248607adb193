"""Who performs and who pays."""

import pytest

from fourcorners.domain.party import PartyDraft
from fourcorners.extract.nlp.deontics.exchange import Exchange
from fourcorners.extract.nlp.deontics.obligors import Roles


def roles_of(*names: str) -> Roles:
    """The parties of a contract by their roles."""
    return Roles([PartyDraft(role=name, names=(name,)) for name in names])


@pytest.mark.parametrize(
    ("roles", "exchange"),
    [
        (("Customer", "Supplier"), Exchange("Supplier", "Customer")),
        (("Licensor", "Licensee"), Exchange("Licensor", "Licensee")),
        (("Tern", "Contractor"), Exchange("Contractor", "Tern")),
        (("Tern", "Buyer"), Exchange("Tern", "Buyer")),
        (("Tern", "Larch"), Exchange(None, None)),
        (("Bank", "Trustee", "Servicer"), Exchange("Servicer", None)),
    ],
)
def test_roles_say_who_performs_and_who_pays(roles, exchange):
    """One telling name of two is enough; names that tell nothing leave it open."""
    assert Exchange.of(roles_of(*roles), []) == exchange
