import pytest

from fourcorners.parse.language import detect_language

ENGLISH = (
    "The Supplier shall deliver the Goods to the Buyer within ten days of the order, and the Buyer shall "
    "pay for them by the end of the month in which they are received, unless it has refused them."
)


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        (ENGLISH, "en", []),
        ("Price list", None, []),
        (
            "Der Lieferant liefert die Ware innerhalb von zehn Tagen nach der Bestellung an den Käufer, und "
            "der Käufer bezahlt sie bis zum Ende des Monats, in dem er sie erhalten hat.",
            None,
            ["language_not_english"],
        ),
        (
            "Le Fournisseur livre les Produits à l'Acheteur dans les dix jours de la commande, et il en "
            "reçoit le prix avant la fin du mois de leur réception, sauf s'il les a repris.",
            None,
            ["language_not_english"],
        ),
    ],
)
def test_only_english_is_read_as_english(text, language, codes):
    """Another language is told, for nothing found in it can be relied on; a few words tell nothing."""
    found, findings = detect_language(text)
    assert (found, [finding.code for finding in findings]) == (language, codes)
