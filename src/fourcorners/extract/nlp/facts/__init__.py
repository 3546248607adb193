"""The named facts of a contract, a module for each family: dates, term, renewal, law, value, payment, parties."""
